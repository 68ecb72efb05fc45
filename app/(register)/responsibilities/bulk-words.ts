import type { getTranslations } from "next-intl/server";
import type { Subject, Tie } from "@/lib/responsibilities/rules";
import type { Deed, Target } from "@/lib/responsibility-bulk/rules";
import type { Role } from "@/lib/roles/queries";
import type { BulkChoices } from "./bulk-panel";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

export function bulkTitle(t: Words, target: Target, { place, person }: BulkChoices): string {
  if (target.kind === "shown") return t("bulkChange.shown");
  const name = place?.name ?? person?.name ?? "";
  return target.kind === "row" ? t("bulkChange.row", { name }) : t("bulkChange.column", { name });
}

export function deedWord(t: Words, target: Target, deed: Deed): string {
  if (deed === "copy") {
    if (target.kind !== "row") return t("bulkChange.copyEmployee");
    return target.subject === "customer" ? t("bulkChange.copyCustomer") : t("bulkChange.copyProject");
  }
  if (deed === "give" && target.kind === "column") return t("bulkChange.giveAll");
  return t(`bulkChange.${deed}`);
}

type Reading = { t: Words; roles: Record<Subject, readonly Role[]>; days: (tie: Tie) => string };

/** "Accountant · 1.9.2026 – 30.6.2027", "Responsible"; a role that is not in use reads as none. */
export function tieWords({ t, roles, days }: Reading, subject: Subject, tie: Tie): string {
  const role = roles[subject].find(({ id }) => id === tie.roleId)?.name;
  const plain = t(subject === "customer" ? "resp.responsible" : "resp.participant");
  return [role ?? plain, days(tie)].filter(Boolean).join(" · ");
}

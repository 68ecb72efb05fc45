import type { getTranslations } from "next-intl/server";
import { plainMark, roleMark } from "@/components/role-rows";
import { type Html, html } from "@/components/rows";
import type { Cell, MatrixTie } from "@/lib/matrix/rules";
import { isEndingSoon, phaseOf, type Subject } from "@/lib/responsibilities/rules";
import type { Role } from "@/lib/roles/queries";

export type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** What the reader's cells are written with, made once for a page. */
export type Marker = {
  t: Words;
  /** The days of a tie in words. */
  days: (tie: Pick<MatrixTie, "validFrom" | "validTo">) => string;
  today: string;
  /** Letters of roles instead of one tick. */
  byRole: boolean;
  roles: Record<Subject, ReadonlyMap<number, Role>>;
};

/** How a cell that holds something looks, and what it says in words: "Accountant until 31 Dec 2026, Payroll". */
export function markOf(marker: Marker, subject: Subject, { leads, ties }: Cell): { mark: Html; words: string[] } {
  const { t, days, today, roles } = marker;
  const held = ties.map((tie) => ({ tie, role: roles[subject].get(tie.roleId ?? 0) }));
  const crown = leads.map((company) => ({
    mark: plainMark("owner"),
    words: company ? t("resp.ownerIn", { company }) : t(subject === "project" ? "project.manager" : "customers.owner"),
  }));
  const told = held.map(({ tie, role }) => [role?.name ?? t("resp.responsible"), days(tie)].filter(Boolean).join(", "));
  const marks = [...crown.slice(0, 1).map(({ mark }) => mark), ...marksOf(marker, held, crown.length > 0)];
  const isEnding = ties.some((tie) => isEndingSoon(tie, today));
  return {
    mark: html`<span class="${isEnding ? "roles roles--ending" : "roles"}">${marks}</span>`,
    words: [...crown.map(({ words }) => words), ...told, ...(isEnding ? [t("resp.endingSoon")] : [])],
  };
}

type Held = { tie: MatrixTie; role: Role | undefined };

/** One tick, hollow where all is still to come; by role a letter for each. Beside a crown a tick says nothing new. */
function marksOf({ byRole, today }: Marker, held: readonly Held[], isOwner: boolean): Html[] {
  const isFuture = ({ tie }: Held) => phaseOf(tie, today) === "future";
  const lettered = byRole ? held.filter(({ role }) => role) : [];
  const letters = lettered.map((one) => {
    const { letter, colour } = one.role as Role;
    return roleMark({ letter, colour, isFuture: isFuture(one) });
  });
  const plain = held.filter((one) => !lettered.includes(one));
  const tick = plain.length > 0 && !isOwner ? [plainMark("plain", plain.every(isFuture))] : [];
  return [...letters, ...tick];
}

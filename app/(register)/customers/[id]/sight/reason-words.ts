import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { wordsOf } from "@/lib/custom-fields/rules";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import type { PersonSight } from "@/lib/sight/queries";
import type { Reason } from "@/lib/sight/rules";

/** Why somebody sees a customer, and what of it stays hidden from them, a line for each. */
export async function reasonWords(viewer: Viewer): Promise<(sight: PersonSight) => string[]> {
  const [t, locale] = await Promise.all([getTranslations("sight"), currentLocale()]);
  const { day } = formatsOf(locale, viewer.facts.timeZone);

  const responsible = (from: string | null, to: string | null) => {
    if (from && to) return t("responsibleBetween", { from: day(from), to: day(to) });
    if (from) return t("responsibleSince", { from: day(from) });
    return to ? t("responsibleUntil", { to: day(to) }) : t("responsible");
  };
  const words = (reason: Reason) => {
    if (reason.kind === "responsible") {
      const role = reason.role && wordsOf(reason.role, locale);
      return [responsible(reason.from, reason.to), role].filter(Boolean).join(" · ");
    }
    return "name" in reason ? t(reason.kind, { name: reason.name }) : t(reason.kind);
  };
  const withheld = ({ isMasked, seesMoney }: PersonSight) => [
    ...(isMasked ? [t("masked")] : []),
    ...(seesMoney ? [] : [t("noMoney")]),
  ];

  return (sight) => {
    if (sight.level === "basic") return [t(viewer.facts.shareAddresses ? "basicAddresses" : "basic")];
    if (sight.level === "none") return [t(sight.mayRead ? "outside" : "noRights")];
    return [...sight.reasons.map(words), ...withheld(sight)];
  };
}

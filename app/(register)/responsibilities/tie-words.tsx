import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { PlainMark } from "@/components/plain-mark";
import { RoleMark } from "@/components/role-mark";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { TeamTie } from "@/lib/responsibilities/parts";
import { isEndingSoon, phaseOf, type Subject } from "@/lib/responsibilities/rules";
import { currentLocale } from "@/lib/session";

type Days = Pick<TeamTie, "validFrom" | "validTo">;

/** The days of a responsibility in words; nothing where it has none. */
export async function dayWords(viewer: Viewer): Promise<(days: Days) => string> {
  const [t, locale] = await Promise.all([getTranslations("resp"), currentLocale()]);
  const { day } = formatsOf(locale, viewer.facts.timeZone);
  return ({ validFrom, validTo }) => {
    if (validFrom && validTo) return t("between", { from: day(validFrom), to: day(validTo) });
    if (validFrom) return t("since", { from: day(validFrom) });
    return validTo ? t("till", { to: day(validTo) }) : "";
  };
}

type Props = { viewer: Viewer; subject: Subject; tie: TeamTie };

/** One responsibility: the letter of its role with its name, and whether it is still to come, over, or soon to be. */
export async function TieName({ viewer, subject, tie }: Props) {
  const t = await getTranslations("resp");
  const phase = phaseOf(tie, viewer.facts.today);
  const isFuture = phase === "future";
  return (
    <span className="row">
      {tie.role ? (
        <RoleMark {...tie.role} name={undefined} isFuture={isFuture} />
      ) : (
        <PlainMark kind="plain" isFuture={isFuture} />
      )}
      <span>{tie.role?.name ?? t(subject === "customer" ? "responsible" : "participant")}</span>
      {isFuture && <Badge icon="clock">{t("future")}</Badge>}
      {phase === "past" && <Badge>{t("expired")}</Badge>}
      {isEndingSoon(tie, viewer.facts.today) && (
        <Badge tone="warn" icon="clock">
          {t("endingSoon")}
        </Badge>
      )}
    </span>
  );
}

/** Its days and note, on a line of their own. */
export async function TieFacts({ viewer, tie }: Omit<Props, "subject">) {
  const days = await dayWords(viewer);
  return [days(tie), tie.note].filter(Boolean).join(" · ");
}

import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { myHandOvers } from "@/lib/hand-overs/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

/** Who takes over from whom, for both of them. */
export async function HandOverLines({ viewer }: { viewer: Viewer }) {
  const [told, t, locale] = await Promise.all([myHandOvers(viewer), getTranslations("handover"), currentLocale()]);
  const { day } = formatsOf(locale, viewer.facts.timeZone);
  return told.map(({ id, isTaker, name, startsOn, endsOn }) => {
    const days = { name, from: day(startsOn), to: day(endsOn ?? startsOn) };
    return (
      <Notice key={id} kind="note">
        {isTaker
          ? t(endsOn ? "youStandIn" : "youTakeOver", days)
          : t(endsOn ? "standsInForYou" : "takesOverFromYou", days)}{" "}
        <PageLink href={paths.responsiblePersons({ employee: viewer.employeeId })}>{t("yours")}</PageLink>
      </Notice>
    );
  });
}

import { getTranslations } from "next-intl/server";
import type { SecurityCategory } from "@/lib/access/security-actions";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { formatsOf } from "@/lib/format";
import { paramsOf } from "@/lib/list-address";
import { securityBook } from "@/lib/security-log/export";
import { securityFilter } from "@/lib/security-log/filter";
import { listLoggedPeople } from "@/lib/security-log/queries";
import { currentLocale, currentViewer } from "@/lib/session";

/** The filtered security log as .xlsx or .csv: the lines of all pages. */
export async function GET(request: Request): Promise<Response> {
  const [viewer, locale, t] = await Promise.all([currentViewer(), currentLocale(), getTranslations()]);
  const filter = securityFilter(paramsOf(new URL(request.url).searchParams));
  const format = formatFrom(request.url);
  const people = await listLoggedPeople(viewer, locale);
  const { day } = formatsOf(locale, viewer.facts.timeZone);
  const category: SecurityCategory | null = filter.category;
  const about: [string, string | undefined | null][] = [
    [t("securityLog.kind"), category && t(`securityLog.category.${category}`)],
    [t("securityLog.who"), people.find(({ id }) => id === filter.person)?.name],
    [t("securityLog.from"), filter.from && day(filter.from)],
    [t("securityLog.to"), filter.to && day(filter.to)],
  ];
  const set = about.filter((line): line is [string, string] => Boolean(line[1]));
  const book = await securityBook(viewer, { filter, format, about: set }, { t, locale });
  return downloadOf(book, format, t("settings.section.security"));
}

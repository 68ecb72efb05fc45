import { getTranslations } from "next-intl/server";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { paramsOf } from "@/lib/list-address";
import { personBook } from "@/lib/responsible-persons/export";
import { personFilter } from "@/lib/responsible-persons/filter";
import { listPersonOptions } from "@/lib/responsible-persons/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { filterLines } from "../filter-words";

/** The rows of all pages of the list as .xlsx or .csv. */
export async function GET(request: Request) {
  const [viewer, locale, t] = await Promise.all([currentViewer(), currentLocale(), getTranslations()]);
  const filter = personFilter(paramsOf(new URL(request.url).searchParams));
  const format = formatFrom(request.url);
  const options = await listPersonOptions(viewer, filter, locale);
  const about = filterLines(viewer, filter, options, { t, locale }).map(({ label, value }): [string, string] => [
    label,
    value,
  ]);
  const book = await personBook(viewer, { filter, format, about, options }, { t, locale });
  return downloadOf(book, format, t("persons.title"));
}

import { getTranslations } from "next-intl/server";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { paramsOf } from "@/lib/list-address";
import { currentLocale, currentViewer } from "@/lib/session";
import { workOrderBook } from "@/lib/work-orders/export";
import { workOrderFilter } from "@/lib/work-orders/filter";
import { workOrderOptions } from "@/lib/work-orders/queries";
import { choicesOf, filterLines } from "../filter-words";
import { tabWords, workOrderWords } from "../labels";

/** The filtered work orders as .xlsx or .csv: the rows of all pages. */
export async function GET(request: Request) {
  const [viewer, locale, t, words, tabs] = await Promise.all([
    currentViewer(),
    currentLocale(),
    getTranslations(),
    workOrderWords(),
    tabWords(),
  ]);
  const filter = workOrderFilter(paramsOf(new URL(request.url).searchParams));
  const format = formatFrom(request.url);
  const options = await workOrderOptions(viewer, { customer: filter.customer }, locale);
  const lines = filterLines(filter, choicesOf(filter, options, words, t), options, t);
  const about = [{ label: t("workOrders.tabs"), value: tabs[filter.tab] }, ...lines].map(
    ({ label, value }): [string, string] => [label, value],
  );
  const book = await workOrderBook(viewer, { filter, format, about }, { t, locale, ...words });
  return downloadOf(book, format, t("nav.workOrders"));
}

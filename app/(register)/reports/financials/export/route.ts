import { getTranslations } from "next-intl/server";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { oneOf, paramsOf } from "@/lib/list-address";
import { currentLocale } from "@/lib/session";
import { figureBook } from "../../../financials/book";
import { groupingPicker } from "../../../grouping-picker";
import { askedOfReport } from "../figures";

/** The profitability of a grouping, all its customers or all its months, as .xlsx or .csv. */
export async function GET(request: Request) {
  const params = paramsOf(new URL(request.url).searchParams);
  const [{ viewer, asked, grouping }, locale, t] = await Promise.all([
    askedOfReport(params),
    currentLocale(),
    getTranslations(),
  ]);
  const picker = await groupingPicker(viewer, grouping);
  const name = picker.options.find(({ value }) => value === picker.value)?.label ?? "";
  const format = formatFrom(request.url);
  const by = oneOf(params, "by") === "parts" ? "parts" : "months";
  const book = await figureBook(viewer, { asked, by, format }, { t, locale, about: [[t("grouping.title"), name]] });
  return downloadOf(book, format, t("finance.fileName", { name, year: String(asked.year) }));
}

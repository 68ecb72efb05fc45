import { getTranslations } from "next-intl/server";
import { demand } from "@/lib/access/gate";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { paramsOf } from "@/lib/list-address";
import { matrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { listEmployees } from "@/lib/matrix/queries";
import { matrixBook } from "@/lib/responsibilities/export";
import { rolesOf } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { groupingPicker } from "../../grouping-picker";
import { chipsOf, choicesOf } from "../filter-words";

/** The matrix as .xlsx or .csv: all customers and employees that the filter finds, not only those of one page. */
export async function GET(request: Request) {
  const [viewer, locale, t] = await Promise.all([currentViewer(), currentLocale(), getTranslations()]);
  demand(viewer, "export");
  const filter = matrixFilter(paramsOf(new URL(request.url).searchParams));
  const format = formatFrom(request.url);
  const [{ everybody }, roles, grouping] = await Promise.all([
    listEmployees(viewer, filter, locale),
    rolesOf(viewer, locale),
    groupingPicker(viewer, filter.grouping),
  ]);
  const choices = [grouping, ...choicesOf(filter, everybody, roles.customer, locale, t)];
  const about = chipsOf(filter, matrixQuery(filter), choices, everybody, t).map(({ label }): [string, string] => [
    t("matrix.filter"),
    label,
  ]);
  const book = await matrixBook(viewer, { filter, about, format }, { t, locale });
  return downloadOf(book, format, t("matrix.tab"));
}

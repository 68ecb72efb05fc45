import { getTranslations } from "next-intl/server";
import { columnsAsked, customerBook } from "@/lib/customers/export";
import { customerFilter, tabs, wanted } from "@/lib/customers/filter";
import { listFilterOptions } from "@/lib/customers/list";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { paramsOf } from "@/lib/list-address";
import { currentLocale, currentViewer } from "@/lib/session";
import { customFieldsInUse, customReader } from "../custom-definitions";
import { customLines } from "../custom-filter-words";
import { choicesOf, filterLines, severalOf } from "../filter-words";

/**
 * The filtered list as .xlsx or .csv: the rows the list has on all its pages; without a tab all but the archived. With
 * all there is of a customer, or with the columns the list shows ("columns=shown").
 */
export async function GET(request: Request) {
  const [viewer, locale, t] = await Promise.all([currentViewer(), currentLocale(), getTranslations()]);
  const [fields, reader] = await Promise.all([customFieldsInUse(), customReader()]);
  const params = paramsOf(new URL(request.url).searchParams);
  const tab = tabs.find((one) => one === params.tab && one !== "deleted") ?? null;
  const filter = { ...customerFilter(params, fields), tab };
  const format = formatFrom(request.url);
  const options = await listFilterOptions(viewer, locale, filter);
  const lines = filterLines(
    filter,
    choicesOf(viewer, filter, options, locale, t),
    severalOf(filter, options, locale, t),
    customLines({ filters: filter.custom, fields, reader, t }),
    t,
  );
  const book = await customerBook(
    viewer,
    {
      where: (tables, reader) => wanted(reader, tables.listedCustomers, filter),
      ...columnsAsked(params),
      facts: { format, tab, filters: lines.length },
      about: [
        ...(tab ? [[t("customers.tabs"), t(`customers.${tab}`)] as [string, string]] : []),
        ...lines.map(({ label, value }): [string, string] => [label, value]),
      ],
    },
    { t, locale },
  );
  return downloadOf(book, format, t("customers.title"));
}

import { getTranslations } from "next-intl/server";
import { wholeNumber } from "@/lib/access/post";
import { columnsAsked, customerBook } from "@/lib/customers/export";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { findGroup } from "@/lib/groups/queries";
import { paramsOf } from "@/lib/list-address";
import { currentLocale, currentViewer } from "@/lib/session";

/** The customers of a group as .xlsx or .csv: those at hand, as the group counts them. */
export async function GET(request: Request, { params }: RouteContext<"/groups/[id]/export">) {
  const [viewer, locale, t, { id }] = await Promise.all([currentViewer(), currentLocale(), getTranslations(), params]);
  const group = await findGroup(viewer, wholeNumber(id) ?? 0);
  const format = formatFrom(request.url);
  const book = await customerBook(
    viewer,
    {
      where: ({ listedCustomers }) =>
        wanted(viewer, listedCustomers, { ...customerFilter({}), group: group.id, tab: null }),
      ...columnsAsked(paramsOf(new URL(request.url).searchParams)),
      facts: { group: group.id, format },
      about: [[t("groups.group"), group.name]],
    },
    { t, locale },
  );
  return downloadOf(book, format, t("groups.fileName", { name: group.name, date: viewer.facts.today }));
}

import { getTranslations } from "next-intl/server";
import { wholeNumber } from "@/lib/access/post";
import { columnsAsked, customerBook } from "@/lib/customers/export";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { paramsOf } from "@/lib/list-address";
import { currentLocale, currentViewer } from "@/lib/session";
import { findSpecialGroup } from "@/lib/special-groups/queries";

/** The customers of a special group as .xlsx or .csv: those at hand, as the group counts them. */
export async function GET(request: Request, { params }: RouteContext<"/special-groups/[id]/export">) {
  const [viewer, locale, t, { id }] = await Promise.all([currentViewer(), currentLocale(), getTranslations(), params]);
  const group = await findSpecialGroup(viewer, wholeNumber(id) ?? 0);
  const format = formatFrom(request.url);
  const filter = { ...customerFilter({ special: String(group.id) }), tab: null };
  const book = await customerBook(
    viewer,
    {
      where: ({ listedCustomers }) => wanted(viewer, listedCustomers, filter),
      ...columnsAsked(paramsOf(new URL(request.url).searchParams)),
      facts: { specialGroup: group.id, format },
      about: [[t("grouping.specialGroup"), group.name]],
    },
    { t, locale },
  );
  return downloadOf(book, format, t("specialGroups.fileName", { name: group.name, date: viewer.facts.today }));
}

import { getTranslations } from "next-intl/server";
import { Tabs } from "@/components/tabs";
import type { Viewer } from "@/lib/access/viewer";
import { type CustomerFilter, type CustomerTab, filterQuery } from "@/lib/customers/filter";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

type Props = {
  viewer: Viewer;
  filter: CustomerFilter;
  counts: { active: number; prospects: number; archived: number };
};

/** The stages as links, counted as the filter finds them; the bin only for those who may delete. */
export async function CustomerTabs({ viewer, filter, counts }: Props) {
  const t = await getTranslations("customers");
  const format = formatsOf(await currentLocale(), viewer.facts.timeZone);
  const tab = (name: CustomerTab, count?: number, end?: boolean) => ({
    href: paths.customers({ ...filterQuery({ ...filter, tab: name }) }),
    label: t(name),
    count: count === undefined ? undefined : format.count(count),
    current: filter.tab === name,
    end,
  });
  const items = [
    tab("active", counts.active),
    tab("prospects", counts.prospects),
    tab("archived", counts.archived),
    ...(viewer.can("deleteCustomer") ? [tab("deleted", undefined, true)] : []),
  ];
  return <Tabs label={t("tabs")} items={items} />;
}

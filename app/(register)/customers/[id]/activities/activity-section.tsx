import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { Tabs } from "@/components/tabs";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { listActivities } from "@/lib/activities/queries";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable } from "../card";
import { ActivityFilters } from "./activity-filters";
import { ActivityList } from "./activity-list";
import { QuickAdd } from "./quick-add";

/** What was agreed, is to be done and was done for the customer: planned, or past. */
export async function ActivitySection(card: Card) {
  const { viewer, customer, query } = card;
  const [t, locale] = await Promise.all([getTranslations("activity"), currentLocale()]);
  const filter = activityFilter(query);
  const found = await listActivities(viewer, customer.id, filter, locale);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const tab = (name: "planned" | "past", label: string) => ({
    href: paths.customer(customer.id, activityQuery({ ...filter, tab: name, show: 1 })),
    label,
    count: format.count(found[name]),
    current: filter.tab === name,
  });
  return (
    <div className="activities">
      <Section id="activities" title={t("heading")}>
        {isEditable(card) && <QuickAdd {...card} />}
        <Tabs label={t("heading")} items={[tab("planned", t("planned")), tab("past", t("past"))]} />
        <ActivityFilters customerId={customer.id} filter={filter} found={found} />
        <ActivityList {...card} filter={filter} found={found} />
      </Section>
    </div>
  );
}

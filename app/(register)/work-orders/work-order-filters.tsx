import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Tabs } from "@/components/tabs";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { filterQuery, tabs, type WorkOrderFilter, type WorkOrderTab } from "@/lib/work-orders/filter";
import type { WorkOrderOptions } from "@/lib/work-orders/queries";
import { PlacePager } from "../groups/groups-head";
import { choicesOf, filterChips, filterLines } from "./filter-words";
import { tabWords, workOrderWords } from "./labels";

export type Place = {
  filter: WorkOrderFilter;
  counts: Record<WorkOrderTab, number>;
  page: { rows: readonly unknown[]; hasMore: boolean; from: number };
};

/** The tabs with their counts, the filter bar, the filters that are set, and where one is in the list. */
export async function WorkOrderFilters({ options, ...place }: Place & { options: WorkOrderOptions }) {
  const { filter } = place;
  const [t, words] = await Promise.all([getTranslations(), workOrderWords()]);
  const choices = choicesOf(filter, options, words, t);
  const lines = filterLines(filter, choices, options, t);
  const { tab, sort, direction, customer } = filterQuery(filter);
  const kept = Object.entries({ tab, sort, direction, customer }).flatMap(([name, value]) =>
    value ? [[name, String(value)]] : [],
  );
  return (
    <>
      <WorkOrderTabs {...place} />
      <Filters
        action={paths.workOrders()}
        label={t("workOrders.filter")}
        search={{ value: filter.q, label: t("workOrders.search"), placeholder: t("workOrders.search") }}
        filters={choices.map(({ options: offered, all, ...choice }) => ({
          ...choice,
          options: [{ value: "", label: all }, ...offered],
        }))}
        texts={{ filter: t("list.filters"), submit: t("action.search") }}
        hidden={Object.fromEntries(kept)}
      />
      {lines.length > 0 && (
        <SetFilters
          label={t("customers.filtered")}
          items={filterChips(filter, lines)}
          texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
          clearHref={paths.workOrders({ tab, sort, direction })}
        />
      )}
    </>
  );
}

async function WorkOrderTabs({ filter, counts }: Place) {
  const [t, locale, viewer, words] = await Promise.all([
    getTranslations("workOrders"),
    currentLocale(),
    currentViewer(),
    tabWords(),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const items = tabs.map((tab) => ({
    href: paths.workOrders(filterQuery({ ...filter, tab })),
    label: words[tab],
    count: format.count(counts[tab]),
    current: filter.tab === tab,
  }));
  return <Tabs label={t("tabs")} items={items} />;
}

export async function WorkOrderPager({ filter, counts, page }: Place) {
  const t = await getTranslations("workOrders");
  const to = (number: number) => paths.workOrders({ ...filterQuery(filter), page: number > 1 ? number : null });
  return <PlacePager label={t("pages")} page={filter.page} place={{ ...page, total: counts[filter.tab] }} to={to} />;
}

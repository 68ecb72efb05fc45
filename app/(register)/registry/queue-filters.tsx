import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Tabs } from "@/components/tabs";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { registers } from "@/lib/registry/registers";
import { filterQuery, type QueueFilter, type QueueTab, queuedFields, queueTabs } from "@/lib/registry-queue/filter";
import { currentLocale, currentViewer } from "@/lib/session";
import { PlacePager } from "../groups/groups-head";
import { registryLabels } from "./comparison-words";

export type Place = {
  filter: QueueFilter;
  counts: Record<QueueTab, number>;
  page: { rows: readonly { id: number }[]; hasMore: boolean; from: number };
};

/** The tabs with their counts, the filter bar, and the filters that are set. */
export async function QueueFilters({ filter, counts }: Place) {
  const t = await getTranslations();
  const choices = await choicesOf(filter);
  const { tab, sort, direction } = filterQuery(filter);
  const kept = Object.entries({ tab, sort, direction }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const set = choices.filter(({ value }) => value);
  const chips = [
    ...(filter.q ? [{ name: "q", label: t("action.search"), value: filter.q }] : []),
    ...set.map(({ name, label, value, options }) => ({
      name,
      label,
      value: options.find((option) => option.value === value)?.label ?? value,
    })),
  ];
  return (
    <>
      <QueueTabs filter={filter} counts={counts} />
      <Filters
        action={paths.registry()}
        label={t("registryQueue.filter")}
        search={{ value: filter.q, label: t("registryQueue.search"), placeholder: t("registryQueue.search") }}
        filters={choices}
        texts={{ filter: t("list.filters"), submit: t("action.search") }}
        hidden={Object.fromEntries(kept)}
      />
      {chips.length > 0 && (
        <SetFilters
          label={t("customers.filtered")}
          items={chips.map(({ name, label, value }) => ({
            href: paths.registry({ ...filterQuery(filter), [name]: null }),
            label: `${label}: ${value}`,
          }))}
          texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
          clearHref={paths.registry({ tab, sort, direction })}
        />
      )}
    </>
  );
}

/** What the filter bar offers, in words. */
async function choicesOf({ register, field, mine }: QueueFilter) {
  const [t, labels] = await Promise.all([getTranslations(), registryLabels()]);
  return [
    {
      name: "register",
      label: t("registryQueue.register"),
      value: register ?? "",
      options: [
        { value: "", label: t("registryQueue.allRegisters") },
        ...registers.map(({ name }) => ({ value: name, label: t(`registryQueue.registers.${name as "prh"}`) })),
      ],
      bar: true,
    },
    {
      name: "field",
      label: t("registryQueue.field"),
      value: field ?? "",
      options: [
        { value: "", label: t("registryQueue.allFields") },
        ...queuedFields.map((value) => ({ value, label: labels[value] })),
      ],
      bar: true,
    },
    {
      name: "owner",
      label: t("registryQueue.whose"),
      value: mine ? "me" : "",
      options: [
        { value: "", label: t("registryQueue.allCustomers") },
        { value: "me", label: t("home.mine") },
      ],
      bar: true,
    },
  ];
}

async function QueueTabs({ filter, counts }: Pick<Place, "filter" | "counts">) {
  const [t, locale, viewer] = await Promise.all([getTranslations("registryQueue"), currentLocale(), currentViewer()]);
  const { count } = formatsOf(locale, viewer.facts.timeZone);
  const items = queueTabs.map((tab) => ({
    href: paths.registry(filterQuery({ ...filter, tab })),
    label: t(`tab.${tab}`),
    count: count(counts[tab]),
    current: filter.tab === tab,
  }));
  return <Tabs label={t("tabs")} items={items} />;
}

export async function QueuePager({ filter, counts, page }: Place) {
  const t = await getTranslations("registryQueue");
  const to = (number: number) => paths.registry({ ...filterQuery(filter), page: number > 1 ? number : null });
  return <PlacePager label={t("pages")} page={filter.page} place={{ ...page, total: counts[filter.tab] }} to={to} />;
}

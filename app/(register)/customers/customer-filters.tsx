import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Pager } from "@/components/pager";
import { countryName, countryOptions } from "@/lib/countries";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import { type listFilterOptions, pageSize } from "@/lib/customers/list";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { ViewChoice } from "./view-choice";

type Options = Awaited<ReturnType<typeof listFilterOptions>>;
type Place = { filter: CustomerFilter; count?: number; shown: number; next: string | null };
type Props = { filter: CustomerFilter; options: Options; place: Place };

/** The filter bar, the filters that are set, and where one is in the list. */
export async function CustomerFilters({ filter, options, place }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const choices = choicesOf(filter, options, locale, t);
  const query = filterQuery(filter);
  const hidden = { tab: query.tab, view: query.view, sort: query.sort, direction: query.direction };

  return (
    <>
      <Filters
        action={paths.customers()}
        label={t("customers.filter")}
        search={{ value: filter.q, label: t("customers.search"), placeholder: t("customers.search") }}
        filters={choices.map(({ name, label, value, all, options: offered, bar }) => ({
          name,
          label,
          value,
          options: [{ value: "", label: all }, ...offered],
          bar,
        }))}
        texts={{ filter: t("list.filters"), submit: t("action.search") }}
        hidden={Object.fromEntries(Object.entries(hidden).flatMap(([name, value]) => (value ? [[name, value]] : [])))}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={setFilters(filter, choices)}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.customers({ tab: query.tab, view: query.view, sort: query.sort, direction: query.direction })}
      >
        <ViewChoice filter={filter} />
        {place.shown > 0 && <ListPager {...place} />}
      </SetFilters>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations>>;
type Choice = {
  name: "group" | "type" | "owner" | "country";
  label: string;
  value: string;
  all: string;
  options: { value: string; label: string }[];
  bar?: boolean;
};

function choicesOf(filter: CustomerFilter, options: Options, locale: string, t: Words): Choice[] {
  const named = (rows: { id: number; name: string }[]) => rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const none = (label: string) => ({ value: "none", label });
  return [
    {
      name: "group",
      label: t("customers.group"),
      value: String(filter.group ?? ""),
      all: t("customers.allGroups"),
      options: [...named(options.groups), none(t("customers.noGroup"))],
      bar: true,
    },
    {
      name: "type",
      label: t("customers.type"),
      value: String(filter.type ?? ""),
      all: t("customers.allTypes"),
      options: named(options.types),
      bar: true,
    },
    {
      name: "owner",
      label: t("customers.owner"),
      value: String(filter.owner ?? ""),
      all: t("customers.allOwners"),
      options: [none(t("list.noOwner")), ...named(options.owners)],
      bar: true,
    },
    {
      name: "country",
      label: t("customers.country"),
      value: filter.country ?? "",
      all: t("customers.allCountries"),
      options: countryOptions(locale).map(({ code, name }) => ({ value: code, label: name })),
    },
  ];
}

/** One chip per filter; following it takes that filter away. */
function setFilters(filter: CustomerFilter, choices: Choice[]) {
  const without = (change: Partial<CustomerFilter>) => paths.customers(filterQuery({ ...filter, ...change }));
  const chips = choices
    .filter(({ value }) => value)
    .map(({ name, label, value, options }) => ({
      href: without({ [name]: null }),
      label: `${label}: ${options.find((option) => option.value === value)?.label ?? countryName(value, "en")}`,
    }));
  return filter.q ? [{ href: without({ q: "" }), label: `”${filter.q}”` }, ...chips] : chips;
}

export async function ListPager({ filter, count, shown, next }: Place) {
  const [t, viewer, locale] = await Promise.all([getTranslations(), currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const query = filterQuery(filter);
  const from = (filter.page - 1) * pageSize + 1;
  const range = { from: format.number(from), to: format.number(from + shown - 1) };
  const total = count === undefined ? "" : format.count(count);
  return (
    <Pager
      label={t("customers.pages")}
      range={total ? t("list.rowsShown", { ...range, total }) : `${range.from}–${range.to}`}
      previous={filter.page > 1 ? paths.customers({ ...query, page: filter.page > 2 ? filter.page - 1 : null }) : undefined}
      next={next ? paths.customers({ ...query, page: filter.page + 1, after: next }) : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}

import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Pager } from "@/components/pager";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import type { listFilterOptions } from "@/lib/customers/list";
import { pageSize } from "@/lib/customers/walk";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { allUnits } from "@/lib/units/filter";
import { ColumnChoice } from "./column-choice";
import { customFieldsInUse, customReader } from "./custom-definitions";
import { customControls, customKept, customLines } from "./custom-filter-words";
import { choicesOf, filterLines, type Line, severalOf } from "./filter-words";
import { ViewChoice } from "./view-choice";

type Options = Awaited<ReturnType<typeof listFilterOptions>>;
type Place = { filter: CustomerFilter; count?: number; shown: number; next: string | null };
type Props = { filter: CustomerFilter; options: Options; place: Place };

/** The filter bar, the filters that are set, and where one is in the list. */
export async function CustomerFilters({ filter, options, place }: Props) {
  const [viewer, t, fields, reader] = await Promise.all([
    currentViewer(),
    getTranslations(),
    customFieldsInUse(),
    customReader(),
  ]);
  const { locale } = reader;
  const customs = { filters: filter.custom, fields, reader, t };
  const choices = choicesOf(viewer, filter, options, locale, t);
  const query = filterQuery(filter);
  const several = severalOf(filter, options, locale, t);
  const { tab, view, sort, direction, columns } = query;
  const hidden = { tab, view, sort, direction, columns };

  return (
    <>
      <Filters
        action={paths.customers()}
        label={t("customers.filter")}
        search={{ value: filter.q, label: t("customers.search"), placeholder: t("nav.searchCustomers") }}
        filters={[
          ...choices
            .filter(({ offered }) => offered !== false)
            .map(({ name, label, value, all, first = [], options: offered, bar }) => ({
              name,
              label,
              value,
              first: [{ value: "", label: all }, ...first],
              options: offered,
              bar,
            })),
        ]}
        several={[...several, ...customControls(customs)]}
        texts={{ filter: t("list.filters"), submit: t("action.search") }}
        hidden={Object.fromEntries(
          [
            ...Object.entries({ ...hidden, under: query.under, losing: query.losing, open: query.open }),
            ...customKept(filter.custom, fields),
          ].flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
        )}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={filterChips(filterLines(filter, choices, several, customLines(customs), t))}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.customers({ ...hidden, ...allUnits(filter) })}
      >
        <ViewChoice filter={filter} hasUnits={options.hasUnits} />
        <ColumnChoice viewer={viewer} filter={filter} />
        {place.shown > 0 && <ListPager {...place} />}
      </SetFilters>
    </>
  );
}

/** One chip per filter that is set; following it takes that filter away. */
const filterChips = (lines: readonly Line[]) =>
  lines.map(({ label, value, without }) => ({
    href: paths.customers(filterQuery(without)),
    label: `${label}: ${value}`,
  }));

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
      previous={
        filter.page > 1 ? paths.customers({ ...query, page: filter.page > 2 ? filter.page - 1 : null }) : undefined
      }
      next={next ? paths.customers({ ...query, page: filter.page + 1, after: next }) : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}

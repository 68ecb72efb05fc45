import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Pager } from "@/components/pager";
import { Switch } from "@/components/switch";
import { Tabs } from "@/components/tabs";
import { type ContactFilter, type ContactState, filterQuery, states, wantedQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions } from "@/lib/contact-register/queries";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { choicesOf, filterChips, filterLines } from "./filter-words";

export type Place = { filter: ContactFilter; count: number; from: number; shown: number; next: string | null };
type Props = { filter: ContactFilter; options: RegisterOptions; place: Place };

/** Active and inactive, the filter bar, the filters that are set, and where one is in the list. */
export async function ContactFilters({ filter, options, place }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const choices = choicesOf(filter, options, locale, t);
  const { state, sort, direction, archived } = filterQuery({ ...filter, list: null }) as Record<string, string | null>;
  const kept = (query: Record<string, string | number | null | undefined>) =>
    Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));

  return (
    <>
      <StateTabs {...place} />
      <Filters
        action={paths.contacts()}
        label={t("contacts.filter")}
        search={{ value: filter.q, label: t("contacts.search"), placeholder: t("contacts.search") }}
        filters={choices.map(({ options: offered, all, ...choice }) => ({
          ...choice,
          options: [{ value: "", label: all }, ...offered],
        }))}
        texts={{ filter: t("list.filters"), submit: t("action.search") }}
        hidden={kept({ state, sort, direction, archived })}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={filterChips(filter, filterLines(filter, choices, t))}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.contacts({ state, sort, direction, archived })}
      >
        <Switch
          name="archived"
          on={filter.archived}
          onValue="yes"
          label={t("contacts.withArchived")}
          hidden={kept({ ...wantedQuery({ ...filter, archived: false }), sort, direction })}
        />
        {place.shown > 0 && <ContactPager {...place} />}
      </SetFilters>
    </>
  );
}

/** Only the tab one is on is counted. */
async function StateTabs({ filter, count }: Place) {
  const [t, locale, viewer] = await Promise.all([getTranslations("contacts"), currentLocale(), currentViewer()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const tab = (state: ContactState) => ({
    href: paths.contacts(filterQuery({ ...filter, state })),
    label: t(state),
    count: filter.state === state ? format.count(count) : undefined,
    current: filter.state === state,
  });
  return <Tabs label={t("state")} items={states.map(tab)} />;
}

export async function ContactPager({ filter, count, from, shown, next }: Place) {
  const [t, viewer, locale] = await Promise.all([getTranslations(), currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const query = filterQuery(filter);
  const range = { from: format.number(from), to: format.number(from + shown - 1) };
  return (
    <Pager
      label={t("customers.pages")}
      range={t("list.rowsShown", {
        ...range,
        total: filter.list === null ? format.count(count) : format.number(count),
      })}
      previous={
        filter.page > 1 ? paths.contacts({ ...query, page: filter.page > 2 ? filter.page - 1 : null }) : undefined
      }
      next={next ? paths.contacts({ ...query, page: filter.page + 1, after: next }) : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}

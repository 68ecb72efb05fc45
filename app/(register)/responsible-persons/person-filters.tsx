import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Pager } from "@/components/pager";
import { Switch } from "@/components/switch";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { type PersonFilter, personQuery } from "@/lib/responsible-persons/filter";
import type { PersonOptions } from "@/lib/responsible-persons/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { choicesOf, filterChips, filterLines } from "./filter-words";

export type Place = { filter: PersonFilter; total: number; from: number; shown: number; next: string | null };
type Props = { viewer: Viewer; filter: PersonFilter; options: PersonOptions; place: Place };

const filled = (query: Record<string, string | number | null>) =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));

/** The filter bar, what is set, the ticks, and where one is in the list. */
export async function PersonFilters({ viewer, filter, options, place }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const words = { t, locale };
  const { customer, archived, participants, ended, sort, direction, ...rest } = personQuery(filter);
  const kept = filled({ archived, participants, ended, sort, direction });
  const ticks = (["archived", "participants", "ended"] as const).filter(
    (name) => name !== "participants" || viewer.can("projects.own"),
  );
  const query = { ...rest, customer, archived, participants, ended, sort, direction };
  return (
    <>
      <Filters
        action={paths.responsiblePersons()}
        label={t("persons.filter")}
        search={{ value: filter.q, label: t("persons.search"), placeholder: t("persons.search") }}
        filters={choicesOf(viewer, filter, options, words)}
        texts={{ filter: t("list.filters"), submit: t("action.search") }}
        hidden={{ ...kept, ...filled({ customer }) }}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={filterChips(filter, filterLines(viewer, filter, options, words))}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.responsiblePersons(kept)}
      >
        <div className="row row--wide">
          {ticks.map((name) => (
            <Switch
              key={name}
              name={name}
              on={filter[name]}
              onValue="on"
              label={t(`persons.ticks.${name}`)}
              hidden={filled({ ...query, [name]: null })}
            />
          ))}
        </div>
        {place.shown > 0 && <PersonPager {...place} />}
      </SetFilters>
      {filter.date && <p className="muted sm">{t("persons.dateText")}</p>}
    </>
  );
}

export async function PersonPager({ filter, total, from, shown, next }: Place) {
  const [t, viewer, locale] = await Promise.all([getTranslations(), currentViewer(), currentLocale()]);
  const { count, number } = formatsOf(locale, viewer.facts.timeZone);
  const query = personQuery(filter);
  const before = filter.page > 2 ? filter.page - 1 : null;
  return (
    <Pager
      label={t("customers.pages")}
      range={t("list.rowsShown", { from: number(from), to: number(from + shown - 1), total: count(total) })}
      previous={filter.page > 1 ? paths.responsiblePersons({ ...query, page: before }) : undefined}
      next={next ? paths.responsiblePersons({ ...query, page: filter.page + 1, after: next }) : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}

import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { personFilter } from "@/lib/responsible-persons/filter";
import { countPersons, listPersonOptions, listPersons } from "@/lib/responsible-persons/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { NoPersons } from "./no-persons";
import { panelOf } from "./panels";
import { PersonFilters, PersonPager } from "./person-filters";
import { PersonTable } from "./person-table";
import { PersonsHead } from "./persons-head";

/** Everybody who answers for a customer, each in a row. The whole state is in the address. */
export default async function ResponsiblePersons({ searchParams }: PageProps<"/responsible-persons">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations("persons"),
  ]);
  const filter = personFilter(params);
  const [total, options] = await Promise.all([countPersons(viewer, filter), listPersonOptions(viewer, filter, locale)]);
  const page = await listPersons(viewer, filter, total, locale);
  const panel = await panelOf(viewer, params, filter);
  const place = { filter, total, from: page.from, shown: page.rows.length, next: page.next };

  return (
    <>
      {!panel && <title>{`${t("title")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        <PersonsHead viewer={viewer} filter={filter} />
        <FlashLine params={params} />
        <PersonFilters viewer={viewer} filter={filter} options={options} place={place} />
        {page.rows.length > 0 ? (
          <>
            <PersonTable viewer={viewer} filter={filter} rows={page.rows} options={options} />
            {(page.next || filter.page > 1) && <PersonPager {...place} />}
          </>
        ) : (
          <NoPersons filter={filter} />
        )}
      </Behind>
      {panel}
    </>
  );
}

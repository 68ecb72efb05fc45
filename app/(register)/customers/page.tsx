import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { columnsFor, customerFilter, filterQuery, isFiltered } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { customFieldsInUse } from "./custom-definitions";
import { CustomerFilters, ListPager } from "./customer-filters";
import { CustomerTable } from "./customer-table";
import { CustomerTabs } from "./customer-tabs";
import { ListHead } from "./list-head";
import { ListPanel, panelOf } from "./list-panel";
import { NoCustomers } from "./no-customers";

/** The customer list. Its whole state is in the address. */
export default async function Customers({ searchParams }: PageProps<"/customers">) {
  const [viewer, locale, params] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  const asked = customerFilter(params, await customFieldsInUse(), viewer.facts.listedUnits);
  const filter = { ...asked, columns: columnsFor(viewer, asked.columns) };
  const [page, counts, options, t] = await Promise.all([
    listCustomers(viewer, filter, locale),
    countTabs(viewer, filter),
    listFilterOptions(viewer, locale, filter),
    getTranslations("customers"),
  ]);
  const count = filter.tab && filter.tab !== "deleted" ? counts[filter.tab] : undefined;
  const place = { filter, count, shown: page.rows.length, next: page.next };
  const panel = panelOf(viewer, params);
  const here = paths.customers({
    ...filterQuery(filter),
    page: filter.page > 1 ? filter.page : null,
    after: filter.after,
  });

  return (
    <>
      {!panel && <title>{`${t("title")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        <FlashLine params={params} />
        <ListHead viewer={viewer} filter={filter} />
        <CustomerTabs viewer={viewer} filter={filter} counts={counts} />
        <CustomerFilters filter={filter} options={options} place={place} />
        {page.rows.length > 0 ? (
          <>
            <CustomerTable viewer={viewer} filter={filter} rows={page.rows} options={options} />
            {(page.next || filter.page > 1) && <ListPager {...place} />}
          </>
        ) : (
          <NoCustomers viewer={viewer} filter={filter} filtered={isFiltered(filter)} />
        )}
      </Behind>
      {panel && <ListPanel panel={panel} groups={options.groups} close={here} />}
    </>
  );
}

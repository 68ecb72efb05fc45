import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { customerFilter, filterQuery, isFiltered } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { CustomerFilters, ListPager } from "./customer-filters";
import { CustomerTable } from "./customer-table";
import { CustomerTabs } from "./customer-tabs";
import { ListHead } from "./list-head";
import { NoCustomers } from "./no-customers";
import { RestorePanel } from "./restore-panel";

/** The customer list. Its whole state is in the address. */
export default async function Customers({ searchParams }: PageProps<"/customers">) {
  const [viewer, locale, params] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  const filter = customerFilter(params);
  const [page, counts, options, t] = await Promise.all([
    listCustomers(viewer, filter, locale),
    countTabs(viewer, filter),
    listFilterOptions(viewer, locale),
    getTranslations("customers"),
  ]);
  const count = filter.tab && filter.tab !== "deleted" ? counts[filter.tab] : undefined;
  const place = { filter, count, shown: page.rows.length, next: page.next };
  const restoring = typeof params.panel === "string" && params.panel.startsWith("restore.");
  const here = paths.customers({ ...filterQuery(filter), page: filter.page > 1 ? filter.page : null, after: filter.after });

  return (
    <>
      {!restoring && <title>{`${t("title")} · Kumppani`}</title>}
      <Behind panel={restoring}>
        <FlashLine params={params} />
        <ListHead viewer={viewer} filter={filter} />
        <CustomerTabs viewer={viewer} filter={filter} counts={counts} />
        <CustomerFilters filter={filter} options={options} place={place} />
        {page.rows.length > 0 ? (
          <>
            <CustomerTable viewer={viewer} filter={filter} rows={page.rows} types={options.types} />
            {(page.next || filter.page > 1) && <ListPager {...place} />}
          </>
        ) : (
          <NoCustomers viewer={viewer} filter={filter} filtered={isFiltered(filter)} />
        )}
      </Behind>
      {restoring && <RestorePanel id={String(params.panel).slice("restore.".length)} close={here} />}
    </>
  );
}

import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { columnsFor, customerFilter, filterQuery, isFiltered } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { figuresShown } from "@/lib/key-figures/rules";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { ListStrip } from "../key-figures/list-strip";
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
  const offered = listFilterOptions(viewer, locale, asked);
  const view = asked.view === "tree" && !(await offered).hasUnits ? "grouped" : asked.view;
  const filter = { ...asked, view, columns: columnsFor(viewer, asked.columns) };
  const [page, counts, options, t] = await Promise.all([
    listCustomers(viewer, filter, locale),
    countTabs(viewer, filter, { names: figuresShown(viewer, "list"), patiently: params.figures === "all" }),
    offered,
    getTranslations("customers"),
  ]);
  // A page of the tree counts the units on top, a tab counts all.
  const count = filter.tab && filter.tab !== "deleted" && view !== "tree" ? counts[filter.tab] : undefined;
  const place = { filter, count, shown: page.rows.length, next: page.next };
  const panel = panelOf(viewer, params, filter);
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
        <ListHead viewer={viewer} filter={filter} count={count} />
        <ListStrip viewer={viewer} figures={counts.figures} here={here} />
        <CustomerTabs viewer={viewer} filter={filter} counts={counts} />
        <CustomerFilters filter={filter} options={options} place={place} />
        {page.rows.length > 0 ? (
          <>
            {view === "tree" && <p className="muted xs py-2">{t("treeHint")}</p>}
            <CustomerTable viewer={viewer} filter={filter} rows={page.rows} options={options} />
            {(page.next || filter.page > 1) && <ListPager {...place} />}
          </>
        ) : (
          <NoCustomers viewer={viewer} filter={filter} filtered={isFiltered(filter)} />
        )}
      </Behind>
      {panel && <ListPanel viewer={viewer} panel={panel} groups={options.groups} close={here} />}
    </>
  );
}

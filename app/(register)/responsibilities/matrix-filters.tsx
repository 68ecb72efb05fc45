import { getTranslations } from "next-intl/server";
import { Filters, SetFilters } from "@/components/filters";
import { Pager } from "@/components/pager";
import { formatsOf } from "@/lib/format";
import { matrixQuery } from "@/lib/matrix/filter";
import type { MatrixEmployee } from "@/lib/matrix/queries";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/roles/queries";
import { currentLocale } from "@/lib/session";
import { groupingPicker } from "../grouping-picker";
import { chipsOf, choicesOf, type Query } from "./filter-words";
import type { MatrixScope } from "./panels";

type Props = Pick<MatrixScope, "viewer" | "filter"> & {
  everybody: readonly MatrixEmployee[];
  roles: readonly Role[];
  /** What is on the page, of how many. */
  rows: { shown: number; total: number; next: string | null };
  columns: { shown: number; total: number };
};

/** Which customers and which employees; what is set can be taken away; where one is among both. */
export async function MatrixFilters({ viewer, filter, everybody, roles, rows, columns }: Props) {
  const [t, locale, grouping] = await Promise.all([
    getTranslations(),
    currentLocale(),
    groupingPicker(viewer, filter.grouping),
  ]);
  const query: Query = matrixQuery({ ...filter, page: 1, after: null, columnPage: 1 });
  const choices = [{ ...grouping, bar: true }, ...choicesOf(filter, everybody, roles, locale, t)];
  const offered = choices.map(({ name }) => name);
  const hidden = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value && name !== "q" && !offered.includes(name) ? [[name, String(value)]] : [],
    ),
  );
  const texts = { filter: t("list.filters"), submit: t("action.search") };
  return (
    <>
      <Filters
        action={paths.responsibilities()}
        label={t("matrix.filter")}
        search={{ value: filter.customers.q, label: t("matrix.search"), placeholder: t("nav.searchCustomers") }}
        filters={choices}
        texts={texts}
        hidden={hidden}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={chipsOf(filter, query, choices, everybody, t)}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.responsibilities(onlyView(query))}
      >
        <Place filter={filter} rows={rows} columns={columns} />
      </SetFilters>
    </>
  );
}

/** What stays when the filters go: how it is shown. */
const onlyView = ({ view, projects, closed, byRole, rows, columns }: Query) => ({
  ...{ view, projects, closed, byRole, rows, columns },
});

/** Pages of customers and of employees. */
async function Place({ filter, rows, columns }: Pick<Props, "filter" | "rows" | "columns">) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, "UTC");
  const query = matrixQuery(filter);
  const range = (word: string, page: number, size: number, shown: number, total: number) =>
    `${word} ${t("list.rowsShown", { from: format.number((page - 1) * size + 1), to: format.number((page - 1) * size + shown), total: format.count(total) })}`;
  const texts = { previous: t("action.previous"), next: t("action.next") };
  const toRows = (page: number, after: string | null) =>
    paths.responsibilities({ ...query, page: page > 1 ? page : null, after });
  const toColumns = (page: number) => paths.responsibilities({ ...query, columnPage: page > 1 ? page : null });
  const hasMoreColumns = filter.columnPage * filter.columns < columns.total;
  return (
    <div className="mx-place">
      {filter.view !== "list" && columns.shown > 0 && rows.shown > 0 && (
        <Pager
          label={t("matrix.employees")}
          range={range(t("matrix.employees"), filter.columnPage, filter.columns, columns.shown, columns.total)}
          previous={filter.columnPage > 1 ? toColumns(filter.columnPage - 1) : undefined}
          next={hasMoreColumns ? toColumns(filter.columnPage + 1) : undefined}
          texts={texts}
        />
      )}
      {rows.shown > 0 && (
        <Pager
          label={t("matrix.customers")}
          range={range(t("matrix.customers"), filter.page, filter.rows, rows.shown, rows.total)}
          previous={filter.page > 1 ? toRows(filter.page - 1, null) : undefined}
          next={rows.next ? toRows(filter.page + 1, rows.next) : undefined}
          texts={texts}
        />
      )}
    </div>
  );
}

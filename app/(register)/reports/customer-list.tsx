import { Empty } from "@/components/empty";
import { Pager } from "@/components/pager";
import { html } from "@/components/rows";
import { Rows, SortHead, Table } from "@/components/table";
import { paths } from "@/lib/paths";
import type { CustomerReport } from "@/lib/reports/filter";
import { listReportCustomers } from "@/lib/reports/queries";
import { pageSize } from "@/lib/reports/rows";
import { Behind } from "./behind";
import { cellWords, isNumeric } from "./cell-words";
import { addressOf, type OpenReport } from "./opened";
import { resultNotes } from "./result-notes";

/** The customers of a report, or those behind one of its numbers, with the columns that were chosen. */
export async function CustomerList(open: OpenReport<CustomerReport>) {
  const { fields, locale, report, t, viewer, words } = open;
  const [rows, notes] = await Promise.all([listReportCustomers(viewer, report, { locale, fields }), resultNotes(open)]);
  const { columns } = report;
  const look = (column: (typeof columns)[number]) => (isNumeric(column, fields) ? "num" : "");
  const lines = rows.map(
    ({ id, name, number, ...cells }) =>
      html`<tr><td><a class="name" href="${paths.customer(id)}">${name}</a></td><td class="faint" data-l="${t("customers.number")}">${number}</td>${columns.map(
        (column) =>
          html`<td class="${look(column)}" data-l="${words.column(column)}">${cellWords(column, (cells as Record<string, unknown>)[column], open) || "–"}</td>`,
      )}</tr>`,
  );
  const table = (
    <Table caption={t("report.customers")} head={<Heads {...open} />} stick={columns.length < 4}>
      <Rows html={html`${lines}`} />
    </Table>
  );
  return (
    <>
      <Behind open={open} names={rows[0]} />
      {rows.length === 0 && <Empty art="search" title={t("report.empty")} text={t("report.emptyText")} />}
      {rows.length > 0 && (columns.length < 4 ? table : <div className="overflow-x-auto">{table}</div>)}
      {notes.map((note) => (
        <p key={note} className="faint xs mt-2">
          {note}
        </p>
      ))}
      <ListPager open={open} shown={rows.length} total={rows[0]?.total ?? 0} />
    </>
  );
}

function Heads(open: OpenReport<CustomerReport>) {
  const { fields, report, t, words } = open;
  const head = (order: string, word: string, num = false) => {
    const isSorted = report.order === order || (order === "name" && !report.order);
    return (
      <SortHead
        key={order}
        href={addressOf(open, { order, descending: isSorted && !report.descending })}
        sort={isSorted ? (report.descending ? "descending" : "ascending") : undefined}
        num={num}
      >
        {word}
      </SortHead>
    );
  };
  return (
    <>
      {head("name", t("customers.name"))}
      {head("number", t("customers.number"))}
      {report.columns.map((column) => head(column, words.column(column), isNumeric(column, fields)))}
    </>
  );
}

type PagerProps = { open: OpenReport; shown: number; total: number };

export function ListPager({ open, shown, total }: PagerProps) {
  const { reader, report, t } = open;
  if (shown === 0 && report.page === 1) return null;
  const { number } = reader.format;
  const from = (report.page - 1) * pageSize + 1;
  const at = (page: number) => addressOf(open, { ...report, page });
  return (
    <Pager
      label={t("customers.pages")}
      range={t("list.rowsShown", { from: number(from), to: number(from + shown - 1), total: number(total) })}
      previous={report.page > 1 ? at(report.page - 1) : undefined}
      next={from + shown - 1 < total ? at(report.page + 1) : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}

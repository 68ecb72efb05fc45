import "server-only";
import { and } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import type { Locale, Viewer } from "@/lib/access/viewer";
import type { FileFormat } from "@/lib/downloads";
import { type ExportWords, exportNote } from "@/lib/export-note";
import type { Book, Cell, Column } from "@/lib/spreadsheets/book";
import { filterQuery, inOrder, matching, onTab, type WorkOrderFilter } from "./filter";

const columns = {
  title: { heading: "workOrder.one", kind: "text", width: 36 },
  customerName: { heading: "workOrder.customer", kind: "text", width: 36 },
  customerNumber: { heading: "customer.number", kind: "text", width: 14 },
  status: { heading: "workOrder.status", kind: "text", width: 14 },
  assignee: { heading: "workOrder.assigneeId", kind: "text", width: 24 },
  dueOn: { heading: "workOrder.dueOn", kind: "date" },
  visibility: { heading: "workOrder.visibleTo", kind: "text", width: 28 },
  description: { heading: "workOrder.description", kind: "text", width: 40 },
  note: { heading: "workOrder.note", kind: "text", width: 40 },
  creator: { heading: "workOrder.creator", kind: "text", width: 24 },
  createdAt: { heading: "workOrder.createdAt", kind: "dateTime" },
  completedAt: { heading: "workOrder.completedAt", kind: "dateTime" },
  completedBy: { heading: "workOrder.completedBy", kind: "text", width: 24 },
} as const satisfies Record<string, Column>;

type Name = keyof typeof columns;
const names = Object.keys(columns) as Name[];

type Words = ExportWords & { status: Record<string, string>; visibility: Record<string, string> };

/** The rows of an export, in batches; cells in the order of `columns`. */
export const exportWorkOrders = stream(
  "export",
  "workOrders.exported",
  (scope, wish: { filter: WorkOrderFilter; format: FileFormat }, words: Words) => ({
    query: exported(scope, wish.filter, words.locale),
    row: inWords(words),
    facts: factsOf(wish),
  }),
);

/** What was asked for, as the log keeps it: no words that were searched for. */
function factsOf({ filter, format }: { filter: WorkOrderFilter; format: FileFormat }) {
  const { q, ...words } = filterQuery(filter);
  return { ...words, searched: q !== "", format };
}

/** Work orders as a workbook or .csv is made of. @param about what the second sheet says of the filter */
export async function workOrderBook(
  viewer: Viewer,
  wish: { filter: WorkOrderFilter; format: FileFormat; about: [label: string, value: string][] },
  words: Words,
): Promise<Book> {
  const { t } = words;
  return {
    sheetName: t("nav.workOrders"),
    columns: names.map((name) => ({ ...columns[name], heading: t(columns[name].heading) })),
    rows: await exportWorkOrders(viewer, wish, words),
    ...exportNote(viewer, wish.about, words),
  };
}

function exported({ db, tables, viewer }: ReadScope, filter: WorkOrderFilter, locale: Locale) {
  const { listedWorkOrders: orders } = tables;
  return db
    .select(Object.fromEntries(names.map((name) => [name, orders[name]])))
    .from(orders)
    .where(and(onTab(orders, filter.tab, viewer), matching(orders, filter)))
    .orderBy(...inOrder(orders, filter, locale));
}

/** Codes become words in the reader's language; a customer that is not open says so. */
function inWords({ t, status, visibility }: Words): (cells: unknown[]) => Cell[] {
  const words: Partial<Record<Name, (cell: unknown) => Cell>> = {
    customerName: (cell) => (cell === null ? t("workOrder.customerHidden") : (cell as string)),
    status: (code) => status[String(code)],
    visibility: (code) => visibility[String(code)],
  };
  return (cells) => cells.map((cell, at) => words[names[at] as Name]?.(cell) ?? (cell as Cell));
}

import type { FileFormat } from "@/lib/downloads";
import { exportNote } from "@/lib/export-note";
import { localeNames } from "@/lib/locale/choice";
import { isMoney, type ReportColumn } from "@/lib/reports/columns";
import { exportFigures, exportReportContacts, exportReportCustomers } from "@/lib/reports/export";
import type { ContactReport, CustomerReport } from "@/lib/reports/filter";
import { sumKey } from "@/lib/reports/pivot";
import { listReportContacts, listReportCustomers } from "@/lib/reports/queries";
import type { Book, Cell, Column } from "@/lib/spreadsheets/book";
import { placeWords } from "../behind";
import { amountsOf, cellWords, fieldIn } from "../cell-words";
import { narrowingOf } from "../filter-words";
import { tableOf } from "../lines";
import { sumWord } from "../number-table";
import { notesOf } from "../numbers";
import type { OpenReport } from "../opened";
import { resultNotes } from "../result-notes";
import { moneyWord } from "../words";

type Sheet = Pick<Book, "columns" | "rows"> & { notes: string[]; places?: ReturnType<typeof placeWords> };

/** A report as a workbook or .csv is made of: what is seen, and on the second sheet how it came about. */
export async function reportBook(open: OpenReport, format: FileFormat): Promise<Book> {
  const { report, saved, t, viewer, locale, words } = open;
  const { lines } = await narrowingOf(open);
  const sheet =
    report.view === "table"
      ? await numbersOf(open, format)
      : report.about === "customers"
        ? await customersOf({ ...open, report }, format)
        : await contactsOf({ ...open, report }, format);
  const about: [string, string][] = [
    [t("report.title"), [saved?.name, words.title(report)].filter(Boolean).join(" · ")],
    ...[...lines, ...(sheet.places ?? [])].map(({ label, value }): [string, string] => [label, value]),
    ...sheet.notes.map((note): [string, string] => ["", note]),
  ];
  return {
    sheetName: report.about === "contacts" ? t("report.contacts") : t("report.customers"),
    columns: sheet.columns,
    rows: sheet.rows,
    ...exportNote(viewer, about, { t, locale }),
  };
}

async function numbersOf(open: OpenReport, format: FileFormat): Promise<Sheet> {
  const { fields, locale, report, t, viewer, words } = open;
  const figures = [];
  for await (const batch of await exportFigures(viewer, { report, format }, { locale, fields })) figures.push(...batch);
  const table = tableOf(figures, open);
  const { columns, lines, sums, total, totals } = table;
  const share = (count: number) => (total > 0 ? Math.round((count / total) * 10_000) / 100 : 0);
  const amounts = (held: Map<string, string>) => sums.map((sum) => held.get(sumKey(sum)) ?? null);
  const number = (heading: string): Column => ({ heading, kind: "number", width: 14 });
  const rows: Cell[][] = [
    ...lines.map((line) => [
      line.label,
      ...columns.map(({ key }) => line.cells.get(key) ?? 0),
      line.count,
      share(line.count),
      ...amounts(line.sums),
    ]),
    [t("report.total"), ...columns.map(({ count }) => count), total, share(total), ...amounts(totals)],
  ];
  return {
    columns: [
      { heading: words.dimension(report.by), kind: "text", width: 36 },
      ...columns.map(({ label }) => number(label)),
      number(columns.length > 0 ? t("report.total") : t("report.count")),
      number(`${t("report.share")}, %`),
      ...sums.map((sum): Column => ({ heading: sumWord(sum, open), kind: "money", width: 20 })),
    ],
    rows: once(rows),
    notes: [...notesOf(open, table), ...(await resultNotes(open))],
  };
}

async function* once(rows: Cell[][]) {
  yield rows;
}

async function customersOf(open: OpenReport<CustomerReport>, format: FileFormat): Promise<Sheet> {
  const { fields, locale, report, t, viewer } = open;
  const asked = { locale, fields };
  const [first] = report.line || report.column ? await listReportCustomers(viewer, { ...report, page: 1 }, asked) : [];
  const batches = await exportReportCustomers(viewer, { report, format }, asked);
  const cellsOf = (column: ReportColumn, value: unknown): Cell[] =>
    isMoney(column) ? moneyCells(value) : [typedCell(column, value, open)];
  return {
    columns: [
      { heading: t("customers.number"), kind: "text", width: 14 },
      { heading: t("customers.name"), kind: "text", width: 36 },
      ...report.columns.flatMap((column) => headingsOf(column, open)),
    ],
    rows: mapped(batches, ({ name, number, cells }) => [
      number,
      name,
      ...report.columns.flatMap((column, at) => cellsOf(column, cells[at])),
    ]),
    notes: await resultNotes(open),
    places: placeWords(open, first),
  };
}

const kinds: Partial<Record<ReportColumn, Column["kind"]>> = {
  staff: "number",
  created: "dateTime",
  updated: "dateTime",
};

function headingsOf(column: ReportColumn, { fields, t, words }: OpenReport): Column[] {
  if (isMoney(column)) {
    const money = moneyWord(column, t);
    return [
      { heading: money, kind: "money", width: 18 },
      { heading: t("report.currencyOf", { money }), kind: "text", width: 12 },
    ];
  }
  const kind = fieldIn(column, fields)?.kind;
  const typed = kind === "number" || kind === "money" || kind === "date" ? kind : "text";
  return [{ heading: words.column(column), kind: kinds[column] ?? typed }];
}

/** Of several currencies the amounts go out as one text: a sum of them would say nothing. */
function moneyCells(value: unknown): Cell[] {
  const amounts = amountsOf(value);
  const [only] = amounts;
  if (amounts.length < 2) return [only?.amount ?? null, only?.currency ?? null];
  return [amounts.map(({ amount, currency }) => `${amount} ${currency}`).join("; "), null];
}

function typedCell(column: ReportColumn, value: unknown, open: OpenReport): Cell {
  const kind = fieldIn(column, open.fields)?.kind;
  const isTyped = kind === "number" || kind === "money" || kind === "date" || kinds[column] !== undefined;
  return isTyped ? (value as Cell) : cellWords(column, value, open) || null;
}

async function contactsOf(open: OpenReport<ContactReport>, format: FileFormat): Promise<Sheet> {
  const { fields, locale, report, t, viewer } = open;
  const asked = { locale, fields };
  const [first] = report.line || report.column ? await listReportContacts(viewer, { ...report, page: 1 }, asked) : [];
  const batches = await exportReportContacts(viewer, { report, format }, asked);
  const headings = [
    t("contact.firstName"),
    t("contact.lastName"),
    t("contact.title"),
    t("contacts.customer"),
    t("contact.email"),
    t("contact.phone"),
    t("contact.language"),
  ];
  return {
    columns: headings.map((heading): Column => ({ heading, kind: "text", width: 24 })),
    rows: mapped(batches, ({ cells }) =>
      cells.map((cell, at) =>
        at === headings.length - 1 && cell ? localeNames[cell as keyof typeof localeNames] : cell,
      ),
    ),
    notes: [],
    places: placeWords(open, first),
  };
}

async function* mapped<Row>(batches: AsyncIterable<Row[]>, cells: (row: Row) => Cell[]) {
  for await (const batch of batches) yield batch.map(cells);
}

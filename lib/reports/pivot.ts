import type { Report } from "./filter";
import type { Key, MoneyColumn } from "./rules";
import type { Figure } from "./table";

/** A line of a report: its number, those of its cells by column, its sums by kind and currency. */
export type Line = { key: Key; label: string; count: number; cells: Map<Key, number>; sums: Map<string, string> };
export type Column = { key: Key; label: string; count: number };
export type Sum = { money: MoneyColumn; currency: string };

export type Pivot = {
  lines: Line[];
  columns: Column[];
  /** Kinds of sums and their currencies, in the order of the report's columns. */
  sums: Sum[];
  /** How many there are, each once. */
  total: number;
  totals: Map<string, string>;
};

export const sumKey = ({ money, currency }: Sum) => `${money} ${currency}`;

/** Whether the largest lines come first; values with an order of their own stand in that. */
export const isByCount = (dimension: string): boolean => !["stage", "createdYear", "createdMonth"].includes(dimension);

/**
 * The numbers of a report as a table.
 * @param label a key in words, given its name where the database has one
 * @param money the sums asked for, in order
 */
export function pivotOf(
  figures: readonly Figure[],
  report: Report,
  { label, money, compare }: { label: Labels; money: readonly MoneyColumn[]; compare: Compare },
): Pivot {
  const counts = figures.filter((figure) => figure.money === null);
  const sums = figures.filter((figure) => figure.money !== null);
  const cellsIn = (key: Key) =>
    counts.flatMap(({ line, column, count }): [Key, number][] => (line === key && column ? [[column, count]] : []));
  const lines = counts.flatMap(({ line, column, lineName, count }): Line[] =>
    line && !column
      ? [
          {
            key: line,
            label: label(report.by, line, lineName),
            count,
            cells: new Map(cellsIn(line)),
            sums: amountsIn(sums, line),
          },
        ]
      : [],
  );
  const columns = counts.flatMap(({ line, column, columnName, count }): Column[] =>
    column && !line ? [{ key: column, label: label(report.across ?? report.by, column, columnName), count }] : [],
  );
  return {
    lines: sorted(lines, report.by, report, compare),
    columns: sorted(columns, report.across ?? "", { order: null, descending: false }, compare),
    sums: sumsIn(sums, money),
    total: counts.find(({ line, column }) => !line && !column)?.count ?? 0,
    totals: amountsIn(sums, null),
  };
}

type Labels = (dimension: Report["by"], key: Key, name: string | null) => string;
type Compare = (one: string, other: string) => number;

const amountsIn = (sums: readonly Figure[], line: Key | null) =>
  new Map(
    sums.flatMap(({ money, currency, amount, ...at }): [string, string][] =>
      at.line === line && money && currency && amount !== null ? [[sumKey({ money, currency }), amount]] : [],
    ),
  );

function sumsIn(sums: readonly Figure[], money: readonly MoneyColumn[]): Sum[] {
  const currencies = (kind: MoneyColumn) =>
    [...new Set(sums.flatMap((sum) => (sum.money === kind && sum.currency ? [sum.currency] : [])))].sort();
  return money.flatMap((kind) => currencies(kind).map((currency) => ({ money: kind, currency })));
}

/** As asked, else the largest first, and what has an order of its own in that; none, hidden and the rest come last. */
function sorted<Row extends Column>(
  rows: Row[],
  dimension: string,
  { order, descending }: Pick<Report, "order" | "descending">,
  compare: Compare,
): Row[] {
  const byKey = !order && !isByCount(dimension);
  const way = descending ? -1 : 1;
  const inWay = (one: Row, other: Row) => {
    if (byKey) return one.key < other.key ? -1 : 1;
    if (order === "label") return way * compare(one.label, other.label);
    return (order === "count" ? way : -1) * (one.count - other.count) || compare(one.label, other.label);
  };
  const last = (row: Row) => ["rest", "none", "hidden"].indexOf(row.key);
  return rows.sort((one, other) => last(one) - last(other) || inWay(one, other));
}

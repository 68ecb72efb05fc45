import "server-only";
import { demand } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import type { Locale } from "@/lib/access/viewer";
import type { FileFormat } from "@/lib/downloads";
import { type FigureRow, figureRows } from "./figures";
import { type Asked, figureQuery } from "./filter";

/** Month by month, or by what the year or the month is made of. */
export type Wish = { asked: Asked; by: "months" | "parts"; format: FileFormat };

/** Every figure for a file, as the rows of `figureRows`. */
export const exportFigures = stream("export", "financials.exported", (scope, wish: Wish, locale: Locale) => {
  const { asked, by, format } = wish;
  demand(scope.viewer, "money.read");
  if ("grouping" in asked.whose) demand(scope.viewer, "reports");
  const customer = "customer" in asked.whose ? asked.whose.customer : null;
  return {
    query: figureRows(scope, asked, locale, false),
    row: rowOf,
    facts: { ...figureQuery(asked, scope.viewer), customer, by, format },
  };
});

const columns = [
  "kind",
  "key",
  "name",
  "number",
  "revenue",
  "billing",
  "labour",
  "otherCosts",
  "margin",
  "marginPercent",
  "lastBilling",
  "change",
  "day",
  "n",
] as const satisfies readonly (keyof FigureRow)[];

function rowOf(cells: unknown[]): FigureRow {
  const row = Object.fromEntries(columns.map((column, at) => [column, cells[at]])) as FigureRow;
  return { ...row, n: Number(row.n) };
}

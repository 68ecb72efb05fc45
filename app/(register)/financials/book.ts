import type { Viewer } from "@/lib/access/viewer";
import { type ExportWords, exportNote } from "@/lib/export-note";
import { assembled, type Figures, type YearFigures } from "@/lib/financials/assemble";
import { exportFigures, type Wish } from "@/lib/financials/export";
import { type Asked, isActual, isRolledUp } from "@/lib/financials/filter";
import { formatsOf } from "@/lib/format";
import { type Book, type Cell, type Column, Formula } from "@/lib/spreadsheets/book";
import { letterOf } from "@/lib/spreadsheets/workbook";
import { columns, columnWords, type FigureColumn } from "./figure-columns";
import { notesOf } from "./figure-notes";

/** `about` says what the file holds, in words: label and value. */
type Words = ExportWords & { about: [string, string][] };
type Sheet = {
  before: Column[];
  lines: { cells: Cell[]; figures: Figures; after: Cell[] }[];
  total: Figures;
  after: Column[];
};

/** Figures as a workbook or .csv is made of; totals and margins are formulas. */
export async function figureBook(viewer: Viewer, wish: Wish, { t, locale, about }: Words): Promise<Book> {
  const { asked, by } = wish;
  const rows = [];
  for await (const batch of await exportFigures(viewer, wish, locale)) rows.push(...batch);
  const figures = assembled(rows);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const made = { asked, figures, t, viewer };
  const sheet = by === "months" ? sheetOfMonths(made) : sheetOfParts(made);
  const notes = Object.values(notesOf({ ...made, format })).flatMap((note): [string, string][] =>
    note ? [["", note]] : [],
  );
  const period = by === "parts" && asked.month ? format.monthAndYear(asked.month) : String(asked.year);
  const lines: [string, string][] = [
    ...about,
    [t("finance.years"), period],
    [t("finance.view"), viewWords(t)[asked.view]],
  ];
  return {
    sheetName: t("card.tabFinancials"),
    columns: [...sheet.before, ...figureColumns(made), ...sheet.after],
    frozen: sheet.before.length,
    rows: linesOf(sheet, t("finance.total")),
    ...exportNote(viewer, [...lines, ...notes], { t, locale }),
  };
}

type Made = { asked: Asked; figures: YearFigures; t: Words["t"]; viewer: Viewer };

const viewWords = (t: Words["t"]) => ({
  expected: t("finance.expected"),
  actual: t("finance.actual"),
  forecast: t("finance.forecast"),
});

/** The currency by its code: a file travels further than a page. */
function figureColumns({ asked, t, viewer }: Made): Column[] {
  const words = columnWords({ asked, sign: viewer.facts.currency, t });
  return columns.map((column) => ({
    heading: words[column],
    kind: column === "marginPercent" ? "number" : "money",
    width: 18,
  }));
}

function sheetOfMonths({ asked, figures, t, viewer }: Made): Sheet {
  const words = viewWords(t);
  const kindOf = (month: string) => (isActual(asked.view, month, viewer.facts.today) ? words.actual : words.forecast);
  return {
    before: [{ heading: t("finance.month"), kind: "date" }],
    lines: figures.months.map((line) => ({ cells: [line.month], figures: line, after: [kindOf(line.month)] })),
    total: figures.total,
    after: [{ heading: t("finance.view"), kind: "text", width: 18 }],
  };
}

function sheetOfParts({ asked, figures, t }: Made): Sheet {
  const [name, number] = isRolledUp(asked.whose)
    ? [t("customers.name"), t("customers.number")]
    : [t("project.name"), t("project.number")];
  return {
    before: [
      { heading: name, kind: "text", width: 36 },
      { heading: number, kind: "text", width: 14 },
    ],
    lines: figures.parts.map((part) => ({
      cells: [part.name ?? t("finance.noProject"), part.number],
      figures: part,
      after: [],
    })),
    total: figures.months.find(({ month }) => month === asked.month) ?? figures.total,
    after: [],
  };
}

/** All lines with their formulas, and below them the total. The first stands in row 2. */
async function* linesOf({ before, lines, total }: Sheet, word: string): AsyncGenerator<Cell[][]> {
  const letters = Object.fromEntries(columns.map((column, at) => [column, letterOf(before.length + at)])) as Letters;
  yield lines.map(({ cells, figures, after }, at) => [
    ...cells,
    ...columns.map((column) => cellOf(column, figures, letters, at + 2)),
    ...after,
  ]);
  if (lines.length === 0) return;
  const last = lines.length + 1;
  const summed = columns.map((column) => {
    if (column === "margin" || column === "marginPercent") {
      return cellOf(column, { ...total, margin: total.margin ?? "0" }, letters, last + 1);
    }
    return new Formula(`SUM(${letters[column]}2:${letters[column]}${last})`, total[column] ?? "0");
  });
  yield [[word, ...before.slice(1).map(() => null), ...summed]];
}

type Letters = Record<FigureColumn, string>;

/** Margin and margin % are worked out from the cells beside them; where there is nothing to work out, nothing stands. */
function cellOf(column: FigureColumn, figures: Figures, letters: Letters, line: number): Cell {
  const at = (name: FigureColumn) => `${letters[name]}${line}`;
  if (figures.margin === null) return figures[column];
  if (column === "margin") return new Formula(`${at("billing")}-${at("labour")}-${at("otherCosts")}`, figures.margin);
  if (column !== "marginPercent") return figures[column];
  const billing = at("billing");
  return new Formula(`IF(${billing}>0,ROUND(${at("margin")}/${billing}*100,1),"")`, figures.marginPercent);
}

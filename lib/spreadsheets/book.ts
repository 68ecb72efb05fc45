import { setImmediate } from "node:timers/promises";

/** A cell that a spreadsheet works out by itself. Made by us alone: what people typed is never one. */
export class Formula {
  readonly formula: string;
  readonly value: string | null;

  /**
   * @param formula in English and without "=": "SUM(B2:B13)"
   * @param value what it comes to, a number in plain digits; null where it comes to an empty text
   */
  constructor(formula: string, value: string | null) {
    this.formula = formula;
    this.value = value;
  }
}

/** Numbers may come as text: what the database calls numeric or bigint keeps every digit. */
export type Cell = string | number | bigint | boolean | Date | Formula | null | undefined;

/**
 * One column. `money` shows two decimals, amounts in whole units of the currency; `date` takes "yyyy-mm-dd" or a Date,
 * `dateTime` also "yyyy-mm-dd hh:mm"; `yesNo` takes a boolean. A cell that does not fit its kind is written as text.
 */
export type Column = {
  heading: string;
  /** Stands in a second line of headings, where any column has one: what tells two of the same heading apart. */
  detail?: string;
  kind: "text" | "number" | "money" | "date" | "dateTime" | "yesNo";
  /** In characters; by kind when left out. */
  width?: number;
};

/** What goes out: headings, rows as they come from the database, and the words about the export itself. */
export type Book = {
  sheetName: string;
  columns: Column[];
  /** So many columns stay in view. */
  frozen?: number;
  /** Batches of rows, each row with its cells in the order of the columns. */
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
  /** The second sheet of a workbook: filters, person, time. A .csv has no place for it. */
  about: { heading: string; lines: [label: string, value: string][] };
  locale: "fi" | "sv" | "nl" | "en";
  /** IANA name; tells the wall clock of cells that are a Date. */
  timeZone: string;
};

/** The lines of headings: one, or two where columns have details. */
export const headingsOf = (columns: readonly Column[]): string[][] => [
  columns.map(({ heading }) => heading),
  ...(columns.some(({ detail }) => detail) ? [columns.map(({ detail = "" }) => detail)] : []),
];

const cellsPerSlice = 5_000;

/** The rows of a book in slices small enough to leave the event loop free between two of them. */
export async function* slices({ rows, columns }: Book): AsyncGenerator<readonly (readonly Cell[])[]> {
  const size = Math.ceil(cellsPerSlice / Math.max(columns.length, 1));
  for await (const batch of rows) {
    for (let at = 0; at < batch.length; at += size) {
      yield batch.slice(at, at + size);
      await setImmediate();
    }
  }
}

const dayMs = 86_400_000;

/**
 * The wall clock of a book: a moment as milliseconds, full seconds, as if its clock were that of UTC. NaN for none.
 * Made once per export: how far it is from UTC is asked once a day of those that do not change their clocks.
 */
export function wallClock(timeZone: string): (moment: Date) => number {
  // Swedish happens to write dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const told = (time: number) => Date.parse(`${format.format(time).replace(" ", "T")}Z`);
  const offsets = new Map<number, number>();
  const offsetOn = (day: number): number => {
    const [start, end] = [told(day * dayMs) - day * dayMs, told((day + 1) * dayMs) - (day + 1) * dayMs];
    const offset = start === end ? start : Number.NaN;
    offsets.set(day, offset);
    return offset;
  };
  return (moment) => {
    const time = Math.floor(moment.getTime() / 1000) * 1000;
    if (Number.isNaN(time)) return time;
    const day = Math.floor(time / dayMs);
    const offset = offsets.get(day) ?? offsetOn(day);
    return Number.isNaN(offset) ? told(time) : time + offset;
  };
}

/** A day or moment as text: "yyyy-mm-dd" or "yyyy-mm-dd hh:mm:ss" of a Date, anything else as it is. */
export function clockText(cell: Cell, kind: "date" | "dateTime", clock: ReturnType<typeof wallClock>): string {
  if (!(cell instanceof Date) || Number.isNaN(cell.getTime())) return textOf(cell);
  const text = new Date(clock(cell)).toISOString();
  return kind === "date" ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/**
 * A number in plain digits, or null when the cell is no number a spreadsheet can hold: Excel keeps 15 digits, and
 * leading zeros say that the value is a code.
 */
export function numeral(cell: Cell): string | null {
  if (typeof cell === "number") {
    if (!Number.isFinite(cell) || (Number.isInteger(cell) && Math.abs(cell) >= 1e15)) return null;
    return String(cell);
  }
  const text = typeof cell === "bigint" ? String(cell) : cell instanceof Formula ? cell.value : cell;
  if (typeof text !== "string" || !plainNumber.test(text)) return null;
  return text.replace(/\D/g, "").replace(/^0+/, "").length <= 15 ? text : null;
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Any cell as text; nothing for null and for what is no number or no date after all. */
export function textOf(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (cell instanceof Formula) return cell.value ?? "";
  if (cell == null || Number.isNaN(Number(cell)) || Math.abs(Number(cell)) === Infinity) return "";
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

import { ReadableStream as NodeStream } from "node:stream/web";
import {
  type Book,
  type Cell,
  type Column,
  clockText,
  headingsOf,
  numeral,
  slices,
  textOf,
  wallClock,
} from "./book.ts";
import { fitted, guarded, isPlain } from "./cells.ts";
import { workbookParts } from "./workbook.ts";
import { zip } from "./zip.ts";

/** A file that comes into being while it is read; giving up on it also ends the reading of `book.rows`. */
export type Download = ReadableStream<Uint8Array<ArrayBuffer>>;

/**
 * An Excel workbook (.xlsx): typed cells, the head frozen and with filters, a second sheet about the export.
 * @throws RangeError, through the stream, when there are more rows than a worksheet can hold (1,048,575)
 */
export const workbook = (book: Book): Download => streamOf(zip(workbookParts(book)));

/** The same rows as .csv: UTF-8 with BOM, CRLF, separator and decimal sign as Excel expects them in that language. */
export const csv = (book: Book): Download => streamOf(csvLines(book));

// TypeScript's DOM types do not know the standard ReadableStream.from yet; Node's do.
export const streamOf = (chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Download =>
  NodeStream.from(chunks) as Download;

async function* csvLines(book: Book): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const [separator, decimal] = book.locale === "en" ? [",", "."] : [";", ","];
  const clock = wallClock(book.timeZone);
  const fields = book.columns.map(({ kind }) => fieldOf(kind, decimal, clock));
  const line = (cells: readonly Cell[]): string => {
    let text = "";
    let at = 0;
    for (const field of fields) text += (at ? separator : "") + field(cells[at++]);
    return `${text}\r\n`;
  };

  const headings = headingsOf(book.columns).map((line) => `${line.map(quoted).join(separator)}\r\n`);
  yield Buffer.from(`\ufeff${headings.join("")}`);
  for await (const rows of slices(book)) yield Buffer.from(rows.map(line).join(""));
}

/** How a cell of a column is written. Made once per export. */
function fieldOf(kind: Column["kind"], decimal: string, clock: ReturnType<typeof wallClock>): (cell: Cell) => string {
  if (kind === "date" || kind === "dateTime") return (cell) => quoted(clockText(cell, kind, clock));
  if (kind === "number" || kind === "money") {
    return (cell) => numeral(cell)?.replace(".", decimal) ?? quoted(textOf(cell));
  }
  return (cell) => quoted(textOf(cell));
}

/** A field that no spreadsheet runs and none takes apart, whichever separator it believes in. */
function quoted(text: string): string {
  if (text === "") return text;
  const safe = isPlain(text) ? text : guarded(fitted(text));
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const needsQuotes = /[",;|\s]/;

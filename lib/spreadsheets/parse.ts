import { longestCell, oneLine } from "./cells.ts";
import { kindOf, Refused } from "./guard.ts";
import { type Encoding, readCsv, type Separator } from "./read-csv.ts";
import { readWorkbook } from "./read-xlsx.ts";

const mostRows = 50_000;
/** Where the reader does not ask for more. */
export const usualColumns = 200;
const batchSize = 200;
/** Of all cells together, in UTF-16 units: a shared text of a workbook may stand in millions of them. */
const mostText = 50 * 1024 * 1024;
/** So that no batch is much larger than the largest row. */
const batchText = 1024 * 1024;

/**
 * A row that is not empty. `line` is its number in the sheet, where the first row has 1 and a line break inside a cell
 * does not count. Cells are as the file has them, line breaks as "\n": in a .csv a row may have fewer of them than the
 * head (columns missing) or more (too many).
 */
export type Row = { line: number; cells: string[] };

/** What is known about the table besides its rows; a workbook has neither encoding nor separator. */
export type Frame = { kind: "xlsx" | "csv"; encoding?: Encoding; separator?: Separator; head: string[] };

/**
 * Reads the table in a file.
 * @param send gets the rows in batches, in order
 * @throws Refused when the file is too large or not of a kind we read; other errors mean that it is broken
 */
export async function parse(
  file: { name: string; bytes: Buffer },
  send: (rows: Row[]) => void,
  mostColumns = usualColumns,
): Promise<Frame> {
  const kind = kindOf(file.name, file.bytes);
  let head: string[] | undefined;
  let count = 0;
  let batch: Row[] = [];
  let text = 0;
  let sent = 0;
  const take = (line: number, cells: string[]) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    if (cells.length > mostColumns) throw new Refused("fileTooManyColumns", { max: mostColumns });
    if (cells.some((cell) => cell.length > longestCell))
      throw new Refused("fileCellTooLong", { line, max: longestCell });
    text += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (text > mostText) throw new Refused("fileTooHeavy");
    if (!head) {
      head = withoutEmptyEnd(cells, 0).map(oneLine);
      return;
    }
    if (++count > mostRows) throw new Refused("fileTooManyRows", { max: mostRows });
    const row = withoutEmptyEnd(cells, head.length);
    while (kind === "xlsx" && row.length < head.length) row.push("");
    batch.push({ line, cells: row });
    if (batch.length < batchSize && text - sent < batchText) return;
    send(batch);
    batch = [];
    sent = text;
  };

  const frame = kind === "csv" ? readCsv(file.bytes, take) : await readWorkbook(file.bytes, take);
  if (!head) throw new Refused("fileEmpty");
  send(batch);
  return { kind, ...frame, head };
}

/** Spreadsheets write empty cells where somebody once typed; beyond `width` they mean nothing. */
function withoutEmptyEnd(cells: string[], width: number): string[] {
  let length = cells.length;
  while (length > width && cells[length - 1]?.trim() === "") length--;
  return cells.slice(0, length);
}

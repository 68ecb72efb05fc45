import { clean, longestCell, unguarded } from "./cells.ts";
import { Refused, wrongType } from "./guard.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
export type Separator = (typeof separators)[number];

const separators = [";", ",", "\t", "|"] as const;
const sampleSize = 50;

/**
 * Reads comma-separated values as RFC 4180 describes them and as spreadsheets write them.
 * @param row called for every row, blank ones too, numbered from 1; a line break inside a cell does not count
 * @throws Refused when a quotation mark opens or closes in the wrong place, or the text is no text
 */
export function readCsv(
  bytes: Buffer,
  row: (line: number, cells: string[]) => void,
): { encoding: Encoding; separator: Separator } {
  const { text, encoding } = decoded(bytes);
  const hint = /^sep=([;,\t|])\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const separator = hint ? (hint[1] as Separator) : separatorOf(body);
  let line = 0;
  for (const cells of records(body, separator)) row(++line, cells.map(unguarded));
  return { encoding, separator };
}

function decoded(bytes: Buffer): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\0")) throw wrongType();
  return { text: clean(text), encoding };
}

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = [...bytes.subarray(0, 1000)];
  const zeros = (rest: 0 | 1) => start.filter((byte, at) => byte === 0 && at % 2 === rest).length / start.length;
  if (zeros(1) > 0.2) return "utf-16le";
  if (zeros(0) > 0.2) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The separator by which most of the first rows have as many cells as the head, more cells counting more. */
function separatorOf(text: string): Separator {
  const scores = separators.map((separator) => {
    const [head = 1, ...others] = sampleWidths(text, separator);
    return { separator, score: (1 + others.filter((width) => width === head).length) * (head - 1) };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).separator;
}

function sampleWidths(text: string, separator: Separator): number[] {
  const widths: number[] = [];
  try {
    for (const cells of records(text, separator)) if (widths.push(cells.length) === sampleSize) break;
  } catch {
    // The rows before a misplaced quotation mark tell enough; reading says where it is.
  }
  return widths;
}

/** The rows of well-formed text with "\n" as its only line break. */
function* records(text: string, separator: Separator): Generator<string[]> {
  const plain = new RegExp(`[^${separator === "|" ? "\\|" : separator}\n]*`, "y");
  let cells: string[] = [];
  let line = 1;
  let at = 0;
  while (at <= text.length) {
    const field = text[at] === '"' ? quotedField(text, at, line) : plainField(text, at, plain, line);
    const next = text[field.end];
    if (next !== undefined && next !== separator && next !== "\n") throw new Refused("fileQuote", { line });
    at = field.end + 1;
    const lastBreak = next === undefined && cells.length === 0 && field.value === "";
    if (lastBreak) return;
    cells.push(field.value);
    if (next === separator) continue;
    yield cells;
    cells = [];
    line++;
  }
}

type Field = { value: string; end: number };

function plainField(text: string, at: number, plain: RegExp, line: number): Field {
  plain.lastIndex = at;
  const value = plain.exec(text)?.[0] ?? "";
  return { value: checked(value, line), end: at + value.length };
}

function quotedField(text: string, at: number, line: number): Field {
  let value = "";
  let from = at + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1) throw new Refused("fileQuote", { line });
    value = checked(value + text.slice(from, close), line);
    from = close + 2;
    if (text[close + 1] !== '"') return { value, end: close + 1 };
    value += '"';
  }
}

function checked(value: string, line: number): string {
  if (value.length > longestCell) throw new Refused("fileCellTooLong", { line, max: longestCell });
  return value;
}

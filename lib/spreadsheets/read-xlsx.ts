import { posix } from "node:path";
import { type Format, formatsOf, textOf, unescaped } from "./cell-formats.ts";
import { type Archive, openArchive, Refused, wrongType } from "./guard.ts";
import { walk } from "./xml.ts";

const mostSheets = 20;
const lastRow = 1_048_576;

/** Called for every row that holds something: its number in the sheet and its cells up to the last filled one. */
type RowSink = (line: number, cells: string[]) => void;

/**
 * Reads the first visible sheet of a workbook (ECMA-376 part 1) that holds anything: values only, never formulas.
 * @throws Refused, or an error of the archive when it is broken
 */
export async function readWorkbook(bytes: Buffer, row: RowSink): Promise<void> {
  const archive = await openArchive(bytes);
  const home = (await relations(archive, "")).find(({ type }) => type === "officeDocument")?.path ?? "";
  const { sheets, system } = sheetsOf(await xmlOf(archive, home));
  if (sheets.length === 0) throw wrongType();

  const parts = await relations(archive, home);
  const one = (type: string) => xmlOf(archive, parts.find((part) => part.type === type)?.path);
  const book = { system, strings: stringsOf(await one("sharedStrings")), formats: formatsOf(await one("styles")) };
  for (const sheet of sheets.slice(0, mostSheets)) {
    const part = parts.find(({ id, type }) => id === sheet && type === "worksheet");
    if (readSheet(await xmlOf(archive, part?.path), book, row)) return;
  }
}

const xmlOf = async (archive: Archive, path: string | undefined): Promise<string> =>
  (path && (await archive(path))?.toString("utf8")) || "";

/** What a part refers to. Only the last word of a type counts: the strict flavour of the standard has other addresses. */
async function relations(archive: Archive, source: string): Promise<{ id: string; type: string; path: string }[]> {
  const { dir, base } = posix.parse(source);
  const found: { id: string; type: string; path: string }[] = [];
  walk(await xmlOf(archive, posix.join(dir, "_rels", `${base}.rels`)), "", {
    open(name, { Id = "", Type = "", Target = "" }) {
      if (name === "Relationship") {
        found.push({ id: Id, type: posix.basename(Type), path: posix.resolve("/", dir, Target).slice(1) });
      }
    },
  });
  return found;
}

/** The visible sheets, by the id of their relation, and the day from which the workbook counts. */
function sheetsOf(xml: string): { sheets: string[]; system: 1900 | 1904 } {
  const sheets: string[] = [];
  let system: 1900 | 1904 = 1900;
  walk(xml, "", {
    open(name, attributes) {
      if (name === "workbookPr" && /^(?:1|true)$/.test(attributes.date1904 ?? "")) system = 1904;
      if (name !== "sheet" || (attributes.state ?? "visible") !== "visible") return;
      const id = Object.keys(attributes).find((attribute) => attribute.endsWith(":id"));
      if (id) sheets.push(attributes[id] ?? "");
    },
  });
  return { sheets, system };
}

function stringsOf(xml: string): string[] {
  const strings: string[] = [];
  walk(xml, "si", {
    close(name, text) {
      if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}

type Workbook = { system: 1900 | 1904; strings: string[]; formats: Format[] };

/** @returns whether the sheet holds anything */
function readSheet(xml: string, book: Workbook, row: RowSink): boolean {
  let line = 0;
  let column = 0;
  let cells: string[] = [];
  let any = false;
  let cell: { type: string; format: Format | undefined } = { type: "", format: undefined };
  walk(xml, "c", {
    open(name, { r, t = "", s = "" }) {
      if (name === "row") {
        line = r ? Number(r) : line + 1;
        if (!(Number.isInteger(line) && line >= 1 && line <= lastRow)) throw new Refused("fileUnreadable");
        cells = [];
        column = 0;
      } else if (name === "c") {
        column = r ? columnOf(r) : column + 1;
        cell = { type: t, format: book.formats[Number(s)] };
      }
    },
    close(name, text) {
      if (name === "c" && text !== "") {
        const value = textOf(text, cell.type, cell.format, book);
        if (value === "") return;
        while (cells.length < column) cells.push("");
        cells[column - 1] = value;
      } else if (name === "row" && cells.length > 0) {
        any = true;
        row(line, cells);
      }
    },
  });
  return any;
}

/** The number of the column in a reference such as "AB12", counted from 1; large for any that no sheet has. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{0,4}/i.exec(reference)?.[0].toUpperCase() ?? "") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column || 1;
}

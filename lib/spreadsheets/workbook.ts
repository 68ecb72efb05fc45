import {
  type Book,
  type Cell,
  type Column,
  clockText,
  Formula,
  headingsOf,
  numeral,
  slices,
  textOf,
  wallClock,
} from "./book.ts";
import { dangerous, fitted, isPlain, serialAt, serialOf } from "./cells.ts";
import type { Part } from "./zip.ts";

const mostRows = 1_048_576;

/** The files of a workbook (ECMA-376 part 1, SpreadsheetML), the rows last and one slice at a time. */
export const workbookParts = (book: Book): Part[] => [
  { path: "[Content_Types].xml", content: [contentTypes] },
  { path: "_rels/.rels", content: [relations([["officeDocument", "xl/workbook.xml"]])] },
  { path: "xl/workbook.xml", content: [sheetList([book.sheetName, book.about.heading])] },
  { path: "xl/_rels/workbook.xml.rels", content: [relations(sheetsAndStyles)] },
  { path: "xl/styles.xml", content: [styles] },
  { path: "xl/worksheets/sheet2.xml", content: [aboutSheet(book.about.lines)] },
  { path: "xl/worksheets/sheet1.xml", content: rowsSheet(book) },
];

const sheetsAndStyles: [string, string][] = [
  ["worksheet", "worksheets/sheet1.xml"],
  ["worksheet", "worksheets/sheet2.xml"],
  ["styles", "styles.xml"],
];

/** Headings, and so many columns, stay in view. */
function frozenAt(lines: number, columns: number): string {
  const corner = `${letterOf(columns)}${lines + 1}`;
  const [across, pane] = columns ? [`xSplit="${columns}" `, "bottomRight"] : ["", "bottomLeft"];
  return (
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0">' +
    `<pane ${across}ySplit="${lines}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>`
  );
}

async function* rowsSheet(book: Book): AsyncGenerator<string> {
  const { columns, timeZone, frozen = 0 } = book;
  const clock = wallClock(timeZone);
  const plan = columns.map(({ kind }, at) => ({ start: `<c r="${letterOf(at)}`, rest: typed(kind, clock) }));
  const headings = headingsOf(columns);
  let line = headings.length;
  const rowXml = (cells: readonly Cell[]): string => {
    if (++line > mostRows) throw new RangeError(`A worksheet holds ${mostRows} rows`);
    const row = String(line);
    let xml = `<row r="${row}">`;
    let at = 0;
    for (const { start, rest } of plan) {
      const content = rest(cells[at++]);
      if (content) xml += start + row + content;
    }
    return `${xml}</row>`;
  };

  const heads = headings.map((texts, above) => {
    const cells = texts.map(
      (text, at) => text && `<c r="${letterOf(at)}${above + 1}${inline(fitted(text), style.head)}`,
    );
    return `<row r="${above + 1}">${cells.join("")}</row>`;
  });
  const start = `${frozenAt(heads.length, frozen)}${widths(columns.map(({ kind, width }) => width ?? usualWidth[kind]))}`;
  yield `${declaration}<worksheet ${namespace}>${start}<sheetData>${heads.join("")}`;
  for await (const slice of slices(book)) yield slice.map(rowXml).join("");
  const last = `${letterOf(columns.length - 1)}${line}`;
  yield `</sheetData><autoFilter ref="A${heads.length}:${last}"/>${codesAreNoMistake(`A1:${last}`)}</worksheet>`;
}

/** Keeps Excel from marking every postcode and number kept as text with a green corner. */
const codesAreNoMistake = (range: string): string =>
  `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`;

function aboutSheet(lines: Book["about"]["lines"]): string {
  const rows = lines.map(([label, value], at) => {
    const valueXml = text(value);
    const cells = [`<c r="A${at + 1}${inline(fitted(label), style.head)}`, valueXml && `<c r="B${at + 1}${valueXml}`];
    return `<row r="${at + 1}">${cells.join("")}</row>`;
  });
  return `${declaration}<worksheet ${namespace}>${widths([24, 60])}<sheetData>${rows.join("")}</sheetData></worksheet>`;
}

type Writer = (cell: Cell) => string;

/** How a cell of a column is written: all that follows its reference, "" when it is empty. Made once per export. */
function typed(kind: Column["kind"], clock: ReturnType<typeof wallClock>): Writer {
  const plain = plainly(kind, clock);
  const format = kind === "money" ? style.money : style.number;
  return (cell) => (cell instanceof Formula ? worked(cell, format) : cell == null ? "" : plain(cell));
}

function plainly(kind: Column["kind"], clock: ReturnType<typeof wallClock>): Writer {
  switch (kind) {
    case "text":
      return (cell) => text(textOf(cell));
    case "yesNo":
      return (cell) => (typeof cell === "boolean" ? `" t="b"><v>${Number(cell)}</v></c>` : text(textOf(cell)));
    case "number":
    case "money":
      return (cell) => valued(numeral(cell), style[kind]) ?? text(textOf(cell));
    default:
      return (cell) => {
        const exact = kind === "dateTime" && cell instanceof Date;
        const serial = exact ? serialAt(clock(cell)) : serialOf(clockText(cell, kind, clock));
        return valued(serial, style[kind]) ?? text(clockText(cell, kind, clock));
      };
  }
}

const valued = (value: string | number | null, format: number): string | null =>
  value === null ? null : `" s="${format}"><v>${value}</v></c>`;

function text(value: string): string {
  if (isPlain(value)) return plainStart + value + textEnd;
  const fit = fitted(value);
  return fit && inline(fit, dangerous(fit) ? style.quoted : style.text);
}

/** A formula with what it comes to, so that programs that do not calculate show it too. */
function worked(cell: Formula, format: number): string {
  const result = cell.value === null ? ["str", ""] : ["n", numeral(cell) ?? ""];
  return `" s="${format}" t="${result[0]}"><f>${escaped(cell.formula)}</f><v>${result[1]}</v></c>`;
}

const inline = (value: string, format: number): string =>
  `" s="${format}" t="inlineStr"><is><t${outerSpace.test(value) ? ' xml:space="preserve"' : ""}>${escaped(value)}${textEnd}`;

const textEnd = "</t></is></c>";
const outerSpace = /^\s|\s$|\n/;

/** A, B … Z, AA … for columns counted from 0. */
export function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}

const usualWidth: Record<Column["kind"], number> = {
  text: 24,
  number: 12,
  money: 14,
  date: 12,
  dateTime: 18,
  yesNo: 8,
};

const widths = (list: number[]): string =>
  `<cols>${list.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>`;

/** How cells can look. 14 and 22 are Excel's own dates: it shows them the way the reader's country writes them. */
const formats = {
  plain: 'numFmtId="0"',
  head: 'numFmtId="49" fontId="1" applyFont="1" quotePrefix="1"',
  text: 'numFmtId="49"',
  quoted: 'numFmtId="49" quotePrefix="1"',
  number: 'numFmtId="0"',
  money: 'numFmtId="4"',
  date: 'numFmtId="14"',
  dateTime: 'numFmtId="22"',
};

/** Cells refer to a format by its position. */
const style = Object.fromEntries(Object.keys(formats).map((name, at) => [name, at])) as Record<
  keyof typeof formats,
  number
>;

const plainStart = `" s="${style.text}" t="inlineStr"><is><t>`;

const formatList = Object.values(formats).map((format) => `<xf xfId="0" ${format} applyNumberFormat="1"/>`);

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const media = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const styles = `${declaration}<styleSheet ${namespace}>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="${formatList.length}">${formatList.join("")}</cellXfs></styleSheet>`;

const contentTypes = `${declaration}<Types xmlns="${packages}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${media}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${media}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${media}.worksheet+xml"/>
<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${media}.worksheet+xml"/></Types>`;

/** A list of relationships, numbered rId1, rId2 … */
function relations(targets: [kind: string, path: string][]): string {
  const list = targets.map(
    ([kind, path], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${path}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${list.join("")}</Relationships>`;
}

/** The workbook itself: its sheets, in the order of rId1, rId2 … */
function sheetList(names: string[]): string {
  const legal: string[] = [];
  for (const name of names) legal.push(legalName(name, legal));
  const sheets = legal.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `${declaration}<workbook ${namespace} xmlns:r="${office}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

/** Excel refuses names over 31 characters, with []:*?/\ in them, with an apostrophe at either end, empty or twice. */
function legalName(name: string, taken: string[]): string {
  const cut = fitted(name.replace(/[[\]:*?/\\\s]+/g, " ").slice(0, 28)).replace(/^[\s']+|[\s']+$/g, "");
  const used = taken.some((other) => other.toLowerCase() === cut.toLowerCase());
  return cut && !used ? cut : `${cut} ${taken.length + 1}`.trim();
}

/** Text for XML. Excel reads _x0041_ in it as the character with that code, so such text is marked as meant. */
function escaped(text: string): string {
  const xml = special.test(text) ? text.replace(/[&<>"]/g, (sign) => entity[sign as keyof typeof entity]) : text;
  return xml.includes("_x") ? xml.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_") : xml;
}

const special = /[&<>"]/;
const entity = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

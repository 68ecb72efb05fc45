import { archive, head, inline, line, sheetOf, workbookWith } from "./fixtures/hostile-workbooks";
import { filesOf, lying, packed } from "./fixtures/workbooks";

// Workbooks made to hurt whoever opens them, each with what is to come of it.

type Made = Buffer | Promise<Buffer>;
/** Either the key of the words it is refused with, or the rows it has, the head among them. */
export type Case = [what: string, wanted: string | string[][], bytes: () => Made, name?: string];

const honest = () => packed(filesOf({ sheets: [{ rows: head + line(2, inline("A2", "x"), inline("B2", "y")) }] }));
export const plain = [
  ["a", "b"],
  ["x", "y"],
];
const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at || ""};`.repeat(10)}">`).join("")}]>`;
const entity = (system: string) => `<!DOCTYPE x [<!ENTITY a SYSTEM "${system}">]>`;

export const archives: Case[] = [
  ["an archive inside", plain, async () => workbookWith({ "xl/inner.xlsx": (await honest()).toString("latin1") })],
  [
    "10,000 entries",
    "fileTooHeavy",
    () => workbookWith(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`x/${at}`, ""]))),
  ],
  ...["../../etc/passwd", "/etc/passwd", "C:\\windows\\x", "xl\\..\\..\\x"].map(
    (path): Case => [`a way out: ${path}`, "fileUnreadable", () => workbookWith({ [path]: "x" })],
  ),
  [
    "names with NUL and marks",
    plain,
    () => workbookWith({ "a\u0000b": "x", "\u202Elmx": "y", "": "z" }).then((bytes) => bytes),
  ],
  [
    "the same sheet twice",
    [["other", "b"]],
    () =>
      archive([
        ...Object.entries(sheetOf(head)),
        [
          "XL/worksheets/SHEET0.xml",
          sheetOf(line(1, inline("A1", "other"), inline("B1", "b")))["xl/worksheets/sheet0.xml"] ?? "",
        ],
      ]),
  ],
  ["an entry that is encrypted", "fileEncrypted", async () => lying(await honest(), "xl/workbook.xml", 8, 0x8_0809)],
  [
    "a way of packing nobody knows",
    "fileUnreadable",
    async () => lying(await honest(), "xl/workbook.xml", 8, 0xe_0808),
  ],
  [
    "a packed size that is too small",
    "fileUnreadable",
    async () => lying(await honest(), "xl/worksheets/sheet0.xml", 20, 3),
  ],
  [
    "a packed size beyond the file",
    "fileUnreadable",
    async () => lying(await honest(), "xl/worksheets/sheet0.xml", 20, 9e8),
  ],
  ["a place beyond the file", "fileUnreadable", async () => lying(await honest(), "xl/worksheets/sheet0.xml", 42, 9e8)],
  ["content types that are none", plain, async () => workbookWith({ "[Content_Types].xml": "\u0000 no xml <<<" })],
  ["no sheets", "fileType", () => packed(filesOf({}))],
  [
    "hidden sheets alone",
    "fileType",
    () =>
      packed(
        filesOf({
          sheets: [
            { rows: head, state: "hidden" },
            { rows: head, state: "veryHidden" },
          ],
        }),
      ),
  ],
  [
    "a sheet that is not there",
    "fileEmpty",
    async () =>
      archive(Object.entries(filesOf({ sheets: [{ rows: head }] })).filter(([path]) => !path.includes("sheet0"))),
  ],
  [
    "a relation to itself",
    "fileEmpty",
    () =>
      workbookWith({
        "xl/_rels/workbook.xml.rels":
          '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="workbook.xml"/></Relationships>',
      }),
  ],
  [
    "a relation out of the archive",
    "fileEmpty",
    () =>
      workbookWith({
        "xl/_rels/workbook.xml.rels":
          '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      }),
  ],
  ["macros under an honest name", plain, () => workbookWith({ "xl/vbaProject.bin": "Sub Auto_Open()" })],
  ["macros", "fileType", honest, "a.xlsm"],
  ["a workbook called .ods", "fileType", honest, "a.ods"],
  ["a workbook called .csv", plain, honest, "a.csv"],
  ...Array.from(
    { length: 9 },
    (_, tenth): Case => [
      `cut after ${tenth + 1} tenths`,
      "fileUnreadable",
      async () => {
        const bytes = await honest();
        return bytes.subarray(0, Math.floor((bytes.length * (tenth + 1)) / 10));
      },
    ],
  ),
];

const inside =
  (text: string, part = "xl/worksheets/sheet0.xml") =>
  () =>
    workbookWith({ [part]: text });
export const texts: Case[] = [
  ...["xl/worksheets/sheet0.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels", "xl/styles.xml"].flatMap(
    (part): Case[] => [
      [`laughs in ${part}`, "fileUnreadable", inside(`${laughs}<x>&a9;</x>`, part)],
      [`somebody else’s file in ${part}`, "fileUnreadable", inside(`${entity("file:///etc/passwd")}<x>&a;</x>`, part)],
    ],
  ),
  ["an entity nobody declared", [["&a9;", "b"]], () => sheet(line(1, inline("A1", "&a9;"), inline("B1", "b")))],
  ["a sign beyond all signs", "fileUnreadable", () => sheet(line(1, inline("A1", "&#x110000;")))],
  ["elements 200,000 deep", plain, () => sheet(`${"<a>".repeat(200_000)}${head}${second}`)],
  ["a comment that does not end", "fileUnreadable", () => sheet(`${head}<!-- `)],
  ["text that does not end", "fileUnreadable", () => sheet(`${head}<row><c><v><![CDATA[`)],
  ["tags that are one long word", plain, () => sheet(`${head}${second}${longTags()}`)],
  [
    "formats of brackets alone",
    [["a", "b"], ["1"]].map((row) => [...row, ""].slice(0, 2)),
    () =>
      packed(
        filesOf({
          sheets: [{ rows: `${head}<row r="2"><c r="A2" s="0"><v>1</v></c></row>` }],
          styles: `<numFmts><numFmt numFmtId="170" formatCode="${"[".repeat(60_000)}"/></numFmts><cellXfs>${'<xf numFmtId="170"/>'.repeat(1000)}</cellXfs>`,
        }),
      ),
  ],
];

const second = line(2, inline("A2", "x"), inline("B2", "y"));
export const sheet = (rows: string) => packed(filesOf({ sheets: [{ rows }] }));
const longTags = () =>
  Array.from(
    { length: 12 },
    (_, at) => `<x ${Array.from({ length: 8_000 }, (_, n) => ((n + at) * 7919).toString(36)).join("")}/>`,
  ).join("");
const cell =
  (xml: string, strings = "") =>
  () =>
    packed(filesOf({ sheets: [{ rows: `${head}<row r="2">${xml}</row>` }], strings, styles: dates }));
const dates = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
export const one = (...cells: string[]) => [["a", "b"], cells];

export const cells: Case[] = [
  ["16,384 columns", "fileTooManyColumns", () => sheet(`<row r="1">${"<c><v>1</v></c>".repeat(16_384)}</row>`)],
  ["cells out of order", one("x", "y"), cell(inline("B2", "y") + inline("A2", "x"))],
  ["a cell twice", one("z", ""), cell(inline("A2", "x") + inline("A2", "z"))],
  [
    "rows out of order",
    [
      ["x", "y"],
      ["a", "b"],
    ],
    () => sheet(second + head),
  ],
  [
    "references that are none",
    [
      ["a", "b"],
      ["x", ""],
    ],
    cell('<c r="__proto__" t="inlineStr"><is><t>x</t></is></c>'),
  ],
  [
    "shared texts that are not there",
    one("x", ""),
    cell(
      `${["9", "-1", "1e9", "abc", "constructor", "0.5"].map((at) => `<c r="B2" t="s"><v>${at}</v></c>`).join("")}${inline("A2", "x")}`,
    ),
  ],
  [
    "days before and after all calendars",
    one("-1", "2958466"),
    cell('<c r="A2" s="1"><v>-1</v></c><c r="B2" s="1"><v>2958466</v></c>'),
  ],
  ["a format nobody made", one("1", ""), cell('<c r="A2" s="999"><v>1</v></c>')],
  ["numbers beyond all numbers", one("1e400", "-1e400"), cell("<c r='A2'><v>1e400</v></c><c r='B2'><v>-1e400</v></c>")],
  ["numbers that are none", one("NaN", "Infinity"), cell("<c r='A2'><v>NaN</v></c><c r='B2'><v>Infinity</v></c>")],
  ["a number of 300 digits", one("1".padEnd(300, "0"), ""), cell("<c r='A2'><v>1e299</v></c>")],
  ["a day with NUL in it", one("20", ""), cell('<c r="A2" t="d"><v>20&#0;</v></c>')],
  ["a formula without a result", one("", "x"), cell(`<c r="A2"><f>cmd|' /C calc'!A0</f></c>${inline("B2", "x")}`)],
  [
    "a formula as its own result",
    one("=cmd|' /C calc'!A0", ""),
    cell(`<c r="A2" t="str"><f>1</f><v>'=cmd|' /C calc'!A0</v></c>`),
  ],
  ["a text as long as it may be", one("x".repeat(32_767), ""), cell(inline("A2", "x".repeat(32_767)))],
  ["a text that is longer", "fileCellTooLong", cell(inline("A2", "x".repeat(32_768)))],
  [
    "rich text and guides",
    one("Rikas", ""),
    cell('<c r="A2" t="s"><v>0</v></c>', "<si><r><t>Ri</t></r><r><t>kas</t></r><rPh><t>x</t></rPh></si>"),
  ],
  [
    "merged cells",
    [
      ["a", "b"],
      ["x", "y"],
    ],
    () =>
      workbookWith({
        "xl/worksheets/sheet0.xml": `<worksheet><sheetData>${head}${second}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
      }),
  ],
  [
    "25 empty sheets before",
    "fileEmpty",
    () => packed(filesOf({ sheets: [...Array.from({ length: 25 }, () => ({ rows: "" })), { rows: head }] })),
  ],
];

import { type ForkOptions, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import readExcelFile, { readSheet } from "read-excel-file/node";
import { describe, expect, it, vi } from "vitest";
import { type Cell, type Column, Formula } from "@/lib/spreadsheets/book";
import { clean, oneLine } from "@/lib/spreadsheets/cells";
import { openArchive } from "@/lib/spreadsheets/guard";
import { parse, type Row } from "@/lib/spreadsheets/parse";
import { readTable } from "@/lib/spreadsheets/read";
import { csv, workbook } from "@/lib/spreadsheets/write";
import { bookOf, bytesOf, filesOf, lying, type Parts, packed } from "./fixtures/workbooks";

vi.mock("node:child_process", async (original) => {
  const real = await original<typeof import("node:child_process")>();
  return { ...real, fork: vi.fn(real.fork) };
});

/** The next reading gets less memory or time than the real ones. */
async function restrict(options: ForkOptions) {
  const { fork: real } = await vi.importActual<typeof import("node:child_process")>("node:child_process");
  vi.mocked(fork).mockImplementationOnce((file, words, usual) => real(file, words, { ...usual, ...options }));
}

// Most of the time goes into starting processes and unpacking bombs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const fixture = (name: string) => ({ name, bytes: readFileSync(new URL(`fixtures/${name}`, import.meta.url)) });

/** Reads without the thread: quick enough for thousands of runs. */
async function read(name: string, bytes: Buffer) {
  const rows: Row[] = [];
  const frame = await parse({ name, bytes }, (batch) => rows.push(...batch));
  return { ...frame, rows };
}

const readMade = async (parts: Parts) => read("made.xlsx", await packed(filesOf(parts)));
const texts = (...headings: string[]): Column[] => headings.map((heading) => ({ heading, kind: "text" }));

const payloads = [
  "=1+1",
  "+358 40 1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\n=1",
  "  =1",
  "'=1",
  "''-2",
  '=HYPERLINK("http://e.example")',
];

describe("a written workbook", () => {
  const columns: Column[] = [
    { heading: "Nimi", kind: "text" },
    { heading: "Määrä", kind: "number" },
    { heading: "Summa", kind: "money" },
    { heading: "Päivä", kind: "date" },
    { heading: "Aika", kind: "dateTime" },
    { heading: "Aktiivinen", kind: "yesNo" },
  ];

  it("keeps types, read by another reader", async () => {
    const summer = new Date("2026-07-01T21:45:00Z");
    const rows: Cell[][] = [
      ["Öljy & <Ääni>", 12, "1234.50", "2026-03-05", "2026-03-05 16:07", true],
      ["  reunat  ", "007", -0.25, summer, summer, false],
      [null, "123456789012345678", 9n, null, undefined, null],
      [null, 1234567890123456, Number.NaN, null, new Date(Number.NaN), null],
    ];
    const bytes = await bytesOf(workbook(bookOf(columns, rows)));
    const [sheet, about] = await readExcelFile(bytes, { trim: false });
    expect(sheet).toEqual({
      sheet: "Asiakkaat",
      data: [
        columns.map(({ heading }) => heading),
        ["Öljy & <Ääni>", 12, 1234.5, new Date("2026-03-05T00:00Z"), new Date("2026-03-05T16:07Z"), true],
        ["  reunat  ", "007", -0.25, new Date("2026-07-02T00:00Z"), new Date("2026-07-02T00:45Z"), false],
        [null, "123456789012345678", 9, null, null, null],
        [null, "1234567890123456", null, null, null, null],
      ],
    });
    expect(about).toEqual({ sheet: "Tietoja", data: [["Henkilö", "Aino"]] });
  });

  it("holds no formula, whatever people typed", async () => {
    const book = bookOf(
      texts("=cmd|' /C calc'!A0"),
      payloads.map((payload) => [payload]),
      {
        about: { heading: "=1+1", lines: [["=2", "=3"]] },
      },
    );
    const bytes = await bytesOf(workbook(book));
    const [sheet, about] = await readExcelFile(bytes, { trim: false });
    expect(sheet?.data.flat()).toEqual(["=cmd|' /C calc'!A0", ...payloads]);
    expect(about?.data.flat()).toEqual(["=2", "=3"]);
    const files = await openArchive(bytes);
    const xml = String(await files("xl/worksheets/sheet1.xml"));
    const formats = [...String(await files("xl/styles.xml")).matchAll(/<xf xfId[^>]*>/g)].map(([xf]) => xf);
    expect(xml).not.toContain("<f");
    const cells = [...xml.matchAll(/<c r="A\d+" s="(\d+)" t="inlineStr">/g)];
    expect(cells).toHaveLength(payloads.length + 1);
    for (const [, format] of cells) expect(formats[Number(format)]).toContain('quotePrefix="1"');
  });

  it("holds our own formulas with what they come to, and text that only looks like one as text", async () => {
    const columns: Column[] = [{ heading: "A", kind: "money" }];
    const sum = new Formula('IF(1<2,SUM(A2:A3),"")', "12.34");
    const rows = [["12.30"], ["0.04"], [sum], [new Formula('""', null)], [{ formula: "1+1", value: "2" } as never]];
    const bytes = await bytesOf(workbook(bookOf(columns, rows)));
    expect((await readSheet(bytes)).slice(1, 4)).toEqual([[12.3], [0.04], [12.34]]);
    const xml = String(await (await openArchive(bytes))("xl/worksheets/sheet1.xml"));
    expect([...xml.matchAll(/<f>(.*?)<\/f>/g)].map(([, formula]) => formula)).toEqual([
      "IF(1&lt;2,SUM(A2:A3),&quot;&quot;)",
      "&quot;&quot;",
    ]);
    expect(String(await bytesOf(csv(bookOf(columns, rows))))).toContain("12,34");
  });

  it("freezes the head, filters by it and fits the names of the sheets", async () => {
    const book = bookOf(texts("A", "B"), [["1", "2"]], {
      sheetName: "Asiakkaat: kaikki [2026] ja vielä paljon muuta",
      about: { heading: "Asiakkaat  kaikki  2026  ja vielä", lines: [] },
    });
    const files = await openArchive(await bytesOf(workbook(book)));
    const xml = String(await files("xl/worksheets/sheet1.xml"));
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:B2"/>');
    const names = [...String(await files("xl/workbook.xml")).matchAll(/name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(["Asiakkaat kaikki 2026 ja vie", "Asiakkaat kaikki 2026 ja vie 2"]);
  });

  it("is a sound archive", async () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => [`${at}`, " x "]);
    const bytes = await bytesOf(workbook(bookOf(texts("A", "B"), rows)));
    const path = "xl/worksheets/sheet1.xml";
    const part = await (await openArchive(bytes))(path);
    if (!part) throw new Error("no sheet");
    const directoryEntry = bytes.lastIndexOf(path) - 46;
    expect(bytes.readUInt32LE(directoryEntry + 16)).toBe(crc32(part));
    expect(String(part)).toContain('<t xml:space="preserve"> x </t>');
  });

  it("goes beyond column Z", async () => {
    const wide = Array.from({ length: 60 }, (_, at) => `h${at}`);
    expect((await read("wide.xlsx", await bytesOf(workbook(bookOf(texts(...wide), [wide]))))).rows[0]?.cells).toEqual(
      wide,
    );
  });

  it("holds only what Excel can hold", async () => {
    const bad = "a\u0000b\u0007c\ud800d\ufffee\r\nf";
    const long = `${"x".repeat(32_766)}😀`;
    const book = () => bookOf(texts("A", "B", "C"), [[bad, long, "_x0041_"]]);
    expect(await readSheet(await bytesOf(workbook(book())))).toHaveLength(2);
    for (const file of [
      await read("a.xlsx", await bytesOf(workbook(book()))),
      await read("a.csv", await bytesOf(csv(book()))),
    ]) {
      expect(file.rows[0]?.cells).toEqual(["abc\ufffdde\nf", "x".repeat(32_766), "_x0041_"]);
    }
  });

  it("ends with an error rather than without the last rows", async () => {
    async function* many() {
      for (let batch = 0; batch < 11; batch++) yield Array.from({ length: 100_000 }, () => []);
    }
    await expect(bytesOf(workbook(bookOf([], [], { rows: many() })))).rejects.toThrow(RangeError);
  });
});

describe("a written .csv", () => {
  const rows: Cell[][] = [['Yö; "päivä"', 1234.5, "-0.25", new Date("2026-07-01T21:45:00Z"), true]];
  const columns: Column[] = [
    { heading: "Nimi", kind: "text" },
    { heading: "Luku", kind: "number" },
    { heading: "Summa", kind: "money" },
    { heading: "Aika", kind: "dateTime" },
    { heading: "On", kind: "yesNo" },
  ];

  it.each(["fi", "sv", "nl"] as const)("suits Excel in %s", async (locale) => {
    expect(String(await bytesOf(csv(bookOf(columns, rows, { locale }))))).toBe(
      '\ufeffNimi;Luku;Summa;Aika;On\r\n"Yö; ""päivä""";1234,5;-0,25;"2026-07-02 00:45:00";true\r\n',
    );
  });

  it("suits Excel in English", async () => {
    expect(String(await bytesOf(csv(bookOf(columns, rows, { locale: "en" }))))).toContain(',1234.5,-0.25,"2026');
  });

  it("marks text that begins like a formula, and no number", async () => {
    const book = bookOf(
      [...texts("Nimi"), { heading: "Luku", kind: "number" }],
      payloads.map((payload) => [payload, -1]),
    );
    const lines = String(await bytesOf(csv(book)))
      .split("\r\n")
      .slice(1, -1);
    expect(lines).toHaveLength(payloads.length);
    for (const line of lines) expect(line).toMatch(/^"?'+(?:[\t\n]|\s*[=+\-@]).*;-1$/s);
  });
});

describe.each([
  ["xlsx", workbook],
  ["csv", csv],
] as const)("export and import of .%s", (kind, write) => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom("'", "=", "+", "-", "@", '"', ";", ",", "\t", "\n", "\r", "|", " ", "_x0041_", "a", "ä", "0"),
      )
      .map((list) => list.join("")),
    fc.constantFrom(...payloads, "00123", "1e5", "TRUE", "2026-01-01", "é", "e\u0301", "\u202e"),
  );

  it("give back what went out", async () => {
    const table = fc.array(fc.tuple(fc.constant("x"), cell, cell, fc.constant("y")), {
      minLength: 1,
      maxLength: 80,
      size: "max",
    });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom("fi" as const, "en" as const), async (rows, locale) => {
        const bytes = await bytesOf(write(bookOf(texts("A", "B", "C", "D"), rows, { locale })));
        const { rows: back } = await read(`a.${kind}`, bytes);
        expect(back).toEqual(rows.map((row, at) => ({ line: at + 2, cells: row.map(clean) })));
      }),
      { numRuns: 250 },
    );
  });

  it("agree on days, times and numbers", async () => {
    const columns: Column[] = [
      { heading: "Päivä", kind: "date" },
      { heading: "Aika", kind: "dateTime" },
      { heading: "Luku", kind: "number" },
      { heading: "On", kind: "yesNo" },
    ];
    const day = fc.date({ min: new Date("1900-03-01"), max: new Date("2999-12-31"), noInvalidDate: true });
    const number = fc.oneof(
      fc.integer(),
      fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
    );
    const rows = fc.array(fc.tuple(day, number, fc.boolean()), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const cells = list.map(([date, value, on]) => {
          const [day = "", time = ""] = date.toISOString().split("T");
          return [day, `${day} ${time.slice(0, 5)}`, value, on];
        });
        const { rows: back } = await read(`a.${kind}`, await bytesOf(write(bookOf(columns, cells, { locale: "en" }))));
        // In a workbook midnight is the day itself.
        const text = (value: Cell) => (kind === "xlsx" ? `${value}`.replace(/ 00:00$/, "") : `${value}`);
        expect(back.map((row) => row.cells)).toEqual(cells.map((row) => row.map(text)));
      }),
      { numRuns: 100 },
    );
  });

  it("let go of the rows when the reader leaves", async () => {
    let asked = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          asked++;
          yield Array.from({ length: 100 }, (_, at) => [`${at}${Math.random()}`]);
        }
      } finally {
        ended = true;
      }
    }
    const reader = write(bookOf(texts("A"), [], { rows: endless() })).getReader();
    for (let chunk = 0; chunk < 40; chunk++) await reader.read();
    await reader.cancel();
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(2_000);
    await vi.waitFor(() => expect(ended).toBe(true));
  });

  it("fail as the rows fail", async () => {
    async function* failing() {
      yield [["a"]];
      throw new Error("connection lost");
    }
    await expect(bytesOf(write(bookOf(texts("A"), [], { rows: failing() })))).rejects.toThrow("connection lost");
  });
});

describe("a .csv of somebody else", () => {
  it("keeps to what is known about the dirty file", async () => {
    const table = await readTable(fixture("dirty-customers.csv"));
    if (!table.ok) throw new Error(table.problem.key);
    expect(table).toMatchObject({ kind: "csv", encoding: "windows-1252", separator: ";" });
    expect(table.head).toEqual(
      "Asiakasnumero Nimi Y-tunnus Maa Katuosoite Postinumero Postitoimipaikka Etunimi Sukunimi Sähköposti Puhelin".split(
        " ",
      ),
    );
    expect(table.rows.map(({ line }) => line)).toEqual(Array.from({ length: 18 }, (_, at) => at + 2));
    const name = (line: number) => table.rows.find((row) => row.line === line)?.cells[1] ?? "";
    expect([name(2), name(3), name(8)]).toEqual([
      "Harjulammen Sähkö Oy",
      "Åkerströms Fastighets Ab",
      '=HYPERLINK("http://evil.example")',
    ]);
    expect([name(16), name(17), name(18)]).toEqual(['Lainausmerkki "Oy"', "Rivin\nvaihto Oy", "Sama Numero Oy"]);
    expect(oneLine(name(17))).toBe("Rivin vaihto Oy");
    expect(table.rows.at(-1)?.cells).toEqual([
      "",
      "Fjordglimt Eksempel AS",
      "310400084",
      "NO",
      "Sjøgata 3",
      "0154",
      "Oslo",
      "Kari",
      "Eksempelsen",
      "kari@fjordglimt.example",
      "+47 90 00 00 05",
    ]);
    const odd = table.rows.filter(({ cells }) => cells.length !== table.head.length);
    expect(odd.map(({ line, cells }) => [line, cells.length])).toEqual([
      [10, 6],
      [11, 12],
    ]);
  });

  it("keeps to what is known about the public file", async () => {
    const table = await readTable(fixture("northwind-customers.csv"));
    if (!table.ok) throw new Error(table.problem.key);
    expect(table).toMatchObject({ kind: "csv", encoding: "utf-8", separator: "," });
    expect(table.rows).toHaveLength(91);
    expect(table.rows.every(({ cells }) => cells.length === 11)).toBe(true);
    expect(table.rows.find(({ cells }) => cells[0] === "QUEDE")?.cells.slice(4, 7)).toEqual([
      "Rua da Panificadora",
      " 12Rio de Janeiro",
      "RJ",
    ]);
    expect(table.rows.find(({ cells }) => cells[0] === "ANATR")?.cells[5]).toBe("México D.F.");
  });

  const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
  const western = (text: string) =>
    Buffer.from([...text].map((sign) => (sign === "€" ? 0x80 : sign === "–" ? 0x96 : sign.charCodeAt(0))));
  const encodings: [string, string, (text: string) => Buffer][] = [
    ["UTF-8", "utf-8", (text) => Buffer.from(text)],
    ["UTF-8 with BOM", "utf-8", (text) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16 little-endian with BOM", "utf-16le", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 little-endian", "utf-16le", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16 big-endian with BOM", "utf-16be", (text) => utf16be(`\ufeff${text}`)],
    ["UTF-16 big-endian", "utf-16be", utf16be],
    ["Windows-1252", "windows-1252", western],
  ];

  it.each(encodings)("may be %s, with any separator and line break", async (_, encoding, encode) => {
    for (const separator of [";", ",", "\t", "|"]) {
      for (const lineBreak of ["\r\n", "\n", "\r"]) {
        const lines = [
          ["Nimi", "Hinta"],
          ["Åkerström – Sähkö", "5 €"],
          ["", ""],
          [`"a${separator}""b""${lineBreak}c"`, "x"],
        ];
        const table = await read("a.csv", encode(lines.map((line) => line.join(separator)).join(lineBreak)));
        expect(table).toEqual({
          kind: "csv",
          encoding,
          separator,
          head: ["Nimi", "Hinta"],
          rows: [
            { line: 2, cells: ["Åkerström – Sähkö", "5 €"] },
            { line: 4, cells: [`a${separator}"b"\nc`, "x"] },
          ],
        });
      }
    }
  });

  it.each([
    ["a separator named on the first line", "sep=,\r\na;b,c\r\n1,2\r\n", ",", ["a;b", "c"], [["1", "2"]]],
    [
      "decimal commas",
      "a;b,c\n1;2,5\n3;4,5\n",
      ";",
      ["a", "b,c"],
      [
        ["1", "2,5"],
        ["3", "4,5"],
      ],
    ],
    ["one column", "Nimi\nAcme, Oy\n", ";", ["Nimi"], [["Acme, Oy"]]],
    ["a quotation mark inside a word", 'a;b\n5" putki;x\n', ";", ["a", "b"], [['5" putki', "x"]]],
    [
      "cells past the head that are empty",
      "a;b;;\n1;2;;\n3;4;5;\n",
      ";",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4", "5"],
      ],
    ],
    ["headings over two lines", '"Nimi\nyhtiö";b\n1;2\n', ";", ["Nimi yhtiö", "b"], [["1", "2"]]],
    [
      "an apostrophe against formulas",
      "a;b\n'+358;'=1\n''=1;'x\n",
      ";",
      ["a", "b"],
      [
        ["+358", "=1"],
        ["'=1", "'x"],
      ],
    ],
  ])("may have %s", async (_, text, separator, head, rows) => {
    const table = await read("a.csv", Buffer.from(text));
    expect({ ...table, rows: table.rows.map(({ cells }) => cells) }).toMatchObject({ separator, head, rows });
  });
});

describe("a workbook of somebody else", () => {
  const row = (line: number, ...cells: string[]) => `<row r="${line}">${cells.join("")}</row>`;
  const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const head = row(1, text("A1", "a"), text("B1", "b"));
  const cellsOf = async (cells: string, parts: Parts = {}) =>
    (await readMade({ ...parts, sheets: [{ rows: head + cells }] })).rows.map(({ cells }) => cells);

  it("counts rows as the sheet does and leaves out empty ones", async () => {
    const rows =
      head + row(3, text("B3", "x")) + row(4, text("A4", " ")) + row(9, text("A9", "y"), '<c r="B9" s="1"/>');
    expect((await readMade({ sheets: [{ rows }] })).rows).toEqual([
      { line: 3, cells: ["", "x"] },
      { line: 9, cells: ["y", ""] },
    ]);
  });

  it("gives values, not formulas; errors by name; booleans as words", async () => {
    const cells =
      '<c r="A2"><f>SUM(C1:C9)</f><v>3</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>ax</v></c>' +
      '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="b"><v>0</v></c><c r="F2" t="e"><v>#REF!</v></c>';
    expect(await cellsOf(row(2, cells))).toEqual([["3", "ax", "#DIV/0!", "true", "false", "#REF!"]]);
  });

  it("writes numbers out", async () => {
    const numbers = ["1E+20", "1.5E-7", "0.30000000000000004", "1234.5599999999999", "-0.5", "100", "123456789012345"];
    const cells = numbers.map((number, at) => `<c r="${"ABCDEFG"[at]}2"><v>${number}</v></c>`);
    expect(await cellsOf(row(2, ...cells))).toEqual([
      ["100000000000000000000", "0.00000015", "0.3", "1234.56", "-0.5", "100", "123456789012345"],
    ]);
  });

  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[$-40B]d\\.m\\.yyyy;@"/>' +
    '<numFmt numFmtId="166" formatCode="#,##0.00\\ &quot;Md&quot;;[Red]0\\d"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf quotePrefix="1"/></cellXfs>';

  it("reads dates in both date systems, and zeros that only the format shows", async () => {
    const cells = [
      ["A", 1, "46086"],
      ["B", 2, "46086.671875"],
      ["C", 3, "100"],
      ["D", 4, "59"],
      ["E", 5, "46086"],
      ["F", 1, "0.5"],
    ].map(([column, format, value]) => `<c r="${column}2" s="${format}"><v>${value}</v></c>`);
    expect(await cellsOf(row(2, ...cells), { styles })).toEqual([
      ["2026-03-05", "2026-03-05 16:07:30", "00100", "1900-02-28", "46086", "12:00"],
    ]);
    const [later] = await cellsOf(
      row(2, '<c r="A2" s="1"><v>44624</v></c><c r="B2" t="d"><v>2026-03-05T00:00:00</v></c>'),
      { styles, properties: '<workbookPr date1904="1"/>' },
    );
    expect(later).toEqual(["2026-03-05", "2026-03-05"]);
  });

  it("reads shared, rich and guided text, entities and other prefixes", async () => {
    const strings =
      '<si><t>Ä&amp;B &#228; _x000D_\n_xD800_</t></si><si><r><t>Rik</t></r><r><rPr><b/></rPr><t xml:space="preserve">as </t></r><rPh><t>guide</t></rPh></si><x:si><x:t><![CDATA[<c>]]></x:t></x:si>';
    const cells =
      '<x:c r="A2" t="s"><x:v>0</x:v></x:c><c r="B2" t="s"><v>1</v></c><c t="s"><v>2</v></c><c r="D2" t="s"><v>99</v></c>';
    expect(await cellsOf(`<!-- x --><x:row>${cells}</x:row>`, { strings })).toEqual([
      ["Ä&B ä \n\ufffd", "Rikas ", "<c>"],
    ]);
  });

  it("takes back one apostrophe, unless it was typed", async () => {
    expect(
      await cellsOf(row(2, text("A2", "'=1"), '<c r="B2" s="6" t="inlineStr"><is><t>\'=1</t></is></c>'), { styles }),
    ).toEqual([["=1", "'=1"]]);
  });

  it("is read from its first visible sheet that holds anything", async () => {
    const other = row(1, text("A1", "other"));
    const sheets = [
      { rows: other, state: "hidden" },
      { rows: row(1, '<c r="A1" s="0"/>') },
      { rows: head },
      { rows: other },
    ];
    expect((await readMade({ sheets })).head).toEqual(["a", "b"]);
  });

  it("may be one of ours", async () => {
    const bytes = await bytesOf(workbook(bookOf(texts("Nimi", "Puhelin"), [["Acme", "+358 40 1"]])));
    expect(await readTable({ name: "Export.XLSX", bytes })).toEqual({
      ok: true,
      kind: "xlsx",
      head: ["Nimi", "Puhelin"],
      rows: [{ line: 2, cells: ["Acme", "+358 40 1"] }],
    });
  });
});

describe("a file that is refused", () => {
  const refusal = async (name: string, bytes: Buffer) => {
    const answer = await readTable({ name, bytes });
    return answer.ok ? answer : answer.problem;
  };
  const made = async (parts: Parts) => packed(filesOf(parts));
  const sheet = (rows: string) => made({ sheets: [{ rows }] });
  const ole = Buffer.from("d0cf11e0a1b11ae1", "hex");
  const type = { key: "fileType", params: { types: ".xlsx, .csv" } };
  const lines = (count: number, width: number) =>
    Buffer.from(`${Array(width).fill("h").join(";")}\n${`${Array(width).fill("1").join(";")}\n`.repeat(count)}`);

  it.each<[string, string, () => Buffer | Promise<Buffer>, unknown]>([
    ["empty", "a.csv", () => Buffer.alloc(0), { key: "fileEmpty" }],
    ["only blanks", "a.csv", () => Buffer.from(" ;\n\n;;\n"), { key: "fileEmpty" }],
    ["a workbook without cells", "a.xlsx", () => sheet(""), { key: "fileEmpty" }],
    ["30 MB", "a.csv", () => Buffer.alloc(30 * 1024 * 1024, "a"), { key: "fileTooBig", params: { size: "20 MB" } }],
    ["an old .xls", "a.xls", () => Buffer.concat([ole, Buffer.alloc(600)]), type],
    ["an old .xls under another name", "a.xlsx", () => Buffer.concat([ole, Buffer.alloc(600)]), type],
    [
      "encrypted",
      "a.xlsx",
      () => Buffer.concat([ole, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]),
      { key: "fileEncrypted" },
    ],
    ["PDF", "a.csv", () => Buffer.from("%PDF-1.7"), type],
    ["PNG", "a.xlsx", () => Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), type],
    ["a page", "a.csv", () => Buffer.from("\ufeff <!DOCTYPE html><table>"), type],
    ["any binary", "a.csv", () => Buffer.from([1, 2, 3, 0, 65, 66, 67, 68]), type],
    ["another name", "a.exe", () => Buffer.from("a;b\n1;2"), type],
    [
      "an .ods",
      "a.xlsx",
      () => packed({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" }),
      type,
    ],
    ["a .docx", "a.xlsx", async () => packed({ ...filesOf({}), "xl/workbook.xml": "<w:document/>" }), type],
    ["no archive", "a.xlsx", () => Buffer.from("PK\x03\x04 and then nothing"), { key: "fileUnreadable" }],
    ["an unfinished tag", "a.xlsx", () => sheet("<row r='1'><c r='A1"), { key: "fileUnreadable" }],
    [
      "a document type",
      "a.xlsx",
      async () =>
        packed({
          ...filesOf({ sheets: [{ rows: "" }] }),
          "xl/worksheets/sheet0.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>',
        }),
      { key: "fileUnreadable" },
    ],
    [
      "a row no sheet has",
      "a.xlsx",
      () => sheet('<row r="1048577"><c r="A1"><v>1</v></c></row>'),
      { key: "fileUnreadable" },
    ],
    [
      "a quotation mark that never closes",
      "a.csv",
      () => Buffer.from('a;b\n1;2\n"3;4\n5;6\n'),
      { key: "fileQuote", params: { line: 3 } },
    ],
    [
      "a quotation mark that closes too early",
      "a.csv",
      () => Buffer.from('a;b\n"Oy "Foo" Ab";2\n'),
      { key: "fileQuote", params: { line: 2 } },
    ],
    [
      "a quotation mark that closes too early, after a comma",
      "a.csv",
      () => Buffer.from('a,b\n1,"Oy "Foo" Ab"\n'),
      { key: "fileQuote", params: { line: 2 } },
    ],
    [
      "a cell longer than any",
      "a.csv",
      () => Buffer.from(`a;b\n${"x".repeat(32_768)};2\n`),
      { key: "fileCellTooLong", params: { line: 2, max: 32_767 } },
    ],
    ["too many rows", "a.csv", () => lines(50_001, 2), { key: "fileTooManyRows", params: { max: 50_000 } }],
    ["too many columns", "a.csv", () => lines(1, 201), { key: "fileTooManyColumns", params: { max: 200 } }],
    [
      "the farthest cell",
      "a.xlsx",
      () => sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      { key: "fileTooManyColumns", params: { max: 200 } },
    ],
    [
      "a cell farther than any",
      "a.xlsx",
      () => sheet('<row r="1"><c r="ZZZZZ999999999"><v>1</v></c></row>'),
      { key: "fileTooManyColumns", params: { max: 200 } },
    ],
    [
      "too many entries",
      "a.xlsx",
      () => packed({ ...filesOf({}), ...Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`x${at}`, ""])) }),
      { key: "fileTooHeavy" },
    ],
    ["30 MB of blanks", "a.xlsx", () => sheet(" ".repeat(30e6)), { key: "fileTooHeavy" }],
    [
      "more than 50 MB in one part",
      "a.xlsx",
      () => sheet(Array.from({ length: 2.7e6 }, (_, at) => `<c><v>${at ** 2}</v></c>`).join("")),
      { key: "fileTooHeavy" },
    ],
    [
      "3 million shared strings",
      "a.xlsx",
      () => made({ sheets: [{ rows: "" }], strings: "<si><t/></si>".repeat(3e6) }),
      { key: "fileTooHeavy" },
    ],
    [
      "a size that hides 30 MB",
      "a.xlsx",
      async () => lying(await sheet(" ".repeat(30e6)), "xl/worksheets/sheet0.xml", 24, 1000),
      { key: "fileUnreadable" },
    ],
    [
      "a size of 3 GB",
      "a.xlsx",
      async () => lying(await sheet(""), "xl/worksheets/sheet0.xml", 24, 3e9),
      { key: "fileTooHeavy" },
    ],
    [
      "one tag of millions of attributes",
      "a.xlsx",
      () =>
        sheet(`<row r="1"><c ${Array.from({ length: 3e6 }, (_, at) => `${at.toString(36)}x=""`).join(" ")}/></row>`),
      { key: "fileUnreadable" },
    ],
  ])("%s", async (_, name, bytes, problem) => {
    expect(await refusal(name, await bytes())).toEqual(problem);
  });

  it("never hurts, wherever it is broken", async () => {
    const whole = await bytesOf(
      workbook(
        bookOf(
          texts("A", "B"),
          Array.from({ length: 20 }, (_, at) => [`${at}`, "x"]),
        ),
      ),
    );
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(flips, fc.integer({ min: 30, max: whole.length }), async (changes, end) => {
        const bytes = Buffer.from(whole.subarray(0, end));
        for (const [at, value] of changes) if (at < end) bytes[at] = value;
        const answer = await read("a.xlsx", bytes).catch((error: unknown) => error);
        expect(answer instanceof Error || (answer as { rows: Row[] }).rows.length <= 50_000).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("ends only its own process when it takes too much memory or time", async () => {
    const bytes = Buffer.from(`a;b\n${"x;y\n".repeat(40_000)}`);
    for (const limit of [{ execArgv: ["--max-old-space-size=2"] }, { timeout: 30 }]) {
      await restrict(limit);
      expect(await refusal("a.csv", bytes)).toEqual({ key: "fileTooHeavy" });
    }
    const usual = { execArgv: ["--max-old-space-size=256"], timeout: 60_000, killSignal: "SIGKILL" };
    expect(vi.mocked(fork).mock.lastCall?.[2]).toMatchObject(usual);
    expect(await refusal("a.csv", bytes)).toMatchObject({ ok: true });
  });

  it("may have any name", async () => {
    const table = Buffer.from("a;b\n1;2");
    for (const name of [
      "../../etc/a.csv",
      "CON.csv",
      "\u202evsc.csv",
      "a\0b.csv",
      "a\r\n.csv",
      `${"x".repeat(5e5)}.csv`,
    ]) {
      expect(await refusal(name, table)).toMatchObject({ ok: true });
    }
    for (const name of ["", ".", "csv", "a.c\0sv", "a.csv\0", "a.csv.exe", ".htaccess", "a.csv "]) {
      expect(await refusal(name, table)).toEqual(type);
    }
  });

  it("is told apart from a worker that fails", async () => {
    await restrict({ execArgv: ["--no-such-option"] });
    await expect(readTable({ name: "a.csv", bytes: Buffer.from("a;b") })).rejects.toThrow("worker");
  });

  it("does not keep the next one from being read", async () => {
    const [bad, good] = await Promise.all([
      refusal("a.xlsx", Buffer.from("PK\x03\x04")),
      refusal("b.csv", Buffer.from("a;b\n1;2")),
    ]);
    expect([bad, good]).toMatchObject([
      { key: "fileUnreadable" },
      { ok: true, rows: [{ line: 2, cells: ["1", "2"] }] },
    ]);
  });
});

import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { parse, type Row } from "@/lib/spreadsheets/parse";
import { readTable } from "@/lib/spreadsheets/read";
import messages from "@/messages/en.json";
import { head, inline, line, sheetOf, workbookWith } from "./fixtures/hostile-workbooks";
import { filesOf, packed } from "./fixtures/workbooks";
import { archives, type Case, cells, one, plain, sheet, texts } from "./hostile-workbooks";

// Tables made to hurt whoever opens them. Each is read as what it says, or refused with words; none takes more time or
// memory than a large honest one.

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";

/** What the processes that read have used at most, in MB, by the time they have said all they had to say. */
const peaks: number[] = [];
vi.mock("node:child_process", async (original) => {
  const real = await original<typeof import("node:child_process")>();
  const measured = (...args: Parameters<typeof real.fork>): ChildProcess => {
    const child = real.fork(...args);
    child.on("message", () => peaks.push(memoryOf(child.pid ?? 0)));
    return child;
  };
  return { ...real, fork: measured };
});

const memoryOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const mostMs = 3_000;
const mostMb = 450;

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const csv: Case[] = [
  ["NUL in the middle", "fileType", () => Buffer.from("a;b\nx;\u0000y\n"), "a.csv"],
  ["half a pair in UTF-16", one("\ufffd", "y"), () => utf16("a;b\n\ud800;y\n"), "a.csv"],
  [
    "an odd number of bytes in UTF-16",
    [...plain, ["\ufffd"]],
    () => Buffer.concat([utf16("a;b\nx;y\n"), Buffer.from([0x41])]),
    "a.csv",
  ],
  ["bytes that are no UTF-8", one("ÿþ", "y"), () => Buffer.from("a;b\n\xff\xfe;y\n", "latin1"), "a.csv"],
  [
    "lines that end in every way",
    [
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ],
    () => Buffer.from("a;b\r1;2\n3;4\r\n5;6"),
    "a.csv",
  ],
  ["a head of 5,000 columns", "fileTooManyColumns", () => Buffer.from(`${"h;".repeat(5_000)}\n1\n`), "a.csv"],
  [
    "headings twice",
    [
      ["a", "a"],
      ["x", "y"],
    ],
    () => Buffer.from("a;a\nx;y\n"),
    "a.csv",
  ],
  [
    "headings every object has",
    [
      ["__proto__", "constructor"],
      ["x", "y"],
    ],
    () => Buffer.from("__proto__;constructor\nx;y\n"),
    "a.csv",
  ],
  [
    "turned text",
    [
      ["\u202Ea", "b"],
      ["\u2066x", "y"],
    ],
    () => Buffer.from("\u202Ea;b\n\u2066x;y\n"),
    "a.csv",
  ],
  ["quotation marks alone", "fileQuote", () => Buffer.from(`a;b\n${'"'.repeat(999)}`), "a.csv"],
  ["a million quotation marks", "fileCellTooLong", () => Buffer.from(`a;b\n${'"'.repeat(1_000_000)}`), "a.csv"],
  ["a separator named that is none", [["sep=x"], ["a", "b"]], () => Buffer.from("sep=x\na;b\n"), "a.csv"],
  ["separators alone", "fileEmpty", () => Buffer.from(";".repeat(100_000)), "a.csv"],
  ["a million empty lines", [["a", "b"]], () => Buffer.from(`a;b${"\n".repeat(1_000_000)}`), "a.csv"],
];

const mb = 1024 * 1024;
const shared = (width: number, rows: number) =>
  packed(
    filesOf({
      strings: `<si><t>${"x".repeat(32_767)}</t></si>`,
      sheets: [{ rows: head + `<row>${'<c t="s"><v>0</v></c>'.repeat(width)}</row>`.repeat(rows) }],
    }),
  );
/** Those that would take all memory or time: always in a process of their own, as uploads are. */
const heavy: Case[] = [
  ["one long text in 40,000 cells", "fileTooHeavy", () => shared(200, 200)],
  [
    "50,001 rows",
    "fileTooManyRows",
    () => sheet(head + "<row><c><v>1</v></c></row>".repeat(50_001).replace(/1/g, () => String(Math.random()))),
  ],
  ...(isLong
    ? ([
        [
          "1,048,575 empty rows and one cell",
          "fileTooHeavy",
          () => sheet(`${"<row/>".repeat(1_048_575)}${line(1_048_576, inline("A1048576", "x"))}`),
        ],
        [
          "a million rows that do not pack",
          "fileTooManyRows",
          () =>
            sheet(head + Array.from({ length: 1_000_000 }, () => `<row><c><v>${Math.random()}</v></c></row>`).join("")),
        ],
        [
          "a part of 49 MB that is one text",
          "fileCellTooLong",
          () => sheet(line(1, inline("A1", randomText(49 * mb)))),
        ],
        ["20 MB of one line", "fileTooManyColumns", () => Buffer.from("a;".repeat(10 * mb - 10)), "a.csv"],
        ["20 MB of quotation marks", "fileCellTooLong", () => Buffer.alloc(20 * mb, '"'), "a.csv"],
        ["20 MB of blanks", "fileCellTooLong", () => Buffer.alloc(20 * mb, " "), "a.csv"],
        ["20 MB of short rows", "fileTooManyRows", () => Buffer.alloc(20 * mb, "a;b\n"), "a.csv"],
        [
          "100 parts of blanks",
          [["a", "b"]],
          () =>
            workbookWith({
              "xl/worksheets/sheet0.xml": sheetOf(head)["xl/worksheets/sheet0.xml"] ?? "",
              ...Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`x/${at}`, " ".repeat(mb)])),
            }),
        ],
      ] as Case[])
    : []),
];

const randomText = (size: number) =>
  Array.from({ length: size / 8 }, () => Math.random().toString(36).slice(2, 10).padEnd(8, "x")).join("");

/** As the process that reads answers: without the process it takes milliseconds. */
async function readHere(file: { name: string; bytes: Buffer }) {
  const rows: Row[] = [];
  try {
    return { ok: true as const, ...(await parse(file, (some) => rows.push(...some))), rows };
  } catch (error) {
    return {
      ok: false as const,
      problem: (error as { problem?: { key: string } }).problem ?? { key: "fileUnreadable" },
    };
  }
}

const expectRight = (answer: Awaited<ReturnType<typeof readHere | typeof readTable>>, wanted: Case[1]) => {
  if (!answer.ok) expect(messages.error).toHaveProperty(answer.problem.key);
  expect(answer.ok ? [answer.head, ...answer.rows.map(({ cells }) => cells)] : answer.problem.key).toEqual(wanted);
};

describe.each([
  ["archive", archives],
  ["text of a workbook", texts],
  ["cells", cells],
  ["comma-separated file", csv],
] as const)("%s", (_, all) => {
  test.each(all)("%s", async (_, wanted, make, name = "a.xlsx") => {
    const bytes = await make();
    const start = process.cpuUsage();
    expectRight(await (isLong ? readTable : readHere)({ name, bytes }), wanted);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(mostMs);
  });
});

test.each(heavy)("apart: %s", { timeout: 120_000 }, async (_, wanted, make, name = "a.xlsx") => {
  const bytes = await make();
  const before = process.memoryUsage().rss;
  expectRight(await readTable({ name, bytes }), wanted);
  expect((process.memoryUsage().rss - before) / mb).toBeLessThan(mostMb);
});

test("no process that reads takes more memory than an honest large file", () => {
  console.log(
    `${archives.length + texts.length + cells.length + csv.length + heavy.length} files, at most ${Math.max(...peaks).toFixed()} MB`,
  );
  expect(Math.max(...peaks)).toBeLessThan(mostMb);
});

import { sql } from "drizzle-orm";
import { readSheet } from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { figureBook } from "@/app/(register)/financials/book";
import { db } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import { type Asked, figureFilter, type Whose } from "@/lib/financials/filter";
import { getFigures } from "@/lib/financials/queries";
import type { Params } from "@/lib/list-address";
import { openArchive } from "@/lib/spreadsheets/guard";
import { csv, workbook } from "@/lib/spreadsheets/write";
import { absent } from "./answering";
import { type Cast, cast } from "./cast";
import { bytesOf } from "./fixtures/workbooks";
import { newInvoice, newMonth, newProject, newRate, withGrants } from "./money";

/** The words do not matter here: each is its own key. */
const t = ((key: string) => key) as unknown as Parameters<typeof figureBook>[2]["t"];
const words = { t, locale: "fi", about: [["asiakas", "Ahola Oy"]] as [string, string][] } as const;

let we: Cast;
let project: number;

beforeAll(async () => {
  we = await cast();
  const { ahola, wirtanen } = we.world.customers;
  const { oy } = we.world.companies;
  await newRate("DKK", "2025-01-01", "7.4612");
  project = await newProject(ahola);
  const kroner = await newProject(ahola, { currency: "DKK" });
  for (const [at, net] of ["1000.01", "2345.67", "0.07", "-20.20"].entries()) {
    await newMonth(project, `2025-0${at + 1}-01`, "actual", { revenue: "100.10", labour: "33.33", otherCosts: "1.11" });
    await newInvoice(ahola, { net, on: `2025-0${at + 1}-15`, company: oy, project });
    await newInvoice(ahola, { net: "99.99", on: `2024-0${at + 1}-15`, company: oy });
  }
  await newMonth(kroner, "2025-02-01", "actual", { labour: "777.77" });
  await newInvoice(wirtanen, { net: "5000", on: "2025-06-06", company: oy });
});

const card = (): Whose => ({ customer: we.world.customers.ahola, below: false, project: null });
const asked = (viewer: Viewer, params: Params = {}, whose = card()): Asked => ({
  ...figureFilter({ year: "2025", view: "actual", ...params }, viewer),
  whose,
});
const bookOf = (viewer: Viewer, by: "months" | "parts", params?: Params, whose?: Whose) =>
  figureBook(viewer, { asked: asked(viewer, params, whose), by, format: "xlsx" }, words);

/** The formulas of the first sheet: reference, formula, what it comes to. */
async function formulasOf(bytes: Buffer) {
  const xml = String(await (await openArchive(bytes))("xl/worksheets/sheet1.xml"));
  return new Map(
    [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)<\/f><v>([^<]*)<\/v>/g)].map(([, at, formula, value]) => [
      at ?? "",
      { formula, value },
    ]),
  );
}

const number = (text: string | null) => (text === null ? null : Number(text));

describe("a workbook of figures", () => {
  test("has a line for each month, dated, with the numbers that are seen", async () => {
    const bytes = await bytesOf(workbook(await bookOf(we.maija, "months")));
    const rows = await readSheet(bytes);
    const { months, total } = await getFigures(we.maija, asked(we.maija), "fi");
    expect(rows).toHaveLength(14);
    months.forEach((month, at) => {
      expect(rows[at + 1]).toEqual([
        new Date(month.month),
        number(month.revenue),
        number(month.billing),
        number(month.labour),
        number(month.otherCosts),
        number(month.margin),
        number(month.marginPercent),
        number(month.lastBilling),
        "finance.actual",
      ]);
    });
    expect(rows[13]?.slice(1, 8)).toEqual([
      number(total.revenue),
      number(total.billing),
      number(total.labour),
      number(total.otherCosts),
      number(total.margin),
      number(total.marginPercent),
      number(total.lastBilling),
    ]);
    expect(total.billing).toBe("3325.55");
    expect(total.labour).toBe(String((4 * 3333 + 10424) / 100));
  });

  test("works out totals and margins by formulas that come to the same as the database", async () => {
    const bytes = await bytesOf(workbook(await bookOf(we.maija, "months")));
    const formulas = await formulasOf(bytes);
    const { months, total } = await getFigures(we.maija, asked(we.maija), "fi");
    expect(formulas.get("C14")).toEqual({ formula: "SUM(C2:C13)", value: total.billing });
    expect(formulas.get("F14")).toEqual({ formula: "C14-D14-E14", value: total.margin });
    expect(formulas.get("F3")).toEqual({ formula: "C3-D3-E3", value: months[1]?.margin });
    expect(formulas.get("G3")).toEqual({
      formula: "IF(C3&gt;0,ROUND(F3/C3*100,1),&quot;&quot;)",
      value: months[1]?.marginPercent,
    });
    expect(months[3]?.marginPercent).toBeNull();
    expect(formulas.get("G5")?.value).toBe("");
    const xml = String(await (await openArchive(bytes))("xl/worksheets/sheet1.xml"));
    expect(xml).toContain('ySplit="1"');
    expect(xml).not.toContain("#DIV");
    // What each sum comes to, added up from the cells it names.
    const rows = await readSheet(bytes);
    for (const [letter, at] of [
      ["B", 1],
      ["C", 2],
      ["D", 3],
      ["E", 4],
      ["H", 7],
    ] as const) {
      const sum = rows.slice(1, 13).reduce((cents, row) => cents + Math.round(Number(row[at] ?? 0) * 100), 0);
      expect(Math.round(Number(formulas.get(`${letter}14`)?.value) * 100), letter).toBe(sum);
    }
  });

  test("of parts has a line for each project, of the year or of a month", async () => {
    const year = await readSheet(await bytesOf(workbook(await bookOf(we.maija, "parts"))));
    expect(year.slice(1).map(([name]) => name)).toHaveLength(4);
    const month = await bytesOf(workbook(await bookOf(we.maija, "parts", { month: "2025-02" })));
    const rows = await readSheet(month);
    const { months } = await getFigures(we.maija, asked(we.maija), "fi");
    expect(rows.at(-1)?.slice(2, 6)).toEqual([
      number(months[1]?.revenue ?? null),
      number(months[1]?.billing ?? null),
      number(months[1]?.labour ?? null),
      number(months[1]?.otherCosts ?? null),
    ]);
    expect((await formulasOf(month)).get(`G${rows.length}`)?.value).toBe(months[1]?.margin);
  });

  test("of a grouping holds all customers, however many a page shows", async () => {
    const rows = await readSheet(await bytesOf(workbook(await bookOf(we.maija, "parts", {}, { grouping: null }))));
    expect(rows.slice(1, -1).map(([name]) => name)).toEqual(["Wirtanen Oy", "Ahola Oy"]);
    expect(rows.at(-1)?.[3]).toBe(8325.55);
  });

  test("of nothing has no formula over nothing", async () => {
    const book = await bookOf(we.maija, "parts", { year: "2001" });
    expect(await readSheet(await bytesOf(workbook(book)))).toHaveLength(1);
  });

  test("as .csv has what the formulas come to", async () => {
    const text = String(await bytesOf(csv(await bookOf(we.maija, "months"))));
    const total = text.trim().split("\r\n").at(-1)?.split(";");
    expect(total?.slice(1, 4)).toEqual(["400,40", "3325,55", "237,56"]);
    expect(text).not.toContain("SUM");
  });
});

test("what goes out is logged, without amounts", async () => {
  await bookOf(we.maija, "months");
  const { rows } = await db.execute<{ facts: Record<string, unknown> }>(
    sql`select facts from events where action = 'financials.exported' order by id desc limit 1`,
  );
  expect(rows[0]?.facts).toMatchObject({
    customer: we.world.customers.ahola,
    year: 2025,
    by: "months",
    format: "xlsx",
  });
});

test("it takes the right to export, to see money and, of groupings, to reports", async () => {
  const may = { customers: "edit", projects: "edit", money: "read", reports: "yes", export: "yes" };
  for (const missing of ["export", "money"] as const) {
    const { [missing]: _, ...grants } = may;
    const sven = await withGrants(we.sven, grants);
    await expect(bookOf(sven, "months")).rejects.toThrow(absent);
  }
  const { reports: _, ...noReports } = may;
  const sven = await withGrants(we.sven, noReports);
  await expect(bookOf(sven, "parts", {}, { grouping: null })).rejects.toThrow(absent);
  expect((await bookOf(sven, "months")).columns).toHaveLength(9);
});

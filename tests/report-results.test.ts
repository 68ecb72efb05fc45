import readExcelFile from "read-excel-file/node";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/(register)/reports/export/route";
import { db } from "@/db/client";
import { savedReports } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { reportColumns } from "@/lib/reports/columns";
import { reportOf, reportQuery } from "@/lib/reports/filter";
import { conversionOfResults, countReport, listReportCustomers } from "@/lib/reports/queries";
import { absent } from "./answering";
import { type Cast, cast } from "./cast";
import { cents, centsOf, idsListed } from "./key-figures";
import { newInvoice, newMonth, newProject, newRate, withGrants } from "./money";

/** Who is signed in, in place of the cookie. */
const door = vi.hoisted(() => ({ viewer: null as Viewer | null }));
vi.mock("@/lib/session", async (original) => ({
  ...(await original<typeof import("@/lib/session")>()),
  currentViewer: async () => door.viewer,
  currentLocale: async () => "fi",
}));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { default: messages } = await import("../messages/fi.json");
  return {
    getTranslations: async (namespace?: string) =>
      createTranslator({ locale: "fi", messages, namespace: namespace as never }),
  };
});

let we: Cast;
let year: number;
/** Sees reports, and no money. */
let pieter: Viewer;
const sums = "billedYear,billedLastYear,marginYear";

beforeAll(async () => {
  we = await cast();
  year = Number(we.maija.facts.today.slice(0, 4));
  const { ahola, aijala, berg } = we.world.customers;
  const { oy, ab } = we.world.companies;
  await newInvoice(ahola, { net: "1000.10", on: `${year}-01-01`, company: oy });
  await newInvoice(ahola, { net: "300.30", on: `${year - 1}-12-31`, company: oy });
  await newInvoice(berg, { net: "1125.00", on: `${year}-02-02`, currency: "SEK", company: ab });
  await newInvoice(berg, { net: "70.00", on: `${year}-02-02`, currency: "GBP", company: ab });
  await newMonth(await newProject(aijala), `${year}-05-01`, "actual", { labour: "55.55", otherCosts: "0.45" });
  pieter = await withGrants(we.pieter, { customers: "read", reports: "yes", export: "yes" }, ["all"]);
});
beforeEach(() => {
  door.viewer = we.aino;
});

const words = { locale: "fi", fields: [] } as const;
const askedBy = (viewer: Viewer, params: Params) => {
  const report = reportOf({ stage: "all", ...params }, { viewer, fields: [] });
  if (report?.about !== "customers") throw new Error("no report of customers");
  return report;
};
const figures = (viewer: Viewer, params: Params) => countReport(viewer, askedBy(viewer, params), words);
const rows = async (viewer: Viewer, params: Params) =>
  (await listReportCustomers(viewer, askedBy(viewer, { view: "list", ...params }), words)) as Record<string, unknown>[];

describe("what was billed and the margin", () => {
  test("add up to what the tables hold, in all and line by line", async () => {
    const counted = await figures(we.aino, { by: "company", columns: sums });
    const total = (money: string) => cents(counted.find((one) => one.money === money && one.line === null)?.amount);
    const all = await idsListed(we.aino, {});
    const billed = (one: number) => centsOf(all, "billing", `${one}-01-01`, `${one + 1}-01-01`);
    await newRate("GBP", "2099-01-01", "0.5");
    expect(total("billedYear")).toBe(await billed(year));
    expect(total("billedLastYear")).toBe(await billed(year - 1));
    expect(total("marginYear")).toBe(
      (await billed(year)) - (await centsOf(all, "costs", `${year}-01-01`, `${year + 1}-01-01`)),
    );
    const lines = counted.filter(({ money, line }) => money === "billedYear" && line !== null);
    expect(lines.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(total("billedYear"));
    expect(new Set(counted.flatMap(({ money, currency }) => (money ? [currency] : [])))).toEqual(new Set(["EUR"]));
  });

  test("stand beside each customer, and sort", async () => {
    const listed = await rows(we.aino, { by: "group", columns: sums, order: "marginYear", down: "yes" });
    const of = (id: number) => listed.find((row) => row.id === id);
    const { ahola, aijala } = we.world.customers;
    expect(of(ahola)).toMatchObject({ billedLastYear: [{ currency: "EUR", amount: "300.30" }] });
    expect(of(aijala)).toMatchObject({ billedYear: null, marginYear: [{ currency: "EUR", amount: "-56.00" }] });
    const margins = listed.map(({ marginYear }) =>
      cents((marginYear as { amount: string }[] | null)?.[0]?.amount ?? "-9e9"),
    );
    expect(margins).toEqual(margins.toSorted((a, b) => b - a));
  });

  test("say how they were converted, and what was left out", async () => {
    const { rates, missing } = await conversionOfResults(we.aino, ["billedYear"]);
    expect(rates).toEqual([{ currency: "SEK", worth: "11.250000", day: "2026-01-02" }]);
    expect(missing).toMatchObject([{ currency: "GBP", count: 1 }]);
  });

  test("go out as numbers", async () => {
    const get = (query: string) => GET(new Request(`http://kumppani.example/reports/export?${query}`));
    const file = await get(`by=company&stage=all&columns=${sums}`);
    const [sheet, about] = await readExcelFile(Buffer.from(await file.arrayBuffer()));
    const [head = [], ...lines] = sheet?.data ?? [];
    expect(head.slice(3)).toEqual([
      "Laskutettu tänä vuonna, EUR",
      "Laskutettu viime vuonna, EUR",
      "Kate tänä vuonna, EUR",
    ]);
    expect(lines.at(-1)?.[4]).toBe(300.3);
    expect(about?.data.flat().join(" ")).toContain("GBP");
  });
});

describe("without the right to money", () => {
  test("the columns, an order by them and the filter behind them are not there", async () => {
    expect(reportColumns({ viewer: pieter, fields: [] }).filter((column) => sums.includes(column))).toEqual([]);
    const plain = await figures(pieter, { by: "company", columns: "none" });
    expect(await figures(pieter, { by: "company", columns: sums, billed: "year" })).toEqual(plain);
    const ids = async (params: Params) => (await rows(pieter, { by: "group", ...params })).map(({ id }) => id);
    expect(await ids({ columns: sums, order: "marginYear", down: "yes" })).toEqual(
      await ids({ columns: "none", down: "yes" }),
    );
    await expect(conversionOfResults(pieter, ["billedYear"])).rejects.toThrow(absent);
  });

  test("a shared report of somebody who has it opens without them, in the file too", async () => {
    const query = reportQuery(askedBy(we.aino, { by: "company", columns: sums, billed: "year" }));
    const filter = Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
    );
    const [saved] = await db
      .insert(savedReports)
      .values({ name: "Kate", isShared: true, filter, ownerId: we.aino.employeeId })
      .returning({ id: savedReports.id });
    door.viewer = pieter;
    const text = await (
      await GET(new Request(`http://kumppani.example/reports/export?saved=${saved?.id}&format=csv`))
    ).text();
    expect(text.split("\r\n")[0]).not.toMatch(/Laskutettu|Kate/);
    expect(text).not.toContain("1000");
    door.viewer = we.aino;
    const full = await (
      await GET(new Request(`http://kumppani.example/reports/export?saved=${saved?.id}&format=csv`))
    ).text();
    expect(full.split("\r\n")[0]).toContain("Kate tänä vuonna");
  });
});

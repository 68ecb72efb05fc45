import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { exchangeRates, invoices, projectMonths, settings } from "@/db/schema/index";
import { visibleTables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { amounts } from "@/lib/financials/amounts";
import { monthOf } from "@/lib/financials/rules";
import { type Cast, cast, signedIn } from "./cast";
import { newInvoice, newMonth, newProject, newRate } from "./money";

let we: Cast;
let company: number;
let ahola: number;
beforeAll(async () => {
  we = await cast();
  company = we.world.companies.oy;
  ahola = we.world.customers.ahola;
});

/** Nothing is left of the world's money; rates are each test's own. */
beforeEach(async () => {
  await db.execute(sql`truncate ${invoices}, ${projectMonths}, ${exchangeRates} cascade`);
});

const as = ({ facts }: Viewer, rest: Partial<Viewer["facts"]>) => Viewer.of({ ...facts, ...rest });
const at = (currency: string, rest: Partial<Viewer["facts"]> = {}) =>
  as(we.maija, { currency, today: "2026-06-15", ...rest });

type Row = { month: string; kind: string; currency: string; billing: string; labour: string; missing: string };

async function rowsFor(viewer: Viewer, months = { from: "2026-01-01", to: "2026-12-01" }, into?: string) {
  const scope = { viewer, db, tables: visibleTables(viewer) };
  const { rows } = await db.execute<Row & { is_missing: boolean; rated_on: string | null }>(
    sql`select to_char(a.month, 'YYYY-MM-DD') as month, a.kind, a.currency, a.billing::text, a.labour::text,
        a.missing::text, a.is_missing, to_char(a.rated_on, 'YYYY-MM-DD') as rated_on
      from ${amounts(scope, { ...months, into })} a order by a.month, a.currency`,
  );
  return rows;
}
const billed = async (viewer: Viewer) => (await rowsFor(viewer)).map(({ billing }) => billing);
const bill = (net: string, currency: string, on = "2026-03-31") => newInvoice(ahola, { net, currency, on, company });

describe("what one currency is worth in another", () => {
  test("in euros: by the latest rate in force today, not by one of the future, with its day", async () => {
    await newRate("SEK", "2026-01-02", "10");
    await newRate("SEK", "2026-06-15", "11.25");
    await newRate("SEK", "2026-06-16", "99");
    await bill("1125", "SEK");
    await bill("7", "EUR");
    expect((await rowsFor(at("EUR"))).map((row) => [row.currency, row.billing, row.rated_on])).toEqual([
      ["EUR", "7.00", null],
      ["SEK", "100.00", "2026-06-15"],
    ]);
    expect(await billed(at("EUR", { today: "2026-06-14" }))).toEqual(["7.00", "112.50"]);
  });

  test("in kronor: over the euro, whose rate is one; the later of two days tells", async () => {
    await newRate("SEK", "2026-02-01", "11.25");
    await newRate("NOK", "2026-03-01", "11.75");
    await bill("100", "EUR");
    await bill("235", "NOK");
    await bill("3.33", "SEK");
    expect((await rowsFor(at("SEK"))).map((row) => [row.currency, row.billing, row.rated_on])).toEqual([
      ["EUR", "1125.00", "2026-02-01"],
      ["NOK", "225.00", "2026-03-01"],
      ["SEK", "3.33", null],
    ]);
    expect((await rowsFor(at("EUR"), undefined, "NOK")).map(({ billing }) => billing)).toEqual([
      "1175.00",
      "235.00",
      "3.48",
    ]);
  });

  test("without a rate: not counted, and said what is left out; without one of its own the organisation has none", async () => {
    await newRate("NOK", "2026-06-16", "11.75");
    await bill("100", "NOK");
    await bill("5", "SEK");
    expect(await rowsFor(at("SEK"))).toMatchObject([
      { currency: "NOK", billing: null, missing: "100.00", is_missing: true },
      { currency: "SEK", billing: "5.00", missing: null, is_missing: false },
    ]);
    await newRate("NOK", "2026-01-01", "11.75");
    expect(await billed(at("SEK"))).toEqual([null, "5.00"]);
  });

  test("half a cent is rounded away from zero, each amount by itself, also where the rate does not divide evenly", async () => {
    await newRate("JPY", "2026-01-01", "300");
    await newRate("NOK", "2026-01-01", "8");
    for (const net of ["1.50", "4.50", "-1.50"]) await bill(net, "JPY");
    await bill("0.04", "NOK");
    const all = await billed(at("EUR"));
    expect(all.toSorted()).toEqual(["-0.01", "0.01", "0.01", "0.02"]);
  });
});

describe("what counts", () => {
  test("invoices that are issued, in the month of their date; credit notes take away", async () => {
    await bill("100", "EUR", "2026-01-31");
    await bill("-40", "EUR", "2026-02-01");
    await newInvoice(ahola, { net: "9", on: "2026-02-01", company, draft: true });
    await bill("7", "EUR", "2025-12-31");
    await bill("7", "EUR", "2027-01-01");
    expect((await rowsFor(at("EUR"))).map(({ month, kind, billing }) => [month, kind, billing])).toEqual([
      ["2026-01-01", "actual", "100.00"],
      ["2026-02-01", "actual", "-40.00"],
    ]);
  });

  test("nothing out of sight: projects of others, customers out of reach; without money nothing at all", async () => {
    const mine = await newProject(ahola, { managerId: we.pieter.employeeId });
    const other = await newProject(ahola, { managerId: we.aino.employeeId });
    const own = { customers: "read", projects: "own", money: "read" };
    for (const [project, labour] of [
      [mine, "1"],
      [other, "2"],
    ] as const) {
      await newMonth(project, "2026-05-01", "actual", { labour });
      await newInvoice(ahola, { net: labour, on: "2026-05-02", project, company });
    }
    await newInvoice(ahola, { net: "4", on: "2026-05-03", company });
    const seen = async (viewer: Viewer) =>
      (await rowsFor(viewer)).map(({ billing, labour }) => billing ?? labour).sort();
    expect(await seen(at("EUR"))).toEqual(["1.00", "1.00", "2.00", "2.00", "4.00"]);
    const pieter = as(we.pieter, { reach: ["all"], grants: own });
    expect(await seen(pieter)).toEqual(["1.00", "1.00", "4.00"]);
    expect(await seen(as(pieter, { reach: ["company"] }))).toEqual([]);
    expect(await seen(as(pieter, { grants: { ...own, projects: "none" } }))).toEqual(["4.00"]);
    expect(await seen(as(we.maija, { grants: { ...we.maija.facts.grants, money: "none" } }))).toEqual([]);
  });
});

test("this month is where the organisation is: a day apart at the ends of the world", async () => {
  const [kept] = await db.select().from(settings);
  const dayIn = async (timeZone: string) => {
    await db
      .update(settings)
      .set({ timeZone })
      .where(eq(settings.id, kept?.id ?? 1));
    return (await signedIn(we.maija.employeeId)).facts.today;
  };
  const [first, last] = [await dayIn("Pacific/Kiritimati"), await dayIn("Pacific/Honolulu")];
  await db.update(settings).set({ timeZone: kept?.timeZone });
  expect(Date.parse(first) - Date.parse(last)).toBe(24 * 3600 * 1000);
  expect([monthOf("2026-12-01"), monthOf("2026-11-30")]).toEqual(["2026-12-01", "2026-11-01"]);
  await newRate("SEK", first, "10");
  await bill("10", "SEK");
  expect([await billed(at("EUR", { today: first })), await billed(at("EUR", { today: last }))]).toEqual([
    ["1.00"],
    [null],
  ]);
});

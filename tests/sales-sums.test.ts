import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, salesCases, salesStatuses } from "@/db/schema/index";
import { Viewer } from "@/lib/access/viewer";
import { pageSize } from "@/lib/sales/filter";
import { salesCasesOf } from "@/lib/sales/queries";
import { type Cast, cast } from "./cast";
import { newRate } from "./money";

/** Hundredths and rates as whole numbers: the sums once more, without the database and without floats. */
type Case = { state: "inProgress" | "won" | "lost"; currency: string; cents: bigint | null; probability: number };
const perEuro: Record<string, bigint> = { EUR: 1_000_000n, SEK: 11_360_000n, NOK: 11_966_700n };
const halfUp = (amount: bigint, by: bigint) => (2n * amount + by) / (2n * by);
const weighted = ({ cents, probability }: Case) => (cents === null ? null : halfUp(cents * BigInt(probability), 100n));
const inEuros = (cents: bigint, currency: string) => halfUp(cents * 1_000_000n, perEuro[currency] ?? 0n);
const decimal = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;

let we: Cast;
let main = 0;
let units: number[] = [];
const made: Record<number, Case[]> = {};

beforeAll(async () => {
  we = await cast();
  const { lintulahti, wirtanen, ek, zetterlund } = we.world.customers;
  main = lintulahti;
  units = [wirtanen, ek, zetterlund];
  await newRate("SEK", "2026-01-01", "99.000000");
  await newRate("SEK", "2026-06-01", "11.360000");
  await newRate("SEK", "2199-01-01", "0.010000");
  await newRate("NOK", "2026-06-01", "11.966700");
  const steps = await db.select().from(salesStatuses);
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  for (const customerId of [main, ...units]) {
    made[customerId] = Array.from({ length: 15 }, (_, at) => ({
      state: (["inProgress", "inProgress", "won", "lost"] as const)[random(4)] ?? "won",
      currency: ["EUR", "SEK", "NOK"][at % 3] ?? "EUR",
      cents: at % 5 === 4 ? null : BigInt(random(90_000_000)),
      probability: random(101),
    }));
    const rows = made[customerId].map(({ state, currency, cents, probability }, at) => ({
      customerId,
      name: `Tapaus ${at}`,
      statusId: steps.find((step) => step.state === state)?.id ?? 0,
      currency,
      probability,
      expectedValue: cents === null ? null : decimal(cents),
      ownerId: at % 2 ? we.maija.employeeId : we.aino.employeeId,
      closedAt: state === "inProgress" ? null : new Date(),
    }));
    await db.insert(salesCases).values(rows);
  }
});

function expected(cases: readonly Case[], state: Case["state"], currency: string | null) {
  const among = cases.filter((one) => one.state === state && (currency === null || one.currency === currency));
  const added = (amounts: (bigint | null)[]) => {
    const known = amounts.filter((one) => one !== null);
    return known.length ? decimal(known.reduce((sum, one) => sum + one, 0n)) : null;
  };
  const shown = (cents: bigint | null, one: Case) =>
    cents === null || currency ? cents : inEuros(cents, one.currency);
  return {
    count: among.length,
    value: added(among.map((one) => shown(one.cents, one))),
    weighted: state === "inProgress" ? added(among.map((one) => shown(weighted(one), one))) : null,
  };
}

async function expectSums(customer: number, below: boolean, cases: readonly Case[]) {
  const { sums } = await salesCasesOf(we.maija, customer, "fi", { shown: "all", show: 9 }, below);
  for (const state of ["inProgress", "won", "lost"] as const) {
    for (const currency of ["EUR", "SEK", "NOK", null]) {
      const sum = sums.find((one) => one.state === state && one.currency === currency);
      expect(sum ?? { count: 0, value: null, weighted: null }, `${state} ${currency}`).toMatchObject(
        expected(cases, state, currency),
      );
    }
  }
  return sums;
}

test("values and weighted values are added up per currency and state, and converted case by case", async () => {
  for (const customer of [main, ...units]) await expectSums(customer, false, made[customer] ?? []);
});

test("the rate is the latest that holds today, told with its day; a currency without one is left out", async () => {
  const sums = await expectSums(main, false, made[main] ?? []);
  const sek = sums.find(({ currency }) => currency === "SEK");
  expect(sek).toMatchObject({ factor: "0.088028", ratedOn: "2026-06-01" });
  expect(sums.find(({ currency }) => currency === "EUR")).toMatchObject({ factor: "1", ratedOn: null });
  const [step] = await db.select().from(salesStatuses).where(eq(salesStatuses.state, "won"));
  const [odd] = await db
    .insert(salesCases)
    .values({
      customerId: main,
      name: "JPY",
      statusId: step?.id ?? 0,
      probability: 100,
      currency: "JPY",
      expectedValue: "5",
    })
    .returning({ id: salesCases.id });
  const after = (await salesCasesOf(we.maija, main, "fi")).sums.filter(({ state }) => state === "won");
  expect(after.find(({ currency }) => currency === "JPY")).toMatchObject({ value: "5.00", factor: null });
  expect(after.find(({ currency }) => currency === null)?.value).toBe(expected(made[main] ?? [], "won", null).value);
  await db.delete(salesCases).where(eq(salesCases.id, odd?.id ?? 0));
});

test("on a main unit those of all units below are taken in, at whatever depth, as far as they are in reach", async () => {
  const all = [main, ...units].flatMap((one) => made[one] ?? []);
  await expectSums(main, true, all);
  const { sales } = await salesCasesOf(we.maija, main, "fi", { shown: "all", show: 2 }, true);
  expect(new Set(sales.map(({ customerId }) => customerId))).toEqual(new Set([main, ...units]));
  expect(sales.find(({ customerId }) => customerId === units[2])?.customerName).toBe("Zetterlund Ab");

  const { facts } = we.aino;
  const local = Viewer.of({ ...facts, reach: ["company"], grants: { ...facts.grants, sales: "read" } });
  const seen = await salesCasesOf(local, main, "fi", { shown: "all", show: 9 }, true);
  const [away] = await db.select().from(customers).where(eq(customers.id, we.world.customers.ek));
  const reached = away?.companies.includes(facts.companyId);
  expect(seen.sales.some(({ customerId }) => customerId === we.world.customers.ek)).toBe(reached);

  const own = Viewer.of({ ...facts, grants: { ...facts.grants, sales: "own" } });
  const mine = await salesCasesOf(own, main, "fi", { shown: "all", show: 9 }, true);
  expect(mine.sales).toHaveLength([main, ...units].length * 8);
  expect(mine.sums.filter(({ currency }) => currency === null).reduce((n, { count }) => n + count, 0)).toBe(
    mine.sales.length,
  );
});

test("open and closed ones are told apart, a page at a time, with the sums of all", async () => {
  const all = [main, ...units].flatMap((one) => made[one] ?? []);
  const open = all.filter(({ state }) => state === "inProgress").length;
  const page = (shown: "all" | "open" | "closed", show = 1) =>
    salesCasesOf(we.maija, main, "fi", { shown, show }, true);
  expect((await page("open")).sales.map(({ isOpen }) => isOpen)).toEqual(Array(open).fill(true));
  expect((await page("closed")).sales.map(({ isOpen }) => isOpen)).toEqual(Array(all.length - open).fill(false));
  expect((await page("all")).sales).toHaveLength(Math.min(pageSize, all.length));
  expect((await page("all", 2)).sales).toHaveLength(all.length);
  expect((await page("closed")).sums).toEqual((await page("all")).sums);
});

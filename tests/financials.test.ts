import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import { figureFilter, type Whose } from "@/lib/financials/filter";
import { getFigures, listInvoicesOf } from "@/lib/financials/queries";
import { type View, views } from "@/lib/financials/rules";
import type { Params } from "@/lib/list-address";
import { absent } from "./answering";
import { type Cast, cast } from "./cast";
import { newInvoice, newMonth, newProject, newRate, withGrants } from "./money";

let we: Cast;
let today: string;
let works: Record<"garden" | "roof" | "kronor" | "yen" | "below", number>;

const years = [2024, 2025, 2026, 2027];
const yearNow = () => Number(today.slice(0, 4));

beforeAll(async () => {
  we = await cast();
  today = we.maija.facts.today;
  const { ahola, aijala, berg, wirtanen } = we.world.customers;
  await db.execute(sql`update customers set parent_id = ${ahola} where id = ${aijala}`);
  await db.execute(sql`update customers set parent_id = ${aijala} where id = ${wirtanen}`);
  await newRate("SEK", "2026-02-01", "10.987654");
  await newRate("SEK", "2099-01-01", "99");
  works = {
    garden: await newProject(ahola, { managerId: we.world.people.sven }),
    roof: await newProject(ahola, { managerId: we.world.people.aino }),
    kronor: await newProject(ahola, { currency: "SEK" }),
    yen: await newProject(aijala, { currency: "JPY" }),
    below: await newProject(wirtanen, { currency: "NOK" }),
  };
  const { oy, ab } = we.world.companies;
  let cents = 1;
  for (const year of years) {
    for (const project of Object.values(works)) {
      for (const month of ["01", "03", today.slice(5, 7), "12"].filter((one, at, all) => all.indexOf(one) === at)) {
        const amount = (euros: number) => `${euros}.${String(cents++ % 100).padStart(2, "0")}`;
        const costs = { labour: amount(300), otherCosts: amount(77) };
        await newMonth(project, `${year}-${month}-01`, "actual", { revenue: amount(900), ...costs });
        await newMonth(project, `${year}-${month}-01`, "forecast", {
          billing: amount(1000),
          revenue: amount(950),
          ...costs,
        });
      }
    }
    const bill = (customer: number, on: string, net: string, rest: object = {}) =>
      newInvoice(customer, { net, on: `${year}-${on}`, company: oy, ...rest });
    await bill(ahola, "01-01", "100.01");
    await bill(ahola, "01-31", "200.02", { project: works.garden });
    await bill(ahola, "02-01", "300.03", { project: works.roof });
    await bill(ahola, "12-31", "400.04", { project: works.garden });
    await bill(ahola, "03-03", "-150.55", { project: works.garden });
    await bill(ahola, "03-03", "77777.77", { draft: true });
    await bill(ahola, "05-05", "1234.56", { currency: "SEK", company: ab, project: works.kronor });
    await bill(aijala, "06-06", "500.55");
    await bill(aijala, "06-07", "900000", { currency: "JPY" });
    await bill(wirtanen, "07-07", "600.66", { currency: "NOK" });
    await bill(berg, "08-08", "0.05", { currency: "SEK", company: ab });
  }
});

type Row = Record<"revenue" | "billing" | "labour" | "other", string | null>;

/** The same by hand: over the raw tables, for whoever sees everything. */
async function byHand(customers: readonly number[], year: number, view: View, projects?: readonly number[]) {
  const wanted = sql.param([...customers]);
  const only = projects ? sql`project = any(${sql.param([...projects])}::bigint[])` : sql`true`;
  const { rows } = await db.execute<Row & { month: number }>(sql`
    with rate as (
      select distinct on (currency) currency, rate from exchange_rates where valid_from <= ${today} order by currency, valid_from desc),
    everything as (
      select customer_id, project_id as project, issued_on as day, 'actual' as kind, currency, null::numeric as revenue,
        net as billing, null::numeric as labour, null::numeric as other
      from invoices where status = 'issued'
      union all
      select p.customer_id, p.id, m.month, m.kind, p.currency, m.revenue, m.billing, m.labour, m.other_costs
      from project_months m, projects p where p.id = m.project_id),
    euros as (
      select e.*, case when currency = 'EUR' then 1 else (select rate from rate where rate.currency = e.currency) end as per
      from everything e where customer_id = any(${wanted}::bigint[]) and ${only} and extract(year from day) = ${year})
    select extract(month from day)::int as month, sum(round(revenue / per, 2))::text as revenue,
      sum(round(billing / per, 2))::text as billing, sum(round(labour / per, 2))::text as labour,
      sum(round(other / per, 2))::text as other
    from euros
    where kind = case ${view}::text when 'actual' then 'actual' when 'forecast' then 'forecast'
      else case when to_char(day, 'YYYY-MM') < ${today.slice(0, 7)} then 'actual' else 'forecast' end end
    group by 1`);
  return new Map(rows.map(({ month, ...row }) => [month, row]));
}

const ask = (viewer: Viewer, whose: Whose, params: Params = {}) =>
  getFigures(viewer, { ...figureFilter(params, viewer), whose }, "fi");

const alone = (customer: number, project: number | "none" | null = null) => ({ customer, below: false, project });
const cents = (text: string | null | undefined) => BigInt((text ?? "0.00").replace(".", ""));

async function agrees(whose: Whose, customers: readonly number[], projects?: readonly number[]) {
  let some = 0;
  for (const year of years) {
    for (const view of views) {
      const [figures, hand, before] = await Promise.all([
        ask(we.maija, whose, { year: String(year), view }),
        byHand(customers, year, view, projects),
        byHand(customers, year - 1, "expected", projects),
      ]);
      let [billing, margin] = [0n, 0n];
      figures.months.forEach(({ month, ...shown }, at) => {
        const sums = hand.get(at + 1);
        expect(month).toBe(`${year}-${String(at + 1).padStart(2, "0")}-01`);
        expect([shown.revenue, shown.billing, shown.labour, shown.otherCosts], `${month} ${view}`).toEqual(
          sums ? [sums.revenue, sums.billing, sums.labour, sums.other] : [null, null, null, null],
        );
        const left = cents(sums?.billing) - cents(sums?.labour) - cents(sums?.other);
        expect(cents(shown.margin)).toBe(left);
        expect(shown.lastBilling).toBe(before.get(at + 1)?.billing ?? null);
        billing += cents(shown.billing);
        margin += left;
        some += sums ? 1 : 0;
      });
      expect(cents(figures.total.billing)).toBe(billing);
      expect(cents(figures.total.margin)).toBe(margin);
      expect(figures.parts.reduce((sum, part) => sum + cents(part.billing), 0n)).toBe(billing);
      expect(figures.parts.reduce((sum, part) => sum + cents(part.margin), 0n)).toBe(margin);
      if (billing > 0n)
        expect(Number(figures.total.marginPercent)).toBeCloseTo(Number(margin) / (Number(billing) / 100), 1);
    }
  }
  expect(some).toBeGreaterThan(20);
}

describe("figures equal those added up by hand", () => {
  test("of a customer, whose invoices are in several currencies", async () => {
    await agrees(alone(we.world.customers.ahola), [we.world.customers.ahola]);
  });

  test("of one project, and of what belongs to none", async () => {
    const { ahola } = we.world.customers;
    await agrees(alone(ahola, works.garden), [ahola], [works.garden]);
    await agrees(alone(ahola, works.kronor), [ahola], [works.kronor]);
    const none = await ask(we.maija, alone(ahola, "none"), { year: "2025" });
    expect(none.total.billing).toBe("100.01");
    expect(none.parts.map(({ id }) => id)).toEqual([null]);
  });

  test("of a main unit with those below it, however deep", async () => {
    const { ahola, aijala, wirtanen } = we.world.customers;
    await agrees({ customer: ahola, below: true, project: null }, [ahola, aijala, wirtanen]);
    const found = await ask(we.maija, { customer: ahola, below: true, project: null }, { year: "2025" });
    expect(found.parts.map(({ id }) => id).sort()).toEqual([ahola, aijala, wirtanen].sort());
    expect(found.options).toEqual([]);
  });

  test.each(["group", "special", "companyGroup", "segment"] as const)("of a %s", async (kind) => {
    const held = {
      group: sql`select group_id as id from customers where id = ${we.world.customers.ahola}`,
      special: sql`select special_group_id as id from special_group_members where customer_id = ${we.world.customers.ahola}`,
      companyGroup: sql`select company_group_id as id from customers where id = ${we.world.customers.ahola}`,
      segment: sql`select segment_id as id from customer_segments where customer_id = ${we.world.customers.ahola} limit 1`,
    }[kind];
    const members = {
      group: sql`select id from customers where group_id = (${held}) and tab < 3`,
      special: sql`select customer_id as id from special_group_members where special_group_id = (${held})`,
      companyGroup: sql`select id from customers where company_group_id = (${held})`,
      segment: sql`select customer_id as id from customer_segments where segment_id = (${held})`,
    }[kind];
    await db.execute(sql`update settings set features = array['segments', 'roles']::text[]`);
    const [group] = (await db.execute<{ id: string }>(held)).rows;
    const { rows } = await db.execute<{ id: string }>(members);
    we.maija = await (await import("./cast")).signedIn(we.maija.employeeId);
    await agrees(
      { grouping: { kind, id: Number(group?.id) } },
      rows.map(({ id }) => Number(id)),
    );
  });
});

test("a month ends with its last day, a year with its last month, in whichever zone the computer is", async () => {
  const { ahola } = we.world.customers;
  const { months } = await ask(we.maija, alone(ahola, works.garden), { year: "2025", view: "actual" });
  expect(months[0]?.billing).toBe("200.02");
  expect(months[1]?.billing).toBeNull();
  expect(months[2]?.billing).toBe("-150.55");
  expect(months[2]?.marginPercent).toBeNull();
  expect(months[11]?.billing).toBe("400.04");
  expect(months[11]?.lastBilling).toBe("400.04");
});

test("expected figures are actual until last month and foreseen from this month on", async () => {
  const { ahola } = we.world.customers;
  const year = String(yearNow());
  const [expected, actual, forecast] = await Promise.all(
    views.map((view) => ask(we.maija, alone(ahola, works.roof), { year, view })),
  );
  const now = Number(today.slice(5, 7)) - 1;
  expect(expected?.months.slice(0, now)).toEqual(actual?.months.slice(0, now));
  expect(expected?.months.slice(now)).toEqual(forecast?.months.slice(now));
});

test("rates are those in force today, and what has none is left out and named", async () => {
  const { ahola, aijala } = we.world.customers;
  const { rates, missing } = await ask(we.maija, { customer: ahola, below: true, project: null }, { year: "2025" });
  expect(rates).toEqual([
    { currency: "NOK", worth: "11.750000", day: "2026-01-02" },
    { currency: "SEK", worth: "10.987654", day: "2026-02-01" },
  ]);
  expect(missing.map(({ currency }) => currency)).toEqual(["JPY"]);
  const one = await ask(we.maija, alone(aijala), { year: "2025" });
  expect(one.total.billing).toBe("500.55");
  expect(one.rates).toEqual([]);
});

test("the change is against last year; of what happened so far only the same months are compared", async () => {
  const { ahola } = we.world.customers;
  const year = yearNow();
  const [whole, sofar] = await Promise.all([
    ask(we.maija, alone(ahola), { year: String(year) }),
    ask(we.maija, alone(ahola), { year: String(year), view: "actual" }),
  ]);
  const change = (now: bigint, before: bigint) => Number(now - before) / (Number(before) / 100);
  const before = await byHand([ahola], year - 1, "expected");
  const all = [...before.values()].reduce((sum, { billing }) => sum + cents(billing), 0n);
  const months = Number(today.slice(5, 7));
  const same = [...before].reduce((sum, [month, { billing }]) => sum + (month <= months ? cents(billing) : 0n), 0n);
  expect(Number(whole.total.change)).toBeCloseTo(change(cents(whole.total.billing), all), 1);
  expect(Number(sofar.total.change)).toBeCloseTo(change(cents(sofar.total.billing), same), 1);
});

test("a month is taken apart into projects and invoices", async () => {
  const { ahola } = we.world.customers;
  const { parts, months, year } = {
    ...(await ask(we.maija, alone(ahola), { month: "2025-03", view: "actual" })),
    year: "2025",
  };
  const march = months.find(({ month }) => month === `${year}-03-01`);
  expect(parts.reduce((sum, part) => sum + cents(part.billing), 0n)).toBe(cents(march?.billing));
  expect(parts.reduce((sum, part) => sum + cents(part.labour), 0n)).toBe(cents(march?.labour));
  const invoices = await listInvoicesOf(we.maija, alone(ahola), "2025-03-01");
  expect(invoices.map(({ net }) => net)).toEqual(["-150.55"]);
  expect(await listInvoicesOf(we.maija, alone(ahola, works.roof), "2025-03-01")).toEqual([]);
  expect(await listInvoicesOf(we.maija, alone(ahola, "none"), "2025-01-01")).toHaveLength(1);
});

test("parts come in the order asked for, page by page", async () => {
  const { ahola } = we.world.customers;
  const by = async (order: string, way?: string) =>
    (await ask(we.maija, alone(ahola), { year: "2025", order, way })).parts;
  const billing = (await by("billing")).map((part) => part.billing).filter((one) => one !== null);
  expect(billing).toEqual(billing.toSorted((a, b) => Number(cents(b) - cents(a))));
  expect((await by("billing", "up")).map(({ billing }) => billing).filter((one) => one !== null)).toEqual(
    billing.toReversed(),
  );
  const names = (await by("name")).flatMap(({ name }) => name ?? []);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "fi")));
  expect((await ask(we.maija, alone(ahola), { year: "2025", page: "2" })).parts).toEqual([]);
});

describe("who sees what", () => {
  const seller = { customers: "edit", projects: "own", money: "read", reports: "yes" };

  test("without money there are no figures at all", async () => {
    const { ahola } = we.world.customers;
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      await expect(ask(viewer, alone(ahola))).rejects.toThrow(absent);
      await expect(listInvoicesOf(viewer, alone(ahola), "2025-01-01")).rejects.toThrow(absent);
    }
  });

  test("whoever sees only their own projects sees only their sums", async () => {
    const { ahola } = we.world.customers;
    const sven = await withGrants(we.sven, seller);
    const hand = await byHand([ahola], 2025, "actual", [works.garden]);
    const found = await ask(sven, alone(ahola), { year: "2025", view: "actual" });
    const own = (month: number) => cents(hand.get(month)?.billing);
    expect(cents(found.months[0]?.billing)).toBe(own(1) + 10001n);
    expect(cents(found.months[1]?.billing)).toBe(0n);
    expect(cents(found.months[11]?.billing)).toBe(own(12));
    expect(found.options.map(({ id }) => id).sort()).toEqual([works.garden, null].sort());
    const hidden = await ask(sven, alone(ahola, works.roof), { year: "2025" });
    expect(hidden.isEmpty).toBe(true);
    expect(hidden.years).toEqual([]);
  });

  test("customers out of reach are in no sum, not even in a grouping", async () => {
    const { ahola } = we.world.customers;
    const sven = await withGrants(we.sven, { ...seller, projects: "edit" }, ["company"]);
    expect((await ask(sven, alone(ahola), { year: "2025" })).isEmpty).toBe(true);
    expect((await ask(sven, { customer: ahola, below: true, project: null }, { year: "2025" })).isEmpty).toBe(true);
    const all = await ask(sven, { grouping: null }, { year: "2025", view: "actual" });
    expect(all.parts.map(({ id }) => id)).toEqual([we.world.customers.berg]);
    expect(await listInvoicesOf(sven, { grouping: null }, "2025-01-01")).toEqual([]);
  });

  test("groupings are for those who have reports", async () => {
    const { reports: _, ...without } = seller;
    const sven = await withGrants(we.sven, without);
    await expect(ask(sven, { grouping: null })).rejects.toThrow(absent);
    await expect(listInvoicesOf(sven, { grouping: null }, "2025-01-01")).rejects.toThrow(absent);
  });
});

test("an address that makes no sense asks for what is usual", () => {
  const odd = { year: "20x6", view: "all", month: "2026-13", order: "evil", way: "?", page: "-1" };
  const { year, ...rest } = figureFilter(odd, we.maija);
  expect(year).toBe(yearNow());
  expect(rest).toEqual({ view: "expected", month: null, order: "billing", descending: true, page: 1 });
});

import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { seedDemo } from "@/db/demo";
import type { Viewer } from "@/lib/access/viewer";
import { getFigures } from "@/lib/financials/queries";
import { signedIn } from "./cast";

/** The demo company's figures once more, by SQL that shares nothing with the product: over the bare tables, by hand. */
const recomputed = sql`
  with today as (select (now() at time zone 'Europe/Helsinki')::date as day),
  euro as (
    select distinct on (currency) currency, rate from exchange_rates, today where valid_from <= day
    order by currency, valid_from desc),
  amount as (
    select customer_id, to_char(issued_on, 'YYYY-MM') as month, 'actual' as kind, currency, net as billing,
      null::numeric as revenue, null::numeric as labour, null::numeric as other
    from invoices where number is not null
    union all
    select p.customer_id, to_char(m.month, 'YYYY-MM'), m.kind, p.currency, m.billing, m.revenue, m.labour, m.other_costs
    from project_months m, projects p where p.id = m.project_id),
  told as (
    select a.customer_id, a.month, round(billing / coalesce(rate, 1), 2) as billing,
      round(revenue / coalesce(rate, 1), 2) as revenue, round(labour / coalesce(rate, 1), 2) as labour,
      round(other / coalesce(rate, 1), 2) as other
    from amount a left join euro e on e.currency = a.currency, today
    where a.kind = case when a.month < to_char(day, 'YYYY-MM') then 'actual' else 'forecast' end)
  select customer_id::int as customer, month || '-01' as month, sum(billing)::text as billing, sum(revenue)::text as revenue,
    sum(labour)::text as labour, sum(other)::text as "otherCosts",
    (coalesce(sum(billing), 0) - coalesce(sum(labour), 0) - coalesce(sum(other), 0))::text as margin
  from told group by 1, 2 order by 1, 2`;

type Row = Record<"month" | "billing" | "revenue" | "labour" | "otherCosts" | "margin", string | null> & {
  customer: number;
};

let maija: Viewer;

beforeAll(async () => {
  await seedDemo(db, { passwordHash: "nobody can sign in with this" });
  const { rows } = await db.execute<{ id: number }>(
    sql`select id::int as id from employees where email like 'maija@%'`,
  );
  maija = await signedIn(rows[0]?.id ?? 0);
});

test("the Financials tab of every customer of the demo says what independent SQL says, month by month", async () => {
  const { rows } = await db.execute<Row>(recomputed);
  const expected = rows.filter(hasAmounts);
  const customers = [...new Set(expected.map(({ customer }) => customer))];
  const shown: Row[] = [];
  for (const customer of customers) {
    for (const year of yearsOf(expected)) {
      const { months } = await getFigures(
        maija,
        { ...usual, year, whose: { customer, below: false, project: null } },
        "fi",
      );
      shown.push(...months.map((month) => rowOf(customer, month)).filter(hasAmounts));
    }
  }
  expect(yearsOf(expected).length).toBeGreaterThan(1);
  expect(expected.length).toBeGreaterThan(500);
  expect(shown).toEqual(expected);
});

test("all customers together are the sum of each", async () => {
  const { rows } = await db.execute<Row>(sql`
    select 0 as customer, month, sum(billing::numeric)::text as billing, sum(revenue::numeric)::text as revenue,
      sum(labour::numeric)::text as labour, sum("otherCosts"::numeric)::text as "otherCosts", sum(margin::numeric)::text as margin
    from (${recomputed}) each group by month order by month`);
  const shown: Row[] = [];
  for (const year of yearsOf(rows)) {
    const { months } = await getFigures(maija, { ...usual, year, whose: { grouping: null } }, "fi");
    shown.push(...months.map((month) => rowOf(0, month)).filter(hasAmounts));
  }
  expect(shown).toEqual(rows.filter(hasAmounts));
});

const usual = { view: "expected", month: null, order: "billing", descending: true, page: 1 } as const;

const yearsOf = (rows: readonly Row[]) => [...new Set(rows.map(({ month }) => Number(month?.slice(0, 4))))].toSorted();

const hasAmounts = ({ billing, revenue, labour, otherCosts }: Row) =>
  [billing, revenue, labour, otherCosts].some((one) => one !== null);

const rowOf = (
  customer: number,
  { month, billing, revenue, labour, otherCosts, margin }: Omit<Row, "customer">,
): Row => ({
  customer,
  month,
  billing,
  revenue,
  labour,
  otherCosts,
  margin,
});

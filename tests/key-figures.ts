import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import { customerFilter } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { figuresOf } from "@/lib/key-figures/rules";
import type { Params } from "@/lib/list-address";

/** Every figure of the list, asked for whatever the rights. */
export const figuresSeen = async (viewer: Viewer, wish: { patiently?: boolean } = {}) =>
  (await countTabs(viewer, customerFilter({}), { names: figuresOf.list, ...wish })).figures;

/** The customers that an address of the list finds, on its tabs. */
export async function idsListed(viewer: Viewer, params: Params, tabs = ["active", "prospects", "archived"]) {
  const pages = await Promise.all(
    tabs.map((tab) => listCustomers(viewer, customerFilter({ view: "flat", unit: "all", ...params, tab }), "fi")),
  );
  return pages.flatMap(({ rows }) => rows.map(({ id }) => id)).sort((a, b) => a - b);
}

/** What these customers were billed, or cost, between two days, straight from the tables: in euro cents. */
export async function centsOf(ids: readonly number[], what: "billing" | "costs", from: string, before: string) {
  const among = sql`= any(${sql.param([...ids])}::bigint[])`;
  const billing = sql`select currency, net as amount from invoices where status = 'issued' and customer_id ${among}
    and issued_on >= ${from}::date and issued_on < ${before}::date`;
  const costs = sql`select p.currency, unnest(array[m.labour, m.other_costs]) as amount
    from project_months m join projects p on p.id = m.project_id
    where m.kind = 'actual' and p.customer_id ${among} and m.month >= ${from}::date and m.month < ${before}::date`;
  const { rows } = await db.execute<{ cents: number }>(sql`
    select coalesce(sum(round(a.amount / ${perEuro(sql`a.currency`)}, 2)) * 100, 0)::int as cents
    from (${what === "billing" ? billing : costs}) a`);
  return rows[0]?.cents ?? 0;
}

/** What one euro is worth in a currency today; null without a rate. */
export const perEuro = (currency: unknown) => sql`case ${currency} when 'EUR' then 1 else (
  select rate from exchange_rates r where r.currency = ${currency} and valid_from <= (now() at time zone 'Europe/Helsinki')::date
  order by valid_from desc limit 1) end`;

export const cents = (decimal: string | null | undefined) => Math.round(Number(decimal ?? 0) * 100);

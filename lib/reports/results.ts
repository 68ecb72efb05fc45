import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { amounts } from "@/lib/financials/amounts";
import { monthsIn } from "@/lib/key-figures/filter";
import type { ResultColumn } from "./rules";

/**
 * What customers were billed and what it left, added up for the asked columns: `customer_id`, `kind`, `amount`, a row for
 * each customer and kind that has any. In the organisation's currency; what has no exchange rate is left out.
 * @param among which customers, as a condition on a column of their ids
 */
export function resultsOf(scope: ReadScope, asked: readonly ResultColumn[], among?: (id: SQL) => SQL): SQL {
  const { first, year, to } = monthsAsked(scope, asked);
  const values: Record<ResultColumn, SQL> = {
    billedYear: sql`case when a.month >= ${year}::date then a.billing end`,
    billedLastYear: sql`case when a.month < ${year}::date then a.billing end`,
    marginYear: sql`case when a.month >= ${year}::date and not a.is_missing
      and num_nonnulls(a.billing, a.labour, a.other_costs) > 0
      then coalesce(a.billing, 0) - coalesce(a.labour, 0) - coalesce(a.other_costs, 0) end`,
  };
  const each = sql.join(
    asked.map((kind) => sql`(${kind}::text, ${values[kind]})`),
    sql`, `,
  );
  return sql`select a.customer_id, k.kind, sum(k.amount) as amount
    from ${amounts(scope, { from: first, to, among })} a cross join lateral (values ${each}) k(kind, amount)
    where a.kind = 'actual' and k.amount is not null group by a.customer_id, k.kind`;
}

/** The currencies of these sums besides the organisation's: `currency`, and `n` amounts in it. */
export function currenciesOf(scope: ReadScope, asked: readonly ResultColumn[]): SQL {
  const { first, to } = monthsAsked(scope, asked);
  return sql`select a.currency, count(*) as n from ${amounts(scope, { from: first, to })} a
    where a.kind = 'actual' and a.currency <> ${scope.viewer.facts.currency} group by 1`;
}

function monthsAsked({ viewer }: ReadScope, asked: readonly ResultColumn[]) {
  const { from: year, to } = monthsIn(viewer, "year");
  const first = asked.includes("billedLastYear") ? `${Number(year.slice(0, 4)) - 1}-01-01` : year;
  return { first, year, to };
}

/** The same with a column for each kind, by its name, and a row for each customer. */
export function resultsByCustomer(scope: ReadScope, asked: readonly ResultColumn[], among?: (id: SQL) => SQL): SQL {
  if (asked.length === 0) return sql`select null::bigint as customer_id where false`;
  const columns = asked.map((kind) => sql`min(r.amount) filter (where r.kind = ${kind}) as ${sql.identifier(kind)}`);
  return sql`select r.customer_id, ${sql.join(columns, sql`, `)} from (${resultsOf(scope, asked, among)}) r group by 1`;
}

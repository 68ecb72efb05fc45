import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { amounts } from "@/lib/financials/amounts";
import { monthsIn } from "@/lib/key-figures/filter";
import type { ResultColumn } from "./rules";

/**
 * What customers were billed and what it left: a row for each customer, `customer_id` and a column for each kind by its
 * name, null where there is nothing. In the organisation's currency; what has no exchange rate is left out.
 * @param among which customers, as a condition on a column of their ids
 */
export function resultsByCustomer(scope: ReadScope, asked: readonly ResultColumn[], among?: (id: SQL) => SQL): SQL {
  if (asked.length === 0) return sql`select null::bigint as customer_id where false`;
  const { first, year, to } = monthsAsked(scope, asked);
  const values: Record<ResultColumn, SQL> = {
    billedYear: sql`sum(a.billing) filter (where a.month >= ${year}::date)`,
    billedLastYear: sql`sum(a.billing) filter (where a.month < ${year}::date)`,
    marginYear: sql`sum(coalesce(a.billing, 0) - coalesce(a.labour, 0) - coalesce(a.other_costs, 0)) filter (
      where a.month >= ${year}::date and num_nonnulls(a.billing, a.labour, a.other_costs) > 0)`,
  };
  const columns = asked.map((kind) => sql`${values[kind]} as ${sql.identifier(kind)}`);
  return sql`select a.customer_id, ${sql.join(columns, sql`, `)}
    from ${amounts(scope, { from: first, to, among })} a where a.kind = 'actual' group by a.customer_id`;
}

/** The same as `customer_id`, `kind` and `amount`, a row for each sum. */
export function resultsOf(scope: ReadScope, asked: readonly ResultColumn[]): SQL {
  const each = asked.map((kind) => sql`(${kind}::text, r.${sql.identifier(kind)})`);
  return sql`select r.customer_id, k.kind, k.amount from (${resultsByCustomer(scope, asked)}) r
    cross join lateral (values ${sql.join(each, sql`, `)}) k(kind, amount) where k.amount is not null`;
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

import { and, isNull, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { cells, cellsOf, pairs, sumsOf, type Words } from "./cells";
import { resultsIn } from "./columns";
import type { Report } from "./filter";
import { resultsOf } from "./results";
import { limitCurrency } from "./rows";
import type { Key, MoneyColumn, ResultColumn } from "./rules";

const found = sql.raw("found");
const placed = sql.raw("placed");
const amounts = sql.raw("amounts");
const results = sql.raw("results");

/**
 * One number of a report: of a cell, of a line, of a column or of all; or a sum of money of a line or of all. The names
 * of line and column come along where the database has them.
 */
export type Figure = {
  line: Key | null;
  column: Key | null;
  lineName: string | null;
  columnName: string | null;
  count: number;
  money: MoneyColumn | null;
  currency: string | null;
  /** A decimal, in `currency`. */
  amount: string | null;
};

/** Every number of a report, in one statement. */
export function figuresOf(scope: ReadScope, report: Report, words: Words) {
  const { parts, line, column } = cellsOf(scope, report, words);
  const many = line.many || Boolean(column?.many);
  const once = (isMany: boolean | undefined) => (isMany ? sql`distinct` : sql``);
  const across = sql`
    union all select line, col, count(*), null, null, null from ${cells} group by line, col
    union all select null, col, count(*), null, null, null from (select ${once(line.many)} id, col from ${cells}) part group by col`;
  const sums = sumsOf(report);
  const asked = resultsIn(sums);
  const money = sql`
    union all select line, null, 0, kind, currency, sum(amount) from ${placed} join ${amounts} using (id) group by line, kind, currency
    union all select null, null, 0, kind, currency, sum(amount) from ${found} join ${amounts} using (id) group by kind, currency`;
  const label = (side: typeof line | null, key: string) =>
    side?.keys.label
      ? sql`case when ${sql.raw(key)} like 'v.%' then ${side.keys.label(sql`substr(${sql.raw(key)}, 3)`)} end`
      : sql`null::text`;
  return scope.db
    .select({
      line: sql<Key | null>`figures.line`,
      column: sql<Key | null>`figures.col`,
      lineName: sql<string | null>`${label(line, "figures.line")}`,
      columnName: sql<string | null>`${label(column, "figures.col")}`,
      count: sql<number>`figures.n`.mapWith(Number),
      money: sql<MoneyColumn | null>`figures.kind`,
      currency: sql<string | null>`figures.currency`,
      amount: sql<string | null>`figures.amount::text`,
    })
    .from(
      sql`(with ${parts},
        ${found} as (select ${once(many)} id, revenue from ${pairs}),
        ${placed} as (select ${once(column?.many)} id, line from ${cells})
        ${asked.length > 0 ? sql`, ${results} as (${resultsOf(scope, asked)})` : sql``}
        ${sums.length > 0 ? sql`, ${amounts} as (${amountsOf(scope, sums)})` : sql``}
        select null as line, null as col, count(*) as n, null as kind, null as currency, null::numeric as amount from ${found}
        union all select line, null, count(*), null, null, null from ${placed} group by line
        ${column ? across : sql``} ${sums.length > 0 ? money : sql``}) figures`,
    );
}

/** Amounts of the customers found: id, kind, currency, amount. Never summed over currencies. */
function amountsOf(scope: ReadScope, sums: readonly MoneyColumn[]): SQL {
  const { tables, viewer } = scope;
  const { billing, listedCustomers: customers, salesCases, salesStatuses } = tables;
  const limits = sql`select ${billing.customerId}, 'creditLimit'::text, ${limitCurrency(tables)}, ${billing.creditLimit}
    from ${billing} join ${customers} on ${customers.id} = ${billing.customerId}
    where ${and(isNull(billing.companyId), sql`${billing.creditLimit} is not null`)}`;
  const sales = (
    kind: MoneyColumn,
    amount: SQL,
  ) => sql`select ${salesCases.customerId}, ${kind}::text, ${salesCases.currency}::text, ${amount}
    from ${salesCases} join ${salesStatuses} on ${salesStatuses.id} = ${salesCases.statusId}
    where ${salesStatuses.state} = 'inProgress' and ${salesCases.expectedValue} is not null`;
  const kinds: Record<Exclude<MoneyColumn, ResultColumn>, SQL> = {
    annualRevenue: sql`select id, 'annualRevenue' as kind, 'EUR' as currency, revenue as amount from ${found} where revenue is not null`,
    creditLimit: limits,
    openSales: sales("openSales", sql`${salesCases.expectedValue}`),
    weightedSales: sales("weightedSales", sql`round(${salesCases.expectedValue} * ${salesCases.probability} / 100, 2)`),
  };
  // The first names the columns.
  return sql.join(
    [
      sql`select null::bigint as id, null::text as kind, null::text as currency, null::numeric as amount where false`,
      ...sums.flatMap((sum) => (sum in kinds ? kinds[sum as keyof typeof kinds] : [])),
      // All kinds at once: asked for one by one, the planner takes them for few and joins them row by row.
      ...(resultsIn(sums).length > 0
        ? [sql`select customer_id, kind, ${viewer.facts.currency}::text, amount from ${results}`]
        : []),
    ],
    sql` union all `,
  );
}

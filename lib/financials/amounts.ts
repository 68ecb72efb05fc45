import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";

type Asked = {
  /** First days of the first and the last month. */
  from: string;
  to: string;
  /** Which customers, as a condition on a column that holds their ids; all that the viewer reaches without it. */
  among?: (customerId: SQL) => SQL | undefined;
  /** Only those of one project. */
  project?: number;
  /** The currency to convert into; the organisation's without it. */
  into?: string;
};

/**
 * What one unit of each currency is worth in another, the organisation's unless told otherwise, by the latest rate that
 * is in force today: columns `currency`, `times`, `per`, `factor` (times / per) and `rated_on`. Rates are kept as
 * "1 EUR = rate"; the euro itself needs none. Sums are converted by `inHome`, not by the factor, which may be endless.
 */
export function exchange({ viewer, tables }: Pick<ReadScope, "viewer" | "tables">, into = viewer.facts.currency): SQL {
  const latest = sql`select distinct on (r.currency) r.currency, r.rate, r.valid_from
    from (select * from ${tables.exchangeRates}) r where r.valid_from <= ${viewer.facts.today}::date
    order by r.currency, r.valid_from desc`;
  const worth = sql`select l.currency, l.rate, l.valid_from from (${latest}) l union all select 'EUR', 1, null`;
  return sql`(select w.currency, home.rate as times, w.rate as per, home.rate / w.rate as factor,
        greatest(w.valid_from, home.valid_from) as rated_on
      from (${worth}) w, (${worth}) home where home.currency = ${into} and w.currency <> ${into}
    union all select ${into}::text, 1, 1, 1, null)`;
}

/** An amount converted by a row `x` of `exchange` and rounded to cents: multiplied first, so that half a cent stays one. */
export const inHome = (amount: SQL): SQL => sql`round(${amount} * x.times / x.per, 2)`;

/**
 * Every amount the viewer may see, a row for each invoice and for each month of a project: columns `customer_id`,
 * `project_id` (null = none), `month`, `kind`, `currency`, `rated_on` (day of the rate, null where none was needed),
 * `revenue`, `billing`, `labour`, `other_costs`, `hours`. Amounts are in one currency, each converted and rounded to cents
 * by itself, so that whatever is added up from them is the sum of what is shown. Where a currency has no rate they are
 * null and `is_missing` is true; `missing` then holds what is left out, in that currency. What was billed comes from
 * issued invoices, everything else from what projects report.
 */
export function amounts(scope: ReadScope, { from, to, among, project, into }: Asked): SQL {
  const { invoices, projectMonths, projects } = scope.tables;
  const of = (customerId: SQL, projectId: SQL) =>
    and(among?.(customerId), project ? sql`${projectId} = ${project}` : undefined) ?? sql`true`;
  const billed = sql`select i.customer_id, i.project_id, date_trunc('month', i.issued_on)::date as month, 'actual' as kind,
      i.currency, null::numeric as revenue, i.net as billing, null::numeric as labour, null::numeric as other_costs,
      null::numeric as hours
    from (select * from ${invoices}) i
    where i.status = 'issued' and i.issued_on >= ${from}::date and i.issued_on < ${to}::date + interval '1 month'
      and ${of(sql`i.customer_id`, sql`i.project_id`)}`;
  const told = sql`select p.customer_id, m.project_id, m.month, m.kind, p.currency, m.revenue, m.billing, m.labour,
      m.other_costs, m.hours
    from (select * from ${projectMonths}) m join (select * from ${projects}) p on p.id = m.project_id
    where m.month between ${from}::date and ${to}::date and ${of(sql`p.customer_id`, sql`m.project_id`)}`;
  const converted = (column: string) => sql`${inHome(sql.raw(`a.${column}`))} as ${sql.raw(column)}`;
  return sql`(
    select a.customer_id, a.project_id, a.month, a.kind, a.currency, a.hours, x.factor is null as is_missing, x.rated_on,
      ${converted("revenue")}, ${converted("billing")}, ${converted("labour")}, ${converted("other_costs")},
      case when x.factor is null then coalesce(a.billing, a.revenue, a.labour, a.other_costs) end as missing
    from (${billed} union all ${told}) a left join ${exchange(scope, into)} x on x.currency = a.currency)`;
}

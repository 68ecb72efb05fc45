import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { inGrouping } from "@/lib/groupings/filter";
import { collationOf } from "@/lib/locale/choice";
import { branchOf } from "@/lib/units/filter";
import { amounts, exchange } from "./amounts";
import { type Asked, isRolledUp, type Order, type Whose } from "./filter";
import { monthOf, monthsOf } from "./rules";

export const pageSize = 50;

const found = sql.raw("found");
const picked = sql.raw("picked");
const parts = sql.raw("parts");

/**
 * Every figure of a year, in one statement; a row is of one kind:
 * - `month` (`key` its first day), `total`;
 * - `part`: a customer or a project (`key` its id, empty for none), of the year or of the month asked for;
 * - `option`: a project that can be picked; `year`: one with figures;
 * - `rate`: a currency that was converted, `billing` of it being worth one of the organisation's since `day`;
 * - `missing`: a currency without a rate, `n` of whose amounts are left out.
 * Amounts are decimals in the organisation's currency; margin % and change are in per cent, with one decimal.
 * @param limited one page of the parts; else all of them, for a file
 */
export function figureRows(scope: ReadScope, asked: Asked, locale: Locale, limited: boolean) {
  const { viewer } = scope;
  const { whose, year, view } = asked;
  const [from = "", ...months] = monthsOf(year - 1).concat(monthsOf(year));
  const to = months.at(-1) ?? from;
  const start = monthsOf(year)[0] ?? from;
  const now = monthOf(viewer.facts.today);
  const among = customersOf(scope, whose);
  const came = sql`case when f.month < ${now}::date then 'actual' else 'forecast' end`;
  const shown = view === "expected" ? came : sql`case when f.month < ${start}::date then ${came} else ${view} end`;
  const alike = view === "actual" ? sql`at <= ${now}::date` : sql`true`;
  const isOption = isRolledUp(whose) ? sql`false` : sql`true`;

  return scope.db
    .select({
      kind: sql<"month" | "total" | "part" | "option" | "year" | "rate" | "missing">`figures.kind`,
      key: sql<string | null>`figures.key`,
      name: sql<string | null>`figures.name`,
      number: sql<string | null>`figures.number`,
      revenue: sql<string | null>`figures.revenue::text`,
      billing: sql<string | null>`figures.billing::text`,
      labour: sql<string | null>`figures.labour::text`,
      otherCosts: sql<string | null>`figures.other_costs::text`,
      margin: sql<string | null>`figures.margin::text`,
      marginPercent: sql<string | null>`figures.margin_percent::text`,
      lastBilling: sql<string | null>`figures.last_billing::text`,
      change: sql<string | null>`figures.change::text`,
      day: sql<string | null>`figures.day::text`,
      n: sql<number>`figures.n`.mapWith(Number),
    })
    .from(
      sql`(with ${found} as materialized (
          select customer_id, project_id, month, kind, currency, is_missing, revenue, billing, labour, other_costs
          from ${amounts(scope, { from, to, among })} f),
        ${picked} as (
          select f.*, f.month < ${start}::date as is_last,
            (f.month + case when f.month < ${start}::date then interval '1 year' else interval '0' end)::date as at
          from ${found} f where f.kind = ${shown} and ${inProject(sql`f.project_id`, whose)}),
        ${parts} as (${partsOf(scope, asked, locale, limited)})
        select 'month' as kind, to_char(month, 'YYYY-MM-DD') as key, null as name, null as number, ${figures},
          null::numeric as change, null::date as day, 0 as n, month - ${start}::date as place
        from (select begins::date as month from generate_series(${start}::timestamp, ${to}::timestamp, interval '1 month') begins) every
          left join (select at as month, ${sums} from ${picked} group by at) summed using (month)
        union all
        select 'total', null, null, null, ${figures},
          case when like_for_like > 0 and billing is not null
            then round(100 * (billing - like_for_like) / like_for_like, 1) end, null, n, null
        from (select ${sums}, sum(billing) filter (where is_last and ${alike}) as like_for_like, count(*) as n
          from ${picked} where not is_missing) once
        union all
        select 'part', key, name, number, ${figures}, null, null, n, place from ${parts}
          where ${limited ? sql`place > ${(asked.page - 1) * pageSize} and place <= ${asked.page * pageSize}` : sql`true`}
        union all
        select 'option', p.id::text, p.name, p.number, ${noFigures}, null, null, 0, null
        from (select * from ${scope.tables.projects}) p
        where ${isOption} and p.id in (select project_id from ${found})
        union all
        select 'option', null, null, null, ${noFigures}, null, null, 0, 0
        where ${isOption} and exists (select from ${found} where project_id is null)
        union all
        select 'year', year::text, null, null, ${noFigures}, null, null, 0, null
        from ${yearsOf(scope, asked, among)} years
        union all
        select 'rate', x.currency, null, null, null, round(x.per / x.times, 6), null, null, null, null, null,
          null, x.rated_on, 0, null
        from ${exchange(scope)} x where x.currency <> ${viewer.facts.currency}
          and x.currency in (select currency from ${picked} where not is_missing)
        union all
        select 'missing', currency, null, null, ${noFigures}, null, null, count(*), null
        from ${picked} where is_missing group by currency) figures`,
    )
    .orderBy(sql`figures.kind, figures.place, figures.key`);
}

export type FigureRow = Awaited<ReturnType<typeof figureRows>>[number];

const sums = sql`sum(revenue) filter (where not is_last) as revenue, sum(billing) filter (where not is_last) as billing,
  sum(labour) filter (where not is_last) as labour, sum(other_costs) filter (where not is_last) as other_costs,
  sum(billing) filter (where is_last) as last_billing`;

/** Nothing billed and nothing spent is no margin; without billing there is nothing that it could be a share of. */
const margin = sql`case when num_nonnulls(billing, labour, other_costs) > 0
  then coalesce(billing, 0) - coalesce(labour, 0) - coalesce(other_costs, 0) end`;
const marginPercent = sql`case when billing > 0 then round(100 * (${margin}) / billing, 1) end`;
const figures = sql`revenue, billing, labour, other_costs, ${margin} as margin, ${marginPercent} as margin_percent, last_billing`;
const noFigures = sql`null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric`;

/** Whose amounts are added up, as a condition on a column that holds ids of customers. */
export function customersOf({ viewer, tables, db }: ReadScope, whose: Whose): ((customerId: SQL) => SQL) | undefined {
  if ("customer" in whose) {
    return whose.below ? branchOf(viewer, whose.customer) : (customerId) => sql`${customerId} = ${whose.customer}`;
  }
  const { grouping } = whose;
  if (!grouping) return undefined;
  const { customers } = tables;
  const inIt = db
    .select({ id: customers.id })
    .from(customers)
    .where(inGrouping(viewer, customers, grouping));
  return (customerId) => sql`${customerId} in (${inIt})`;
}

/** @param id a column that holds ids of projects */
export function inProject(id: SQL, whose: Whose): SQL {
  if ("grouping" in whose || whose.project === null) return sql`true`;
  return whose.project === "none" ? sql`${id} is null` : sql`${id} = ${whose.project}`;
}

/** Years with figures, of a customer; of groupings there are too many amounts to look for more than two. */
function yearsOf(scope: ReadScope, { whose, year }: Asked, among: ReturnType<typeof customersOf>): SQL {
  const wide = { from: monthsOf(1900)[0] ?? "", to: monthsOf(2199).at(-1) ?? "", among };
  if ("grouping" in whose) {
    return sql`(select year from (values (${year - 1}::int), (${year}::int)) two(year)
      where exists (select from ${found} where date_part('year', month) = year))`;
  }
  return sql`(select distinct date_part('year', f.month) as year from ${amounts(scope, wide)} f
    where ${inProject(sql`f.project_id`, whose)})`;
}

/**
 * What the figures are made of, in the order asked for: the customers, or the projects of a single one. `n` counts them.
 * @param limited as far as the page asked for: only what may stand on it, or before it, gets its name
 */
function partsOf(
  { tables }: ReadScope,
  { whose, month, order, descending, page }: Asked,
  locale: Locale,
  limited: boolean,
) {
  const column = isRolledUp(whose) ? sql.raw("customer_id") : sql.raw("project_id");
  const named = isRolledUp(whose) ? sql`(select * from ${tables.customers})` : sql`(select * from ${tables.projects})`;
  const inMonth = month ? sql`where at = ${month}::date` : sql``;
  const values: Record<Exclude<Order, "name">, SQL> = {
    revenue: sql`s.revenue`,
    billing: sql`s.billing`,
    margin: sql`s.margin`,
    marginPercent: sql`s.margin_percent`,
  };
  const name = sql`o.name collate ${sql.raw(`"${collationOf(locale)}"`)}`;
  const way = descending ? sql`desc nulls last` : sql`asc nulls last`;
  const first = order === "name" ? sql`${name} ${way}` : sql`${values[order]} ${way}, ${name}`;
  const near =
    limited && order !== "name"
      ? sql`order by ${values[order]} ${way} fetch first (${page * pageSize}) rows with ties`
      : sql``;
  return sql`select o.id::text as key, o.name, o.number, s.revenue, s.billing, s.labour, s.other_costs, s.last_billing,
      s.n, row_number() over (order by ${first}, o.id) as place
    from (select s.*, count(*) over () as n from (select id, ${figures} from (
        select ${column} as id, ${sums} from ${picked} ${inMonth} group by 1) added) s ${near}) s
      left join ${named} o on o.id = s.id`;
}

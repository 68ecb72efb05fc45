import "server-only";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { hoursWorked } from "@/lib/access/project-hours";
import { exchange, inHome } from "@/lib/financials/amounts";

type Scope = Pick<ReadScope, "viewer" | "tables">;

/**
 * What was billed of each project `p` by issued invoices, credit notes taken off, as `left join lateral`: `own` in the
 * project's currency, `home` in the organisation's, each invoice converted by itself; `currencies` are theirs, and
 * `is_missing` says that a rate is.
 */
function billed(scope: Scope): SQL {
  const { invoices } = scope.tables;
  const own = sql`case when i.currency = p.currency then i.net
    else round(i.net * x.times * y.per / (x.per * y.times), 2) end`;
  return sql`lateral (
    select sum(${own}) as own, sum(${inHome(sql`i.net`)}) as home, array_agg(distinct i.currency::text) as currencies,
      coalesce(bool_or(x.currency is null or i.currency <> p.currency and y.currency is null), false) as is_missing
    from (select * from ${invoices}) i
      left join ${exchange(scope)} x on x.currency = i.currency
      left join ${exchange(scope)} y on y.currency = p.currency
    where i.project_id = p.id and i.status = 'issued')`;
}

/**
 * Projects with what they may cost and have cost so far: their columns, `is_closed`, `hours`, and for those who see money
 * `billed` and `share` (per cent of the budget) in their currency, `budget_home` and `billed_home` in the organisation's,
 * the `currencies` they are in, `is_missing` where a rate is. Null for those who see none.
 * @param which a condition on `projects`
 */
export function projectsReckoned(scope: Scope, which: SQLWrapper): SQL {
  const { projects } = scope.tables;
  const plain = sql`select ${projects.id} as id, ${projects.customerId} as customer_id, ${projects.number} as number,
      ${projects.name} as name, ${projects.status} as status, ${projects.managerId} as manager_id,
      ${projects.startsOn} as starts_on, ${projects.endsOn} as ends_on, ${projects.currency} as currency,
      ${projects.budgetHours} as budget_hours, ${projects.budget} as budget
    from ${projects} where ${which}`;
  const common = sql`p.id, p.customer_id, p.number, p.name, p.status, p.status = 'closed' as is_closed, p.manager_id,
    p.starts_on, p.ends_on, p.currency, p.budget_hours, ${hoursWorked(sql`p.id`)} as hours`;
  if (!scope.viewer.can("money.read"))
    return sql`select ${common}, null::numeric as budget, null::numeric as billed, null::int as share,
      null::numeric as budget_home, null::numeric as billed_home, null::text[] as currencies, false as is_missing from (${plain}) p`;
  return sql`select ${common}, p.budget, coalesce(b.own, 0) as billed,
      round(100 * coalesce(b.own, 0) / nullif(p.budget, 0))::int as share,
      ${inHome(sql`p.budget`)} as budget_home, coalesce(b.home, 0) as billed_home,
      b.currencies || case when p.budget is not null then p.currency::text end as currencies,
      b.is_missing or p.budget is not null and x.currency is null as is_missing
    from (${plain}) p
      left join ${exchange(scope)} x on x.currency = p.currency
      left join ${billed(scope)} b on true`;
}

/** What projects come to together: all of them, or (`isClosed`) those of a kind. Decimals as text. */
export type ProjectSum = {
  isClosed: boolean | null;
  count: number;
  hours: string;
  /** Of those where hours were agreed: how many, and how many of them are used. */
  budgetHours: string | null;
  agreedHours: string | null;
  /** In the organisation's currency; null for those who see no money. */
  budget: string | null;
  billed: string | null;
  /** Per cent billed, of those with a budget. */
  share: number | null;
  /** What one unit of the organisation's currency is worth in those that were converted, and since when. */
  rates: { currency: string; worth: string; day: string }[];
  /** Whether some of it is left out for want of a rate. */
  isMissing: boolean;
};

/** @param listed a table of `projectsReckoned` */
export const projectSums = (scope: Scope, listed: SQL): SQL<ProjectSum[]> => sql<ProjectSum[]>`(
  select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('rates', ${ratesOf(scope, listed)})), '[]') from (
    select is_closed as "isClosed", count(*) as count, coalesce(sum(hours), 0)::text as hours,
      sum(budget_hours)::text as "budgetHours",
      sum(coalesce(hours, 0)) filter (where budget_hours is not null)::text as "agreedHours", sum(budget_home)::text as budget, sum(billed_home)::text as billed,
      round(100 * sum(billed_home) filter (where budget is not null) / nullif(sum(budget_home), 0))::int as share,
      bool_or(is_missing) as "isMissing"
    from ${listed} group by grouping sets ((is_closed), ())) s
  where s.count > 0)`;

/** Of the projects that a sum `s` is of. */
const ratesOf = (scope: Scope, listed: SQL): SQL => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('currency', x.currency, 'worth', round(x.per / x.times, 6)::text,
    'day', x.rated_on) order by x.currency), '[]')
  from ${exchange(scope)} x where x.currency <> ${scope.viewer.facts.currency} and x.currency in (
    select unnest(l.currencies) from ${listed} l where s."isClosed" is null or l.is_closed = s."isClosed"))`;

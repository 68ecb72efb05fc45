import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { amounts, exchange } from "@/lib/financials/amounts";
import { type FigureKind, monthOf, monthsOf } from "@/lib/financials/rules";
import type { Project } from "@/lib/projects/queries";
import { cellName, fieldsOf } from "./fields";
import type { Cells } from "./rules";

type Of = Pick<Project, "id" | "currency">;

/** Sums as decimals; null where there is nothing to add up. `percent` is the margin's share of what was billed. */
export type Sum = Record<
  "revenue" | "billing" | "labour" | "otherCosts" | "hours" | "margin" | "percent",
  string | null
> & {
  currency: string;
  /** First day; null in a total. */
  month: string | null;
  /** Null in the total of what is expected: the actual figures of months that are over, the forecast of the others. */
  kind: FigureKind | null;
};

/** A year of a project by month and in total, in its own currency, and the totals in the organisation's as well. */
export const yearOfProject = query("money.read", async (scope, project: Of, year: number): Promise<Sum[]> => {
  const home = scope.viewer.facts.currency;
  const own = sums(scope, project, year, project.currency);
  const all = home === project.currency ? own : sql`${own} union all ${sums(scope, project, year, home)}`;
  const text = (column: string) => sql<string | null>`s.${sql.raw(column)}::text`;
  return scope.db
    .select({
      currency: sql<string>`s.currency`,
      month: sql<string | null>`to_char(s.month, 'YYYY-MM-DD')`,
      kind: sql<FigureKind | null>`s.kind`,
      revenue: text("revenue"),
      billing: text("billing"),
      labour: text("labour"),
      otherCosts: text("other_costs"),
      hours: text("hours"),
      margin: text("margin"),
      percent: sql<string | null>`case when s.billing > 0 then round(100 * s.margin / s.billing, 1) end::text`,
    })
    .from(
      sql`(select t.*, case when num_nonnulls(t.billing, t.labour, t.other_costs) > 0
          then coalesce(t.billing, 0) - coalesce(t.labour, 0) - coalesce(t.other_costs, 0) end as margin
        from (${all}) t) s`,
    )
    .where(sql`s.currency = ${project.currency} or s.month is null`)
    .orderBy(sql`s.month`, sql`s.kind`);
});

function sums(scope: ReadScope, { id }: Of, year: number, into: string): SQL {
  const months = monthsOf(year);
  const [from = "", to = ""] = [months.at(0), months.at(-1)];
  const isExpected = sql`(a.kind = 'actual') = (a.month < ${monthOf(scope.viewer.facts.today)}::date)`;
  const sum = (column: string) => {
    const one = sql.raw(`a.${column}`);
    return sql`case when grouping(a.kind) = 1 then sum(${one}) filter (where ${isExpected}) else sum(${one}) end as ${sql.raw(column)}`;
  };
  return sql`select ${into}::text as currency, a.month, a.kind, ${sum("revenue")}, ${sum("billing")}, ${sum("labour")},
      ${sum("other_costs")}, ${sum("hours")}
    from ${amounts(scope, { from, to, project: id, into })} a
    group by grouping sets ((a.month, a.kind), (a.kind), ())`;
}

/**
 * A project from its first month to its last: what has been billed, how much was worked, and what is left of both
 * budgets, in its currency. `missing` are currencies of its invoices that cannot be converted for want of a rate.
 * `rate` says what one unit of the organisation's currency is worth in the project's, and since when.
 */
export const lifeOfProject = query(
  "money.read",
  async (scope, { id, currency, budget, budgetHours }: Of & Pick<Project, "budget" | "budgetHours">) => {
    const [from, to] = ["1900-01-01", "2199-12-01"];
    const whole = sql`(
      select coalesce(sum(a.billing) filter (where a.kind = 'actual'), 0) as billed,
        coalesce(sum(a.hours) filter (where a.kind = 'actual'), 0) as hours,
        date_part('year', min(a.month)) as first_year, date_part('year', max(a.month)) as last_year,
        coalesce(array_agg(distinct a.currency) filter (where a.is_missing), '{}') as missing
      from ${amounts(scope, { from, to, project: id, into: currency })} a) w`;
    const rate = sql`(
      select trim_scale(round(x.per / x.times, 6))::text as rate, to_char(x.rated_on, 'YYYY-MM-DD') as rated_on
      from ${exchange(scope)} x where x.currency = ${currency}) r`;
    const [life] = await scope.db
      .select({
        billed: sql<string>`w.billed::text`,
        left: sql<string | null>`(${budget}::numeric - w.billed)::text`,
        hours: sql<string>`w.hours::text`,
        hoursLeft: sql<string | null>`(${budgetHours}::numeric - w.hours)::text`,
        missing: sql<string[]>`w.missing`,
        /** With figures; null where there are none at all. */
        firstYear: sql<number | null>`w.first_year`,
        lastYear: sql<number | null>`w.last_year`,
        rate: sql<string | null>`r.rate`,
        ratedOn: sql<string | null>`r.rated_on`,
      })
      .from(sql`${whole} left join ${rate} on true`);
    if (!life) throw new Error("no sums");
    return life;
  },
);

/** What a form for the figures of a year begins with: the cells of one kind that are filled, as they are stored. */
export const figuresOf = query(
  "money.read",
  async ({ db, tables: { projectMonths } }, projectId: number, kind: FigureKind, year: number): Promise<Cells> => {
    const rows = await db
      .select()
      .from(projectMonths)
      .where(ofYear(projectMonths, projectId, year));
    return Object.fromEntries(
      rows
        .filter((row) => row.kind === kind)
        .flatMap((row) =>
          fieldsOf(kind)
            .filter((field) => row[field] !== null)
            .map((field) => [cellName(Number(row.month.slice(5, 7)), field), row[field]]),
        ),
    );
  },
);

/** What was remarked on months of a year. */
export const remarksOf = query(
  "money.read",
  async ({ db, tables: { projectMonths } }, projectId: number, year: number) => {
    const { month, kind, note } = projectMonths;
    return db
      .select({ month, kind, note })
      .from(projectMonths)
      .where(and(ofYear(projectMonths, projectId, year), sql`${note} is not null`))
      .orderBy(asc(month));
  },
);

type Months = ReadScope["tables"]["projectMonths"];

const ofYear = ({ projectId, month }: Months, id: number, year: number) =>
  and(eq(projectId, id), sql`${month} between ${monthsOf(year)[0]} and ${monthsOf(year)[11]}`);

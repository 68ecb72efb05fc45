import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { type SumName, takesLong } from "@/lib/access/ledger-size";
import { countReached } from "@/lib/access/reached-count";
import { tabNumbers } from "@/lib/customers/filter";
import { amounts, exchange, inHome } from "@/lib/financials/amounts";
import { monthsIn } from "./filter";
import { type CardFigure, figuresFor, type ListFigure } from "./rules";

type Scope = Pick<ReadScope, "viewer" | "tables">;
type Among = (customerId: SQL) => SQL;

/** Decimals in the organisation's currency; null where there is nothing to add up. */
type Sum = string | null;

/** What was billed, and billing less labour and other costs, as it happened. */
export type MoneyFigures = {
  margin: Sum;
  billed: Sum;
  billedBefore: Sum;
  /** What was billed less what was billed the month before. */
  more: string;
  /** The same in per cent; null where nothing was billed before. */
  percent: Sum;
  /** The oldest day of the rates that were used; null where none was needed. */
  ratedOn: string | null;
  /** Currencies without a rate, whose amounts are left out. */
  missing: string[] | null;
};

/** Sales cases in progress that the viewer sees: of how many customers, how many, and their weighted values. */
export type SalesFigures = {
  customers: number;
  cases: number;
  weighted: Sum;
  ratedOn: string | null;
  missing: string[] | null;
};

export type LastInvoice = { id: number; number: string; issuedOn: string; gross: string; currency: string };

/** The figures asked for and allowed; those that were not asked for are not there. A sum is null where it waits to be asked for. */
export type ListFigures = { money?: MoneyFigures | null; active?: number; pipeline?: SalesFigures | null };
export type CardFigures = {
  money?: MoneyFigures;
  sales?: SalesFigures;
  projects?: number;
  lastInvoice?: LastInvoice | null;
};

const mostCounted = 10_000;

export type ListWish = { names: readonly ListFigure[]; patiently?: boolean };
/** Whether each sum takes long. */
export type LongSums = Record<SumName, boolean>;

/**
 * The figures above the customer list: of all customers in the viewer's reach, as jsonb. A sum that takes long is added up
 * for those who ask for it alone: `patiently`.
 * @param known sums that took `long` lately are left out of the statement, which Postgres would plan for nothing; and
 *   `active` customers that the statement counts anyway
 */
export function listFiguresOf(
  scope: ReadScope,
  { names: asked, patiently }: ListWish,
  known: { long?: LongSums; active?: SQL } = {},
): SQL<ListFigures> {
  const names = figuresFor(scope.viewer, "list").filter((name) => asked.includes(name));
  const added = (name: SumName, sum: () => SQL) => {
    if (patiently) return sum();
    return known.long?.[name] ? sql`null::jsonb` : sql`case when not ${takesLong(name)} then ${sum()} end`;
  };
  const prospects: Among = (id) =>
    sql`${id} in (select p.id from (select * from ${scope.tables.customers}) p where p.tab = 1)`;
  return objectOf({
    money:
      names.some((name) => name === "marginYear" || name === "billingMonth") &&
      added("money", () => moneyOf(scope, names.includes("marginYear"))),
    active:
      names.includes("activeCustomers") &&
      (known.active ?? sql`${countReached(scope.viewer, { active: tabNumbers.active }, mostCounted + 1)} -> 'active'`),
    pipeline: names.includes("pipeline") && added("pipeline", () => salesOf(scope, prospects)),
  });
}

export const longSums = (): SQL<LongSums> =>
  sql<LongSums>`jsonb_build_object('money', ${takesLong("money")}, 'pipeline', ${takesLong("pipeline")})`;

/** The figures of one customer, as jsonb, for a statement about it. */
export function cardFiguresOf(scope: ReadScope, id: number, asked: readonly CardFigure[]): SQL<CardFigures> {
  const names = figuresFor(scope.viewer, "card").filter((name) => asked.includes(name));
  const among: Among = (customerId) => sql`${customerId} = ${id}`;
  const { invoices, projects } = scope.tables;
  return objectOf({
    money:
      names.some((name) => name === "marginYear" || name === "billingMonth") &&
      moneyOf(scope, names.includes("marginYear"), among),
    sales: names.includes("openSales") && salesOf(scope, among),
    projects:
      names.includes("openProjects") &&
      sql`(select count(*) from (select * from ${projects}) p where p.customer_id = ${id} and p.status <> 'closed')`,
    lastInvoice:
      names.includes("lastInvoice") &&
      sql`(select jsonb_build_object('id', i.id, 'number', i.number, 'issuedOn', i.issued_on, 'gross', i.gross::text,
          'currency', i.currency)
        from (select * from ${invoices}) i where i.customer_id = ${id} and i.status = 'issued' and i.credit_of is null
        order by i.issued_on desc, i.id desc limit 1)`,
  });
}

function objectOf<T>(parts: Record<string, SQL | false>): SQL<T> {
  const asked = Object.entries(parts).flatMap(([name, part]) => (part ? [sql`${name}::text, ${part}`] : []));
  return asked.length ? sql<T>`jsonb_build_object(${sql.join(asked, sql`, `)})` : sql<T>`'{}'::jsonb`;
}

/** @param withYear whether the margin of the year is asked for: else two months do */
function moneyOf(scope: ReadScope, withYear: boolean, among?: Among): SQL<MoneyFigures> {
  const { viewer } = scope;
  const [month, before, year] = [monthsIn(viewer, "month"), monthsIn(viewer, "lastMonth"), monthsIn(viewer, "year")];
  const first = withYear && year.from < before.from ? year.from : before.from;
  const rows = amounts(scope, { from: first, to: withYear ? year.to : month.to, among });
  return sql`(select jsonb_build_object('margin', s.margin::text, 'billed', s.billed::text, 'billedBefore', s.before::text,
      'more', (coalesce(s.billed, 0) - coalesce(s.before, 0))::text,
      'percent', case when s.before > 0 then round((coalesce(s.billed, 0) - s.before) * 100 / s.before, 1)::text end,
      'ratedOn', s.rated_on, 'missing', s.missing)
    from (select
      sum(coalesce(a.billing, 0) - coalesce(a.labour, 0) - coalesce(a.other_costs, 0))
        filter (where a.month >= ${year.from}::date and not a.is_missing) as margin,
      sum(a.billing) filter (where a.month = ${month.from}::date) as billed,
      sum(a.billing) filter (where a.month = ${before.from}::date) as before,
      min(a.rated_on) as rated_on, array_agg(distinct a.currency) filter (where a.is_missing) as missing
      from ${rows} a where a.kind = 'actual') s)`;
}

function salesOf({ viewer, tables }: Scope, among: Among): SQL<SalesFigures> {
  const { salesCases, salesStatuses } = tables;
  return sql`(select jsonb_build_object('customers', count(distinct s.customer_id), 'cases', count(*),
      'weighted', sum(${inHome(sql`round(s.expected_value * s.probability / 100, 2)`)})::text,
      'ratedOn', min(x.rated_on) filter (where s.expected_value is not null),
      'missing', array_agg(distinct s.currency) filter (where s.expected_value is not null and x.currency is null))
    from (select * from ${salesCases}) s join (select * from ${salesStatuses}) t on t.id = s.status_id
      left join ${exchange({ viewer, tables })} x on x.currency = s.currency
    where t.state = 'inProgress' and ${among(sql`s.customer_id`)})`;
}

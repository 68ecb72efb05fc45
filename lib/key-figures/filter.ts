import { type SQL, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { monthOf, monthsBetween, yearOf } from "@/lib/financials/rules";
import { known, oneOf, type Params } from "@/lib/list-address";

/** In which time a customer was billed; "result" also counts customers that have only had costs this year. */
export const billedTimes = ["month", "lastMonth", "year", "result"] as const;
export type BilledTime = (typeof billedTimes)[number];

/** What the address of the list may say of money and sales. */
export type FigureFilter = {
  billed: BilledTime | null;
  /** Customers with a sales case in progress that the viewer sees. */
  pipeline: "open" | null;
};

export const figureFilter = (params: Params): FigureFilter => ({
  billed: known(billedTimes, oneOf(params, "billed")) ?? null,
  pipeline: oneOf(params, "pipeline") === "open" ? "open" : null,
});

/** First days of the first and the last month of a time, by the organisation's calendar. */
export function monthsIn({ facts: { today } }: Viewer, time: BilledTime): { from: string; to: string } {
  const year = yearOf(today);
  const [before = "", now = ""] = monthsBetween(`${year - 1}-12-01`, monthOf(today)).slice(-2);
  if (time === "month") return { from: now, to: now };
  if (time === "lastMonth") return { from: before, to: before };
  return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-01` };
}

/** Of money and of sales cases nobody can ask without the right to them: then the words of the address say nothing. */
export function figuresMatching(viewer: Viewer, { id }: ListedCustomers, filter: FigureFilter): (SQL | undefined)[] {
  const { billed, pipeline } = filter;
  return [
    billed && viewer.can("money.read") ? billedIn(viewer, sql`${id}`, billed) : undefined,
    pipeline && viewer.can("sales.own") ? sql`${id} in (${inPipeline(viewer)})` : undefined,
  ];
}

function billedIn(viewer: Viewer, id: SQL, time: BilledTime): SQL {
  const { invoices, projectMonths, projects } = visibleTables(viewer);
  const { from, to } = monthsIn(viewer, time);
  const billed = sql`select i.customer_id from (select * from ${invoices}) i
    where i.status = 'issued' and i.issued_on >= ${from}::date and i.issued_on < ${to}::date + interval '1 month'`;
  if (time !== "result") return sql`${id} in (${billed})`;
  return sql`${id} in (${billed} union select p.customer_id
    from (select * from ${projectMonths}) m join (select * from ${projects}) p on p.id = m.project_id
    where m.kind = 'actual' and m.month between ${from}::date and ${to}::date
      and (m.labour is not null or m.other_costs is not null))`;
}

function inPipeline(viewer: Viewer): SQL {
  const { salesCases, salesStatuses } = visibleTables(viewer);
  return sql`select s.customer_id from (select * from ${salesCases}) s
    join (select * from ${salesStatuses}) t on t.id = s.status_id where t.state = 'inProgress'`;
}

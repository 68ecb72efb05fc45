import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { employeeName } from "@/lib/employees/rules";
import { exchange } from "@/lib/financials/amounts";
import { absent } from "@/lib/outcome";
import type { Words } from "./cells";
import type { ContactReport, CustomerReport, Report } from "./filter";
import { currenciesOf } from "./results";
import { contactRows, customerRows } from "./rows";
import type { ResultColumn } from "./rules";
import { figuresOf } from "./table";

/** Every number of a report. */
export const countReport = query(
  "reports",
  async (scope, report: Report, words: Words) => figuresOf(scope, report, words),
  { isReport: () => true },
);

/** One page of the customers behind a report. */
export const listReportCustomers = query(
  "reports",
  async (scope, report: CustomerReport, words: Words) => customerRows(scope, report, words, true),
  { isReport: () => true },
);

/** One page of the contacts behind a report. */
export const listReportContacts = query(
  "reports",
  async (scope, report: ContactReport, words: Words) => contactRows(scope, report, words, true),
  { isReport: () => true },
);

/** The rates by which sums of invoices and projects were converted, and what was left out for want of one. */
export const conversionOfResults = query(
  "money.read",
  async (scope, asked: readonly ResultColumn[]) => {
    const rows = await scope.db
      .select({
        currency: sql<string>`used.currency`,
        count: sql<number>`used.n`.mapWith(Number),
        worth: sql<string | null>`round(x.per / x.times, 6)::text`,
        day: sql<string | null>`x.rated_on::text`,
      })
      .from(sql`(${currenciesOf(scope, asked)}) used`)
      .leftJoin(sql`${exchange(scope)} x`, sql`x.currency = used.currency`)
      .orderBy(sql`used.currency`);
    return {
      rates: rows.flatMap(({ currency, worth, day }) => (worth && day ? [{ currency, worth, day }] : [])),
      missing: rows.filter(({ worth }) => worth === null),
    };
  },
  { isReport: () => true },
);

/** Reports that are one's own, then shared ones. */
export const listSavedReports = query("reports", async ({ db, tables, viewer }) => {
  const { savedReports: reports } = tables;
  return db
    .select({
      id: reports.id,
      name: reports.name,
      isShared: reports.isShared,
      ownerName: employeeName(tables, reports.ownerId),
      isMine: sql<boolean>`${reports.ownerId} = ${viewer.employeeId}`,
    })
    .from(reports)
    .orderBy(desc(eq(reports.ownerId, viewer.employeeId)), asc(sql`lower(${reports.name})`), asc(reports.id));
});

/**
 * What a report's page has to know first: the saved report that is asked for, with the words of its address, and the
 * segment groups to count by.
 * @param id of a saved report that is one's own or shared; null = none is asked for
 */
export const frameOfReport = query("reports", async ({ db, tables, viewer }, id: number | null) => {
  const { savedReports: reports, segmentGroups: groups } = tables;
  const [frame] = await db
    .select({
      saved: {
        id: reports.id,
        name: reports.name,
        isShared: reports.isShared,
        version: reports.version,
        ownerId: reports.ownerId,
        ownerName: employeeName(tables, reports.ownerId),
        filter: reports.filter,
      },
      segmentGroups: sql<{ id: number; name: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}) order by ${groups.position}, ${groups.id})
        from ${groups} where ${groups.disabledAt} is null and ${viewer.uses("segments")}), '[]')`,
    })
    .from(sql`(select 1) once`)
    .leftJoin(reports, eq(reports.id, id ?? 0));
  if (!frame || (id && !frame.saved)) return absent();
  const { saved, segmentGroups } = frame;
  return { segmentGroups, saved: saved && { ...saved, isOpen: mayChange(viewer, saved) } };
});

export type SavedReport = NonNullable<Awaited<ReturnType<typeof frameOfReport>>["saved"]>;

/** A report is its owner's; a shared one also belongs to whoever keeps the settings. */
const mayChange = (viewer: Viewer, saved: { ownerId: number; isShared: boolean }): boolean =>
  saved.ownerId === viewer.employeeId || (saved.isShared && viewer.can("settings"));

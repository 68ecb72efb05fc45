import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { employeeName } from "@/lib/employees/rules";
import { absent } from "@/lib/outcome";
import type { Words } from "./cells";
import type { ContactReport, CustomerReport, Report } from "./filter";
import { contactRows, customerRows } from "./rows";
import { figuresOf } from "./table";

/** Every number of a report. */
export const countReport = query("reports", async (scope, report: Report, words: Words) =>
  figuresOf(scope, report, words),
);

/** One page of the customers behind a report. */
export const listReportCustomers = query("reports", async (scope, report: CustomerReport, words: Words) =>
  customerRows(scope, report, words, true),
);

/** One page of the contacts behind a report. */
export const listReportContacts = query("reports", async (scope, report: ContactReport, words: Words) =>
  contactRows(scope, report, words, true),
);

/** The segment groups in use, to count by one of them. */
export const listSegmentGroups = query("reports", async ({ db, tables: { segmentGroups }, viewer }) =>
  viewer.uses("segments")
    ? db
        .select({ id: segmentGroups.id, name: segmentGroups.name })
        .from(segmentGroups)
        .where(sql`${segmentGroups.disabledAt} is null`)
        .orderBy(asc(segmentGroups.position), asc(segmentGroups.id))
    : [],
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

/** A saved report that is one's own or shared, with the words of its address. */
export const getSavedReport = query("reports", async ({ db, tables, viewer }, id: number) => {
  const { savedReports: reports } = tables;
  const [saved] = await db
    .select({
      id: reports.id,
      name: reports.name,
      isShared: reports.isShared,
      version: reports.version,
      ownerId: reports.ownerId,
      ownerName: employeeName(tables, reports.ownerId),
      filter: reports.filter,
    })
    .from(reports)
    .where(eq(reports.id, id));
  return saved ? { ...saved, isOpen: mayChange(viewer, saved) } : absent();
});

export type SavedReport = Awaited<ReturnType<typeof getSavedReport>>;

/** A report is its owner's; a shared one also belongs to whoever keeps the settings. */
const mayChange = (viewer: Viewer, saved: { ownerId: number; isShared: boolean }): boolean =>
  saved.ownerId === viewer.employeeId || (saved.isShared && viewer.can("settings"));

import "server-only";
import { and, asc, desc, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { pageSize, type SecurityFilter, wanted } from "./filter";

/** The security log, newest first. One line more than a page. */
export const listSecurityLog = query("audit", async ({ db, tables, viewer }, filter: SecurityFilter) => {
  const { events, securityEvents: log } = tables;
  const after = sql`(${log.at}, ${log.id}) < (
    select e.at, e.id from (select * from ${events}) e where e.id = ${filter.before})`;
  return db
    .select()
    .from(log)
    .where(and(wanted(tables, filter, viewer.facts.timeZone), filter.before ? after : undefined))
    .orderBy(desc(log.at), desc(log.id))
    .limit(pageSize + 1);
});

export type SecurityLine = Awaited<ReturnType<typeof listSecurityLog>>[number];

/** Whose lines may be asked for: everybody who works or worked here, as far as the viewer sees them. */
export const listLoggedPeople = query("audit", ({ db, tables: { employees } }, locale: Locale) => {
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  return db
    .select({ id: employees.id, name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})` })
    .from(employees)
    .orderBy(sql`${employees.lastName} ${collation}`, sql`${employees.firstName} ${collation}`, asc(employees.id));
});

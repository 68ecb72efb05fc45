import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { activities, files, invoices, projectMonths, projects, projectTasks, salesCases } from "@/db/schema/index";
import { counted } from "./counted";
import type { Transaction } from "./gate";
import {
  activitiesOpen,
  filesOpen,
  invoicesOpen,
  ofProject,
  projectMonthsOpen,
  type Rows,
  salesCasesOpen,
} from "./scopes";
import type { Viewer } from "./viewer";

/** What hangs on a project and keeps it from being deleted, as far as the viewer sees it; `others` says there is more. */
export type ProjectBlockers = {
  tasks: number;
  activities: number;
  files: number;
  months: number;
  invoices: number;
  sales: number;
  others: boolean;
};

export const isProjectBlocked = ({ others, ...counts }: ProjectBlockers): boolean =>
  others || Object.values(counts).some((count) => count > 0);

/** For a statement about the project. */
export function projectBlockersOf(viewer: Viewer, id: number): SQL<ProjectBlockers> {
  const hanging = (table: PgTable & { projectId: PgColumn }, rows: Rows) =>
    counted(table, eq(table.projectId, id), rows(viewer));
  return sql<ProjectBlockers>`(
    select jsonb_build_object('tasks', t.seen, 'activities', a.seen, 'files', f.seen, 'months', m.seen,
      'invoices', i.seen, 'sales', s.seen, 'others', t.some + a.some + f.some + m.some + i.some + s.some
        > t.seen + a.seen + f.seen + m.seen + i.seen + s.seen)
    from ${hanging(projectTasks, ofProject(projectTasks.projectId))} t,
      ${hanging(activities, activitiesOpen)} a, ${hanging(files, filesOpen)} f,
      ${hanging(projectMonths, projectMonthsOpen)} m, ${hanging(invoices, invoicesOpen)} i,
      ${hanging(salesCases, salesCasesOpen)} s)`;
}

/** The same inside a command, where what others are just adding has been waited for. */
export async function projectBlockersIn(tx: Transaction, viewer: Viewer, id: number): Promise<ProjectBlockers | null> {
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, id)).for("update");
  const [row] = await tx.select({ blockers: projectBlockersOf(viewer, id) }).from(sql`(values (1)) as one`);
  return row?.blockers ?? null;
}

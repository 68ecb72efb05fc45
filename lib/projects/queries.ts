import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { employeeName } from "@/lib/employees/rules";

/** The projects of a customer that the viewer sees: open ones first, the latest begun on top. */
export const projectsOf = query("projects.own", async ({ db, tables }, customerId: number) => {
  const { projects } = tables;
  const { id, number, name, status, startsOn, endsOn } = projects;
  return db
    .select({ id, number, name, status, startsOn, endsOn, manager: employeeName(tables, projects.managerId) })
    .from(projects)
    .where(eq(projects.customerId, customerId))
    .orderBy(sql`${projects.status} = 'closed'`, sql`${projects.startsOn} desc nulls first`, desc(projects.id));
});

export type ListedProject = Awaited<ReturnType<typeof projectsOf>>[number];

/** The tasks of all those projects: what is under way first, what is done last, each by its date. */
export const tasksOf = query("projects.own", async ({ db, tables }, customerId: number) => {
  const { projects, projectTasks } = tables;
  return db
    .select({
      id: projectTasks.id,
      title: projectTasks.title,
      status: projectTasks.status,
      dueOn: projectTasks.dueOn,
      completedAt: projectTasks.completedAt,
      assignee: employeeName(tables, projectTasks.assigneeId),
      projectId: projects.id,
      projectName: projects.name,
    })
    .from(projectTasks)
    .innerJoin(projects, and(eq(projects.id, projectTasks.projectId), eq(projects.customerId, customerId)))
    .orderBy(
      desc(projectTasks.completedAt),
      sql`${projectTasks.dueOn} nulls last`,
      asc(projectTasks.position),
      asc(projectTasks.id),
    );
});

export type ListedTask = Awaited<ReturnType<typeof tasksOf>>[number];

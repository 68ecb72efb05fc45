import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { isMasked } from "@/lib/customers/rules";
import { employeeName } from "@/lib/employees/rules";
import { absent } from "@/lib/outcome";
import { teamOf } from "@/lib/responsibilities/parts";
import { takesPart } from "./parts";

/**
 * A project as its card shows it, with everybody who takes part in it. Out of reach and missing are the same.
 * @returns budget null also for those who see no money
 */
export const getProject = query("projects.own", async (scope, id: number, locale: Locale) => {
  const { db, tables, viewer } = scope;
  const { customers, customerContacts, persons, projects } = tables;
  // Under the name of their table: other tables inside have columns of the same names.
  const asked = { subject: "project", subjectId: id, lead: sql`projects.manager_id`, locale } as const;
  const [project] = await db
    .select({
      id: projects.id,
      version: projects.version,
      customerId: customers.id,
      customerName: customers.name,
      customerNumber: customers.number,
      companies: customers.companies,
      archivedAt: customers.archivedAt,
      number: projects.number,
      name: projects.name,
      status: projects.status,
      managerId: projects.managerId,
      managerName: employeeName(tables, projects.managerId),
      contactId: projects.contactId,
      contact: { id: persons.id, firstName: persons.firstName, lastName: persons.lastName, erasedAt: persons.erasedAt },
      startsOn: projects.startsOn,
      endsOn: projects.endsOn,
      description: projects.description,
      billingMethod: projects.billingMethod,
      currency: projects.currency,
      budget: viewer.can("money.read") ? projects.budget : sql<null>`null`,
      budgetHours: projects.budgetHours,
      isMember: takesPart(scope, sql`projects.id`),
      team: teamOf(scope, asked),
      createdAt: projects.createdAt,
      createdBy: employeeName(tables, projects.createdBy),
      updatedAt: projects.updatedAt,
      updatedBy: employeeName(tables, projects.updatedBy),
    })
    .from(projects)
    .innerJoin(customers, eq(customers.id, projects.customerId))
    .leftJoin(customerContacts, eq(customerContacts.id, projects.contactId))
    .leftJoin(persons, eq(persons.id, customerContacts.personId))
    .where(eq(projects.id, id));
  if (!project) return absent();
  return { ...project, isMasked: isMasked(viewer, project.companies) };
});

export type Project = Awaited<ReturnType<typeof getProject>>;

/** The names of the projects of a customer that the viewer sees: open ones first, the latest begun on top. */
export const projectsOf = query("projects.own", async ({ db, tables: { projects } }, customerId: number) =>
  db
    .select({ id: projects.id, number: projects.number, name: projects.name })
    .from(projects)
    .where(eq(projects.customerId, customerId))
    .orderBy(...openFirst(projects)),
);

/** The same with all that their list says, and who takes part in them. */
export const listProjects = query("projects.own", async (scope, customerId: number, locale: Locale) => {
  const { projects } = scope.tables;
  const { id, number, name, status, startsOn, endsOn } = projects;
  // Under the name of their table: other tables inside have columns of the same names.
  const asked = { subject: "project", subjectId: sql`projects.id`, lead: sql`projects.manager_id`, locale } as const;
  const manager = employeeName(scope.tables, projects.managerId);
  return scope.db
    .select({ id, number, name, status, startsOn, endsOn, manager, team: teamOf(scope, asked) })
    .from(projects)
    .where(eq(projects.customerId, customerId))
    .orderBy(...openFirst(projects));
});

export type ListedProject = Awaited<ReturnType<typeof listProjects>>[number];

const openFirst = (projects: Tables["projects"]) => [
  sql`${projects.status} = 'closed'`,
  sql`${projects.startsOn} desc nulls first`,
  desc(projects.id),
];

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

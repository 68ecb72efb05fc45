import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { projectBlockersOf } from "@/lib/access/project-blockers";
import { outOfReach } from "@/lib/access/refused";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { isMasked } from "@/lib/customers/rules";
import { employeeName } from "@/lib/employees/rules";
import { nameIn } from "@/lib/locale/names";
import { absent } from "@/lib/outcome";
import { type TeamMember, teamOf } from "@/lib/responsibilities/parts";
import { mayChangeSale } from "@/lib/sales/rules";
import { branchOf } from "@/lib/units/filter";
import { type ProjectSum, projectSums, projectsReckoned } from "./figures";
import { type ProjectFilter, pageSize } from "./filter";
import { nextProjectNumber } from "./numbers";
import { takesPart } from "./parts";
import { mayChangeProject, type ProjectStatus } from "./rules";

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
  if (!project) return outOfReach(viewer, "projects", id);
  return { ...project, isMasked: isMasked(viewer, project.companies) };
});

export type Project = Awaited<ReturnType<typeof getProject>>;

/** How far a project has come, the sales cases it came from, and what is to be done next. One statement. */
export const getProjectWork = query("projects.own", async (scope, id: number, locale: Locale) => {
  const { db, tables, viewer } = scope;
  const { projects, projectTasks, salesCases, salesStatuses } = tables;
  const task = sql`jsonb_build_object('id', k.id, 'title', k.title, 'status', k.status, 'dueOn', k.due_on,
    'assignee', ${employeeName(tables, sql`k.assignee_id`)})`;
  const sales = sql`select jsonb_agg(jsonb_build_object('id', s.id, 'customerId', s.customer_id, 'name', s.name,
      'status', ${nameIn(sql`t.names`, locale)}) order by s.id)
    from (select * from ${salesCases}) s join (select * from ${salesStatuses}) t on t.id = s.status_id
    where s.project_id = ${id}`;
  const [work] = await db
    .select({
      budget: sql<string | null>`p.budget`,
      billed: sql<string | null>`p.billed`,
      share: sql<number | null>`p.share`,
      isMissing: sql<boolean>`p.is_missing`,
      budgetHours: sql<string | null>`p.budget_hours`,
      hours: sql<string | null>`p.hours`,
      sales: viewer.can("sales.own") ? sql<ProjectSale[]>`coalesce((${sales}), '[]')` : sql<ProjectSale[]>`'[]'::jsonb`,
      tasks: sql<NextTask[]>`coalesce((
        select jsonb_agg(${task} order by k.due_on nulls last, k.position, k.id)
        from (select * from ${projectTasks} where ${projectTasks.projectId} = ${id} and ${projectTasks.status} <> 'done'
          order by ${projectTasks.dueOn} nulls last, ${projectTasks.position}, ${projectTasks.id} limit 5) k), '[]')`,
      openTasks: sql<number>`(select count(*) from ${projectTasks}
        where ${projectTasks.projectId} = ${id} and ${projectTasks.status} <> 'done')`.mapWith(Number),
    })
    .from(sql`(${projectsReckoned(scope, eq(projects.id, id))}) p`);
  return work ?? absent();
});

export type ProjectWork = Awaited<ReturnType<typeof getProjectWork>>;

type ProjectSale = { id: number; customerId: number; name: string; status: string };
type NextTask = { id: number; title: string; status: string; dueOn: string | null; assignee: string | null };

/** The names of the projects of a customer that the viewer sees: open ones first, the latest begun on top. */
export const projectsOf = query("projects.own", async ({ db, tables: { projects } }, customerId: number) =>
  db
    .select({ id: projects.id, number: projects.number, name: projects.name })
    .from(projects)
    .where(eq(projects.customerId, customerId))
    .orderBy(...openFirst(projects)),
);

/**
 * The projects of a customer with all that their list says, with `below` also those of the units below it: open ones
 * first, the latest begun on top. In one statement with the sums of all of them.
 */
export const listProjects = query(
  "projects.own",
  async (scope, id: number, locale: Locale, { shown, show }: ProjectFilter, below: boolean) => {
    const { db, tables, viewer } = scope;
    const { customers, projects } = tables;
    const customerId = given("id");
    const which = below ? branchOf(viewer, customerId)(projects.customerId) : eq(projects.customerId, customerId);
    const wanted = shown === "all" ? sql`true` : sql`is_closed = ${shown === "closed"}`;
    const asked = { subject: "project", subjectId: sql`p.id`, lead: sql`p.manager_id`, locale } as const;
    const rows = await kept(
      tables,
      ["listProjects", locale, shown, show, below],
      () =>
        db
          .select({
            sums: sql<ProjectSum[]>`p.sums`,
            id: sql<number>`p.id`.mapWith(Number),
            customer: { id: customers.id, name: customers.name, companies: customers.companies },
            number: sql<string>`p.number`,
            name: sql<string>`p.name`,
            status: sql<ProjectStatus>`p.status`,
            startsOn: sql<string | null>`p.starts_on`,
            endsOn: sql<string | null>`p.ends_on`,
            currency: sql<string>`p.currency`,
            budget: sql<string | null>`p.budget`,
            billed: sql<string | null>`p.billed`,
            share: sql<number | null>`p.share`,
            budgetHours: sql<string | null>`p.budget_hours`,
            hours: sql<string | null>`p.hours`,
            team: sql<TeamMember[]>`case when p.id is not null then ${teamOf(scope, asked)} end`,
          })
          .from(
            sql`(with listed as materialized (${projectsReckoned(scope, which)})
          select s.sums, l.* from (select ${projectSums(scope, sql`listed`)} as sums) s
          left join (select * from listed where ${wanted} order by is_closed, starts_on desc nulls first, id desc
            limit ${show * pageSize}) l on true) p`,
          )
          .leftJoin(customers, sql`${customers.id} = p.customer_id`)
          .orderBy(sql`p.is_closed`, sql`p.starts_on desc nulls first`, sql`p.id desc`),
      { id },
    );
    return {
      sums: rows[0]?.sums ?? [],
      projects: rows.flatMap(({ sums: _, customer, ...row }) =>
        customer ? [{ ...row, customer, isMasked: isMasked(viewer, customer.companies) }] : [],
      ),
    };
  },
);

export type ListedProject = Awaited<ReturnType<typeof listProjects>>["projects"][number];

/** The number that the next project gets where none is typed. */
export const proposedNumber = query("projects.own", ({ db }) => nextProjectNumber(db));

/** A won sales case of a customer that may become a project; absent where there is none. */
export const getWonCase = query("sales.own", async ({ db, tables, viewer }, id: number, customerId: number) => {
  const { customers, salesCases, salesStatuses } = tables;
  const [sale] = await db
    .select({
      id: salesCases.id,
      name: salesCases.name,
      ownerId: salesCases.ownerId,
      contactId: salesCases.contactId,
      expectedValue: salesCases.expectedValue,
      currency: salesCases.currency,
      description: salesCases.description,
      archivedAt: customers.archivedAt,
    })
    .from(salesCases)
    .innerJoin(customers, eq(customers.id, salesCases.customerId))
    .innerJoin(salesStatuses, eq(salesStatuses.id, salesCases.statusId))
    .where(
      and(
        eq(salesCases.id, id),
        eq(customers.id, customerId),
        eq(salesStatuses.state, "won"),
        isNull(salesCases.projectId),
      ),
    );
  return sale && mayChangeSale(viewer, sale, sale) ? sale : absent();
});

/** What keeps a project from being deleted, for whoever may delete it. */
export const getProjectBlockers = query("projects.own", async ({ db, viewer, tables: { projects } }, id: number) => {
  const [row] = await db
    .select({ blockers: projectBlockersOf(viewer, id), managerId: projects.managerId })
    .from(projects)
    .where(eq(projects.id, id));
  return row && mayChangeProject(viewer, row) ? row.blockers : absent();
});

const openFirst = (projects: Tables["projects"]) => [
  sql`${projects.status} = 'closed'`,
  sql`${projects.startsOn} desc nulls first`,
  desc(projects.id),
];

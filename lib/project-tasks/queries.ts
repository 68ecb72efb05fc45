import "server-only";
import { and, asc, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import type { Locale } from "@/lib/access/viewer";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import { takesPart } from "@/lib/projects/parts";
import type { ProjectStatus } from "@/lib/projects/rules";
import type { TaskFilter } from "./filter";
import { onProjects } from "./people";
import { type Column, mostDone } from "./rules";

/** Whose tasks: of all projects of a customer that the viewer sees, or of one of them. */
export type TaskPlace = { customerId: number; projectId: number | null };

export type BoardTask = {
  id: number;
  title: string;
  status: Column;
  dueOn: string | null;
  assigneeId: number | null;
  assignee: string | null;
  projectId: number;
  isDescribed: boolean;
  completedAt: string | null;
};

export type BoardProject = {
  id: number;
  number: string;
  name: string;
  status: ProjectStatus;
  managerId: number | null;
  isMember: boolean;
};

export type TaskBoard = {
  /** Of those done only the latest, unless all are asked for. */
  tasks: BoardTask[];
  /** Of all columns, shown or not. */
  counts: Record<Column, number>;
  projects: BoardProject[];
  /** Who has tasks here, whatever is looked for. */
  people: { id: number; name: string }[];
};

/** Of one column. */
const mostEver = 1_000;

/**
 * Everything a board or a list of tasks needs, in one statement: open ones by their place, done ones latest first.
 */
export const boardOf = query(
  "projects.own",
  async (scope, place: TaskPlace, filter: TaskFilter, locale: Locale): Promise<TaskBoard> => {
    const { customerId: customer, projectId } = place;
    const { project, person, allDone } = filter;
    const question = ["boardOf", projectId !== null, project, person, allDone, locale] as const;
    const asked = () => boardAsked(scope, projectId !== null, filter, locale);
    const [row] = await kept(scope.tables, question, asked, { customer, project: projectId ?? 0 });
    if (!row) throw new Error("no answer");
    return { ...row, counts: { todo: 0, doing: 0, done: 0, ...row.counts } };
  },
);

/** @param ofProject whether of the project or of the customer that is `given` */
function boardAsked(scope: ReadScope, ofProject: boolean, filter: TaskFilter, locale: Locale) {
  const { db, tables } = scope;
  const { employees, openTasks, projects } = tables;
  const name = sql`(select concat_ws(' ', e.first_name, e.last_name) from (select * from ${employees}) e where e.id = o.assignee_id)`;
  const placed = ofProject ? sql`o.project_id = ${given("project")}` : sql`o.customer_id = ${given("customer")}`;
  const here = !ofProject && filter.project ? sql`${placed} and o.project_id = ${filter.project}` : placed;
  const found = sql`(select o.id, o.title, o.status, o.due_on, o.assignee_id, o.project_id, o.description, o.completed_at,
        row_number() over (partition by o.status order by o.completed_at desc, o.position, o.id) as rank
      from (select * from ${openTasks}) o where ${here} and ${whose(scope, filter)})`;
  return db
    .select({
      tasks: sql<
        BoardTask[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'status', o.status,
            'dueOn', o.due_on, 'assigneeId', o.assignee_id, 'assignee', ${name}, 'projectId', o.project_id,
            'isDescribed', o.description is not null, 'completedAt', o.completed_at) order by o.rank), '[]')
          from ${found} o where o.rank <= case o.status when 'done' then ${filter.allDone ? mostEver : mostDone}::int else ${mostEver}::int end)`,
      counts: sql<Partial<Record<Column, number>>>`(select coalesce(jsonb_object_agg(s.status, s.n), '{}')
          from (select o.status, count(*) as n from ${found} o group by o.status) s)`,
      projects: sql<
        BoardProject[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', projects.id, 'number', projects.number,
            'name', projects.name, 'status', projects.status, 'managerId', projects.manager_id,
            'isMember', ${takesPart(scope, sql`projects.id`)})
            order by projects.status = 'closed', projects.starts_on desc nulls first, projects.id desc), '[]')
          from (select * from ${projects}) projects where ${ofProject ? sql`projects.id = ${given("project")}` : sql`projects.customer_id = ${given("customer")}`})`,
      people: sql<TaskBoard["people"]>`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name)
            order by p.name collate ${sql.raw(`"${collationOf(locale)}"`)}), '[]')
          from (select distinct o.assignee_id as id, ${name} as name from (select * from ${openTasks}) o
            where ${placed} and o.assignee_id is not null) p)`,
    })
    .from(sql`(select 1) once`);
}

function whose({ viewer }: ReadScope, { person }: TaskFilter): SQL {
  if (person === null) return sql`true`;
  if (person === "none") return sql`o.assignee_id is null`;
  return sql`o.assignee_id = ${person === "me" ? viewer.employeeId : person}`;
}

/** A task with its project, as its panel shows it; out of reach, elsewhere and missing are the same. */
export const getTask = query("projects.own", async (scope, id: number, { customerId, projectId }: TaskPlace) => {
  const { db, tables } = scope;
  const { employees, openTasks, projects } = tables;
  const name = (of: SQL) => sql<string | null>`(
    select concat_ws(' ', e.first_name, e.last_name) from (select * from ${employees}) e where e.id = ${of})`;
  const [task] = await db
    .select({
      id: openTasks.id,
      version: openTasks.version,
      title: openTasks.title,
      description: openTasks.description,
      status: openTasks.status,
      assigneeId: openTasks.assigneeId,
      assignee: name(sql`${openTasks.assigneeId}`),
      dueOn: openTasks.dueOn,
      completedAt: openTasks.completedAt,
      createdAt: openTasks.createdAt,
      createdBy: name(sql`${openTasks.createdBy}`),
      project: {
        id: projects.id,
        name: projects.name,
        managerId: projects.managerId,
        isMember: takesPart(scope, sql`projects.id`),
      },
    })
    .from(openTasks)
    .innerJoin(projects, eq(projects.id, openTasks.projectId))
    .where(
      and(
        eq(openTasks.id, id),
        eq(openTasks.customerId, customerId),
        projectId ? eq(openTasks.projectId, projectId) : undefined,
      ),
    );
  return task ?? absent();
});

export type Task = Awaited<ReturnType<typeof getTask>>;

/**
 * Whom a task of one of these projects may be given to. Others than those who work on a project are chosen by those who
 * may make others responsible.
 * @param held who has it now stays on offer
 */
export const taskAssignees = query(
  "projects.own",
  async ({ db, viewer, tables }, projectIds: readonly number[], locale: Locale, held: number | null = null) => {
    const { employees } = tables;
    const name = sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`;
    const possible = viewer.can("assignOthers")
      ? mayOwnCustomers(employees)
      : and(
          mayOwnCustomers(employees),
          or(eq(employees.id, viewer.employeeId), onProjects({ viewer, tables }, projectIds)),
        );
    return db
      .select({ id: employees.id, name })
      .from(employees)
      .where(or(possible, eq(employees.id, held ?? 0)))
      .orderBy(sql`${name} collate ${sql.raw(`"${collationOf(locale)}"`)}`, asc(employees.id));
  },
);

/** The projects of a place that the viewer sees, the latest begun on top, with what decides about their tasks. */
export const openProjects = query("projects.own", async (scope, { customerId, projectId }: TaskPlace) => {
  const { projects } = scope.tables;
  const { id, name, status, managerId } = projects;
  return scope.db
    .select({ id, name, status, managerId, isMember: takesPart(scope, sql`projects.id`) })
    .from(projects)
    .where(and(eq(projects.customerId, customerId), projectId ? eq(projects.id, projectId) : undefined))
    .orderBy(sql`${projects.startsOn} desc nulls first`, desc(projects.id));
});

import "server-only";
import { and, asc, desc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { outOfReach } from "@/lib/access/refused";
import type { Locale } from "@/lib/access/viewer";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { workable } from "@/lib/projects/workable";
import { entriesOf } from "./entries";
import { type ActivityFilter, mostOfMine, pageSize } from "./filter";

/** What one may narrow the list by, with the words for it. */
export type Choice = { id: number; name: string };

/**
 * Activities and project tasks of a customer in one statement: those of the filter, how many are planned and past with
 * it, and whose and of which types there are any.
 */
export const listActivities = query(
  "customers.read",
  async (scope, id: number, filter: ActivityFilter, locale: Locale) => {
    const asked = () => activitiesAsked(scope, given("id"), filter, locale);
    const rows = await kept(scope.tables, ["listActivities", filter, locale], asked, { id });
    const counts = rows[0]?.totals ?? { planned: 0, past: 0, tasks: 0, owners: [], types: [] };
    const found = rows.flatMap((row) => row.page ?? []);
    return { ...counts, rows: found, hasMore: counts[filter.tab] > found.length };
  },
);

function activitiesAsked(scope: ReadScope, customerId: number, filter: ActivityFilter, locale: Locale) {
  const { db, tables } = scope;
  const { activityTypes, employees, openActivities: activities, openTasks: tasks } = tables;
  const wanted = { activities: eq(activities.customerId, customerId), tasks: eq(tasks.customerId, customerId) };
  const entries = entriesOf(scope, { activities, tasks, wanted });
  const isPast = filter.tab === "past";
  const type = filter.type === "task" ? eq(entries.kind, "task") : filter.type && eq(entries.typeId, filter.type);
  const matches = and(type || undefined, filter.owner ? eq(entries.ownerId, filter.owner) : undefined) ?? sql`true`;
  const among = (condition: SQL) => sql<number>`count(*) filter (where ${condition} and ${matches})`.mapWith(Number);
  const totals = db
    .select({
      planned: among(sql`not ${entries.isPast}`).as("planned"),
      past: among(sql`${entries.isPast}`).as("past"),
      tasks: sql<number>`count(*) filter (where ${entries.kind} = 'task')`.mapWith(Number).as("tasks"),
      owners: sql<Choice[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', ${employees.id}, 'name',
          ${nameOf(employees)}) order by ${employees.firstName}), '[]')
        from ${employees} where ${employees.id} in (select owner_id from ${entries}))`.as("owners"),
      types: sql<Choice[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', ${activityTypes.id}, 'name',
          ${nameIn(activityTypes.names, locale)}) order by ${activityTypes.position}), '[]')
        from ${activityTypes} where ${activityTypes.id} in (select type_id from ${entries}))`.as("types"),
    })
    .from(entries)
    .as("totals");
  const order = isPast
    ? [desc(sql`coalesce(${entries.at}, '-infinity')`), desc(entries.id)]
    : [desc(entries.isPinned), asc(entries.at), asc(entries.id)];
  const page = db
    .select()
    .from(entries)
    .where(and(eq(entries.isPast, isPast), matches))
    .orderBy(...order)
    .limit(filter.show * pageSize)
    .as("page");
  return db.with(entries).select().from(totals).leftJoin(page, sql`true`);
}

export type ListedActivity = Awaited<ReturnType<typeof listActivities>>["rows"][number];

/**
 * Whatever is open and mine over all customers, soonest first: to-dos and tasks, and entries I own or take part in.
 * One more than is shown, so that the page knows of it.
 */
export const myOpenActivities = query("customers.read", async (scope) => {
  const { db, tables, viewer } = scope;
  const { customers, employees, myActivities: activities, openTasks: tasks } = tables;
  const wanted = {
    activities: ne(activities.kind, "note"),
    tasks: and(eq(tasks.assigneeId, viewer.employeeId), isNull(tasks.completedAt)),
  };
  const entries = entriesOf(scope, { activities, tasks, wanted });
  const named = db
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(isNull(customers.archivedAt))
    .as("named");
  const people = db
    .select({ id: employees.id, person: nameOf(employees).as("person") })
    .from(employees)
    .as("people");
  const rows = await db
    .with(entries)
    .select()
    .from(entries)
    .innerJoin(named, eq(named.id, entries.customerId))
    .leftJoin(people, eq(people.id, entries.ownerId))
    .where(eq(entries.isPast, false))
    .orderBy(asc(entries.at), asc(entries.id))
    .limit(mostOfMine + 1);
  return rows.map(({ entries: entry, named: customer, people: owner }) => ({
    ...entry,
    customer: customer.name,
    owner: owner?.person ?? null,
  }));
});

export type MyActivity = Awaited<ReturnType<typeof myOpenActivities>>[number];

/** One activity with everything its panel shows. */
export const getActivity = query(
  "customers.read",
  async ({ db, tables, viewer }, id: number, customerId: number, locale: Locale) => {
    const { activityTypes, employees, openActivities: activities } = tables;
    const name = (id: unknown) =>
      sql<string | null>`(select ${nameOf(employees)} from ${employees} where ${employees.id} = ${id})`;
    const [activity] = await db
      .select({
        id: activities.id,
        version: activities.version,
        kind: activities.kind,
        typeId: activities.typeId,
        type: sql<string | null>`(select ${nameIn(activityTypes.names, locale)} from ${activityTypes}
        where ${activityTypes.id} = ${activities.typeId})`,
        title: activities.title,
        body: activities.body,
        ownerId: activities.ownerId,
        owner: name(activities.ownerId),
        projectId: activities.projectId,
        project: activities.project,
        salesCaseId: activities.salesCaseId,
        salesCase: activities.salesCase,
        dueOn: activities.dueOn,
        startsAt: activities.startsAt,
        endsAt: activities.endsAt,
        isAllDay: activities.isAllDay,
        place: activities.place,
        remindBefore: activities.remindBefore,
        repeats: activities.repeats,
        repeatsUntil: activities.repeatsUntil,
        isPinned: activities.isPinned,
        isPrivate: activities.isPrivate,
        completedAt: activities.completedAt,
        completedBy: name(activities.completedBy),
        createdAt: activities.createdAt,
        createdBy: activities.createdBy,
        creator: name(activities.createdBy),
        updatedAt: activities.updatedAt,
        updatedBy: name(activities.updatedBy),
        participants: activities.participants,
      })
      .from(activities)
      .where(and(eq(activities.id, id), eq(activities.customerId, customerId)));
    return activity ?? outOfReach(viewer, "activities", id);
  },
);

export type Activity = Awaited<ReturnType<typeof getActivity>>;

type ChoiceRow = Choice & {
  of: "type" | "owner" | "contact" | "project" | "sale";
  kind: string | null;
  isDefault: boolean;
  /** Of a project: whether notes may be written to it; it is no reason to hide what a note belongs to already. */
  mayWork: boolean;
};

type Held = Pick<Activity, "typeId" | "ownerId" | "projectId" | "salesCaseId" | "participants">;

/**
 * What the panel of an activity offers, in one statement. What the activity has already is offered even where it is no
 * longer in use.
 */
export const activityChoices = query(
  "customers.read",
  async ({ db, tables, viewer }, customerId: number, locale: Locale, activity?: Held) => {
    const { activityTypes, customerContacts, employees, persons, projects, salesCases } = tables;
    const held = (ids: (number | null | undefined)[]) => sql`any(${sql.param(ids.filter(Boolean))}::bigint[])`;
    const taking = activity?.participants ?? [];
    const people = [activity?.ownerId, ...taking.map(({ employeeId }) => employeeId)];
    const contacts = taking.map(({ contactId }) => contactId);
    const parts = [
      sql`select 'type' as of, ${activityTypes.id} as id, ${nameIn(activityTypes.names, locale)} as name,
          ${activityTypes.kind} as kind, ${activityTypes.isDefault} as is_default, ${activityTypes.position} as place, false as may_work
        from ${activityTypes} where ${activityTypes.disabledAt} is null or ${activityTypes.id} = ${held([activity?.typeId])}`,
      sql`select 'owner', ${employees.id}, concat_ws(' ', ${employees.firstName}, ${employees.lastName}), null, false, 0, false
        from ${employees} where ${or(mayOwnCustomers(employees), sql`${employees.id} = ${held(people)}`)}`,
      sql`select 'contact', ${customerContacts.id},
          nullif(concat_ws(' ', ${persons.firstName}, ${persons.lastName}), ''), null, false, 0, false
        from ${customerContacts} join ${persons} on ${persons.id} = ${customerContacts.personId}
        where ${customerContacts.customerId} = ${customerId}
          and (${customerContacts.inactiveAt} is null or ${customerContacts.id} = ${held(contacts)})`,
      viewer.can("projects.own") &&
        sql`select 'project', ${projects.id}, ${projects.name}, null, false, 0,
            (${workable({ viewer, tables })} or ${projects.id} = ${held([activity?.projectId])}) from ${projects}
          where ${projects.customerId} = ${customerId}
            and (${projects.status} <> 'closed' or ${projects.id} = ${held([activity?.projectId])})`,
      viewer.can("sales.own") &&
        sql`select 'sale', ${salesCases.id}, ${salesCases.name}, null, false, 0, false from ${salesCases}
          where ${salesCases.customerId} = ${customerId}
            and (${salesCases.closedAt} is null or ${salesCases.id} = ${held([activity?.salesCaseId])})`,
    ].filter((part) => part !== false);
    const rows = await db
      .select({
        of: sql<ChoiceRow["of"]>`of`,
        id: sql<number>`id`.mapWith(Number),
        name: sql<string>`name`,
        kind: sql<string | null>`kind`,
        isDefault: sql<boolean>`is_default`,
        mayWork: sql<boolean>`may_work`,
      })
      .from(sql`(${sql.join(parts, sql` union all `)}) choices`)
      .orderBy(sql`place, name collate ${sql.raw(`"${collationOf(locale)}"`)}, id`);
    const of = (name: ChoiceRow["of"]) => rows.filter((row) => row.of === name);
    return {
      types: of("type"),
      owners: of("owner"),
      contacts: of("contact"),
      projects: of("project"),
      sales: of("sale"),
    };
  },
);

export type ActivityChoices = Awaited<ReturnType<typeof activityChoices>>;

const nameOf = (person: { firstName: unknown; lastName: unknown }) =>
  sql<string>`concat_ws(' ', ${person.firstName}, ${person.lastName})`;

import "server-only";
import { and, eq, getTableColumns, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { activitiesOpen, projectsOpen } from "./scopes";
import type { Viewer } from "./viewer";

/** Who takes part: an employee or somebody else by name, or a contact of the customer. */
export type Participant = {
  id: number;
  employeeId: number | null;
  contactId: number | null;
  name: string | null;
  contact: { firstName: string | null; lastName: string | null; erasedAt: string | null } | null;
  reply: "yes" | "maybe" | "no" | null;
  /** How the text of a note names an employee, after the @. */
  writtenAs: string | null;
};

const { activities, activityParticipants, customerContacts, employees, persons, projects, projectTasks, salesCases } =
  schema;

/** Named with its table even where a select of one table leaves names bare. */
const whole = (column: PgColumn) => sql`${column}`;

const participants = sql<Participant[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'employeeId', p.employee_id, 'contactId', p.contact_id,
    'name', coalesce(p.name, e.first_name || ' ' || e.last_name),
    'contact', case when n.id is not null then jsonb_build_object(
      'firstName', n.first_name, 'lastName', n.last_name, 'erasedAt', n.erased_at) end,
    'reply', p.reply, 'writtenAs', p.written_as) order by p.id), '[]')
  from ${activityParticipants} p left join ${employees} e on e.id = p.employee_id
  left join ${customerContacts} c on c.id = p.contact_id left join ${persons} n on n.id = c.person_id
  where p.activity_id = ${whole(activities.id)})`;

/**
 * The activities open to a viewer with the names they are shown with: whoever sees an activity sees its customer's
 * contacts, its project and its sales case (scopes.ts), so those need no second look.
 */
export function openActivitiesOf(viewer: Viewer, among?: SQL) {
  return db
    .select({
      ...getTableColumns(activities),
      project: sql<string | null>`(select p.name from ${projects} p where p.id = ${whole(activities.projectId)})`.as(
        "project",
      ),
      salesCase: sql<
        string | null
      >`(select s.name from ${salesCases} s where s.id = ${whole(activities.salesCaseId)})`.as("sales_case"),
      participants: participants.as("participants"),
    })
    .from(activities)
    .where(and(activitiesOpen(viewer), among))
    .as("open_activities");
}

/** Those that are the viewer's: to do, or to take part in. */
export function myActivitiesOf(viewer: Viewer) {
  const me = viewer.employeeId;
  // As an array, so that two indexes answer it.
  const takenPart = sql`${activities.id} = any(array(
    select activity_id from ${activityParticipants} where employee_id = ${me}))`;
  const mine = and(sql`${activities.completedAt} is null`, or(eq(activities.ownerId, me), takenPart));
  return openActivitiesOf(viewer, mine);
}

/** The notes open to the viewer that name them and were not yet put away, with the row that says so. */
export function myMentionsOf(viewer: Viewer) {
  const mine = and(eq(activityParticipants.employeeId, viewer.employeeId), isNull(activityParticipants.seenAt));
  const named = db.select({ id: activityParticipants.activityId }).from(activityParticipants).where(mine);
  const notes = openActivitiesOf(
    viewer,
    and(eq(activities.kind, "note"), sql`${activities.id} = any(array(${named}))`),
  );
  return db
    .select({
      id: notes.id,
      mentionId: sql<number>`${activityParticipants.id}`.mapWith(Number).as("mention_id"),
      customerId: notes.customerId,
      title: notes.title,
      project: notes.project,
      createdBy: notes.createdBy,
      createdAt: notes.createdAt,
    })
    .from(activityParticipants)
    .innerJoin(notes, eq(notes.id, activityParticipants.activityId))
    .where(mine)
    .as("my_mentions");
}

/** The tasks of the projects open to a viewer. */
export function openTasksOf(viewer: Viewer) {
  return db
    .select({
      ...getTableColumns(projectTasks),
      customerId: projects.customerId,
      project: sql<string>`${projects.name}`.as("project"),
    })
    .from(projectTasks)
    .innerJoin(projects, eq(projects.id, projectTasks.projectId))
    .where(projectsOpen(viewer))
    .as("open_tasks");
}

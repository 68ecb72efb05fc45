import { type SQL, sql } from "drizzle-orm";
import type { Participant } from "@/lib/access/activities";
import type { ReadScope } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { EntryKind } from "./rules";

type Sources = {
  activities: Tables["openActivities"] | Tables["myActivities"];
  tasks: Tables["openTasks"];
  /** Which of them. */
  wanted: { activities?: SQL; tasks?: SQL };
};

/**
 * Activities and project tasks as entries of one list, each planned or past (decisions 7.6): what is done is past, and
 * so is a calendar entry that has ended and a note that is not pinned; everything else open stays planned. A planned
 * entry of a series stands at its next day.
 * @returns a WITH part named `entries`
 */
export function entriesOf({ db, viewer }: ReadScope, { activities, tasks, wanted }: Sources) {
  const { timeZone: zone, today } = viewer.facts;
  const start = (date: unknown) => sql`(${date}::timestamp at time zone ${zone})`;
  const here = (moment: unknown) => sql`(${moment} at time zone ${zone})`;

  const ended = sql`case when ${activities.repeats} is null then ${activities.endsAt} <= now()
    else coalesce(${activities.repeatsUntil} < ${today}::date, false) end`;
  const past = sql`(${activities.completedAt} is not null or (${activities.kind} = 'note' and not ${activities.isPinned})
    or (${activities.kind} = 'event' and ${ended}))`;
  const first = sql`${here(activities.startsAt)}::date`;
  const later = sql`(next_occurrence(${first}, ${activities.repeats}, ${today}::date) - ${first}) * interval '1 day'`;
  const shown = (moment: unknown) => sql`case when ${activities.repeats} is null or ${past} then ${moment}
    else (${here(moment)} + ${later}) at time zone ${zone} end`;

  const ofActivities = db
    .select({
      kind: sql<EntryKind>`${activities.kind}`.as("kind"),
      id: activities.id,
      title: activities.title,
      customerId: activities.customerId,
      typeId: activities.typeId,
      ownerId: activities.ownerId,
      createdBy: activities.createdBy,
      projectId: activities.projectId,
      project: activities.project,
      salesCaseId: activities.salesCaseId,
      salesCase: activities.salesCase,
      place: activities.place,
      repeats: sql<string | null>`${activities.repeats}`.as("repeats"),
      isAllDay: activities.isAllDay,
      isPrivate: activities.isPrivate,
      isPinned: sql<boolean>`(${activities.isPinned} and ${activities.kind} = 'note')`.as("is_pinned"),
      completedAt: activities.completedAt,
      isPast: sql<boolean>`${past}`.as("is_past"),
      overdue: sql<number>`case when ${activities.kind} = 'todo' and ${activities.completedAt} is null
        then greatest(${today}::date - ${activities.dueOn}, 0) else 0 end`.as("overdue"),
      at: sql<Date | null>`case ${activities.kind}
        when 'event' then ${shown(activities.startsAt)}
        when 'todo' then coalesce(${start(activities.dueOn)}, ${activities.completedAt})
        else coalesce(${start(activities.dueOn)}, ${activities.createdAt}) end`
        .mapWith(moment)
        .as("at"),
      until: sql<Date | null>`${shown(activities.endsAt)}`.mapWith(moment).as("until"),
      participants: activities.participants,
    })
    .from(activities)
    .where(wanted.activities);
  const ofTasks = db
    .select({
      kind: sql<EntryKind>`'task'`.as("kind"),
      id: tasks.id,
      title: tasks.title,
      customerId: tasks.customerId,
      typeId: sql<number | null>`null::bigint`.as("type_id"),
      ownerId: tasks.assigneeId,
      createdBy: tasks.createdBy,
      projectId: sql<number | null>`${tasks.projectId}`.as("project_id"),
      project: sql<string | null>`${tasks.project}`.as("project"),
      salesCaseId: sql<number | null>`null::bigint`.as("sales_case_id"),
      salesCase: sql<string | null>`null`.as("sales_case"),
      place: sql<string | null>`null`.as("place"),
      repeats: sql<string | null>`null`.as("repeats"),
      isAllDay: sql<boolean>`false`.as("is_all_day"),
      isPrivate: sql<boolean>`false`.as("is_private"),
      isPinned: sql<boolean>`false`.as("is_pinned"),
      completedAt: tasks.completedAt,
      isPast: sql<boolean>`(${tasks.status} = 'done')`.as("is_past"),
      overdue: sql<number>`case when ${tasks.status} <> 'done'
        then greatest(${today}::date - ${tasks.dueOn}, 0) else 0 end`.as("overdue"),
      at: sql<Date | null>`coalesce(${start(tasks.dueOn)}, ${tasks.completedAt})`.mapWith(moment).as("at"),
      until: sql<Date | null>`null::timestamptz`.mapWith(moment).as("until"),
      participants: sql<Participant[]>`'[]'::jsonb`.as("participants"),
    })
    .from(tasks)
    .where(wanted.tasks);
  return db.$with("entries").as(ofActivities.unionAll(ofTasks));
}

const moment = (value: unknown): Date => new Date(value as string);

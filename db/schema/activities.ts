import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref, wordsOnce } from "./columns.ts";
import { customerContacts } from "./contacts.ts";
import type { Names } from "./customer-types.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { projects, salesCases } from "./projects.ts";

/** Sorts of to-dos, calendar entries and notes: call, visit, minutes. */
export const activityTypes = pgTable(
  "activity_types",
  {
    id: id(),
    kind: text({ enum: ["todo", "event", "note"] }).notNull(),
    names: jsonb().$type<Names>().notNull(),
    /** Short word for exports and integrations. */
    code: text(),
    icon: text(),
    isDefault: boolean().notNull().default(false),
    position: integer().notNull().default(0),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (type) => [
    ...wordsOnce("activity_types", type.names, type.kind),
    uniqueIndex("activity_types_code_unique").on(sql`lower(${type.code})`),
    uniqueIndex("activity_types_default_unique").on(type.kind).where(sql`${type.isDefault}`),
    check("activity_types_named", sql`${type.names} <> '{}'::jsonb`),
    check("activity_types_kind_known", sql`${type.kind} in ('todo', 'event', 'note')`),
  ],
);

/** Something done, or to be done, for a customer. A note has no state, a to-do a due date, a calendar entry its hours. */
export const activities = pgTable(
  "activities",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    kind: text({ enum: ["todo", "event", "note"] }).notNull(),
    typeId: ref().references(() => activityTypes.id),
    title: text().notNull(),
    body: text(),
    /** Whose it is to do. */
    ownerId: ref().references(() => employees.id),
    projectId: ref().references(() => projects.id, { onDelete: "set null" }),
    salesCaseId: ref().references(() => salesCases.id, { onDelete: "set null" }),
    /** To-do: the day it should be done. Note: the day it is about. */
    dueOn: date(),
    /** Calendar entry; `isAllDay` goes from the first day's start to the last day's end. */
    startsAt: moment(),
    endsAt: moment(),
    isAllDay: boolean().notNull().default(false),
    place: text(),
    /** Minutes before the start, or before the due day's morning. */
    remindBefore: integer(),
    repeats: text({ enum: ["daily", "weekly", "monthly", "yearly"] }),
    repeatsUntil: date(),
    isPinned: boolean().notNull().default(false),
    /** Only for its owner, its maker and those taking part. */
    isPrivate: boolean().notNull().default(false),
    completedAt: moment(),
    completedBy: ref().references(() => employees.id),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (activity) => [
    index("activities_customer").on(activity.customerId, activity.completedAt),
    index("activities_owner").on(activity.ownerId).where(sql`${activity.completedAt} is null`),
    index("activities_project").on(activity.projectId),
    index("activities_sales_case").on(activity.salesCaseId),
    check("activities_title_present", sql`${activity.title} <> ''`),
    check("activities_kind_known", sql`${activity.kind} in ('todo', 'event', 'note')`),
    check(
      "activities_hours",
      sql`(${activity.kind} = 'event') = (${activity.startsAt} is not null) and (${activity.startsAt} is null) = (${activity.endsAt} is null) and ${activity.startsAt} <= ${activity.endsAt}`,
    ),
    check("activities_note_open", sql`${activity.kind} <> 'note' or ${activity.completedAt} is null`),
    check("activities_remind_range", sql`${activity.remindBefore} between 0 and 40320`),
    check("activities_repeats_known", sql`${activity.repeats} in ('daily', 'weekly', 'monthly', 'yearly')`),
  ],
);

/** Who takes part: an employee, a contact, or somebody known by name only. */
export const activityParticipants = pgTable(
  "activity_participants",
  {
    id: id(),
    activityId: ref()
      .notNull()
      .references(() => activities.id, { onDelete: "cascade" }),
    employeeId: ref().references(() => employees.id),
    contactId: ref().references(() => customerContacts.id, { onDelete: "cascade" }),
    name: text(),
    reply: text({ enum: ["yes", "maybe", "no"] }),
    /** How the text of a note names an employee, after the @; empty for those who were chosen beside it. */
    writtenAs: text(),
    /** When somebody named in a note put that away from their day. */
    seenAt: moment(),
  },
  (participant) => [
    uniqueIndex("activity_participants_employee_once").on(participant.activityId, participant.employeeId),
    uniqueIndex("activity_participants_contact_once").on(participant.activityId, participant.contactId),
    index("activity_participants_employee").on(participant.employeeId),
    index("activity_participants_contact").on(participant.contactId),
    check(
      "activity_participants_one",
      sql`num_nonnulls(${participant.employeeId}, ${participant.contactId}, ${participant.name}) = 1`,
    ),
    check("activity_participants_reply_known", sql`${participant.reply} in ('yes', 'maybe', 'no')`),
  ],
);

/** The secret address under which a person's calendar entries can be subscribed to; only its hash is kept. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    id: id(),
    employeeId: ref()
      .notNull()
      .references(() => employees.id, { onDelete: "cascade" }),
    tokenHash: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    readAt: moment(),
  },
  (feed) => [
    uniqueIndex("calendar_feeds_employee_unique").on(feed.employeeId),
    uniqueIndex("calendar_feeds_token_unique").on(feed.tokenHash),
  ],
);

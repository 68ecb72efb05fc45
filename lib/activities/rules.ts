import type { Participant } from "@/lib/access/activities";
import type { Viewer } from "@/lib/access/viewer";
import { contactName } from "@/lib/contacts/rules";
import { Invalid } from "@/lib/errors";
import { clockAt, dayAfter, momentAt } from "@/lib/moments";

export const kinds = ["todo", "event", "note"] as const;
export type ActivityKind = (typeof kinds)[number];
/** What stands in a list of activities: also the tasks of projects. */
export type EntryKind = ActivityKind | "task";

export const repetitions = ["daily", "weekly", "monthly", "yearly"] as const;
export const replies = ["yes", "maybe", "no"] as const;

type Owned = { ownerId: number | null; createdBy?: number | null };

/** Whose it is to do, or who wrote it down. */
export const isOwn = (viewer: Viewer, { ownerId, createdBy }: Owned): boolean =>
  ownerId === viewer.employeeId || createdBy === viewer.employeeId;

/** Done or open again: by its owner, and by whoever may change the customer. A note has no such state. */
export const mayComplete = (viewer: Viewer, { kind, ownerId }: { kind: string; ownerId: number | null }): boolean =>
  kind !== "note" && (viewer.can("customers.edit") || (viewer.can("customers.read") && ownerId === viewer.employeeId));

/** Tasks of a project are done by whoever edits projects, and by the one they were given to. */
export const mayCompleteTask = (viewer: Viewer, { ownerId }: { ownerId: number | null }): boolean =>
  viewer.can("projects.edit") || (viewer.can("projects.own") && ownerId === viewer.employeeId);

/** Away for good, or together with others: one's own with edit, those of others with all. */
export const mayManage = (viewer: Viewer, activity: Owned): boolean =>
  viewer.can("customers.all") || (viewer.can("customers.edit") && isOwn(viewer, activity));

/** The hours of a calendar entry as people say them: days and times of the organisation's time zone. */
export type Hours = {
  startsOn: string | null;
  startTime: string | null;
  endsOn: string | null;
  endTime: string | null;
  isAllDay: boolean;
};

export const noHours: Hours = { startsOn: null, startTime: null, endsOn: null, endTime: null, isAllDay: false };

type Span = { startsAt: Date | null; endsAt: Date | null; isAllDay: boolean };

/**
 * Hours as moments. Without an end it takes an hour, without a start time the whole day.
 * @throws Invalid beside the field that is missing or too early
 */
export function momentsOf(hours: Hours, zone: string): { startsAt: Date; endsAt: Date; isAllDay: boolean } {
  const { startsOn, startTime } = hours;
  if (!startsOn) throw new Invalid({ startsOn: { key: "required" } });
  const isAllDay = hours.isAllDay || !startTime;
  const endsOn = hours.endsOn ?? startsOn;
  const startsAt = momentAt(startsOn, isAllDay ? "00:00" : (startTime ?? ""), zone);
  const wholeDays = () => momentAt(dayAfter(endsOn), "00:00", zone);
  const anHour = () => new Date(momentAt(endsOn, startTime ?? "", zone).getTime() + 3600_000);
  const endsAt = isAllDay ? wholeDays() : hours.endTime ? momentAt(endsOn, hours.endTime, zone) : anHour();
  if (endsAt < startsAt || endsOn < startsOn) {
    throw new Invalid({ [endsOn < startsOn || !hours.endTime ? "endsOn" : "endTime"]: { key: "period" } });
  }
  return { startsAt, endsAt, isAllDay };
}

/** Moments as people say them; an entry of whole days ends on its last day. */
export function hoursOf({ startsAt, endsAt, isAllDay }: Span, zone: string): Hours {
  if (!startsAt || !endsAt) return noHours;
  const start = clockAt(startsAt, zone);
  if (isAllDay) {
    const endsOn = clockAt(new Date(endsAt.getTime() - 1), zone).day;
    return { startsOn: start.day, startTime: null, endsOn, endTime: null, isAllDay };
  }
  const end = clockAt(endsAt, zone);
  return { startsOn: start.day, startTime: start.time, endsOn: end.day, endTime: end.time, isAllDay };
}

/**
 * What somebody who takes part is called.
 * @param deleted what stands in place of an erased contact's name: `contact.deleted` in the reader's language
 */
export const participantName = ({ name, contact }: Participant, deleted: string): string =>
  contact ? contactName(contact, deleted) : (name ?? "");

export const dayGroups = ["now", "week", "later", "undated"] as const;
export type DayGroup = (typeof dayGroups)[number];

/**
 * Where something open stands on somebody's day: overdue or today, in the rest of this week, which ends on Sunday, later,
 * or without a day.
 * @param today yyyy-mm-dd in the time zone
 */
export function dayGroupOf(at: Date | null, today: string, zone: string): DayGroup {
  if (!at) return "undated";
  const { day } = clockAt(at, zone);
  if (day <= today) return "now";
  const daysToSunday = (7 - new Date(today).getUTCDay()) % 7;
  return day <= dayAfter(today, daysToSunday) ? "week" : "later";
}

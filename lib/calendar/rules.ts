import { hoursOf } from "@/lib/activities/rules";
import { paths } from "@/lib/paths";
import type { CalendarEntry } from "./icalendar";
import type { FeedEntries } from "./queries";

/** Minutes from midnight to the morning, before which people are reminded of what takes a whole day. */
const morning = 8 * 60;

type Activity = FeedEntries["activities"][number];
type Task = FeedEntries["tasks"][number];
type Order = FeedEntries["orders"][number];

/**
 * What stands in somebody's calendar. To-dos, tasks and work orders are whole days that take no time: calendars show no other kind.
 * @param me whose calendar it is; what they have declined does not stand in it
 * @param addressOf the whole address of a page of ours
 */
export function calendarOf(
  { activities, tasks, orders }: FeedEntries,
  { me, zone, addressOf }: { me: number; zone: string; addressOf: (path: string) => string },
): CalendarEntry[] {
  const declined = ({ participants }: Activity) =>
    participants.some(({ employeeId, reply }) => employeeId === me && reply === "no");
  return [
    ...activities.filter((activity) => !declined(activity)).map((activity) => ofActivity(activity, zone, addressOf)),
    ...tasks.map((task) => ofTask(task, addressOf)),
    ...orders.map((order) => ofOrder(order, addressOf)),
  ];
}

function ofActivity(activity: Activity, zone: string, addressOf: (path: string) => string): CalendarEntry {
  const { id, version, kind, title, customer, project, body, dueOn, startsAt, endsAt, repeats, remindBefore } =
    activity;
  const { startsOn, endsOn } = hoursOf(activity, zone);
  const firstDay = dueOn ?? startsOn ?? "";
  const isTimed = kind === "event" && !activity.isAllDay && startsAt !== null && endsAt !== null;
  return {
    uid: `activity-${id}@kumppani`,
    sequence: version,
    createdAt: activity.createdAt,
    updatedAt: activity.updatedAt,
    title: kind === "todo" ? open(title) : title,
    description: [customer, project, body].filter(Boolean).join("\n"),
    place: activity.place,
    url: addressOf(paths.customer(activity.customerId, { panel: `activity.${id}` })),
    when: isTimed ? { start: startsAt, end: endsAt } : { firstDay, lastDay: dueOn ?? endsOn ?? firstDay },
    repeats: repeats && { every: repeats, until: activity.repeatsUntil },
    remindAt: remindBefore === null ? null : (isTimed ? 0 : morning) - remindBefore,
    isPrivate: activity.isPrivate,
    isBusy: kind === "event",
  };
}

function ofTask(task: Task, addressOf: (path: string) => string): CalendarEntry {
  const { id, version, title, customer, project, dueOn, createdAt } = task;
  return {
    uid: `task-${id}@kumppani`,
    sequence: version,
    createdAt,
    updatedAt: createdAt,
    title: open(title),
    description: [customer, project].join("\n"),
    place: null,
    url: addressOf(paths.projectTab(task.projectId, "collaboration")),
    when: { firstDay: dueOn ?? "", lastDay: dueOn ?? "" },
    repeats: null,
    remindAt: null,
    isPrivate: false,
    isBusy: false,
  };
}

/** A customer that is not open to the one whose calendar it is has no name here. */
function ofOrder(order: Order, addressOf: (path: string) => string): CalendarEntry {
  const { id, version, title, customer, description, dueOn, createdAt, updatedAt } = order;
  return {
    uid: `work-order-${id}@kumppani`,
    sequence: version,
    createdAt,
    updatedAt,
    title: open(title),
    description: [customer, description].filter(Boolean).join("\n"),
    place: null,
    url: addressOf(paths.workOrder(id)),
    when: { firstDay: dueOn ?? "", lastDay: dueOn ?? "" },
    repeats: null,
    remindAt: null,
    isPrivate: false,
    isBusy: false,
  };
}

/** Calendars have no box to tick, so the title shows one. */
const open = (title: string) => `☐ ${title}`;

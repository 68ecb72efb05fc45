import "server-only";
import { and, eq, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { onTab } from "@/lib/work-orders/filter";

/** The viewer's calendar feed, or null where there is none. */
export const getMyFeed = query("signed in", async ({ db, tables: { calendarFeeds } }) => {
  const [feed] = await db
    .select({ id: calendarFeeds.id, createdAt: calendarFeeds.createdAt, readAt: calendarFeeds.readAt })
    .from(calendarFeeds);
  return feed ?? null;
});

/** What is over for longer than this is no longer in the feed; a feed holds this many entries of each sort. */
const kept = sql`interval '90 days'`;
const most = 2000;

/**
 * What stands in the viewer's calendar: open calendar entries and dated to-dos that are theirs or that they take part
 * in, their project tasks and their dated work orders; of customers that are not archived, all as open to them now.
 */
export const listFeedEntries = query("signed in", async ({ db, tables, viewer }) => {
  const { customers, listedWorkOrders: orders, myActivities: activities, openTasks: tasks } = tables;
  const ahead = or(
    isNotNull(activities.dueOn),
    isNotNull(activities.repeats),
    sql`${activities.endsAt} > now() - ${kept}`,
  );
  return {
    activities: await db
      .select({
        id: activities.id,
        version: activities.version,
        kind: activities.kind,
        title: activities.title,
        body: activities.body,
        place: activities.place,
        customerId: activities.customerId,
        customer: customers.name,
        project: activities.project,
        dueOn: activities.dueOn,
        startsAt: activities.startsAt,
        endsAt: activities.endsAt,
        isAllDay: activities.isAllDay,
        isPrivate: activities.isPrivate,
        remindBefore: activities.remindBefore,
        repeats: activities.repeats,
        repeatsUntil: activities.repeatsUntil,
        createdAt: activities.createdAt,
        updatedAt: activities.updatedAt,
        participants: activities.participants,
      })
      .from(activities)
      .innerJoin(customers, eq(customers.id, activities.customerId))
      .where(and(ne(activities.kind, "note"), ahead, isNull(customers.archivedAt)))
      .orderBy(activities.id)
      .limit(most),
    tasks: await db
      .select({
        id: tasks.id,
        version: tasks.version,
        title: tasks.title,
        customerId: tasks.customerId,
        customer: customers.name,
        projectId: tasks.projectId,
        project: tasks.project,
        dueOn: tasks.dueOn,
        createdAt: tasks.createdAt,
      })
      .from(tasks)
      .innerJoin(customers, eq(customers.id, tasks.customerId))
      .where(
        and(
          eq(tasks.assigneeId, viewer.employeeId),
          isNull(tasks.completedAt),
          isNotNull(tasks.dueOn),
          isNull(customers.archivedAt),
        ),
      )
      .orderBy(tasks.id)
      .limit(most),
    orders: await db
      .select({
        id: orders.id,
        version: orders.version,
        title: orders.title,
        description: orders.description,
        customer: orders.customerName,
        dueOn: orders.dueOn,
        createdAt: orders.createdAt,
        updatedAt: orders.updatedAt,
      })
      .from(orders)
      .where(and(onTab(orders, "mine", viewer), isNotNull(orders.dueOn), sql`${orders.isArchived} is not true`))
      .orderBy(orders.id)
      .limit(most),
  };
});

export type FeedEntries = Awaited<ReturnType<typeof listFeedEntries>>;

import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { customers, customerWorkOrders, employees, workOrders } from "@/db/schema/index";
import { customersListed, masked, reached, shownIf } from "./scopes";
import type { Viewer } from "./viewer";
import { customerWorkOrdersOpen } from "./work-orders";

export type ListedWorkOrders = ReturnType<typeof workOrdersListable>;

/**
 * The work orders open to a viewer, one for each customer. A customer whom no list shows them is nobody here: without
 * id, name and number, so that no search, sort, count or export can tell.
 */
export function workOrdersListable(viewer: Viewer) {
  const { id, workOrderId, customerId, createdBy: _by, ...done } = customerWorkOrders;
  const { title, description, visibility, roleId, teamId } = workOrders;
  const full = reached(viewer);
  // What is null here is so because the customer was not joined.
  const inReach = sql`(${customers.id} is not null and ${full ?? sql`true`})`;
  const grouped = and(inReach, masked(viewer));
  const name = (of: PgColumn) =>
    sql<string | null>`(select concat_ws(' ', e.first_name, e.last_name) from ${employees} e where e.id = ${of})`;
  return db
    .select({
      id,
      workOrderId,
      customerId: sql<number | null>`${customers.id}`.mapWith(customers.id).as("customer_id"),
      customerName: sql<string | null>`${customers.name}`.as("customer_name"),
      customerNumber: sql<string | null>`${customers.number}`.as("customer_number"),
      /** Archived; null where the customer is not open. */
      isArchived: sql<boolean | null>`${customers.tab} = 2`.as("is_archived"),
      /** Whether its card is open, and whether owner, group and responsibles are. */
      full: sql<boolean>`coalesce(${inReach}, false)`.as("full"),
      unmasked: sql<boolean>`coalesce(${grouped}, false)`.as("unmasked"),
      status: done.status,
      assigneeId: done.assigneeId,
      assignee: name(done.assigneeId).as("assignee"),
      dueOn: done.dueOn,
      note: done.note,
      completedAt: done.completedAt,
      completedBy: name(done.completedBy).as("completed_by"),
      createdAt: done.createdAt,
      updatedAt: done.updatedAt,
      version: done.version,
      title,
      description,
      visibility,
      roleId,
      teamId,
      followsMembers: workOrders.followsMembers,
      /** Of the order itself, which may be for many customers. */
      saidVersion: sql<number>`${workOrders.version}`.as("said_version"),
      createdBy: sql<number | null>`${workOrders.createdBy}`.mapWith(workOrders.createdBy).as("made_by"),
      creator: name(workOrders.createdBy).as("creator"),
      groupId: shownIf(grouped, workOrders.groupId),
      specialGroupId: shownIf(inReach, workOrders.specialGroupId),
      /** What the search compares: the order's own words, and the customer as far as it is open. */
      search: sql<string>`' ' || fold(concat_ws(' ', ${title}, ${customers.name}, ${customers.number})) || ' '`.as(
        "search",
      ),
    })
    .from(customerWorkOrders)
    .innerJoin(workOrders, eq(workOrders.id, workOrderId))
    .leftJoin(customers, and(eq(customers.id, customerId), customersListed(viewer)))
    .where(customerWorkOrdersOpen(viewer))
    .as("listed_work_orders");
}

import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customerWorkOrders, events, eventValues, workOrderPeople } from "@/db/schema/index";
import { type Change, changesBetween, recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { Invalid } from "@/lib/errors";
import type { Status } from "./fields";

export type OrderRow = typeof customerWorkOrders.$inferSelect;

/** A state with its stamps: only what is done has them. */
export const stateOf = (status: Status, by: number) => ({
  status,
  completedAt: status === "done" ? sql`now()` : null,
  completedBy: status === "done" ? by : null,
});

/** Who is named, in the order of their ids. */
export async function peopleOf(tx: Transaction, workOrderId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: workOrderPeople.employeeId })
    .from(workOrderPeople)
    .where(eq(workOrderPeople.workOrderId, workOrderId))
    .orderBy(workOrderPeople.employeeId);
  return rows.map(({ id }) => id);
}

/**
 * Writes who is named.
 * @param before as `peopleOf` says it; nobody in a new order
 * @returns what the log says of it: nothing where they are the same
 */
export async function writePeople(
  tx: Transaction,
  workOrderId: number,
  people: readonly number[],
  before: readonly number[] = [],
): Promise<Change[]> {
  const after = people.toSorted((one, other) => one - other);
  if (after.join() === before.join()) return [];
  await tx.delete(workOrderPeople).where(eq(workOrderPeople.workOrderId, workOrderId));
  if (after.length) await tx.insert(workOrderPeople).values(after.map((employeeId) => ({ workOrderId, employeeId })));
  return [{ field: "people", before, after }];
}

/** Those of the rows that are open to the viewer, locked. @throws Invalid where some are gone or none is ticked */
export async function lockOpen(tx: Transaction, tables: Tables, ids: readonly number[]): Promise<OrderRow[]> {
  if (!ids.length) throw new Invalid({ "": { key: "noWorkOrders" } });
  const open = tables.customerWorkOrders;
  const seen = await tx.select({ id: open.id }).from(open).where(anyOf(open.id, ids));
  if (seen.length < ids.length) throw new Invalid({ "": { key: "workOrdersGone" } });
  return tx
    .select()
    .from(customerWorkOrders)
    .where(anyOf(customerWorkOrders.id, ids))
    .orderBy(customerWorkOrders.id)
    .for("no key update");
}

/** A line of the log for each row that a change of many left otherwise; the versions it left, for the way back. */
export async function logEach(
  tx: Transaction,
  viewer: Viewer,
  action: string,
  before: readonly OrderRow[],
  after: readonly OrderRow[],
): Promise<string> {
  const lines = after.map((row) => ({
    id: row.id,
    version: row.version,
    customerId: row.customerId,
    changes: changesBetween(before.find(({ id }) => id === row.id) ?? {}, row),
  }));
  await recordEach(tx, { actorId: viewer.employeeId, action, source: "web", subject: "customer_work_orders" }, lines);
  return after.map(({ id, version }) => `${id}.${version}`).join(",");
}

/** What the viewer's own change, which left a row in this version, found there; nothing where they made none. */
export async function foundBefore(
  tx: Transaction,
  viewer: Viewer,
  { id, version }: { id: number; version: number },
): Promise<Partial<Pick<OrderRow, "status" | "assigneeId">>> {
  const rows = await tx
    .select({ field: eventValues.field, before: eventValues.before })
    .from(events)
    .innerJoin(eventValues, eq(eventValues.eventId, events.id))
    .where(
      and(
        eq(events.subject, "customer_work_orders"),
        eq(events.subjectId, id),
        eq(events.subjectVersion, version),
        eq(events.actorId, viewer.actorId),
      ),
    );
  const found = new Map(rows.map(({ field, before }) => [field, before]));
  return {
    ...(found.has("status") && { status: found.get("status") as Status }),
    ...(found.has("assigneeId") && { assigneeId: found.get("assigneeId") as number | null }),
  };
}

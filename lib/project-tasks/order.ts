import "server-only";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import { customers, projects, projectTasks } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { absent } from "@/lib/outcome";
import type { Column } from "./rules";

/**
 * Holds the customer a task within reach belongs to until the transaction ends: the tasks of all its projects stand in
 * one order, which one person changes at a time. Held before the task itself, so that nobody waits for each other.
 * @returns the task's id
 */
export async function holdOrder({ tx, tables }: { tx: Transaction; tables: Tables }, id: number | null) {
  if (id === null) return absent();
  const { openTasks } = tables;
  const [task] = await tx.select({ customerId: openTasks.customerId }).from(openTasks).where(eq(openTasks.id, id));
  if (!task) return absent();
  await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, task.customerId)).for("no key update");
  return id;
}

export type PlaceInOrder = { customerId: number; status: Column; before?: number | null };

/**
 * Puts a task where it is wanted in a column of its customer's board, counted from 1; before a task that is not there
 * means last. The order has to be held. Those done stand by when they were.
 */
export async function placeTask(
  tx: Transaction,
  taskId: number,
  { customerId, status, before }: PlaceInOrder,
): Promise<void> {
  const others = await tx
    .select({ id: projectTasks.id })
    .from(projectTasks)
    .innerJoin(projects, eq(projects.id, projectTasks.projectId))
    .where(and(eq(projects.customerId, customerId), eq(projectTasks.status, status), ne(projectTasks.id, taskId)))
    .orderBy(asc(projectTasks.position), asc(projectTasks.id));
  const ids = others.map(({ id }) => id);
  const at = ids.indexOf(before ?? 0);
  const order = sql`${sql.param(ids.toSpliced(at < 0 ? ids.length : at, 0, taskId))}::bigint[]`;
  const place = sql`array_position(${order}, ${projectTasks.id})`;
  await tx
    .update(projectTasks)
    .set({ position: place })
    .where(and(sql`${projectTasks.id} = any(${order})`, sql`${projectTasks.position} <> ${place}`));
}

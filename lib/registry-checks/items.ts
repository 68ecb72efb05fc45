import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { SubqueryWithSelection } from "drizzle-orm/pg-core";
import { registryCheckItems as items } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import type { CheckOutcome } from "./rules";

/** Customers by their ids, as a subquery. */
type Chosen = SubqueryWithSelection<{ id: SQL.Aliased<number> }, "chosen">;

/** Puts customers onto a check in one statement, however many they are. @returns how many */
export async function putOn(tx: Transaction, jobId: number, chosen: Chosen): Promise<number> {
  const row = {
    jobId: sql`${jobId}::bigint`.as("job_id"),
    customerId: chosen.id,
    outcome: sql`null::text`.as("outcome"),
    tries: sql`0::smallint`.as("tries"),
  };
  const put = await tx.insert(items).select(tx.select(row).from(chosen));
  return put.rowCount ?? 0;
}

/** Who is asked about next: those not tried yet first. Null when all have an outcome. */
export async function nextItem(db: ReadScope["db"], jobId: number) {
  const [item] = await db
    .select()
    .from(items)
    .where(and(eq(items.jobId, jobId), isNull(items.outcome)))
    .orderBy(items.tries, items.customerId)
    .limit(1);
  return item ?? null;
}

export type Item = NonNullable<Awaited<ReturnType<typeof nextItem>>>;

/** The piece, while its outcome is not known. */
export const isThis = ({ jobId, customerId }: Item) =>
  and(eq(items.jobId, jobId), eq(items.customerId, customerId), isNull(items.outcome));

/** @returns 1, or 0 where the customer has been deleted or its outcome is known already */
export async function settle(tx: Transaction, item: Item, outcome: CheckOutcome): Promise<number> {
  return (await tx.update(items).set({ outcome }).where(isThis(item))).rowCount ?? 0;
}

export async function countTry(tx: Transaction, item: Item): Promise<void> {
  await tx
    .update(items)
    .set({ tries: item.tries + 1 })
    .where(isThis(item));
}

/** Lets those that failed wait again. @returns how many */
export async function retryFailed(tx: Transaction, jobId: number): Promise<number> {
  const failed = and(eq(items.jobId, jobId), eq(items.outcome, "failed"));
  return (await tx.update(items).set({ outcome: null, tries: 0 }).where(failed)).rowCount ?? 0;
}

import "server-only";
import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import {
  customers as allCustomers,
  registryComparisons as comparisons,
  registryCheckItems as items,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { comparedIn } from "@/lib/registry/compared";
import { type Decided, differingOf, isWorthQueueing, proposalsOf } from "@/lib/registry/differences";
import { registerIdOf } from "@/lib/registry/registers";
import type { LookUp, RegistryRecord } from "@/lib/registry/rules";
import { type Item, isThis, settle } from "./items";

export type Reached = Pick<Tables, "customers" | "addresses">;
export type Found = Extract<LookUp, { ok: true }>;

/** From here on customers are archived, or in the bin. */
export const firstArchivedTab = 2;

/** Of a customer what decides whether, where and under which number it is asked about. */
export const numbersOf = ({ customers }: Reached) => ({
  id: customers.id,
  kind: customers.kind,
  country: customers.country,
  businessId: customers.businessId,
  vatNumber: customers.vatNumber,
  tab: customers.tab,
});

/**
 * Sets a customer, as it is now, beside what a register has answered; what is worth somebody's look waits in the queue,
 * in place of what waited there.
 * @param id the number that was asked about; where the customer's is another one by now it keeps its turn
 * @returns how many pieces are done by that
 */
export async function compare(tx: Transaction, tables: Reached, item: Item, id: string, found: Found): Promise<number> {
  await tx.select().from(allCustomers).where(eq(allCustomers.id, item.customerId)).for("no key update");
  const { customers } = tables;
  const [customer] = await tx
    .select({ ...numbersOf(tables), ...comparedIn(tables) })
    .from(items)
    .innerJoin(customers, eq(customers.id, items.customerId))
    .where(and(isThis(item), lt(customers.tab, firstArchivedTab)));
  if (!customer) return settle(tx, item, "skipped");
  const asked = registerIdOf(customer);
  if (!asked.ok || asked.id !== id) return 0;

  const { register } = asked;
  const { record, fetchedAt } = found;
  const { headOffice } = customer;
  const proposals = proposalsOf(customer, headOffice, record, register);
  const isNews = isWorthQueueing(proposals, record, await lastDecided(tx, item.customerId));
  const done = await settle(tx, item, isNews ? "differs" : "same");
  if (!done) return 0;
  await replaceQueued(tx, item.customerId);
  if (isNews) {
    await tx.insert(comparisons).values({
      customerId: item.customerId,
      jobId: item.jobId,
      register: register.name,
      record,
      fetchedAt,
      status: record.status,
      differing: differingOf(proposals),
      queued: true,
    });
  }
  return done;
}

async function lastDecided(tx: Transaction, customerId: number): Promise<Decided | null> {
  const [last] = await tx
    .select({ record: sql<RegistryRecord>`${comparisons.record}`, differing: comparisons.differing })
    .from(comparisons)
    .where(and(eq(comparisons.customerId, customerId), inArray(comparisons.closedAs, ["updated", "kept"])))
    .orderBy(desc(comparisons.id))
    .limit(1);
  return last ?? null;
}

/** What waits is of an older answer: it is no longer anybody's question. */
async function replaceQueued(tx: Transaction, customerId: number): Promise<void> {
  const { closedAt, customerId: of, queued, version } = comparisons;
  await tx
    .update(comparisons)
    .set({ closedAt: sql`now()`, closedAs: "replaced", version: sql`${version} + 1` })
    .where(and(eq(of, customerId), queued, isNull(closedAt)));
}

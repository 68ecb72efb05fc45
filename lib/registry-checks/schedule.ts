import "server-only";
import { and, eq, gt, isNotNull, isNull, lt, notExists, sql } from "drizzle-orm";
import { customers, registryCheckItems as items, jobs, registryComparisons, settings } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { putOn } from "./items";
import { daysFresh, leftOutOf } from "./rules";

/**
 * The month's check of all customers, of whatever company, where it is switched on and not there yet. Several processes
 * may ask at once: the database takes one.
 */
export async function scheduleChecks(tx: Transaction): Promise<void> {
  const month = sql<string>`to_char(now() at time zone ${settings.timeZone}, 'YYYY-MM')`;
  const [wish] = await tx
    .select({ month, registers: settings.registers })
    .from(settings)
    .where(eq(settings.registryMonthly, true));
  if (!wish) return;
  const [job] = await tx
    .insert(jobs)
    .values({ kind: "registryCheck", facts: { month: wish.month }, total: 0 })
    .onConflictDoNothing()
    .returning({ id: jobs.id });
  if (!job) return;
  const total = await putOn(tx, job.id, dueCustomers(tx, wish.registers));
  await tx.update(jobs).set({ total }).where(eq(jobs.id, job.id));
}

function dueCustomers(tx: Transaction, registers: readonly string[]) {
  const lately = sql`now() - make_interval(days => ${daysFresh})`;
  const asked = tx
    .select({ one: sql`1` })
    .from(items)
    .innerJoin(jobs, and(eq(jobs.id, items.jobId), gt(jobs.createdAt, lately)))
    .where(and(eq(items.customerId, customers.id), isNotNull(items.outcome), sql`${items.outcome} <> 'failed'`));
  const compared = tx
    .select({ one: sql`1` })
    .from(registryComparisons)
    .where(and(eq(registryComparisons.customerId, customers.id), gt(registryComparisons.createdAt, lately)));
  const isLeftOut = leftOutOf({ ...columnsOf, full: sql`true` }, registers);
  return tx
    .select({ id: sql<number>`${customers.id}`.as("customer_id") })
    .from(customers)
    .where(and(isNull(isLeftOut), lt(customers.tab, 2), notExists(asked), notExists(compared)))
    .as("chosen");
}

const { archivedAt, kind, country, businessId, vatNumber } = customers;
const columnsOf = { archivedAt, kind, country, businessId, vatNumber };

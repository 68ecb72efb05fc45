import "server-only";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { addresses, registryComparisons } from "@/db/schema/index";
import { changesBetween, record } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import { markHeadOffice } from "@/lib/addresses/head-office";
import { addressLines } from "@/lib/addresses/rules";
import { isSamePlace, type PlainAddress } from "./addresses";
import type { AddressWay } from "./differences";

/** The head office as a register is compared with it; null where there is none. */
export async function headOfficeOf(tx: Transaction, customerId: number): Promise<PlainAddress | null> {
  const { attention, street, postalCode, city, country } = addresses;
  const [headOffice] = await tx
    .select({ attention, street, postalCode, city, country })
    .from(addresses)
    .where(and(eq(addresses.customerId, customerId), eq(addresses.isHeadOffice, true)));
  return headOffice ?? null;
}

/** Whose address, who changes it, and what the log tells of where it comes from. */
type Place = { customerId: number; by: number; facts: Record<string, string> };

/** Where an address comes to, and what it is for there. */
type NewAddress = PlainAddress & { purposes: AddressWay[] };

/**
 * Makes an address the head office; the former one stays as an ordinary address. One of the customer's that is the same
 * already is used, else a row is added. Each row that changes has its own line in the log.
 * @returns the head office before and after, each on one line, for the log of the customer
 */
export async function moveHeadOffice(tx: Transaction, place: Place, to: NewAddress) {
  const { customerId } = place;
  const held = await tx.select().from(addresses).where(eq(addresses.customerId, customerId)).orderBy(addresses.id);
  const former = held.find(({ isHeadOffice }) => isHeadOffice);
  const known = held.find((address) => isSamePlace(address, to));
  const told = { before: former ? lineOf(former) : null, after: lineOf(to) };
  if (known && known === former) return told;
  const teller = { ...place, source: "registry" as const };
  if (former) await markHeadOffice(tx, teller, former, false);
  if (known) await markHeadOffice(tx, teller, known, true);
  else await addHeadOffice(tx, place, to);
  return told;
}

async function addHeadOffice(tx: Transaction, { customerId, by, facts }: Place, address: NewAddress) {
  const values = { ...address, customerId, isHeadOffice: true, createdBy: by, updatedBy: by };
  const [added] = await tx.insert(addresses).values(values).returning();
  if (!added) throw new Error("no address");
  await record(tx, {
    actorId: by,
    action: "address.created",
    source: "registry",
    subject: "addresses",
    subjectId: added.id,
    subjectVersion: added.version,
    customerId,
    changes: changesBetween({}, added),
    facts,
  });
}

const lineOf = (address: PlainAddress) => addressLines(address, address).join(", ");

type Closing = { id: number; customerId: number; by: number; as: "updated" | "kept" };

/** Closes a comparison, and with it the customer's older ones that are still open. */
export async function closeComparison(tx: Transaction, { id, customerId, by, as }: Closing) {
  const { closedAt, version } = registryComparisons;
  const closed = { closedAt: sql`now()`, closedBy: by, version: sql`${version} + 1` };
  const older = and(eq(registryComparisons.customerId, customerId), isNull(closedAt), lt(registryComparisons.id, id));
  await tx
    .update(registryComparisons)
    .set({ ...closed, closedAs: as })
    .where(eq(registryComparisons.id, id));
  await tx
    .update(registryComparisons)
    .set({ ...closed, closedAs: "replaced" })
    .where(older);
}

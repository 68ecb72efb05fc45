import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { comparedIn, isAbout, isExpired, proposalsFor } from "./compared";
import { registerNamed } from "./registers";
import type { RegistryRecord } from "./rules";

/** What a look-up needs to know of a customer; absent without the right to use what it finds. */
export const findSubject = query("registry", async ({ db, tables: { customers }, viewer }, id: number) => {
  if (!viewer.can("customers.edit")) absent();
  const [subject] = await db
    .select({
      id: customers.id,
      name: customers.name,
      kind: customers.kind,
      country: customers.country,
      businessId: customers.businessId,
      vatNumber: customers.vatNumber,
      archivedAt: customers.archivedAt,
      version: customers.version,
    })
    .from(customers)
    .where(eq(customers.id, id));
  return subject ?? absent();
});

export type Subject = Awaited<ReturnType<typeof findSubject>>;

/**
 * A kept comparison with what may be taken from it, against the customer as it is now. Open and closed ones alike.
 * @param customerId the customer it has to be of
 * @returns `isExpired`: too old to be confirmed; `isOtherId`: the customer's number is another one by now
 */
export const getComparison = query("registry", async ({ db, tables, viewer }, id: number, customerId?: number) => {
  if (!viewer.can("customers.edit")) absent();
  const { customers, registryComparisons: found } = tables;
  const [row] = await db
    .select({
      id: found.id,
      register: found.register,
      record: sql<RegistryRecord>`${found.record}`,
      fetchedAt: found.fetchedAt,
      createdAt: found.createdAt,
      isQueued: found.queued,
      closedAt: found.closedAt,
      isExpired: isExpired(found),
      customerId: customers.id,
      customerVersion: customers.version,
      businessId: customers.businessId,
      vatNumber: customers.vatNumber,
      archivedAt: customers.archivedAt,
      ...comparedIn(tables),
    })
    .from(found)
    .innerJoin(customers, eq(customers.id, found.customerId))
    .where(and(eq(found.id, id), customerId === undefined ? undefined : eq(customers.id, customerId)));
  if (!row) absent();
  const { register, record } = row;
  return {
    ...row,
    register: registerNamed(register) ?? absent(),
    status: record.status,
    statusOn: record.statusOn,
    isOtherId: !isAbout(row, record),
    proposals: proposalsFor(row),
  };
});

export type Comparison = Awaited<ReturnType<typeof getComparison>>;

import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { demand, query, type ReadScope } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { isAbout, isExpired, keptIn, proposalsFor } from "./compared";
import { registerNamed } from "./registers";

/** What a look-up needs to know of a customer; absent without the right to use what it finds, and for private persons. */
export const findSubject = query("registry", async ({ db, tables: { customers }, viewer }, id: number) => {
  demand(viewer, "customers.edit");
  const { country, businessId, vatNumber } = customers;
  const [subject] = await db
    .select({ id: customers.id, country, businessId, vatNumber })
    .from(customers)
    .where(and(eq(customers.id, id), eq(customers.kind, "organisation")));
  return subject ?? absent();
});

/**
 * A kept comparison with what may be taken from it, against the customer as it is now. Open and closed ones alike.
 * @param customerId the customer it has to be of
 * @returns `isExpired`: too old to be confirmed; `isOtherId`: the customer's number is another one by now
 */
export const getComparison = query("registry", async (scope, id: number, customerId?: number) => {
  const [found] = await comparisonsIn(scope, [id]);
  return found && (customerId === undefined || found.customerId === customerId) ? found : absent();
});

export type Comparison = Awaited<ReturnType<typeof getComparison>>;

/** Several of them, in the order of their ids; those out of reach are left out. */
export const getComparisons = query("registry", comparisonsIn);

async function comparisonsIn({ db, tables, viewer }: ReadScope, ids: readonly number[]) {
  demand(viewer, "customers.edit");
  const { customers, registryComparisons: found } = tables;
  const rows = await db
    .select({
      ...keptIn(tables),
      closedBy: found.closedBy,
      isExpired: isExpired(found),
      customerVersion: customers.version,
    })
    .from(found)
    .innerJoin(customers, eq(customers.id, found.customerId))
    .where(inArray(found.id, [...ids]))
    .orderBy(found.id);
  return rows.flatMap((row) => {
    const register = registerNamed(row.register);
    const { status, statusOn } = row.record;
    const isOtherId = !isAbout(row, row.record);
    return register ? [{ ...row, register, status, statusOn, isOtherId, proposals: proposalsFor(row) }] : [];
  });
}

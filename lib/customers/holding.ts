import "server-only";
import { eq } from "drizzle-orm";
import { customers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";

/** @throws Invalid where the customer takes no changes */
export function refuseArchived({ archivedAt }: { archivedAt: Date | null }): void {
  if (archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
}

/**
 * Keeps a customer in use, and as it is, until the transaction ends.
 * @param how "alone" lets nobody else hold it meanwhile, so that of two people the second sees what the first did
 * @throws Invalid where it is archived
 */
export async function holdCustomer(tx: Transaction, id: number, how: "alone" | "shared" = "shared") {
  const [customer] = await tx
    .select({ id: customers.id, archivedAt: customers.archivedAt, country: customers.country })
    .from(customers)
    .where(eq(customers.id, id))
    .for(how === "alone" ? "no key update" : "share");
  if (!customer || customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
  return customer;
}

import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { query } from "@/lib/access/gate";

/** The addresses of a customer, the head office first. */
export const addressesOf = query("customers.read", async ({ db, tables: { addresses } }, customerId: number) =>
  db
    .select({
      id: addresses.id,
      isHeadOffice: addresses.isHeadOffice,
      street: addresses.street,
      postalCode: addresses.postalCode,
      city: addresses.city,
      region: addresses.region,
      country: addresses.country,
    })
    .from(addresses)
    .where(eq(addresses.customerId, customerId))
    .orderBy(desc(addresses.isHeadOffice), asc(addresses.id)),
);

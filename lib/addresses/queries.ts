import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { query } from "@/lib/access/gate";
import { addressLines } from "./rules";

/** The addresses of a customer, the head office first, each with the contacts in use who work there. */
export const addressesOf = query("customers.read", async ({ db, tables }, customerId: number) => {
  const { addresses, customerContacts, employees, persons } = tables;
  const employee = (id: PgColumn) => sql<string | null>`(
    select concat_ws(' ', ${employees.firstName}, ${employees.lastName}) from ${employees} where ${employees.id} = ${id})`;
  return db
    .select({
      id: addresses.id,
      version: addresses.version,
      isHeadOffice: addresses.isHeadOffice,
      purposes: addresses.purposes,
      attention: addresses.attention,
      street: addresses.street,
      postalCode: addresses.postalCode,
      city: addresses.city,
      region: addresses.region,
      country: addresses.country,
      phone: addresses.phone,
      createdAt: addresses.createdAt,
      createdBy: employee(addresses.createdBy),
      updatedAt: addresses.updatedAt,
      updatedBy: employee(addresses.updatedBy),
      contacts: sql<{ id: number; name: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', ${customerContacts.id}, 'name', concat_ws(' ', ${persons.firstName}, ${persons.lastName}))
          order by ${persons.lastName}, ${persons.firstName}, ${customerContacts.id}), '[]')
        from ${customerContacts} join ${persons} on ${persons.id} = ${customerContacts.personId}
        where ${customerContacts.customerId} = ${customerId} and ${customerContacts.addressId} = ${addresses.id}
          and ${customerContacts.inactiveAt} is null and ${persons.erasedAt} is null)`,
    })
    .from(addresses)
    .where(eq(addresses.customerId, customerId))
    .orderBy(desc(addresses.isHeadOffice), asc(addresses.id));
});

export type Address = Awaited<ReturnType<typeof addressesOf>>[number];

/** The addresses of a customer to choose from, each on one line. */
export const addressChoices = query("customers.read", async ({ db, tables: { addresses } }, customerId: number) => {
  const { id, street, postalCode, city, region, country, isHeadOffice } = addresses;
  const rows = await db
    .select({ id, street, postalCode, city, region, country })
    .from(addresses)
    .where(eq(addresses.customerId, customerId))
    .orderBy(desc(isHeadOffice), asc(id));
  return rows.map((address) => ({ id: address.id, name: addressLines(address, address).join(", ") }));
});

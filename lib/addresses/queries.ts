import "server-only";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { addressLines } from "./rules";

/** The addresses of a customer, the head office first, each with the contacts in use who work there. */
export const addressesOf = query("customers.read", async ({ db, tables }, id: number) =>
  kept(tables, ["addressesOf"], () => addressesAsked({ db, tables }, given("id")), { id }),
);

function addressesAsked({ db, tables }: Pick<ReadScope, "db" | "tables">, customerId: number) {
  const { addresses, customerContacts: contacts, employees, persons } = tables;
  const name = sql`concat_ws(' ', ${persons.firstName}, ${persons.lastName})`;
  const people = db
    .select({
      all: sql`coalesce(jsonb_agg(jsonb_build_object('id', ${contacts.id}, 'name', ${name}) order by ${name}), '[]')`,
    })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(
      and(
        eq(contacts.customerId, customerId),
        eq(contacts.addressId, addresses.id),
        isNull(contacts.inactiveAt),
        isNull(persons.erasedAt),
      ),
    );
  const employee = (id: PgColumn) => {
    const full = sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`;
    return sql<string | null>`(${db.select({ full }).from(employees).where(eq(employees.id, id))})`;
  };
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
      contacts: sql<{ id: number; name: string }[]>`(${people})`,
    })
    .from(addresses)
    .where(eq(addresses.customerId, customerId))
    .orderBy(desc(addresses.isHeadOffice), asc(addresses.id));
}

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

/** An address on one line; undefined where it is not there. */
export const addressName = query("customers.read", async ({ db, tables: { addresses } }, id: number) => {
  const [address] = await db.select().from(addresses).where(eq(addresses.id, id));
  return address && addressLines(address, address).join(", ");
});

import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";

/** The contact persons of a customer who are in use, by last name. */
export const contactsOf = query(
  "customers.read",
  async ({ db, tables: { customerContacts, persons } }, customerId: number, locale: Locale) => {
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    return db
      .select({
        id: customerContacts.id,
        firstName: persons.firstName,
        lastName: persons.lastName,
        title: customerContacts.title,
        email: customerContacts.email,
        phone: customerContacts.phone,
        phoneRaw: customerContacts.phoneRaw,
      })
      .from(customerContacts)
      .innerJoin(persons, eq(persons.id, customerContacts.personId))
      .where(and(eq(customerContacts.customerId, customerId), isNull(customerContacts.inactiveAt)))
      .orderBy(
        sql`coalesce(${persons.lastName}, ${persons.firstName}) ${collation}`,
        sql`${persons.firstName} ${collation}`,
        customerContacts.id,
      );
  },
);

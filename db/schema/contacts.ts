import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** A human being outside our organisation; one person may be a contact of several customers. */
export const persons = pgTable(
  "persons",
  {
    id: id(),
    firstName: text(),
    lastName: text(),
    language: text({ enum: ["fi", "sv", "nl", "en"] }),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (person) => [
    check("persons_named", sql`coalesce(${person.firstName}, '') <> '' or coalesce(${person.lastName}, '') <> ''`),
  ],
);

/** A person as the contact of one customer: title and how to reach them there. */
export const customerContacts = pgTable(
  "customer_contacts",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    personId: ref()
      .notNull()
      .references(() => persons.id),
    title: text(),
    email: text(),
    /** E.164 where the number could be understood. */
    phone: text(),
    /** As it was written. */
    phoneRaw: text(),
    inactiveAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (contact) => [
    index("customer_contacts_customer").on(contact.customerId),
    index("customer_contacts_person").on(contact.personId),
    index("customer_contacts_email").on(sql`lower(${contact.email})`),
    index("customer_contacts_phone").on(contact.phone),
  ],
);

import { sql } from "drizzle-orm";
import { boolean, char, check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** Exactly one address is the head office as soon as a customer has any (unique index and deferred trigger). */
export const addresses = pgTable(
  "addresses",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    isHeadOffice: boolean().notNull().default(false),
    /** What it is used for; several may apply. */
    purposes: text({ enum: ["visiting", "postal", "billing", "delivery"] })
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Whose attention post is for, or care of whom; the first line of the address. */
    attention: text(),
    street: text(),
    postalCode: text(),
    city: text(),
    region: text(),
    country: char({ length: 2 }).notNull(),
    phone: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (address) => [
    index("addresses_customer").on(address.customerId),
    uniqueIndex("addresses_head_office_unique").on(address.customerId).where(sql`${address.isHeadOffice}`),
    check("addresses_country_code", sql`${address.country} ~ '^[A-Z]{2}$'`),
    check("addresses_purposes_known", sql`${address.purposes} <@ array['visiting', 'postal', 'billing', 'delivery']`),
    check("addresses_present", sql`coalesce(${address.street}, ${address.postalCode}, ${address.city}) is not null`),
  ],
);

import { sql } from "drizzle-orm";
import { char, check, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment } from "./columns.ts";

/** A legal entity of our own organisation; every customer has one of them as its home. */
export const companies = pgTable(
  "companies",
  {
    id: id(),
    name: text().notNull(),
    country: char({ length: 2 }).notNull(),
    /** As it stands on the invoices it sends. */
    vatNumber: text(),
    createdAt: moment().notNull().defaultNow(),
    /** Nobody and no customer can be added any more. */
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (company) => [
    uniqueIndex("companies_name_unique").on(sql`lower(${company.name})`),
    check("companies_name_present", sql`${company.name} <> ''`),
  ],
);

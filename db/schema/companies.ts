import { sql } from "drizzle-orm";
import { char, check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment } from "./columns.ts";

/** A legal entity of our own organisation; every customer has one of them as its home. */
export const companies = pgTable(
  "companies",
  {
    id: id(),
    name: text().notNull(),
    country: char({ length: 2 }).notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (company) => [
    uniqueIndex("companies_name_unique").on(sql`lower(${company.name})`),
    check("companies_name_present", sql`${company.name} <> ''`),
  ],
);

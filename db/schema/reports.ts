import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";

/** A report somebody asks for again: its address under a name. What it counts is decided each time it is opened. */
export const savedReports = pgTable(
  "saved_reports",
  {
    id: id(),
    name: text().notNull(),
    ownerId: ref()
      .notNull()
      .references(() => employees.id),
    isShared: boolean().notNull().default(false),
    /** The query of its address. */
    filter: jsonb().$type<Record<string, string | string[]>>().notNull(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
    version: integer().notNull().default(1),
  },
  (report) => [
    uniqueIndex("saved_reports_name_unique").on(report.ownerId, sql`lower(${report.name})`),
    check("saved_reports_name_present", sql`${report.name} <> ''`),
  ],
);

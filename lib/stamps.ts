import { sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** What every change of a row brings along: the next version, when, and by whom (an employee's id). */
export const touched = (table: { version: PgColumn }, by: number) => ({
  version: sql`${table.version} + 1`,
  updatedAt: sql`now()`,
  updatedBy: by,
});

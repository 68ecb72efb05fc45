import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * How many rows of a table there are (`some`) and how many of them a viewer sees (`seen`), in one row. Asked twice: in a
 * `filter` Postgres would look up everything that the viewer reaches.
 * @param seen the condition of the viewer's rows; undefined = all
 */
export const counted = (table: PgTable, which: SQL, seen: SQL | undefined): SQL =>
  sql`(select (select count(*) from ${table} where ${which}) as some,
    (select count(*) from ${table} where ${and(which, seen)}) as seen)`;

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import * as schema from "@/db/schema/index";
import type { TableName } from "./rows";

/**
 * Whether anything refers to a row, also where the viewer may not look: a yes or no, as deleting would tell.
 * @param property of the table, that holds the id
 */
export function isReferredTo(table: TableName, property: string, id: PgColumn): SQL<boolean> {
  const column = (schema as unknown as Record<string, Record<string, PgColumn>>)[table]?.[property];
  if (!column) throw new Error(`${table} has no ${property}`);
  return sql<boolean>`exists (select from ${column.table} where ${column} = ${id})`;
}

import "server-only";
import { sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { customFieldsOf } from "./definitions";

/** The custom fields in use, in their order, each with its options. */
export const listCustomFields = query("customers.read", async (scope) => customFieldsOf(scope, { all: false }));

/** All custom fields, also those out of use, with how many customers have a value. */
export const listAllCustomFields = query("settings", async (scope) => {
  const { customers } = scope.tables;
  const fields = await customFieldsOf(scope, { all: true });
  if (fields.length === 0) return [];
  const used = await scope.db
    .select({ id: sql<string>`key`, n: sql<number>`count(*)`.mapWith(Number) })
    .from(sql`${customers} customers cross join lateral jsonb_object_keys(customers.custom) key`)
    .groupBy(sql`key`);
  const counts = new Map(used.map(({ id, n }) => [Number(id), n]));
  return fields.map((field) => ({ ...field, used: counts.get(field.id) ?? 0 }));
});

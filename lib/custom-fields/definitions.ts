import "server-only";
import { asc, isNull, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { CustomField, CustomOption } from "./rules";

/**
 * For queries and commands alike: the definitions with their options, in one statement.
 * @param all also those out of use and deleted ones: the history tells of their values
 */
export async function customFieldsOf(
  { db, tables: { customFields, customOptions } }: { db: Pick<ReadScope["db"], "select">; tables: ReadScope["tables"] },
  { all }: { all: boolean },
): Promise<CustomField[]> {
  const rows = await db
    .select({
      field: customFields,
      options: sql<CustomOption[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', o.id, 'names', o.names, 'disabledAt', o.disabled_at) order by o.position, o.id)
        from ${customOptions} o where o.field_id = ${customFields}.id and (${all} or o.deleted_at is null)), '[]')`,
    })
    .from(customFields)
    .where(all ? undefined : isNull(customFields.disabledAt))
    .orderBy(asc(customFields.position), asc(customFields.id));
  return rows.map(({ field, options }) => ({ ...field, options }));
}

import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { customFieldsOf } from "./definitions";

/**
 * The custom fields in their order, each with its options.
 * @param all also those out of use: their values stay, and the log tells of them
 */
export const listCustomFields = query("customers.read", async (scope, { all = false }: { all?: boolean } = {}) =>
  customFieldsOf(scope, { all }),
);

/**
 * How many customers that are not archived lack a required field, by the field's id; and whether any of them is active.
 * Older customers are not held up by it: they are asked when their card is edited.
 */
export const listLacking = query(
  "settings",
  async ({ db, tables: { customFields, listedCustomers, customValues } }) => {
    const lacking = db
      .select({ tab: listedCustomers.tab })
      .from(listedCustomers)
      .where(
        sql`${listedCustomers.tab} in (0, 1) and ${listedCustomers.full} and not exists (
        select from ${customValues} where ${customValues.fieldId} = ${customFields.id} and ${customValues.customerId} = ${listedCustomers.id})`,
      );
    const rows = await db
      .select({
        id: customFields.id,
        n: sql<number>`(select count(*) from (${lacking}) lacking)`.mapWith(Number),
        isActive: sql<boolean>`exists (select from (${lacking}) lacking where tab = 0)`,
      })
      .from(customFields)
      .where(and(eq(customFields.isRequired, true), isNull(customFields.disabledAt)));
    return new Map(rows.filter(({ n }) => n > 0).map(({ id, ...rest }) => [id, rest]));
  },
);

import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { canBePicked } from "@/lib/customers/picked";
import { absent } from "@/lib/outcome";
import type { Target } from "./fields";
import { customersOf, isOfGroup, targetOf } from "./targets";

/**
 * For whom an order would be: what the group or the one customer is called, how many would get it, and of the others in
 * reach how many are archived. Null where the address means nobody.
 */
export const previewOrder = query("workOrders.edit", async (scope, target: Target) => {
  const { db, tables } = scope;
  const meant = targetOf(target);
  if (!meant) return null;
  const { listedCustomers: listed } = tables;
  const open = sql`${canBePicked(tables)}`;
  const count = (condition: typeof open) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const [found] = await db
    .select({
      customers: count(open),
      archived: count(sql`${listed.tab} = 2`),
      withoutOwner: count(sql`${open} and ${listed.unmasked} and ${listed.ownerId} is null`),
      only: sql<string | null>`min(${listed.name})`,
    })
    .from(listed)
    .where(and(await customersOf(scope, meant), eq(listed.full, true)));
  const counts = found ?? absent();
  if (!isOfGroup(meant)) return { ...counts, group: null, name: target.customer ? counts.only : null };
  const table = meant.kind === "group" ? tables.groups : tables.specialGroups;
  const [group] = await db.select({ name: table.name }).from(table).where(eq(table.id, meant.id));
  return { ...counts, group: meant, name: (group ?? absent()).name };
});

export type Preview = NonNullable<Awaited<ReturnType<typeof previewOrder>>>;

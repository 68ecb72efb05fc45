import "server-only";
import { eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { unitTreeOf } from "@/lib/access/units";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { mostShown } from "./fields";

/** A customer that the viewer may open, as the choice of a unit names it; undefined where there is none. */
export const findUnit = query("customers.read", async ({ db, tables: { customers } }, id: number) => {
  const { number, name, archivedAt } = customers;
  const [found] = await db
    .select({ id: customers.id, number, name, archivedAt })
    .from(customers)
    .where(eq(customers.id, id));
  return found;
});

/** Whether the viewer sees any main and sub units at all. */
export const hasUnits = query("settings", async ({ db, tables: { listedCustomers } }) => {
  const [unit] = await db
    .select({ id: listedCustomers.id })
    .from(listedCustomers)
    .where(sql`${listedCustomers.isSubUnit}`)
    .limit(1);
  return unit !== undefined;
});

/**
 * The tree that a customer in reach stands in, from its topmost unit, as far as its ties are seen: the first fifty
 * units, and always the customer itself with those above it. `total` counts them all.
 */
export const getUnitTree = query("customers.read", async ({ db, viewer }, id: number, locale: Locale) => {
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const units = await db
    .select({
      id: sql<number>`tree.id`.mapWith(Number),
      name: sql<string>`tree.name`,
      number: sql<string>`tree.number`,
      depth: sql<number>`tree.depth`,
      isOpen: sql<boolean>`tree.open`,
      isArchived: sql<boolean>`tree.archived`,
      total: sql<number>`tree.total`.mapWith(Number),
    })
    .from(sql`(${unitTreeOf(viewer, id, collation)}) tree`)
    .where(sql`tree.place <= ${mostShown} or tree.above`)
    .orderBy(sql`tree.place`);
  return { units, total: units[0]?.total ?? 0 };
});

import "server-only";
import { and, ne, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { isSupplier } from "@/lib/customers/suppliers";
import { collationOf } from "@/lib/locale/choice";
import { mostCandidates } from "./fields";

/**
 * Customers within the viewer's reach that a customer could be related to, by number or words of the name; an exact
 * number first. One more than are shown, so that the page can say that there are others.
 */
export const relationCandidates = query(
  "customers.edit",
  async ({ db, tables, viewer }, customerId: number, find: string, locale: Locale) => {
    const filter = { ...customerFilter({ q: find }), tab: null };
    if (!filter.q) return [];
    const { listedCustomers: listed } = tables;
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    return db
      .select({
        id: listed.id,
        number: listed.number,
        name: listed.name,
        city: listed.city,
        mainUnitName: listed.mainUnitName,
        isSupplier: isSupplier(viewer, tables, listed.typeIds),
      })
      .from(listed)
      .where(and(wanted(viewer, listed, filter), sql`${listed.full}`, ne(listed.id, customerId)))
      .orderBy(sql`${listed.number} <> ${filter.q}`, sql`${listed.name} ${collation}`, listed.id)
      .limit(mostCandidates + 1);
  },
);

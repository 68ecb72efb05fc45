import "server-only";
import { isNotNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { divisionCodes } from "./divisions";
import { sectionOf } from "./rules";

/** The divisions that are offered where somebody says the industry of a customer. */
export const offeredDivisions = query("customers.read", async ({ db, tables: { settings } }): Promise<string[]> => {
  const [row] = await db.select({ hidden: settings.hiddenIndustries }).from(settings);
  return divisionCodes.filter((code) => !row?.hidden.includes(sectionOf(code) ?? ""));
});

/** How many customers open to the viewer each division has, by its code, and the sections that are not offered. */
export const industriesInUse = query("settings", async ({ db, tables: { customers, settings } }) => {
  const division = sql<string>`left(${customers.industryCode}, 2)`;
  const [[row], counted] = await Promise.all([
    db.select({ hidden: settings.hiddenIndustries }).from(settings),
    db
      .select({ division, customers: sql<number>`count(*)`.mapWith(Number) })
      .from(customers)
      .where(isNotNull(customers.industryCode))
      .groupBy(sql`1`),
  ]);
  return {
    hidden: row?.hidden ?? [],
    customers: new Map(counted.map((one) => [one.division, one.customers])),
  };
});

import "server-only";
import { asc, desc, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";

/** All rates, by country; of each country those in force first, the highest on top. */
export const listVatRates = query("settings", async ({ db, viewer, tables: { vatRates } }) => {
  const { id, version, country, rate, validFrom, validTo } = vatRates;
  const { today } = viewer.facts;
  const state = sql<"current" | "future" | "past">`case when ${validTo} < ${today}::date then 'past'
    when ${validFrom} > ${today}::date then 'future' else 'current' end`;
  return db
    .select({ id, version, country, rate, validFrom, validTo, state })
    .from(vatRates)
    .orderBy(asc(country), sql`${state} = 'past'`, desc(rate), asc(validFrom));
});

export type VatRate = Awaited<ReturnType<typeof listVatRates>>[number];

import "server-only";
import { sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { unrated } from "./parts";

const mostShown = 500;
const latestShown = 3;

/**
 * The exchange rates by currency, newest first: of one currency all of them, of all the newest few and the one in force.
 * `inForce` marks the one that counts today, `count` says how many its currency has.
 */
export const listRates = query("settings", async ({ db, tables, viewer }, currency: string | null) => {
  const most = currency ? mostShown : latestShown;
  const rated = sql`(
    select r.*, count(*) over (partition by r.currency) as count,
      row_number() over (partition by r.currency order by r.valid_from desc) as place,
      r.valid_from = max(r.valid_from) filter (where r.valid_from <= ${viewer.facts.today}::date)
        over (partition by r.currency) as in_force
    from (select * from ${tables.exchangeRates}) r where ${currency === null} or r.currency = ${currency}) e`;
  return db
    .select({
      id: sql<number>`e.id`.mapWith(Number),
      currency: sql<string>`e.currency`,
      validFrom: sql<string>`to_char(e.valid_from, 'YYYY-MM-DD')`,
      rate: sql<string>`trim_scale(e.rate)::text`,
      inForce: sql<boolean>`coalesce(e.in_force, false)`,
      count: sql<number>`e.count`.mapWith(Number),
    })
    .from(rated)
    .where(sql`e.place <= ${most} or e.in_force`)
    .orderBy(sql`e.currency`, sql`e.valid_from desc`);
});

export type ListedRate = Awaited<ReturnType<typeof listRates>>[number];

export const getRate = query("settings", async ({ db, tables: { exchangeRates } }, id: number) => {
  const { currency, validFrom, version } = exchangeRates;
  const [rate] = await db
    .select({
      id: exchangeRates.id,
      currency,
      validFrom,
      rate: sql<string>`trim_scale(${exchangeRates.rate})::text`,
      version,
    })
    .from(exchangeRates)
    .where(sql`${exchangeRates.id} = ${id}`);
  return rate ?? absent();
});

/** The organisation's currency, and which currencies in use cannot be converted into it for want of a rate. */
export const homeCurrency = query("settings", async (scope) => {
  const { id, version, currency } = scope.tables.settings;
  const [home] = await scope.db.select({ id, version, currency }).from(scope.tables.settings);
  if (!home) throw new Error("no settings");
  const missing = await scope.db.select({ code: sql<string>`m.currency` }).from(sql`${unrated(scope)} m`);
  return { ...home, missing: missing.map(({ code }) => code) };
});

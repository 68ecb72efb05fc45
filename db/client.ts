import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema/index.ts";

// bigint ids stay far below 2^53; text for them would only invite mistakes.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Limits of reliability: nobody waits for ever, and an idle connection that dies does not take the app along. */
const limits = {
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  maxLifetimeSeconds: 1_800,
  keepAlive: true,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
};

function open(name: string, max: number, statementTimeout: number) {
  const pool = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    application_name: `kumppani ${name}`,
    max,
    ...limits,
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout + 5_000,
  });
  pool.on("error", (error) => console.error(`database connection lost (${name}): ${error.message}`));
  return pool;
}

const kept = globalThis as { kumppaniPools?: { web: pg.Pool; long: pg.Pool } };

/** One pool for pages and forms, a small one for long reads and writes, so that an export never starves a page. */
kept.kumppaniPools ??= { web: open("web", 10, 15_000), long: open("long", 2, 300_000) };
export const pools = kept.kumppaniPools;

export const db = drizzle(pools.web, { schema, casing: "snake_case" });
export const longDb = drizzle(pools.long, { schema, casing: "snake_case" });

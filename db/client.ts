import type { Socket } from "node:net";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";

// bigint ids stay far below 2^53; text for them would only invite mistakes.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Limits of reliability: nobody waits for ever, and an idle connection that dies does not take the app along. */
const limits = {
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  maxLifetimeSeconds: 1_800,
  keepAlive: true,
  lock_timeout: 4_000,
  idle_in_transaction_session_timeout: 30_000,
};
/** How much longer than the server itself would work on a statement its answer is waited for. */
const patience = 3_000;

type Server = { url: string | undefined; limits?: Partial<typeof limits> };

function open(name: string, max: number, statementTimeout: number, server: Server = { url: process.env.DATABASE_URL }) {
  const pool = new pg.Pool({
    connectionString: server.url,
    application_name: `kumppani ${name}`,
    max,
    ...limits,
    ...server.limits,
    statement_timeout: statementTimeout,
  });
  // An error that nobody listens to ends the process; each is told once, whether its connection was in use or not.
  pool.on("error", () => {});
  const idle = new Set<pg.PoolClient>();
  pool.on("connect", (client) => {
    client.on("error", (error) => {
      console.error(`database connection lost (${name}): ${error.message}`);
      // What took this one has probably taken those that lie idle: each would be found by somebody who waits for it.
      const suspects = [...idle];
      idle.clear();
      for (const suspect of suspects) end(suspect, "idle when another one was lost");
    });
    streamOf(client).on("timeout", () => end(client, "no answer"));
  });
  // A server that has gone without a word answers nothing for ever: then the connection is of no use to anybody.
  pool.on("acquire", (client) => {
    idle.delete(client);
    streamOf(client).setTimeout(statementTimeout + patience);
  });
  pool.on("release", (_error, client) => {
    idle.add(client);
    streamOf(client).setTimeout(0);
  });
  pool.on("remove", (client) => idle.delete(client));
  return pool;
}

const end = (client: pg.PoolClient, why: string) =>
  streamOf(client).destroy(new Error(`Connection terminated: ${why}`));

export const streamOf = (client: pg.PoolClient) =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** The same two for reads that a replica may answer. It is not waited for as long: the primary is there. */
function openReplica(url: string | undefined) {
  if (!url) return {};
  const server = { url, limits: { connectionTimeoutMillis: 1_000 } };
  return { replica: open("replica", 4, 15_000, server), longReplica: open("long replica", 2, 300_000, server) };
}

type Pools = { web: pg.Pool; long: pg.Pool; replica?: pg.Pool; longReplica?: pg.Pool };
const kept = globalThis as { kumppaniPools?: Pools };

/** One pool for pages and forms, a small one for long reads and writes, so that an export never starves a page. */
kept.kumppaniPools ??= {
  web: open("web", 10, 15_000),
  long: open("long", 2, 300_000),
  ...openReplica(process.env.DATABASE_REPLICA_URL),
};
export const pools = kept.kumppaniPools;

const settings = { casing: "snake_case" } as const;

export const db = database(pools.web);
export const longDb = database(pools.long);

const onClients = new WeakMap<pg.PoolClient, ReturnType<typeof drizzle<Record<string, never>, pg.PoolClient>>>();

/** Drizzle on one connection, for as long as that is held. */
export function onConnection(client: pg.PoolClient) {
  const known = onClients.get(client) ?? drizzle(client, settings);
  onClients.set(client, known);
  return known;
}

/**
 * Drizzle on a pool. Its own transactions would keep a connection for ever that breaks at `begin`; a few of those, and
 * the pool has none left.
 */
function database(pool: pg.Pool) {
  const onPool = drizzle(pool, settings);
  const transaction: typeof onPool.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await onConnection(client).transaction(work, config);
    } finally {
      client.release();
    }
  };
  return Object.assign(onPool, { transaction });
}

import "server-only";
import type { Pool, PoolClient } from "pg";
import { db, pools } from "@/db/client";
import { eyesOf, type Facts, record, whoAsks } from "./audit";
import { demand, type ReadScope } from "./gate";
import type { Permission } from "./permissions";
import { isOfReplica, readFrom, upToDate } from "./replica";
import { visibleTables } from "./rows";
import type { SecurityAction } from "./security-actions";
import type { Viewer } from "./viewer";
import { whileAllowed } from "./while-allowed";

type Taken<Result> = { result: Result; facts: Facts };

/** A file that is put together from one read. Its line in the security log is written before anything leaves the house. */
export function taken<Args extends unknown[], Result>(
  permission: Permission,
  log: SecurityAction,
  run: (scope: ReadScope, ...args: Args) => Promise<Taken<Result>>,
) {
  const door = async (viewer: Viewer, ...args: Args): Promise<Result> => {
    demand(viewer, permission);
    const { result, facts } = await run({ viewer, db, tables: visibleTables(viewer) }, ...args);
    await record(db, {
      ...whoAsks(viewer),
      action: log,
      source: "web",
      subject: null,
      subjectId: null,
      subjectVersion: null,
      changes: [],
      facts: { ...facts, ...eyesOf(viewer) },
    });
    return result;
  };
  return Object.assign(door, { permission });
}

/**
 * A long read, row by row: an export. Batches come from a cursor on a small pool, so memory stays flat; a replica may
 * serve it (replica.ts).
 * The log line, with how many rows there are, is written before the first one leaves the house.
 */
export const stream = <Args extends unknown[], Row>(
  permission: Permission,
  log: SecurityAction,
  build: (scope: ReadScope, ...args: Args) => { query: StreamedQuery; row: (cells: unknown[]) => Row; facts: Facts },
) =>
  taken(permission, log, async (scope, ...args: Args) => {
    const { query, row, facts } = build(scope, ...args);
    const statement = query.toSQL();
    return {
      result: whileAllowed(scope.viewer, batches(statement, row)),
      facts: { ...facts, rows: await countOf(query) },
    };
  });

type Statement = { sql: string; params: unknown[] };
type StreamedQuery = { toSQL: () => Statement; orderBy?: () => { toSQL: () => Statement } };

/** Without the order, which would be half of the work. A query loses its order by this: its text is taken before. */
async function countOf(query: StreamedQuery): Promise<number> {
  const { sql, params } = (query.orderBy?.() ?? query).toSQL();
  const count = async (server: Pool | PoolClient) => {
    const { rows } = await server.query<{ n: number }>(`select count(*) as n from (${sql}) counted`, params);
    return rows[0]?.n ?? 0;
  };
  return readFrom("longReplica", { onReplica: count, onPrimary: () => count(pools.long) });
}

/** From one server to the end: a replica that fails leaves it to the primary as long as nothing has left the house. */
async function* batches<Row>(statement: Statement, row: (cells: unknown[]) => Row): AsyncGenerator<Row[]> {
  const replica = await upToDate("longReplica");
  if (replica) {
    let hasBegun = false;
    try {
      for await (const batch of batchesFrom(replica, statement, row)) {
        hasBegun = true;
        yield batch;
      }
      return;
    } catch (error) {
      if (hasBegun || !isOfReplica(error)) throw error;
    }
  }
  yield* batchesFrom(await pools.long.connect(), statement, row);
}

/** Large enough that round trips do not count, small enough to leave others their turn. */
const batchSize = 1_000;

/** While one batch is worked on, Postgres makes the next. Whoever stops early takes the connection along. */
async function* batchesFrom<Row>(client: PoolClient, { sql, params }: Statement, row: (cells: unknown[]) => Row) {
  let isRead = false;
  try {
    const { default: QueryStream } = await import("pg-query-stream");
    // Batch by batch from its cursor: as a stream of rows it would cost a promise for each of them.
    const { cursor } = client.query(new QueryStream(sql, params, { rowMode: "array" }));
    const readOn = (): Promise<unknown[][]> => {
      const batch = cursor.read(batchSize);
      // Where nobody asks for it any more, that it failed is no news.
      batch.catch(() => {});
      return batch;
    };
    let next = readOn();
    while (!isRead) {
      const batch = await next;
      isRead = batch.length < batchSize;
      if (!isRead) next = readOn();
      if (batch.length) yield batch.map(row);
    }
  } finally {
    client.release(!isRead);
  }
}

import "server-only";
import { db, longDb } from "@/db/client";
import { record } from "./audit";
import { demand, type ReadScope } from "./gate";
import type { Permission } from "./permissions";
import { visibleTables } from "./rows";
import type { Viewer } from "./viewer";

/**
 * A long read, row by row: an export. Batches come from a cursor on the small pool, so memory stays flat.
 * The log line is written before the first row leaves the house.
 */
export function stream<Args extends unknown[], Row>(
  permission: Permission,
  log: string,
  build: (scope: ReadScope, ...args: Args) => { query: StreamedQuery; row: (cells: unknown[]) => Row; facts: Facts },
) {
  const door = async (viewer: Viewer, ...args: Args): Promise<AsyncIterable<Row[]>> => {
    demand(viewer, permission);
    const { query, row, facts } = build({ viewer, db, tables: visibleTables(viewer) }, ...args);
    await record(db, {
      actorId: viewer.actorId,
      action: log,
      source: "web",
      subject: null,
      subjectId: null,
      subjectVersion: null,
      changes: [],
      facts,
    });
    return batches(query.toSQL(), row);
  };
  return Object.assign(door, { permission });
}

type Facts = Record<string, string | number | boolean | null>;
type StreamedQuery = { toSQL: () => { sql: string; params: unknown[] } };

async function* batches<Row>(statement: { sql: string; params: unknown[] }, row: (cells: unknown[]) => Row) {
  const { default: QueryStream } = await import("pg-query-stream");
  const client = await longDb.$client.connect();
  try {
    const rows = client.query(
      new QueryStream(statement.sql, statement.params as unknown[], { rowMode: "array", batchSize: 1_000 }),
    );
    let batch: Row[] = [];
    for await (const cells of rows) {
      batch.push(row(cells as unknown[]));
      if (batch.length === 1_000) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length) yield batch;
  } finally {
    client.release();
  }
}

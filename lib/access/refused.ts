import "server-only";
import { getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { absent } from "@/lib/outcome";
import { eyesOf, type Facts, whoAsks } from "./audit";
import type { TableName } from "./rows";
import { categoryOf, type SecurityAction } from "./security-actions";
import type { Viewer } from "./viewer";

const { events, loginFailures } = schema;

/** What somebody was refused. No names, no values, no addresses of pages: a mistyped address is no refusal. */
type Refused = {
  action: Extract<SecurityAction, "access.refused" | "session.refused" | "session.throttled">;
  actorId: number | null;
  network: string | null;
  /** A row that was asked for. Where there is none, or it has been deleted, nothing was refused. */
  row?: Row;
  facts: Facts;
};

type Row = { table: PgTable; id: number };

/** For lack of a right: noted, and then absent like everything that is not there. */
export function refuse(viewer: Viewer, right: string): never {
  noteAccess(viewer, { right });
  return absentAndNoted();
}

/** A row that is not among those open to the viewer: noted if there is such a row at all, and absent in any case. */
export function outOfReach(viewer: Viewer, table: TableName, id: number): never {
  noteAccess(viewer, {}, { table: (schema as Record<string, unknown>)[table] as PgTable, id });
  return absentAndNoted();
}

/** Notes that a command was refused, where what it threw says "absent" and nobody has noted why. */
export function noteAbsence(viewer: Viewer, error: unknown, command: string, row?: Row): void {
  const { digest, isNoted } = error as { digest?: string; isNoted?: boolean };
  if (digest !== "NEXT_HTTP_ERROR_FALLBACK;404" || isNoted) return;
  noteAccess(viewer, { command }, row);
}

const noteAccess = (viewer: Viewer, facts: Facts, row?: Row) =>
  note({ action: "access.refused", ...whoAsks(viewer), row, facts: { ...facts, ...eyesOf(viewer) } });

function absentAndNoted(): never {
  try {
    return absent();
  } catch (error) {
    throw Object.assign(error as Error, { isNoted: true });
  }
}

/** Lines that are being written. */
const pending = new Set<Promise<unknown>>();

/**
 * Writes it into the security log, beside the answer and not before it: nobody can tell by the time an answer takes
 * whether a row is there, and a log that cannot be written fails no read.
 */
export function note(refused: Refused): void {
  const line = written(refused).catch((error) => console.error("a refusal is not in the log:", error));
  pending.add(line);
  line.finally(() => pending.delete(line));
}

/** Waits for the lines that are being written. */
export async function refusalsWritten(): Promise<void> {
  await Promise.all(pending);
}

/**
 * The same refusal of the same person within a minute is counted: the log gets the 1st, 10th, 100th … of them, with how
 * many there were. Rows of one table are the same, so that trying them all does not fill the disk.
 */
async function written({ action, actorId, network, row, facts }: Refused): Promise<void> {
  const subject = row ? getTableName(row.table) : null;
  const same = JSON.stringify([action, actorId ?? network, subject, facts]);
  const isThere = row
    ? sql`exists (select from ${row.table} r where id = ${row.id}::bigint and to_jsonb(r) ->> 'deleted_at' is null)`
    : sql`true`;
  await db.execute(sql`
    with counted as (
      insert into ${loginFailures} as known (key, window_start, count)
      select ${`refused ${same}`}, date_bin('1 minute', now(), timestamptz '2020-01-01'), 1 where ${isThere}
      on conflict (key, window_start) do update set count = known.count + 1
      returning count)
    insert into ${events} (actor_id, action, category, network, subject, subject_id, facts)
    select ${actorId}::bigint, ${action}, ${categoryOf(action)}, ${network}, ${subject}, ${row?.id ?? null}::bigint,
      ${JSON.stringify(facts)}::jsonb || case when count > 1 then jsonb_build_object('times', count) else '{}' end
    from counted where count in (1, 10, 100, 1000, 10000, 100000, 1000000)`);
}

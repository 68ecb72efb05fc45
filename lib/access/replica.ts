import "server-only";
import type pg from "pg";
import { pools } from "@/db/client";
import { isBusy } from "./busy";

type Kind = "replica" | "longReplica";

/** How long a replica that is a little behind is waited for, and one that is away left in peace, in milliseconds. */
const patience = 200;
const peace = 5_000;
const state = { isAway: false, notBefore: 0 };

/**
 * Which register it is, restores and failovers included: the replica of another one would show what is none of ours.
 * The same on both sides, except shortly after a failover.
 */
const register = `concat_ws('/', (select system_identifier from pg_control_system()),
  (select timeline_id from pg_control_checkpoint()), (select oid from pg_database where datname = current_database()))`;

/** A commit is seen once the log is flushed up to it, unless commits do not wait for that: then nobody knows the place. */
const whereAreWe = `select ${register} as register,
  case when current_setting('synchronous_commit') <> 'off' then pg_current_wal_flush_lsn()::text end as place`;

const isItThere = `select pg_is_in_recovery() and ${register} = $1 as "isOurs",
  coalesce(pg_last_wal_replay_lsn() >= $2::pg_lsn, false) as "hasAll"`;

/**
 * Reads from the replica if all is to be seen there that the primary has committed by now, every change of rights among
 * it, and from the primary otherwise, or when the replica fails meanwhile.
 * @param read is carried out anew on the primary when the replica could not finish it
 */
export async function readFrom<T>(
  kind: Kind,
  read: { onReplica: (client: pg.PoolClient) => Promise<T>; onPrimary: () => Promise<T> },
): Promise<T> {
  const client = await upToDate(kind);
  if (!client) return read.onPrimary();
  try {
    return await read.onReplica(client);
  } catch (error) {
    if (!isOfReplica(error)) throw error;
  } finally {
    client.release();
  }
  return read.onPrimary();
}

/** A connection to the replica that has all the primary has, or null. Whoever gets it releases it. */
export async function upToDate(kind: Kind): Promise<pg.PoolClient | null> {
  const pool = pools[kind];
  if (!pool || performance.now() < state.notBefore) return null;
  const { rows } = await pools.web.query<{ register: string; place: string | null }>(whereAreWe);
  const [known] = rows;
  if (!known?.place) return null;
  try {
    const client = await pool.connect();
    try {
      if (await hasSeen(client, known.register, known.place)) return client;
    } catch (error) {
      client.release();
      throw error;
    }
    client.release();
  } catch (error) {
    leaveInPeace(error instanceof Error ? error.message : String(error));
  }
  return null;
}

async function hasSeen(client: pg.PoolClient, register: string, place: string): Promise<boolean> {
  for (const began = performance.now(); ; await pause(20)) {
    const { rows } = await client.query<{ isOurs: boolean; hasAll: boolean }>(isItThere, [register, place]);
    if (!rows[0]?.isOurs) throw new Error("it is no replica of this register");
    state.isAway = false;
    if (rows[0].hasAll) return true;
    if (performance.now() - began > patience) return false;
  }
}

function leaveInPeace(reason: string): void {
  if (!state.isAway) console.error(`reports and exports are read from the primary, not from the replica: ${reason}`);
  Object.assign(state, { isAway: true, notBefore: performance.now() + peace });
}

/** It is away, is going down, or had to end the read because of what it replays. Not: the question took too long. */
export function isOfReplica(error: unknown): boolean {
  const code = codeOf(error);
  return code === "40001" || code === "40P01" || (code !== "57014" && isBusy(error));
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? ((error as { code?: string }).code ?? codeOf(error.cause)) : undefined;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

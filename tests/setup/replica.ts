import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { type Cluster, databaseUrl, startPostgres, stopPostgres } from "@/db/embedded";
import { withConnection } from "@/db/migrate";

const settings = ["fsync=off", "max_standby_streaming_delay=500ms"];

/**
 * A streaming replica of the Postgres of a run: a copy of its folder that follows it. The embedded Postgres comes without
 * pg_basebackup, and needs none.
 */
export class Replica {
  private cluster: Cluster | null = null;
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param server address of a Postgres that is reached through a socket on this machine */
  static async of(server: string): Promise<Replica> {
    const folder = await withConnection(server, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>("show data_directory");
      const from = rows[0]?.data_directory ?? "";
      const to = path.join(path.dirname(from), "replica");
      await client.query("select pg_backup_start('replica', true)");
      copyData(from, to);
      const label = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
      write(path.join(to, "backup_label"), label.rows[0]?.labelfile ?? "");
      return to;
    });
    const socket = new URL(server).searchParams.get("host");
    fs.appendFileSync(path.join(folder, "postgresql.auto.conf"), `primary_conninfo = 'host=${socket} user=kumppani'\n`);
    write(path.join(folder, "standby.signal"), "");
    const replica = new Replica(folder);
    replica.start();
    return replica;
  }

  start(): void {
    this.cluster = startPostgres(this.folder, settings);
  }

  stop(): void {
    stopPostgres(this.folder, "immediate");
  }

  remove(): void {
    this.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** The address of the copy of a database. */
  urlOf(database: string): string {
    if (!this.cluster) throw new Error("the replica has not been started");
    return databaseUrl(this.cluster, new URL(database).pathname.slice(1));
  }

  /** What a statement finds on the replica. One that stood in the way of what the replica replays is asked again. */
  async ask<Row extends object>(database: string, statement: string): Promise<Row[]> {
    const asked = withConnection(this.urlOf(database), async (client) => (await client.query<Row>(statement)).rows);
    return asked.catch((error) => {
      if (error.code !== conflictWithRecovery) throw error;
      return this.ask(database, statement);
    });
  }
}

const conflictWithRecovery = "40001";

/** A file of Postgres' own user. */
function write(file: string, text: string): void {
  const { uid, gid } = fs.statSync(path.dirname(file));
  fs.writeFileSync(file, text);
  fs.chownSync(file, uid, gid);
}

/** Everything but the write-ahead log, which comes over the wire, and what belongs to the running server. */
function copyData(from: string, to: string): void {
  const { uid, gid } = fs.statSync(from);
  for (const folder of [to, path.join(to, "pg_wal")]) {
    fs.mkdirSync(folder, { mode: 0o700 });
    fs.chownSync(folder, uid, gid);
  }
  const parts = fs.readdirSync(from).filter((name) => !/^(pg_wal|postmaster\..*|server\.log)$/.test(name));
  // Files that go while they are copied are none that the log does not bring back.
  spawnSync("cp", ["-a", ...parts.map((name) => path.join(from, name)), to]);
}

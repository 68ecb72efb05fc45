import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { databaseUrl, startPostgres, stopPostgres } from "@/db/embedded";
import { migrateDatabase, withClient } from "@/db/migrate";

const place = "/tmp";
const prefix = "kumppani-test-";
const template = "kumppani_template";
/** Nothing here has to survive: what is not written to disk is quicker. */
const settings = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=2GB"];

/**
 * A Postgres for one test run with a migrated template database.
 * @param fill puts first rows into the template
 * @returns the address that `cloneTemplate` wants, and how to remove it all
 */
export async function throwAwayCluster(fill: (url: string) => Promise<unknown> = async () => {}) {
  fs.readdirSync(place).filter(isAbandoned).forEach(remove);
  const folder = fs.mkdtempSync(path.join(place, `${prefix}${process.pid}-`));
  fs.chmodSync(folder, 0o711);
  removeWhenInterrupted(path.basename(folder));
  try {
    const cluster = startPostgres(path.join(folder, "postgres"), settings);
    const server = databaseUrl(cluster);
    await run(server, `create database ${template}`);
    await migrateDatabase(databaseUrl(cluster, template));
    await fill(databaseUrl(cluster, template));
    await run(server, `alter database ${template} allow_connections false`);
    return { server, stop: () => remove(path.basename(folder)) };
  } catch (error) {
    remove(path.basename(folder));
    throw error;
  }
}

/** Makes a copy of the template and returns its address. */
export async function cloneTemplate(server: string, name: string): Promise<string> {
  await dropClone(server, name);
  await run(server, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

export async function dropClone(server: string, name: string): Promise<void> {
  await run(server, `drop database if exists ${name} with (force)`);
}

async function run(server: string, statement: string): Promise<void> {
  await withClient(server, (db) => db.execute(sql.raw(statement)));
}

/** Neither Vitest nor Playwright tears down for every signal. */
function removeWhenInterrupted(name: string): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => {
      remove(name);
      process.exit(1);
    });
  }
}

/** A run that was killed leaves its Postgres behind; the next run removes it. */
function isAbandoned(name: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const pid = name.slice(prefix.length).split("-")[0];
  const owner = fs.statSync(path.join(place, name), { throwIfNoEntry: false })?.uid;
  return owner === process.getuid?.() && !fs.existsSync(`/proc/${pid}`);
}

function remove(name: string): void {
  stopPostgres(path.join(place, name, "postgres"), "immediate");
  fs.rmSync(path.join(place, name), { recursive: true, force: true });
}

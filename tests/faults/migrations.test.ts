import { spawn } from "node:child_process";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { migrateDatabase, migrateEmpty, withClient, withConnection } from "@/db/migrate";
import journal from "@/db/migrations/meta/_journal.json";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { isLong, pause, rounds } from "./size";
import { tally } from "./tally";

const name = "faults_migrations";
const newest = `${name}_newest`;

afterAll(async () => {
  await dropClone(testServer(), name);
  await dropClone(testServer(), newest);
});

async function emptyDatabase(): Promise<string> {
  await dropClone(testServer(), name);
  await withClient(testServer(), (db) => db.execute(sql.raw(`create database ${name}`)));
  return testServer().replace("/postgres?", `/${name}?`);
}

/** Everything the schema consists of, in one list. */
async function schemaOf(url: string): Promise<unknown[]> {
  const { rows } = await withClient(url, (db) =>
    db.execute(sql`
      select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
        where table_schema = 'public'
      union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '' from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select tablename, indexname, indexdef, '', '' from pg_indexes where schemaname = 'public'
      union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '' from pg_trigger where not tgisinternal
      union all select '', oid::regprocedure::text, md5(prosrc), '', '' from pg_proc where pronamespace = 'public'::regnamespace
      order by 1, 2, 3`),
  );
  return rows;
}

test("killed while it migrates: the next start does it all", async () => {
  const whole = await schemaOf(await cloneTemplate(testServer(), newest));
  for (const _ of rounds(1, 20)) {
    const url = await emptyDatabase();
    const program = spawn(process.execPath, ["db/migrate.ts"], { env: { ...process.env, DATABASE_URL: url } });
    const ended = once(program, "exit");
    await pause(200 + Math.random() * 1_500);
    program.kill("SIGKILL");
    tally({ kills: 1 });
    await ended;
    await migrateDatabase(url);
    expect(await schemaOf(url)).toEqual(whole);
  }
});

test("a database of any older version becomes the newest", async () => {
  const whole = await schemaOf(await cloneTemplate(testServer(), newest));
  const versions = journal.entries.map(({ when }) => when);
  const chosen = isLong ? versions : [versions[Math.floor(versions.length / 2)]];
  for (const version of chosen) {
    const url = await emptyDatabase();
    await withConnection(url, (client) => migrateEmpty(client, version ?? 0));
    await migrateDatabase(url);
    expect(await schemaOf(url)).toEqual(whole);
  }
});

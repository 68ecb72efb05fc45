import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { databaseUrl, startPostgres, stopPostgres } from "@/db/embedded";
import { checkDatabase, migrateDatabase, withClient } from "@/db/migrate";

const home = fs.mkdtempSync("/tmp/kumppani-embedded-");
fs.chmodSync(home, 0o711);
const folder = path.join(home, "postgres");
const lock = path.join(folder, "postmaster.pid");

afterAll(() => {
  stopPostgres(folder, "immediate");
  fs.rmSync(home, { recursive: true });
});

async function ask<T>(question: string): Promise<T> {
  const { rows } = await withClient(databaseUrl(startPostgres(folder)), (db) =>
    db.execute<{ answer: T }>(sql.raw(`select ${question} as answer`)),
  );
  return (rows[0] as { answer: T }).answer;
}

test("a new folder becomes a database that knows our letters and checks its pages", async () => {
  expect(startPostgres(folder).reused).toBe(false);
  await withClient(databaseUrl(startPostgres(folder)), (db) => db.execute("create extension pg_trgm"));
  expect(await ask<string[]>("show_trgm('Привет')")).not.toEqual([]);
  const sorted = `(select string_agg(w, ' ' order by w collate "fi-x-icu") from unnest(array['Öland','Åbo','Zeta']) w)`;
  expect(await ask(sorted)).toBe("Zeta Åbo Öland");
  expect(await ask("current_setting('data_checksums')")).toBe("on");
  expect(await ask("current_setting('fsync')")).toBe("on");
  expect(await ask("current_setting('timezone')")).toBe("UTC");
  expect(await ask("current_setting('listen_addresses')")).toBe("");
});

test("a server that outlived its owner is taken over", () => {
  expect(startPostgres(folder).reused).toBe(true);
});

test("a killed server is started again", async () => {
  process.kill(serverPid(), "SIGKILL");
  expect(startPostgres(folder).reused).toBe(false);
  expect(await ask("1")).toBe(1);
});

test("a lock that names somebody else's process is not waited for", async () => {
  const pid = serverPid();
  process.kill(pid, "SIGKILL");
  fs.writeFileSync(lock, fs.readFileSync(lock, "utf8").replace(String(pid), String(process.pid)));
  expect(startPostgres(folder).reused).toBe(false);
  expect(await ask("1")).toBe(1);
});

test("a database that is newer than the program is refused", async () => {
  const url = process.env.DATABASE_URL as string;
  await checkDatabase(url);
  await withClient(url, (db) =>
    db.execute(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`),
  );
  await expect(checkDatabase(url)).rejects.toThrow("newer than this version");
  await expect(migrateDatabase(url)).rejects.toThrow("newer than this version");
});

test("two programs may migrate at the same moment", async () => {
  const url = databaseUrl(startPostgres(folder));
  await Promise.all([migrateDatabase(url), migrateDatabase(url)]);
  expect(await ask("(select count(*)::int from drizzle.__drizzle_migrations)")).toBeGreaterThan(0);
});

function serverPid(): number {
  return Number.parseInt(fs.readFileSync(lock, "utf8"), 10);
}

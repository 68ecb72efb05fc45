import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Made, makeBackup } from "@/db/backup";
import { type Manifest, manifestPath, sealPath } from "@/db/backup-format";
import { db } from "@/db/client";
import { prepareDemo } from "@/db/first-people";
import { migrateEmpty, withConnection } from "@/db/migrate";
import { openBackup, restoreInto } from "@/db/restore";
import { ending, packed } from "@/db/tar";
import { keepBytes, openFile } from "@/lib/access/blobs";
import { viewerOf } from "@/lib/access/sessions";
import { signIn } from "@/lib/access/sign-in";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { addFiles } from "@/lib/files/commands";

const url = process.env.DATABASE_URL as string;
const home = fs.mkdtempSync("/tmp/kumppani-backup-");
const device = { ip: "127.0.0.1", userAgent: "test" };
const mine = new URL(url).pathname.slice(1);

/** The address of another database of the same server. */
const beside = (name: string, user = "kumppani") =>
  url.replace("kumppani@", `${user}@`).replace(`/${mine}?`, `/${name}?`);

const ask = async <Row extends object>(address: string, question: string): Promise<Row[]> =>
  withConnection(address, async (client) => (await client.query<Row>(question)).rows);

async function emptyDatabase(name: string, owner = "kumppani"): Promise<string> {
  await ask(beside("postgres"), `drop database if exists ${name} with (force)`);
  await ask(beside("postgres"), `create database ${name} owner ${owner}`);
  return beside(name, owner);
}

/** @param objects what an outer store of files holds */
const backUp = (from: string, name: string, objects: Record<string, Buffer> = {}): Promise<Made> =>
  makeBackup(from, { place: () => path.join(home, name), object: async (object) => objects[object] ?? null });

async function restore(file: string, into: string): Promise<void> {
  const backup = await openBackup(file);
  await restoreInto(into, backup).finally(() => backup.file.close());
}

/** The number that a new customer gets. */
async function numberOfNew(viewer: Viewer, name: string): Promise<number> {
  const values = { id: viewer.facts.companyId, name, country: "FI" };
  const outcome = await createCustomer(viewer, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const [row] = await ask<{ number: number }>(url, `select number::int from customers where id = ${outcome.result.id}`);
  return row?.number ?? 0;
}

async function somebody(name: string): Promise<Viewer> {
  const signed = await signIn(`${name}@demo.example`, "Hallakuura-2026", device);
  const viewer = signed.ok ? await viewerOf(signed.cookie) : null;
  if (!viewer) throw new Error(`${name} cannot sign in`);
  return viewer;
}

/** What a copy has to have: rows, and the rules of every table. Another reader than the one under test. */
async function contents(address: string): Promise<Map<string, string>> {
  const passing = ["sessions", "form_keys", "login_failures", "set_up_tokens"];
  const tables = await ask<{ name: string }>(
    address,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
     and relname <> all ('{${passing}}')`,
  );
  const questions = tables.map(({ name }) => {
    const rows = name === "events" ? "(select * from events where action not like 'backup.%')" : name;
    return `select '${name}' as what, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')
      as state from ${rows} t`;
  });
  const rules = `select 'rules', md5(string_agg(rule, ';' order by rule collate "C")) from (
    select conrelid::regclass::text || conname || pg_get_constraintdef(oid) || convalidated::text from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select tgrelid::regclass::text || tgname || tgenabled::text from pg_trigger where not tgisinternal) all_rules (rule)`;
  const found = await ask<{ what: string; state: string }>(address, [...questions, rules].join("\nunion all "));
  return new Map(found.map(({ what, state }) => [what, state]));
}

const odd = [
  "",
  "\\.",
  "a\n\\.\nb",
  'käärö "ja" ’s',
  "\t,;\r\n",
  "日本語 🧾 e\u0301",
  "\\x00",
  "NULL",
  "\u00a0",
  "x".repeat(3_000_000),
];
const bytes = Buffer.from(Array.from({ length: 1_300_000 }, (_, at) => (at * 7) % 256));
let made: Made;
let before: Map<string, string>;
let file = 0;
let lastNumber = 0;

beforeAll(async () => {
  await prepareDemo(url, "Hallakuura-2026");
  const maija = await somebody("maija");
  const [customer] = await db
    .execute<{ id: number }>("select id from customers where tab = 0 order by id limit 1")
    .then(({ rows }) => rows);
  const { sha256, size } = await keepBytes(
    maija,
    (async function* () {
      yield bytes;
    })(),
  );
  const given = [{ name: "kuva.bin", mediaType: "application/pdf", sha256, size }];
  const added = await addFiles(maija, { id: customer?.id ?? 0, files: given });
  file = added.ok ? added.result.id : 0;
  const head = sql`array[${sql.join(
    odd.map((text) => sql`${text}`),
    sql`, `,
  )}, null]::text[]`;
  await db.execute(sql`insert into imports (employee_id, file_name, file_hash, head, mapping, choices)
    select id, ${odd.at(-1)?.slice(0, 100)}, '', ${head}, ${JSON.stringify(odd.slice(0, 9))}::jsonb, '{"ä": null}' from employees limit 1`);
  await db.execute("insert into import_rows (import_id, line, cells) select max(id), 1, '{}' from imports");
  await db.execute(
    "update customers set description = E' \\\\N \\r\\n\\\\.\\n' where id in (select id from customers limit 3)",
  );
  await db.execute(
    "insert into registry_answers (register, question, answer, expires_at) values ('prh', 'ö', '[1e400, -0.0, \"\\\\u00e4\"]', 'infinity')",
  );
  lastNumber = await numberOfNew(maija, "Vanha Loppu Oy");
  made = await backUp(url, "whole.tar");
  before = await contents(url);
});

afterAll(() => fs.rmSync(home, { recursive: true }));

describe("a backup", () => {
  test("is one file for its owner alone, which tar and gzip can read", () => {
    expect(made).toMatchObject({ file: path.join(home, "whole.tar"), damaged: [], bytes: fs.statSync(made.file).size });
    expect(fs.statSync(made.file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(home)).toEqual(["whole.tar"]);
    execFileSync("tar", ["xf", made.file, "-C", home]);
    const read = (name: string) => path.join(home, "kumppani-backup", name);
    const table = execFileSync("gunzip", ["-c", read("tables/companies/0001.csv.gz")], { encoding: "utf8" });
    expect(table).toMatch(/^id,.*name.*\n1,.*Pohjanranta Oy/);
    execFileSync("sha256sum", ["--check", "--status", "manifest.json.sha256"], { cwd: read("") });
    expect(fs.readdirSync(read("tables"))).not.toContain("sessions");
    fs.rmSync(read(""), { recursive: true });
  });

  test("never takes the place of another file", async () => {
    await expect(backUp(url, "whole.tar")).rejects.toThrow("is there already");
    expect(fs.statSync(made.file).size).toBe(made.bytes);
  });

  test("has of every transaction all or nothing, all that was acknowledged before it began, and names damaged files", async () => {
    const chunk = sql`blob_id = (select blob_id from files where id = ${file}) and place = 1`;
    await db.execute(sql`update blob_chunks set bytes = 'x' where ${chunk}`);
    const moved = sql`delete from blob_chunks where blob_id = (select min(id) from blobs) returning blob_id as id, bytes`;
    const [outer] = (await db.execute<{ id: number; bytes: Buffer }>(moved)).rows;
    await db.execute(sql`update blobs set store = 's3' where id = ${outer?.id}`);
    let [acknowledged, stop] = [0, false];
    const write = async () => {
      while (!stop) {
        const text = `pari ${acknowledged + 1}`;
        await db.transaction(async (tx) => {
          await tx.execute(sql`insert into tags (name) values (${text})`);
          await tx.execute(sql`insert into keywords (name) values (${text})`);
        });
        acknowledged++;
      }
    };
    const writing = write();
    while (acknowledged < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    const atLeast = acknowledged;
    const {
      file: written,
      damaged,
      files,
    } = await backUp(url, "moment.tar", { [`${outer?.id}/0`]: outer?.bytes ?? bytes });
    stop = true;
    await writing;
    const copy = await emptyDatabase("moment");
    await restore(written, copy);
    const [{ tags = 0, keywords = 0 } = {}] = await ask<{ tags: number; keywords: number }>(
      copy,
      `select (select count(*)::int from tags where name like 'pari %') as tags,
         (select count(*)::int from keywords where name like 'pari %') as keywords`,
    );
    expect(tags).toBe(keywords);
    expect(tags).toBeGreaterThanOrEqual(atLeast);
    expect(tags).toBeLessThan(acknowledged);
    expect([damaged, files]).toEqual([["kuva.bin"], made.files - 1]);
    const inside = `select store from blobs join blob_chunks on blob_id = id where sha256 = encode(sha256(bytes), 'hex')`;
    expect(await ask(copy, `${inside} and id = ${outer?.id}`)).toEqual([{ store: "database" }]);
  });
});

describe("what is restored", () => {
  test("comes from an older program, and is brought up to this one", async () => {
    const old = await emptyDatabase("old");
    const [{ schema = 0 } = {}] = await ask<{ schema: number }>(
      url,
      "select created_at::float as schema from drizzle.__drizzle_migrations order by 1 desc offset 5 limit 1",
    );
    await withConnection(old, (client) => migrateEmpty(client, schema));
    const { file: written } = await backUp(old, "old.tar");
    const copy = await emptyDatabase("older");
    await restore(written, copy);
    const applied = "select count(*)::int as number from drizzle.__drizzle_migrations";
    expect(await ask(copy, applied)).toEqual(await ask(url, applied));
    expect((await contents(copy)).get("rules")).toBe(before.get("rules"));
  });

  test("is every row and every rule, whoever owns the database, and life goes on", async () => {
    await ask(beside("postgres"), "create role plain login");
    await restore(made.file, await emptyDatabase(mine, "plain"));
    expect(await contents(url)).toEqual(before);

    const maija = await somebody("maija");
    const found = await listCustomers(maija, customerFilter({ q: "kuuramäen" }), "fi");
    expect(found.rows.map(({ name }) => name)).toEqual(["Kuuramäen Kiinteistösijoitus Oy"]);
    const pieces: Buffer[] = [];
    for await (const piece of (await openFile(maija, file)).bytes) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(await numberOfNew(maija, "Uusi Alku Oy")).toBe(lastNumber + 1);
    const log = await ask<{ action: string }>(url, "select action from events where action like 'backup.%'");
    expect(log).toEqual([{ action: "backup.restored" }]);
  });
});

describe("a file that is not right changes nothing", () => {
  const whole = () => fs.readFileSync(made.file);
  const written = (content: Buffer) => {
    const name = path.join(home, "wrong.tar");
    fs.writeFileSync(name, content);
    return name;
  };

  /** A backup that says something else of itself, as if it had been made so. */
  async function saying(change: (manifest: Manifest) => void): Promise<string> {
    const opened = await openBackup(made.file);
    await opened.file.close();
    change(opened.manifest);
    const text = Buffer.from(JSON.stringify(opened.manifest));
    const seal = Buffer.from(`${createHash("sha256").update(text).digest("hex")}  manifest.json\n`);
    const body = whole().subarray(0, (opened.entries.get(manifestPath)?.start ?? 0) - 512);
    const at = new Date();
    return written(Buffer.concat([body, ...packed(manifestPath, text, at), ...packed(sealPath, seal, at), ending()]));
  }

  test.each([0, 1, 511, 512, 100_000, -1, -512, -1024, -1025])("cut off at %i", async (length) => {
    await expect(openBackup(written(whole().subarray(0, length)))).rejects.toThrow(/cannot be restored: .+\.$/);
  });

  test("altered in a single bit, wherever", async () => {
    const opened = await openBackup(made.file);
    await opened.file.close();
    const entries = [...opened.entries.values()];
    for (const [place, { start, size }] of entries.entries()) {
      if (place % 5) continue;
      const content = whole();
      const at = place % 2 ? start + ((place * 7919) % size) : start - 512 + ((place * 31) % 150);
      content[at] = (content[at] ?? 0) ^ 4;
      await expect(openBackup(written(content)), `byte ${at}`).rejects.toThrow(/cannot be restored: .+\.$/);
    }
  });

  test("of another kind, or of a newer program", async () => {
    execFileSync("tar", ["cf", path.join(home, "other.tar"), "package.json"]);
    await expect(openBackup(path.join(home, "other.tar"))).rejects.toThrow("no backup of Kumppani");
    await expect(openBackup(path.join(home, "none.tar"))).rejects.toThrow("cannot be read");
    const newer = (change: (manifest: Manifest) => void) => expect(saying(change).then(openBackup)).rejects;
    await newer((said) => Object.assign(said, { version: 2 })).toThrow("newer version");
    await newer((said) => Object.assign(said, { schema: said.schema + 86_400_000 })).toThrow("newer version");
    await newer((said) => Object.assign(said, { schema: said.schema - 1 })).toThrow("no version of this program");
  });

  test("whose rows are others than it says: the database stays empty", async () => {
    const lying = await saying(({ tables }) =>
      Object.assign(tables.find(({ name }) => name === "customers") ?? {}, { rows: 1 }),
    );
    const target = await emptyDatabase("untouched");
    await expect(restore(lying, target)).rejects.toThrow("the rows of customers are not those of the backup");
    expect(await ask(target, "select from pg_namespace where nspname = 'drizzle'")).toEqual([]);
    await ask(target, "create table notes (id int)");
    await expect(restore(made.file, target)).rejects.toThrow("the database is not empty");
  });
});

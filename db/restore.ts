import { createHash } from "node:crypto";
import fs, { type FileHandle } from "node:fs/promises";
import type pg from "pg";
import * as format from "./backup-format.ts";
import { noteBackup } from "./backup-line.ts";
import { copyIn } from "./copy.ts";
import { migrateDatabase, migrateEmpty, migrationLock, refuseUnknown, withConnection } from "./migrate.ts";
import { contentOf, type Entry, entriesOf } from "./tar.ts";

/** A backup whose every byte is what was written. */
export type Backup = { manifest: format.Manifest; file: FileHandle; entries: Map<string, Entry> };

/** As files in the database are cut (lib/access/blobs.ts). */
const chunkBytes = 512 * 1024;

/**
 * Opens a backup and reads all of it once.
 * @throws Error, in one line, when it is cut off, altered, no backup, or newer than this program
 */
export async function openBackup(path: string): Promise<Backup> {
  const file = await fs.open(path).catch((error: Error) => {
    throw new Error(`${path} cannot be read: ${error.message}`);
  });
  try {
    const entries = new Map((await entriesOf(file)).map((entry) => [entry.path, entry]));
    const manifest = await manifestOf(file, entries);
    refuseUnknown(manifest.schema);
    await checkParts(file, entries, manifest);
    return { manifest, file, entries };
  } catch (error) {
    await file.close();
    throw new Error(`${path} cannot be restored: ${(error as Error).message}.`);
  }
}

/**
 * Brings all of a backup into an empty database, in one transaction: what ends it early leaves the database empty.
 * Every row and file is read back and compared before it counts.
 * @throws Error when the database is not empty, is out of reach, or holds something else in the end
 */
export async function restoreInto(url: string, backup: Backup): Promise<void> {
  const { manifest } = backup;
  await withConnection(url, async (client) => {
    await format.calm(client);
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await refuseFilled(client);
    await client.query("begin");
    await migrateEmpty(client, manifest.schema);
    const tables = await format.storedTables(client);
    compareTables(tables, manifest);
    const rules = await withoutRules(client);
    await loadTables(client, backup);
    await loadFiles(client, backup);
    for (const statement of rules) await client.query(statement);
    await setSequences(client, manifest);
    await compareRows(client, tables, manifest);
    await compareFiles(client, manifest);
    await client.query("commit");
  });
  await migrateDatabase(url);
  await withConnection(url, async (client) => {
    await client.query("vacuum (analyze)");
    await noteBackup(client, "backup.restored", { madeAt: manifest.madeAt });
  });
}

async function manifestOf(file: FileHandle, entries: Map<string, Entry>): Promise<format.Manifest> {
  const [entry, seal] = [entries.get(format.manifestPath), entries.get(format.sealPath)];
  if (!entry || !seal) throw new Error("it is no backup of Kumppani");
  const text = await bytesOf(file, entry);
  if (!(await bytesOf(file, seal)).toString().startsWith(hashOf(text))) throw new Error("its manifest was altered");
  const said: unknown = JSON.parse(text.toString());
  const { success, data } = format.manifest.safeParse(said);
  if (success) return data;
  const isNewer = Number((said as { version?: unknown })?.version) > 1;
  throw new Error(isNewer ? "it comes from a newer version of Kumppani" : "its manifest is not understood");
}

async function checkParts(file: FileHandle, entries: Map<string, Entry>, { parts }: format.Manifest): Promise<void> {
  for (const { path, size, sha256 } of parts) {
    const entry = entries.get(path);
    if (!entry) throw new Error(`${path} is missing`);
    const hash = createHash("sha256");
    for await (const bytes of contentOf(file, entry)) hash.update(bytes);
    if (entry.size !== size || hash.digest("hex") !== sha256) throw new Error(`${path} was altered`);
  }
}

/** A database somebody uses, if only for a table of their own, is not ours to fill. */
async function refuseFilled(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname !~ '^pg_' and nspname <> 'information_schema'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1`,
  );
  if (rows.length) throw new Error("the database is not empty. Create a new one and restore into that.");
}

function compareTables(tables: format.StoredTable[], manifest: format.Manifest): void {
  const shape = (list: { name: string; columns: string[] }[]) =>
    JSON.stringify(list.map(({ name, columns }) => [name, columns]));
  if (shape(tables) !== shape(manifest.tables)) throw new Error("the backup has other tables than its schema says.");
}

/**
 * Takes away what would act on each row, and what the migrations put into the tables: triggers would count a second
 * time, references would ask for rows that are still to come, indexes would grow leaf by leaf.
 * @returns the statements that bring it all back; what is unique or refers is then checked for all rows at once
 */
async function withoutRules(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const { rows: references } = await client.query<{ table: string; name: string; rule: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as rule
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  );
  const { rows: indexes } = await client.query<{ name: string; rule: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as rule
     from pg_index join pg_class c on c.oid = indrelid
     where relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`);
  if (indexes.length) await client.query(`drop index ${indexes.map(({ name }) => name)}`);
  await client.query(`truncate ${tables.map(({ name }) => name)}`);
  return [
    "set local maintenance_work_mem = '256MB'",
    ...indexes.map(({ rule }) => rule),
    ...references.map(({ table, name, rule }) => `alter table ${table} add constraint ${name} ${rule}`),
    ...tables.map(({ name }) => `alter table ${name} enable trigger user`),
  ];
}

async function loadTables(client: pg.Client, { manifest, file, entries }: Backup): Promise<void> {
  for (const { name, columns, parts } of manifest.tables) {
    const target = `public."${name}" (${columns.map((column) => `"${column}"`)})`;
    for (let part = 1; part <= parts; part++) {
      const entry = entries.get(format.tablePath(name, part));
      if (!entry) throw new Error(`the backup has no part ${part} of ${name}.`);
      const bytes = await format.expand(await bytesOf(file, entry));
      await copyIn(client, `copy ${target} from stdin (format csv, header, freeze)`, inSlices(bytes));
    }
  }
}

async function loadFiles(client: pg.Client, { manifest, file, entries }: Backup): Promise<void> {
  const { rows } = await client.query<{ id: string }>("select id from blobs order by id");
  const damaged = new Set(manifest.damaged.map(({ blobId }) => blobId));
  const whole = rows.map(({ id }) => Number(id)).filter((id) => !damaged.has(id));
  await copyIn(client, "copy blob_chunks (blob_id, place, bytes) from stdin (format csv, freeze)", chunks());

  async function* chunks(): AsyncGenerator<Buffer> {
    for (const id of whole) {
      const entry = entries.get(format.filePath(id));
      if (!entry) throw new Error(`the backup has no bytes of file ${id}.`);
      const bytes = await bytesOf(file, entry);
      for (let place = 0; place * chunkBytes < bytes.length; place++) {
        const chunk = bytes.subarray(place * chunkBytes, (place + 1) * chunkBytes);
        yield Buffer.from(`${id},${place},\\x${chunk.toString("hex")}\n`);
      }
    }
  }
}

async function setSequences(client: pg.Client, { sequences }: format.Manifest): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    await client.query("select setval(format('public.%I', $1::text)::regclass, $2)", [name, last]);
  }
}

async function compareRows(client: pg.Client, tables: format.StoredTable[], manifest: format.Manifest): Promise<void> {
  for (const [place, table] of tables.entries()) {
    const hash = createHash("sha256");
    let rows = 0;
    for await (const { bytes, count } of format.rowsOf(client, table)) {
      hash.update(bytes);
      rows += count;
    }
    const wanted = manifest.tables[place];
    const isEqual = rows === wanted?.rows && hash.digest("hex") === wanted.sha256;
    if (!isEqual) throw new Error(`the rows of ${table.name} are not those of the backup. Nothing was restored.`);
  }
}

async function compareFiles(client: pg.Client, { damaged }: format.Manifest): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from blobs where id <> all ($1) and sha256 is distinct from encode(sha256(coalesce(
       (select string_agg(bytes, ''::bytea order by place) from blob_chunks where blob_id = id), '')), 'hex')`,
    [damaged.map(({ blobId }) => blobId)],
  );
  if (rows.length)
    throw new Error(`the bytes of file ${rows[0]?.id} are not those of the backup. Nothing was restored.`);
}

/** A socket takes many small pieces better than one of megabytes. */
async function* inSlices(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function bytesOf(file: FileHandle, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of contentOf(file, entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

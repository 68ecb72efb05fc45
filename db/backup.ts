import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import * as format from "./backup-format.ts";
import { noteBackup } from "./backup-line.ts";
import { checkDatabase, migrationLock, withConnection } from "./migrate.ts";
import { ending, packed } from "./tar.ts";

/** What was made: `damaged` names uploaded files whose bytes could not be had. */
export type Made = { file: string; bytes: number; rows: number; files: number; damaged: string[] };

type Options = {
  /** Where it goes, by the organisation's date and time: "2026-11-23-021500". */
  place: (moment: string) => string;
  /** Reads an object of the outer file store; null when it is not there. */
  object: (name: string) => Promise<Buffer | null>;
};

type Blob = { id: number; store: "database" | "s3"; size: number; sha256: string; name: string };

/** So much of a table is in memory at a time, and in one part of the archive. */
const partBytes = 8 * 1024 * 1024;
/** The end of a name that no finished file has. */
const unfinished = /\.kumppani-[0-9a-f]{8}\.part$/;
const hour = 3_600_000;

/**
 * Writes all that a register holds into one new file, as of one moment, while people go on working. The file gets its
 * name when it is complete and on the disk.
 * @throws Error when the database is out of reach or not ours, when the file is there already, when the disk is full
 */
export async function makeBackup(url: string, { place, object }: Options): Promise<Made> {
  await checkDatabase(url);
  return withConnection(url, async (client) => {
    await format.calm(client);
    // Nobody changes the schema meanwhile: a snapshot holds rows, not tables.
    await client.query("select pg_advisory_lock_shared($1)", [migrationLock]);
    await client.query("begin isolation level repeatable read, read only");
    const { moment, ...about } = await aboutOf(client);
    const file = place(moment);
    await refuseTaken(file);
    const archive = await Archive.begin(file, new Date(about.madeAt));
    try {
      await archive.add(`${format.folder}/README.txt`, Buffer.from(format.readme));
      const tables = await addTables(client, archive);
      const sequences = await sequencesOf(client);
      const blobs = await blobsOf(client);
      const damaged = await addFiles(client, archive, blobs, object);
      const { parts } = archive;
      const manifest = { format: "kumppani-backup", version: 1, ...about, tables, damaged, sequences, parts } as const;
      const bytes = await archive.seal(manifest);
      await archive.finish(file);
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const made = {
        file,
        bytes,
        rows,
        files: blobs.length - damaged.length,
        damaged: damaged.map(({ name }) => name),
      };
      await note(client, made);
      return made;
    } finally {
      await archive.discard();
    }
  });
}

async function aboutOf(client: pg.Client) {
  const { rows: tables } = await client.query("select to_regclass('public.settings')::text as settings");
  if (!tables[0]?.settings) throw new Error("there is no register of Kumppani in this database.");
  const { rows } = await client.query<Record<"organisation" | "postgres" | "madeAt" | "moment" | "schema", string>>(
    `select organisation_name as organisation, current_setting('server_version') as postgres,
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt",
       to_char(now() at time zone time_zone, 'YYYY-MM-DD-HH24MISS') as moment,
       (select max(created_at) from drizzle.__drizzle_migrations) as schema
     from settings`,
  );
  const [about] = rows;
  if (!about) throw new Error("the register has no settings.");
  return { ...about, schema: Number(about.schema) };
}

async function addTables(client: pg.Client, archive: Archive): Promise<format.Manifest["tables"]> {
  const tables = [];
  for (const table of await format.storedTables(client)) {
    const headings = Buffer.from(`${table.columns}\n`);
    const hash = createHash("sha256");
    let [rows, parts, size] = [0, 0, 0];
    let blocks: Buffer[] = [headings];
    const flush = async () => {
      const bytes = await format.compress(Buffer.concat(blocks));
      await archive.add(format.tablePath(table.name, ++parts), bytes);
      [blocks, size] = [[headings], 0];
    };
    for await (const { bytes, count } of format.rowsOf(client, table)) {
      hash.update(bytes);
      rows += count;
      size += bytes.length;
      blocks.push(bytes);
      if (size >= partBytes) await flush();
    }
    if (size || !parts) await flush();
    tables.push({ name: table.name, columns: table.columns, rows, parts, sha256: hash.digest("hex") });
  }
  return tables;
}

/** They do not belong to the snapshot: read after it, they are never behind its rows. */
async function sequencesOf(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select sequencename::text as name, last_value as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by sequencename collate "C"`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, Number(last)]));
}

async function blobsOf(client: pg.Client): Promise<Blob[]> {
  const { rows } = await client.query<Blob>(
    `select b.id::int, store, size::int, sha256, coalesce(name, 'upload ' || b.id) as name
     from blobs b left join files on blob_id = b.id where completed_at is not null order by b.id`,
  );
  return rows;
}

/** @returns those whose bytes are missing or are not those that were stored */
async function addFiles(client: pg.Client, archive: Archive, blobs: Blob[], object: Options["object"]) {
  const damaged: format.Manifest["damaged"] = [];
  for (const blob of blobs) {
    const bytes = blob.store === "s3" ? await outerBytes(blob, object) : await ownBytes(client, blob);
    const isWhole = bytes.length === blob.size && sha256(bytes) === blob.sha256;
    if (isWhole) await archive.add(format.filePath(blob.id), bytes);
    else damaged.push({ blobId: blob.id, name: blob.name });
  }
  return damaged;
}

async function ownBytes(client: pg.Client, { id }: Blob): Promise<Buffer> {
  const query = "select encode(bytes, 'base64') as bytes from blob_chunks where blob_id = $1 order by place";
  const { rows } = await client.query<{ bytes: string }>(query, [id]);
  return Buffer.concat(rows.map(({ bytes }) => Buffer.from(bytes, "base64")));
}

async function outerBytes({ id, size }: Blob, object: Options["object"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let read = 0; read < size; ) {
    const chunk = await object(`${id}/${chunks.length}`);
    if (!chunk?.length) break;
    chunks.push(chunk);
    read += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** The line in the security log comes after the snapshot: a backup does not tell of itself. */
async function note(client: pg.Client, { file, bytes, rows, files }: Made): Promise<void> {
  try {
    await client.query("commit");
    await noteBackup(client, "backup.made", { bytes, rows, files });
  } catch (error) {
    throw new Error(`${file} is complete, but could not be noted in the log: ${(error as Error).message}`);
  }
}

async function refuseTaken(file: string): Promise<void> {
  const isTaken = await fs.stat(file).catch(() => null);
  if (isTaken) throw new Error(`${file} is there already, and a backup never takes the place of another file.`);
}

/** An archive that is being written. */
class Archive {
  readonly parts: format.Manifest["parts"] = [];
  private readonly path: string;
  private readonly file: FileHandle;
  private readonly at: Date;
  private written = 0;

  private constructor(path: string, file: FileHandle, at: Date) {
    this.path = path;
    this.file = file;
    this.at = at;
    process.on("exit", this.remove);
  }

  /** Beside the final file, under a name of its own. What a killed backup left there more than an hour ago goes. */
  static async begin(name: string, at: Date): Promise<Archive> {
    const folder = path.dirname(name);
    for (const other of await fs.readdir(folder)) {
      if (!unfinished.test(other)) continue;
      const { mtimeMs } = await fs.stat(path.join(folder, other));
      if (mtimeMs < Date.now() - hour) await fs.rm(path.join(folder, other), { force: true });
    }
    const part = `${name}.kumppani-${randomBytes(4).toString("hex")}.part`;
    return new Archive(part, await fs.open(part, "wx", 0o600), at);
  }

  async add(path: string, bytes: Buffer): Promise<void> {
    await this.write(packed(path, bytes, this.at));
    this.parts.push({ path, size: bytes.length, sha256: sha256(bytes) });
  }

  /** @returns the size of the whole */
  async seal(manifest: format.Manifest): Promise<number> {
    const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    await this.write(packed(format.manifestPath, text, this.at));
    await this.write(packed(format.sealPath, Buffer.from(`${sha256(text)}  manifest.json\n`), this.at));
    await this.write([ending()]);
    return this.written;
  }

  /** Gives it its name. */
  async finish(name: string): Promise<void> {
    await this.file.sync();
    await refuseTaken(name);
    await fs.rename(this.path, name);
    const folder = await fs.open(path.dirname(name));
    await folder.sync();
    await folder.close();
  }

  /** Ends the writing. What has no name yet goes. */
  async discard(): Promise<void> {
    process.off("exit", this.remove);
    await this.file.close();
    this.remove();
  }

  private readonly remove = () => rmSync(this.path, { force: true });

  private async write(pieces: Iterable<Buffer>): Promise<void> {
    for (const piece of pieces) {
      await this.file.writeFile(piece);
      this.written += piece.length;
    }
  }
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

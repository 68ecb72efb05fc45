import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type pg from "pg";
import { z } from "zod";
import { copyOut, type Rows } from "./copy.ts";

/** A table as a backup keeps it: columns that are not worked out by Postgres, rows in the order of the primary key. */
export type StoredTable = { name: string; columns: string[]; keys: string[] };

export const compress = promisify(gzip);
export const expand = promisify(gunzip);

/** Everything in the archive lies in a folder of its own. */
export const folder = "kumppani-backup";
export const manifestPath = `${folder}/manifest.json`;
export const sealPath = `${folder}/manifest.json.sha256`;
export const filesPath = `${folder}/files/`;
export const filePath = (blobId: number) => `${filesPath}${blobId}`;
export const tablePath = (table: string, part: number) =>
  `${folder}/tables/${table}/${String(part).padStart(4, "0")}.csv.gz`;

/** What only holds for the moment: who is signed in, which posts were carried out, who guessed wrongly. */
const passing = ["form_keys", "login_failures", "sessions", "set_up_tokens"];
/** Bytes of files lie in the archive as files, wherever they were. A restored database has them itself. */
const bytesOfFiles = "blob_chunks";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const natural = z.number().int().nonnegative();

/** What a backup says of itself. It stands last in the archive, so a file that is cut off has none. */
export const manifest = z.strictObject({
  format: z.literal("kumppani-backup"),
  version: z.literal(1),
  organisation: z.string(),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  /** Time stamp of the last migration. */
  schema: natural,
  /** `sha256` is that of all rows as CSV without headings. */
  tables: z.array(
    z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: natural, parts: natural, sha256 }),
  ),
  /** Uploaded files whose bytes were missing or not those stored, by the name they have in the register. */
  damaged: z.array(z.strictObject({ blobId: natural, name: z.string() })),
  /** The last value each sequence gave. */
  sequences: z.record(z.string(), natural),
  parts: z.array(z.strictObject({ path: z.string(), size: natural, sha256 })),
});

export type Manifest = z.infer<typeof manifest>;

/** Makes values read the same on every server, and lets a long transaction wait for disks and stores. */
export async function calm(client: pg.Client): Promise<void> {
  await client.query(`set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
    set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0;
    set idle_in_transaction_session_timeout = 0`);
}

/** The tables of the register by name, as its catalog has them now. */
export async function storedTables(client: pg.Client): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(
    `select c.relname as name,
       (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       (select array_agg(quote_ident(attname) || case when attcollation <> 0 then ' collate "C"' else '' end order by at)
        from pg_constraint, unnest(conkey) with ordinality key (number, at), pg_attribute
        where conrelid = c.oid and contype = 'p' and attrelid = c.oid and attnum = number) as keys
     from pg_class c
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all ($1)
     order by relname collate "C"`,
    [[...passing, bytesOfFiles]],
  );
  return rows;
}

/** The rows of a table as a backup keeps them, in CSV without headings. */
export function rowsOf(client: pg.Client, { name, columns, keys }: StoredTable): AsyncGenerator<Rows> {
  const isBlobs = name === "blobs";
  const listed = columns.map((column) => (isBlobs && column === "store" ? "'database'" : `"${column}"`));
  const complete = isBlobs ? "where completed_at is not null" : "";
  const query = `select ${listed} from public."${name}" ${complete} order by ${keys}`;
  return copyOut(client, `copy (${query}) to stdout (format csv)`);
}

export const readme = `A backup of Kumppani, a customer register. Readable with any tar, gzip and spreadsheet:

tables/NAME/0001.csv.gz …   a table of the database: CSV (RFC 4180) in UTF-8, gzipped, headings in every part; nothing
                            between two separators is no value, "" is an empty text
files/ID                    an uploaded file as it came; tables/files has its name, by blob_id
manifest.json               when it was made, the tables with their rows, and the SHA-256 of every part
manifest.json.sha256        the SHA-256 of the manifest

Kumppani reads it with: npm run restore -- FILE
`;

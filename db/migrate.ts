import path from "node:path";
import { sql } from "drizzle-orm";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const migrationsFolder = path.join(import.meta.dirname, "migrations");
/** Any number will do; it only has to be the same for everybody who migrates. */
export const migrationLock = 727_274;

/**
 * Brings a database to the schema of this code. Several may try at the same time: the first one does it.
 * @throws Error when the database is newer than the code, or cannot be reached
 */
export async function migrateDatabase(url: string): Promise<void> {
  await withClient(url, async (db) => {
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await refuseNewer(db);
    await migrate(db, { migrationsFolder });
  });
}

/**
 * Looks, without changing anything, whether this code can work with a database.
 * @throws Error as `migrateDatabase`
 */
export async function checkDatabase(url: string): Promise<void> {
  await withClient(url, refuseNewer);
}

/** @param schema time stamp of a migration @throws Error when this code does not have it */
export function refuseUnknown(schema: number): void {
  const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
  if (schema > Math.max(...known))
    throw new Error("it comes from a newer version of Kumppani, update the program first");
  if (!known.includes(schema)) throw new Error("no version of this program had its schema");
}

/**
 * Carries out the migrations up to one of them, within the caller's transaction on an empty database.
 * @param schema its time stamp
 * @throws Error when this code does not know it
 */
export async function migrateEmpty(client: pg.Client, schema: number): Promise<void> {
  refuseUnknown(schema);
  await client.query(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
  for (const { sql: statements, hash, folderMillis } of readMigrationFiles({ migrationsFolder })) {
    if (folderMillis > schema) break;
    for (const statement of statements) await client.query(statement);
    await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
      hash,
      folderMillis,
    ]);
  }
}

/** One connection of its own, closed afterwards. It has no time limit: migrations and first data may take long. */
export function withClient<T>(url: string, work: (db: NodePgDatabase) => Promise<T>): Promise<T> {
  return withConnection(url, (client) => work(drizzle(client, { casing: "snake_case" })));
}

/** As `withClient`, for what Drizzle has no words for. */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: "kumppani" });
  // A connection that breaks between two statements is told by the next one.
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

async function refuseNewer(db: NodePgDatabase): Promise<void> {
  const known = new Set(
    readMigrationFiles({ migrationsFolder }).map((migration: MigrationMeta) => migration.folderMillis),
  );
  const { rows } = await db.execute<{ present: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`,
  );
  if (!rows[0]?.present) return;
  const applied = await db.execute<{ created_at: string }>(sql`select created_at from drizzle.__drizzle_migrations`);
  const unknown = applied.rows.filter((row) => !known.has(Number(row.created_at)));
  if (unknown.length > 0)
    throw new Error("the database is newer than this version of Kumppani. Update the program first.");
}

if (process.argv[1] === import.meta.filename) {
  if (!process.env.DATABASE_URL) throw new Error("Set DATABASE_URL.");
  await migrateDatabase(process.env.DATABASE_URL);
}

import path from "node:path";
import { sql } from "drizzle-orm";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const migrationsFolder = path.join(import.meta.dirname, "migrations");
/** Any number will do; it only has to be the same for everybody who migrates. */
const migrationLock = 727_274;

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

/** One connection of its own, closed afterwards. It has no time limit: migrations and first data may take long. */
export async function withClient<T>(url: string, work: (db: NodePgDatabase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: "kumppani" });
  try {
    await client.connect();
    return await work(drizzle(client, { casing: "snake_case" }));
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

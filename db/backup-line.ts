import type pg from "pg";

/**
 * The line of the security log about a backup. In a database from before that log, the line gets its place there when
 * the database is migrated (0051_security_log).
 */
export async function noteBackup(
  client: Pick<pg.Client, "query">,
  action: "backup.made" | "backup.restored",
  facts: Record<string, unknown>,
): Promise<void> {
  const { rowCount } = await client.query(
    "select from pg_attribute where attrelid = 'events'::regclass and attname = 'category'",
  );
  const line = { action, source: "system", facts, ...(rowCount && { category: "taken" }) };
  const columns = Object.keys(line);
  const places = columns.map((_, at) => `$${at + 1}`);
  await client.query(`insert into events (${columns}) values (${places})`, Object.values(line));
}

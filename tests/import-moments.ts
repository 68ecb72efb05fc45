import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** At the write that brings all in: the moment at which a death hurts most. */
export async function isWriting(): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
      and query ~ '^\\s*insert into "(customers|customer_contacts|events|addresses)"'`);
  return rows.length > 0;
}

/** At its last table, which somebody else holds. */
export async function isHeldUp(): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from pg_locks where relation = 'import_rows'::regclass and mode = 'RowExclusiveLock' and not granted`,
  );
  return rows.length > 0;
}

/** How many pages of words wait to be sorted into the indexes of searches. */
export async function wordsAside(): Promise<number> {
  await db.execute(sql`create extension if not exists pgstattuple`);
  const { rows } = await db.execute<{ pages: number }>(sql`
    select sum((pgstatginindex(oid)).pending_pages)::int as pages from pg_class
    where relname in ('customers_search', 'customers_name_key_similar', 'customer_contacts_search')`);
  return rows[0]?.pages ?? 0;
}

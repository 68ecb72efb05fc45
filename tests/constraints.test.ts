import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { meaningOf, meanings } from "@/lib/access/constraints";

test("every rule of the database has words for a person", async () => {
  const { rows } = await db.execute<{ name: string }>(sql`
    select conname as name from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'x', 'f', 'p') and conrelid <> 0
    union
    select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indisunique and c.relnamespace = 'public'::regnamespace
    union
    select tgname from pg_trigger where not tgisinternal and tgname ~ '_(required|final|only_from_bin)$'`);
  const names = rows.map((row) => row.name);
  expect(names.length).toBeGreaterThan(60);
  expect(names.filter((name) => !meaningOf(name))).toEqual([]);
  const raisedByTriggers = [
    "customers_number_used",
    "projects_number_used",
    "customer_companies_home",
    "customer_companies_number_used",
    "customers_group_there",
    "customers_units_ring",
  ];
  expect(Object.keys(meanings).filter((name) => !names.includes(name) && !raisedByTriggers.includes(name))).toEqual([]);
});

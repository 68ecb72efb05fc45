import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { fillDatabase } from "./bench/fill";

// Triggers and foreign keys rest while the bench fills: what they would have seen to is looked for afterwards.

beforeAll(() => fillDatabase(process.env.DATABASE_URL ?? "", 400));

test("every reference of a filled register leads somewhere", async () => {
  const { rows: keys } = await db.execute<{ name: string; orphans: string }>(sql`
    select conname as name, format('select 1 from %s a where a.%I is not null and not exists (select from %s b where b.%I = a.%I) limit 1',
      c.conrelid::regclass, k.attname, c.confrelid::regclass, t.attname, k.attname) as orphans
    from pg_constraint c
      join pg_attribute k on k.attrelid = c.conrelid and k.attnum = c.conkey[1]
      join pg_attribute t on t.attrelid = c.confrelid and t.attnum = c.confkey[1]
    where c.contype = 'f' and array_length(c.conkey, 1) = 1`);
  const broken: string[] = [];
  for (const { name, orphans } of keys) if ((await db.execute(sql.raw(orphans))).rows.length) broken.push(name);
  expect(keys.length).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});

test("numbers, groups through time and own values are those of the customers", async () => {
  const { rows } = await db.execute(sql`
    select c.id from customers c
      left join used_numbers u on u.number = c.number
      left join group_memberships m on m.customer_id = c.id and m.valid_to is null
    where u.customer_id is distinct from c.id or m.group_id is distinct from c.group_id
      or (select count(*) from custom_values v where v.customer_id = c.id) <> (select count(*) from custom_values_of(c.id, c.custom))`);
  expect(rows).toEqual([]);
});

test("the next row of every table gets a free id, and no index is missing", async () => {
  await db.execute(sql`insert into persons (first_name) values ('Aino')`);
  const { rows } = await db.execute<{ next: number; highest: number; indexes: number }>(sql`
    select (select next from number_series where group_id is null) as next,
      (select max(number::bigint) from customers) as highest,
      (select count(*)::int from pg_indexes where tablename = 'customers') as indexes`);
  expect(rows[0]?.next).toBe((rows[0]?.highest ?? 0) + 1);
  expect(rows[0]?.indexes).toBeGreaterThan(20);
});

import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db, pools } from "@/db/client";
import { type TableName, type Tables, visibleTables } from "@/lib/access/rows";
import { viewersOf } from "@/lib/access/sessions";
import type { Viewer } from "@/lib/access/viewer";

// The rows lib/access shows to each of many people of organisations made by chance, and the rows that the same rules
// show, written independently as row-level security (tests/oracle): no difference.

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
const size = isLong ? { people: 200, customers: 60, sets: 20 } : { people: 15, customers: 30, sets: 4 };

const compared = [
  "customers",
  "addresses",
  "customerContacts",
  "persons",
  "customerCompanies",
  "customerRelations",
  "responsibilities",
  "groupMemberships",
  "customerTags",
  "groups",
  "specialGroupMembers",
  "projects",
  "projectParticipants",
  "projectTasks",
  "projectMonths",
  "salesCases",
  "customerWorkOrders",
  "workOrders",
  "activities",
  "activityParticipants",
  "files",
  "invoices",
  "invoiceLines",
  "billing",
  "mailingLists",
  "savedReports",
] as const satisfies readonly TableName[];

let client: pg.PoolClient;

beforeAll(async () => {
  client = await pools.long.connect();
  await client.query(`set jit = off; ${script("policies")}`);
  await client.query(
    `insert into companies (name, country) select 'company ' || n, 'FI' from generate_series(1, 3) n;
    insert into customer_roles (names, letter) select jsonb_build_object('en', 'role ' || n), n::text from generate_series(1, 3) n;
    insert into tags (name) select 'tag ' || n from generate_series(1, 3) n;
    insert into profiles (name, grants, reach) select 'profile ' || n, '{}', '{}' from generate_series(1, 30) n;
    insert into employees (company_id, email, first_name, last_name)
      select (select min(id) from companies), n || '@oracle.example', 'Person', n::text from generate_series(1, ${size.people}) n`,
  );
});
afterAll(() => client.release());

test.each(Array.from({ length: size.sets }, (_, at) => at + 1))(
  "organisation %i",
  async (seed) => {
    await client.query(`select setseed(${seed / 1000}); ${script("data")}`);
    const people = await db.execute<{ id: number }>(
      sql`select id from employees where deactivated_at is null order by id`,
    );
    const viewers = await viewersOf(people.rows.map(({ id }) => Number(id)));
    let rows = 0;
    for (const viewer of viewers) {
      const [ours, theirs] = [await shown(viewer), await allowed(viewer)];
      rows += theirs.length;
      expect(differences(ours, theirs), told(viewer)).toEqual([]);
    }
    expect(viewers).toHaveLength(size.people);
    expect(rows).toBeGreaterThan(size.people * 20);
  },
  300_000,
);

/** A row by its table and its keys. Links have two keys and no id. */
const keyOf = (name: string) =>
  sql.raw(`'${name} ' || coalesce(r ->> 'id', concat_ws('.', r ->> 'customer_id', r ->> 'tag_id'))`);

async function shown(viewer: Viewer): Promise<string[]> {
  const tables = visibleTables(viewer);
  const each = compared.map(
    (name) => sql`select ${keyOf(name)} as key from (select to_jsonb(x) as r from ${cut(tables, name)} x) x`,
  );
  const { id, full, unmasked, groupId } = tables.listedCustomers;
  const { rows } = await db.execute<{ key: string }>(sql`${sql.join(each, sql` union all `)}`);
  const lists = await db.select({ id, full, unmasked, groupId }).from(tables.listedCustomers);
  const bin = await db.select({ id: tables.binnedCustomers.id }).from(tables.binnedCustomers);
  return [
    ...rows.map(({ key }) => key),
    ...lists.map((row) => lineOf("listed", row.id, row.full, row.unmasked, row.groupId)),
    ...bin.map((row) => lineOf("binned", row.id)),
  ];
}

const cut = (tables: Tables, name: TableName) => sql`(select * from ${tables[name]})`;

async function allowed({ employeeId }: Viewer): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query(`set local role oracle; set local app.employee_id = '${employeeId}'`);
    const each = compared.map(
      (name) => `select '${name} ' || coalesce(to_jsonb(x) ->> 'id',
      concat_ws('.', to_jsonb(x) ->> 'customer_id', to_jsonb(x) ->> 'tag_id')) as key from ${snake(name)} x`,
    );
    // Named, so that Postgres plans each of them once and not for every person.
    const { rows } = await client.query<{ key: string }>({ name: "rows", text: each.join(" union all ") });
    const lists = await client.query({ name: "listed", text: "select * from oracle.listed" });
    const bin = await client.query({ name: "binned", text: "select id from oracle.binned" });
    return [
      ...rows.map(({ key }) => key),
      ...lists.rows.map((row) => lineOf("listed", row.id, row.is_full, row.is_unmasked, row.group_id)),
      ...bin.rows.map((row) => lineOf("binned", row.id)),
    ];
  } finally {
    await client.query("rollback");
  }
}

const lineOf = (...parts: unknown[]): string => parts.map(String).join(" ");
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function differences(ours: readonly string[], theirs: readonly string[]): string[] {
  const [one, other] = [new Set(ours), new Set(theirs)];
  return [
    ...[...one.difference(other)].map((key) => `shown, and should not be: ${key}`),
    ...[...other.difference(one)].map((key) => `should be shown: ${key}`),
  ].slice(0, 10);
}

const told = ({ facts }: Viewer): string =>
  JSON.stringify({ id: facts.employeeId, company: facts.companyId, grants: facts.grants, reach: facts.reach });

function script(name: string): string {
  const text = fs.readFileSync(path.join(import.meta.dirname, "oracle", `${name}.sql`), "utf8");
  return text.replaceAll(/(?<!:):(people|customers)\b/g, (_, word: "people" | "customers") => `${size[word]}`);
}

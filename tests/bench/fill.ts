import { hash } from "@node-rs/argon2";
import pg from "pg";
import { migrateDatabase } from "../../db/migrate.ts";
import { baseSteps, reaches } from "./fill-base.ts";
import { customerSteps } from "./fill-customers.ts";
import { inventions } from "./fill-words.ts";
import { workSteps } from "./fill-work.ts";

// node tests/bench/fill.ts DATABASE_URL [customers=100000]: brings an empty database to the schema and fills it.

export const benchPassword = "only-for-the-bench";
const companies = { fi: 1, sv: 2, nl: 3, nb: 4 } as const;

/**
 * Fills an empty, migrated database with as many customers as wanted and what belongs to them, always the same but for the
 * day. Triggers, foreign keys and indexes rest meanwhile; the derived columns are compared with the database's functions
 * in the end.
 * @param url of a superuser
 * @returns seconds it took
 * @throws Error when a derived column is not what the database would have made of it
 */
export async function fillDatabase(url: string, size: number, say: (line: string) => void = () => {}): Promise<number> {
  const began = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const timed = async (name: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    say(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${name}`);
  };
  try {
    await client.query(preparation);
    for (const [name, sql] of baseSteps) await timed(name, () => client.query(sql));
    await timed("employees", () => insertEmployees(client));
    await timed("names", () => insertMade(client, size));
    const indexes = await dropIndexes(client);
    await client.query(rest);
    for (const [name, sql] of [...customerSteps, ...workSteps])
      await timed(name, () => client.query(sql.replaceAll("$1", `${size}::bigint`)));
    await client.query(wake);
    await timed("indexes", () => client.query(indexes));
    await timed("statistics", () => client.query("vacuum (analyze)"));
    await timed("check of derived columns", () => refuseWrongColumns(client));
  } finally {
    await client.end();
  }
  return (performance.now() - began) / 1000;
}

/** `pick(salt, row, among)` is as good as chance and always the same: a number from 0 to among - 1. */
const preparation = `
  set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '128MB';
  set search_path = public, pg_temp;
  create function pg_temp.pick(salt int, place bigint, among bigint) returns bigint language sql immutable
    as $$ select (hashint8extended(place, salt) & 9007199254740991) % among $$`;

/** With this role no trigger and no foreign key acts, but for those that are always enabled. */
const rest = `
  set session_replication_role = replica;
  alter table customer_contacts enable always trigger customer_contacts_searched`;

const wake = `
  set session_replication_role = origin;
  alter table customer_contacts enable trigger customer_contacts_searched;
  do $$ declare t record; begin
    for t in select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'id' and is_identity = 'YES' loop
      execute format('select setval(pg_get_serial_sequence(%L, ''id''), coalesce(max(id), 1), max(id) is not null) from %I', t.name, t.name);
    end loop;
  end $$`;

async function insertEmployees(client: pg.Client): Promise<void> {
  const invent = inventions(7);
  const people = Array.from({ length: 300 }, () => invent.person(invent.market()));
  const named = (name: "firstName" | "lastName") => people.map((person) => person[name]);
  const mails = people.map((_, place) => `${reaches[place] ?? `person${place + 1}`}@bench.example`);
  await client.query(
    `insert into employees (company_id, profile_id, email, first_name, last_name, is_seller, password_hash, locale)
       select t.company_id, p.id, e.email, e.first_name, e.last_name, true, $4, 'en'
       from unnest($1::text[], $2::text[], $3::text[]) with ordinality e (email, first_name, last_name, place)
         join teams t on t.id = 1 + (e.place * 7) % 25
         left join profiles p on p.built_in = case e.place when 1 then 'administrator' when 2 then 'manager' else
             case when e.place > 8 then (array['manager', 'seller', 'seller', 'employee'])[1 + e.place % 4] end end
           or p.name = case e.place when 3 then 'Reach company' when 4 then 'Reach groups' when 5 then 'Reach team'
             when 6 then 'Reach mine' when 7 then 'Reach company groups team mine' end
       order by e.place`,
    [mails, named("firstName"), named("lastName"), await hash(benchPassword)],
  );
  await client.query(`
    insert into employee_teams (employee_id, team_id) select e, 1 + (e * 7) % 25 from generate_series(1, 300) e;
    insert into group_sellers (group_id, employee_id)
      select g, s from generate_series(1, 120) g, unnest(array[10 + g * 7 % 290, 10 + (g * 13 + 5) % 290]) s
      union select g, 4 from unnest(array[5, 40, 90]) g union select g, 7 from unnest(array[8, 60]) g`);
}

/** What has to look like names, numbers and addresses is invented here; everything else follows from it in SQL. */
async function insertMade(client: pg.Client, size: number): Promise<void> {
  const invent = inventions(11);
  const markets = Array.from({ length: size }, invent.market);
  const customers = markets.map((market) => {
    const { businessId, vatNumber } = invent.identity(market);
    const { street, postalCode, city } = invent.address(market);
    return {
      name: invent.company(market),
      businessId: invent.chance(0.9) ? businessId : null,
      vatNumber: invent.chance(0.6) ? vatNumber : null,
      company: companies[market],
      country: invent.country(market),
      phone: invent.chance(0.7) ? invent.phone(market) : null,
      street,
      postalCode,
      city,
    };
  });
  const columns = (
    ["name", "businessId", "vatNumber", "company", "country", "phone", "street", "postalCode", "city"] as const
  ).map((name) => customers.map((customer) => customer[name]));
  await client.query(
    `create temp table made_customers as
       select place as id, (100000 + place)::text as number, c.*, host as website, 'info@' || host as email,
         case when pg_temp.pick(90, place, 100) < 92 then 1 + pg_temp.pick(91, place, 300) end as owner_id,
         case when pg_temp.pick(92, place, 100) < 92 then
           1 + (120 * power(pg_temp.pick(93, place, 10000) / 10000.0, 2))::bigint % 120 end as group_id
       from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         with ordinality c (name, business_id, vat_number, company_id, country, phone, street, postal_code, city, place),
         lateral (select regexp_replace(name_key(c.name), '[^a-z0-9]+', '-', 'g') || place || '.example' as host) h`,
    columns,
  );
  const people = Array.from({ length: size * 2.5 }, (_, place) =>
    invent.person(markets[Math.floor(place / 2.5)] ?? "fi"),
  );
  await client.query(
    `create temp table made_contacts as
       select place as id, 1 + pg_temp.pick(94, place, $3) as customer_id, p.first_name, p.last_name,
         fold(regexp_replace(p.first_name || '.' || p.last_name, '[^[:alpha:].]', '', 'g')) || place % 1000 || '@mail.example' as email,
         '+358 40 ' || lpad(place::text, 7, '0') as phone, pg_temp.pick(95, place, 20) > 0 as in_use
       from unnest($1::text[], $2::text[]) with ordinality p (first_name, last_name, place);
     `,
    [people.map(({ firstName }) => firstName), people.map(({ lastName }) => lastName), size],
  );
  await client.query("analyze made_customers; analyze made_contacts");
}

/** Building them at the end takes a fraction of keeping them up to date. @returns what makes them again */
async function dropIndexes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'public'::regnamespace and not i.indisprimary
      and not exists (select from pg_constraint where conindid = i.indexrelid)
      and t.relname in ('customers', 'customer_contacts', 'persons', 'addresses', 'events', 'event_values')`);
  await client.query(rows.map(({ name }) => `drop index ${name}`).join(";"));
  return rows.map(({ definition }) => definition).join(";");
}

/** One customer in a hundred, by the same functions that the triggers use. */
async function refuseWrongColumns(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`
    select c.id from customers c left join addresses a on a.customer_id = c.id and a.is_head_office
    where c.id % 100 = 0 and (c.city is distinct from a.city or c.has_head_office <> (a.id is not null)
      or c.contact_words <> contact_words_of(c.id) or c.companies <> companies_of(c.id, c.company_id)
      or (c.people, c.dated_people) is distinct from (select (p.people, p.dated_people) from people_of(c.id, c.owner_id) p)
      or c.search <> search_text(c.name, c.number, c.business_id, c.vat_number, c.email, c.phone, c.city,
        concat_ws(' ', c.contact_words, c.related_numbers)))`);
  if (rows.length)
    throw new Error(`derived columns of ${rows.length} customers are wrong, for example of ${rows[0].id}`);
}

if (process.argv[1] === import.meta.filename) {
  const [url, size = "100000"] = process.argv.slice(2);
  if (!url) throw new Error("node tests/bench/fill.ts DATABASE_URL [customers]");
  await migrateDatabase(url);
  const seconds = await fillDatabase(url, Number(size), console.log);
  console.log(
    `${size} customers in ${seconds.toFixed(0)} s. Sign in as ${reaches.join(", ")} @bench.example, password ${benchPassword}`,
  );
}

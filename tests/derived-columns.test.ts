import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { cast } from "./cast";

const many = 1_500;

beforeAll(async () => {
  const { world } = await cast();
  const { maija, sven, aino } = world.people;
  await db.execute(sql`
    insert into customers (company_id, number, name, country, business_id, owner_id, group_id)
    select (select company_id from employees where id = ${maija}), 'M' || i, 'Määrä ' || i || ' Oy', 'FI', i || '-1',
      case when i % 3 = 0 then ${maija}::bigint end, case when i % 2 = 0 then (select min(id) from groups where deleted_at is null) end
    from generate_series(1, ${many}::int) i`);
  await db.execute(sql`
    insert into addresses (customer_id, is_head_office, city, country)
    select id, true, 'Kaupunki ' || id % 7, 'FI' from customers where number like 'M%' and id % 5 > 0`);
  await db.execute(sql`
    with person as (insert into persons (first_name, last_name) select 'Önni', 'Äijälä ' || i from generate_series(1, ${many}::int) i returning id)
    insert into customer_contacts (customer_id, person_id, email, inactive_at)
    select c.id, p.id, 'onni' || p.id || '@x.example', case when c.id % 4 = 0 then now() end
    from (select id, row_number() over () as at from customers where number like 'M%') c
      join (select id, row_number() over () as at from person) p using (at)`);
  await db.execute(sql`
    insert into responsibilities (customer_id, employee_id, valid_from)
    select id, ${sven}::bigint, case when id % 2 = 0 then date '2030-01-01' end from customers where number like 'M%'`);
  await db.execute(sql`
    insert into customer_companies (customer_id, company_id, owner_id, number)
    select c.id, other.id, ${aino}::bigint, 'R' || c.id
    from customers c, lateral (select min(id) as id from companies where id <> c.company_id) other where c.number like 'M%'`);
  await db.execute(sql`update addresses set city = 'Muutto' where city = 'Kaupunki 3'`);
  await db.execute(sql`update persons set last_name = 'Uusi' where id % 3 = 0 and first_name = 'Önni'`);
  await db.execute(sql`update customers set number = 'N' || number where number like 'M%' and id % 6 = 0`);
  await db.execute(sql`
    update customers set group_id = (select max(id) from groups where deleted_at is null) where number like 'M%' and id % 3 = 0`);
  await db.execute(sql`delete from responsibilities where employee_id = ${sven} and customer_id % 9 = 0`);
});

test("derived columns are what one would work out customer by customer", async () => {
  const { rows } = await db.execute(sql`
    select c.id from customers c
      left join addresses a on a.customer_id = c.id and a.is_head_office
    where c.city is distinct from a.city
      or c.has_head_office <> (a.id is not null)
      or c.contact_words <> contact_words_of(c.id)
      or c.companies <> companies_of(c.id, c.company_id)
      or (c.people, c.dated_people) is distinct from (select (p.people, p.dated_people) from people_of(c.id, c.owner_id) p)
      or c.search <> search_text(c.name, c.number, c.business_id, c.vat_number, c.email, c.phone, c.city,
        concat_ws(' ', c.contact_words, (select coalesce(string_agg(number, ' ' order by company_id), '') from customer_companies where customer_id = c.id)))`);
  expect(rows).toEqual([]);
});

test("every number was noted as used, every group as a membership of today", async () => {
  const { rows } = await db.execute(sql`
    select c.id from customers c
      left join used_numbers u on u.number = c.number
      left join group_memberships m on m.customer_id = c.id and m.valid_to is null
    where u.customer_id is distinct from c.id or m.group_id is distinct from c.group_id`);
  expect(rows).toEqual([]);
});

test("no trigger of customers joins the rows of before with those of after: that costs the square of their number", async () => {
  const { rows } = await db.execute(sql`
    select tgname from pg_trigger
    where tgrelid = 'customers'::regclass and tgoldtable is not null and tgnewtable is not null`);
  expect(rows).toEqual([]);
});

/**
 * Customers and what hangs on them, from `made_customers` and `made_contacts` (tests/bench/fill.ts). What they hang on is
 * written first, so that derived columns are worked out once, by the database's own functions, and no row is written twice.
 */
export const customerSteps: [name: string, sql: string][] = [
  [
    "responsibilities, one in ten with dates",
    `insert into responsibilities (customer_id, employee_id, role_id, valid_from, valid_to)
       select customer, employee, case when pg_temp.pick(3, r, 5) < 2 then 1 + pg_temp.pick(4, r, 6) end,
         case when dated in (0, 1) then current_date - 200 + pg_temp.pick(6, r, 400)::int end,
         case when dated in (1, 2) then current_date + 201 + pg_temp.pick(7, r, 300)::int - case when dated = 2 then 350 else 0 end end
       from (select distinct on (customer, employee) r, customer, employee, pg_temp.pick(5, r, 30) as dated
         from (select r, 1 + pg_temp.pick(1, r, $1) as customer, 1 + pg_temp.pick(2, r, 300) as employee from generate_series(1, $1 * 13 / 10) r) tie
         order by customer, employee, r) once`,
  ],
  [
    "related companies",
    `insert into customer_companies (customer_id, company_id)
       select id, 1 + (company_id + pg_temp.pick(8, id, 3)) % 4 from made_customers where pg_temp.pick(9, id, 100) < 3`,
  ],
  [
    "customers",
    `insert into customers (id, company_id, number, name, business_id, vat_number, country, email, phone, website, language,
         industry_code, staff, custom, parent_id, company_group_id, owner_id, group_id, stage, stage_reason, archived_at,
         deleted_at, created_at, updated_at, version, city, has_head_office, contact_words, people, dated_people, companies, search)
       overriding system value
       select c.id, c.company_id, c.number, c.name, c.business_id, c.vat_number, c.country, c.email, c.phone, c.website,
         (array['fi', 'sv', 'nl', 'en'])[1 + pg_temp.pick(10, c.id, 4)], (array['81', '4321', '62', '6920', '47'])[1 + pg_temp.pick(11, c.id, 8)],
         case when pg_temp.pick(12, c.id, 2) = 0 then 1 + pg_temp.pick(13, c.id, 900) end,
         jsonb_strip_nulls(jsonb_build_object(
           '1', case when pg_temp.pick(20, c.id, 10) < 3 then 'Sopimus ' || pg_temp.pick(21, c.id, 50000) end,
           '2', case when pg_temp.pick(22, c.id, 10) < 6 then 1 + pg_temp.pick(23, c.id, 6) end,
           '3', case when pg_temp.pick(24, c.id, 10) < 4 then jsonb_build_array(7 + pg_temp.pick(25, c.id, 3), 10 + pg_temp.pick(26, c.id, 3)) end,
           '4', case when pg_temp.pick(27, c.id, 10) < 4 then (current_date - pg_temp.pick(28, c.id, 1500)::int)::text end,
           '5', case when pg_temp.pick(29, c.id, 10) < 4 then pg_temp.pick(30, c.id, 90000) || '.50' end,
           '6', case when pg_temp.pick(31, c.id, 10) < 5 then pg_temp.pick(32, c.id, 2) = 0 end)),
         case when c.id % 50 = 0 then c.id - 1 end, case when pg_temp.pick(14, c.id, 20) = 0 then 1 + pg_temp.pick(15, c.id, 20) end,
         c.owner_id, c.group_id, case when pg_temp.pick(16, c.id, 10) = 0 then 'prospect' else 'active' end, 'imported',
         case when pg_temp.pick(17, c.id, 20) = 0 then now() - interval '90 days' end,
         case when pg_temp.pick(18, c.id, 500) = 0 then now() - interval '3 days' end,
         now() - interval '800 days' - pg_temp.pick(19, c.id, 1000) * interval '1 day', now() - pg_temp.pick(33, c.id, 60000000) * interval '1 second',
         1 + pg_temp.pick(34, c.id, 4)::int, c.city, true, coalesce(w.words, ''), p.people, p.dated_people, companies_of(c.id, c.company_id),
         search_text(c.name, c.number, c.business_id, c.vat_number, c.email, c.phone, c.city, concat_ws(' ', coalesce(w.words, ''), ''))
       from made_customers c
         left join (select customer_id, string_agg(concat_ws(' ', first_name, last_name, email), ' ' order by id) as words
           from made_contacts where in_use group by customer_id) w on w.customer_id = c.id
         cross join lateral people_of(c.id, c.owner_id) p`,
  ],
  [
    "numbers, groups through time, types",
    `insert into used_numbers (number, customer_id) select number, id from made_customers;
     update number_series set next = (select max(number::bigint) + 1 from made_customers) where group_id is null;
     insert into group_memberships (customer_id, group_id, valid_from)
       select id, group_id, created_at::date from customers where group_id is not null;
     insert into customer_type_links (customer_id, type_id) select id, 1 from made_customers
       union all select id, 2 from made_customers where pg_temp.pick(35, id, 20) = 0`,
  ],
  [
    "addresses: one or two, the first is the head office",
    `insert into addresses (customer_id, is_head_office, purposes, street, postal_code, city, country)
       select id, true, array['visiting', 'postal'], street, postal_code, city, country from made_customers
       union all
       select c.id, false, array['billing'], o.street, o.postal_code, o.city, o.country
       from made_customers c join made_customers o on o.id = 1 + (c.id * 7) % (select max(id) from made_customers)
       where pg_temp.pick(36, c.id, 2) = 0`,
  ],
  [
    "contacts; the trigger that works out their search stays on",
    `insert into persons (id, first_name, last_name, language) overriding system value
       select id, first_name, last_name, (array['fi', 'sv', 'nl', 'en'])[1 + pg_temp.pick(37, id, 4)] from made_contacts;
     insert into customer_contacts (id, customer_id, person_id, title, email, phone, phone_raw, inactive_at, updated_at, is_primary)
       overriding system value
       select id, customer_id, id, (array['CEO', 'Päällikkö', 'Ekonomichef', 'Inkoper'])[1 + pg_temp.pick(38, id, 6)], email,
         replace(phone, ' ', ''), phone, case when not in_use then now() end, now() - pg_temp.pick(39, id, 60000000) * interval '1 second',
         row_number() over (partition by customer_id order by id) = 1
       from made_contacts;
     insert into contact_role_links (contact_id, role_id) select id, 1 + pg_temp.pick(40, id, 4) from made_contacts where id % 3 = 0;
     insert into contact_keyword_links (contact_id, keyword_id) select id, 1 + pg_temp.pick(41, id, 8) from made_contacts where id % 5 = 0`,
  ],
  [
    "groupings and own fields",
    `insert into customer_tags (customer_id, tag_id) select id, 1 + pg_temp.pick(42, id, 12) from made_customers where pg_temp.pick(43, id, 10) < 3;
     insert into special_group_members (special_group_id, customer_id)
       select 1 + pg_temp.pick(44, id, 10), id from made_customers where pg_temp.pick(45, id, 10) = 0;
     insert into customer_segments (customer_id, segment_id) select id, 1 + pg_temp.pick(46, id, 8) from made_customers where pg_temp.pick(47, id, 2) = 0;
     insert into custom_values (field_id, value, customer_id)
       select v.field_id, v.value, v.customer_id from customers c, custom_values_of(c.id, c.custom) v order by 1, 3, 2`,
  ],
];

-- An organisation by chance: who belongs where, who answers for whom, and one or more of everything that hangs on customers.
-- :people employees and :customers customers; the same seed makes the same one.

truncate customers, groups, teams, work_orders, mailing_lists, saved_reports, persons, special_groups, blobs, used_numbers, used_project_numbers cascade;

create or replace function pg_temp.chance(share float) returns boolean language sql volatile as $$ select random() < share $$;
create or replace function pg_temp.one(anyarray) returns anyelement language sql volatile as
  $$ select $1[1 + floor(random() * cardinality($1))::int] $$;
create or replace function pg_temp.maybe(share float, ids bigint[]) returns bigint language sql volatile as
  $$ select case when random() < share then pg_temp.one(ids) end $$;
create or replace function pg_temp.day(share float) returns date language sql volatile as
  $$ select case when random() < share then (select (now() at time zone time_zone)::date from settings) + floor(random() * 7)::int - 3 end $$;
create or replace function pg_temp.ids(of text) returns bigint[] language plpgsql volatile as
  $$ declare found bigint[]; begin execute format('select array_agg(id order by id) from %I', of) into found; return found; end $$;

update settings set show_other_companies = pg_temp.chance(.5), mask_other_companies = pg_temp.chance(.4),
  features = array['multiCompany', 'segments'] || case when pg_temp.chance(.7) then array['roles'] else '{}' end;

update profiles set
  reach = array(select way from unnest(array['company', 'groups', 'team', 'mine']) way where pg_temp.chance(.35))
    || case when pg_temp.chance(.12) then array['all'] else '{}' end,
  grants = jsonb_build_object('customers', pg_temp.one(array['none', 'read', 'read', 'edit', 'all']),
    'money', pg_temp.one(array['none', 'read']), 'sales', pg_temp.one(array['none', 'own', 'read', 'edit']),
    'projects', pg_temp.one(array['none', 'own', 'read', 'edit']),
    'workOrders', pg_temp.one(array['none', 'own', 'read', 'edit']), 'reports', pg_temp.one(array['no', 'yes']),
    'deleteCustomer', pg_temp.one(array['no', 'yes']))
where built_in is null;

update employees set company_id = pg_temp.one(pg_temp.ids('companies')), is_seller = pg_temp.chance(.6),
  profile_id = (select pg_temp.maybe(.95, array_agg(id)) from profiles where built_in is null and employees.id > 0);

insert into teams (name, company_id) select 'team ' || n, pg_temp.one(pg_temp.ids('companies')) from generate_series(1, 5) n;
insert into employee_teams (employee_id, team_id) select e.id, t.id from employees e, teams t where pg_temp.chance(.2);
insert into groups (name) select 'group ' || n from generate_series(1, 5) n;
insert into group_sellers (group_id, employee_id) select g.id, e.id from groups g, employees e where pg_temp.chance(.3);

insert into customers (company_id, number, name, country, stage, owner_id, group_id, archived_at, deleted_at)
  select pg_temp.one(pg_temp.ids('companies')), n::text, 'customer ' || n, 'FI', 'active', pg_temp.maybe(.5, pg_temp.ids('employees')),
    pg_temp.maybe(.5, pg_temp.ids('groups')), case when pg_temp.chance(.1) then now() end, case when pg_temp.chance(.1) then now() end
  from generate_series(1, :customers) n;
insert into customer_companies (customer_id, company_id, owner_id)
  select c.id, k.id, pg_temp.maybe(.4, pg_temp.ids('employees')) from customers c join companies k on k.id <> c.company_id
  where pg_temp.chance(.15);
insert into responsibilities (customer_id, employee_id, role_id, valid_from, valid_to)
  select customer_id, employee_id, role_id, least(a, b), greatest(a, b) from (
    select c.id as customer_id, e.id as employee_id, pg_temp.maybe(.5, pg_temp.ids('customer_roles')) as role_id,
      pg_temp.day(.5) as a, pg_temp.day(.5) as b
    from customers c, employees e where pg_temp.chance(1.5 / :people)) given;
insert into group_memberships (customer_id, group_id, valid_from)
  select id, group_id, '2026-01-01' from customers c where group_id is not null
    and not exists (select from group_memberships m where m.customer_id = c.id);
insert into customer_tags (customer_id, tag_id) select c.id, t.id from customers c, tags t where pg_temp.chance(.3);
insert into special_groups (name) values ('special');
insert into special_group_members (customer_id, special_group_id) select c.id, s.id from customers c, special_groups s where pg_temp.chance(.3);
insert into addresses (customer_id, city, country, is_head_office) select id, 'Turku', 'FI', true from customers where pg_temp.chance(.6);
insert into persons (last_name) select 'person ' || n from generate_series(1, :customers) n;
insert into customer_contacts (customer_id, person_id)
  select c.id, p.id from customers c, persons p where pg_temp.chance(1.2 / :customers);
insert into customer_relations (customer_id, related_id, kind)
  select c.id, d.id, 'partner' from customers c, customers d where c.id < d.id and pg_temp.chance(.8 / :customers);

insert into projects (customer_id, number, name, manager_id)
  select id, 'Q-' || id, 'project', pg_temp.maybe(.6, pg_temp.ids('employees')) from customers where pg_temp.chance(.7);
insert into project_participants (project_id, employee_id, valid_from, valid_to)
  select project_id, employee_id, least(a, b), greatest(a, b) from (
    select p.id as project_id, e.id as employee_id, pg_temp.day(.4) as a, pg_temp.day(.4) as b
    from projects p, employees e where pg_temp.chance(2.0 / :people)) given;
insert into project_tasks (project_id, title) select id, 'task' from projects;
insert into project_months (project_id, month, kind) select id, '2026-01-01', 'actual' from projects;
insert into sales_cases (customer_id, name, status_id, probability, owner_id)
  select id, 'sale', (select min(id) from sales_statuses), 10, pg_temp.maybe(.8, pg_temp.ids('employees')) from customers where pg_temp.chance(.7);

insert into activities (customer_id, kind, type_id, title, owner_id, created_by, is_private, project_id, sales_case_id)
  select c.id, 'todo', (select min(id) from activity_types where kind = 'todo'), 'activity', pg_temp.maybe(.6, pg_temp.ids('employees')),
    pg_temp.maybe(.4, pg_temp.ids('employees')), pg_temp.chance(.4), case when pg_temp.chance(.3) then p.id end, case when pg_temp.chance(.3) then s.id end
  from customers c left join projects p on p.customer_id = c.id left join sales_cases s on s.customer_id = c.id, generate_series(1, 3);
insert into activity_participants (activity_id, employee_id)
  select a.id, e.id from activities a, employees e where pg_temp.chance(1.0 / :people);
insert into files (customer_id, project_id, name, url)
  select c.id, case when pg_temp.chance(.5) then p.id end, 'file', 'https://files.example' from customers c left join projects p on p.customer_id = c.id;
insert into invoices (customer_id, company_id, project_id, currency)
  select c.id, c.company_id, case when pg_temp.chance(.5) then p.id end, 'EUR' from customers c left join projects p on p.customer_id = c.id;
insert into invoice_lines (invoice_id, position, description, quantity, unit_price, vat_rate)
  select id, 1, 'line', 1, 1, 0 from invoices;
insert into billing (customer_id, company_id, payment_term) select id, null::bigint, 14 from customers where pg_temp.chance(.4);
insert into billing (customer_id, company_id, payment_term) select customer_id, company_id, 7 from customer_companies where pg_temp.chance(.5);
insert into billing (group_id, payment_term) select id, 9 from groups where pg_temp.chance(.5);

insert into work_orders (title, visibility, role_id, team_id, created_by)
  select 'order', visibility, case when visibility = 'role' then pg_temp.one(pg_temp.ids('customer_roles')) end,
    case when visibility = 'team' then pg_temp.one(pg_temp.ids('teams')) end, pg_temp.maybe(.3, pg_temp.ids('employees'))
  from (select (array['everyone', 'responsibles', 'role', 'people', 'team'])[1 + n % 5] as visibility from generate_series(1, 15) n) made;
insert into work_order_people (work_order_id, employee_id)
  select w.id, e.id from work_orders w, employees e where visibility = 'people' and pg_temp.chance(3.0 / :people);
insert into customer_work_orders (work_order_id, customer_id, assignee_id)
  select w.id, c.id, pg_temp.maybe(.3, pg_temp.ids('employees')) from work_orders w, customers c where pg_temp.chance(.15);
insert into mailing_lists (name, filter, owner_id, is_shared)
  select 'list ' || n, '{}', pg_temp.one(pg_temp.ids('employees')), pg_temp.chance(.4) from generate_series(1, 8) n;
insert into saved_reports (name, filter, owner_id, is_shared)
  select 'report ' || n, '{}', pg_temp.one(pg_temp.ids('employees')), pg_temp.chance(.4) from generate_series(1, 8) n;

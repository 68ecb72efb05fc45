-- Who may see which rows, written once more from rulings.md and design.md 4, as row-level security. Only tests have it:
-- the product cuts its tables by lib/access, and both must show everybody the same rows.

do $$ begin create role oracle; exception when duplicate_object then null; end $$;
create schema oracle;

-- Facts are read through views of their owner, so that no policy is asked while another one is.
create view oracle.me as
  select e.id, e.company_id, e.is_seller, p.grants, p.reach, s.features, s.show_other_companies as shown,
    s.mask_other_companies as masked, (now() at time zone s.time_zone)::date as today
  from employees e left join profiles p on p.id = e.profile_id cross join settings s
  where e.id = nullif(current_setting('app.employee_id', true), '')::bigint;

create function oracle.has(area text, variadic levels text[]) returns boolean language sql stable as
  $$ select coalesce((select m.grants ->> area = any (levels) from oracle.me m), false) $$;
create function oracle.reads() returns boolean language sql stable as
  $$ select oracle.has('customers', 'read', 'edit', 'all') $$;

-- Owner, at home or in a related company, or responsible today; both days inside (rulings 2, 7).
create view oracle.answering as
  select c.id as customer_id, c.owner_id as employee_id from customers c where c.owner_id is not null
  union select k.customer_id, k.owner_id from customer_companies k where k.owner_id is not null
  union select r.customer_id, r.employee_id from responsibilities r, oracle.me m
    where coalesce(r.valid_from, '-infinity') <= m.today and coalesce(r.valid_to, 'infinity') >= m.today;

-- Own company: home or related (ruling 2).
create view oracle.serving as
  select id as customer_id, company_id from customers union select customer_id, company_id from customer_companies;

create view oracle.reached as
  select c.id, c.deleted_at from customers c, oracle.me m
  where oracle.reads() and (
    'all' = any (m.reach)
    or 'company' = any (m.reach) and (c.id, m.company_id) in (table oracle.serving)
    or 'groups' = any (m.reach) and m.is_seller and exists (
      select from group_sellers s join groups g on g.id = s.group_id and g.deleted_at is null
      where s.employee_id = m.id and s.group_id = c.group_id)
    or m.reach && array['mine', 'team'] and (c.id, m.id) in (table oracle.answering)
    or 'team' = any (m.reach) and exists (
      select from employee_teams mine join employee_teams mate using (team_id)
      where mine.employee_id = m.id and (c.id, mate.employee_id) in (table oracle.answering)));

-- Nobody opens what is in the bin (ruling 14).
create view oracle.opened as select id from oracle.reached where deleted_at is null;
create view oracle.binned as select id from oracle.reached where deleted_at is not null and oracle.has('deleteCustomer', 'yes');

-- While masks are on, who answers, group and tags are the own company's business alone (ruling 3).
create view oracle.unmasked as
  select o.id from oracle.opened o, oracle.me m where not m.masked or (o.id, m.company_id) in (table oracle.serving);

-- Two tiers (ruling 3): the basics of sister companies' customers while they are shown.
create view oracle.listed as
  select c.id, o.id is not null as is_full, u.id is not null as is_unmasked,
    case when u.id is not null then c.group_id end as group_id
  from customers c cross join oracle.me m left join oracle.opened o on o.id = c.id left join oracle.unmasked u on u.id = c.id
  where c.deleted_at is null
    and (o.id is not null or m.shown and oracle.reads() and (c.id, m.company_id) not in (table oracle.serving));

create view oracle.projects as
  select p.id from projects p, oracle.me m where p.customer_id in (table oracle.opened) and (
    oracle.has('projects', 'read', 'edit')
    or oracle.has('projects', 'own') and (p.manager_id = m.id or exists (
      select from project_participants t where t.project_id = p.id and t.employee_id = m.id
        and coalesce(t.valid_from, '-infinity') <= m.today and coalesce(t.valid_to, 'infinity') >= m.today)));

create view oracle.sales as
  select s.id from sales_cases s, oracle.me m where s.customer_id in (table oracle.opened)
    and (oracle.has('sales', 'read', 'edit') or oracle.has('sales', 'own') and s.owner_id = m.id);

-- The level and the order's own choice of people must both allow it; the customer may be out of reach (ruling 10).
create view oracle.orders as
  select o.id, o.work_order_id from customer_work_orders o join work_orders w on w.id = o.work_order_id
    join customers c on c.id = o.customer_id cross join oracle.me m
  where c.deleted_at is null and oracle.has('workOrders', 'own', 'read', 'edit') and (
    w.created_by = m.id or o.assignee_id = m.id
    or w.visibility = 'everyone' and oracle.has('workOrders', 'read', 'edit')
    or w.visibility in ('everyone', 'responsibles') and (c.id, m.id) in (table oracle.answering)
    or w.visibility = 'role' and 'roles' = any (m.features) and exists (
      select from responsibilities r where r.customer_id = c.id and r.employee_id = m.id and r.role_id = w.role_id
        and coalesce(r.valid_from, '-infinity') <= m.today and coalesce(r.valid_to, 'infinity') >= m.today)
    or w.visibility = 'people' and exists (
      select from work_order_people n where n.work_order_id = w.id and n.employee_id = m.id)
    or w.visibility = 'team' and exists (
      select from employee_teams t where t.team_id = w.team_id and t.employee_id = m.id));

create view oracle.activities as
  select a.id from activities a, oracle.me m where a.customer_id in (table oracle.opened)
    and (a.project_id is null or a.project_id in (table oracle.projects))
    and (a.sales_case_id is null or a.sales_case_id in (table oracle.sales))
    and (not a.is_private or m.id in (a.owner_id, a.created_by) or exists (
      select from activity_participants p where p.activity_id = a.id and p.employee_id = m.id));

create view oracle.invoices as
  select i.id from invoices i where oracle.has('money', 'read') and i.customer_id in (table oracle.opened)
    and (i.project_id is null or i.project_id in (table oracle.projects));

create policy oracle on customers for select to oracle using (id in (table oracle.opened));
create policy oracle on addresses for select to oracle using (customer_id in (table oracle.opened));
create policy oracle on customer_contacts for select to oracle using (customer_id in (table oracle.opened));
create policy oracle on persons for select to oracle
  using (exists (select from customer_contacts k where k.person_id = persons.id));
create policy oracle on customer_companies for select to oracle using (customer_id in (table oracle.opened));
create policy oracle on customer_relations for select to oracle
  using (customer_id in (table oracle.opened) and related_id in (table oracle.opened));
create policy oracle on responsibilities for select to oracle using (customer_id in (table oracle.unmasked));
create policy oracle on group_memberships for select to oracle using (customer_id in (table oracle.unmasked));
create policy oracle on customer_tags for select to oracle using (customer_id in (table oracle.unmasked));
create policy oracle on groups for select to oracle using (oracle.reads() and deleted_at is null);
create policy oracle on special_group_members for select to oracle using (customer_id in (table oracle.opened));
create policy oracle on projects for select to oracle using (id in (table oracle.projects));
create policy oracle on project_participants for select to oracle using (project_id in (table oracle.projects));
create policy oracle on project_tasks for select to oracle using (project_id in (table oracle.projects));
create policy oracle on project_months for select to oracle
  using (oracle.has('money', 'read') and project_id in (table oracle.projects));
create policy oracle on sales_cases for select to oracle using (id in (table oracle.sales));
create policy oracle on customer_work_orders for select to oracle using (id in (select o.id from oracle.orders o));
create policy oracle on work_orders for select to oracle using (id in (select o.work_order_id from oracle.orders o));
create policy oracle on activities for select to oracle using (id in (table oracle.activities));
create policy oracle on activity_participants for select to oracle using (activity_id in (table oracle.activities));
-- Files follow customers, and for a project's file also that project (design 4).
create policy oracle on files for select to oracle
  using (customer_id in (table oracle.opened) and (project_id is null or project_id in (table oracle.projects)));
create policy oracle on invoices for select to oracle using (id in (table oracle.invoices));
create policy oracle on invoice_lines for select to oracle using (invoice_id in (table oracle.invoices));
create policy oracle on billing for select to oracle using (
  oracle.reads() and (customer_id is null or customer_id in (table oracle.opened))
  and (company_id is null
    or exists (select from oracle.me m where billing.company_id = m.company_id or 'all' = any (m.reach))));
create policy oracle on mailing_lists for select to oracle
  using (oracle.reads() and (is_shared or owner_id = (select id from oracle.me)));
create policy oracle on saved_reports for select to oracle
  using (oracle.has('reports', 'yes') and (is_shared or owner_id = (select id from oracle.me)));

do $$ declare t text; begin
  for t in select tablename from pg_policies where policyname = 'oracle' loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
grant usage on schema oracle, public to oracle;
grant select on all tables in schema oracle, public to oracle;

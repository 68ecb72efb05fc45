/** Sales, projects, money, what is to do, and the log: in moderate number, but for the log. `$1` is the number of customers. */
export const workSteps: [name: string, sql: string][] = [
  [
    "sales cases",
    `insert into sales_cases (customer_id, name, status_id, probability, expected_value, expected_on, owner_id, closed_at, created_at)
       select 1 + pg_temp.pick(50, s, $1), 'Tarjous ' || s, status, (array[20, 50, 75, 100, 0])[status],
         1000 + pg_temp.pick(52, s, 90000), current_date - 200 + pg_temp.pick(53, s, 400)::int, 1 + pg_temp.pick(54, s, 300),
         case when status > 3 then now() - pg_temp.pick(55, s, 300) * interval '1 day' end, now() - interval '310 days'
       from (select s, 1 + pg_temp.pick(51, s, 5)::int as status from generate_series(1, $1 * 3 / 10) s) made`,
  ],
  [
    "projects",
    `insert into projects (customer_id, number, name, status, manager_id, starts_on, budget)
       select 1 + pg_temp.pick(56, p, $1), 'P-' || p, 'Projekti ' || p, (array['planned', 'active', 'onHold', 'closed'])[1 + pg_temp.pick(57, p, 4)],
         1 + pg_temp.pick(58, p, 300), current_date - 400 + pg_temp.pick(59, p, 300)::int, 10000 + pg_temp.pick(60, p, 90000)
       from generate_series(1, $1 / 10) p`,
  ],
  [
    "people, tasks and months of projects",
    `insert into used_project_numbers (number, project_id) select 'P-' || p, p from generate_series(1, $1 / 10) p;
     insert into project_participants (project_id, employee_id, role_id)
       select p, 1 + pg_temp.pick(61, p, 300), 1 + p % 2 from generate_series(1, $1 / 10) p;
     insert into project_tasks (project_id, title, assignee_id, due_on)
       select p, 'Vaihe ' || p, 1 + pg_temp.pick(62, p, 300), current_date - 30 + pg_temp.pick(63, p, 90)::int from generate_series(1, $1 / 10) p;
     insert into project_months (project_id, month, kind, revenue, billing, labour, other_costs, hours)
       select p, (date_trunc('month', now()) + make_interval(months => m))::date, case when m < 0 then 'actual' else 'forecast' end,
         1000 + pg_temp.pick(64, p * 9 + m, 9000), case when m >= 0 then 900 end, 400, 50, 20
       from generate_series(1, $1 / 10) p, generate_series(-3, 2) m`,
  ],
  [
    "issued invoices",
    `insert into invoices (id, customer_id, company_id, project_id, status, number, issued_on, due_on, currency, recipient_name,
         issuer_name, net, vat, gross, issued_at, created_at)
       overriding system value
       select i, c.id, c.company_id, case when i % 3 = 0 then 1 + pg_temp.pick(66, i, $1 / 10) end, 'issued', (1000 + i)::text,
         current_date - day, current_date - day + 14, (array['EUR', 'SEK', 'EUR', 'NOK'])[c.company_id], c.name, 'Mittari',
         net, net / 4, net * 1.25, now() - make_interval(days => day), now() - make_interval(days => day)
       from (select i, 1 + pg_temp.pick(65, i, $1) as customer, (600 - i * 600 / ($1 * 3 / 10))::int as day, 100 + pg_temp.pick(67, i, 20) * 100 as net
         from generate_series(1, $1 * 3 / 10) i) made join customers c on c.id = customer;
     insert into invoice_lines (invoice_id, position, description, quantity, unit_price, vat_rate)
       select id, 0, 'Työ', 1, net, 25 from invoices;
     insert into invoice_series (company_id, next) select id, 1001 + $1 * 3 / 10 from companies`,
  ],
  [
    "activities",
    `insert into activities (customer_id, kind, type_id, title, owner_id, due_on, starts_at, ends_at, completed_at, created_at)
       select 1 + pg_temp.pick(70, a, $1), kind, (select id from activity_types t where t.kind = made.kind and is_default), 'Asia ' || a,
         1 + pg_temp.pick(71, a, 300), case when kind <> 'event' then current_date - 300 + pg_temp.pick(72, a, 320)::int end,
         case when kind = 'event' then now() - make_interval(days => pg_temp.pick(73, a, 300)::int - 20) end,
         case when kind = 'event' then now() - make_interval(days => pg_temp.pick(73, a, 300)::int - 20) + interval '1 hour' end,
         case when kind <> 'note' and pg_temp.pick(74, a, 10) < 8 then now() end, now() - make_interval(days => pg_temp.pick(73, a, 300)::int)
       from (select a, (array['todo', 'event', 'note'])[1 + a % 3] as kind from generate_series(1, $1 / 2) a) made`,
  ],
  [
    "work orders",
    `insert into work_orders (title, assign_to, due_on, created_by)
       select 'Määräys ' || o, 'owner', current_date + o, 1 + o from generate_series(1, 20) o;
     insert into customer_work_orders (work_order_id, customer_id, status, assignee_id, due_on, completed_at)
       select o, c.id, case when done then 'done' else 'open' end, c.owner_id, current_date + o, case when done then now() end
       from generate_series(1, 20) o, lateral (select id, owner_id, pg_temp.pick(75, id, 2) = 0 as done
         from customers where id % 400 = o) c`,
  ],
  [
    "the log: ten rows for a customer, six of them lines and four values",
    `insert into events (at, actor_id, action, source, subject, subject_id, customer_id, subject_version)
       select now() - interval '3 years' + e * (interval '3 years' / ($1 * 6)), 1 + pg_temp.pick(80, e, 300),
         case when e <= $1 then 'customer.created' else 'customer.updated' end, case when e <= $1 then 'import' else 'web' end,
         'customers', customer, customer, 1
       from (select e, case when e <= $1 then e else 1 + pg_temp.pick(81, e, $1) end as customer from generate_series(1, $1 * 6) e) made;
     insert into event_values (event_id, field, before, after)
       select $1 + e, (array['phone', 'description', 'name', 'email'])[1 + e % 4], to_jsonb('ennen ' || e), to_jsonb('jälkeen ' || e)
       from generate_series(1, $1 * 4) e`,
  ],
];

/** What the bench works with besides customers, in the order it is written. Counts are always the same. */
export const baseSteps: [name: string, sql: string][] = [
  [
    "companies and teams",
    `insert into companies (name, country) values
       ('Mittari Oy', 'FI'), ('Mittari AB', 'SE'), ('Mittari B.V.', 'NL'), ('Mittari AS', 'NO');
     insert into teams (company_id, name)
       select case when t <= 12 then 1 when t <= 18 then 2 when t <= 22 then 3 else 4 end, 'Team ' || t from generate_series(1, 25) t;
     update settings set organisation_name = 'Mittari', numbering_start = 100001, features = features || '{multiCompany}'`,
  ],
  [
    "profiles: what a manager may, each with a reach",
    `insert into profiles (name, grants, reach)
       select 'Reach ' || r, grants, string_to_array(r, ' ') from profiles, unnest(array['company', 'groups', 'team', 'mine', 'company groups team mine']) r
       where built_in = 'manager'`,
  ],
  [
    "groups",
    `insert into groups (name) select (array['Isännöinti', 'Teollisuus', 'Kauppa', 'Kunnat', 'Vård', 'Handel', 'Bouw', 'Onderwijs', 'Havner', 'Øvrige'])[1 + g % 10] || ' ' || g
       from generate_series(1, 120) g;
     insert into number_series (group_id, next) values (null, 100001)`,
  ],
  [
    "roles",
    `insert into customer_roles (names, letter, is_required, is_shown, position)
       select jsonb_build_object('en', n, 'fi', n, 'sv', n, 'nl', n), left(n, 2), p = 1, p < 3, p
       from unnest(array['Manager', 'Supervisor', 'Billing', 'Quality', 'Deputy', 'On call']) with ordinality r (n, p);
     insert into project_roles (names, letter, position) values ('{"en":"Foreman"}', 'F', 1), ('{"en":"Designer"}', 'D', 2)`,
  ],
  [
    "groupings",
    `insert into tags (name) select 'Tag ' || t from generate_series(1, 12) t;
     insert into special_groups (name) select 'Campaign ' || s from generate_series(1, 10) s;
     insert into company_groups (name) select 'Concern ' || c from generate_series(1, 20) c;
     insert into segment_groups (name, only_one, position) values ('Size', true, 1), ('Season', false, 2);
     insert into segments (segment_group_id, name, position)
       select 1 + s % 2, 'Segment ' || s, s from generate_series(1, 8) s;
     insert into keywords (name) select 'Keyword ' || k from generate_series(1, 8) k`,
  ],
  [
    "custom fields: text, dropdown, several, day, number, yes or no",
    `insert into custom_fields (names, kind, position)
       select jsonb_build_object('en', 'Own ' || k), k, p
       from unnest(array['text', 'dropdown', 'multiChoice', 'date', 'number', 'yesNo']) with ordinality f (k, p);
     insert into custom_options (field_id, names, position)
       select f.id, jsonb_build_object('en', 'Option ' || o), o from custom_fields f, generate_series(1, 6) o
       where f.kind in ('dropdown', 'multiChoice') order by f.id, o`,
  ],
  [
    "rates",
    `insert into exchange_rates (currency, valid_from, rate) values ('SEK', '2020-01-01', 11.2), ('NOK', '2020-01-01', 11.6)`,
  ],
];

/** Who signs in, besides the other employees: a person for each reach, `{name}@bench.example`. */
export const reaches = ["admin", "all", "company", "groups", "team", "mine", "union", "none"] as const;

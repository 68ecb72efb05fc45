import type pg from "pg";
import { withConnection } from "@/db/migrate";

/** Every one of them would set `window.__xss` if it ever became more than text. */
export const hostile = [
  "<script>window.__xss=1</script>",
  `"><img src=x onerror=window.__xss=2>`,
  "'><svg/onload=window.__xss=3>",
  "</script><script>window.__xss=4</script>",
  "</textarea></title></style></option></select><img src=x onerror=window.__xss=5>",
  `" autofocus onfocus=window.__xss=6 x="`,
  "javascript:window.__xss=7",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: other programs would fill it in
  "{{constructor.constructor('window.__xss=8')()}}${window.__xss=8}<%=window.__xss=8%>",
  `=HYPERLINK("javascript:window.__xss=9";"x")`,
  "--><!--><img src=x onerror=window.__xss=10>",
  "\u202E<img src=x onerror=window.__xss=11>\u2066\u0007",
  "]]><iframe srcdoc='<script>parent.__xss=12</script>'>",
  "&lt;img src=x onerror=window.__xss=13&gt;&#60;script&#62;window.__xss=13&#60;/script&#62;",
  "\\u003cimg src=x onerror=window.__xss=14\\u003e\\",
];
/** Where there is not room for more. */
const short = "<a/oncut=__xss=1>";
/** The worst that the rule of addresses lets in (lib/contact-details.ts). */
const website = "https://a.example/'onclick=window.__xss=15;//";

/**
 * Text that is the program's own: its words, keys and hashes, what it puts together itself, and what people sign in
 * with. Words that the database checks keep themselves out.
 */
const ownWords = new Set(
  `activities.repeats activity_participants.reply activity_participants.written_as activity_types.icon
  billing.invoice_language billing.einvoice_scheme blobs.sha256 calendar_feeds.token_hash customer_contacts.search
  customer_contacts.sort_name customer_types.built_in customers.contact_words customers.language
  customers.related_numbers customers.search customers.stage_reason customers.time_zone employees.email
  employees.locale employees.theme employees.password_hash employees.oidc_subject event_values.field events.action
  events.category events.source events.subject events.network files.media_type form_keys.key form_keys.payload
  import_drafts.made_by imports.file_hash imports.kind imports.status persons.language profiles.built_in
  registry_answers.question registry_answers.register registry_comparisons.closed_as registry_comparisons.register
  responsibility_changes.kind custom_unique_values.value custom_values.value activity_types.code jobs.problem
  used_numbers.number used_project_numbers.number sessions.id_hash sessions.method settings.time_zone set_up_tokens.purpose
  set_up_tokens.token_hash`.split(/\s+/),
);
const websites = new Set(["customers.website", "files.url"]);

/** By this a column is known wherever its texts are shown. */
export const markOf = (column: string) => `§${column}§`;

/** Fills every text there is with what would run if it could. @returns the columns that hold it now */
export function fillWithHostile(databaseUrl: string): Promise<string[]> {
  return withConnection(databaseUrl, async (client) => {
    await makeWhatTheDemoLacks(client);
    const { rows } = await client.query<{ column: string; type: string }>(
      `select table_name || '.' || column_name as column, data_type as type
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
         and (data_type = 'text' or column_name = 'names') order by 1`,
    );
    await client.query(
      "create temp table hostile as select ord - 1 as at, text from unnest($1::text[]) with ordinality t(text, ord)",
      [hostile],
    );
    const filled: string[] = [];
    // Without triggers it is quicker, and what is final is filled too.
    await client.query("set session_replication_role = replica");
    for (const [at, { column, type }] of rows.entries()) {
      if (!ownWords.has(column) && (await fill(client, column, type, at))) filled.push(column);
    }
    await client.query("set session_replication_role = origin");
    await client.query("update customers set name = name || '.'; update persons set last_name = last_name || '.'");
    await fillTheLog(client);
    return filled;
  });
}

/** A column in the sharpest way that its rules let through. @returns whether a row holds it now */
async function fill(client: pg.Client, column: string, type: string, at: number): Promise<boolean> {
  const [table, name] = column.split(".");
  // What stands behind it says where it comes from; and where a name may be there only once, which row.
  const one = `(select text || ' ${markOf(column)}' from hostile where at = (row.place + ${at}) % ${hostile.length})`;
  const ways = websites.has(column)
    ? [`'${website.replaceAll("'", "''")}'`]
    : type === "jsonb"
      ? [`(select jsonb_object_agg(key, ${one} || ' ' || row.place) from jsonb_each_text(t.${name}))`]
      : [one, `${one} || ' ' || row.place`, `'${short}'`, `'<a oncut=x>' || row.place`];
  for (const where of ["true", `t.${name} is not null`]) {
    for (const way of ways) {
      const statement = `update ${table} t set ${name} = ${way}
        from (select ctid as at, row_number() over (order by ctid) as place from ${table}) row
        where t.ctid = row.at and ${where}`;
      const done = await client.query(statement).catch(() => null);
      if (done) return (done.rowCount ?? 0) > 0;
    }
  }
  return false;
}

async function makeWhatTheDemoLacks(client: pg.Client): Promise<void> {
  const filter = JSON.stringify({ q: hostile[1] });
  await client.query(`
    insert into custom_fields (names, kind, help) select jsonb_build_object('en', kind, 'fi', kind),  kind, '{"en": "x"}'
      from unnest('{text,longText,dropdown,multiChoice,link}'::text[]) kind;
    insert into custom_options (field_id, names) select id, '{"en": "x"}' from custom_fields
      where kind in ('dropdown', 'multiChoice');
    update custom_fields set help = jsonb_build_object('en', '<img src=x onerror=window.__xss=16>');
    insert into customer_external_ids (customer_id, integration, value) select id, 'hubspot', id from customers;
    update customers set custom = (select jsonb_object_agg(f.id, case
        when kind = 'link' then to_jsonb('${website.replaceAll("'", "''")}'::text)
        when kind in ('text', 'longText') then to_jsonb('</script><img src=x onerror=window.__xss=17>'::text)
        when kind = 'multiChoice' then jsonb_build_array(o.id) else to_jsonb(o.id) end)
      from custom_fields f left join custom_options o on o.field_id = f.id);
    insert into customer_tags select c.id, t.id from customers c, (select id from tags limit 3) t on conflict do nothing;
    insert into customer_segments select c.id, s.id from customers c, (select id from segments limit 3) s on conflict do nothing;
    insert into customer_type_links select c.id, t.id from customers c, (select id from customer_types limit 3) t on conflict do nothing;
    insert into special_group_members (special_group_id, customer_id) select s.id, c.id from customers c, special_groups s
      on conflict do nothing;
    insert into contact_keyword_links (contact_id, keyword_id) select c.id, k.id from customer_contacts c,
      (select id from keywords limit 3) k on conflict do nothing;
    insert into contact_role_links (contact_id, role_id) select c.id, r.id from customer_contacts c,
      (select id from contact_roles limit 3) r on conflict do nothing;
    insert into activity_participants (activity_id, name) select id, 'x' from activities;
    insert into saved_reports (name, owner_id, is_shared, filter)
      select 'x', id, true, '${filter}' from employees where email = 'maija@demo.example';
    insert into mailing_lists (name, owner_id, is_shared, filter)
      select 'x', id, true, '${filter}' from employees where email = 'maija@demo.example';
    update registry_comparisons set record = record || jsonb_build_object('name', '<script>window.__xss=18</script>',
      'website', 'javascript:window.__xss=18', 'email', '"><img src=x onerror=window.__xss=18>@x.example',
      'phone', 'javascript:window.__xss=18', 'formerNames', jsonb_build_array('<svg/onload=window.__xss=18>'));`);
}

/** Lines of the log cannot be changed, so these are new ones, of every text that the history of a card tells. */
async function fillTheLog(client: pg.Client): Promise<void> {
  await client.query(`
    with lines as (
      insert into events (actor_id, action, source, subject, subject_id, customer_id, facts)
      select e.id, 'customer.updated', 'web', 'customers', c.id, c.id, '{}' from customers c, employees e
        where e.email = 'maija@demo.example' returning id)
    insert into event_values (event_id, field, before, after) select lines.id, field, to_jsonb(before.text), to_jsonb(after.text)
      from lines, unnest('{name,description,website,phone,email}'::text[]) field, hostile before, hostile after
      where before.at = lines.id % ${hostile.length} and after.at = (lines.id + 1) % ${hostile.length}`);
}

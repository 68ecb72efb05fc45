import "server-only";
import { sql } from "drizzle-orm";
import {
  addresses,
  customerCompanies,
  customerContacts,
  customerExternalIds,
  customers,
  customerTypeLinks,
  customFields,
  customUniqueValues,
  events,
  eventValues,
  importDrafts,
  importRows,
  persons,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { forgetNumbers, runningNumbers } from "./numbers";
import type { Draft } from "./rules";

type Choices = {
  companyId: number;
  /** The other companies that the customers belong to from the start. */
  related: number[];
  stage: "active" | "prospect";
  importId: number;
  employeeId: number;
};

/** Writes kept drafts as customers with their types, head office, contact and first line in the log: one statement per table. */
export async function insertDrafts(tx: Transaction, drafts: Draft[], choices: Choices): Promise<void> {
  if (!drafts.length) return;
  await stage(tx, drafts, choices);
  await insertPersons(tx, choices);
  await insertEvents(tx, choices);
  await insertCustomers(tx, choices);
  await insertValuesOfEvents(tx, choices);
  await insertUniqueValues(tx);
  await insertExternalIds(tx);
  await insertTypes(tx);
  if (drafts.some(({ mainUnit }) => mainUnit)) await placeUnits(tx);
  if (choices.related.length) await insertRelated(tx, choices.related);
  await insertAddresses(tx, choices);
  await insertContacts(tx, choices);
  await tx.execute(sql`
    update ${importRows} r set customer_id = made.id
    from made where r.import_id = ${choices.importId} and r.line = made.line`);
  await forgetNumbers(tx, choices.importId);
}

/**
 * What goes in, as a table that goes with the transaction, in the order of the names and with its ids: the largest
 * indexes are by name, the others by id, and neighbours are written one after the other. The sequences are looked up
 * once, not for each row: that is what the offset is for.
 */
async function stage(tx: Transaction, drafts: Draft[], { importId }: Choices): Promise<void> {
  const running = await runningNumbers(importId, drafts);
  const lines = sql`${sql.param(drafts.map(({ line }) => line))}::int[]`;
  const numbers = sql`${sql.param(drafts.map(({ line, number }) => number ?? running.get(line)))}::text[]`;
  await tx.execute(sql`
    create temporary table made on commit drop as
    select draft.*, nextval(customer_ids) as id,
      case when contact is not null then nextval(person_ids) end as "personId",
      case when contact is not null then nextval(contact_ids) end as "contactId",
      case when contact is not null then nextval(event_ids) end as "contactEventId", nextval(event_ids) as "eventId"
    from (select pg_get_serial_sequence('customers', 'id')::regclass as customer_ids,
        pg_get_serial_sequence('persons', 'id')::regclass as person_ids,
        pg_get_serial_sequence('customer_contacts', 'id')::regclass as contact_ids,
        pg_get_serial_sequence('events', 'id')::regclass as event_ids offset 0) serial,
      (select draft.*, given.number
        from unnest(${lines}, ${numbers}) given(line, number)
        join ${importDrafts} kept on kept.import_id = ${importId} and kept.line = given.line,
        jsonb_to_record(kept.judged -> 'draft') draft(
          line int, name text, kind text, country text, "businessId" text, "vatNumber" text,
          "companyForm" text, language text, email text, phone text, website text, description text, "groupId" bigint,
          "ownerId" bigint, "mainUnit" text, "accountingId" text, "hubspotId" text, types jsonb, address jsonb,
          contact jsonb, custom jsonb)
        order by name collate "fi-x-icu") draft`);
}

/** What triggers would derive, from address and contact too, comes along: that spares a second write. */
async function insertCustomers(tx: Transaction, { companyId, stage, employeeId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${customers} (
      id, company_id, number, name, kind, country, business_id, vat_number, company_form, language, email, phone, website,
      description, group_id, owner_id, stage, stage_reason, city, has_head_office, contact_words, custom, people, companies,
      search, created_by, updated_by)
    overriding system value
    select
      id, ${companyId}, number, name, kind, country, "businessId", "vatNumber", "companyForm", language, email, phone,
      website, description, "groupId", "ownerId", ${stage}, 'imported', city, address is not null, words, custom,
      array_remove(array["ownerId"], null), array[${companyId}::bigint],
      search_text(name, number, "businessId", "vatNumber", email, phone, city, concat_ws(' ', words, '')),
      ${employeeId}, ${employeeId}
    from made, lateral (select address ->> 'city' as city,
      concat_ws(' ', contact ->> 'firstName', contact ->> 'lastName', contact ->> 'email') as words) derived`);
}

async function insertUniqueValues(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into ${customUniqueValues} (field_id, value, customer_id)
    select field.id, fold(made.custom ->> field.id::text), made.id
    from made join ${customFields} field on field.is_unique and made.custom ? field.id::text`);
}

async function insertExternalIds(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into ${customerExternalIds} (customer_id, integration, value)
    select id, 'accounting', "accountingId" from made where "accountingId" is not null
    union all select id, 'hubspot', "hubspotId" from made where "hubspotId" is not null`);
}

/** Main units are named by their number, whether they were there before or have just come in. */
async function placeUnits(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    update ${customers} unit set parent_id = main.id
    from made join ${customers} main on main.number = made."mainUnit" where unit.id = made.id`);
}

async function insertTypes(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into ${customerTypeLinks} (customer_id, type_id)
    select id, type::bigint from made, jsonb_array_elements_text(types) type`);
}

async function insertRelated(tx: Transaction, related: number[]): Promise<void> {
  await tx.execute(sql`
    insert into ${customerCompanies} (customer_id, company_id)
    select made.id, company from made, unnest(${sql.param(related)}::bigint[]) company`);
}

async function insertAddresses(tx: Transaction, { employeeId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${addresses} (customer_id, is_head_office, street, postal_code, city, region, country, created_by, updated_by)
    select
      id, true, address ->> 'street', address ->> 'postalCode', address ->> 'city', address ->> 'region', country,
      ${employeeId}, ${employeeId}
    from made where address is not null`);
}

async function insertPersons(tx: Transaction, { employeeId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${persons} (id, first_name, last_name, created_by) overriding system value
    select "personId", contact ->> 'firstName', contact ->> 'lastName', ${employeeId} from made where contact is not null`);
}

/** Their names for lists and search come along too. */
async function insertContacts(tx: Transaction, { employeeId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${customerContacts} (
      id, customer_id, person_id, title, email, phone, phone_raw, sort_name, search, created_by, updated_by)
    overriding system value
    select
      "contactId", id, "personId", title, email, phone, "phoneRaw", contact_sort_name("firstName", "lastName"),
      contact_search_text("firstName", "lastName", email, phone, "phoneRaw", null, null, name),
      ${employeeId}, ${employeeId}
    from (select "contactId", made.id, "personId", name, c.*
      from made, jsonb_to_record(contact) c(
        "firstName" text, "lastName" text, title text, email text, phone text, "phoneRaw" text)
      where contact is not null) named`);
}

/** The log tells that a contact came; what it came with stands in the row. */
async function insertEvents(tx: Transaction, { employeeId, importId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${events} (id, actor_id, action, source, subject, subject_id, subject_version, customer_id, facts)
    overriding system value
    select event.id, ${employeeId}, event.action, 'import', event.subject, event.subject_id, 1, made.id, event.facts
    from made, lateral (values
      ("contactEventId", 'contact.created', 'customer_contacts', "contactId", null),
      ("eventId", 'customer.created', 'customers', made.id,
        jsonb_build_object('import', ${importId}::bigint, 'line', line))) event(id, action, subject, subject_id, facts)
    where event.id is not null`);
}

/** Of its values the log gets what names the customer; the others stand in the row, and in the log once they change. */
async function insertValuesOfEvents(tx: Transaction, { related }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${eventValues} (event_id, field, after)
    select "eventId", value.field, value.after
    from made, lateral (values ('number', to_jsonb(made.number)), ('name', to_jsonb(made.name)),
      ('relatedCompanies', nullif(to_jsonb(${sql.param(related)}::bigint[]), '[]'))) value(field, after)
    where value.after is not null`);
}

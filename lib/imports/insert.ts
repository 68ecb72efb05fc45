import "server-only";
import { type SQL, sql } from "drizzle-orm";
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
  importRows,
  persons,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { takeNumbers } from "@/lib/numbering/series";
import type { Draft } from "./rules";

type Choices = {
  companyId: number;
  /** The other companies that the customers belong to from the start. */
  related: number[];
  stage: "active" | "prospect";
  importId: number;
  employeeId: number;
};

/**
 * Writes the drafts as customers with their types, head office, contact and first line in the log: staged in one piece,
 * then one statement per table. Customers that bring their number go first, so that running numbers are taken late and
 * pass over them.
 */
export async function insertDrafts(tx: Transaction, drafts: Draft[], choices: Choices): Promise<void> {
  if (!drafts.length) return;
  await stage(tx, drafts);
  await insertCustomers(tx, sql`brought`, choices);
  const unnumbered = drafts.filter(({ number }) => !number);
  if (unnumbered.length) {
    await giveNumbers(tx, unnumbered);
    await insertCustomers(tx, sql`not brought`, choices);
  }
  await insertUniqueValues(tx);
  await insertExternalIds(tx);
  await insertTypes(tx);
  if (drafts.some(({ mainUnit }) => mainUnit)) await placeUnits(tx);
  if (choices.related.length) await insertRelated(tx, choices.related);
  await insertAddresses(tx, choices);
  await insertContacts(tx, choices);
  await insertEvents(tx, choices);
  await tx.execute(sql`
    update ${importRows} r set customer_id = made.id
    from made where r.import_id = ${choices.importId} and r.line = made.line`);
}

/** The drafts as a table that goes with the transaction; one parameter, where rows of values end at 65,535. */
async function stage(tx: Transaction, drafts: Draft[]): Promise<void> {
  await tx.execute(sql`
    create temporary table made on commit drop as
    select draft.*, number is not null as brought,
      nextval(pg_get_serial_sequence('customers', 'id')) as id,
      case when contact is not null then nextval(pg_get_serial_sequence('persons', 'id')) end as "personId"
    from json_to_recordset(${JSON.stringify(drafts)}::json) draft(
      line int, number text, name text, kind text, country text, "businessId" text, "vatNumber" text, "companyForm" text, language text,
      email text, phone text, website text, description text, "groupId" bigint, "ownerId" bigint,
      "mainUnit" text, "accountingId" text, "hubspotId" text, types jsonb, address jsonb, contact jsonb, custom jsonb)`);
}

async function giveNumbers(tx: Transaction, drafts: Draft[]): Promise<void> {
  const lines: number[] = [];
  const numbers: string[] = [];
  for (const [groupId, members] of Map.groupBy(drafts, (draft) => draft.groupId)) {
    lines.push(...members.map(({ line }) => line));
    numbers.push(...(await takeNumbers(tx, groupId, members.length)));
  }
  await tx.execute(sql`
    update made set number = given.number
    from unnest(${sql.param(lines)}::int[], ${sql.param(numbers)}::text[]) given(line, number)
    where made.line = given.line`);
}

/** What triggers would derive from address and contact comes along, which spares a second write. */
async function insertCustomers(tx: Transaction, which: SQL, { companyId, stage, employeeId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${customers} (
      id, company_id, number, name, kind, country, business_id, vat_number, company_form, language, email, phone, website,
      description, group_id, owner_id, stage, stage_reason, city, has_head_office, contact_words, custom, created_by, updated_by)
    overriding system value
    select
      id, ${companyId}, number, name, kind, country, "businessId", "vatNumber", "companyForm", language, email, phone,
      website, description, "groupId", "ownerId", ${stage}, 'imported', address ->> 'city', address is not null,
      concat_ws(' ', contact ->> 'firstName', contact ->> 'lastName', contact ->> 'email'), custom, ${employeeId}, ${employeeId}
    from made where ${which} order by line`);
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

/** The log tells that a contact came; what it came with stands in the row. */
async function insertContacts(tx: Transaction, { employeeId }: Choices): Promise<void> {
  await tx.execute(sql`
    insert into ${persons} (id, first_name, last_name, created_by) overriding system value
    select "personId", contact ->> 'firstName', contact ->> 'lastName', ${employeeId} from made where contact is not null`);
  await tx.execute(sql`
    with inserted as (
      insert into ${customerContacts} (customer_id, person_id, title, email, phone, phone_raw, created_by, updated_by)
      select
        id, "personId", contact ->> 'title', contact ->> 'email', contact ->> 'phone', contact ->> 'phoneRaw',
        ${employeeId}, ${employeeId}
      from made where contact is not null
      returning id, customer_id)
    insert into ${events} (actor_id, action, source, subject, subject_id, subject_version, customer_id)
    select ${employeeId}, 'contact.created', 'import', 'customer_contacts', id, 1, customer_id from inserted`);
}

/** Of its values the log gets what names the customer; the others stand in the row, and in the log once they change. */
async function insertEvents(tx: Transaction, { employeeId, importId, related }: Choices): Promise<void> {
  await tx.execute(sql`
    with logged as (
      insert into ${events} (actor_id, action, source, subject, subject_id, subject_version, customer_id, facts)
      select ${employeeId}, 'customer.created', 'import', 'customers', id, 1, id,
        jsonb_build_object('import', ${importId}::bigint, 'line', line)
      from made
      returning id, subject_id)
    insert into ${eventValues} (event_id, field, after)
    select logged.id, value.field, value.after
    from logged join made on made.id = logged.subject_id,
      lateral (values ('number', to_jsonb(made.number)), ('name', to_jsonb(made.name)),
        ('relatedCompanies', nullif(to_jsonb(${sql.param(related)}::bigint[]), '[]'))) value(field, after)
    where value.after is not null`);
}

import { sql } from "drizzle-orm";
import type { Contact, Customer, Organisation, Outsider } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

type Known = { people: Written; customers: Written };
type Tie = { key: string; customer: Customer; contact: Contact };

/**
 * Writes the contacts with their roles and keywords; a person who is there twice is one person.
 * @returns ids of the contacts by their customer's key, in their order
 */
export async function insertContacts(tx: Transaction, { customers }: Organisation, known: Known) {
  const ties: Tie[] = Object.entries(customers).flatMap(([key, customer]) =>
    (customer.contacts ?? []).map((contact) => ({ key, customer, contact })),
  );
  const personIds = await insertPersons(tx, ties, known);
  const rows = ties.map(({ key, customer, contact: { person, roles, keywords, phone, mobile, ...contact } }) => ({
    ...contact,
    ...createdLike(customer, known),
    customerId: known.customers.id(key),
    personId: personIds.get(person) ?? 0,
    phone: phone?.replaceAll(" ", ""),
    phoneRaw: phone,
    mobile: mobile?.replaceAll(" ", ""),
    mobileRaw: mobile,
    updatedAt: contact.inactiveAt ?? customer.created.at,
    updatedBy: known.people.id(customer.created.by),
  }));
  const saved = await tx.insert(schema.customerContacts).values(rows).returning({ id: schema.customerContacts.id });
  const linked = ties.map((tie, place) => ({ ...tie.contact, id: saved[place]?.id ?? 0 }));
  await insertRoles(tx, linked);
  await insertKeywords(tx, linked);
  const byCustomer: Record<string, number[]> = Object.fromEntries(Object.keys(customers).map((key) => [key, []]));
  for (const [place, { key }] of ties.entries()) byCustomer[key]?.push(saved[place]?.id ?? 0);
  return byCustomer;
}

const createdLike = ({ created }: Customer, { people }: Known) => ({
  createdAt: created.at,
  createdBy: people.id(created.by),
});

async function insertPersons(tx: Transaction, ties: Tie[], known: Known): Promise<Map<Outsider, number>> {
  const firstAt = new Map<Outsider, Customer>();
  for (const { contact, customer } of ties) if (!firstAt.has(contact.person)) firstAt.set(contact.person, customer);
  const rows = [...firstAt].map(([person, customer]) => ({ ...person, ...createdLike(customer, known) }));
  const inserted = await tx.insert(schema.persons).values(rows).returning({ id: schema.persons.id });
  return new Map([...firstAt.keys()].map((person, place) => [person, inserted[place]?.id ?? 0]));
}

type Linked = (Contact & { id: number })[];

async function insertRoles(tx: Transaction, contacts: Linked): Promise<void> {
  const { contactRoles, contactRoleLinks } = schema;
  const known = await tx
    .select({ id: contactRoles.id, name: sql<string>`${contactRoles.names}->>'en'` })
    .from(contactRoles);
  const roles = new Written(
    known.map(({ name }) => name),
    known,
  );
  const rows = contacts.flatMap(({ id, roles: held = [] }) =>
    held.map((role) => ({ contactId: id, roleId: roles.id(role) })),
  );
  if (rows.length) await tx.insert(contactRoleLinks).values(rows);
}

async function insertKeywords(tx: Transaction, contacts: Linked): Promise<void> {
  const { keywords, contactKeywordLinks } = schema;
  const names = [...new Set(contacts.flatMap((contact) => contact.keywords ?? []))];
  if (!names.length) return;
  const saved = await tx
    .insert(keywords)
    .values(names.map((name) => ({ name })))
    .returning({ id: keywords.id });
  const written = new Written(names, saved);
  const rows = contacts.flatMap(({ id, keywords: held = [] }) =>
    held.map((name) => ({ contactId: id, keywordId: written.id(name) })),
  );
  await tx.insert(contactKeywordLinks).values(rows);
}

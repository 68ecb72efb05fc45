import { eq, sql } from "drizzle-orm";
import { numbersFor } from "./fill-numbers.ts";
import type { Customer, Organisation, Outsider } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

type Known = { companies: Written; people: Written; groups: Written };
type Saved = { id: number; customer: Customer }[];

/** Writes the customers with all that belongs to them, and their first lines of the log. */
export async function insertCustomers(tx: Transaction, organisation: Organisation, known: Known): Promise<Written> {
  const keys = Object.keys(organisation.customers);
  const all = Object.values(organisation.customers);
  const { numbers, series } = numbersFor(organisation);
  const rows = all.map((customer, place) => ({ ...rowOf(customer, known), number: numbers[place] ?? "" }));
  const inserted = await tx.insert(schema.customers).values(rows).returning({ id: schema.customers.id });
  const written = new Written(keys, inserted);
  const saved = all.map((customer, place) => ({ id: written.id(keys[place] ?? ""), customer }));

  const counters = series.map(({ group, next }) => ({ groupId: group === null ? null : known.groups.id(group), next }));
  await tx.insert(schema.numberSeries).values(counters);
  await insertTypes(tx, saved);
  await insertAddresses(tx, saved, known);
  await insertContacts(tx, saved, known);
  await insertServing(tx, saved, known);
  await insertEvents(tx, saved, known);
  await dateMemberships(tx);
  return written;
}

function rowOf(customer: Customer, { companies, people, groups }: Known) {
  const { company, owner, group, created, updated, archived, deleted, addresses, ...rest } = customer;
  const { contacts, types, responsibles, related, ...own } = rest;
  const last = deleted ?? archived ?? updated ?? created;
  return {
    stage: "active" as const,
    ...own,
    companyId: companies.id(company),
    ownerId: owner === undefined ? undefined : people.id(owner),
    groupId: group === undefined ? undefined : groups.id(group),
    // Brought along, the town spares the trigger of the addresses a second write.
    city: addresses?.[0]?.city,
    createdAt: created.at,
    createdBy: people.id(created.by),
    updatedAt: last.at,
    updatedBy: people.id(last.by),
    version: 1 + [updated, archived, deleted].filter(Boolean).length,
    archivedAt: archived?.at,
    archivedBy: archived && people.id(archived.by),
    archiveReason: archived?.reason,
    deletedAt: deleted?.at,
    deletedBy: deleted && people.id(deleted.by),
  };
}

/** Who wrote it and when: what belongs to a customer is as old as the customer. */
const createdLike = ({ created }: Customer, { people }: Known) => ({
  createdAt: created.at,
  createdBy: people.id(created.by),
});

async function insertTypes(tx: Transaction, saved: Saved): Promise<void> {
  const types = await tx.select().from(schema.customerTypes);
  const rows = saved.flatMap(({ id, customer }) => {
    const wanted: readonly string[] = customer.types ?? ["customer"];
    const held = types.filter(({ builtIn, defaultConsumer }) =>
      wanted.includes(defaultConsumer ? "consumer" : (builtIn ?? "")),
    );
    return held.map((type) => ({ customerId: id, typeId: type.id }));
  });
  await tx.insert(schema.customerTypeLinks).values(rows);
}

async function insertAddresses(tx: Transaction, saved: Saved, known: Known): Promise<void> {
  const rows = saved.flatMap(({ id, customer }) =>
    (customer.addresses ?? []).map((address, place) => ({
      ...address,
      ...createdLike(customer, known),
      customerId: id,
      isHeadOffice: place === 0,
      updatedAt: customer.created.at,
    })),
  );
  await tx.insert(schema.addresses).values(rows);
}

async function insertContacts(tx: Transaction, saved: Saved, known: Known): Promise<void> {
  const personIds = await insertPersons(tx, saved, known);
  const rows = saved.flatMap(({ id, customer }) =>
    (customer.contacts ?? []).map(({ person, phone, ...contact }) => ({
      ...contact,
      ...createdLike(customer, known),
      customerId: id,
      personId: personIds.get(person) ?? 0,
      phone: phone?.replaceAll(" ", ""),
      phoneRaw: phone,
      updatedAt: customer.created.at,
    })),
  );
  await tx.insert(schema.customerContacts).values(rows);
}

async function insertPersons(tx: Transaction, saved: Saved, known: Known): Promise<Map<Outsider, number>> {
  const firstAt = new Map<Outsider, Customer>();
  for (const { customer } of saved)
    for (const { person } of customer.contacts ?? []) if (!firstAt.has(person)) firstAt.set(person, customer);
  const rows = [...firstAt].map(([person, customer]) => ({ ...person, ...createdLike(customer, known) }));
  const inserted = await tx.insert(schema.persons).values(rows).returning({ id: schema.persons.id });
  return new Map([...firstAt.keys()].map((person, place) => [person, inserted[place]?.id ?? 0]));
}

/** Who answers for the customers, and which companies besides the home company serve them. */
async function insertServing(tx: Transaction, saved: Saved, known: Known): Promise<void> {
  const responsibles = saved.flatMap(({ id, customer }) =>
    (customer.responsibles ?? []).map(({ who, from, to, note }) => ({
      ...createdLike(customer, known),
      customerId: id,
      employeeId: known.people.id(who),
      validFrom: from,
      validTo: to,
      note,
    })),
  );
  const relations = saved.flatMap(({ id, customer }) =>
    (customer.related ?? []).map((company) => ({ customerId: id, companyId: known.companies.id(company) })),
  );
  await tx.insert(schema.responsibilities).values(responsibles);
  await tx.insert(schema.customerCompanies).values(relations);
}

/** Every customer's creation, and what happened to some of them later, oldest first. */
async function insertEvents(tx: Transaction, saved: Saved, { people }: Known): Promise<void> {
  const lines = saved.flatMap(({ id, customer }) => storyOf(customer).map((event) => ({ ...event, subjectId: id })));
  lines.sort((a, b) => a.at.getTime() - b.at.getTime());
  const rows = lines.map(({ by, change: _, ...event }) => ({ ...event, actorId: people.id(by), subject: "customers" }));
  const inserted = await tx.insert(schema.events).values(rows).returning({ id: schema.events.id });
  const values = lines.flatMap(({ change }, place) =>
    change ? [{ ...change, eventId: inserted[place]?.id ?? 0 }] : [],
  );
  await tx.insert(schema.eventValues).values(values);
}

function storyOf({ created, updated, archived, deleted, ...customer }: Customer) {
  const isImported = customer.stageReason === "imported";
  const story = [
    { ...created, action: "customer.created", source: isImported ? ("import" as const) : ("web" as const) },
    updated && {
      at: updated.at,
      by: updated.by,
      action: "customer.updated",
      change: { field: updated.field, before: updated.before, after: customer[updated.field] ?? null },
    },
    archived && {
      at: archived.at,
      by: archived.by,
      action: "customer.archived",
      change: { field: "archiveReason", before: null, after: archived.reason },
    },
    deleted && { ...deleted, action: "customer.deleted" },
  ];
  return story
    .filter((event) => event !== undefined)
    .map((event, place) => ({ change: undefined, source: "web" as const, ...event, subjectVersion: place + 1 }));
}

/** The database dates a membership of a group from today; ours are as old as their customers. */
async function dateMemberships(tx: Transaction): Promise<void> {
  const { customers, groupMemberships } = schema;
  const timeZone = sql`(select time_zone from settings)`;
  await tx
    .update(groupMemberships)
    .set({ validFrom: sql`(${customers.createdAt} at time zone ${timeZone})::date` })
    .from(customers)
    .where(eq(customers.id, groupMemberships.customerId));
}

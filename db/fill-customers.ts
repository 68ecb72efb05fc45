import { eq, sql } from "drizzle-orm";
import { numbersFor } from "./fill-numbers.ts";
import type { Contact, Customer, Organisation } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

type Known = { companies: Written; people: Written; groups: Written; companyGroups: Written; customerRoles: Written };
type Saved = { id: number; customer: Customer }[];

/** Writes the customers with their types, addresses and those who serve them. */
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
  await insertServing(tx, saved, known);
  await dateMemberships(tx);
  await placeUnits(tx, organisation, written);
  return written;
}

function rowOf(customer: Customer, { companies, people, groups, companyGroups }: Known) {
  const { company, owner, group, companyGroup, created, updated, archived, deleted, addresses, contacts, ...rest } =
    customer;
  const { types, responsibles, related, segments, tags, specialGroups, billing, ...own } = rest;
  const last = deleted ?? archived ?? updated ?? created;
  return {
    stage: "active" as const,
    ...own,
    companyId: companies.id(company),
    ownerId: owner === undefined ? undefined : people.id(owner),
    groupId: group === undefined ? undefined : groups.id(group),
    companyGroupId: companyGroup === undefined ? undefined : companyGroups.id(companyGroup),
    // Brought along, these spare the triggers of addresses and contacts a second write.
    city: addresses?.[0]?.city,
    hasHeadOffice: Boolean(addresses?.length),
    contactWords: contactWords(contacts ?? []),
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

async function placeUnits(tx: Transaction, { units }: Organisation, written: Written): Promise<void> {
  for (const [unit, main] of Object.entries(units)) {
    const { customers } = schema;
    await tx
      .update(customers)
      .set({ parentId: written.id(main) })
      .where(eq(customers.id, written.id(unit)));
  }
}

/** As `contact_words_of` in the database puts them together. */
function contactWords(contacts: readonly Contact[]): string {
  const inUse = contacts.filter(({ inactiveAt }) => !inactiveAt);
  return inUse
    .flatMap(({ person, email }) => [person.firstName, person.lastName, email])
    .filter((word) => word !== undefined)
    .join(" ");
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
      purposes: address.purposes && [...address.purposes],
      ...createdLike(customer, known),
      customerId: id,
      isHeadOffice: place === 0,
      updatedAt: customer.created.at,
    })),
  );
  await tx.insert(schema.addresses).values(rows);
}

/** Who answers for the customers, and which companies besides the home company serve them. */
async function insertServing(tx: Transaction, saved: Saved, known: Known): Promise<void> {
  const responsibles = saved.flatMap(({ id, customer }) =>
    (customer.responsibles ?? []).flatMap(({ who, roles = [], from, to, note }) =>
      (roles.length ? roles.map((role) => known.customerRoles.id(role)) : [null]).map((roleId) => ({
        ...createdLike(customer, known),
        customerId: id,
        employeeId: known.people.id(who),
        roleId,
        validFrom: from,
        validTo: to,
        note,
      })),
    ),
  );
  const relations = saved.flatMap(({ id, customer }) =>
    (customer.related ?? []).map(({ company, owner, number }) => ({
      customerId: id,
      companyId: known.companies.id(company),
      ownerId: owner === undefined ? undefined : known.people.id(owner),
      number,
    })),
  );
  await tx.insert(schema.responsibilities).values(responsibles);
  await tx.insert(schema.customerCompanies).values(relations);
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

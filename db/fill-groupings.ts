import type { Organisation, Terms } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

/** Company groups, segments, tags, special groups and relations of customers, and how they are invoiced. */
export async function insertCompanyGroups(tx: Transaction, { customers }: Organisation): Promise<Written> {
  return named(tx, schema.companyGroups, distinct(Object.values(customers).map(({ companyGroup }) => companyGroup)));
}

export async function insertGroupings(tx: Transaction, organisation: Organisation, customers: Written): Promise<void> {
  const segments = await insertSegments(tx, organisation);
  const all = Object.entries(organisation.customers).map(([key, customer]) => ({ ...customer, id: customers.id(key) }));
  const tags = await named(tx, schema.tags, distinct(all.flatMap((customer) => customer.tags ?? [])));
  const special = await insertSpecialGroups(tx, organisation);

  const inSegments = all.flatMap(({ id, segments: held = [] }) =>
    held.map((name) => ({ customerId: id, segmentId: segments.id(name) })),
  );
  const tagged = all.flatMap(({ id, tags: held = [] }) =>
    held.map((name) => ({ customerId: id, tagId: tags.id(name) })),
  );
  const members = all.flatMap(({ id, specialGroups = [] }) =>
    specialGroups.map((name) => ({ customerId: id, specialGroupId: special.id(name) })),
  );
  const relations = organisation.relations.map(({ customer, related, ...relation }) => ({
    ...relation,
    customerId: customers.id(customer),
    relatedId: customers.id(related),
  }));
  await tx.insert(schema.customerSegments).values(inSegments);
  await tx.insert(schema.customerTags).values(tagged);
  await tx.insert(schema.specialGroupMembers).values(members);
  await tx.insert(schema.customerRelations).values(relations);
}

type Known = {
  companies: Written;
  people: Written;
  groups: Written;
  customers: Written;
  contacts: Record<string, number[]>;
};

/** The organisation's own terms come with the migrations. A customer's invoices go to who has the role for it. */
export async function insertBilling(tx: Transaction, organisation: Organisation, known: Known): Promise<void> {
  const ofGroups = Object.entries(organisation.groups).flatMap(([key, { billing }]) =>
    billing ? [{ ...billing, groupId: known.groups.id(key), createdAt: organisation.founded }] : [],
  );
  const ofCustomers = Object.entries(organisation.customers).flatMap(([key, customer]) => {
    const { billing, contacts = [], created, related = [] } = customer;
    const by = { createdAt: created.at, createdBy: known.people.id(created.by), customerId: known.customers.id(key) };
    const inCompanies = related.flatMap(({ company, billing: terms }) =>
      terms ? [{ ...terms, ...by, companyId: known.companies.id(company) }] : [],
    );
    if (!billing) return inCompanies;
    const payer = contacts.findIndex(({ roles, inactiveAt }) => roles?.includes("Billing") && !inactiveAt);
    return [{ ...billing, ...by, billingContactId: known.contacts[key]?.[payer] }, ...inCompanies];
  });
  const rows: (Terms & { createdAt: Date })[] = [...ofGroups, ...ofCustomers];
  await tx.insert(schema.billing).values(rows.map((row) => ({ ...row, updatedAt: row.createdAt })));
}

async function insertSegments(tx: Transaction, { segmentGroups }: Organisation): Promise<Written> {
  const groups = Object.entries(segmentGroups);
  const rows = groups.map(([name, { onlyOne }], position) => ({ name, onlyOne, position }));
  const saved = await tx.insert(schema.segmentGroups).values(rows).returning({ id: schema.segmentGroups.id });
  const segments = groups.flatMap(([, { segments }], place) =>
    segments.map((name, position) => ({ name, position, segmentGroupId: saved[place]?.id ?? 0 })),
  );
  const written = await tx.insert(schema.segments).values(segments).returning({ id: schema.segments.id });
  return new Written(
    segments.map(({ name }) => name),
    written,
  );
}

async function insertSpecialGroups(tx: Transaction, { specialGroups, founded }: Organisation): Promise<Written> {
  const rows = Object.entries(specialGroups).map(([name, description]) => ({
    name,
    description,
    createdAt: founded,
    updatedAt: founded,
  }));
  const saved = await tx.insert(schema.specialGroups).values(rows).returning({ id: schema.specialGroups.id });
  return new Written(Object.keys(specialGroups), saved);
}

const distinct = (names: (string | undefined)[]) => [...new Set(names.filter((name) => name !== undefined))];

async function named(
  tx: Transaction,
  table: typeof schema.companyGroups | typeof schema.tags,
  names: string[],
): Promise<Written> {
  const saved = await tx
    .insert(table)
    .values(names.map((name) => ({ name })))
    .returning({ id: table.id });
  return new Written(names, saved);
}

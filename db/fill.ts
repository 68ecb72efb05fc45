import { sql } from "drizzle-orm";
import { insertContacts } from "./fill-contacts.ts";
import { insertCustomers } from "./fill-customers.ts";
import { insertBilling, insertCompanyGroups, insertGroupings } from "./fill-groupings.ts";
import { customerLines, insertLog } from "./fill-log.ts";
import { insertMoney } from "./fill-money.ts";
import { insertRegistry } from "./fill-registry.ts";
import { insertRoles } from "./fill-roles.ts";
import { insertWork } from "./fill-work.ts";
import { insertWorkOrders } from "./fill-work-orders.ts";
import type { Organisation } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

/** A connection, whatever else it knows. */
export type Database = { transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> };

type Ids<O, N extends keyof O> = Record<keyof O[N], number>;

/**
 * Writes an organisation into an empty, migrated database, in one transaction.
 * @param passwordHash argon2id, everybody's
 * @returns the ids by the keys that were given; of contacts by customer, in their order
 */
export async function fill<O extends Organisation>(db: Database, organisation: O, passwordHash: string) {
  const written = await db.transaction((tx) => write(tx, organisation, passwordHash));
  return {
    companies: written.companies.byKey as Ids<O, "companies">,
    people: written.people.byKey as Ids<O, "people">,
    groups: written.groups.byKey as Ids<O, "groups">,
    customers: written.customers.byKey as Ids<O, "customers">,
    contacts: written.contacts as Record<keyof O["customers"], number[]>,
    projects: written.projects.byKey as Ids<O, "projects">,
    salesCases: written.salesCases.byKey as Ids<O, "salesCases">,
    activities: written.activities.byKey as Ids<O, "activities">,
    customerRoles: written.customerRoles.byKey as Ids<O, "customerRoles">,
    projectRoles: written.projectRoles.byKey as Ids<O, "projectRoles">,
    files: written.files.byKey as Ids<O, "files">,
  };
}

async function write(tx: Transaction, organisation: Organisation, passwordHash: string) {
  const { name, numberingStart } = organisation;
  const features = schema.settings.features;
  const several = Object.keys(organisation.companies).length > 1 ? sql`${features} || '{multiCompany}'` : features;
  await tx.update(schema.settings).set({ organisationName: name, numberingStart, features: several });
  const companies = await insertCompanies(tx, organisation);
  const teams = await insertTeams(tx, organisation, companies);
  const people = await insertPeople(tx, organisation, { companies, teams, passwordHash });
  const groups = await insertGroups(tx, organisation, people);
  const companyGroups = await insertCompanyGroups(tx, organisation);
  const customerRoles = await insertRoles(tx, schema.customerRoles, organisation.customerRoles);
  const projectRoles = await insertRoles(tx, schema.projectRoles, organisation.projectRoles);
  const customers = await insertCustomers(tx, organisation, {
    companies,
    people,
    groups,
    companyGroups,
    customerRoles,
  });
  const contacts = await insertContacts(tx, organisation, { people, customers });
  await insertGroupings(tx, organisation, customers);
  await insertBilling(tx, organisation, { companies, people, groups, customers, contacts });
  const { lines, ...work } = await insertWork(tx, organisation, { people, customers, projectRoles, contacts });
  const invoiced = await insertMoney(tx, organisation, {
    companies,
    people,
    customers,
    contacts,
    projects: work.projects,
  });
  const orders = await insertWorkOrders(tx, organisation, { people, customers, customerRoles, teams, groups });
  if (organisation.registry) await insertRegistry(tx, organisation.registry, { people, customers });
  await insertLog(tx, [...customerLines(organisation, customers), ...lines, ...invoiced, ...orders], people);
  return { companies, people, groups, customers, contacts, customerRoles, projectRoles, ...work };
}

async function insertCompanies(tx: Transaction, { companies, founded }: Organisation): Promise<Written> {
  const rows = Object.values(companies).map((company) => ({ ...company, createdAt: founded }));
  const saved = await tx.insert(schema.companies).values(rows).returning({ id: schema.companies.id });
  return new Written(Object.keys(companies), saved);
}

async function insertTeams(tx: Transaction, { teams }: Organisation, companies: Written): Promise<Written> {
  const rows = Object.values(teams).map(({ name, company }) => ({ name, companyId: companies.id(company) }));
  const saved = await tx.insert(schema.teams).values(rows).returning({ id: schema.teams.id });
  return new Written(Object.keys(teams), saved);
}

async function insertPeople(
  tx: Transaction,
  { people, founded }: Organisation,
  { companies, teams, passwordHash }: { companies: Written; teams: Written; passwordHash: string },
): Promise<Written> {
  const profiles = await tx.select().from(schema.profiles);
  const rows = Object.entries(people).map(([key, { company, profile, teams: _, ...person }]) => ({
    ...person,
    passwordHash,
    email: `${key}@demo.example`,
    companyId: companies.id(company),
    profileId: profiles.find(({ builtIn }) => builtIn === profile)?.id,
    createdAt: founded,
  }));
  const saved = await tx.insert(schema.employees).values(rows).returning({ id: schema.employees.id });
  const written = new Written(Object.keys(people), saved);
  const memberships = Object.entries(people).flatMap(([key, person]) =>
    (person.teams ?? []).map((team) => ({ employeeId: written.id(key), teamId: teams.id(team) })),
  );
  await tx.insert(schema.employeeTeams).values(memberships);
  return written;
}

async function insertGroups(tx: Transaction, { groups, founded }: Organisation, people: Written): Promise<Written> {
  const rows = Object.values(groups).map(({ sellers: _, billing: __, ...group }) => ({
    ...group,
    createdAt: founded,
    updatedAt: founded,
  }));
  const saved = await tx.insert(schema.groups).values(rows).returning({ id: schema.groups.id });
  const written = new Written(Object.keys(groups), saved);
  const sellers = Object.entries(groups).flatMap(([key, group]) =>
    group.sellers.map((seller) => ({ groupId: written.id(key), employeeId: people.id(seller) })),
  );
  await tx.insert(schema.groupSellers).values(sellers);
  return written;
}

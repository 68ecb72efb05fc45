import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { insertCustomers } from "./fill-customers.ts";
import { entriesOf, type Group, type Ids, keyed, type Organisation, type Person } from "./organisation.ts";
import {
  companies,
  employees,
  employeeTeams,
  groupSellers,
  groups,
  profiles,
  settings,
  teams,
} from "./schema/index.ts";

/**
 * Writes an organisation into an empty, migrated database, in one transaction.
 * @param passwordHash argon2id, everybody's
 * @returns the ids by the keys that were given
 */
export function fill<C extends string, T extends string, P extends string, G extends string, K extends string>(
  db: NodePgDatabase,
  organisation: Organisation<C, T, P, G, K>,
  passwordHash: string,
) {
  return db.transaction(async (tx) => {
    const { founded, numberingStart } = organisation;
    await tx.update(settings).set({ organisationName: organisation.name, numberingStart });
    const companyIds = await insertCompanies(tx, organisation.companies, founded);
    const teamIds = await insertTeams(tx, organisation.teams, companyIds);
    const peopleIds = await insertPeople(tx, organisation.people, { companyIds, teamIds, passwordHash, founded });
    const groupIds = await insertGroups(tx, organisation.groups, peopleIds, founded);
    const ids = { companies: companyIds, teams: teamIds, people: peopleIds, groups: groupIds };
    return { ...ids, customers: await insertCustomers(tx, organisation, ids) };
  });
}

export type Transaction = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

async function insertCompanies<C extends string>(
  tx: Transaction,
  given: Record<C, { name: string; country: string }>,
  createdAt: Date,
): Promise<Ids<C>> {
  const rows = entriesOf(given).map(([, company]) => ({ ...company, createdAt }));
  return keyed(given, await tx.insert(companies).values(rows).returning({ id: companies.id }));
}

async function insertTeams<T extends string, C extends string>(
  tx: Transaction,
  given: Record<T, { name: string; company: C }>,
  companyIds: Ids<C>,
): Promise<Ids<T>> {
  const rows = entriesOf(given).map(([, { name, company }]) => ({ name, companyId: companyIds[company] }));
  return keyed(given, await tx.insert(teams).values(rows).returning({ id: teams.id }));
}

async function insertPeople<P extends string, C extends string, T extends string>(
  tx: Transaction,
  given: Record<P, Person<C, T>>,
  known: { companyIds: Ids<C>; teamIds: Ids<T>; passwordHash: string; founded: Date },
): Promise<Ids<P>> {
  const builtIn = await tx.select({ id: profiles.id, key: profiles.builtIn }).from(profiles);
  const rows = entriesOf(given).map(([key, { company, profile, teams: _, ...person }]) => ({
    ...person,
    email: `${key}@demo.example`,
    companyId: known.companyIds[company],
    profileId: builtIn.find((found) => found.key === profile)?.id ?? null,
    passwordHash: known.passwordHash,
    createdAt: known.founded,
  }));
  const ids = keyed(given, await tx.insert(employees).values(rows).returning({ id: employees.id }));
  const memberships = entriesOf(given).flatMap(([key, person]) =>
    (person.teams ?? []).map((team) => ({ employeeId: ids[key], teamId: known.teamIds[team] })),
  );
  await tx.insert(employeeTeams).values(memberships);
  return ids;
}

async function insertGroups<G extends string, P extends string>(
  tx: Transaction,
  given: Record<G, Group<P>>,
  peopleIds: Ids<P>,
  createdAt: Date,
): Promise<Ids<G>> {
  const rows = entriesOf(given).map(([, { sellers: _, ...group }]) => ({ ...group, createdAt, updatedAt: createdAt }));
  const ids = keyed(given, await tx.insert(groups).values(rows).returning({ id: groups.id }));
  const sellers = entriesOf(given).flatMap(([key, group]) =>
    group.sellers.map((seller) => ({ groupId: ids[key], employeeId: peopleIds[seller] })),
  );
  await tx.insert(groupSellers).values(sellers);
  return ids;
}

import "server-only";
import { and, eq, getTableColumns, getTableName, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import type { Permission } from "./permissions";
import type { Viewer } from "./viewer";

type Schema = typeof schema;
export type TableName = { [K in keyof Schema]: Schema[K] extends PgTable ? K : never }[keyof Schema];

/** Which rows of a table are open to a viewer: an SQL condition; undefined means all of them. */
type Rows = (viewer: Viewer) => SQL | undefined;
type Rule = { read: Permission | "signed in"; rows: Rows };

const none = sql`false`;
const { customers, customerTypeLinks, responsibilities } = schema;
const numbers = (value: unknown): number[] => (value as unknown[]).map(Number);

/** `column && keys`; one statement text however many keys there are. */
const overlaps = (column: PgColumn, keys: readonly number[]) =>
  keys.length ? sql`${column} && ${sql.param([...keys])}::bigint[]` : undefined;

const isOneOf = (column: PgColumn, keys: readonly number[]) =>
  keys.length ? sql`${column} = any(${sql.param([...keys])}::bigint[])` : undefined;

/** Owner and standing responsibles are in an array; those with dates are checked to the day, row by row. */
function answersFor(people: readonly number[], today: string): SQL | undefined {
  if (!people.length) return undefined;
  const keys = sql.param([...people]);
  const current = sql`${customers.datedPeople} && ${keys}::bigint[] and exists (
    select from ${responsibilities} r where r.customer_id = ${customers.id} and r.employee_id = any(${keys}::bigint[])
      and ${today}::date between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity'))`;
  return or(overlaps(customers.people, people), current);
}

/** Whom a viewer's rights on customers reach, whatever has become of the customer. */
function reached(viewer: Viewer): SQL | undefined {
  if (!viewer.can("customers.read")) return none;
  const { all, companies, groups, people } = viewer.customerReach;
  if (all) return undefined;
  const some = or(
    overlaps(customers.companies, companies),
    isOneOf(customers.groupId, groups),
    answersFor(people, viewer.facts.today),
  );
  // `or` of nothing would be everything.
  return some ?? none;
}

/** Not in the bin. By `tab`, which the list indexes hold, so that they answer it alone. */
const kept = lt(customers.tab, 3);

/** Full sight: the customers a viewer may open. Those in the bin are not among them. */
export const customersInReach: Rows = (viewer) => and(kept, reached(viewer));

/** Those in the bin, for people who may delete and bring back. */
export const customersInBin: Rows = (viewer) =>
  viewer.can("deleteCustomer") ? and(eq(customers.tab, 3), reached(viewer)) : none;

/** Full or basic sight: also the sister companies' customers, while the organisation shows them. */
export const customersListed: Rows = (viewer) =>
  viewer.facts.showOtherCompanies && viewer.can("customers.read") ? kept : customersInReach(viewer);

/** Whether a listed customer has one of the types. */
export const hasType = (customerId: SQL | PgColumn, typeIds: readonly number[]): SQL =>
  sql`exists (select from ${customerTypeLinks} l
    where l.customer_id = ${customerId} and l.type_id = any(${sql.param([...typeIds])}::bigint[]))`;

const allIf =
  (permission: Permission): Rows =>
  (viewer) =>
    viewer.can(permission) ? undefined : none;

/** What belongs to a customer is open to whoever may open the customer. */
const ofCustomer =
  (column: PgColumn): Rows =>
  (viewer) =>
    sql`${column} in (${db.select({ id: customers.id }).from(customers).where(customersInReach(viewer))})`;

const nobody: Rows = () => none;
const everybody: Rows = () => undefined;

/** Every table says here whose rows are whose. A table left out does not compile. */
export const rules: Record<TableName, Rule> = {
  addresses: { read: "customers.read", rows: ofCustomer(schema.addresses.customerId) },
  companies: { read: "signed in", rows: everybody },
  customerCompanies: { read: "customers.read", rows: ofCustomer(schema.customerCompanies.customerId) },
  customerContacts: { read: "customers.read", rows: ofCustomer(schema.customerContacts.customerId) },
  customers: { read: "customers.read", rows: customersInReach },
  customerTypeLinks: { read: "customers.read", rows: ofCustomer(schema.customerTypeLinks.customerId) },
  customerTypes: { read: "customers.read", rows: allIf("customers.read") },
  employees: { read: "customers.read", rows: allIf("customers.read") },
  employeeTeams: { read: "customers.read", rows: allIf("customers.read") },
  events: { read: "audit", rows: allIf("audit") },
  eventValues: { read: "audit", rows: allIf("audit") },
  formKeys: { read: "signed in", rows: nobody },
  groupMemberships: { read: "customers.read", rows: ofCustomer(schema.groupMemberships.customerId) },
  groups: {
    read: "customers.read",
    rows: (viewer) => (viewer.can("customers.read") ? isNull(schema.groups.deletedAt) : none),
  },
  groupSellers: { read: "customers.read", rows: allIf("customers.read") },
  importRows: {
    read: "import",
    rows: (viewer) =>
      sql`${schema.importRows.importId} in (${db.select({ id: schema.imports.id }).from(schema.imports).where(eq(schema.imports.employeeId, viewer.employeeId))})`,
  },
  imports: { read: "import", rows: (viewer) => eq(schema.imports.employeeId, viewer.employeeId) },
  loginFailures: { read: "audit", rows: nobody },
  numberSeries: { read: "groups", rows: allIf("groups") },
  persons: {
    read: "customers.read",
    rows: (viewer) =>
      sql`${schema.persons.id} in (${db
        .select({ id: schema.customerContacts.personId })
        .from(schema.customerContacts)
        .where(ofCustomer(schema.customerContacts.customerId)(viewer))})`,
  },
  profiles: { read: "people", rows: allIf("people") },
  responsibilities: { read: "customers.read", rows: ofCustomer(schema.responsibilities.customerId) },
  sessions: { read: "signed in", rows: (viewer) => eq(schema.sessions.employeeId, viewer.employeeId) },
  settings: { read: "signed in", rows: everybody },
  setUpTokens: { read: "people", rows: nobody },
  teams: { read: "customers.read", rows: allIf("customers.read") },
  usedNumbers: { read: "customers.edit", rows: nobody },
};

const served = (viewer: Viewer) => sql`${customers.companies} && ${sql.param([viewer.facts.companyId])}::bigint[]`;

/** The column, or null in the rows where the viewer may not see it. */
const shownIf = <C extends PgColumn>(seen: SQL | undefined, column: C): C =>
  seen ? (sql`case when ${seen} then ${column} end`.mapWith(column).as(column.name) as unknown as C) : column;

/** Owner and group of another company's customer are nobody's business while the mask is on. */
const masked = (viewer: Viewer) => (viewer.facts.maskOtherCompanies ? served(viewer) : undefined);

function customersOpen(viewer: Viewer) {
  const { ownerId, groupId, ...columns } = getTableColumns(customers);
  const mask = masked(viewer);
  return db
    .select({ ...columns, ownerId: shownIf(mask, ownerId), groupId: shownIf(mask, groupId) })
    .from(customers)
    .where(customersInReach(viewer))
    .as("customers");
}

/**
 * The customers a list may show. What the viewer may not see of one comes as null, so that no filter, sort, count or
 * export can tell; `full` says whether its card is open. Without the multi-company switches these are plain columns.
 */
function customersListable(viewer: Viewer, rows: Rows) {
  const { id, number, name, city, country, tab, search, ...columns } = getTableColumns(customers);
  const twoTiers = viewer.facts.showOtherCompanies;
  const full = twoTiers ? sql`coalesce((${reached(viewer) ?? sql`true`}), false)` : undefined;
  const unmasked = and(full, masked(viewer));
  const basic = sql`' ' || fold(concat_ws(' ', ${name}, ${number}, ${city})) || ' '`;
  return db
    .select({
      id,
      number,
      name,
      city,
      country,
      tab,
      search,
      /** What the search may compare for this viewer: the superset `search` first, for its index. */
      openSearch: (full ? sql<string>`case when ${full} then ${search} else ${basic} end` : sql<string>`${search}`).as(
        "open_search",
      ),
      full: sql<boolean>`${full ?? sql`true`}`.as("full"),
      typeIds: sql<number[]>`array(
        select l.type_id from ${customerTypeLinks} l where l.customer_id = ${id} order by 1)`
        .mapWith(numbers)
        .as("type_ids"),
      ownerId: shownIf(unmasked, columns.ownerId),
      groupId: shownIf(unmasked, columns.groupId),
      kind: shownIf(full, columns.kind),
      companyId: shownIf(full, columns.companyId),
      businessId: shownIf(full, columns.businessId),
      vatNumber: shownIf(full, columns.vatNumber),
      email: shownIf(full, columns.email),
      phone: shownIf(full, columns.phone),
      website: shownIf(full, columns.website),
      language: shownIf(full, columns.language),
      description: shownIf(full, columns.description),
      stage: shownIf(full, columns.stage),
      archivedAt: shownIf(full, columns.archivedAt),
      createdAt: shownIf(full, columns.createdAt),
      updatedAt: shownIf(full, columns.updatedAt),
    })
    .from(customers)
    .where(rows(viewer))
    .as("customers");
}

export type ListedCustomers = ReturnType<typeof customersListable>;

/** The tables under their own names, cut to the viewer's rows, and the customers a list may show. */
export type Tables = { [K in TableName]: Schema[K] } & {
  listedCustomers: ListedCustomers;
  binnedCustomers: ListedCustomers;
};

export function visibleTables(viewer: Viewer): Tables {
  const made = new Map<string, unknown>();
  const make = (name: string) => {
    if (name === "listedCustomers") return customersListable(viewer, customersListed);
    if (name === "binnedCustomers") return customersListable(viewer, customersInBin);
    if (name === "customers") return customersOpen(viewer);
    const table = (schema as Record<string, unknown>)[name] as PgTable;
    const rows = rules[name as TableName].rows(viewer);
    return rows ? db.select().from(table).where(rows).as(getTableName(table)) : table;
  };
  return new Proxy({} as Tables, {
    get(_, name: string) {
      if (!made.has(name)) made.set(name, make(name));
      return made.get(name);
    },
  });
}

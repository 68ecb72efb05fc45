import "server-only";
import { and, eq, lt, not, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import type { Permission, Reach } from "./permissions";
import type { Viewer } from "./viewer";

/** Which rows of a table are open to a viewer: an SQL condition; undefined means all of them. */
export type Rows = (viewer: Viewer) => SQL | undefined;

export const none = sql`false`;
const { customers, customerTypeLinks, responsibilities } = schema;

/** `column && keys`; one statement text however many keys there are. */
const overlaps = (column: PgColumn, keys: readonly number[]) =>
  keys.length ? sql`${column} && ${sql.param([...keys])}::bigint[]` : undefined;

const isOneOf = (column: PgColumn, keys: readonly number[]) =>
  keys.length ? sql`${column} = any(${sql.param([...keys])}::bigint[])` : undefined;

/** Whether something goes on until a day or longer; empty = without end. */
export const lastsUntil = (day: string, to: SQLWrapper): SQL => sql`(${to} is null or ${to} >= ${day}::date)`;

/**
 * Whether a row holds on a day; both its days are inside. Written for the planner, which knows how many days are missing,
 * but not what `coalesce` makes of them.
 */
export const holdsOn = (
  day: string,
  { validFrom: from, validTo: to }: Record<"validFrom" | "validTo", SQLWrapper>,
): SQL => sql`((${from} is null or ${from} <= ${day}::date) and ${lastsUntil(day, to)})`;

/** Whether a row with the columns valid_from and valid_to, under an alias, holds today. */
export const isCurrent = (alias: string, today: string): SQL =>
  holdsOn(today, { validFrom: sql.raw(`${alias}.valid_from`), validTo: sql.raw(`${alias}.valid_to`) });

type Team = { id: PgColumn; people: PgColumn; datedPeople: PgColumn };

/**
 * Whether one of the people owns the customer or is responsible today. Owner and standing responsibles are in an array;
 * those with dates are checked to the day, row by row.
 */
export function answersFor(people: readonly number[], today: string, team: Team = customers): SQL | undefined {
  if (!people.length) return undefined;
  const keys = sql.param([...people]);
  // Not empty: without that the index of dated people, which holds no empty ones, is of no use.
  const current = sql`${team.datedPeople} <> '{}' and ${team.datedPeople} && ${keys}::bigint[] and exists (
    select from ${responsibilities} r where r.customer_id = ${team.id} and r.employee_id = any(${keys}::bigint[])
      and ${isCurrent("r", today)})`;
  return or(overlaps(team.people, people), current);
}

/** `customers`, also under another name, where a statement asks for two of them. */
export type SomeCustomer = Team & Record<"companies" | "groupId" | "tab", PgColumn>;

/** The ways in which a viewer's rights come to customers, each as a condition. None of them = no customers. */
export function waysTo(viewer: Viewer, customer: SomeCustomer = customers): { [way in Reach]?: SQL } {
  if (!viewer.can("customers.read")) return {};
  const { all, companies, groups, people } = viewer.customerReach;
  if (all) return { all: sql`true` };
  return {
    company: overlaps(customer.companies, companies),
    groups: isOneOf(customer.groupId, groups),
    // Whoever reaches the team's customers reaches their own as well: one condition for both.
    [viewer.facts.reach.includes("team") ? "team" : "mine"]: answersFor(people, viewer.facts.today, customer),
  };
}

/** Whom a viewer's rights on customers reach, whatever has become of the customer. */
export function reached(viewer: Viewer, customer: SomeCustomer = customers): SQL | undefined {
  const { all, ...some } = waysTo(viewer, customer);
  // `or` of nothing would be everything.
  return all ? undefined : (or(...Object.values(some)) ?? none);
}

/** Not in the bin. By `tab`, which the list indexes hold, so that they answer it alone. */
export const keptOf = (customer: SomeCustomer): SQL => lt(customer.tab, 3);
const kept = keptOf(customers);

/** Full sight: the customers a viewer may open. Those in the bin are not among them. */
export const customersInReach: Rows = (viewer) => and(kept, reached(viewer));

/** Those in the bin, for people who may delete and bring back. */
export const customersInBin: Rows = (viewer) =>
  viewer.can("deleteCustomer") ? and(eq(customers.tab, 3), reached(viewer)) : none;

/**
 * Full or basic sight: also the sister companies' customers, while the organisation shows them. Those of one's own
 * company are a matter of reach alone.
 */
export const customersListed: Rows = (viewer) => {
  if (!viewer.facts.showOtherCompanies || !viewer.can("customers.read")) return customersInReach(viewer);
  const { all, companies } = viewer.customerReach;
  return all || companies.length ? kept : and(kept, or(reached(viewer), not(served(viewer))));
};

/** Whether a listed customer has one of the types. */
export const hasType = (customerId: SQL | PgColumn, typeIds: readonly number[]): SQL =>
  sql`exists (select from ${customerTypeLinks} l
    where l.customer_id = ${customerId} and l.type_id = any(${sql.param([...typeIds])}::bigint[]))`;

export const allIf =
  (...permissions: Permission[]): Rows =>
  (viewer) =>
    permissions.some((permission) => viewer.can(permission)) ? undefined : none;

/** What belongs to a customer is open to whoever may open the customer. */
export const ofCustomer =
  (column: PgColumn): Rows =>
  (viewer) =>
    sql`${column} in (${db.select({ id: customers.id }).from(customers).where(customersInReach(viewer))})`;

/**
 * Projects of customers in reach: all of them, or with the level "own" those one manages or takes part in.
 */
export const projectsOpen: Rows = (viewer) => {
  if (!viewer.can("projects.own")) return none;
  const { projects, projectParticipants } = schema;
  const mine = sql`(${projects.managerId} = ${viewer.employeeId} or exists (
    select from ${projectParticipants} p where p.project_id = ${projects.id} and p.employee_id = ${viewer.employeeId}
      and ${isCurrent("p", viewer.facts.today)}))`;
  return and(ofCustomer(projects.customerId)(viewer), viewer.can("projects.read") ? undefined : mine);
};

/** Sales cases of customers in reach: all of them, or with the level "own" one's own. */
export const salesCasesOpen: Rows = (viewer) => {
  if (!viewer.can("sales.own")) return none;
  const mine = eq(schema.salesCases.ownerId, viewer.employeeId);
  return and(ofCustomer(schema.salesCases.customerId)(viewer), viewer.can("sales.read") ? undefined : mine);
};

export const ofProject =
  (column: PgColumn): Rows =>
  (viewer) =>
    sql`${column} in (${db.select({ id: schema.projects.id }).from(schema.projects).where(projectsOpen(viewer))})`;

export const ofContact =
  (column: PgColumn): Rows =>
  (viewer) => {
    const { customerContacts } = schema;
    const open = ofCustomer(customerContacts.customerId)(viewer);
    return sql`${column} in (${db.select({ id: customerContacts.id }).from(customerContacts).where(open)})`;
  };

/**
 * What hangs on another row, such as a project, is open only to those who may see that too. Looked up row by row: inside
 * an `or`, Postgres would read the whole other table first.
 */
const alsoOpen = (column: PgColumn, table: PgTable & { id: PgColumn }, rows: SQL | undefined) => {
  const seen = db
    .select({ one: sql`1` })
    .from(table as PgTable)
    .where(and(eq(table.id, column), rows));
  return sql`(${column} is null or exists (${seen}))`;
};

/** Activities of customers in reach, and of projects and sales cases the viewer sees; private ones for those in them. */
export const activitiesOpen: Rows = (viewer) => {
  const { activities, activityParticipants, salesCases } = schema;
  const me = viewer.employeeId;
  return and(
    ofCustomer(activities.customerId)(viewer),
    alsoOpen(activities.projectId, schema.projects, projectsOpen(viewer)),
    alsoOpen(activities.salesCaseId, salesCases, salesCasesOpen(viewer)),
    sql`(not ${activities.isPrivate} or ${activities.ownerId} = ${me} or ${activities.createdBy} = ${me} or exists (
      select from ${activityParticipants} p where p.activity_id = ${activities.id} and p.employee_id = ${me}))`,
  );
};

/** Files of customers in reach; those of a project for those who see the project. */
export const filesOpen: Rows = (viewer) =>
  and(
    ofCustomer(schema.files.customerId)(viewer),
    alsoOpen(schema.files.projectId, schema.projects, projectsOpen(viewer)),
  );

/** Invoices of customers in reach, and of projects the viewer sees, for whoever sees money. */
export const invoicesOpen: Rows = (viewer) => {
  if (!viewer.can("money.read")) return none;
  const { invoices, projects } = schema;
  return and(ofCustomer(invoices.customerId)(viewer), alsoOpen(invoices.projectId, projects, projectsOpen(viewer)));
};

/** What projects bring and cost, for whoever sees the project and money. */
export const projectMonthsOpen: Rows = (viewer) =>
  viewer.can("money.read") ? ofProject(schema.projectMonths.projectId)(viewer) : none;

/**
 * Terms of the organisation and of groups for whoever reads customers, those of a customer by reach; what is different
 * in one company for its own people and for those whose reach has no end.
 */
export const billingOpen: Rows = (viewer) => {
  if (!viewer.can("customers.read")) return none;
  const { billing } = schema;
  const ownCompany = sql`(${billing.companyId} is null or ${billing.companyId} = ${viewer.facts.companyId})`;
  return and(
    viewer.customerReach.all ? undefined : ownCompany,
    alsoOpen(billing.customerId, customers, customersInReach(viewer)),
  );
};

/** Whether the viewer's own company serves the customer: it is at home there, or related to it. */
export const served = (viewer: Viewer) =>
  sql<boolean>`${customers.companies} && ${sql.param([viewer.facts.companyId])}::bigint[]`;

/** Owner, group and tags of another company's customer are nobody's business while the mask is on. */
export const masked = (viewer: Viewer) => (viewer.facts.maskOtherCompanies ? served(viewer) : undefined);

/**
 * The column, or null in the rows where the viewer may not see it.
 * @param value what stands for the column, where that is not what is stored
 */
export function shownIf<C extends PgColumn>(seen: SQL | undefined, column: C, value: SQL | PgColumn = column): C {
  if (!seen && value === column) return column;
  const shown = seen ? sql`case when ${seen} then ${value} end` : sql`${value}`;
  // Selected under its alias alone, which no table beside it may have too.
  return shown.mapWith(column).as(`shown_${column.name}`) as unknown as C;
}

/** As `ofCustomer`, without the other companies' customers while the mask is on. */
export const unmaskedOf =
  (column: PgColumn): Rows =>
  (viewer) => {
    const open = and(customersInReach(viewer), masked(viewer));
    return sql`${column} in (${db.select({ id: customers.id }).from(customers).where(open)})`;
  };

export const nobody: Rows = () => none;
export const everybody: Rows = () => undefined;

export const ownOrShared = (
  viewer: Viewer,
  { ownerId, isShared }: typeof schema.mailingLists | typeof schema.savedReports,
) => sql`(${ownerId} = ${viewer.employeeId} or ${isShared})`;

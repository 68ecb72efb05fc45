import "server-only";
import { and, eq, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { inGrouping } from "@/lib/groupings/filter";
import { collationOf } from "@/lib/locale/choice";
import type { Subject } from "@/lib/responsibilities/rules";
import type { Scope } from "@/lib/responsibility-bulk/places";
import { mostCustomers } from "@/lib/responsibility-bulk/rules";
import type { Part, Wish } from "./fields";

/** A customer or project that somebody answers for, owns or manages. */
export type Place = {
  subject: Subject;
  subjectId: number;
  name: string;
  /** Of a project its customer. */
  of: string | null;
  customerId: number;
  leadIds: number[];
  /** Whether the one who takes over may own or manage it. */
  mayLead: boolean;
};

export const has = ({ parts }: Wish, part: Part): boolean => parts.includes(part);

/** What the one who hands over has, as far as the viewer may hand it over; at most one more than is allowed. */
export const placesOf = async (scope: Scope, wish: Wish): Promise<Place[]> => [
  ...(await customersOf(scope, wish)),
  ...(await projectsOf(scope, wish)),
];

/** Customers in use within reach, unmasked, that the one who hands over owns or answers for. */
async function customersOf(scope: Scope, wish: Wish): Promise<Place[]> {
  if (!has(wish, "responsibilities") && !has(wish, "owners")) return [];
  const { db, tables } = scope;
  const { listedCustomers: customers, responsibilities } = tables;
  const mine = sql`${customers.id} in (select ${responsibilities.customerId} from ${responsibilities}
    where ${responsibilities.employeeId} = ${wish.fromId})`;
  const owned = eq(customers.homeOwner, wish.fromId);
  return db
    .select({
      subject: sql<Subject>`'customer'`,
      subjectId: customers.id,
      customerId: customers.id,
      name: customers.name,
      of: sql<string | null>`null`,
      leadIds: leadersOf(customers.homeOwner),
      mayLead: serving(scope, wish.toId),
    })
    .from(customers)
    .where(and(inUse(scope, wish), or(mine, owned)))
    .orderBy(byName(scope, customers.name), customers.id)
    .limit(mostCustomers + 1);
}

/** Projects that go on, of such customers, that they manage or take part in. */
async function projectsOf(scope: Scope, wish: Wish): Promise<Place[]> {
  if (!has(wish, "projects") || !scope.viewer.can("projects.own")) return [];
  const { db, tables } = scope;
  const { listedCustomers: customers, projectParticipants: participants, projects } = tables;
  const mine = sql`${projects.id} in (select ${participants.projectId} from ${participants}
    where ${participants.employeeId} = ${wish.fromId})`;
  return db
    .select({
      subject: sql<Subject>`'project'`,
      subjectId: projects.id,
      customerId: customers.id,
      name: projects.name,
      of: customers.name,
      leadIds: leadersOf(projects.managerId),
      mayLead: sql<boolean>`true`,
    })
    .from(projects)
    .innerJoin(customers, eq(customers.id, projects.customerId))
    .where(and(inUse(scope, wish), ne(projects.status, "closed"), or(mine, eq(projects.managerId, wish.fromId))))
    .orderBy(byName(scope, projects.name), projects.id)
    .limit(mostCustomers + 1);
}

const byName = ({ viewer }: Scope, name: SQLWrapper): SQL =>
  sql`${name} collate ${sql.raw(`"${collationOf(viewer.facts.locale ?? "en")}"`)}`;

const leadersOf = (leader: unknown) =>
  sql<number[]>`array_remove(array[${leader}], null)`.mapWith((ids) => (ids as unknown[]).map(Number));

function inUse({ tables, viewer }: Scope, { grouping }: Wish): SQL | undefined {
  const { listedCustomers: customers } = tables;
  const open = sql`${customers.unmasked} and ${customers.full} and ${customers.tab} in (0, 1)`;
  return and(open, inGrouping(viewer, customers, grouping));
}

/** Whether the one who takes over may own the customer: unless owners come from anywhere, its companies' people may. */
function serving({ tables }: Scope, toId: number) {
  const { employees, listedCustomers: customers, settings } = tables;
  return sql<boolean>`(exists (select from ${settings} where ${settings.ownersFromAnyCompany}) or exists (
    select from ${employees} where ${employees.id} = ${toId} and ${employees.companyId} = any(${customers.companies})))`;
}

/** Groups that they sell; by a grouping only where that is a customer group. */
export async function groupsOf({ db, tables, viewer }: Scope, wish: Wish): Promise<number[]> {
  if (!has(wish, "sellers") || !viewer.can("groups")) return [];
  const { groups, groupSellers } = tables;
  const { grouping } = wish;
  if (grouping && (grouping.kind !== "group" || grouping.id === "none")) return [];
  const found = await db
    .select({ id: groups.id })
    .from(groupSellers)
    .innerJoin(groups, eq(groups.id, groupSellers.groupId))
    .where(
      and(
        eq(groupSellers.employeeId, wish.fromId),
        isNull(groups.deletedAt),
        grouping ? eq(groups.id, Number(grouping.id)) : undefined,
      ),
    )
    .orderBy(groups.id);
  return found.map(({ id }) => id);
}

/** Work orders that they still have to do, as far as the viewer sees orders and customers. */
export async function ordersOf(scope: Scope, wish: Wish): Promise<number[]> {
  const { db, tables, viewer } = scope;
  if (!has(wish, "orders") || !viewer.can("workOrders.edit")) return [];
  const { customerWorkOrders: orders, listedCustomers: customers } = tables;
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .where(and(inUse(scope, wish), eq(orders.assigneeId, wish.fromId), sql`${orders.status} in ('open', 'inProgress')`))
    .orderBy(orders.id)
    .limit(mostCustomers);
  return found.map(({ id }) => id);
}

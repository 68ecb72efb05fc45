import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Undated } from "@/db/schema/hand-overs";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";
import { inGrouping } from "@/lib/groupings/filter";
import { collationOf } from "@/lib/locale/choice";
import { type Subject, subjects } from "@/lib/responsibilities/rules";
import type { Wanted } from "@/lib/responsibilities/writes";
import { type Scope, tiesHeld } from "@/lib/responsibility-bulk/places";
import { mostCustomers } from "@/lib/responsibility-bulk/rules";
import type { Part, Wish } from "./fields";
import { handed } from "./rules";

/** What becomes of one row: handed over, already so with the other one, or not possible for an owner of that company. */
export type Fate = "given" | "kept" | "company";

/** A customer or project in the preview. `what` is answering for it, or owning or managing it. */
export type HandLine = {
  subject: Subject;
  subjectId: number;
  name: string;
  /** Of a project its customer. */
  of: string | null;
  customerId: number;
  what: "ties" | "lead";
  fate: Fate;
};

export type Plan = {
  people: { from: Person; to: Person };
  lines: HandLine[];
  wanted: Wanted[];
  undated: Undated;
  /** Groups whose selling cannot go over, because the other one does not act as a seller. */
  unsold: number;
};

type Person = { id: number; name: string; isSeller: boolean };
type Hold = (subject: Subject, ids: readonly number[]) => Promise<void>;

/**
 * Works out what a hand-over does: the same for the preview and for the write.
 * @param hold locks the rows before anything about them is read
 * @throws Invalid where somebody cannot be chosen or it is too much
 */
export async function planOf(scope: Scope, wish: Wish, hold?: Hold): Promise<Plan> {
  const people = await peopleOf(scope, wish);
  const found = await placesOf(scope, wish);
  if (found.length > mostCustomers) throw new Invalid({ "": { key: "tooManyFound", params: { max: mostCustomers } } });
  for (const subject of hold ? subjects : []) await hold?.(subject, idsOf(found, subject));
  // Once they are held, nobody archives one of them any more.
  const places = hold ? await placesOf(scope, wish) : found;
  const lines: HandLine[] = [];
  const wanted: Wanted[] = [];
  for (const subject of subjects) {
    const some = places.filter((place) => place.subject === subject);
    const held = await tiesHeld(scope, subject, idsOf(places, subject), [wish.fromId, wish.toId]);
    for (const { leadIds, ...place } of some) {
      const ties = held.get(place.subjectId);
      const leads = {
        from: leadIds.includes(wish.fromId) && has(wish, leadPart(subject)),
        to: leadIds.includes(wish.toId),
      };
      const mine = has(wish, tiesPart(subject)) ? (ties?.get(wish.fromId) ?? []) : [];
      const theirs = ties?.get(wish.toId) ?? [];
      const { from, to, given, kept } = handed(mine, theirs, wish, leads);
      if (given + kept > 0) {
        lines.push({ ...lineOf(place), what: "ties", fate: given ? "given" : "kept" });
        if (wish.endsOn === null) wanted.push({ ...place, employeeId: wish.fromId, ties: from });
        wanted.push({ ...place, employeeId: wish.toId, ties: to });
      }
      if (leads.from && wish.endsOn === null)
        lines.push({ ...lineOf(place), what: "lead", fate: place.mayLead ? "given" : "company" });
    }
  }
  const sold = await groupsOf(scope, wish);
  const undated: Undated = {
    customers: leadsOf(lines, "customer"),
    projects: leadsOf(lines, "project"),
    groups: people.to.isSeller ? sold : [],
    orders: await ordersOf(scope, wish),
  };
  return { people, lines, wanted: wanted.map(pairOnly), undated, unsold: people.to.isSeller ? 0 : sold.length };
}

const has = ({ parts }: Wish, part: Part): boolean => parts.includes(part);
const leadPart = (subject: Subject): Part => (subject === "customer" ? "owners" : "projects");
const tiesPart = (subject: Subject): Part => (subject === "customer" ? "responsibilities" : "projects");
const leadsOf = (lines: readonly HandLine[], subject: Subject): number[] =>
  lines.flatMap((line) =>
    line.subject === subject && line.what === "lead" && line.fate === "given" ? [line.subjectId] : [],
  );
const pairOnly = ({ subject, subjectId, employeeId, ties }: Wanted): Wanted => ({
  subject,
  subjectId,
  employeeId,
  ties,
});

/** Tells whether what is done is what was shown. */
export const markOf = ({ wanted, undated }: Plan): string =>
  createHash("sha256")
    .update(JSON.stringify([wanted, undated]))
    .digest("hex")
    .slice(0, 32);

/** Whether there is anything to do. */
export const isEmpty = ({ wanted, lines, undated }: Plan): boolean =>
  !lines.some(({ fate }) => fate === "given") &&
  wanted.length === 0 &&
  Object.values(undated).every((ids) => !ids.length);

async function peopleOf({ db, tables: { employees } }: Scope, { fromId, toId }: Wish): Promise<Plan["people"]> {
  const found = await db
    .select({
      id: employees.id,
      name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      isSeller: employees.isSeller,
      mayTake: sql<boolean>`${mayOwnCustomers(employees)}`,
    })
    .from(employees)
    .where(or(eq(employees.id, fromId), eq(employees.id, toId)));
  const [from, to] = [fromId, toId].map((id) => found.find((person) => person.id === id));
  if (!from) throw new Invalid({ fromId: { key: "chooseOption" } });
  if (!to?.mayTake) throw new Invalid({ toId: { key: to ? "employeeInactive" : "chooseOption" } });
  return { from, to };
}

type Place = Omit<HandLine, "what" | "fate"> & { leadIds: number[]; mayLead: boolean };

const lineOf = ({ subject, subjectId, name, of, customerId }: Omit<Place, "leadIds">) => ({
  subject,
  subjectId,
  name,
  of,
  customerId,
});

const placesOf = async (scope: Scope, wish: Wish): Promise<Place[]> => [
  ...(await customersOf(scope, wish)),
  ...(await projectsOf(scope, wish)),
];

const idsOf = (places: readonly Place[], wanted: Subject): number[] =>
  places.flatMap(({ subject, subjectId }) => (subject === wanted ? [subjectId] : []));

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
async function groupsOf({ db, tables, viewer }: Scope, wish: Wish): Promise<number[]> {
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
async function ordersOf(scope: Scope, wish: Wish): Promise<number[]> {
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

import "server-only";
import { createHash } from "node:crypto";
import { eq, or, sql } from "drizzle-orm";
import type { Undated } from "@/db/schema/hand-overs";
import { demand } from "@/lib/access/gate";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";
import { type Subject, subjects } from "@/lib/responsibilities/rules";
import type { Wanted } from "@/lib/responsibilities/writes";
import { type Scope, tiesHeld } from "@/lib/responsibility-bulk/places";
import { mostCustomers } from "@/lib/responsibility-bulk/rules";
import type { Part, Wish } from "./fields";
import { groupsOf, has, ordersOf, type Place, placesOf } from "./places";
import { handed } from "./rules";

/** What becomes of one row: handed over, already so with the other one, or not possible for an owner of that company. */
export type Fate = "given" | "kept" | "company";

/** A customer or project in the preview. `what` is answering for it, or owning or managing it. */
export type HandLine = Omit<Place, "leadIds" | "mayLead"> & {
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
  for (const right of ["customers.read", "responsibilities"] as const) demand(scope.viewer, right);
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
      const pairWith = (employeeId: number) => ({ subject, subjectId: place.subjectId, employeeId });
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
        if (wish.endsOn === null) wanted.push({ ...pairWith(wish.fromId), ties: from });
        wanted.push({ ...pairWith(wish.toId), ties: to });
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
  return { people, lines, wanted, undated, unsold: people.to.isSeller ? 0 : sold.length };
}

const leadPart = (subject: Subject): Part => (subject === "customer" ? "owners" : "projects");
const tiesPart = (subject: Subject): Part => (subject === "customer" ? "responsibilities" : "projects");
const leadsOf = (lines: readonly HandLine[], subject: Subject): number[] =>
  lines.flatMap((line) =>
    line.subject === subject && line.what === "lead" && line.fate === "given" ? [line.subjectId] : [],
  );

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

const lineOf = ({ subject, subjectId, name, of, customerId }: Omit<Place, "leadIds">) => ({
  subject,
  subjectId,
  name,
  of,
  customerId,
});

const idsOf = (places: readonly Place[], wanted: Subject): number[] =>
  places.flatMap(({ subject, subjectId }) => (subject === wanted ? [subjectId] : []));

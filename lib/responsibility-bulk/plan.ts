import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import type { MatrixFilter } from "@/lib/matrix/filter";
import { absent } from "@/lib/outcome";
import { joined, judge, type Limits, ownerStays, type PlanLine } from "@/lib/responsibilities/plan";
import { phaseOf, plainTie, type Subject, switchedOff, type Tie } from "@/lib/responsibilities/rules";
import {
  listPersons,
  membersOf,
  type NamedPlace,
  type Person,
  placesBy,
  placesShown,
  type Scope,
  tiesHeld,
} from "./places";
import { mostCustomers, type Target, type Wish } from "./rules";

/** What a bulk change comes to, line by line, and the rows and people it is about. */
export type Plan = { lines: PlanLine[]; places: NamedPlace[]; persons: Person[] };

/** Called with the rows before anything about them is read: a write locks them. */
export type Hold = (subject: Subject, ids: readonly number[]) => Promise<void>;

/**
 * Works out what a bulk change does: the same for the preview and for the write.
 * @throws Invalid where what was chosen is not there or is too much
 */
export async function planOf(
  scope: Scope,
  { target, wish, filter }: { target: Target; wish: Wish; filter: MatrixFilter },
  hold?: Hold,
): Promise<Plan> {
  const subject = target.kind === "row" ? target.subject : "customer";
  const found = await placesOf(scope, target, filter);
  await hold?.(subject, found.map(idOf));
  // Once they are held, nobody archives one of them any more.
  const places = hold ? await placesOf(scope, target, filter) : found;
  const persons = await listPersons(scope);
  const limits = limitsOf(scope.viewer, persons);
  const goal = await goalOf(scope, target, wish, limits);
  const held = await tiesHeld(scope, subject, places.map(idOf), goal.reads);
  const lines = places.flatMap((place) => {
    const ofPlace = held.get(place.subjectId) ?? new Map<number, Tie[]>();
    const tiesOf = (id: number): readonly Tie[] => ofPlace.get(id) ?? [];
    const concerned = goal.people ?? new Set([...ofPlace.keys(), ...place.owners]);
    return [...concerned].flatMap((id) => {
      const before = tiesOf(id);
      const after = goal.after({ place, employeeId: id, before, tiesOf });
      const line = judge(limits, place, id, before, after);
      const stays = goal.takesAway && place.owners.includes(id) && (!line || line.fate === "kept");
      return stays ? [ownerStays(place, id)] : line ? [line] : [];
    });
  });
  return { lines, places, persons };
}

const idOf = ({ subjectId }: NamedPlace): number => subjectId;

export const limitsOf = (viewer: Viewer, persons: readonly Person[]): Limits => ({
  today: viewer.facts.today,
  self: viewer.employeeId,
  assignOthers: viewer.can("assignOthers"),
  people: new Set(persons.filter(({ isActive }) => isActive).map(({ id }) => id)),
});

async function placesOf(scope: Scope, target: Target, filter: MatrixFilter): Promise<NamedPlace[]> {
  if (target.kind === "row") {
    const places = await placesBy(scope, target.subject, { ids: [target.subjectId] });
    return places.length ? places : absent();
  }
  const places = await placesShown(scope, filter);
  if (places.length > mostCustomers) throw new Invalid({ "": { key: "tooManyFound", params: { max: mostCustomers } } });
  return places;
}

type At = { place: NamedPlace; employeeId: number; before: readonly Tie[]; tiesOf: (id: number) => readonly Tie[] };

/** Whom a wish is about and what they are to have: `people` null = whoever is in the row, `reads` whose ties it needs. */
type Goal = {
  people: ReadonlySet<number> | null;
  reads: readonly number[] | null;
  takesAway: boolean;
  after: (at: At) => readonly Tie[];
};

async function goalOf(scope: Scope, target: Target, wish: Wish, limits: Limits): Promise<Goal> {
  const column = target.kind === "column" ? target.employeeId : wish.whoId;
  if (target.kind === "column" || wish.whoId !== null) await demandPerson(scope, target, column);
  const about = (ids: readonly number[]) => ({ people: new Set(ids), reads: ids });
  switch (wish.deed) {
    case "team":
      return {
        ...about(await teamOf(scope, wish.teamId ?? 0)),
        takesAway: false,
        after: await giver(scope, target, wish),
      };
    case "give":
      return { ...about([column ?? 0]), takesAway: false, after: await giver(scope, target, wish) };
    case "take":
    case "clear":
      return {
        ...(column === null ? { people: null, reads: null } : about([column])),
        takesAway: true,
        after: ({ before }) => switchedOff(before, limits.today),
      };
    case "copy":
      return target.kind === "row" ? copyRow(scope, target, wish, limits) : copyColumn(wish, column ?? 0, limits);
  }
}

async function demandPerson({ db, tables: { employees } }: Scope, target: Target, id: number | null): Promise<void> {
  if (id !== null && (await db.$count(employees, eq(employees.id, id)))) return;
  if (target.kind === "column") absent();
  throw new Invalid({ whoId: { key: "chooseOption" } });
}

async function teamOf(scope: Scope, teamId: number): Promise<number[]> {
  const { db, tables } = scope;
  if (!(await db.$count(tables.teams, eq(tables.teams.id, teamId))))
    throw new Invalid({ teamId: { key: "chooseOption" } });
  const members = await membersOf(scope, teamId);
  if (!members.length) throw new Invalid({ teamId: { key: "teamEmpty" } });
  return members;
}

/** Gives what the wish says; who owns the row answers for it already. */
async function giver({ db, tables, viewer }: Scope, target: Target, wish: Wish): Promise<Goal["after"]> {
  const { roleId, validFrom, validTo, note } = wish;
  const roles = target.kind === "row" && target.subject === "project" ? tables.projectRoles : tables.customerRoles;
  const isOffered = roleId && (await db.$count(roles, and(eq(roles.id, roleId), isNull(roles.disabledAt))));
  if (roleId && !isOffered) throw new Invalid({ roleId: { key: "chooseOption" } });
  const tie: Tie = { roleId, validFrom, validTo, note };
  const { today } = viewer.facts;
  return ({ place, employeeId, before }) =>
    place.owners.includes(employeeId) && roleId === null ? before : joined(before, tie, today);
}

/** What somebody answers for now or later, as it is copied; owners answer too, without a role. */
function copied(ties: readonly Tie[], isOwner: boolean, { details }: Wish, today: string): readonly Tie[] {
  const live = ties.filter((tie) => phaseOf(tie, today) !== "past");
  if (details && live.length > 0) return live;
  return live.length > 0 || isOwner ? [plainTie] : [];
}

/** Adds what is copied, or with "instead" leaves only that and what has ended. */
function withCopied(before: readonly Tie[], ties: readonly Tie[], isOwner: boolean, wish: Wish, today: string) {
  const given = isOwner ? ties.filter(({ roleId }) => roleId !== null) : ties;
  if (wish.mode === "also") return given.reduce<readonly Tie[]>((held, tie) => joined(held, tie, today), before);
  // Who is to answer as before keeps what there is, unless roles and dates are copied too.
  const holds = before.some((tie) => phaseOf(tie, today) !== "past");
  if (given.length > 0 && holds && !wish.details) return before;
  return given.reduce<readonly Tie[]>((held, tie) => joined(held, tie, today), switchedOff(before, today));
}

async function copyRow(
  scope: Scope,
  target: Extract<Target, { kind: "row" }>,
  wish: Wish,
  { today }: Limits,
): Promise<Goal> {
  const [source] = await placesBy(scope, target.subject, { numbers: [wish.fromNumber ?? ""] });
  if (!source) throw new Invalid({ fromNumber: { key: "numberUnknown" } });
  if (source.subjectId === target.subjectId) throw new Invalid({ fromNumber: { key: "sameRow" } });
  const held = (await tiesHeld(scope, target.subject, [source.subjectId], null)).get(source.subjectId) ?? new Map();
  const wanted = new Map<number, readonly Tie[]>();
  for (const id of new Set<number>([...held.keys(), ...source.owners])) {
    const ties = copied(held.get(id) ?? [], source.owners.includes(id), wish, today);
    if (ties.length) wanted.set(id, ties);
  }
  const after: Goal["after"] = ({ place, employeeId, before }) =>
    withCopied(before, wanted.get(employeeId) ?? [], place.owners.includes(employeeId), wish, today);
  if (wish.mode === "also")
    return { people: new Set(wanted.keys()), reads: [...wanted.keys()], takesAway: false, after };
  const there = (await tiesHeld(scope, target.subject, [target.subjectId], null)).get(target.subjectId) ?? new Map();
  return { people: new Set<number>([...wanted.keys(), ...there.keys()]), reads: null, takesAway: false, after };
}

function copyColumn(wish: Wish, to: number, { today }: Limits): Goal {
  const from = wish.fromId ?? 0;
  if (from === to) throw new Invalid({ fromId: { key: "sameEmployee" } });
  return {
    people: new Set([to]),
    reads: [from, to],
    takesAway: false,
    after: ({ place, before, tiesOf }) =>
      withCopied(
        before,
        copied(tiesOf(from), place.owners.includes(from), wish, today),
        place.owners.includes(to),
        wish,
        today,
      ),
  };
}

import { createHash } from "node:crypto";
import {
  clashes,
  isPlain,
  isSame,
  keyOf,
  type Pair,
  phaseOf,
  type Row,
  switchedOn,
  type Tie,
  without,
  withTie,
} from "./rules";
import type { Wanted } from "./writes";

/** A row of the matrix: who owns or manages it, in its home company or the viewer's, and whether it takes no changes. */
export type Place = Row & { owners: readonly number[]; isClosed: boolean };

export const fates = ["added", "removed", "changed", "kept", "skipped"] as const;
export type Fate = (typeof fates)[number];
/** Why something stays as it is although more was asked for. */
export type Skip = "owner" | "closed" | "others" | "inactive";

/** What becomes of an employee in a row of the matrix. */
export type PlanLine = Pair & { fate: Fate; why: Skip | null; before: readonly Tie[]; after: readonly Tie[] };

/** What one may do: `people` are the employees who can still be given something. */
export type Limits = { today: string; self: number; assignOthers: boolean; people: ReadonlySet<number> };

/**
 * Judges what is wanted of one employee in one row.
 * @param before the ties there are, @param after those there are to be, past ones too
 * @returns null where there is nothing and nothing is wanted
 */
export function judge(
  { today, self, assignOthers, people }: Limits,
  place: Place,
  employeeId: number,
  before: readonly Tie[],
  after: readonly Tie[],
): PlanLine | null {
  const line = { ...pairOf(place, employeeId), before, after, why: null };
  const holds = (ties: readonly Tie[]) => ties.some((tie) => phaseOf(tie, today) !== "past");
  const [had, has] = [holds(before), holds(after)];
  if (isSame(before, after)) return had || place.owners.includes(employeeId) ? { ...line, fate: "kept" } : null;
  const skipped = (why: Skip): PlanLine => ({ ...line, after: before, fate: "skipped", why });
  if (place.isClosed) return skipped("closed");
  if (!assignOthers && employeeId !== self) return skipped("others");
  if (without(after, before).length > 0 && !people.has(employeeId)) return skipped("inactive");
  return { ...line, fate: had ? (has ? "changed" : "removed") : "added" };
}

/** The line of somebody who cannot be taken away: owners are replaced, not removed. */
export const ownerStays = (place: Place, employeeId: number): PlanLine => ({
  ...pairOf(place, employeeId),
  fate: "skipped",
  why: "owner",
  before: [],
  after: [],
});

const pairOf = ({ subject, subjectId }: Row, employeeId: number): Pair => ({ subject, subjectId, employeeId });

export const isChange = ({ fate }: PlanLine): boolean => fate !== "kept" && fate !== "skipped";

/** What the lines come to, as it is written. */
export const wantedOf = (lines: readonly PlanLine[]): Wanted[] =>
  lines.filter(isChange).map(({ subject, subjectId, employeeId, after }) => ({
    subject,
    subjectId,
    employeeId,
    ties: after,
  }));

export const countsOf = (lines: readonly PlanLine[]): Record<Fate, number> => {
  const counts = { added: 0, removed: 0, changed: 0, kept: 0, skipped: 0 };
  for (const { fate } of lines) counts[fate]++;
  return counts;
};

/** Tells whether what is done is what was shown. */
export function markOf(lines: readonly PlanLine[]): string {
  const told = lines
    .filter(isChange)
    .map(({ subject, subjectId, employeeId, before, after }) =>
      [subject, subjectId, employeeId, before.map(keyOf).sort(), after.map(keyOf).sort()].join(),
    );
  return createHash("sha256").update(JSON.stringify(told.sort())).digest("hex").slice(0, 32);
}

/**
 * The ties when one more is given. Who answers already on its days, in its role or without any where it has none, goes
 * on as before; what has ended is history, and a tie that reaches into it begins today.
 */
export function joined(held: readonly Tie[], given: Tie, today: string): readonly Tie[] {
  if (isPlain([given])) return switchedOn(held, today);
  const past = held.filter((tie) => phaseOf(tie, today) === "past");
  const begins = clashes(past, given) && (given.validFrom ?? "") < today ? { ...given, validFrom: today } : given;
  const isOver = begins.validTo !== null && begins.validTo < (begins.validFrom ?? "");
  return isOver || clashes(held, begins) ? held : withTie(held, begins);
}

import { notFound } from "next/navigation";
import type catalog from "@/messages/en.json";
import { Invalid, type Problem, type Problems } from "./errors";

export type FieldConflict = { field: string; mine: unknown; theirs: unknown; by: string };

export type DoubtKey = keyof (typeof catalog)["doubt"];

/** Something a person should know before it is done; they may do it anyway. */
export type DoubtAbout = {
  /** Names the doubt and what it is about, so that a yes to one is no yes to another: "duplicates:12.45". */
  mark: string;
  /** A sentence under `doubt.` in the catalogs. */
  key: DoubtKey;
  params?: Problem["params"];
  links?: { href: string; label: string }[];
};

/** What a command answers. Problems are by field name; "" is the form as a whole. */
export type Outcome<Result> =
  | { ok: true; result: Result }
  | {
      ok: false;
      problems: Problems;
      doubts?: DoubtAbout[];
      conflicts?: FieldConflict[];
      /** The version the person has now seen, once a conflict was shown. */
      version?: number;
      /** What only others have changed since: the form goes on with these values, so that it does not undo them. */
      fresh?: Record<string, unknown>;
    };

/** Thrown by a command that wants a "do it anyway" first. */
export class Doubt extends Error {
  readonly doubts: DoubtAbout[];

  constructor(doubts: DoubtAbout[]) {
    super(`unanswered: ${doubts.map((doubt) => doubt.mark).join(", ")}`);
    this.doubts = doubts;
  }
}

/**
 * Asks about all doubts together: a form remembers only the answers to the last question.
 * @throws Doubt with all of them while one is unanswered
 */
export function askFirst(confirmed: ReadonlySet<string>, doubts: DoubtAbout[]): void {
  if (doubts.some(({ mark }) => !confirmed.has(mark))) throw new Doubt(doubts);
}

/** Thrown by the gate when two people changed the same fields. */
export class Conflict extends Error {
  readonly conflicts: FieldConflict[];
  readonly version: number;
  readonly fresh: Record<string, unknown>;

  constructor(conflicts: FieldConflict[], version: number, fresh: Record<string, unknown>) {
    super(`changed by others: ${conflicts.map((conflict) => conflict.field).join(", ")}`);
    this.conflicts = conflicts;
    this.version = version;
    this.fresh = fresh;
  }
}

/** What a command answers to what was thrown inside it; null where that is a fault. */
export function refusalOf(error: unknown): Extract<Outcome<never>, { ok: false }> | null {
  if (error instanceof Invalid) return { ok: false, problems: error.problems };
  if (error instanceof Doubt) return { ok: false, problems: {}, doubts: error.doubts };
  if (!(error instanceof Conflict)) return null;
  const { conflicts, version, fresh } = error;
  return { ok: false, problems: {}, conflicts, version, fresh };
}

/** Not there and not yours look the same: the not-found page. */
export function absent(): never {
  notFound();
}

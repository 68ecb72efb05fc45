import type { Permission } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";

/** What the register holds, as far as the steps ask. */
export type Beginnings = {
  organisationName: string;
  numberingMode: string;
  numberingStart: number;
  numberingPadding: number;
  numericOnly: boolean;
  types: number;
  groups: number;
  terms: number;
  fields: number;
  people: number;
  customers: number;
  isPutAway: boolean;
};

type Step = {
  may: readonly Permission[];
  /** Nobody ticks a step: what the register holds says whether it is done. */
  isDone: (now: Beginnings) => boolean;
};

/** The name an organisation has before it says its own. */
const unnamed = "Kumppani";
/** Customer, subcontractor and private customer come with the product. */
const typesAtFirst = 3;

/** What to set up before the first customers, in this order. */
export const steps = {
  organisation: { may: ["settings"], isDone: (now) => now.organisationName !== unnamed },
  /** Other than it came, or used: from then on numbers are given. */
  numbering: {
    may: ["settings"],
    isDone: (now) =>
      now.customers > 0 ||
      now.numberingMode !== "automatic" ||
      now.numberingStart !== 1 ||
      now.numberingPadding !== 0 ||
      now.numericOnly,
  },
  types: { may: ["settings"], isDone: (now) => now.types > typesAtFirst },
  groups: { may: ["settings"], isDone: (now) => now.groups > 0 },
  /** Other than they came: a first version is there from the start. */
  billing: { may: ["settings"], isDone: (now) => now.terms > 0 },
  fields: { may: ["settings"], isDone: (now) => now.fields > 0 },
  /** Somebody besides whoever began. */
  people: { may: ["people"], isDone: (now) => now.people > 1 },
  customers: { may: ["import", "customers.edit"], isDone: (now) => now.customers > 0 },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

/** The steps whose page a viewer may open, each with whether it is done. */
export function stepsOf(viewer: Viewer, now: Beginnings): { name: StepName; isDone: boolean }[] {
  const open = (Object.keys(steps) as StepName[]).filter((name) => steps[name].may.every((right) => viewer.can(right)));
  return open.map((name) => ({ name, isDone: steps[name].isDone(now) }));
}

/** The list can go once nothing of it is left to do, or when there are customers: then it is too late to come before. */
export const mayPutAway = (now: Beginnings, listed: readonly { isDone: boolean }[]): boolean =>
  now.customers > 0 || listed.every(({ isDone }) => isDone);

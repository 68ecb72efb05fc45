import { z } from "zod";
import { type Problems, problemsOf, refuse } from "@/lib/errors";
import { choice, reference, yesNo } from "@/lib/fields";
import { idOf, oneOf, type Params } from "@/lib/list-address";
import { dayField } from "@/lib/moments";
import type { Subject } from "@/lib/responsibilities/rules";
import { optional, text } from "@/lib/text";

/** As many customers as one change may be about. */
export const mostCustomers = 5_000;

/** What a bulk change is about: a row of the matrix, a column over the customers found, or all customers found. */
export type Target =
  | { kind: "row"; subject: Subject; subjectId: number }
  | { kind: "column"; employeeId: number }
  | { kind: "shown" };

/** "bulk.row.customer.12", "bulk.row.project.7", "bulk.column.34", "bulk.shown"; null for other panels. */
export function targetOf(panel: string): Target | null {
  if (panel === "bulk.shown") return { kind: "shown" };
  const [, row, subject, id = ""] = /^bulk\.(?:(row)\.(customer|project)|column)\.(\d+)$/.exec(panel) ?? [];
  const known = idOf(id);
  if (known === null) return null;
  return row ? { kind: "row", subject: subject as Subject, subjectId: known } : { kind: "column", employeeId: known };
}

const needed = () => reference().refine((id) => id !== null, { params: refuse("required").problem });

const tie = {
  roleId: reference(),
  validFrom: optional(dayField),
  validTo: optional(dayField),
  note: optional(text(500)),
};
/** "instead" takes away what the source does not have. */
const copy = { mode: choice(["also", "instead"]), details: yesNo() };

/** What can be done with each, the usual first, and what has to be said for it. */
const deeds = {
  row: { copy: { fromNumber: text(100), ...copy }, team: { teamId: needed(), ...tie }, clear: {} },
  column: { copy: { fromId: needed(), ...copy }, give: tie, clear: {} },
  shown: { give: { whoId: needed(), ...tie }, take: { whoId: needed() }, team: { teamId: needed(), ...tie } },
} as const;

export type Deed = "copy" | "team" | "clear" | "give" | "take";

export const deedsOf = ({ kind }: Target): Deed[] => Object.keys(deeds[kind]) as Deed[];

/** Names of everything a form of a bulk change may post. */
export const wishNames = [
  "deed",
  "fromNumber",
  "fromId",
  "whoId",
  "teamId",
  "roleId",
  "validFrom",
  "validTo",
  "note",
  "mode",
  "details",
] as const;

/** What is wished for, as it was chosen; what a deed does not need is null. */
export type Wish = {
  deed: Deed;
  fromNumber: string | null;
  fromId: number | null;
  whoId: number | null;
  teamId: number | null;
  roleId: number | null;
  validFrom: string | null;
  validTo: string | null;
  note: string | null;
  mode: "also" | "instead";
  details: boolean;
};

const nothing: Omit<Wish, "deed"> = {
  fromNumber: null,
  fromId: null,
  whoId: null,
  teamId: null,
  roleId: null,
  validFrom: null,
  validTo: null,
  note: null,
  mode: "also",
  details: false,
};

/** The deed an address or a form names, else the usual one. */
export const deedOf = (target: Target, values: Params): Deed =>
  deedsOf(target).find((deed) => deed === oneOf(values, "deed")) ?? (deedsOf(target)[0] as Deed);

/** Understands what was chosen; what the deed does not ask for is left out. */
export function wishOf(target: Target, values: Params): { ok: true; wish: Wish } | { ok: false; problems: Problems } {
  const deed = deedOf(target, values);
  const shape = (deeds[target.kind] as Record<string, z.ZodRawShape>)[deed] ?? {};
  const asked = Object.fromEntries(Object.keys(shape).map((name) => [name, oneOf(values, name)]));
  const read = z.object(shape).safeParse(asked);
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  const wish = { ...nothing, ...(read.data as Partial<Wish>), deed };
  const { validFrom, validTo } = wish;
  if (validFrom && validTo && validTo < validFrom) return { ok: false, problems: { validTo: { key: "period" } } };
  return { ok: true, wish };
}

/** The same as an address says it; what is the default is left out. */
export const wishQuery = (wish: Wish): Record<string, string | number | null> => ({
  ...wish,
  details: wish.details ? "on" : null,
});

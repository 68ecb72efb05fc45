import { z } from "zod";
import { type Problems, problemsOf, refuse } from "@/lib/errors";
import { choices, reference } from "@/lib/fields";
import { type Grouping, groupingOf, groupingText } from "@/lib/groupings/filter";
import type { Params } from "@/lib/list-address";
import { dayField } from "@/lib/moments";
import { optional } from "@/lib/text";

/** What can be handed over: who answers for customers and owns them, projects, the selling of groups, open work orders. */
export const parts = ["responsibilities", "owners", "projects", "sellers", "orders"] as const;
export type Part = (typeof parts)[number];

/** What a substitute can stand in for: what has dates. */
export const datedParts: readonly Part[] = ["responsibilities", "owners", "projects"];

const person = () => reference().refine((id) => id !== null, { params: refuse("required").problem });

const shape = z.object({
  fromId: person(),
  toId: person(),
  startsOn: dayField,
  endsOn: optional(dayField),
  grouping: z.string().max(40).catch(""),
  parts: choices(parts).refine((chosen) => chosen.length > 0, { params: refuse("chooseOne").problem }),
});

/** What is wished for. With a last day it is a substitute, and nothing is taken away from anybody. */
export type Wish = {
  fromId: number;
  toId: number;
  /** The first day, yyyy-mm-dd, and of a substitute the last one. */
  startsOn: string;
  endsOn: string | null;
  grouping: Grouping | null;
  parts: readonly Part[];
};

/** Understands what was chosen. @param today a hand-over cannot begin before it */
export function wishOf(values: Params, today: string): { ok: true; wish: Wish } | { ok: false; problems: Problems } {
  const one = (name: string) => [values[name]].flat().at(-1) ?? "";
  const read = shape.safeParse({
    ...Object.fromEntries(["fromId", "toId", "startsOn", "endsOn", "grouping"].map((name) => [name, one(name)])),
    parts: [values.parts].flat(),
  });
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  const { startsOn, endsOn, grouping, ...chosen } = read.data;
  const [fromId, toId] = [chosen.fromId ?? 0, chosen.toId ?? 0];
  if (startsOn < today) return { ok: false, problems: { startsOn: { key: "handOverPast" } } };
  if (endsOn !== null && endsOn < startsOn) return { ok: false, problems: { endsOn: { key: "period" } } };
  if (fromId === toId) return { ok: false, problems: { toId: { key: "handOverSame" } } };
  const dated = endsOn === null ? chosen.parts : chosen.parts.filter((part) => datedParts.includes(part));
  if (!dated.length) return { ok: false, problems: { parts: { key: "handOverUndated" } } };
  return { ok: true, wish: { fromId, toId, startsOn, endsOn, grouping: groupingOf(grouping), parts: dated } };
}

/** The same as an address says it. */
export const wishQuery = ({ grouping, ...wish }: Wish) => ({ ...wish, grouping: groupingText(grouping) });

/** What the confirmation of a preview posts. */
export const handOverInput = z.strictObject({
  fromId: z.string(),
  toId: z.string(),
  startsOn: z.string(),
  endsOn: z.string().catch(""),
  grouping: z.string().catch(""),
  parts: z.union([z.string(), z.array(z.string())]),
  /** Tells the plan that was shown. */
  plan: z.string().max(100).catch(""),
});

import "server-only";
import { z } from "zod";
import { type Values, wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import type { Problem } from "@/lib/errors";
import { absent } from "@/lib/outcome";
import { acceptProposed, keepAsIs } from "@/lib/registry/commands";
import { pageSize } from "./filter";
import { demandQueued } from "./list";

/** Everything that is proposed, one field of it, what the business is doing, or nothing. */
export const decisions = ["proposed", "name", "address", "email", "website", "businessStatus", "leave"] as const;
export type Decision = (typeof decisions)[number];

/** Why a customer stayed as it was though somebody wanted otherwise. */
export const reasons = ["archived", "changed", "decided", "off", "otherId", "nothing", "refused"] as const;
export type Reason = (typeof reasons)[number];

export type Tally = { decision: Decision; done: number; left: Partial<Record<Reason, number>> };

/** "12.3": a comparison and the version of its customer that was on the screen. */
const tick = z.string().regex(/^[1-9]\d{0,14}\.[1-9]\d{0,8}$/);
const input = z.object({
  /** A button of one row: "proposed.12.3". */
  one: z.string().catch(""),
  /** A button for all that are ticked; "accept" takes what `only` says. */
  decision: z.string().catch(""),
  only: z.string().catch("proposed"),
  ticked: z.union([tick.transform((text) => [text]), z.array(tick).max(pageSize)]).catch([]),
});

/** @throws absent where the form does not say what is to be done */
function asked(values: Values): { decision: Decision; ticks: string[] } {
  const { one, decision, only, ticked } = input.parse(values);
  const [word = "", ...rest] = one ? one.split(".") : [decision === "accept" ? only : decision];
  const ticks = one ? [tick.safeParse(rest.join(".")).data ?? absent()] : [...new Set(ticked)];
  return { decision: decisions.find((known) => known === word) ?? absent(), ticks };
}

const idOfTick = (text: string): number => Number(text.split(".")[0]);

/**
 * Decides on comparisons of the queue one by one, each in its own transaction: what cannot be done stays as it was and
 * is counted by its reason.
 * @param values what the form of the queue posts: `one`, or `ticked` with `decision` and `only`; and `formKey`
 * @throws absent, before anything is done, where one was never in the queue or is out of reach
 */
export async function decideTicked(viewer: Viewer, values: Values): Promise<Tally> {
  const { decision, ticks } = asked(values);
  await demandQueued(viewer, ticks.map(idOfTick));
  const problems =
    decision === "leave" ? await leave(viewer, ticks, values) : await accept(viewer, ticks, decision, values);
  const left: Tally["left"] = {};
  for (const { key } of problems) {
    const reason = reasonsByProblem[key] ?? "refused";
    left[reason] = (left[reason] ?? 0) + 1;
  }
  return { decision, done: ticks.length - problems.length, left };
}

async function leave(viewer: Viewer, ticks: readonly string[], { formKey }: Values): Promise<Problem[]> {
  const problems = [];
  for (const id of ticks.map(idOfTick)) {
    const outcome = await keepAsIs(viewer, { id, formKey: `${formKey}-${id}` });
    if (!outcome.ok) problems.push(outcome.problems[""] ?? ({ key: "checkValue" } as const));
  }
  return problems;
}

async function accept(viewer: Viewer, ticks: string[], decision: Decision, { formKey }: Values): Promise<Problem[]> {
  if (!ticks.length) return [];
  const fields = decision === "proposed" ? {} : { fields: [decision] };
  const outcome = await acceptProposed(viewer, { comparisons: ticks, ...fields, formKey });
  return outcome.ok ? outcome.result.left.map(({ problem }) => problem) : absent();
}

const reasonsByProblem: Partial<Record<Problem["key"], Reason>> = {
  customerArchived: "archived",
  registryChanged: "changed",
  registryDecided: "decided",
  registryOff: "off",
  registryOtherId: "otherId",
  nothingToChange: "nothing",
};

/** "archived.2-changed.1": what stayed, as an address says it. */
export const leftQuery = (left: Tally["left"]): string =>
  reasons.flatMap((reason) => (left[reason] ? [`${reason}.${left[reason]}`] : [])).join("-");

/** The same, read again; what is nonsense is left out. */
export function leftOf(text: string): { reason: Reason; n: number }[] {
  const counted = new Map(
    text
      .slice(0, 200)
      .split("-")
      .map((part) => part.split(".") as [string, string]),
  );
  return reasons.flatMap((reason) => {
    const n = wholeNumber(counted.get(reason));
    return n ? [{ reason, n }] : [];
  });
}

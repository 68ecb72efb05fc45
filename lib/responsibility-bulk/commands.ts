import "server-only";
import { z } from "zod";
import { responsibilityChanges } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { paramsOf } from "@/lib/list-address";
import { matrixFilter } from "@/lib/matrix/filter";
import { absent } from "@/lib/outcome";
import { writePlan } from "@/lib/responsibilities/planned";
import { lockRows } from "@/lib/responsibilities/writes";
import { planOf } from "./plan";
import { targetOf, wishNames, wishOf } from "./rules";

const text = z.string().max(2_000).catch("");

const bulkInput = z.strictObject({
  /** What it is about, as the address of its panel says it. */
  panel: text,
  /** The address of the matrix: which customers. */
  where: text,
  /** Tells the plan that was shown. */
  plan: text,
  ...(Object.fromEntries(wishNames.map((name) => [name, text])) as Record<(typeof wishNames)[number], typeof text>),
});

/**
 * Does what a preview showed, as one change that can be undone. Where something has changed since, nothing is done and
 * the field `plan` says so.
 */
export const changeInBulk = command({
  may: "responsibilities",
  subject: responsibilityChanges,
  log: "responsibility.bulk",
  long: true,
  input: bulkInput,
  async run(scope, { panel, where, plan: shown, ...values }) {
    const { viewer, tx, tables } = scope;
    const target = targetOf(panel) ?? absent();
    const asked = wishOf(target, values);
    if (!asked.ok) throw new Invalid(asked.problems);
    const filter = matrixFilter(paramsOf(new URLSearchParams(where)));
    const reading = { viewer, tables, db: tx };
    const plan = await planOf(reading, { target, wish: asked.wish, filter }, (subject, ids) =>
      lockRows(tx, subject, ids),
    );
    const { changeId, count } = await writePlan(scope, "bulk", plan, shown);
    return { id: changeId ?? 0, count };
  },
});

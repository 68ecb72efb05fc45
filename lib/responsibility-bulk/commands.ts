import "server-only";
import { z } from "zod";
import { responsibilityChanges } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { customersLost } from "@/lib/groups/doubts";
import { paramsOf } from "@/lib/list-address";
import { matrixFilter } from "@/lib/matrix/filter";
import { absent, askFirst } from "@/lib/outcome";
import { isChange, markOf, wantedOf } from "@/lib/responsibilities/plan";
import { lockRows, writeTies } from "@/lib/responsibilities/writes";
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
  async run({ viewer, tx, tables, confirmed }, { panel, where, plan: shown, ...values }) {
    const target = targetOf(panel) ?? absent();
    const asked = wishOf(target, values);
    if (!asked.ok) throw new Invalid(asked.problems);
    const filter = matrixFilter(paramsOf(new URLSearchParams(where)));
    const scope = { viewer, tables, db: tx };
    const { lines, places } = await planOf(scope, { target, wish: asked.wish, filter }, (subject, ids) =>
      lockRows(
        tx,
        subject,
        ids.map((subjectId) => ({ subjectId })),
      ),
    );
    if (markOf(lines) !== shown) throw new Invalid({ plan: { key: "planChanged" } });
    if (!lines.some(isChange)) throw new Invalid({ "": { key: "nothingToChange" } });
    const done = await writeTies(tx, viewer, "bulk", wantedOf(lines));
    askFirst(confirmed, await customersLost(tx, tables, [...new Set(places.map(({ customerId }) => customerId))]));
    return { id: done.changeId ?? 0, count: done.count };
  },
});

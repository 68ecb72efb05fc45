import "server-only";
import { eq, sql } from "drizzle-orm";
import { handOvers } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { customersLost } from "@/lib/groups/doubts";
import { askFirst } from "@/lib/outcome";
import { undoTies } from "@/lib/responsibilities/undo";
import { lockRows, writeTies } from "@/lib/responsibilities/writes";
import { carryOut, giveGroupsBack, giveOrders } from "./day";
import { handOverInput, wishOf } from "./fields";
import { isEmpty, markOf, planOf } from "./plan";

/**
 * Does what a preview showed, as one hand-over that can be taken back. What has dates is written at once, the rest on its
 * day. Where something has changed since, nothing is done and the field `plan` says so.
 */
export const handOver = command({
  may: "assignOthers",
  subject: handOvers,
  log: "handOver.made",
  long: true,
  input: handOverInput,
  async run({ viewer, tx, tables, confirmed }, { plan: shown, ...values }) {
    const asked = wishOf(values, viewer.facts.today);
    if (!asked.ok) throw new Invalid(asked.problems);
    const { wish } = asked;
    const plan = await planOf({ viewer, tables, db: tx }, wish, (subject, ids) => lockRows(tx, subject, ids));
    if (markOf(plan) !== shown) throw new Invalid({ plan: { key: "planChanged" } });
    if (isEmpty(plan)) throw new Invalid({ "": { key: "nothingToChange" } });
    const { changeId, count } = await writeTies(tx, viewer, "handOver", plan.wanted);
    const { fromId, toId, startsOn, endsOn } = wish;
    const [kept] = await tx
      .insert(handOvers)
      .values({ fromId, toId, startsOn, endsOn, undated: plan.undated, count, changeId, madeBy: viewer.employeeId })
      .returning();
    if (!kept) throw new Error("no hand-over");
    if (startsOn === viewer.facts.today) await carryOut(tx, kept);
    askFirst(confirmed, await customersLost(tx, tables, [...new Set(plan.lines.map(({ customerId }) => customerId))]));
    return { id: kept.id, isWaiting: startsOn > viewer.facts.today };
  },
});

/** Cancels what waits and puts back what was done, where nobody has changed it again since; `skipped` counts that. */
export const takeBack = command({
  may: "assignOthers",
  on: handOvers,
  log: "handOver.takenBack",
  long: true,
  input: noInput,
  async run({ viewer, tx, tables, row }) {
    if (row.takenBackAt) throw new Invalid({ "": { key: "handOverTakenBack" } });
    let skipped = 0;
    for (const changeId of [row.ownersChangeId, row.changeId]) {
      if (changeId !== null) skipped += (await undoTies(tx, viewer, changeId)).skipped;
    }
    const { groups = [], orders = [] } = row.moved ?? {};
    if (groups.length)
      skipped += groups.length - (viewer.can("groups") ? (await giveGroupsBack(tx, viewer.employeeId, row)).length : 0);
    if (orders.length) {
      const open = tables.customerWorkOrders;
      const seen = viewer.can("workOrders.edit")
        ? await tx
            .select({ id: open.id })
            .from(open)
            .where(sql`${open.id} = any(${sql.param(orders)}::bigint[])`)
        : [];
      const ids = seen.map(({ id }) => id);
      const { fromId, toId } = row;
      skipped += orders.length - (await giveOrders(tx, viewer.employeeId, { ids, fromId: toId, toId: fromId })).length;
    }
    await tx
      .update(handOvers)
      .set({ takenBackAt: sql`now()`, takenBackBy: viewer.employeeId })
      .where(eq(handOvers.id, row.id));
    return { id: row.id, skipped };
  },
});

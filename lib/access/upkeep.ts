import "server-only";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { db, longDb } from "@/db/client";
import { customers, formKeys, handOvers, jobs, loginFailures, sessions, settings } from "@/db/schema/index";
import { carryOut } from "@/lib/hand-overs/day";
import { tidyComparisons } from "@/lib/registry-checks/upkeep";
import { record } from "./audit";
import { tidyBlobs } from "./blobs";
import { unblocked } from "./blockers";
import { forgetOldAnswers } from "./registry-answers";

/**
 * Takes away what has had its time: customers 30 days in the bin, ended sessions, old counts and form keys, what registers
 * said yesterday, bytes of no file. Does what has come due: hand-overs that waited for their day.
 */
export async function tidyUp(): Promise<void> {
  await carryOutDue();
  await db.delete(customers).where(and(lt(customers.deletedAt, sql`now() - interval '30 days'`), unblocked()));
  await db.delete(sessions).where(sql`${sessions.endsAt} < now() or ${sessions.idleUntil} < now()`);
  await db.delete(loginFailures).where(lt(loginFailures.windowStart, sql`now() - interval '1 day'`));
  await db.delete(formKeys).where(lt(formKeys.createdAt, sql`now() - interval '24 hours'`));
  await tidyBlobs();
  await forgetOldAnswers();
  await db.transaction(tidyComparisons);
  await db.delete(jobs).where(lt(jobs.endedAt, sql`now() - interval '13 months'`));
}

/** Each in a transaction of its own and locked, so that two processes, or a run cut short, do none twice. */
async function carryOutDue(): Promise<void> {
  const { carriedOutAt, id, startsOn, takenBackAt } = handOvers;
  const today = sql`(select (now() at time zone ${settings.timeZone})::date from ${settings})`;
  const isDue = and(isNull(carriedOutAt), isNull(takenBackAt), sql`${startsOn} <= ${today}`);
  const due = await db.select({ id }).from(handOvers).where(isDue).orderBy(startsOn, id);
  for (const { id: dueId } of due) {
    await longDb.transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(handOvers)
        .where(and(eq(id, dueId), isDue))
        .for("update", { skipLocked: true });
      if (!row) return;
      await carryOut(tx, row);
      await record(tx, {
        actorId: row.madeBy,
        action: "handOver.carriedOut",
        source: "system",
        subject: "hand_overs",
        subjectId: row.id,
        subjectVersion: null,
        changes: [],
      });
    });
  }
}

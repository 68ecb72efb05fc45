import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { handOvers } from "@/db/schema/index";
import type { Viewer } from "./viewer";

/** The hand-overs to and from the viewer, whoever made them, without what was handed over. */
export function myHandOversOf({ employeeId }: Viewer) {
  const { id, fromId, toId, startsOn, endsOn, takenBackAt } = handOvers;
  const isTaker = sql<boolean>`${toId} = ${employeeId}`.as("is_taker");
  const otherId = sql<number>`case when ${toId} = ${employeeId} then ${fromId} else ${toId} end`;
  return db
    .select({ id, startsOn, endsOn, isTaker, otherId: otherId.mapWith(Number).as("other_id") })
    .from(handOvers)
    .where(and(isNull(takenBackAt), or(eq(fromId, employeeId), eq(toId, employeeId))))
    .as("hand_overs");
}

import "server-only";
import { count, eq, sql } from "drizzle-orm";
import { demand, query } from "@/lib/access/gate";
import { meantBy, type Picked } from "@/lib/customers/picked";
import { type CheckOutcome, type LeftOut, leftOutOf } from "./rules";

/** How many customers a check would ask about, and how many it leaves out, by the reason. One statement. */
export const checkPreview = query("registry", async (scope, which: Picked) => {
  const { db, tables, viewer } = scope;
  demand(viewer, "customers.edit");
  const { listedCustomers: listed } = tables;
  const reason = leftOutOf(listed, viewer.facts.registers).as("reason");
  const meant = db
    .select({ reason })
    .from(listed)
    .where(await meantBy(scope, which))
    .as("meant");
  const rows = await db.select({ reason: meant.reason, number: count() }).from(meant).groupBy(meant.reason);
  const numberOf = (wanted: LeftOut | null) => rows.find((row) => row.reason === wanted)?.number ?? 0;
  return { checked: numberOf(null), leftOut: (reason: LeftOut) => numberOf(reason) };
});

/** How many customers of a check ended how, of those within reach; `null` counts those still waiting. */
export const countOutcomes = query("registry", async ({ db, tables }, jobId: number) => {
  const { registryCheckItems: items } = tables;
  const rows = await db
    .select({ outcome: sql<CheckOutcome | null>`${items.outcome}`, number: count() })
    .from(items)
    .where(eq(items.jobId, jobId))
    .groupBy(items.outcome);
  return new Map(rows.map(({ outcome, number }) => [outcome, number]));
});

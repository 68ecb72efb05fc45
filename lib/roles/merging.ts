import "server-only";
import { and, eq, isNotNull, type SQLWrapper, sql } from "drizzle-orm";
import {
  projectParticipants,
  responsibilities,
  responsibilityChangeLines,
  responsibilityChanges,
  workOrders,
  workOrderTemplates,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import type { Subject } from "@/lib/responsibilities/rules";
import { tiesOf, writeTies } from "@/lib/responsibilities/writes";
import { oneRole } from "./rules";

/**
 * Whoever has the one role has the other: logged customer by customer, like other changes of who answers for whom. It cannot
 * be undone; what was done before can be, in terms of the role that stays.
 */
export async function mergeRoles(tx: Transaction, viewer: Viewer, subject: Subject, from: number, to: number) {
  const holders = await holdersOf(tx, subject, from);
  const held = await tiesOf(tx, subject, holders);
  const wanted = holders.map((pair) => ({
    ...pair,
    ties: oneRole(held.get(`${pair.subjectId}.${pair.employeeId}`) ?? [], from, to),
  }));
  const { changeId } = await writeTies(tx, viewer, "bulk", wanted);
  if (changeId !== null) await tx.delete(responsibilityChanges).where(eq(responsibilityChanges.id, changeId));
  await renameInChanges(tx, subject, from, to);
  if (subject === "project") return;
  for (const table of [workOrders, workOrderTemplates])
    await tx.update(table).set({ roleId: to }).where(eq(table.roleId, from));
}

async function holdersOf(tx: Transaction, subject: Subject, roleId: number) {
  const table = subject === "customer" ? responsibilities : projectParticipants;
  const subjectId = subject === "customer" ? responsibilities.customerId : projectParticipants.projectId;
  const rows = await tx
    .selectDistinct({ subjectId, employeeId: table.employeeId })
    .from(table)
    .where(eq(table.roleId, roleId));
  return rows.map((row) => ({ ...row, subject }));
}

/** Changes kept for their undo. */
async function renameInChanges(tx: Transaction, subject: Subject, from: number, to: number) {
  const { before, after, customerId, projectId, employeeId } = responsibilityChangeLines;
  const renamed = (ties: SQLWrapper) => sql`coalesce((
    select jsonb_agg(case when (tie ->> 'roleId')::bigint = ${from} then tie || jsonb_build_object('roleId', ${to}::bigint) else tie end order by place)
    from jsonb_array_elements(${ties}) with ordinality as one (tie, place)), '[]')`;
  const holds = sql`${before} || ${after} @> ${JSON.stringify([{ roleId: from }])}::jsonb`;
  await tx
    .update(responsibilityChangeLines)
    .set({ before: renamed(before), after: renamed(after) })
    .where(and(isNotNull(subject === "customer" ? customerId : projectId), isNotNull(employeeId), holds));
}

import "server-only";
import { and, asc, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { customers, events, eventValues } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { Invalid } from "@/lib/errors";
import { touched } from "@/lib/stamps";

/**
 * Of the customers within reach those that may be put into another group: not the archived ones, which take no changes,
 * nor other companies' while the mask hides their groups.
 */
export function regroupable(viewer: Viewer, { archivedAt, companies }: Tables["customers"]): SQL | undefined {
  const { companyId, maskOtherCompanies } = viewer.facts;
  const own = maskOtherCompanies ? sql`${companies} && ${sql.param([companyId])}::bigint[]` : undefined;
  return and(isNull(archivedAt), own);
}

/**
 * Puts customers into a group, or into none, and writes a line of the log for each that really moves. Their numbers
 * stay what they are. The caller has looked the ids up within reach.
 * @returns how many moved
 */
export async function moveCustomers(
  tx: Transaction,
  actorId: number,
  { ids, groupId }: { ids: readonly number[]; groupId: number | null },
): Promise<number> {
  const before = await tx
    .select({ id: customers.id, groupId: customers.groupId })
    .from(customers)
    .where(and(anyOf(customers.id, ids), sql`${customers.groupId} is distinct from ${groupId}`))
    .orderBy(asc(customers.id))
    .for("no key update");
  const groupOf = new Map(before.map((customer) => [customer.id, customer.groupId]));
  const moved = await tx
    .update(customers)
    .set({ groupId, ...touched(customers, actorId) })
    .where(anyOf(customers.id, [...groupOf.keys()]))
    .returning({ id: customers.id, version: customers.version });
  const lines = moved.map(({ id, version }) => ({
    id,
    version,
    changes: [{ field: "groupId", before: groupOf.get(id) ?? null, after: groupId }],
  }));
  await recordEach(tx, { actorId, action: "customer.updated", source: "web", subject: "customers" }, lines);
  return moved.length;
}

/**
 * The customers that the last deletion of a group moved and that are still where it put them. One transaction has one
 * time: the lines of the log with the deletion's time are the deletion's.
 */
export async function movedByDeletion(tx: Transaction, groupId: number): Promise<number[]> {
  const deletion = alias(events, "deletion");
  const [last] = await tx
    .select({ id: deletion.id })
    .from(deletion)
    .where(and(eq(deletion.subject, "groups"), eq(deletion.subjectId, groupId), eq(deletion.action, "group.deleted")))
    .orderBy(desc(deletion.id))
    .limit(1);
  if (!last) return [];
  const moves = await tx
    .select({ id: customers.id })
    .from(deletion)
    .innerJoin(events, and(eq(events.at, deletion.at), eq(events.subject, "customers")))
    .innerJoin(eventValues, and(eq(eventValues.eventId, events.id), eq(eventValues.field, "groupId")))
    .innerJoin(customers, eq(customers.id, events.subjectId))
    .where(
      and(
        eq(deletion.id, last.id),
        sql`${eventValues.before} = to_jsonb(${groupId}::bigint)`,
        sql`to_jsonb(${customers.groupId}) is not distinct from ${eventValues.after}`,
      ),
    );
  return moves.map(({ id }) => id);
}

/** Where customers go whose group goes, while every customer has to be in one. @throws Invalid without such a group */
export async function targetGroup(
  tx: Transaction,
  { groups }: Tables,
  id: number | null,
  leaving: number,
): Promise<number> {
  const [target] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.id, id ?? 0), ne(groups.id, leaving)));
  if (!target) throw new Invalid({ targetId: { key: "groupRequired" } });
  return target.id;
}

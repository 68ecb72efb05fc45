import "server-only";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { customers, events, eventValues, specialGroupMembers } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { pickedIds } from "@/lib/customers/picked";
import { Invalid } from "@/lib/errors";
import { customersByNumber } from "@/lib/groups/doubts";
import type { DoubtAbout } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import type { SpecialMembers } from "./fields";

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };
type Change = { joining: readonly number[]; leaving: readonly number[] };

/**
 * Whom a form adds and takes away, of those in reach that are not archived, and a question about pasted numbers that
 * nobody has.
 * @throws Invalid where somebody ticked is no longer there
 */
export async function wantedMembers(
  { viewer, tx, tables }: Scope,
  { shown = [], members = [], numbers, filter }: SpecialMembers,
): Promise<Change & { doubts: DoubtAbout[] }> {
  const pasted = await customersByNumber(tx, tables, numbers ?? "", isNull(tables.customers.archivedAt));
  const ticked = members.filter((id) => !shown.includes(id));
  const found = filter === undefined ? [] : await pickedIds({ viewer, db: tx, tables }, { filter });
  const joining = [...new Set([...ticked, ...pasted.ids, ...found])];
  const kept = new Set([...members, ...joining]);
  const removed = shown.filter((id) => !kept.has(id));
  const open = new Set(await changeable({ tx, tables }, [...ticked, ...removed]));
  if (ticked.some((id) => !open.has(id))) throw new Invalid({ members: { key: "customersGone" } });
  return { joining, leaving: removed.filter((id) => open.has(id)), doubts: pasted.doubts };
}

/** Which of these customers are within reach and take changes. */
async function changeable({ tx, tables }: Pick<Scope, "tx" | "tables">, ids: readonly number[]): Promise<number[]> {
  const rows = await tx
    .select({ id: tables.customers.id })
    .from(tables.customers)
    .where(and(anyOf(tables.customers.id, ids), isNull(tables.customers.archivedAt)));
  return rows.map(({ id }) => id);
}

/**
 * Puts customers into a special group and takes others out, with a line in the history of each that it makes a
 * difference to. The caller has looked the ids up within reach.
 * @returns how many joined and left
 */
export async function changeMembers(
  { viewer, tx }: Pick<Scope, "viewer" | "tx">,
  groupId: number,
  { joining, leaving }: Change,
): Promise<{ joined: number; left: number }> {
  const all = [...joining, ...leaving];
  await tx
    .select({ id: customers.id })
    .from(customers)
    .where(anyOf(customers.id, all))
    .orderBy(asc(customers.id))
    .for("no key update");
  const before = await groupsOf(tx, all);
  const joined = await join(tx, groupId, joining);
  const left = await leave(tx, groupId, leaving);
  const rows = await tx
    .update(customers)
    .set(touched(customers, viewer.employeeId))
    .where(anyOf(customers.id, [...joined, ...left]))
    .returning({ id: customers.id, version: customers.version });
  const isLeaving = new Set(left);
  const lines = rows.map(({ id, version }) => {
    const had = before.get(id) ?? [];
    const has = isLeaving.has(id)
      ? had.filter((one) => one !== groupId)
      : [...had, groupId].sort((one, other) => one - other);
    return { id, version, changes: [{ field: "specialGroups", before: had, after: has }] };
  });
  const event = {
    actorId: viewer.employeeId,
    action: "groupings.updated",
    source: "web",
    subject: "customers",
  } as const;
  await recordEach(tx, event, lines);
  return { joined: joined.length, left: left.length };
}

/** The special groups each customer is in, in order. */
async function groupsOf(tx: Transaction, ids: readonly number[]): Promise<Map<number, number[]>> {
  const { customerId, specialGroupId } = specialGroupMembers;
  const rows = await tx
    .select({
      id: customerId,
      groups: sql<number[]>`array_agg(${specialGroupId} order by ${specialGroupId})`.mapWith((held: unknown[]) =>
        held.map(Number),
      ),
    })
    .from(specialGroupMembers)
    .where(anyOf(customerId, ids))
    .groupBy(customerId);
  return new Map(rows.map(({ id, groups }) => [id, groups]));
}

async function join(tx: Transaction, groupId: number, ids: readonly number[]): Promise<number[]> {
  if (!ids.length) return [];
  const pair = { specialGroupId: sql`${groupId}::bigint`.as("special_group_id"), customerId: customers.id };
  const rows = await tx
    .insert(specialGroupMembers)
    .select(tx.select(pair).from(customers).where(anyOf(customers.id, ids)))
    .onConflictDoNothing()
    .returning({ id: specialGroupMembers.customerId });
  return rows.map(({ id }) => id);
}

async function leave(tx: Transaction, groupId: number, ids: readonly number[]): Promise<number[]> {
  if (!ids.length) return [];
  const { customerId, specialGroupId } = specialGroupMembers;
  const rows = await tx
    .delete(specialGroupMembers)
    .where(and(eq(specialGroupId, groupId), anyOf(customerId, ids)))
    .returning({ id: customerId });
  return rows.map(({ id }) => id);
}

/**
 * The opposite of what this person last did to the group's customers, as far as they are within reach. One transaction
 * has one time: the lines of the log with that time are of that change.
 */
export async function lastChangeUndone({ viewer, tx, tables }: Scope, groupId: number): Promise<Change> {
  const done = alias(events, "done");
  const [last] = await tx
    .select({ id: done.id })
    .from(done)
    .where(
      and(
        eq(done.subject, "special_groups"),
        eq(done.subjectId, groupId),
        inArray(done.action, ["specialGroup.created", "specialGroup.membersChanged"]),
        eq(done.actorId, viewer.employeeId),
      ),
    )
    .orderBy(desc(done.id))
    .limit(1);
  if (!last) return { joining: [], leaving: [] };
  const had = sql<boolean>`coalesce(${eventValues.before} @> to_jsonb(${groupId}::bigint), false)`;
  const lines = await tx
    .select({ id: events.subjectId, had })
    .from(done)
    .innerJoin(events, and(eq(events.at, done.at), eq(events.subject, "customers")))
    .innerJoin(eventValues, and(eq(eventValues.eventId, events.id), eq(eventValues.field, "specialGroups")))
    .where(eq(done.id, last.id));
  const ids = (wanted: boolean) => lines.filter((line) => line.had === wanted).map(({ id }) => id ?? 0);
  const [joining, leaving] = [ids(true), ids(false)];
  const open = new Set(await changeable({ tx, tables }, [...joining, ...leaving]));
  return { joining: joining.filter((id) => open.has(id)), leaving: leaving.filter((id) => open.has(id)) };
}

import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { customers, groups, specialGroups } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { holdsOn } from "@/lib/access/scopes";
import { anyOf } from "@/lib/any-of";
import { canBePicked, meantBy, type Picked, type PickScope } from "@/lib/customers/picked";
import { Invalid } from "@/lib/errors";
import { groupingOf, inGrouping } from "@/lib/groupings/filter";
import type { DoubtAbout } from "@/lib/outcome";
import { mostCustomers, type Target } from "./fields";

export type OfGroup = { kind: "group" | "special"; id: number };
type Meant = OfGroup | Picked;

export const isOfGroup = (meant: Meant): meant is OfGroup => "kind" in meant;

/** What a form or an address means, or null where it means nobody. */
export function targetOf({ customer, grouping, members, filter }: Target): Meant | null {
  const group = groupingOf(grouping ?? "");
  if (group && group.id !== "none" && (group.kind === "group" || group.kind === "special")) {
    return { kind: group.kind, id: group.id };
  }
  if (customer) return { members: [customer] };
  if (members?.length) return { members };
  return filter === undefined ? null : { filter };
}

/** The customers meant, archived or not, as a condition on `tables.listedCustomers`. */
export async function customersOf(scope: PickScope, meant: Meant): Promise<SQL | undefined> {
  if (!isOfGroup(meant)) return meantBy(scope, meant);
  return inGrouping(scope.viewer, scope.tables.listedCustomers, meant);
}

/**
 * Keeps the group as it is until the order stands: who would join meanwhile waits, and then gets the order by joining.
 * @throws Invalid where there is no such group
 */
export async function lockGroup(tx: Transaction, tables: Tables, { kind, id }: OfGroup): Promise<void> {
  const open = kind === "group" ? tables.groups : tables.specialGroups;
  const table = kind === "group" ? groups : specialGroups;
  const [found] = await tx.select({ id: open.id }).from(open).where(eq(open.id, id));
  if (!found) throw new Invalid({ grouping: { key: "chooseOption" } });
  await tx.select({ id: table.id }).from(table).where(eq(table.id, id)).for("update");
}

/** Their ids, of those who can get an order. @throws Invalid where there are none, or too many */
export async function idsOf(scope: PickScope, meant: Meant): Promise<number[]> {
  const { listedCustomers: listed } = scope.tables;
  const rows = await scope.db
    .select({ id: listed.id })
    .from(listed)
    .where(and(await customersOf(scope, meant), canBePicked(scope.tables)))
    .limit(mostCustomers + 1);
  if (!rows.length) throw new Invalid({ "": { key: "noCustomersForOrder" } });
  if (rows.length > mostCustomers) throw new Invalid({ "": { key: "tooMany", params: { max: mostCustomers } } });
  return rows.map(({ id }) => id);
}

export const holdCustomers = (tx: Transaction, ids: readonly number[]) =>
  tx
    .select({ id: customers.id })
    .from(customers)
    .where(anyOf(customers.id, ids))
    .orderBy(customers.id)
    .for("no key update");

type Seeing = { visibility: string; roleId: number | null };

/** Of how many customers nobody is among those who are to see the order: whoever made it and its assignee still do. */
export async function unseenDoubts(
  { viewer, db, tables }: PickScope,
  ids: readonly number[],
  { visibility, roleId }: Seeing,
): Promise<DoubtAbout[]> {
  const { listedCustomers: listed, responsibilities: ties } = tables;
  const withRole = db
    .select({ id: ties.customerId })
    .from(ties)
    .where(and(eq(ties.roleId, roleId ?? 0), holdsOn(viewer.facts.today, ties)));
  const isUnseen = {
    role: sql`${listed.unmasked} and ${listed.id} not in ${withRole}`,
    responsibles: sql`${listed.people} = '{}' and cardinality(${listed.teamIds}) = 0`,
  }[visibility];
  if (!isUnseen) return [];
  const [found] = await db
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(listed)
    .where(and(anyOf(listed.id, ids), isUnseen));
  const n = found?.n ?? 0;
  const key = visibility === "role" ? ("roleUnfilled" as const) : ("nobodyResponsible" as const);
  return n ? [{ mark: `unseen:${visibility}.${roleId ?? 0}.${n}`, key, params: { n } }] : [];
}

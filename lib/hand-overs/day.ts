import "server-only";
import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import {
  customers,
  customerWorkOrders,
  employees,
  groupSellers,
  groups,
  handOvers,
  projects,
  settings,
} from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import { isPlain } from "@/lib/responsibilities/rules";
import { tiesOf, type WantedOwner, writeTies } from "@/lib/responsibilities/writes";
import { touched } from "@/lib/stamps";

type HandOver = typeof handOvers.$inferSelect;

/**
 * What has no dates changes hands, as far as it is still with the one who hands over: owners, managers, selling, open
 * work orders. Runs once, on the day or at once; the row is locked by the caller. Where the other one has left meanwhile
 * nothing changes hands.
 */
export async function carryOut(tx: Transaction, handOver: HandOver): Promise<void> {
  const { id, fromId, toId, undated } = handOver;
  const [to] = await tx
    .select({ companyId: employees.companyId, isSeller: employees.isSeller })
    .from(employees)
    .where(and(eq(employees.id, toId), isNull(employees.deactivatedAt)));
  if (!to) {
    await tx.update(handOvers).set({ takenBackAt: sql`now()` }).where(eq(handOvers.id, id));
    return;
  }
  const owners = [...(await customersStill(tx, handOver, to.companyId)), ...(await projectsStill(tx, handOver))];
  const pairs = owners.map((owner) => ({ ...owner, employeeId: toId }));
  const author = { employeeId: handOver.madeBy };
  const ticks = [...(await ticksOf(tx, pairs, "customer")), ...(await ticksOf(tx, pairs, "project"))];
  const { changeId } = await writeTies(tx, author, "handOver", ticks, pairs);
  const joined = to.isSeller ? await takeGroups(tx, handOver) : { groups: [], joined: [] };
  const orders = await giveOrders(tx, author.employeeId, { ids: undated.orders, fromId, toId });
  await tx
    .update(handOvers)
    .set({ carriedOutAt: sql`now()`, ownersChangeId: changeId, moved: { ...joined, orders } })
    .where(eq(handOvers.id, id));
}

type Owned = Pick<WantedOwner, "subject" | "subjectId">;

async function customersStill(tx: Transaction, { undated, fromId }: HandOver, companyId: number): Promise<Owned[]> {
  const serves = sql`(${customers.companies} @> ${sql.param([companyId])}::bigint[]
    or exists (select from ${settings} where ${settings.ownersFromAnyCompany}))`;
  const rows = await tx
    .select({ subjectId: customers.id })
    .from(customers)
    .where(
      and(anyOf(customers.id, undated.customers), eq(customers.ownerId, fromId), sql`${customers.tab} < 2`, serves),
    )
    .orderBy(customers.id)
    .for("no key update");
  return rows.map((row) => ({ ...row, subject: "customer" }));
}

async function projectsStill(tx: Transaction, { undated, fromId }: HandOver): Promise<Owned[]> {
  const rows = await tx
    .select({ subjectId: projects.id })
    .from(projects)
    .innerJoin(customers, eq(customers.id, projects.customerId))
    .where(
      and(
        anyOf(projects.id, undated.projects),
        eq(projects.managerId, fromId),
        sql`${projects.status} <> 'closed' and ${customers.tab} < 2`,
      ),
    )
    .orderBy(projects.id)
    .for("no key update", { of: projects });
  return rows.map((row) => ({ ...row, subject: "project" }));
}

/** A tick of the new owner or manager goes into it; roles stay. */
async function ticksOf(tx: Transaction, pairs: readonly (Owned & { employeeId: number })[], subject: Owned["subject"]) {
  const some = pairs.filter((pair) => pair.subject === subject);
  const held = await tiesOf(tx, subject, some);
  return some.map((pair) => ({
    ...pair,
    ties: (held.get(`${pair.subjectId}.${pair.employeeId}`) ?? []).filter((tie) => !isPlain([tie])),
  }));
}

/** The groups that they still sell, and those that the other one did not sell before. */
async function takeGroups(tx: Transaction, { undated, fromId, toId, madeBy }: HandOver) {
  const sold = await sellersOf(tx, undated.groups);
  const taken = [...sold].filter(([, sellers]) => sellers.includes(fromId));
  const joined = taken.filter(([, sellers]) => !sellers.includes(toId)).map(([id]) => id);
  await replaceSeller(tx, madeBy, { leaving: fromId, joining: toId, groups: taken.map(([id]) => id), joined });
  return { groups: taken.map(([id]) => id), joined };
}

async function sellersOf(tx: Transaction, ids: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await tx
    .select({
      id: groups.id,
      sellers: sql<number[]>`array(select s.employee_id from ${groupSellers} s
      where s.group_id = ${groups}.id order by 1)`.mapWith((list) => (list as unknown[]).map(Number)),
    })
    .from(groups)
    .where(and(anyOf(groups.id, ids), isNull(groups.deletedAt)))
    .orderBy(groups.id)
    .for("no key update");
  return new Map(rows.map(({ id, sellers }) => [id, sellers]));
}

type Replacing = { leaving: number; joining: number; groups: number[]; joined: number[] };

async function replaceSeller(tx: Transaction, by: number, { leaving, joining, groups: ids, joined }: Replacing) {
  if (!ids.length) return;
  const before = await sellersOf(tx, ids);
  await tx.delete(groupSellers).where(and(anyOf(groupSellers.groupId, ids), eq(groupSellers.employeeId, leaving)));
  if (joined.length)
    await tx
      .insert(groupSellers)
      .values(joined.map((groupId) => ({ groupId, employeeId: joining })))
      .onConflictDoNothing();
  const saved = await tx
    .update(groups)
    .set(touched(groups, by))
    .where(anyOf(groups.id, ids))
    .returning({ id: groups.id, version: groups.version });
  const after = await sellersOf(tx, ids);
  const told = saved.map((row) => ({
    ...row,
    changes: [{ field: "sellers", before: before.get(row.id), after: after.get(row.id) }],
  }));
  await recordEach(tx, { actorId: by, action: "group.sellersChanged", source: "web", subject: "groups" }, told);
}

/** Selling goes back where the other one still sells and the first one does not. @returns the groups */
export async function giveGroupsBack(
  tx: Transaction,
  by: number,
  { fromId, toId, moved }: HandOver,
): Promise<number[]> {
  const sold = await sellersOf(tx, moved?.groups ?? []);
  const back = [...sold].filter(([, sellers]) => sellers.includes(toId) && !sellers.includes(fromId)).map(([id]) => id);
  const [alone, shared] = [
    back.filter((id) => moved?.joined.includes(id)),
    back.filter((id) => !moved?.joined.includes(id)),
  ];
  await replaceSeller(tx, by, { leaving: toId, joining: fromId, groups: alone, joined: alone });
  // They sold these together: only the first one comes back.
  await replaceSeller(tx, by, { leaving: 0, joining: fromId, groups: shared, joined: shared });
  return back;
}

type Giving = { ids: readonly number[]; fromId: number; toId: number };

/** Those of the work orders that somebody still has to do become another's. @returns them */
export async function giveOrders(tx: Transaction, by: number, { ids, fromId, toId }: Giving): Promise<number[]> {
  if (!ids.length) return [];
  const { assigneeId, id, status, version, customerId } = customerWorkOrders;
  const given = await tx
    .update(customerWorkOrders)
    .set({ assigneeId: toId, ...touched(customerWorkOrders, by) })
    .where(and(anyOf(id, ids), eq(assigneeId, fromId), notInArray(status, ["done", "cancelled"])))
    .returning({ id, version, customerId });
  const changes = [{ field: "assigneeId", before: fromId, after: toId }];
  await recordEach(
    tx,
    { actorId: by, action: "workOrder.updated", source: "web", subject: "customer_work_orders" },
    given.map((row) => ({ ...row, changes })),
  );
  return given.map((row) => row.id);
}

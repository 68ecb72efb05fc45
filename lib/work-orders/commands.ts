import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { customerWorkOrders, workOrders } from "@/db/schema/index";
import { changesBetween, recordEach } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { anyOf } from "@/lib/any-of";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { absent, askFirst } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { deletionInput, doingInput, orderInput, tickedInput, undoInput } from "./fields";
import { isOpen } from "./filter";
import { areStaff, isArchived, seenAfter } from "./links";
import { mayDo, mayTake } from "./rules";
import { foundBefore, lockOpen, logEach, peopleOf, stateOf, writePeople } from "./writes";

/**
 * How far an order has come with its customer. Whoever is to do it sets state and note; whom it is given to and until when
 * is for those who may change all. With an archived customer it can only be brought to its end.
 */
export const doWorkOrder = command({
  may: "workOrders.own",
  on: customerWorkOrders,
  log: "workOrder.done",
  input: doingInput,
  async run({ viewer, tx, tables, row, confirmed }, { status = row.status, ...given }) {
    const { assigneeId = row.assigneeId, dueOn = row.dueOn, note = row.note } = given;
    const isGiven = assigneeId !== row.assigneeId || dueOn !== row.dueOn;
    if (!mayDo(viewer, row) || (isGiven && !viewer.can("workOrders.edit"))) absent();
    const reopens = isOpen(status) && status !== row.status;
    if ((isGiven || reopens) && (await isArchived(tx, row.customerId))) {
      throw new Invalid({ "": { key: "customerArchived" } });
    }
    const isNew = assigneeId !== null && assigneeId !== row.assigneeId;
    if (isNew && !(await areStaff(tx, tables, [assigneeId])))
      throw new Invalid({ assigneeId: { key: "chooseOption" } });
    const state = status === row.status ? {} : stateOf(status, viewer.employeeId);
    await tx
      .update(customerWorkOrders)
      .set({ ...state, assigneeId, dueOn, note, ...touched(customerWorkOrders, viewer.employeeId) })
      .where(eq(customerWorkOrders.id, row.id));
    const seen = !isGiven || (await isSeen(tx, tables, row.workOrderId));
    if (!seen) askFirst(confirmed, [leaves(row.id)]);
    return { id: row.id, seen };
  },
});

/** An order that nobody has yet, for oneself. */
export const takeWorkOrder = command({
  may: "workOrders.own",
  on: customerWorkOrders,
  log: "workOrder.taken",
  input: noInput,
  async run({ viewer, tx, row }) {
    if (row.assigneeId === viewer.employeeId) return { id: row.id };
    if (!mayTake(viewer, row)) throw new Invalid({ "": { key: "workOrderTaken" } });
    if (await isArchived(tx, row.customerId)) throw new Invalid({ "": { key: "customerArchived" } });
    await tx
      .update(customerWorkOrders)
      .set({ assigneeId: viewer.employeeId, ...touched(customerWorkOrders, viewer.employeeId) })
      .where(eq(customerWorkOrders.id, row.id));
    return { id: row.id };
  },
});

/** What an order says and who may see it, for all its customers at once. */
export const updateWorkOrder = command({
  may: "workOrders.edit",
  on: workOrders,
  log: "workOrder.updated",
  input: orderInput,
  async run({ viewer, tx, tables, row, confirmed, change }, input) {
    const { visibility, roleId, teamId, people, ...said } = input;
    const before = { ...row, people: await peopleOf(tx, row.id) };
    const { people: named, ...seenBy } = await seenAfter(tx, tables, before, { visibility, roleId, teamId, people });
    if (said.followsMembers && row.groupId === null && row.specialGroupId === null) {
      throw new Invalid({ followsMembers: { key: "chooseOption" } });
    }
    const [after] = await tx
      .update(workOrders)
      .set({ ...said, ...seenBy, ...touched(workOrders, viewer.employeeId) })
      .where(eq(workOrders.id, row.id))
      .returning();
    const renamed = await writePeople(tx, row.id, named, before.people);
    for (const { field, before: was, after: is } of renamed) change(field, was, is);
    const changes = [...changesBetween(row, after ?? row), ...renamed];
    const done = await tx
      .select({ id: customerWorkOrders.id, customerId: customerWorkOrders.customerId })
      .from(customerWorkOrders)
      .where(eq(customerWorkOrders.workOrderId, row.id));
    const lines = changes.length ? done.map((one) => ({ ...one, version: null, changes })) : [];
    const line = { actorId: viewer.employeeId, action: "workOrder.updated", source: "web" } as const;
    await recordEach(tx, { ...line, subject: "customer_work_orders" }, lines);
    const seen = await isSeen(tx, tables, row.id);
    if (!seen) askFirst(confirmed, [leaves(row.id)]);
    return { id: row.id, seen };
  },
});

/** Away for good: for one customer, or whole. The last customer's takes the order along. */
export const deleteWorkOrder = command({
  may: "workOrders.edit",
  on: customerWorkOrders,
  log: "workOrder.deleted",
  input: deletionInput,
  async run({ viewer, tx, tables, row, change }, { whole }) {
    const { id, workOrderId } = customerWorkOrders;
    const [order] = await tx.select().from(workOrders).where(eq(workOrders.id, row.workOrderId)).for("update");
    change("title", order?.title ?? null, null);
    const others = await tx
      .select({ id, customerId: customerWorkOrders.customerId })
      .from(customerWorkOrders)
      .where(and(eq(workOrderId, row.workOrderId), ne(id, row.id)));
    if (whole && others.length) {
      const open = tables.customerWorkOrders;
      const seen = await tx.select({ id: open.id }).from(open).where(eq(open.workOrderId, row.workOrderId));
      if (seen.length <= others.length) throw new Invalid({ whole: { key: "workOrderHidden" } });
      const line = { actorId: viewer.employeeId, action: "workOrder.deleted", source: "web" } as const;
      const changes = [{ field: "title", before: order?.title ?? null, after: null }];
      const lines = others.map((one) => ({ ...one, version: null, changes }));
      await recordEach(tx, { ...line, subject: "customer_work_orders" }, lines);
    }
    if (whole || !others.length) await tx.delete(workOrders).where(eq(workOrders.id, row.workOrderId));
    else await tx.delete(customerWorkOrders).where(eq(id, row.id));
    return { id: row.id };
  },
});

/** The ticked ones are done; those that are so already stay as they are. */
export const finishWorkOrders = command({
  may: "workOrders.own",
  log: "workOrders.done",
  input: tickedInput,
  async run({ viewer, tx, tables }, { orders }) {
    const rows = await lockOpen(tx, tables, orders);
    if (!rows.every((row) => mayDo(viewer, row))) throw new Invalid({ "": { key: "workOrdersGone" } });
    const open = rows.filter(({ status }) => isOpen(status));
    const done = await tx
      .update(customerWorkOrders)
      .set({ ...stateOf("done", viewer.employeeId), ...touched(customerWorkOrders, viewer.employeeId) })
      .where(anyOf(customerWorkOrders.id, idsOf(open)))
      .returning();
    return { id: viewer.employeeId, n: done.length, undo: await logEach(tx, viewer, "workOrder.done", open, done) };
  },
});

/** The ticked ones are given to somebody, or to nobody. Those of archived customers stay as they are. */
export const assignWorkOrders = command({
  may: "workOrders.edit",
  log: "workOrders.assigned",
  input: tickedInput,
  async run({ viewer, tx, tables }, { orders, assigneeId = null }) {
    const rows = await lockOpen(tx, tables, orders);
    if (assigneeId !== null && !(await areStaff(tx, tables, [assigneeId]))) {
      throw new Invalid({ assigneeId: { key: "chooseOption" } });
    }
    const changing = [];
    for (const row of rows) {
      if (row.assigneeId !== assigneeId && !(await isArchived(tx, row.customerId))) changing.push(row);
    }
    const given = await tx
      .update(customerWorkOrders)
      .set({ assigneeId, ...touched(customerWorkOrders, viewer.employeeId) })
      .where(anyOf(customerWorkOrders.id, idsOf(changing)))
      .returning();
    return {
      id: viewer.employeeId,
      n: given.length,
      undo: await logEach(tx, viewer, "workOrder.done", changing, given),
    };
  },
});

/**
 * Takes back what the viewer has just done with many, wherever nobody has changed it since and it is still theirs to do.
 * With an archived customer nothing is opened again.
 */
export const undoWorkOrders = command({
  may: "workOrders.own",
  log: "workOrders.undone",
  input: undoInput,
  async run({ viewer, tx, tables }, { orders }) {
    const versions = new Map(orders.map(({ id, version }) => [id, version]));
    const rows = await lockOpen(tx, tables, [...versions.keys()]);
    const still = rows.filter((row) => row.version === versions.get(row.id) && mayDo(viewer, row));
    const undone = [];
    for (const row of still) {
      const { status, ...before } = await foundBefore(tx, viewer, row);
      if (status && isOpen(status) && (await isArchived(tx, row.customerId))) continue;
      const state = status ? stateOf(status, viewer.employeeId) : {};
      const [back] = await tx
        .update(customerWorkOrders)
        .set({ ...before, ...state, ...touched(customerWorkOrders, viewer.employeeId) })
        .where(eq(customerWorkOrders.id, row.id))
        .returning();
      if (back) undone.push(back);
    }
    await logEach(tx, viewer, "workOrder.done", still, undone);
    return { id: viewer.employeeId, n: undone.length };
  },
});

const leaves = (id: number) => ({ mark: `leavesWorkOrder:${id}`, key: "leavesWorkOrder" }) as const;

/** Whether an order is still open to the viewer, for any of its customers. */
async function isSeen(tx: Transaction, { customerWorkOrders: open }: Tables, workOrderId: number): Promise<boolean> {
  const [seen] = await tx.select({ id: open.id }).from(open).where(eq(open.workOrderId, workOrderId)).limit(1);
  return seen !== undefined;
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

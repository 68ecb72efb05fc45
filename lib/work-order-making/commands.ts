import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customerWorkOrders, workOrders } from "@/db/schema/index";
import { type Change, recordEach } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { absent, askFirst } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import type { Assigning } from "@/lib/work-orders/fields";
import { areStaff, seenAfter, seenByEveryone } from "@/lib/work-orders/links";
import { writePeople } from "@/lib/work-orders/writes";
import { makingInput } from "./fields";
import { holdCustomers, idsOf, isOfGroup, lockGroup, targetOf, unseenDoubts } from "./targets";

/**
 * Orders work for the customers in reach that are meant and not archived. Of an order for a group it has to be said
 * whether those who join later get it too.
 */
export const createWorkOrders = command({
  may: "workOrders.edit",
  subject: workOrders,
  log: "workOrders.made",
  long: true,
  input: makingInput,
  async run({ viewer, tx, tables, confirmed, change }, input) {
    const { title, description, dueOn = null, assignTo = "nobody", visibility, roleId, teamId, people } = input;
    const meant = targetOf(input);
    if (!meant) throw new Invalid({ grouping: { key: "chooseOption" } });
    const group = isOfGroup(meant) ? meant : null;
    if (group && !input.followsMembers) throw new Invalid({ followsMembers: { key: "chooseOption" } });
    if (group) await lockGroup(tx, tables, group);

    const { people: named, ...seen } = await seenAfter(tx, tables, seenByEveryone, {
      visibility,
      roleId,
      teamId,
      people,
    });
    const assigneeId = await assigneeOf(tx, tables, assignTo, input.assigneeId ?? null);
    const scope = { viewer, db: tx, tables };
    await holdCustomers(tx, await idsOf(scope, meant));
    // Once they are held, nobody archives or deletes one of them any more.
    const ids = await idsOf(scope, meant);
    askFirst(confirmed, await unseenDoubts(scope, ids, seen));

    const [order] = await tx
      .insert(workOrders)
      .values({
        ...{ title, description, dueOn, assignTo, assigneeId, ...seen },
        templateId: await templateOf(tx, tables, input.templateId ?? null),
        groupId: group?.kind === "group" ? group.id : null,
        specialGroupId: group?.kind === "special" ? group.id : null,
        followsMembers: group !== null && input.followsMembers === "true",
        createdBy: viewer.employeeId,
        updatedBy: viewer.employeeId,
      })
      .returning();
    if (!order) throw new Error("no work order");
    await writePeople(tx, order.id, named);
    await orderFor({ viewer, tx, tables }, order, ids);
    change("people", null, named.length ? named : null);
    change("customers", null, ids.length);
    return { id: order.id, n: ids.length, customer: input.customer ?? null };
  },
});

/**
 * Takes back an order just made, as far as nobody has touched it: what somebody has begun stays, and no later customer
 * gets the order.
 */
export const undoMaking = command({
  may: "workOrders.edit",
  on: workOrders,
  log: "workOrders.unmade",
  long: true,
  input: noInput,
  async run({ viewer, tx, row: order }) {
    if (order.createdBy !== viewer.employeeId) absent();
    const { workOrderId, version } = customerWorkOrders;
    const gone = await tx
      .delete(customerWorkOrders)
      .where(and(eq(workOrderId, order.id), eq(version, 1)))
      .returning({ id: customerWorkOrders.id, customerId: customerWorkOrders.customerId });
    await logOrders(tx, viewer, "workOrder.deleted", gone, () => [
      { field: "title", before: order.title, after: null },
    ]);
    if (await tx.$count(customerWorkOrders, eq(workOrderId, order.id))) {
      await tx
        .update(workOrders)
        .set({ followsMembers: false, ...touched(workOrders, viewer.employeeId) })
        .where(eq(workOrders.id, order.id));
    } else await tx.delete(workOrders).where(eq(workOrders.id, order.id));
    return { id: order.id, n: gone.length };
  },
});

/** @throws Invalid where one person is to do it and none, or nobody who works here, is named */
async function assigneeOf(
  tx: Transaction,
  tables: Tables,
  assignTo: Assigning,
  assigneeId: number | null,
): Promise<number | null> {
  if (assignTo !== "employee") return null;
  if (assigneeId === null) throw new Invalid({ assigneeId: { key: "required" } });
  if (!(await areStaff(tx, tables, [assigneeId]))) throw new Invalid({ assigneeId: { key: "chooseOption" } });
  return assigneeId;
}

/** The template it began with, while that is still there. */
async function templateOf(tx: Transaction, { workOrderTemplates }: Tables, id: number | null): Promise<number | null> {
  const { id: key } = workOrderTemplates;
  const [found] = await tx
    .select({ id: key })
    .from(workOrderTemplates)
    .where(eq(key, id ?? 0));
  return found?.id ?? null;
}

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };
type Order = typeof workOrders.$inferSelect;

/** One order for each customer, with a line in the customer's history. Owners who have left get nothing to do. */
async function orderFor({ viewer, tx, tables }: Scope, order: Order, ids: readonly number[]): Promise<void> {
  const { customers, employees } = tables;
  const owner = sql`(select ${employees.id} from ${employees}
    where ${employees.id} = ${customers.ownerId} and ${mayOwnCustomers(employees)})`;
  const assignee = order.assignTo === "owner" ? owner : sql`${order.assigneeId}::bigint`;
  const { rows } = await tx.execute<Record<"id" | "customer_id" | "assignee_id", string | null>>(sql`
    insert into ${customerWorkOrders} (work_order_id, customer_id, assignee_id, due_on, created_by, updated_by)
    select ${order.id}::bigint, ${customers.id}, ${assignee}, ${order.dueOn}::date, ${viewer.employeeId}::bigint,
      ${viewer.employeeId}::bigint
    from ${customers} where ${anyOf(customers.id, ids)}
    returning id, customer_id, assignee_id`);
  const made = rows.map((row) => ({
    id: Number(row.id),
    customerId: Number(row.customer_id),
    assigneeId: row.assignee_id === null ? null : Number(row.assignee_id),
  }));
  await logOrders(tx, viewer, "workOrder.made", made, ({ assigneeId }) =>
    Object.entries({ title: order.title, dueOn: order.dueOn, assigneeId }).flatMap(([field, after]) =>
      after === null ? [] : [{ field, before: null, after }],
    ),
  );
}

function logOrders<Row extends { id: number; customerId: number }>(
  tx: Transaction,
  viewer: Viewer,
  action: string,
  rows: readonly Row[],
  changesOf: (row: Row) => Change[],
): Promise<void> {
  const lines = rows.map((row) => ({ id: row.id, customerId: row.customerId, version: 1, changes: changesOf(row) }));
  const event = { actorId: viewer.employeeId, action, source: "web", subject: "customer_work_orders" } as const;
  return recordEach(tx, event, lines);
}

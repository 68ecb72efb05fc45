import type { Line } from "./fill-log.ts";
import type { Organisation } from "./organisation.ts";
import type { WorkOrder } from "./organisation-work.ts";
import * as schema from "./schema/index.ts";
import type { Transaction, Written } from "./written.ts";

type Known = Record<"people" | "customers" | "customerRoles" | "teams" | "groups", Written>;

const optional = (written: Written, key: string | undefined) => (key === undefined ? null : written.id(key));

/** Writes the templates and the work orders with whom they are for. @returns their lines for the log */
export async function insertWorkOrders(tx: Transaction, organisation: Organisation, known: Known): Promise<Line[]> {
  const { founded, workOrders, workOrderTemplates } = organisation;
  const templates = workOrderTemplates.map(({ role, ...own }) => ({
    ...own,
    roleId: optional(known.customerRoles, role),
    createdAt: founded,
    updatedAt: founded,
  }));
  if (templates.length) await tx.insert(schema.workOrderTemplates).values(templates);
  const lines = [];
  for (const order of workOrders) lines.push(...(await insertWorkOrder(tx, order, known)));
  return lines;
}

async function insertWorkOrder(tx: Transaction, order: WorkOrder, known: Known): Promise<Line[]> {
  const { role, team, group, people = [], each, created, ...own } = order;
  const by = known.people.id(created.by);
  const stamps = { createdAt: created.at, createdBy: by, updatedAt: created.at, updatedBy: by };
  const [saved] = await tx
    .insert(schema.workOrders)
    .values({
      ...own,
      ...stamps,
      roleId: optional(known.customerRoles, role),
      teamId: optional(known.teams, team),
      groupId: optional(known.groups, group),
    })
    .returning({ id: schema.workOrders.id });
  const workOrderId = saved?.id ?? 0;
  if (people.length) {
    const named = people.map((who) => ({ workOrderId, employeeId: known.people.id(who) }));
    await tx.insert(schema.workOrderPeople).values(named);
  }
  const rows = each.map(({ customer, assignee, completed, ...one }) => ({
    ...one,
    ...stamps,
    workOrderId,
    customerId: known.customers.id(customer),
    assigneeId: optional(known.people, assignee),
    dueOn: own.dueOn,
    completedAt: completed?.at,
    completedBy: optional(known.people, completed?.by),
  }));
  const made = await tx.insert(schema.customerWorkOrders).values(rows).returning();
  return made.map(({ id, customerId }) => ({
    ...created,
    action: "workOrder.made",
    subject: "customer_work_orders",
    subjectId: id,
    subjectVersion: 1,
    customerId,
  }));
}

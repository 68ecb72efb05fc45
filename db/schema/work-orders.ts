import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees, teams } from "./employees.ts";
import { specialGroups } from "./groupings.ts";
import { groups } from "./groups.ts";
import { customerRoles } from "./roles.ts";

/** What an order says and who may see it; the same in templates and in orders. */
const said = () => ({
  title: text().notNull(),
  description: text(),
  /** Everyone; who answers for the customer today, in any role or in one; people named; a team. */
  visibility: text({ enum: ["everyone", "responsibles", "role", "people", "team"] })
    .notNull()
    .default("everyone"),
  roleId: ref().references(() => customerRoles.id),
  teamId: ref().references(() => teams.id),
  /** Who is to do it: nobody yet, one employee, or whoever owns each customer. */
  assignTo: text({ enum: ["nobody", "employee", "owner"] })
    .notNull()
    .default("nobody"),
  assigneeId: ref().references(() => employees.id),
});

const stamps = () => ({
  createdAt: moment().notNull().defaultNow(),
  createdBy: ref().references(() => employees.id),
  updatedAt: moment().notNull().defaultNow(),
  updatedBy: ref().references(() => employees.id),
  version: integer().notNull().default(1),
});

/** An order to begin with, used again and again. */
export const workOrderTemplates = pgTable(
  "work_order_templates",
  {
    id: id(),
    name: text().notNull(),
    ...said(),
    /** Days from the making of an order to its due date. */
    dueInDays: integer(),
    disabledAt: moment(),
    ...stamps(),
  },
  (template) => [
    uniqueIndex("work_order_templates_name_unique").on(sql`lower(${template.name})`),
    check("work_order_templates_name_present", sql`${template.name} <> ''`),
    check("work_order_templates_title_present", sql`${template.title} <> ''`),
    check(
      "work_order_templates_visibility_known",
      sql`${template.visibility} in ('everyone', 'responsibles', 'role', 'people', 'team')`,
    ),
    check("work_order_templates_role_said", sql`(${template.visibility} = 'role') = (${template.roleId} is not null)`),
    check("work_order_templates_team_said", sql`(${template.visibility} = 'team') = (${template.teamId} is not null)`),
    check("work_order_templates_assign_known", sql`${template.assignTo} in ('nobody', 'employee', 'owner')`),
    check(
      "work_order_templates_assignee_said",
      sql`(${template.assignTo} = 'employee') = (${template.assigneeId} is not null)`,
    ),
    check("work_order_templates_due_range", sql`${template.dueInDays} between 0 and 3650`),
  ],
);

export const workOrderTemplatePeople = pgTable(
  "work_order_template_people",
  {
    templateId: ref().notNull(),
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
  },
  (link) => [
    foreignKey({
      name: "work_order_template_people_template_fk",
      columns: [link.templateId],
      foreignColumns: [workOrderTemplates.id],
    }).onDelete("cascade"),
    primaryKey({ name: "work_order_template_people_pkey", columns: [link.templateId, link.employeeId] }),
  ],
);

/** Work ordered for one customer or for the members of a group: what, who may see it, for whom. */
export const workOrders = pgTable(
  "work_orders",
  {
    id: id(),
    ...said(),
    dueOn: date(),
    templateId: ref().references(() => workOrderTemplates.id, { onDelete: "set null" }),
    groupId: ref().references(() => groups.id),
    specialGroupId: ref().references(() => specialGroups.id),
    /** Customers who join the group later get the order too; the database sees to it. */
    followsMembers: boolean().notNull().default(false),
    ...stamps(),
  },
  (order) => [
    index("work_orders_group").on(order.groupId).where(sql`${order.followsMembers}`),
    index("work_orders_special_group").on(order.specialGroupId).where(sql`${order.followsMembers}`),
    index("work_orders_created_by").on(order.createdBy),
    check("work_orders_title_present", sql`${order.title} <> ''`),
    check(
      "work_orders_visibility_known",
      sql`${order.visibility} in ('everyone', 'responsibles', 'role', 'people', 'team')`,
    ),
    check("work_orders_role_said", sql`(${order.visibility} = 'role') = (${order.roleId} is not null)`),
    check("work_orders_team_said", sql`(${order.visibility} = 'team') = (${order.teamId} is not null)`),
    check("work_orders_assign_known", sql`${order.assignTo} in ('nobody', 'employee', 'owner')`),
    check("work_orders_assignee_said", sql`(${order.assignTo} = 'employee') = (${order.assigneeId} is not null)`),
    check("work_orders_one_group", sql`num_nonnulls(${order.groupId}, ${order.specialGroupId}) <= 1`),
    check(
      "work_orders_follows_group",
      sql`not ${order.followsMembers} or num_nonnulls(${order.groupId}, ${order.specialGroupId}) = 1`,
    ),
  ],
);

/** Who may see an order that names people. */
export const workOrderPeople = pgTable(
  "work_order_people",
  {
    workOrderId: ref()
      .notNull()
      .references(() => workOrders.id, { onDelete: "cascade" }),
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
  },
  (link) => [
    primaryKey({ name: "work_order_people_pkey", columns: [link.workOrderId, link.employeeId] }),
    index("work_order_people_employee").on(link.employeeId),
  ],
);

/** The order as it is to be done for one customer. It keeps the customer from being deleted. */
export const customerWorkOrders = pgTable(
  "customer_work_orders",
  {
    id: id(),
    workOrderId: ref()
      .notNull()
      .references(() => workOrders.id, { onDelete: "cascade" }),
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    status: text({ enum: ["open", "inProgress", "done", "cancelled"] })
      .notNull()
      .default("open"),
    assigneeId: ref().references(() => employees.id),
    dueOn: date(),
    note: text(),
    completedAt: moment(),
    completedBy: ref().references(() => employees.id),
    ...stamps(),
  },
  (order) => [
    uniqueIndex("customer_work_orders_once").on(order.workOrderId, order.customerId),
    index("customer_work_orders_customer").on(order.customerId),
    index("customer_work_orders_assignee").on(order.assigneeId, order.status),
    index("customer_work_orders_due").on(order.dueOn, order.id),
    check("customer_work_orders_status_known", sql`${order.status} in ('open', 'inProgress', 'done', 'cancelled')`),
    check("customer_work_orders_completed", sql`(${order.status} = 'done') = (${order.completedAt} is not null)`),
  ],
);

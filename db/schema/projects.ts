import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, ref, wordsOnce } from "./columns.ts";
import { customerContacts } from "./contacts.ts";
import type { Names } from "./customer-types.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { projectRoles } from "./roles.ts";

/** Work agreed with a customer. It keeps the customer from being deleted. */
export const projects = pgTable(
  "projects",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    number: text().notNull(),
    name: text().notNull(),
    status: text({ enum: ["planned", "active", "onHold", "closed"] })
      .notNull()
      .default("planned"),
    managerId: ref().references(() => employees.id),
    contactId: ref().references(() => customerContacts.id),
    startsOn: date(),
    endsOn: date(),
    description: text(),
    /** How the customer pays: by the hour, a price agreed beforehand, the same every month, or not at all. */
    billingMethod: text({ enum: ["hourly", "fixed", "monthly", "none"] })
      .notNull()
      .default("hourly"),
    /** In which its budget and its monthly figures are. */
    currency: char({ length: 3 }).notNull().default("EUR"),
    /** What the work may bring in, without VAT. */
    budget: numeric({ precision: 14, scale: 2 }),
    budgetHours: numeric({ precision: 9, scale: 2 }),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (project) => [
    uniqueIndex("projects_number_unique").on(project.number),
    index("projects_customer").on(project.customerId),
    index("projects_manager").on(project.managerId),
    index("projects_contact").on(project.contactId),
    check("projects_name_present", sql`${project.name} <> ''`),
    check("projects_status_known", sql`${project.status} in ('planned', 'active', 'onHold', 'closed')`),
    check("projects_period", sql`${project.startsOn} <= ${project.endsOn}`),
    check("projects_billing_known", sql`${project.billingMethod} in ('hourly', 'fixed', 'monthly', 'none')`),
    check("projects_currency_code", sql`${project.currency} ~ '^[A-Z]{3}$'`),
    check("projects_budget_positive", sql`${project.budget} >= 0`),
    check("projects_hours_positive", sql`${project.budgetHours} >= 0`),
  ],
);

/** Every project number ever given: none is given twice, not even after its project is gone. */
export const usedProjectNumbers = pgTable(
  "used_project_numbers",
  {
    number: text().primaryKey(),
    /** No reference on purpose: the number outlives the project. */
    projectId: ref().notNull(),
  },
  ({ number }) => [
    index("used_project_numbers_counted")
      .on(sql`(substr(${number}, 3)::bigint)`)
      .where(sql`${number} ~ '^P-[0-9]{1,12}$'`),
  ],
);

/**
 * Employees who work on a project, besides its manager: in a role or in none, always or between two dates, both
 * inclusive. They overlap no more than responsibilities do.
 */
export const projectParticipants = pgTable(
  "project_participants",
  {
    id: id(),
    projectId: ref()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
    roleId: ref().references(() => projectRoles.id),
    validFrom: date(),
    validTo: date(),
    note: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
  },
  (participant) => [
    index("project_participants_project").on(participant.projectId, participant.employeeId),
    index("project_participants_employee").on(participant.employeeId),
    index("project_participants_role").on(participant.roleId).where(sql`${participant.roleId} is not null`),
    check("project_participants_period", sql`${participant.validFrom} <= ${participant.validTo}`),
  ],
);

export const projectTasks = pgTable(
  "project_tasks",
  {
    id: id(),
    projectId: ref()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    title: text().notNull(),
    description: text(),
    status: text({ enum: ["todo", "doing", "done"] })
      .notNull()
      .default("todo"),
    assigneeId: ref().references(() => employees.id),
    dueOn: date(),
    /** Place in its column of the board. */
    position: integer().notNull().default(0),
    completedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (task) => [
    index("project_tasks_project").on(task.projectId),
    index("project_tasks_assignee").on(task.assigneeId),
    check("project_tasks_title_present", sql`${task.title} <> ''`),
    check("project_tasks_status_known", sql`${task.status} in ('todo', 'doing', 'done')`),
    check("project_tasks_completed", sql`(${task.status} = 'done') = (${task.completedAt} is not null)`),
  ],
);

/** Steps of selling, each in one of three states. */
export const salesStatuses = pgTable(
  "sales_statuses",
  {
    id: id(),
    names: jsonb().$type<Names>().notNull(),
    state: text({ enum: ["inProgress", "won", "lost"] }).notNull(),
    /** In per cent, proposed to new sales cases. */
    probability: smallint().notNull(),
    /** The one of its state that is proposed first. */
    isDefault: boolean().notNull().default(false),
    position: integer().notNull().default(0),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (status) => [
    ...wordsOnce("sales_statuses", status.names),
    uniqueIndex("sales_statuses_default_unique").on(status.state).where(sql`${status.isDefault}`),
    check("sales_statuses_named", sql`${status.names} <> '{}'::jsonb`),
    check("sales_statuses_state_known", sql`${status.state} in ('inProgress', 'won', 'lost')`),
    check("sales_statuses_probability_range", sql`${status.probability} between 0 and 100`),
  ],
);

/** A sale in the making. It keeps the customer from being deleted. */
export const salesCases = pgTable(
  "sales_cases",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    name: text().notNull(),
    statusId: ref()
      .notNull()
      .references(() => salesStatuses.id),
    probability: smallint().notNull(),
    /** In `currency`. */
    expectedValue: numeric({ precision: 14, scale: 2 }),
    currency: char({ length: 3 }).notNull().default("EUR"),
    expectedOn: date(),
    ownerId: ref().references(() => employees.id),
    contactId: ref().references(() => customerContacts.id),
    projectId: ref().references(() => projects.id, { onDelete: "set null" }),
    description: text(),
    lostReason: text(),
    closedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (sale) => [
    index("sales_cases_customer").on(sale.customerId),
    index("sales_cases_owner").on(sale.ownerId),
    index("sales_cases_contact").on(sale.contactId),
    index("sales_cases_project").on(sale.projectId),
    check("sales_cases_name_present", sql`${sale.name} <> ''`),
    check("sales_cases_probability_range", sql`${sale.probability} between 0 and 100`),
    check("sales_cases_value_positive", sql`${sale.expectedValue} >= 0`),
    check("sales_cases_currency_code", sql`${sale.currency} ~ '^[A-Z]{3}$'`),
  ],
);

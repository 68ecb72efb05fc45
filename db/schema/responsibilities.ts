import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, pgTable, text } from "drizzle-orm/pg-core";
import { anyValue, id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { projects } from "./projects.ts";
import { customerRoles } from "./roles.ts";

/**
 * An employee answers for a customer, in a role or in none, always or between two dates, both inclusive. Of one pair no
 * two rows of the same role overlap, nor one without a role with any other.
 */
export const responsibilities = pgTable(
  "responsibilities",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
    roleId: ref().references(() => customerRoles.id),
    validFrom: date(),
    validTo: date(),
    note: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
  },
  (responsibility) => [
    index("responsibilities_customer").on(responsibility.customerId, responsibility.employeeId),
    index("responsibilities_employee").on(responsibility.employeeId, responsibility.customerId),
    index("responsibilities_role").on(responsibility.roleId).where(sql`${responsibility.roleId} is not null`),
    check("responsibilities_period", sql`${responsibility.validFrom} <= ${responsibility.validTo}`),
  ],
);

/** Something done to who answers for whom, whole: one click, one bulk change, one hand-over. It can be undone once. */
export const responsibilityChanges = pgTable(
  "responsibility_changes",
  {
    id: id(),
    kind: text({ enum: ["cell", "bulk", "import", "handOver", "undo"] }).notNull(),
    madeAt: moment().notNull().defaultNow(),
    madeBy: ref()
      .notNull()
      .references(() => employees.id),
    undoneAt: moment(),
    undoneBy: ref().references(() => employees.id),
  },
  (change) => [
    index("responsibility_changes_made").on(change.madeBy, change.madeAt),
    check("responsibility_changes_kind_known", sql`${change.kind} in ('cell', 'bulk', 'import', 'handOver', 'undo')`),
  ],
);

/** What a change did to one employee with one customer or project; without an employee, to its owner or manager. */
export const responsibilityChangeLines = pgTable(
  "responsibility_change_lines",
  {
    id: id(),
    changeId: ref().notNull(),
    customerId: ref().references(() => customers.id, { onDelete: "cascade" }),
    projectId: ref().references(() => projects.id, { onDelete: "cascade" }),
    employeeId: ref().references(() => employees.id),
    /** Rows of responsibility as they were and as they became; of an owner the id of the employee, or null. */
    before: anyValue().notNull(),
    after: anyValue().notNull(),
  },
  (line) => [
    // By a name of its own: the one Drizzle makes is longer than Postgres keeps.
    foreignKey({
      name: "responsibility_change_lines_change_fk",
      columns: [line.changeId],
      foreignColumns: [responsibilityChanges.id],
    }).onDelete("cascade"),
    index("responsibility_change_lines_change").on(line.changeId),
    index("responsibility_change_lines_customer").on(line.customerId),
    index("responsibility_change_lines_project").on(line.projectId),
    check("responsibility_change_lines_one", sql`num_nonnulls(${line.customerId}, ${line.projectId}) = 1`),
  ],
);

import { sql } from "drizzle-orm";
import { check, date, index, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** An employee answers for a customer, always or between two dates, both inclusive. Periods of one pair never overlap. */
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
    validFrom: date(),
    validTo: date(),
    note: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
  },
  (responsibility) => [
    index("responsibilities_customer").on(responsibility.customerId, responsibility.employeeId),
    index("responsibilities_employee").on(responsibility.employeeId, responsibility.customerId),
    check("responsibilities_period", sql`${responsibility.validFrom} <= ${responsibility.validTo}`),
  ],
);

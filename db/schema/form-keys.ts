import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";

/** A form that was carried out: the same post again gets the same result. Kept for 24 hours. */
export const formKeys = pgTable(
  "form_keys",
  {
    key: text().primaryKey(),
    employeeId: ref()
      .notNull()
      .references(() => employees.id, { onDelete: "cascade" }),
    /** Command, target and a hash of what was posted. */
    payload: text().notNull(),
    result: jsonb().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (form) => [index("form_keys_created").on(form.createdAt)],
);

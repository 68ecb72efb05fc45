import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** A file somebody is bringing in: head and choices, then its rows, then the outcome. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    /** What the file holds: customers, or who answers for them. */
    kind: text({ enum: ["customers", "responsibilities"] })
      .notNull()
      .default("customers"),
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
    fileName: text().notNull(),
    /** SHA-256 of the file, to recognise the same file again. */
    fileHash: text().notNull(),
    head: text().array().notNull(),
    /** For each column the field it fills in, or null. */
    mapping: jsonb().$type<(string | null)[]>().notNull(),
    choices: jsonb().$type<Record<string, string>>().notNull(),
    status: text({ enum: ["uploaded", "done"] })
      .notNull()
      .default("uploaded"),
    created: integer(),
    rejected: integer(),
    createdAt: moment().notNull().defaultNow(),
    doneAt: moment(),
    version: integer().notNull().default(1),
  },
  (file) => [
    index("imports_employee").on(file.employeeId, file.id),
    check("imports_kind_known", sql`${file.kind} in ('customers', 'responsibilities')`),
    check("imports_status_known", sql`${file.status} in ('uploaded', 'done')`),
  ],
);

export const importRows = pgTable(
  "import_rows",
  {
    importId: ref()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** Row of the sheet; the head is row 1. */
    line: integer().notNull(),
    cells: text().array().notNull(),
    customerId: ref().references(() => customers.id, { onDelete: "set null" }),
  },
  (row) => [
    primaryKey({ name: "import_rows_pkey", columns: [row.importId, row.line] }),
    index("import_rows_customer").on(row.customerId),
  ],
);

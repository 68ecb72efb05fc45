import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { groups } from "./groups.ts";
import { jobs } from "./jobs.ts";

type Finding = { line: number; customer: string; column: number | null; value: string };
type Found = Finding & { what: { key: string; params?: Record<string, string | number> } };

/** How many rows of a file can go in, and how many not; of what is found about them the first ones. */
export type Checked = {
  good: number;
  known: number;
  wrong: number;
  problems: { count: number; first: Found[] };
  notes: { count: number; first: Found[] };
};

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
    /** The job that last checked the file or brought it in; a file that fits one request has none. */
    jobId: ref().references(() => jobs.id, { onDelete: "set null" }),
    /** What that check came to; null where the columns have changed since. Made anew when it is missing. */
    checked: jsonb().$type<Checked>(),
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

/** What a job has read out of the rows so far. Only kept while it saves reading them again: nothing is lost with it. */
export const importDrafts = pgTable(
  "import_drafts",
  {
    importId: ref()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    /** Under which columns and settings; a draft made under others is made anew. */
    madeBy: text().notNull(),
    /** Draft, problems and notes of the row. */
    judged: jsonb().notNull(),
  },
  (draft) => [primaryKey({ name: "import_drafts_pkey", columns: [draft.importId, draft.line] })],
);

/** Running numbers taken for an import that is coming in; nobody else gets them, and they go as it comes in. */
export const importNumbers = pgTable(
  "import_numbers",
  {
    id: id(),
    importId: ref()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** Of customers of this group; empty = of those without one. */
    groupId: ref().references(() => groups.id, { onDelete: "cascade" }),
    numbers: text().array().notNull(),
  },
  (taken) => [
    uniqueIndex("import_numbers_group_unique").on(taken.importId, sql`coalesce(${taken.groupId}, 0)`),
    index("import_numbers_group").on(taken.groupId),
  ],
);

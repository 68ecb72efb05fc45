import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { jobs } from "./jobs.ts";

/** What a business register answered lately, so that it is not asked the same thing twice a day. */
export const registryAnswers = pgTable(
  "registry_answers",
  {
    register: text().notNull(),
    /** "id:9100000-5" or "name:havukallio". */
    question: text().notNull(),
    answer: jsonb().notNull(),
    fetchedAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
  },
  (answer) => [
    primaryKey({ name: "registry_answers_pkey", columns: [answer.register, answer.question] }),
    index("registry_answers_expires").on(answer.expiresAt),
  ],
);

/** A customer beside what a register says of it: somebody looks at it on the card, or it waits in the queue. */
export const registryComparisons = pgTable(
  "registry_comparisons",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    /** Whoever asked on the card; null = a check found it. */
    askedBy: ref().references(() => employees.id),
    /** The check that found it. */
    jobId: ref().references(() => jobs.id, { onDelete: "set null" }),
    register: text().notNull(),
    /** The register's answer in our terms (`RegistryRecord` in lib/registry/rules.ts). */
    record: jsonb().notNull(),
    fetchedAt: moment().notNull(),
    /** What the business is doing according to the register. */
    status: text().notNull(),
    /** The fields that differed when it was found. */
    differing: text().array().notNull().default(sql`'{}'`),
    /** It waits for somebody to decide on it. */
    queued: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    closedAt: moment(),
    closedBy: ref().references(() => employees.id),
    /** How it ended: values were taken, everything was left as it was, or a newer one took its place. */
    closedAs: text({ enum: ["updated", "kept", "replaced"] }),
    version: integer().notNull().default(1),
  },
  (comparison) => [
    uniqueIndex("registry_comparisons_queued_once")
      .on(comparison.customerId)
      .where(sql`${comparison.queued} and ${comparison.closedAt} is null`),
    // With the customer, so that tabs are counted without reading what registers said.
    index("registry_comparisons_waiting")
      .on(comparison.status, comparison.id, comparison.customerId)
      .where(sql`${comparison.queued} and ${comparison.closedAt} is null`),
    index("registry_comparisons_decided")
      .on(comparison.closedAt)
      .where(sql`${comparison.queued} and ${comparison.closedAs} <> 'replaced'`),
    index("registry_comparisons_customer").on(comparison.customerId, comparison.id),
    index("registry_comparisons_created").on(comparison.createdAt),
    check("registry_comparisons_closed", sql`(${comparison.closedAt} is null) = (${comparison.closedAs} is null)`),
    check("registry_comparisons_closed_as", sql`${comparison.closedAs} in ('updated', 'kept', 'replaced')`),
    check(
      "registry_comparisons_status_known",
      sql`${comparison.status} in ('active', 'restructuring', 'liquidation', 'bankrupt', 'ceased', 'removed')`,
    ),
  ],
);

/** The customers of a check, and what came of each. */
export const registryCheckItems = pgTable(
  "registry_check_items",
  {
    jobId: ref()
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    /** Null = not asked yet. */
    outcome: text({ enum: ["same", "differs", "notFound", "invalidId", "failed", "skipped"] }),
    tries: smallint().notNull().default(0),
  },
  (item) => [
    primaryKey({ name: "registry_check_items_pkey", columns: [item.jobId, item.customerId] }),
    index("registry_check_items_customer").on(item.customerId),
    index("registry_check_items_waiting")
      .on(item.jobId, item.tries, item.customerId)
      .where(sql`${item.outcome} is null`),
    check(
      "registry_check_items_outcome_known",
      sql`${item.outcome} in ('same', 'differs', 'notFound', 'invalidId', 'failed', 'skipped')`,
    ),
    check("registry_check_items_tries", sql`${item.tries} >= 0`),
  ],
);

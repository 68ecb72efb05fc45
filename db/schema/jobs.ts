import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";

/** Work too long for one request, done step by step: whatever ends a step, the next one goes on from what is kept. */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    kind: text({ enum: ["registryCheck", "importCheck", "customerImport"] }).notNull(),
    /** Who wanted it; null = the schedule. */
    employeeId: ref().references(() => employees.id),
    /** What the kind needs to know besides its own rows. */
    facts: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    status: text({ enum: ["open", "done", "stopped", "failed"] })
      .notNull()
      .default("open"),
    /** How many of `total` pieces are done. */
    done: integer().notNull().default(0),
    total: integer().notNull(),
    /** How many times in a row it has failed, and how many times in a row it has had to rest. */
    failures: smallint().notNull().default(0),
    rests: smallint().notNull().default(0),
    /** Why it waits, or why it ended early: a key of the catalogs. */
    problem: text(),
    /** A process has it in hand until then; after that another may take it over. */
    leasedUntil: moment(),
    /** It rests until then; or when it last had its turn. */
    resumeAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    endedAt: moment(),
    /** Counts up whenever somebody else takes it in hand: whoever holds an older one has lost it. */
    version: integer().notNull().default(1),
  },
  (job) => [
    index("jobs_open").on(job.id).where(sql`${job.status} = 'open'`),
    index("jobs_employee").on(job.employeeId, job.id),
    uniqueIndex("jobs_scheduled_once")
      .on(job.kind, sql`(${job.facts} ->> 'month')`)
      .where(sql`${job.employeeId} is null`),
    check("jobs_kind_known", sql`${job.kind} in ('registryCheck', 'importCheck', 'customerImport')`),
    check("jobs_status_known", sql`${job.status} in ('open', 'done', 'stopped', 'failed')`),
    check("jobs_progress", sql`${job.done} between 0 and ${job.total}`),
    check("jobs_ended", sql`(${job.status} = 'open') = (${job.endedAt} is null)`),
  ],
);

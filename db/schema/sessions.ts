import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";

/** A signed-in browser. The cookie holds the id, the table only its hash. */
export const sessions = pgTable(
  "sessions",
  {
    idHash: text().primaryKey(),
    employeeId: ref()
      .notNull()
      .references(() => employees.id, { onDelete: "cascade" }),
    method: text({ enum: ["password", "set-up", "oidc"] }).notNull(),
    /** Whose eyes the register is seen with, while somebody looks at it as another person. */
    viewAsId: ref().references(() => employees.id, { onDelete: "set null" }),
    ip: text(),
    userAgent: text(),
    createdAt: moment().notNull().defaultNow(),
    lastSeenAt: moment().notNull().defaultNow(),
    idleUntil: moment().notNull(),
    endsAt: moment().notNull(),
  },
  (session) => [index("sessions_employee").on(session.employeeId)],
);

/** Failed sign-ins, counted per key (address, address and account, account) in a window of time. */
export const loginFailures = pgTable(
  "login_failures",
  {
    key: text().notNull(),
    windowStart: moment().notNull(),
    count: integer().notNull(),
  },
  (failure) => [primaryKey({ name: "login_failures_pkey", columns: [failure.key, failure.windowStart] })],
);

/** A one-time link that lets its holder choose a password: the first administrator, an invited person, a reset. */
export const setUpTokens = pgTable(
  "set_up_tokens",
  {
    id: id(),
    tokenHash: text().notNull().unique("set_up_tokens_hash_unique"),
    purpose: text({ enum: ["first-administrator", "password"] }).notNull(),
    employeeId: ref().references(() => employees.id, { onDelete: "cascade" }),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (token) => [
    check("set_up_tokens_employee", sql`(${token.purpose} = 'first-administrator') = (${token.employeeId} is null)`),
  ],
);

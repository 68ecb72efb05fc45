import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";
import { responsibilityChanges } from "./responsibilities.ts";

/** What has no dates and therefore changes hands on the day itself, by ids. */
export type Undated = Record<"customers" | "projects" | "groups" | "orders", number[]>;

/** What changed hands on the day besides owners and managers: groups where the other one was no seller yet are `joined`. */
export type Moved = Record<"groups" | "joined" | "orders", number[]>;

/**
 * One employee takes over from another on a day for good, or stands in until a last day. What has dates is written at
 * once; the rest waits in `undated` for its day.
 */
export const handOvers = pgTable(
  "hand_overs",
  {
    id: id(),
    fromId: ref()
      .notNull()
      .references(() => employees.id),
    toId: ref()
      .notNull()
      .references(() => employees.id),
    startsOn: date().notNull(),
    /** Of a substitute: the last day. */
    endsOn: date(),
    undated: jsonb().$type<Undated>().notNull(),
    /** How many responsibilities were written with dates, and how: null = none. */
    count: integer().notNull(),
    changeId: ref().references(() => responsibilityChanges.id),
    /** When what has no dates changed hands, how owners and managers did, and what else did. */
    carriedOutAt: moment(),
    ownersChangeId: ref().references(() => responsibilityChanges.id),
    moved: jsonb().$type<Moved>(),
    /** Cancelled or taken back; by nobody where the day came and whoever was to take over had left. */
    takenBackAt: moment(),
    takenBackBy: ref().references(() => employees.id),
    madeAt: moment().notNull().defaultNow(),
    madeBy: ref()
      .notNull()
      .references(() => employees.id),
  },
  (handOver) => [
    index("hand_overs_made").on(handOver.madeAt),
    index("hand_overs_due")
      .on(handOver.startsOn)
      .where(sql`${handOver.carriedOutAt} is null and ${handOver.takenBackAt} is null`),
    check("hand_overs_two", sql`${handOver.fromId} <> ${handOver.toId}`),
    check("hand_overs_period", sql`${handOver.startsOn} <= ${handOver.endsOn}`),
  ],
);

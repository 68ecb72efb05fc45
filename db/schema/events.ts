import { isNotNull } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { anyValue, id, moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";

/** Who did what, when and to what. Rows never change and never go (trigger). */
export const events = pgTable(
  "events",
  {
    id: id(),
    at: moment().notNull().defaultNow(),
    /** Null: the system itself, or somebody not signed in. */
    actorId: ref().references(() => employees.id),
    /** For example "customer.updated", "session.refused", "customers.exported". */
    action: text().notNull(),
    source: text({ enum: ["web", "import", "system", "registry"] })
      .notNull()
      .default("web"),
    /** The table and row it was done to. No reference: the event outlives its subject. */
    subject: text(),
    subjectId: bigint({ mode: "number" }),
    /** The customer it is about, so that a card finds its history. */
    customerId: bigint({ mode: "number" }),
    /** The row's version after the change. */
    subjectVersion: integer(),
    /** Facts that are no personal data: counts, formats, reasons. */
    facts: jsonb().$type<Record<string, string | number | boolean | null>>(),
    /** The group of the security log this is a line of; null: everyday work. */
    category: text({ enum: ["signIn", "taken", "removed", "rights", "refused"] }),
    /** Of lines of the security log: the network it was asked from, never the address. */
    network: text(),
  },
  (event) => [
    index("events_subject").on(event.subject, event.subjectId, event.id),
    index("events_customer").on(event.customerId, event.id),
    index("events_actor").on(event.actorId, event.id),
    index("events_at").on(event.at),
    index("events_security").on(event.at, event.id).where(isNotNull(event.category)),
    index("events_security_category").on(event.category, event.at, event.id).where(isNotNull(event.category)),
    index("events_security_actor").on(event.actorId, event.at, event.id).where(isNotNull(event.category)),
  ],
);

/** Values before and after. They hold personal data, so erasing a person may remove them; nothing else may. */
export const eventValues = pgTable(
  "event_values",
  {
    id: id(),
    eventId: ref()
      .notNull()
      .references(() => events.id),
    field: text().notNull(),
    before: anyValue(),
    after: anyValue(),
  },
  (value) => [index("event_values_event").on(value.eventId)],
);

import "server-only";
import { sql } from "drizzle-orm";
import type { db } from "@/db/client";
import { events, eventValues } from "@/db/schema/index";
import { categoryOf } from "./security-actions";
import type { Viewer } from "./viewer";

export type Change = { field: string; before: unknown; after: unknown };
export type Source = "web" | "import" | "system" | "registry";

type Event = {
  actorId: number | null;
  action: string;
  source: Source;
  subject: string | null;
  subjectId: number | null;
  subjectVersion: number | null;
  /** Whose card it belongs to. */
  customerId?: number | null;
  changes: Change[];
  facts?: Facts;
  /** Where it was asked from (network.ts). Kept for lines of the security log alone. */
  network?: string | null;
};

/** Who answers for a line of the log, and where they sit. */
export const whoAsks = ({ actorId, facts }: Viewer) => ({ actorId, network: facts.network });

/** Whose eyes it was done with, where they were another person's. */
export const eyesOf = ({ employeeId, facts }: Viewer): Facts => (facts.viewedBy ? { viewedAs: employeeId } : {});

/** No personal data, no values, no words that people typed. */
export type Facts = Record<string, string | number | boolean | null>;

/** Bookkeeping and derived columns, and secrets: never logged as changes. */
const unlogged = new Set([
  "id",
  "version",
  "createdAt",
  "createdBy",
  "updatedAt",
  "updatedBy",
  "archivedBy",
  "deletedBy",
  "completedBy",
  "passwordHash",
  "tokenHash",
  "tab",
  "people",
  "datedPeople",
  "companies",
  "search",
  "nameKey",
  // Told field by field.
  "custom",
  "sortName",
  "city",
  "hasHeadOffice",
  "contactWords",
  "relatedNumbers",
  "customerId",
  "personId",
  // Logged as the days and times that were typed.
  "startsAt",
  "endsAt",
  "blobId",
  "mediaType",
]);

/**
 * The fields in which two states of a row differ; a state that is missing counts as all empty. A phone number, kept as
 * written (`phoneRaw`) and as understood (`phone`), is told once, as written: so forms send it and people know it.
 */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  const valueIn = (row: Record<string, unknown>, field: string) =>
    row[fields.has(`${field}Raw`) ? `${field}Raw` : field];
  return [...fields]
    .filter((field) => !unlogged.has(field) && !field.endsWith("Raw"))
    .map((field) => ({ field, before: valueIn(before, field) ?? null, after: valueIn(after, field) ?? null }))
    .filter((change) => canonical(change.before) !== canonical(change.after));
}

/** One text for one value, however it came and in whatever order its keys stand: the database's, a form's, the log's. */
export const canonical = (value: unknown): string => JSON.stringify(inOrder(value ?? null));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, inOrder(part)]),
  );
}

/** Writes one line of the log with its values, in the transaction it belongs to. */
export async function record(tx: Pick<typeof db, "insert">, event: Event): Promise<void> {
  const { changes, network, ...line } = event;
  const category = categoryOf(event.action);
  const inserted = { ...line, category, network: category && network };
  const [saved] = await tx.insert(events).values(inserted).returning({ id: events.id });
  if (saved && changes.length)
    await tx.insert(eventValues).values(changes.map((change) => ({ eventId: saved.id, ...change })));
}

/** What happened to one of many rows; `customerId` where the row is of a customer and not the customer itself. */
export type Line = { id: number; version: number | null; customerId?: number; changes: Change[] };

type Head = Pick<Event, "actorId" | "action" | "source" | "network">;

/** Writes a line of the log for each of many rows of one table, in one statement however many they are. */
export async function recordEach(
  tx: Pick<typeof db, "execute">,
  { actorId, action, source, subject, network }: Head & { subject: string },
  rows: readonly Line[],
): Promise<void> {
  if (!rows.length) return;
  const category = categoryOf(action);
  await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id bigint, version int, "customerId" bigint, changes jsonb)),
    saved as (
      insert into ${events} (actor_id, action, source, subject, subject_id, subject_version, customer_id, category, network)
      select ${actorId}::bigint, ${action}, ${source}, ${subject}, id, version,
        coalesce("customerId", case when ${subject} = 'customers' then id end),
        ${category}, ${category && (network ?? null)} from given
      returning id, subject_id)
    insert into ${eventValues} (event_id, field, before, after)
    select saved.id, change ->> 'field', nullif(change -> 'before', 'null'), nullif(change -> 'after', 'null')
    from saved join given on given.id = saved.subject_id, jsonb_array_elements(given.changes) change`);
}

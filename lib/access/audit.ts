import "server-only";
import { sql } from "drizzle-orm";
import type { db } from "@/db/client";
import { events, eventValues } from "@/db/schema/index";

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
  facts?: Record<string, string | number | boolean | null>;
};

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
  const { changes, ...line } = event;
  const [saved] = await tx.insert(events).values(line).returning({ id: events.id });
  if (saved && changes.length)
    await tx.insert(eventValues).values(changes.map((change) => ({ eventId: saved.id, ...change })));
}

/** What happened to one of many rows; `customerId` where the row is of a customer and not the customer itself. */
export type Line = { id: number; version: number | null; customerId?: number; changes: Change[] };

/** Writes a line of the log for each of many rows of one table, in one statement however many they are. */
export async function recordEach(
  tx: Pick<typeof db, "execute">,
  { actorId, action, source, subject }: Pick<Event, "actorId" | "action" | "source"> & { subject: string },
  rows: readonly Line[],
): Promise<void> {
  if (!rows.length) return;
  await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id bigint, version int, "customerId" bigint, changes jsonb)),
    saved as (
      insert into ${events} (actor_id, action, source, subject, subject_id, subject_version, customer_id)
      select ${actorId}::bigint, ${action}, ${source}, ${subject}, id, version,
        coalesce("customerId", case when ${subject} = 'customers' then id end) from given
      returning id, subject_id)
    insert into ${eventValues} (event_id, field, before, after)
    select saved.id, change ->> 'field', nullif(change -> 'before', 'null'), nullif(change -> 'after', 'null')
    from saved join given on given.id = saved.subject_id, jsonb_array_elements(given.changes) change`);
}

import "server-only";
import type { db } from "@/db/client";
import { events, eventValues } from "@/db/schema/index";

export type Change = { field: string; before: unknown; after: unknown };
export type Source = "web" | "import" | "system";

type Event = {
  actorId: number | null;
  action: string;
  source: Source;
  subject: string | null;
  subjectId: number | null;
  subjectVersion: number | null;
  changes: Change[];
  facts?: Record<string, string | number | boolean | null>;
};

/** Bookkeeping and derived columns, and secrets: never logged as changes. */
const unlogged = new Set([
  "id", "version", "createdAt", "createdBy", "updatedAt", "updatedBy", "archivedBy", "deletedBy", "passwordHash",
  "tab", "people", "datedPeople", "companies", "search", "nameKey", "city",
]);

/** The fields in which two states of a row differ; a state that is missing counts as all empty. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((field) => !unlogged.has(field) && canonical(before[field]) !== canonical(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** One text for one value, however it came: as the database's, a form's or the log's. */
export const canonical = (value: unknown): string => JSON.stringify(value ?? null);

/** Writes one line of the log with its values, in the transaction it belongs to. */
export async function record(tx: Pick<typeof db, "insert">, event: Event): Promise<void> {
  const { changes, ...line } = event;
  const [saved] = await tx.insert(events).values(line).returning({ id: events.id });
  if (saved && changes.length) await tx.insert(eventValues).values(changes.map((change) => ({ eventId: saved.id, ...change })));
}

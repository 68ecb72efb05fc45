import { and, asc, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { customers, events, eventValues } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";

type Values = Record<string, unknown>;
type Door = (viewer: Viewer, values: Values) => Promise<{ ok: boolean }>;

/** Does it and gives the id of what was done; a refusal is a failure of the test. */
export async function done(door: Door, viewer: Viewer, values: Values): Promise<number> {
  const outcome = (await door(viewer, values)) as { ok: boolean; result: { id: number } };
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

/** The last line of the log about a row and an action, with the new values by field. */
export async function lastLine(subject: string, id: number, action: string) {
  const [line] = await db
    .select()
    .from(events)
    .where(and(eq(events.subject, subject), eq(events.subjectId, id), eq(events.action, action)))
    .orderBy(desc(events.id))
    .limit(1);
  if (!line) return null;
  const values = await db
    .select()
    .from(eventValues)
    .where(eq(eventValues.eventId, line.id))
    .orderBy(asc(eventValues.field));
  const changes = Object.fromEntries(values.map(({ field, after }) => [field, after]));
  return { customerId: line.customerId, by: line.actorId, changes };
}

/** Begins something while somebody else is just archiving a customer; they come first. Brings the customer back. */
export async function whileArchiving<Result>(customerId: number, begin: () => Promise<Result>): Promise<Result> {
  const isIt = eq(customers.id, customerId);
  const pending = await db.transaction(async (tx) => {
    await tx.update(customers).set({ archivedAt: new Date() }).where(isIt);
    const begun = begin();
    await new Promise((resolve) => setTimeout(resolve, 400));
    return { begun };
  });
  const result = await pending.begun;
  await db.update(customers).set({ archivedAt: null }).where(isIt);
  return result;
}

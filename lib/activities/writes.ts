import "server-only";
import { and, eq, type InferSelectModel, inArray, isNull, sql } from "drizzle-orm";
import { activities, activityParticipants } from "@/db/schema/index";
import { changesBetween, recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { dayAfter } from "@/lib/moments";
import { touched } from "@/lib/stamps";
import { takingPart } from "./links";
import { type ActivityKind, type Hours, momentsOf } from "./rules";

export type ActivityRow = InferSelectModel<typeof activities>;
type LogChange = (field: string, before: unknown, after: unknown) => void;

/** Without what was not sent. */
export const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

type Timing = Pick<ActivityRow, "dueOn" | "remindBefore" | "repeats" | "repeatsUntil" | "isPinned">;

export const noTiming: Timing = { dueOn: null, remindBefore: null, repeats: null, repeatsUntil: null, isPinned: false };

/**
 * When it is, in the columns of its kind; those of other kinds are empty.
 * @throws Invalid beside the day that is missing or too early
 */
export function whenOf(viewer: Viewer, kind: ActivityKind, timing: Timing, hours: Hours) {
  const { dueOn, remindBefore, repeats, repeatsUntil, isPinned } = timing;
  const span =
    kind === "event" ? momentsOf(hours, viewer.facts.timeZone) : { startsAt: null, endsAt: null, isAllDay: false };
  if (kind === "note") return { ...noTiming, ...span, dueOn, isPinned };
  const first = kind === "event" ? hours.startsOn : dueOn;
  if (repeats && !first) throw new Invalid({ dueOn: { key: "required" } });
  const until = repeats ? repeatsUntil : null;
  if (until && first && until < first) throw new Invalid({ repeatsUntil: { key: "period" } });
  return { ...noTiming, ...span, dueOn: kind === "todo" ? dueOn : null, remindBefore, repeats, repeatsUntil: until };
}

/** Hours are logged as they were typed, so that two people's changes can be told apart. */
export function logHours(before: Hours, after: Hours, change: LogChange): void {
  for (const field of ["startsOn", "startTime", "endsOn", "endTime"] as const) {
    if (before[field] !== after[field]) change(field, before[field], after[field]);
  }
}

export const nobody: Awaited<ReturnType<typeof takingPart>> = {
  employees: [],
  contacts: [],
  others: null,
  replies: [],
};

/** Logs who takes part now, where that is not as it was. */
export async function logParticipants(
  tx: Transaction,
  id: number,
  before: typeof nobody,
  change: LogChange,
): Promise<void> {
  const after = await takingPart(tx, id);
  for (const field of ["employees", "contacts", "others", "replies"] as const) {
    if (String(before[field] ?? "") !== String(after[field] ?? "")) change(field, before[field], after[field]);
  }
}

/**
 * Marks them as done. A to-do that repeats hands its repetition on to the next one of the series.
 * @returns the rows as they are now; those done before are not among them
 */
export async function complete(tx: Transaction, viewer: Viewer, rows: readonly ActivityRow[]): Promise<ActivityRow[]> {
  const isTodo = sql`${activities.kind} = 'todo'`;
  const done = await tx
    .update(activities)
    .set({
      completedAt: sql`now()`,
      completedBy: viewer.employeeId,
      repeats: sql`case when not ${isTodo} then ${activities.repeats} end`,
      repeatsUntil: sql`case when not ${isTodo} then ${activities.repeatsUntil} end`,
      ...touched(activities, viewer.employeeId),
    })
    .where(
      and(
        inArray(
          activities.id,
          rows.map(({ id }) => id),
        ),
        isNull(activities.completedAt),
      ),
    )
    .returning();
  for (const row of rows) {
    if (row.kind === "todo" && row.repeats && row.dueOn && done.some(({ id }) => id === row.id)) {
      await addNext(tx, viewer, row, row.dueOn);
    }
  }
  return done;
}

/** Open again. @returns the rows as they are now */
export const reopen = async (tx: Transaction, viewer: Viewer, rows: readonly ActivityRow[]): Promise<ActivityRow[]> =>
  tx
    .update(activities)
    .set({ completedAt: null, completedBy: null, ...touched(activities, viewer.employeeId) })
    .where(
      inArray(
        activities.id,
        rows.map(({ id }) => id),
      ),
    )
    .returning();

/** The next to-do of a series: due on its first day after this one that is not past, unless the series ends before. */
async function addNext(tx: Transaction, viewer: Viewer, row: ActivityRow, dueOn: string): Promise<void> {
  const { today } = viewer.facts;
  const from = [dayAfter(dueOn), today].sort().at(-1);
  const [next] = await tx
    .select({ day: sql<string>`next_occurrence(${dueOn}::date, ${row.repeats}::text, ${from}::date)::text` })
    .from(sql`(select 1) once`);
  if (!next || (row.repeatsUntil && next.day > row.repeatsUntil)) return;
  const { id, version, createdAt, updatedAt, completedAt, completedBy, ...kept } = row;
  const [made] = await tx
    .insert(activities)
    .values({ ...kept, dueOn: next.day, updatedBy: viewer.employeeId })
    .returning();
  if (!made) throw new Error("no activity");
  const taking = await tx.select().from(activityParticipants).where(eq(activityParticipants.activityId, id));
  const others = taking.map(({ employeeId, contactId, name }) => ({
    activityId: made.id,
    employeeId,
    contactId,
    name,
  }));
  if (others.length) await tx.insert(activityParticipants).values(others);
  await recordEach(
    tx,
    { actorId: viewer.employeeId, action: "activity.created", source: "system", subject: "activities" },
    [{ id: made.id, version: 1, customerId: made.customerId, changes: changesBetween({}, made) }],
  );
}

/** Logs for each of many what became of it. */
export async function logEach(
  tx: Transaction,
  viewer: Viewer,
  action: string,
  before: readonly ActivityRow[],
  after: readonly ActivityRow[],
) {
  const was = new Map(before.map((row) => [row.id, row]));
  const lines = after.map((row) => ({
    id: row.id,
    version: row.version,
    customerId: row.customerId,
    changes: changesBetween(was.get(row.id) ?? {}, row),
  }));
  await recordEach(tx, { actorId: viewer.employeeId, action, source: "web", subject: "activities" }, lines);
}

import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { activities, customers } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { holdCustomer } from "@/lib/customers/holding";
import { Invalid } from "@/lib/errors";
import { heldMentions, keepWritten, type Mention, mentionsOf } from "@/lib/notes/mentions";
import { absent } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { type ActivityInput, activityInput, newActivityInput, quickInput, tickedInput } from "./fields";
import { checkLinks, defaultType, mayBeGivenTo, takingPart, writeParticipants } from "./links";
import { type ActivityKind, hoursOf, mayComplete, mayManage, noHours } from "./rules";
import {
  type ActivityRow,
  complete,
  logEach,
  logHours,
  logParticipants,
  nobody,
  noTiming,
  present,
  reopen,
  whenOf,
} from "./writes";

/** A to-do, a calendar entry or a note of a customer. Its maker owns it, unless another owner is chosen. */
export const createActivity = command({
  may: "customers.edit",
  on: customers,
  subject: activities,
  log: "activity.created",
  input: newActivityInput,
  run: make,
});

/** The same from one line: what, and when. */
export const addQuickly = command({
  may: "customers.edit",
  on: customers,
  subject: activities,
  log: "activity.created",
  input: quickInput,
  async run(scope, { kind, title, on, time = null }) {
    if (kind === "event" && !on) throw new Invalid({ on: { key: "required" } });
    const when = kind === "event" ? { startsOn: on, startTime: time } : { dueOn: on };
    return make(scope, { kind, title, ...when });
  },
});

type Making = {
  viewer: Viewer;
  tx: Transaction;
  tables: Tables;
  row: typeof customers.$inferSelect;
  confirmed: ReadonlySet<string>;
  change: (field: string, before: unknown, after: unknown) => void;
};

async function make(scope: Making, input: ActivityInput & { kind: ActivityKind; title: string }) {
  const { viewer, tx, tables, row: customer, change } = scope;
  if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
  const { kind, title } = input;
  const { employees: chosen, contacts, others, startsOn, startTime, endsOn, endTime, isAllDay, ...given } = input;
  const me = viewer.employeeId;
  const ownerId = (kind === "note" ? null : given.ownerId) ?? me;
  const typeId = given.typeId ?? (await defaultType(tx, tables, kind));
  await checkLinks(scope, { kind, customerId: customer.id }, { ...given, ownerId, typeId });
  const { projectId = null, salesCaseId = null, body } = given;
  const place = { customerId: customer.id, projectId, salesCaseId };
  const mentions =
    kind === "note" ? await mentionsOf(scope, place, { text: textOf(title, body), chosen: chosen ?? [] }) : [];
  const employees = kind === "note" ? mentions.map(({ employeeId }) => employeeId) : chosen;
  const dueOn = given.dueOn ?? (kind === "note" ? viewer.facts.today : null);
  const hours = { ...noHours, ...present({ startsOn, startTime, endsOn, endTime, isAllDay }) };
  const when = whenOf(viewer, kind, { ...noTiming, ...present(given), dueOn }, hours);
  const links = { ownerId, typeId, customerId: customer.id, createdBy: me, updatedBy: me };
  const [made] = await tx
    .insert(activities)
    .values({ ...given, ...when, ...links, kind, title })
    .returning();
  if (!made) throw new Error("no activity");
  await writeParticipants(tx, tables, made, { employees, contacts, others });
  await keepWritten(tx, viewer, made.id, mentions);
  logHours(noHours, hoursOf(made, viewer.facts.timeZone), change);
  await logParticipants(tx, made.id, nobody, change);
  return { id: made.id, customerId: customer.id, kind };
}

/** Changes what the form sends and nothing else. What it is, a to-do or another thing, stays; so does a note's author. */
export const updateActivity = command({
  may: "customers.edit",
  on: activities,
  log: "activity.updated",
  input: activityInput,
  async run(scope, input) {
    const { viewer, tx, tables, row, change } = scope;
    await holdCustomer(tx, row.customerId);
    const { employees: chosen, contacts, others, replies, ...rest } = input;
    const { startsOn, startTime, endsOn, endTime, isAllDay, ...given } = rest;
    const ownerId = (row.kind === "note" ? null : given.ownerId) ?? row.ownerId;
    await checkLinks(scope, row, { ...given, ownerId }, row);
    const mentions = row.kind === "note" ? await mentionsAfter(scope, { ...given, chosen }) : null;
    const employees = mentions ? mentions.map(({ employeeId }) => employeeId) : chosen;
    const zone = viewer.facts.timeZone;
    const before = hoursOf(row, zone);
    const hours = { ...before, ...present({ startsOn, startTime, endsOn, endTime, isAllDay }) };
    const when = whenOf(viewer, row.kind, { ...row, ...present(given) }, hours);
    const participants = await takingPart(tx, row.id);
    await writeParticipants(tx, tables, row, { employees, contacts, others, replies });
    await keepWritten(tx, viewer, row.id, mentions ?? []);
    const [after] = await tx
      .update(activities)
      .set({ ...given, ...when, ownerId, ...touched(activities, viewer.employeeId) })
      .where(eq(activities.id, row.id))
      .returning();
    logHours(before, hoursOf(after ?? row, zone), change);
    await logParticipants(tx, row.id, participants, change);
    return { id: row.id, customerId: row.customerId, kind: row.kind };
  },
});

type Noted = Pick<Making, "viewer" | "tx" | "tables" | "confirmed"> & { row: ActivityRow };
type Renoted = Partial<Pick<ActivityRow, "title" | "body" | "projectId" | "salesCaseId">> & { chosen?: number[] };

/** Who a note names after a change of it; null where the change touches neither its text nor its people or place. */
async function mentionsAfter(scope: Noted, { chosen, ...change }: Renoted): Promise<Mention[] | null> {
  const { row, tx } = scope;
  const after = { ...row, ...present(change) };
  const moves = after.projectId !== row.projectId || after.salesCaseId !== row.salesCaseId;
  const before = textOf(row.title, row.body);
  const text = textOf(after.title, after.body);
  if (!chosen && !moves && text === before) return null;
  const held = await heldMentions(tx, row.id);
  const beside = held.filter(({ writtenAs }) => writtenAs === null).map(({ employeeId }) => employeeId);
  return mentionsOf(scope, after, { text, chosen: chosen ?? beside, before: { text: before, held, moves } });
}

const textOf = (title: string, body: string | null | undefined): string => `${title}\n${body ?? ""}`;

/** Gone for good: one's own with the right to edit, those of others with the right to all. */
export const deleteActivity = command({
  may: "customers.edit",
  on: activities,
  log: "activity.deleted",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (!mayManage(viewer, row)) absent();
    await holdCustomer(tx, row.customerId);
    await tx.delete(activities).where(eq(activities.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

/** Done; done twice is done once. The next one of a series is planned at once. */
export const completeActivity = command({
  may: "customers.read",
  on: activities,
  log: "activity.completed",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (!mayComplete(viewer, row)) absent();
    await holdCustomer(tx, row.customerId);
    await complete(tx, viewer, [row]);
    return { id: row.id, customerId: row.customerId };
  },
});

/** Open again. A calendar entry that has ended stays in the past all the same. */
export const reopenActivity = command({
  may: "customers.read",
  on: activities,
  log: "activity.reopened",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (!mayComplete(viewer, row)) absent();
    await holdCustomer(tx, row.customerId);
    await reopen(tx, viewer, [row]);
    return { id: row.id, customerId: row.customerId };
  },
});

/** Several of one customer at once; each has its line in the log. */
export const completeActivities = command({
  may: "customers.edit",
  on: customers,
  log: "activities.completed",
  input: tickedInput,
  async run(scope, { activities: ids }) {
    const { tx, viewer } = scope;
    const rows = (await tickedRows(scope, ids)).filter(({ kind }) => kind !== "note");
    const done = await complete(tx, viewer, rows);
    await logEach(tx, viewer, "activity.completed", rows, done);
    return { id: scope.row.id, count: done.length };
  },
});

export const reopenActivities = command({
  may: "customers.edit",
  on: customers,
  log: "activities.reopened",
  input: tickedInput,
  async run(scope, { activities: ids }) {
    const { tx, viewer } = scope;
    const rows = (await tickedRows(scope, ids)).filter(({ completedAt }) => completedAt);
    const open = await reopen(tx, viewer, rows);
    await logEach(tx, viewer, "activity.reopened", rows, open);
    return { id: scope.row.id, count: open.length };
  },
});

/** Notes keep their authors. */
export const reassignActivities = command({
  may: "customers.edit",
  on: customers,
  log: "activities.reassigned",
  input: tickedInput,
  async run(scope, { activities: ids, ownerId = null }) {
    const { tx, viewer } = scope;
    if (!ownerId) throw new Invalid({ ownerId: { key: "required" } });
    if (!(await mayBeGivenTo(scope, ownerId))) throw new Invalid({ ownerId: { key: "chooseOption" } });
    const rows = (await tickedRows(scope, ids)).filter((row) => row.kind !== "note" && row.ownerId !== ownerId);
    const given = await tx
      .update(activities)
      .set({ ownerId, ...touched(activities, viewer.employeeId) })
      .where(inArray(activities.id, idsOf(rows)))
      .returning();
    await logEach(tx, viewer, "activity.updated", rows, given);
    return { id: scope.row.id, count: given.length };
  },
});

/** @throws Invalid unless every ticked one is the customer's, open to the viewer and theirs to manage */
async function tickedRows({ viewer, tx, tables, row: customer }: Making, ids: number[]): Promise<ActivityRow[]> {
  if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
  const open = tables.activities;
  const seen = await tx.select({ id: open.id }).from(open).where(inArray(open.id, ids));
  const rows = await tx
    .select()
    .from(activities)
    .where(and(inArray(activities.id, idsOf(seen)), eq(activities.customerId, customer.id)))
    .for("no key update");
  if (rows.length < ids.length || !rows.every((row) => mayManage(viewer, row))) {
    throw new Invalid({ activities: { key: "chooseOption" } });
  }
  return rows;
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { activities, customerContacts, events, persons } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import {
  completeActivities,
  completeActivity,
  createActivity,
  reassignActivities,
  reopenActivity,
} from "@/lib/activities/commands";
import { activityFilter } from "@/lib/activities/filter";
import { activityChoices, getActivity, listActivities, myOpenActivities } from "@/lib/activities/queries";
import { participantName } from "@/lib/activities/rules";
import { completeTask, reopenTask } from "@/lib/project-tasks/commands";
import { type Cast, cast } from "./cast";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let ahola: number;
let berg: number;

beforeAll(async () => {
  we = await cast();
  ({ ahola, berg } = we.world.customers);
});

const made = (values: Record<string, unknown>, viewer = we.aino) =>
  done(createActivity, viewer, { id: ahola, kind: "todo", title: "Tarkista osoite", ...values });
const rowOf = async (id: number) => (await db.select().from(activities).where(eq(activities.id, id)))[0];
const titles = async (viewer: Viewer, customer: number, params: Record<string, string> = {}) =>
  (await listActivities(viewer, customer, activityFilter(params), "fi")).rows.map(({ title }) => title);

const logged = (id: number, action: string) => lastLine("activities", id, action);

describe("done and open", () => {
  test("by the owner with the right to read, and by whoever may change the customer", async () => {
    const { bergVisit, bergTodo } = we.world.activities;
    const molen = we.world.customers.molen;
    const his = await done(createActivity, we.maija, {
      id: molen,
      kind: "todo",
      title: "Bel terug",
      ownerId: we.pieter.employeeId,
    });
    const hers = await done(createActivity, we.maija, { id: molen, kind: "todo", title: "Van Maija" });
    await done(completeActivity, we.pieter, { id: his });
    expect(await rowOf(his)).toMatchObject({ completedBy: we.pieter.employeeId });
    await expect(completeActivity(we.pieter, { id: hers })).rejects.toThrow(absent);
    await expect(completeActivity(we.pieter, { id: bergTodo })).rejects.toThrow(absent);
    await done(reopenActivity, we.pieter, { id: his });
    expect((await rowOf(his))?.completedAt).toBeNull();
    await done(completeActivity, we.sven, { id: bergVisit });
    await done(reopenActivity, we.sven, { id: bergVisit });
    expect(await logged(bergVisit, "activity.reopened")).toMatchObject({ customerId: berg });
    const note = await made({ kind: "note" });
    await expect(completeActivity(we.aino, { id: note })).rejects.toThrow(absent);
  });

  test("the next one of a series is planned at once, until its last day", async () => {
    const { today } = we.aino.facts;
    const id = await made({ title: "Viikoittain", dueOn: "2026-01-05", repeats: "weekly", others: "Vahti" });
    await done(completeActivity, we.aino, { id });
    await done(completeActivity, we.aino, { id });
    const series = await db.select().from(activities).where(eq(activities.title, "Viikoittain")).orderBy(activities.id);
    expect(series).toHaveLength(2);
    expect(series[0]).toMatchObject({ repeats: null });
    expect(series[1]).toMatchObject({ repeats: "weekly", completedAt: null });
    expect(series[1]?.dueOn && series[1].dueOn >= today && new Date(series[1].dueOn).getUTCDay() === 1).toBe(true);
    expect(await logged(series[1]?.id ?? 0, "activity.created")).toMatchObject({ customerId: ahola });
    const last = await made({
      title: "Viimeinen",
      dueOn: "2026-01-31",
      repeats: "monthly",
      repeatsUntil: "2026-02-20",
    });
    await done(completeActivity, we.aino, { id: last });
    expect(await db.$count(activities, eq(activities.title, "Viimeinen"))).toBe(1);
  });

  test("many at once, only what is one’s own to manage", async () => {
    const mine = await done(createActivity, we.sven, { id: berg, kind: "todo", title: "Min" });
    const also = await done(createActivity, we.sven, { id: berg, kind: "note", title: "Anteckning" });
    const hers = await done(createActivity, we.maija, { id: berg, kind: "todo", title: "Maijas" });
    expect(await completeActivities(we.sven, { id: berg, activities: [mine, hers].map(String) })).toMatchObject({
      ok: false,
    });
    expect(await completeActivities(we.sven, { id: berg, activities: [mine, also].map(String) })).toMatchObject({
      result: { count: 1 },
    });
    expect(await logged(mine, "activity.completed")).toMatchObject({ customerId: berg, by: we.sven.employeeId });
    expect(
      await reassignActivities(we.sven, { id: berg, activities: [String(mine)], ownerId: String(we.ebba.employeeId) }),
    ).toMatchObject({ problems: { ownerId: { key: "chooseOption" } } });
    expect(
      await reassignActivities(we.maija, { id: berg, activities: [String(hers)], ownerId: String(we.ebba.employeeId) }),
    ).toMatchObject({ result: { count: 1 } });
    expect((await rowOf(hers))?.ownerId).toBe(we.ebba.employeeId);
    expect(await completeActivities(we.aino, { id: ahola, activities: [String(mine)] })).toMatchObject({ ok: false });
    const secret = we.world.activities.bergPrivate;
    expect(await completeActivities(we.maija, { id: berg, activities: [String(secret)] })).toMatchObject({ ok: false });
  });

  test("tasks of projects by whoever edits projects, takes part in them, or was given them", async () => {
    const found = await listActivities(we.maija, berg, activityFilter({ activityType: "task" }), "sv");
    const { id = 0 } = found.rows.find(({ title }) => title === "Besiktning") ?? {};
    await done(completeTask, we.sven, { id });
    expect(await titles(we.maija, berg, { activities: "past", activityType: "task" })).toContain("Besiktning");
    await done(reopenTask, we.maija, { id });
    const [line] = await db.select().from(events).where(eq(events.action, "projectTask.completed"));
    expect(line?.customerId).toBe(berg);
  });
});

describe("the list", () => {
  test("parts planned and past: late to-dos stay planned, entries that ended and notes are past, pinned ones lead", async () => {
    const customer = we.world.customers.vaahtera;
    const add = (title: string, values: object) => done(createActivity, we.aino, { id: customer, title, ...values });
    await add("Myöhässä", { kind: "todo", dueOn: "2026-01-05" });
    await add("Ei päivää", { kind: "todo" });
    await add("Ohi", { kind: "event", startsOn: "2026-01-05" });
    await add("Sarja", { kind: "event", startsOn: "2026-01-05", startTime: "09:00", repeats: "yearly" });
    await add("Päättynyt sarja", {
      kind: "event",
      startsOn: "2025-01-05",
      repeats: "weekly",
      repeatsUntil: "2025-03-01",
    });
    await add("Muistio", { kind: "note", dueOn: "2026-02-05" });
    await add("Tärkeä", { kind: "note", isPinned: "on" });
    await done(completeActivity, we.aino, { id: await add("Valmis", { kind: "event", startsOn: "2099-01-01" }) });
    const planned = await listActivities(we.aino, customer, activityFilter({}), "fi");
    expect(planned).toMatchObject({ planned: 4, past: 4, hasMore: false });
    expect(planned.rows.map(({ title }) => title)).toEqual(["Tärkeä", "Myöhässä", "Sarja", "Ei päivää"]);
    expect(planned.rows[1]?.overdue).toBeGreaterThan(100);
    expect(planned.rows[2]?.at?.toISOString()).toMatch(/-01-05T07:00:00.000Z$/);
    expect(await titles(we.aino, customer, { activities: "past" })).toEqual([
      "Valmis",
      "Muistio",
      "Ohi",
      "Päättynyt sarja",
    ]);
    const types = planned.types.map(({ id }) => id);
    expect(await titles(we.aino, customer, { activityType: String(types[0]) })).toEqual(["Myöhässä", "Ei päivää"]);
    expect(await titles(we.aino, customer, { activityOwner: "999999" })).toEqual([]);
    expect(activityFilter({ activities: "x", activityType: "-1", activityOwner: "ä", activityPages: "1e9" })).toEqual(
      activityFilter({}),
    );
  });

  test("shows twenty, and more when asked", async () => {
    const customer = we.world.customers.wirtanen;
    for (let n = 0; n < 21; n++) await done(createActivity, we.aino, { id: customer, kind: "todo", title: `Nro ${n}` });
    const first = await listActivities(we.aino, customer, activityFilter({}), "fi");
    expect([first.rows.length, first.planned, first.hasMore]).toEqual([20, 21, true]);
    expect(await titles(we.aino, customer, { activityPages: "2" })).toHaveLength(21);
  });

  test("hides what hangs on a hidden project or sales case, and what is private, from rows and counts", async () => {
    const all = await listActivities(we.ebba, berg, activityFilter({}), "sv").catch(() => null);
    const svens = await listActivities(we.sven, berg, activityFilter({}), "sv");
    const maijas = await listActivities(we.maija, berg, activityFilter({}), "sv");
    expect(all?.rows ?? []).toEqual([]);
    expect(svens.rows.map(({ title }) => title)).not.toContain("Räkna på belysning");
    expect(maijas.rows.map(({ title }) => title)).toContain("Räkna på belysning");
    expect(maijas.planned - svens.planned).toBe(1);
    for (const viewer of [we.sven, we.maija]) {
      expect(await titles(viewer, berg, { activities: "past" })).not.toContain("Eget samtal");
      await expect(getActivity(viewer, we.world.activities.bergPrivate, berg, "sv")).rejects.toThrow(absent);
    }
    expect(await titles(we.karin, berg, { activities: "past" })).toContain("Eget samtal");
    expect((await activityChoices(we.sven, berg, "sv")).sales.map(({ name }) => name)).toEqual(["Ramavtal"]);
  });

  test("names an erased contact in the reader’s words", async () => {
    const [contact] = await db
      .select()
      .from(customerContacts)
      .where(eq(customerContacts.customerId, we.world.customers.aijala));
    const id = await done(createActivity, we.aino, {
      id: we.world.customers.aijala,
      kind: "todo",
      title: "x",
      contacts: [String(contact?.id)],
    });
    await db
      .update(persons)
      .set({ firstName: null, lastName: null, language: null, erasedAt: new Date() })
      .where(eq(persons.id, contact?.personId ?? 0));
    const { participants } = await getActivity(we.aino, id, we.world.customers.aijala, "fi");
    expect(participants.map((one) => participantName(one, "Poistettu yhteyshenkilö"))).toEqual([
      "Poistettu yhteyshenkilö",
    ]);
  });

  test("of my day holds what is open and mine: own, given to me, and where I take part", async () => {
    const mine = (await myOpenActivities(we.karin)).map(({ title, customer }) => [title, customer]);
    expect(mine).toContainEqual(["Besiktning", "Bergs kommun"]);
    expect((await myOpenActivities(we.maija)).map(({ title }) => title)).toContain("Vuosipalaveri");
    const of = await myOpenActivities(we.aino);
    expect(of.every(({ isPast, kind }) => !isPast && kind !== "note")).toBe(true);
    expect(await myOpenActivities(we.pieter)).toMatchObject([{ title: "Bel terug", customer: "Molen B.V." }]);
  });
});

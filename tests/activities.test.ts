import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { activities, activityParticipants, customerContacts } from "@/db/schema/index";
import { addQuickly, createActivity, deleteActivity, updateActivity } from "@/lib/activities/commands";
import { activityChoices, getActivity } from "@/lib/activities/queries";
import { hoursOf, momentsOf } from "@/lib/activities/rules";
import { momentAt } from "@/lib/moments";
import { type Cast, cast } from "./cast";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const zone = "Europe/Helsinki";
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
const logged = (id: number, action: string) => lastLine("activities", id, action);

describe("hours", () => {
  test("are the clocks of the organisation, also where they are put forward and back", () => {
    expect(momentAt("2026-11-24", "09:00", zone).toISOString()).toBe("2026-11-24T07:00:00.000Z");
    expect(momentAt("2026-06-24", "09:00", zone).toISOString()).toBe("2026-06-24T06:00:00.000Z");
    expect(momentAt("2026-03-29", "03:30", zone).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(momentAt("2026-10-25", "03:30", zone).toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(momentAt("2026-10-25", "04:00", zone).toISOString()).toBe("2026-10-25T02:00:00.000Z");
  });

  test("go there and back, whole days by their last day", () => {
    const timed = {
      startsOn: "2026-10-24",
      startTime: "22:00",
      endsOn: "2026-10-25",
      endTime: "05:00",
      isAllDay: false,
    };
    expect(hoursOf(momentsOf(timed, zone), zone)).toEqual(timed);
    const days = { startsOn: "2026-03-28", startTime: null, endsOn: "2026-03-30", endTime: null, isAllDay: true };
    expect(hoursOf(momentsOf(days, zone), zone)).toEqual(days);
    expect(momentsOf(days, zone).endsAt.toISOString()).toBe("2026-03-30T21:00:00.000Z");
  });
});

describe("an activity", () => {
  test("is added in one line: a to-do, an entry of an hour, a whole day, a note", async () => {
    const add = (values: object) => done(addQuickly, we.aino, { id: ahola, title: "Soita", ...values });
    expect(await rowOf(await add({ kind: "todo", on: "2099-01-05" }))).toMatchObject({
      kind: "todo",
      dueOn: "2099-01-05",
      ownerId: we.aino.employeeId,
      typeId: (await activityChoices(we.aino, ahola, "fi")).types.find(({ kind }) => kind === "todo")?.id,
    });
    expect(await rowOf(await add({ kind: "event", on: "2099-01-05", time: "9.15" }))).toMatchObject({
      startsAt: new Date("2099-01-05T07:15:00Z"),
      endsAt: new Date("2099-01-05T08:15:00Z"),
      dueOn: null,
    });
    expect(await rowOf(await add({ kind: "event", on: "2099-01-05", time: "" }))).toMatchObject({ isAllDay: true });
    expect(await rowOf(await add({ kind: "note", on: "" }))).toMatchObject({ dueOn: we.aino.facts.today });
    const refused = await addQuickly(we.aino, { id: ahola, kind: "event", title: " ", on: "31.2.2026", time: "25:00" });
    expect(refused).toMatchObject({
      problems: { title: { key: "required" }, on: { key: "date" }, time: { key: "time" } },
    });
    expect(await addQuickly(we.aino, { id: ahola, kind: "event", title: "x", on: "" })).toMatchObject({
      problems: { on: { key: "required" } },
    });
  });

  test("is logged under its customer, those who take part by their ids", async () => {
    const [contact] = await db.select().from(customerContacts).where(eq(customerContacts.customerId, ahola));
    const id = await made({
      kind: "event",
      startsOn: "2099-02-01",
      startTime: "10:00",
      employees: String(we.maija.employeeId),
      contacts: [String(contact?.id)],
      others: "Isännöitsijä, Isännöitsijä; Vahti",
    });
    const line = await logged(id, "activity.created");
    expect(line).toMatchObject({ customerId: ahola, by: we.aino.employeeId });
    expect(line?.changes).toMatchObject({
      title: "Tarkista osoite",
      startsOn: "2099-02-01",
      startTime: "10:00",
      endTime: "11:00",
      employees: [we.maija.employeeId],
      contacts: [contact?.id],
      others: "Isännöitsijä, Vahti",
    });
    expect(JSON.stringify(line)).not.toContain("Testinen");
  });

  test("keeps what is not sent, and the answers of those who stay", async () => {
    const id = await made({
      kind: "event",
      startsOn: "2099-02-02",
      startTime: "10:00",
      employees: [String(we.maija.employeeId), String(we.sven.employeeId)],
      place: "Teams",
      body: "Rivi\r\nToinen",
    });
    const [first] = await db.select().from(activityParticipants).where(eq(activityParticipants.activityId, id));
    await done(updateActivity, we.aino, { id, [`reply.${first?.id}`]: "maybe", endTime: "10:30" });
    await done(updateActivity, we.aino, { id, employees: ["", String(we.maija.employeeId)], place: "" });
    expect(await rowOf(id)).toMatchObject({
      place: null,
      body: "Rivi\nToinen",
      startsAt: new Date("2099-02-02T08:00:00Z"),
      endsAt: new Date("2099-02-02T08:30:00Z"),
    });
    const left = await db.select().from(activityParticipants).where(eq(activityParticipants.activityId, id));
    expect(left).toMatchObject([{ employeeId: we.maija.employeeId, reply: "maybe" }]);
  });

  test("refuses bad values beside their fields", async () => {
    const problems = async (values: object) => {
      const outcome = await createActivity(we.sven, { id: berg, kind: "todo", title: "x", ...values });
      return outcome.ok ? {} : outcome.problems;
    };
    expect(await problems({ title: "x".repeat(10_000) })).toEqual({ title: { key: "tooLong", params: { max: 200 } } });
    expect(await problems({ body: "a\u0000b" })).toEqual({ body: { key: "badCharacters" } });
    expect(await problems({ dueOn: "2026-02-30" })).toMatchObject({ dueOn: { key: "date" } });
    expect(await problems({ repeats: "weekly" })).toEqual({ dueOn: { key: "required" } });
    expect(await problems({ repeats: "weekly", dueOn: "2099-01-02", repeatsUntil: "2099-01-01" })).toEqual({
      repeatsUntil: { key: "period" },
    });
    expect(await problems({ repeats: "hourly" })).toEqual({ repeats: { key: "chooseOption" } });
    expect(await problems({ remindBefore: "7" })).toEqual({ remindBefore: { key: "chooseOption" } });
    expect(await problems({ kind: "event" })).toEqual({ startsOn: { key: "required" } });
    expect(await problems({ kind: "event", startsOn: "2099-01-02", startTime: "10:00", endsOn: "2099-01-01" })).toEqual(
      { endsOn: { key: "period" } },
    );
    expect(await problems({ kind: "event", startsOn: "2099-01-02", startTime: "10:00", endTime: "09:00" })).toEqual({
      endTime: { key: "period" },
    });
    const { projects, salesCases } = we.world;
    expect(await problems({ projectId: projects.aholaPiha })).toEqual({ projectId: { key: "chooseOption" } });
    expect(await problems({ salesCaseId: salesCases.bergEbba })).toEqual({ salesCaseId: { key: "chooseOption" } });
    expect(await problems({ ownerId: we.ebba.employeeId })).toEqual({ ownerId: { key: "chooseOption" } });
    expect(await problems({ typeId: 999 })).toEqual({ typeId: { key: "chooseOption" } });
    expect(await problems({ employees: ["999"] })).toEqual({ employees: { key: "chooseOption" } });
    expect(await problems({ contacts: ["1"] })).toEqual({ contacts: { key: "chooseOption" } });
    expect(await problems({ customerId: "1" })).toMatchObject({ "": { key: "formChanged" } });
  });

  test("is absent out of reach, without the right, and in an archived customer", async () => {
    const { aholaTodo } = we.world.activities;
    await expect(createActivity(we.sven, { id: ahola, kind: "todo", title: "x" })).rejects.toThrow(absent);
    await expect(updateActivity(we.sven, { id: aholaTodo, title: "x" })).rejects.toThrow(absent);
    await expect(createActivity(we.pieter, { id: we.world.customers.molen, kind: "todo", title: "x" })).rejects.toThrow(
      absent,
    );
    await expect(getActivity(we.sven, aholaTodo, ahola, "sv")).rejects.toThrow(absent);
    await expect(getActivity(we.aino, aholaTodo, berg, "fi")).rejects.toThrow(absent);
    const archived = await createActivity(we.aino, { id: we.world.customers.archived, kind: "todo", title: "x" });
    expect(archived).toMatchObject({ problems: { "": { key: "customerArchived" } } });
  });

  test("is added once however often its form comes, and two people’s changes are kept apart", async () => {
    const form = { formKey: "the-same-form", title: "Kerran" };
    expect(await made(form)).toBe(await made(form));
    const id = await made({ title: "Kahden", kind: "event", startsOn: "2099-03-01", startTime: "10:00" });
    await done(updateActivity, we.maija, {
      id,
      version: "1",
      title: "Kahden",
      startsOn: "2099-03-02",
      endsOn: "2099-03-02",
      startTime: "10:00",
    });
    await done(updateActivity, we.aino, {
      id,
      version: "1",
      title: "Kolmen",
      startsOn: "2099-03-01",
      endsOn: "2099-03-01",
      startTime: "10:00",
    });
    expect(await rowOf(id)).toMatchObject({ title: "Kolmen", startsAt: new Date("2099-03-02T08:00:00Z") });
    const clash = await updateActivity(we.maija, { id, version: "1", title: "Neljän" });
    expect(clash).toMatchObject({ conflicts: [{ field: "title", mine: "Neljän", theirs: "Kolmen" }] });
  });

  test("goes for good: one’s own with the right to edit, those of others with the right to all", async () => {
    const { bergTodo } = we.world.activities;
    const others = await done(createActivity, we.aino, { id: berg, kind: "todo", title: "Ainon" });
    await expect(deleteActivity(we.sven, { id: others })).rejects.toThrow(absent);
    await done(deleteActivity, we.aino, { id: others });
    expect(await rowOf(others)).toBeUndefined();
    expect(await logged(others, "activity.deleted")).toMatchObject({ customerId: berg });
    expect((await rowOf(bergTodo))?.title).toBe("Skicka offert");
  });
});

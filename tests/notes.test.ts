import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { activityParticipants, customerContacts, customers, employees, events } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { addQuickly, createActivity, deleteActivity, updateActivity } from "@/lib/activities/commands";
import { getActivity } from "@/lib/activities/queries";
import { eraseContact } from "@/lib/erasure/commands";
import { putMentionAway } from "@/lib/notes/commands";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { myMentions, notesOf } from "@/lib/notes/queries";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let ahola: number;
let berg: number;
let bergTak: number;
let bergPark: number;

beforeAll(async () => {
  we = await cast();
  ({ ahola, berg } = we.world.customers);
  ({ bergTak, bergPark } = we.world.projects);
});

const note = (values: Record<string, unknown>, viewer = we.aino) =>
  done(createActivity, viewer, { id: berg, kind: "note", title: "Anteckning", ...values });
const listed = async (viewer: Viewer, params = {}, projectId: number | null = null, customerId = berg) =>
  notesOf(viewer, { customerId, projectId }, noteFilter(params));
const titles = async (...asked: Parameters<typeof listed>) => (await listed(...asked)).notes.map(({ title }) => title);
const told = async (viewer: Viewer) => (await myMentions(viewer)).map(({ title }) => title);
const peopleIn = async (id: number) =>
  db
    .select({ who: activityParticipants.employeeId, as: activityParticipants.writtenAs })
    .from(activityParticipants)
    .where(eq(activityParticipants.activityId, id))
    .orderBy(activityParticipants.employeeId);

describe("the notes of a customer", () => {
  test("are its own and those of the projects one sees, pinned ones first, the newest on top", async () => {
    await note({ title: "Äldst", dueOn: "2026-01-02" });
    await note({ title: "Takets", dueOn: "2026-03-02", projectId: String(bergTak) });
    await note({ title: "Parkens", dueOn: "2026-03-03", projectId: String(bergPark) });
    const pinned = await note({ title: "Fäst", dueOn: "2026-01-01", isPinned: "on" });
    expect(await titles(we.aino)).toEqual(["Fäst", "Parkens", "Takets", "Äldst"]);
    // Karin manages the one project and does not see the other.
    expect(await titles(we.karin)).toEqual(["Fäst", "Takets", "Äldst"]);
    expect((await listed(we.karin)).projects).toEqual([{ id: bergTak, name: "Takrenovering" }]);
    expect(await titles(we.aino, {}, bergTak)).toEqual(["Takets"]);
    expect(await titles(we.pieter)).toEqual([]);
    await expect(listed(we.nils)).rejects.toThrow(absent);
    await done(updateActivity, we.aino, { id: pinned, isPinned: "" });
    expect(await titles(we.aino)).toEqual(["Parkens", "Takets", "Äldst", "Fäst"]);
    expect((await lastLine("activities", pinned, "activity.updated"))?.changes).toEqual({ isPinned: false });
  });

  test("are narrowed by project and by words, whatever their case and accents, in all they say", async () => {
    await note({ title: "Möte", body: "Vi ses på ÅNGSTRÖMS kontor\nklockan nio", projectId: String(bergTak) });
    const found = (notes: string, notesProject?: string) => titles(we.aino, { notes, notesProject });
    expect(await found("ångström")).toEqual(["Möte"]);
    expect(await found("ANGSTROM klo")).toEqual(["Möte"]);
    expect(await found("ni")).toEqual(["Möte"]);
    expect(await found("mote")).toEqual(["Möte"]);
    expect(await found("Ruskalampi möte")).toEqual(["Möte"]);
    expect(await found("takreno")).toEqual(["Möte", "Takets"]);
    expect(await found("%")).toEqual([]);
    expect(await found("", String(bergPark))).toEqual(["Parkens"]);
    expect(await found("", "none")).toEqual(["Äldst", "Fäst"]);
    expect(await listed(we.aino, { notes: "finns inte" })).toMatchObject({ all: 5, found: 0, notes: [] });
    // A project out of sight gives nothing away.
    expect(await titles(we.karin, { notesProject: String(bergPark) })).toEqual([]);
  });

  test("come by twenty, in one statement", async () => {
    for (let n = 0; n < 22; n += 1) await note({ id: ahola, title: `Asia ${n}`, dueOn: "2026-04-01" });
    const ask = vi.spyOn(db.$client, "query");
    const first = await listed(we.aino, {}, null, ahola);
    expect(ask).toHaveBeenCalledTimes(1);
    ask.mockRestore();
    expect(first).toMatchObject({ all: 23, hasMore: true });
    expect(first.notes).toHaveLength(20);
    expect(first.notes.slice(0, 2).map(({ title }) => title)).toEqual(["Hinnasta", "Asia 21"]);
    expect(await listed(we.aino, { notesPages: "2" }, null, ahola)).toMatchObject({ hasMore: false });
    expect(noteQuery(noteFilter({ notesPages: "x", notes: "  ", notesProject: "-1" }))).toEqual({
      notes: null,
      notesPages: null,
      notesProject: null,
    });
  });

  test("are written to projects one works in, and to no others", async () => {
    const write = (viewer: Viewer, projectId: number) =>
      createActivity(viewer, { id: berg, kind: "note", title: "Svens", projectId: String(projectId) });
    expect(await write(we.sven, bergPark)).toMatchObject({ problems: { projectId: { key: "chooseOption" } } });
    expect(await write(we.sven, bergTak)).toMatchObject({ ok: true });
    await expect(write(we.karin, bergTak)).rejects.toThrow(absent);
    await expect(write(we.pieter, bergTak)).rejects.toThrow(absent);
  });
});

describe("a mention", () => {
  const mentioned = (viewer: Viewer, rest: Record<string, unknown> = {}) =>
    note({ title: `Till ${viewer.facts.name}`, body: `Hej @${viewer.facts.name}, läs det här.`, ...rest });

  test("tells the person on their day, until they put it away", async () => {
    const id = await mentioned(we.karin);
    expect(await peopleIn(id)).toEqual([{ who: we.karin.employeeId, as: "Karin Åsrydh" }]);
    expect((await lastLine("activities", id, "activity.created"))?.changes.employees).toEqual([we.karin.employeeId]);
    const [line] = await myMentions(we.karin);
    expect(line).toMatchObject({ id, customer: "Bergs kommun", author: "Aino Ruskalampi", project: null });
    await expect(putMentionAway(we.sven, { id: line?.mentionId })).rejects.toThrow(absent);
    await done(putMentionAway, we.karin, { id: line?.mentionId });
    await done(putMentionAway, we.karin, { id: line?.mentionId });
    expect(await told(we.karin)).toEqual([]);
    // Saved once more it is not told once more.
    await done(updateActivity, we.aino, { id, body: "Hej @Karin Åsrydh, läs det här idag." });
    expect(await told(we.karin)).toEqual([]);
    expect(await db.select().from(events).where(eq(events.action, "mention.putAway"))).toHaveLength(2);
  });

  test("reaches those chosen beside the text too; what is written follows the text, what is chosen the choice", async () => {
    const id = await note({ title: "Båda", body: "@Sven Fjällhammar", employees: ["", String(we.karin.employeeId)] });
    expect(await told(we.karin)).toEqual(["Båda"]);
    expect(await told(we.sven)).toEqual(["Båda"]);
    await done(updateActivity, we.aino, { id, body: "Ingen i texten" });
    expect(await peopleIn(id)).toEqual([{ who: we.karin.employeeId, as: null }]);
    await done(updateActivity, we.aino, { id, employees: [""] });
    expect(await peopleIn(id)).toEqual([]);
    expect(await told(we.sven)).toEqual([]);
  });

  test("of somebody who cannot open it is asked about, and then left out", async () => {
    const values = { id: berg, kind: "note", title: "T", body: "@Pieter van der Schelpenduin och @Nils Ekskär" };
    const asked = await createActivity(we.aino, values);
    expect(asked).toMatchObject({
      doubts: [{ key: "notReached", params: { names: "Pieter van der Schelpenduin, Nils Ekskär" } }],
    });
    const mark = asked.ok ? "" : asked.doubts?.[0]?.mark;
    const id = await done(createActivity, we.aino, { ...values, confirmed: mark });
    expect(await peopleIn(id)).toEqual([]);
    // It is not asked again when something else changes.
    await done(updateActivity, we.aino, { id, title: "T2" });
    const chosen = await createActivity(we.aino, {
      ...values,
      body: "",
      employees: ["", String(we.pieter.employeeId)],
    });
    expect(chosen).toMatchObject({ doubts: [{ key: "notReached", params: { names: "Pieter van der Schelpenduin" } }] });
    expect(await createActivity(we.aino, { ...values, body: "", employees: ["", "999999"] })).toMatchObject({
      problems: { employees: { key: "chooseOption" } },
    });
  });

  test("needs the project and the sales case in sight as well, also when the note moves there", async () => {
    const asked = await createActivity(we.aino, {
      id: berg,
      kind: "note",
      title: "@Karin Åsrydh",
      projectId: String(bergPark),
    });
    expect(asked).toMatchObject({ doubts: [{ key: "notReached", params: { names: "Karin Åsrydh" } }] });
    const id = await mentioned(we.karin, { title: "Flyttas" });
    expect(await updateActivity(we.aino, { id, projectId: String(bergTak) })).toMatchObject({ ok: true });
    expect(await told(we.karin)).toContain("Flyttas");
    const moved = await updateActivity(we.aino, { id, projectId: String(bergPark) });
    expect(moved).toMatchObject({ doubts: [{ key: "notReached" }] });
    const mark = moved.ok ? "" : moved.doubts?.[0]?.mark;
    await done(updateActivity, we.aino, { id, projectId: String(bergPark), confirmed: mark });
    expect(await told(we.karin)).not.toContain("Flyttas");
    expect(await peopleIn(id)).toEqual([]);
  });

  test("opens a private note to the person, and to nobody else", async () => {
    const id = await mentioned(we.karin, { title: "Hemligt", isPrivate: "on" });
    expect(await titles(we.karin, { notes: "hemligt" })).toEqual(["Hemligt"]);
    expect(await titles(we.sven, { notes: "hemligt" })).toEqual([]);
    expect(await told(we.karin)).toContain("Hemligt");
    await done(updateActivity, we.aino, { id, body: "Utan" });
    expect(await titles(we.karin, { notes: "hemligt" })).toEqual([]);
    expect(await told(we.karin)).not.toContain("Hemligt");
  });

  test("outlives a new name, as it is written", async () => {
    const id = await mentioned(we.karin, { title: "Namnbyte" });
    await db.update(employees).set({ lastName: "Nyström" }).where(eq(employees.id, we.karin.employeeId));
    await done(updateActivity, we.aino, { id, body: "Hej igen, @Karin Åsrydh!" });
    expect(await peopleIn(id)).toEqual([{ who: we.karin.employeeId, as: "Karin Åsrydh" }]);
    expect(await told(we.karin)).toContain("Namnbyte");
    await db.update(employees).set({ lastName: "Åsrydh" }).where(eq(employees.id, we.karin.employeeId));
  });

  test("of a name that several have is asked about; who is chosen is meant", async () => {
    const twin = { firstName: "Karin", lastName: "Åsrydh", email: "karin2@demo.example" };
    const [karin] = await db.select().from(employees).where(eq(employees.id, we.karin.employeeId));
    const { companyId, profileId } = karin ?? {};
    const [other] = await db
      .insert(employees)
      .values({ ...twin, companyId: companyId ?? 0, profileId })
      .returning({ id: employees.id });
    const values = { id: berg, kind: "note", title: "Vem?", body: "@Karin Åsrydh" };
    expect(await createActivity(we.aino, values)).toMatchObject({ doubts: [{ key: "severalCalled" }] });
    const id = await done(createActivity, we.aino, { ...values, employees: ["", String(other?.id)] });
    expect(await peopleIn(id)).toEqual([{ who: other?.id, as: "Karin Åsrydh" }]);
    await db
      .update(employees)
      .set({ deactivatedAt: new Date() })
      .where(eq(employees.id, other?.id ?? 0));
    expect(await peopleIn(await done(createActivity, we.aino, { ...values, title: "En" }))).toEqual([
      { who: we.karin.employeeId, as: "Karin Åsrydh" },
    ]);
  });

  test("goes from the day with the right to see it, with the customer and with the note", async () => {
    await mentioned(we.sven, { title: "Kvar?" });
    expect(await told(we.sven)).toContain("Kvar?");
    const inBin = (deletedAt: Date | null) => db.update(customers).set({ deletedAt }).where(eq(customers.id, berg));
    await inBin(new Date());
    expect(await told(we.sven)).toEqual([]);
    await inBin(null);
    const [sven] = await db.select().from(employees).where(eq(employees.id, we.sven.employeeId));
    await db.update(employees).set({ profileId: null }).where(eq(employees.id, we.sven.employeeId));
    await expect(myMentions(await signedIn(we.sven.employeeId))).rejects.toThrow(absent);
    await db.update(employees).set({ profileId: sven?.profileId }).where(eq(employees.id, we.sven.employeeId));
    const [mention] = (await myMentions(we.sven)).filter(({ title }) => title === "Kvar?");
    await done(deleteActivity, we.aino, { id: mention?.id });
    expect(await told(we.sven)).not.toContain("Kvar?");
  });

  test("of oneself tells nothing, and to-dos mention nobody", async () => {
    await mentioned(we.aino, { title: "Mig själv" });
    expect(await told(we.aino)).toEqual([]);
    const todo = await done(addQuickly, we.aino, { id: berg, kind: "todo", title: "@Karin Åsrydh", on: "" });
    expect(await peopleIn(todo)).toEqual([]);
    const quick = await done(addQuickly, we.aino, { id: berg, kind: "note", title: "Snabbt @Karin Åsrydh", on: "" });
    expect(await peopleIn(quick)).toEqual([{ who: we.karin.employeeId, as: "Karin Åsrydh" }]);
    expect((await getActivity(we.aino, quick, berg, "sv")).participants).toMatchObject([{ writtenAs: "Karin Åsrydh" }]);
  });
});

test("an erased contact takes nothing from the text, nor a mention of a colleague", async () => {
  const body = "Åsa Ängsmark sade ja, @Karin Åsrydh.";
  const id = await note({ title: "Raderas", body });
  const asa = sql`${customerContacts.personId} in (select id from persons where last_name = 'Ängsmark')`;
  const [contact] = await db.select().from(customerContacts).where(asa);
  await done(eraseContact, we.aino, { id: contact?.id, word: "Ängsmark" });
  expect((await getActivity(we.aino, id, berg, "sv")).body).toBe(body);
  expect(await told(we.karin)).toContain("Raderas");
});

test("the litany: out of reach, twice the same form, two people, archived", async () => {
  const id = await note({ title: "En", body: "Text" });
  await expect(updateActivity(we.pieter, { id, title: "x" })).rejects.toThrow(absent);
  await expect(createActivity(we.eetu, { id: we.world.customers.molen, kind: "note", title: "x" })).rejects.toThrow(
    absent,
  );
  const once = { id: berg, kind: "note", title: "En gång", body: "@Karin Åsrydh", formKey: "notes-once-1" };
  expect(await done(createActivity, we.aino, once)).toBe(await done(createActivity, we.aino, once));
  await done(updateActivity, we.maija, { id, version: "1", body: "Maijas" });
  expect(await updateActivity(we.aino, { id, version: "1", body: "Ainos" })).toMatchObject({
    conflicts: [{ field: "body", mine: "Ainos", theirs: "Maijas" }],
  });
  await done(updateActivity, we.aino, { id, version: "1", title: "Ainos" });
  const archived = and(eq(customers.id, berg));
  await db.update(customers).set({ archivedAt: new Date() }).where(archived);
  expect(await createActivity(we.aino, { id: berg, kind: "note", title: "x" })).toMatchObject({
    problems: { "": { key: "customerArchived" } },
  });
  expect(await told(we.karin)).toEqual([]);
  await db.update(customers).set({ archivedAt: null }).where(archived);
});

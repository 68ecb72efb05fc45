import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { contactRoles, events, eventValues, settings } from "@/db/schema/index";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { updatePerson } from "@/lib/people/commands";
import { getPerson, personChoices } from "@/lib/people/queries";
import { addEntry, deleteEntry, moveEntry, saveEntry, switchEntry } from "@/lib/registers/commands";
import { listEntries } from "@/lib/registers/queries";
import { type RegisterName, registerNames } from "@/lib/registers/rules";
import { saveContactRules } from "@/lib/settings/commands";
import { getContactRules } from "@/lib/settings/queries";
import { type Cast, cast } from "./cast";
import { hostileTexts } from "./fixtures/hostile";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const kept = registerNames.filter((name) => name !== "specialGroups");

const needed: Record<RegisterName, Record<string, string>> = {
  customFields: { kind: "dropdown", "names.fi": "Lämmitystapa" },
  customOptions: { "names.fi": "Kaukolämpö" },
  customerTypes: { "names.fi": "Yhteistyökumppani", "names.en": "Partner", invoicingAllowed: "false" },
  teams: { name: "Turku" },
  contactRoles: { "names.fi": "Isännöitsijä", "names.en": "Property manager" },
  keywords: { name: "Messut" },
  activityTypes: { kind: "todo", "names.fi": "Muistutus", icon: "clock", code: "reminder" },
  salesStatuses: { state: "inProgress", probability: "30", "names.fi": "Kartoitus", "names.en": "Survey" },
  companyGroups: { name: "Konserni Pohjoinen" },
  segmentGroups: { name: "Toimiala", onlyOne: "true" },
  segments: { name: "Suuri" },
  specialGroups: { name: "Joulukortit" },
  tags: { name: "Avain" },
  customerRoles: { "names.fi": "Isännöintivastaava", "names.en": "Property lead" },
  projectRoles: { "names.fi": "Nokimies", "names.en": "Chimney sweep" },
};

async function made(register: RegisterName, values: Record<string, string> = {}): Promise<number> {
  const outcome = await addEntry(we.maija, { register, ...needed[register], ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

/** Segments stand in a group, options in a field. */
async function parentOf(register: RegisterName, name: string): Promise<Record<string, string>> {
  if (register === "customOptions") return { fieldId: String(await made("customFields", { "names.fi": name })) };
  if (register === "teams") return { companyId: String(we.world.companies.oy) };
  if (register !== "segments") return {};
  return { segmentGroupId: String(await made("segmentGroups", { name })) };
}

const entries = (register: RegisterName) => listEntries(we.maija, register, "fi");
const entry = async (register: RegisterName, id: number) => (await entries(register)).find((one) => one.id === id);

async function lastLine(subject: string, id: number) {
  const [line] = await db
    .select()
    .from(events)
    .where(and(eq(events.subject, subject), eq(events.subjectId, id)))
    .orderBy(desc(events.id))
    .limit(1);
  const values = await db
    .select()
    .from(eventValues)
    .where(eq(eventValues.eventId, line?.id ?? 0));
  const changes = values.map(({ field, before, after }) => [field, before, after]);
  return { action: line?.action, actorId: line?.actorId, changes: changes.toSorted() };
}

describe.each(kept)("%s", (register) => {
  test("an entry is made, renamed, disabled, offered again and deleted, and every step is logged", async () => {
    const parent = await parentOf(register, "Ala");
    const id = await made(register, parent);
    const subject = register.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const field = "name" in needed[register] ? "name" : "names.fi";
    expect(await entry(register, id)).toMatchObject({ label: needed[register][field], used: 0, disabledAt: null });
    expect(await lastLine(subject, id)).toMatchObject({ actorId: we.maija.employeeId });

    const renamed = await saveEntry(we.maija, { register, id, version: 1, [field]: "  Uusi   nimi " });
    expect(renamed).toMatchObject({ ok: true, result: { id, register } });
    expect(await entry(register, id)).toMatchObject({ label: "Uusi nimi", version: 2 });
    expect((await lastLine(subject, id)).action).toMatch(/\.updated$/);

    expect(await switchEntry(we.maija, { register, id, to: "disabled" })).toMatchObject({ ok: true });
    expect((await entry(register, id))?.disabledAt).toBeInstanceOf(Date);
    expect(await switchEntry(we.maija, { register, id, to: "inUse" })).toMatchObject({ ok: true });
    expect((await entry(register, id))?.disabledAt).toBeNull();

    expect(await deleteEntry(we.maija, { register, id })).toMatchObject({ ok: true });
    expect(await entry(register, id)).toBeUndefined();
    expect((await lastLine(subject, id)).action).toMatch(/\.deleted$/);
  });

  test("is nobody's business without the right, and what is not there is absent", async () => {
    const id = (await entries(register))[0]?.id ?? 1;
    for (const viewer of [we.aino, we.sven, we.pieter, we.nils]) {
      await expect(listEntries(viewer, register, "fi")).rejects.toThrow(absent);
      await expect(addEntry(viewer, { register, ...needed[register] })).rejects.toThrow(absent);
      await expect(saveEntry(viewer, { register, id, name: "X" })).rejects.toThrow(absent);
      await expect(switchEntry(viewer, { register, id, to: "disabled" })).rejects.toThrow(absent);
      await expect(moveEntry(viewer, { register, id, direction: "up" })).rejects.toThrow(absent);
      await expect(deleteEntry(viewer, { register, id })).rejects.toThrow(absent);
    }
    for (const strange of [0, 999_999, "x", [1, 2]]) {
      await expect(saveEntry(we.maija, { register, id: strange })).rejects.toThrow(absent);
      await expect(deleteEntry(we.maija, { register, id: strange })).rejects.toThrow(absent);
    }
  });

  test("keeps what people type wrongly out, and says where it is wrong", async () => {
    const parent = await parentOf(register, "Vaara");
    const field = "name" in needed[register] ? "name" : "names.fi";
    const others: Record<string, string> = field === "name" ? {} : { "names.en": "" };
    if (register === "activityTypes") others.code = "";
    const add = (value: unknown) =>
      addEntry(we.maija, { register, ...needed[register], ...parent, ...others, [field]: value });
    const before = (await entries(register)).length;
    if (field === "name") {
      expect(await addEntry(we.maija, { register, ...parent, name: " " })).toMatchObject({
        problems: { name: { key: "required" } },
      });
    } else {
      expect(await add("")).toMatchObject({ problems: { "names.fi": { key: "required" } } });
    }
    expect(await add("x".repeat(10_000))).toMatchObject({ ok: false, problems: { [field]: { key: "tooLong" } } });
    expect(await add("a\u0000b")).toMatchObject({ ok: false, problems: { [field]: { key: "badCharacters" } } });
    expect(await add(["a", "b"])).toMatchObject({ ok: false });
    expect(await add({})).toMatchObject({ ok: false });
    expect(
      await addEntry(we.maija, { register, ...needed[register], ...parent, disabledAt: "2026-01-01" }),
    ).toMatchObject({ ok: false });
    expect((await entries(register)).length).toBe(before);

    const id = await made(register, { ...parent, [field]: "Sama nimi" });
    expect(await add("SAMA nimi")).toMatchObject({ ok: false, problems: { [field]: { key: "taken" } } });
    for (const text of hostileTexts.slice(0, 3)) {
      await saveEntry(we.maija, { register, id, [field]: text });
      expect((await entry(register, id))?.label).toBeTruthy();
    }
    await deleteEntry(we.maija, { register, id });
  });
});

test("an unknown register is absent, and what has its own page is made and deleted there", async () => {
  for (const register of ["specialGroups", "customers", "employees", "constructor", "__proto__", "", undefined, 1]) {
    await expect(addEntry(we.maija, { register, name: "X" })).rejects.toThrow(absent);
    await expect(deleteEntry(we.maija, { register, id: 1 })).rejects.toThrow(absent);
  }
});

describe("order", () => {
  test("goes one place up or down, within its own kind, and stops at the ends", async () => {
    const order = async () =>
      (await entries("activityTypes")).filter(({ values }) => values.kind === "todo").map(({ label }) => label);
    expect(await order()).toEqual(["Tehtävä", "Puhelu"]);
    const id = await made("activityTypes");
    expect(await order()).toEqual(["Tehtävä", "Puhelu", "Muistutus"]);
    const move = async (direction: string) => {
      expect(await moveEntry(we.maija, { register: "activityTypes", id, direction })).toMatchObject({ ok: true });
      return order();
    };
    expect(await move("up")).toEqual(["Tehtävä", "Muistutus", "Puhelu"]);
    expect(await move("up")).toEqual(["Muistutus", "Tehtävä", "Puhelu"]);
    expect(await move("up")).toEqual(["Muistutus", "Tehtävä", "Puhelu"]);
    expect(await move("down")).toEqual(["Tehtävä", "Muistutus", "Puhelu"]);
    const events = (await entries("activityTypes")).filter(({ values }) => values.kind === "event");
    expect(events.map(({ label }) => label)).toEqual(["Tapaaminen", "Kohdekäynti"]);
    expect(await moveEntry(we.maija, { register: "activityTypes", id, direction: "left" })).toMatchObject({
      ok: false,
    });
    await deleteEntry(we.maija, { register: "activityTypes", id });
  });

  test("passes by what is out of use", async () => {
    const register = "segments";
    const parent = await parentOf(register, "Ohitus");
    const ids: number[] = [];
    for (const name of ["Yksi", "Poissa", "Kaksi"]) ids.push(await made(register, { ...parent, name }));
    const [, off, two] = ids;
    const order = async () => (await entries(register)).filter(({ id }) => ids.includes(id)).map(({ label }) => label);
    await switchEntry(we.maija, { register, id: off, to: "disabled" });
    await moveEntry(we.maija, { register, id: two, direction: "up" });
    expect(await order()).toEqual(["Kaksi", "Yksi", "Poissa"]);
    await moveEntry(we.maija, { register, id: two, direction: "down" });
    expect(await order()).toEqual(["Yksi", "Kaksi", "Poissa"]);
    await moveEntry(we.maija, { register, id: two, direction: "down" });
    expect(await order()).toEqual(["Yksi", "Kaksi", "Poissa"]);
  });

  test("twice the same form is one step", async () => {
    const id = await made("contactRoles", { "names.fi": "Viimeinen", "names.en": "Last" });
    const form = { register: "contactRoles", id, direction: "up", formKey: "registers-move-1" };
    expect(await moveEntry(we.maija, form)).toEqual(await moveEntry(we.maija, form));
    const labels = (await entries("contactRoles")).map(({ label }) => label);
    expect(labels.indexOf("Viimeinen")).toBe(labels.length - 2);
  });
});

describe("the default of a kind", () => {
  test("is one, can be passed on, and cannot be disabled or deleted", async () => {
    const types = await entries("activityTypes");
    const named = (label: string) => types.find((one) => one.label === label)?.id ?? 0;
    const register = "activityTypes";
    const refused = { ok: false, problems: { "": { key: "defaultNeeded" } } };
    expect(await switchEntry(we.maija, { register, id: named("Tehtävä"), to: "disabled" })).toMatchObject(refused);
    expect(await deleteEntry(we.maija, { register, id: named("Tehtävä") })).toMatchObject(refused);
    await switchEntry(we.maija, { register, id: named("Puhelu"), to: "disabled" });
    expect(await switchEntry(we.maija, { register, id: named("Puhelu"), to: "isDefault" })).toMatchObject({ ok: true });
    const defaults = (await entries(register)).filter(({ values }) => values.isDefault).map(({ label }) => label);
    expect(defaults).toEqual(["Tapaaminen", "Muistiinpano", "Puhelu"]);
    expect(await entry(register, named("Puhelu"))).toMatchObject({ disabledAt: null });
    await expect(switchEntry(we.maija, { register: "contactRoles", id: 1, to: "isDefault" })).rejects.toThrow(absent);
  });
});

describe("what is used", () => {
  test("is counted, stays where it is when disabled, and cannot be deleted", async () => {
    for (const [register, label] of [
      ["tags", "Päivystys"],
      ["segments", "Suuri"],
      ["segmentGroups", "Palvelut"],
      ["companyGroups", "Kuuralehto-yhtiöt"],
      ["keywords", "kesäjuhlat"],
      ["activityTypes", "Tapaaminen"],
      ["teams", "Helsinki"],
    ] as const) {
      const found = (await entries(register)).find((one) => one.label === label);
      expect(found?.used, register).toBeGreaterThan(0);
      expect((await deleteEntry(we.maija, { register, id: found?.id })).ok, register).toBe(false);
      expect(await entry(register, found?.id ?? 0)).toBeDefined();
    }
  });
});

describe("two people", () => {
  test("who rename the same entry are asked, and those who change different things are both heard", async () => {
    const register = "tags";
    const id = await made(register, { name: "Kahden kauppa" });
    const form = { register, id, version: 1, name: "Kahden kauppa", colour: "grey" };
    expect(await saveEntry(we.maija, { ...form, colour: "blue" })).toMatchObject({ ok: true });
    expect(await saveEntry(we.maija, { ...form, name: "Toinen nimi" })).toMatchObject({ ok: true });
    expect(await entry(register, id)).toMatchObject({ label: "Toinen nimi", values: { colour: "blue" } });
    expect(await saveEntry(we.maija, { ...form, name: "Kolmas" })).toMatchObject({
      ok: false,
      conflicts: [{ field: "name", mine: "Kolmas", theirs: "Toinen nimi" }],
    });
  });

  test("words in four languages count as one thing; what only the other changed comes back by language", async () => {
    const register = "activityTypes";
    const id = await made(register, { "names.fi": "Sanat", "names.en": "Words", code: "sanat" });
    const form = { register, id, version: 1, "names.fi": "Sanat", "names.en": "Words", "names.sv": "", code: "sanat" };
    expect(await saveEntry(we.maija, { ...form, "names.sv": "Ord", code: "ord" })).toMatchObject({ ok: true });
    expect(await saveEntry(we.maija, { ...form, "names.sv": "Glosor" })).toMatchObject({
      ok: false,
      conflicts: [{ field: "names" }],
    });
    expect(await saveEntry(we.maija, { ...form, code: "words" })).toMatchObject({
      ok: false,
      conflicts: [{ field: "code", mine: "words", theirs: "ord" }],
      fresh: { "names.fi": "Sanat", "names.sv": "Ord", "names.nl": "" },
    });
  });
});

describe("what every contact must have", () => {
  test("is chosen from six fields, kept in their order, logged, and takes nothing else", async () => {
    const { version } = await getContactRules(we.maija);
    const save = (requiredContactFields: unknown, rest = {}) =>
      saveContactRules(we.maija, { id: 1, requiredContactFields, ...rest });
    expect(await save(["", "email", "title"], { version })).toMatchObject({ ok: true });
    expect((await getContactRules(we.maija)).requiredContactFields).toEqual(["title", "email"]);
    expect(await lastLine("settings", 1)).toEqual({
      action: "settings.updated",
      actorId: we.maija.employeeId,
      changes: [["requiredContactFields", [], ["title", "email"]]],
    });
    expect(await save(["", "role"], { version })).toMatchObject({
      ok: false,
      conflicts: [{ field: "requiredContactFields" }],
    });
    expect(await save(["birthDate"])).toMatchObject({ ok: false });
    expect(await save("")).toMatchObject({ ok: true });
    expect((await getContactRules(we.maija)).requiredContactFields).toEqual([]);
    await expect(saveContactRules(we.aino, { id: 1, requiredContactFields: "" })).rejects.toThrow(absent);
    await expect(getContactRules(we.sven)).rejects.toThrow(absent);
    await expect(db.update(settings).set({ requiredContactFields: ["shoeSize"] })).rejects.toThrow();
  });
});

test("the colour of a tag goes with it to the card and the list, and is one of five", async () => {
  const register = "tags";
  const { id = 0 } = (await entries(register)).find(({ label }) => label === "Päivystys") ?? {};
  expect(await entry(register, id)).toMatchObject({ values: { colour: "grey" } });
  expect(await saveEntry(we.maija, { register, id, colour: "blue" })).toMatchObject({ ok: true });
  expect(await lastLine(register, id)).toMatchObject({ changes: [["colour", "grey", "blue"]] });
  for (const colour of ["pink", "", ["red", "blue"], "<b>"])
    expect((await saveEntry(we.maija, { register, id, colour })).ok).toBe(false);
  const card = await getCustomer(we.maija, we.world.customers.ahola, "fi");
  expect(card).toMatchObject({ tags: [{ id, name: "Päivystys", colour: "blue" }] });
  const listed = async (columns: string) =>
    (await listCustomers(we.maija, customerFilter({ tag: String(id), columns }), "fi")).rows[0];
  expect(await listed("tags")).toMatchObject({ tags: ["Päivystys"], tagColours: ["blue"] });
  expect(await listed("")).toMatchObject({ tags: [], tagColours: [] });
});

describe("a team", () => {
  test("belongs to a company that is there", async () => {
    for (const companyId of ["999999", "", "x"]) {
      expect(await addEntry(we.maija, { register: "teams", name: "Turku", companyId })).toMatchObject({
        problems: { companyId: expect.anything() },
      });
    }
  });

  test("out of use keeps its people and is offered to nobody else", async () => {
    const { id = 0 } = (await entries("teams")).find(({ label }) => label === "Helsinki") ?? {};
    await switchEntry(we.maija, { register: "teams", id, to: "disabled" });
    const offered = async (held: number[]) => (await personChoices(we.maija, held)).teams.map((team) => team.id);
    expect(await offered([])).not.toContain(id);
    expect(await offered([id])).toContain(id);
    const put = (viewer: Cast["aino"], teams: string[]) =>
      updatePerson(we.maija, { id: viewer.employeeId, teams: ["", ...teams] });
    expect(await put(we.karin, [String(id)])).toMatchObject({ problems: { teams: { key: "chooseOption" } } });
    expect(await put(we.aino, [String(id)])).toMatchObject({ ok: true });
    expect((await getPerson(we.maija, we.aino.employeeId)).teams).toEqual([id]);
    await switchEntry(we.maija, { register: "teams", id, to: "inUse" });
  });
});

test("two roles at once under one name: one is told", async () => {
  const add = () =>
    addEntry(we.maija, { register: "contactRoles", "names.fi": "Samaan aikaan", "names.sv": "Samtidigt" });
  const outcomes = await Promise.all([add(), add()]);
  expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await db.$count(contactRoles)).toBeGreaterThan(4);
});

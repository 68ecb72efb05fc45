import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customFields, customOptions, customUniqueValues, events, eventValues, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { listCustomFields, listLacking } from "@/lib/custom-fields/queries";
import { maskExample } from "@/lib/custom-fields/rules";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { countTabs } from "@/lib/customers/list";
import { addEntry, deleteEntry, moveEntry, saveEntry, switchEntry } from "@/lib/registers/commands";
import { listEntries } from "@/lib/registers/queries";
import { type Cast, cast, signedIn } from "./cast";
import { customOf, newField, retire } from "./custom-field";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const change = (id: number, values: Values) => saveEntry(we.maija, { register: "customFields", id, ...values });
const remove = (register: "customFields" | "customOptions", id: number, confirmed?: string) =>
  deleteEntry(we.maija, { register, id, ...(confirmed && { confirmed }) });
const fieldOf = async (id: number) => (await db.select().from(customFields).where(eq(customFields.id, id)))[0];
const give = (customer: number, values: Values) => updateCustomer(we.aino, { id: customer, ...values });

const names = ["", "Halla", "Vuokko", "Pihlaja", "Routa", "Kuisma"];
let made = 0;
async function newCustomer(values: Values = {}) {
  made += 1;
  const company = { id: we.aino.facts.companyId, country: "FI", name: `${names[made]} Oy` };
  const outcome = await createCustomer(we.aino, { ...company, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return customOf(outcome.result.id);
}

describe("the start value of a field", () => {
  test.each([
    ["text", "  Oletus ", "Oletus"],
    ["number", "1 234,5", "1234.50"],
    ["date", "24.11.2026", "2026-11-24"],
    ["yesNo", "true", true],
  ] as const)("of the kind %s is kept as the field’s own values are", async (kind, typed, kept) => {
    const { id } = await newField({ kind });
    expect(await change(id, { startValue: typed })).toMatchObject({ ok: true });
    expect((await fieldOf(id))?.startValue).toBe(kept);
    expect((await newCustomer())[id]).toBe(kept);
    expect(await change(id, { startValue: "" })).toMatchObject({ ok: true });
    expect((await fieldOf(id))?.startValue).toBeNull();
    await retire(id);
  });

  test("is refused where the field would refuse it, also by a new pattern, and where no two may be the same", async () => {
    const { id } = await newField({ kind: "text" });
    expect(await change(id, { startValue: "x".repeat(501) })).toMatchObject({
      problems: { startValue: { key: "tooLong" } },
    });
    await change(id, { startValue: "AB1" });
    expect(await change(id, { mask: "AA-00" })).toMatchObject({ problems: { startValue: { key: "mask" } } });
    expect(await change(id, { mask: "AA-00", startValue: "KL-17" })).toMatchObject({ ok: true });
    expect(await change(id, { isUnique: "true" })).toMatchObject({ problems: { startValue: { key: "startUnique" } } });
    expect(await change(id, { isUnique: "true", startValue: "" })).toMatchObject({ ok: true });
    expect(maskExample("AA-000 *")).toBe("AB-123 A");
    await retire(id);
  });

  test("may be options; these stay offered as long as new customers begin with them", async () => {
    const { id, options } = await newField({ kind: "multiChoice" }, ["Yksi", "Kaksi"]);
    const [first = 0, second = 0] = options;
    expect(await change(id, { startValue: ["", String(first)] })).toMatchObject({ ok: true });
    expect((await newCustomer())[id]).toEqual([first]);
    const refused = { ok: false, problems: { "": { key: "startOption" } } };
    expect(await switchEntry(we.maija, { register: "customOptions", id: first, to: "disabled" })).toMatchObject(
      refused,
    );
    expect(await remove("customOptions", first)).toMatchObject(refused);
    expect(await switchEntry(we.maija, { register: "customOptions", id: second, to: "disabled" })).toMatchObject({
      ok: true,
    });
    expect(await change(id, { startValue: [String(second)] })).toMatchObject({
      problems: { startValue: { key: "chooseOption" } },
    });
    await retire(id);
  });
});

describe("a field", () => {
  test("has help in each language, and no kind that changes", async () => {
    const id = await added({
      kind: "text",
      "names.fi": "Ovikoodi",
      "help.fi": "Neljä numeroa",
      "help.sv": " Fyra  siffror ",
    });
    expect((await fieldOf(id))?.help).toEqual({ fi: "Neljä numeroa", sv: "Fyra siffror" });
    expect(await change(id, { "help.fi": "", "help.sv": "" })).toMatchObject({ ok: true });
    expect((await fieldOf(id))?.help).toEqual({});
    expect(await change(id, { "help.fi": "x".repeat(301) })).toMatchObject({ ok: false });
    expect(await change(id, { kind: "number" })).toMatchObject({ ok: false });
    await retire(id);
  });

  test("has an id in HubSpot only while that is in use, and no two the same", async () => {
    const [one, other] = [await newField({ kind: "text" }), await newField({ kind: "text" })];
    expect(await change(one.id, { integrationId: "hs_1" })).toMatchObject({ problems: { "": { key: "formChanged" } } });
    await db.update(settings).set({ integrations: ["hubspot"] });
    const maija = await signedIn(we.world.people.maija);
    const save = (id: number) => saveEntry(maija, { register: "customFields", id, integrationId: "hs_1" });
    expect(await save(one.id)).toMatchObject({ ok: true });
    expect(await save(other.id)).toMatchObject({ problems: { integrationId: { key: "taken" } } });
    await db.update(settings).set({ integrations: [] });
    await Promise.all([retire(one.id), retire(other.id)]);
  });

  test("that is required reports the customers that lack it and holds none of them up", async () => {
    const { id, name } = await newField({ kind: "text", isRequired: true });
    const counted = async () => {
      const filter = customerFilter({ [`f.${id}.way`]: "empty" }, await listCustomFields(we.maija));
      const { active, prospects } = await countTabs(we.maija, filter);
      return active + prospects;
    };
    const before = await counted();
    expect((await listLacking(we.maija)).get(id)?.n).toBe(before);
    expect(await give(we.world.customers.vaahtera, { email: "old@firma.example" })).toMatchObject({ ok: true });
    await give(we.world.customers.vaahtera, { [name]: "x" });
    expect(await counted()).toBe(before - 1);
    expect((await listLacking(we.maija)).get(id)?.n).toBe(before - 1);
    await expect(listLacking(we.aino)).rejects.toThrow(absent);
    await retire(id);
  });

  test("keeps its values while it is hidden", async () => {
    const { id, name } = await newField({ kind: "text" });
    await give(we.world.customers.vaahtera, { [name]: "Säilyy" });
    await change(id, { onCard: "false", onList: "false" });
    await switchEntry(we.maija, { register: "customFields", id, to: "disabled" });
    await give(we.world.customers.vaahtera, { email: "other@firma.example" });
    expect((await customOf(we.world.customers.vaahtera))[id]).toBe("Säilyy");
    const lines = await db
      .select()
      .from(events)
      .where(and(eq(events.subject, "custom_fields"), eq(events.subjectId, id)));
    expect(lines.map(({ action }) => action)).toEqual(["customField.updated", "customField.switched"]);
  });
});

describe("deleting", () => {
  test("a field in use asks with the number, takes the values along and leaves the history readable", async () => {
    const { id, name } = await newField({ kind: "text", isUnique: true, names: { fi: "Katoava" } });
    const { vaahtera, wirtanen } = we.world.customers;
    await give(vaahtera, { [name]: "yksi" });
    await give(wirtanen, { [name]: "kaksi" });
    expect(await remove("customFields", id)).toMatchObject({
      ok: false,
      doubts: [{ mark: "values:2", key: "valuesLost", params: { n: 2 } }],
    });
    expect((await customOf(vaahtera))[id]).toBe("yksi");
    expect(await remove("customFields", id, "values:2")).toMatchObject({ ok: true });
    expect(Object.keys(await customOf(vaahtera))).not.toContain(String(id));
    expect(await db.select().from(customUniqueValues).where(eq(customUniqueValues.fieldId, id))).toEqual([]);
    expect((await listEntries(we.maija, "customFields", "fi")).map((entry) => entry.id)).not.toContain(id);
    expect((await listCustomFields(we.maija)).map((field) => field.id)).not.toContain(id);
    expect((await listCustomFields(we.maija, { all: true })).find((field) => field.id === id)?.names.fi).toBe(
      "Katoava",
    );
    await expect(change(id, { onCard: "false" })).rejects.toThrow(absent);
    await expect(remove("customFields", id)).rejects.toThrow(absent);
    const [told] = await db
      .select({ after: eventValues.after })
      .from(eventValues)
      .where(eq(eventValues.field, name))
      .orderBy(desc(eventValues.id));
    expect(told?.after).toBe("kaksi");
    expect(await added({ kind: "text", "names.fi": "Katoava" })).toBeGreaterThan(id);
  });

  test("an option leaves the others of a customer", async () => {
    const { id, name, options } = await newField({ kind: "multiChoice" }, ["Yksi", "Kaksi", "Kolme"]);
    const [first = 0, second = 0, third = 0] = options;
    const { vaahtera, wirtanen } = we.world.customers;
    await give(vaahtera, { [name]: options.map(String) });
    await give(wirtanen, { [name]: String(second) });
    expect(await remove("customOptions", second)).toMatchObject({ doubts: [{ params: { n: 2 } }] });
    expect(await remove("customOptions", second, "values:2")).toMatchObject({ ok: true });
    expect((await customOf(vaahtera))[id]).toEqual([first, third]);
    expect(Object.keys(await customOf(wirtanen))).not.toContain(String(id));
    const named = (all: boolean) =>
      listCustomFields(we.maija, { all }).then((fields) => fields.find((field) => field.id === id)?.options ?? []);
    expect((await named(false)).map((option) => option.id)).toEqual([first, third]);
    expect((await named(true)).map((option) => option.id)).toEqual(options);
    await retire(id);
  });
});

test("options go to a place of their list in one step", async () => {
  const { id, options } = await newField({ kind: "dropdown" }, ["A", "B", "C", "D"]);
  const ordered = async () => {
    const entries = await listEntries(we.maija, "customOptions", "fi");
    return entries
      .filter(({ values }) => values.fieldId === id)
      .map(({ label }) => label)
      .join("");
  };
  const move = (place: string, at = 0) => moveEntry(we.maija, { register: "customOptions", id: options[at], place });
  expect(await move("3")).toMatchObject({ ok: true });
  expect(await ordered()).toBe("BCAD");
  await move("1", 3);
  expect(await ordered()).toBe("DBCA");
  await move("99");
  expect(await ordered()).toBe("DBCA");
  for (const place of ["0", "-1", "x", ""]) expect(await move(place)).toMatchObject({ ok: false });
  expect(await moveEntry(we.maija, { register: "customOptions", id: options[0] })).toMatchObject({ ok: false });
  expect(await db.select().from(customOptions).where(eq(customOptions.fieldId, id))).toHaveLength(4);
});

async function added(values: Values): Promise<number> {
  const outcome = await addEntry(we.maija, { register: "customFields", ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

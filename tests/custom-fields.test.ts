import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, customOptions, events, eventValues } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { saveEntry } from "@/lib/registers/commands";
import { type Cast, cast } from "./cast";
import { customOf, newField, retire } from "./custom-field";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const save = (id: number, values: Values) => updateCustomer(we.aino, { id, ...values });

describe("the value of a custom field", () => {
  test.each([
    ["text", "  Putki  7 ", "Putki 7"],
    ["longText", "a\r\nb", "a\nb"],
    ["date", "2026-11-24", "2026-11-24"],
    ["link", "firma.example/x", "https://firma.example/x"],
    ["number", "1 234,5", "1234.50"],
    ["money", "-12,00", "-12.00"],
    ["yesNo", "yes", true],
    ["yesNo", "no", false],
  ] as const)("of the kind %s is kept as it is meant: %s", async (kind, typed, kept) => {
    const { id, name } = await newField({ kind });
    const customer = we.world.customers.wirtanen;
    expect(await save(customer, { [name]: typed })).toMatchObject({ ok: true });
    expect((await customOf(customer))[id]).toBe(kept);
    expect(await save(customer, { [name]: "" })).toMatchObject({ ok: true });
    expect(Object.keys(await customOf(customer))).not.toContain(String(id));
    await retire(id);
  });

  test.each([
    ["text", "x".repeat(501), "tooLong"],
    ["text", "a\u0000b", "badCharacters"],
    ["date", "31.2.2026", "date"],
    ["link", "javascript:alert(1)", "website"],
    ["number", "paljon", "decimal"],
    ["yesNo", "ehkä", "chooseOption"],
    ["dropdown", "999999", "chooseOption"],
    ["multiChoice", ["1", "x"], "chooseOption"],
  ] as const)("of the kind %s is refused with a word beside it", async (kind, typed, key) => {
    const { id, name } = await newField({ kind });
    const before = await customOf(we.world.customers.wirtanen);
    expect(await save(we.world.customers.wirtanen, { [name]: typed, email: "kept@firma.example" })).toMatchObject({
      ok: false,
      problems: { [name]: { key } },
    });
    expect(await customOf(we.world.customers.wirtanen)).toEqual(before);
    await retire(id);
  });

  test("is chosen among the options; a retired one stays where it was chosen and is offered no more", async () => {
    const { id, name, options } = await newField({ kind: "multiChoice" }, ["Siivous", "Pihatyö", "Kattotyö"]);
    const [first, second, third] = options.map(String);
    const { vaahtera, zetterlund } = we.world.customers;
    await save(vaahtera, { [name]: [first ?? "", second ?? ""] });
    expect((await customOf(vaahtera))[id]).toEqual(options.slice(0, 2));
    await db
      .update(customOptions)
      .set({ disabledAt: new Date() })
      .where(eq(customOptions.id, options[0] ?? 0));
    expect(await save(vaahtera, { [name]: [first ?? "", third ?? ""] })).toMatchObject({ ok: true });
    expect(await save(zetterlund, { [name]: first ?? "" })).toMatchObject({
      problems: { [name]: { key: "chooseOption" } },
    });
    await retire(id);
  });

  test("follows its mask, and is the only one of its kind where it has to be", async () => {
    const { id, name } = await newField({ kind: "text", mask: "AA-000", isUnique: true });
    const { vaahtera, zetterlund } = we.world.customers;
    expect(await save(vaahtera, { [name]: "A1-000" })).toMatchObject({
      problems: { [name]: { key: "mask", params: { mask: "AA-000" } } },
    });
    expect(await save(vaahtera, { [name]: "HT-077" })).toMatchObject({ ok: true });
    expect(await save(zetterlund, { [name]: "ht-077" })).toMatchObject({ problems: { [name]: { key: "taken" } } });
    expect(await save(vaahtera, { [name]: "HT-078" })).toMatchObject({ ok: true });
    expect(await save(zetterlund, { [name]: "HT-077" })).toMatchObject({ ok: true });
    await retire(id);
  });

  test("has to be given where it must, and a new customer begins with the start values", async () => {
    const must = await newField({ kind: "text", isRequired: true });
    const begins = await newField({ kind: "text", startValue: "Oletus" });
    const company = { id: we.aino.facts.companyId, country: "FI", name: "Räätälinkenttä Oy" };
    expect(await createCustomer(we.aino, company)).toMatchObject({ problems: { [must.name]: { key: "required" } } });
    const made = await createCustomer(we.aino, { ...company, [must.name]: "x" });
    expect(await customOf(made.ok ? made.result.id : 0)).toEqual({ [must.id]: "x", [begins.id]: "Oletus" });
    expect(await save(we.world.customers.vaahtera, { [must.name]: "" })).toMatchObject({
      problems: { [must.name]: { key: "required" } },
    });
    expect(await save(we.world.customers.vaahtera, { email: "old@firma.example" })).toMatchObject({ ok: true });
    await Promise.all([retire(must.id), retire(begins.id)]);
  });

  test("is logged by its field, stays where it was not sent, and merges with what others changed", async () => {
    const [one, other] = [await newField({ kind: "text" }), await newField({ kind: "text" })];
    const id = we.world.customers.zetterlund;
    const { version = 0 } = (await db.select().from(customers).where(eq(customers.id, id)))[0] ?? {};
    await save(id, { [one.name]: "first" });
    expect(await updateCustomer(we.maija, { id, version, [one.name]: "", [other.name]: "second" })).toMatchObject({
      ok: true,
    });
    expect(await customOf(id)).toMatchObject({ [one.id]: "first", [other.id]: "second" });
    expect(await updateCustomer(we.maija, { id, version, [one.name]: "mine" })).toMatchObject({
      ok: false,
      conflicts: [{ field: one.name, mine: "mine", theirs: "first" }],
    });
    const told = await db
      .select({ field: eventValues.field, after: eventValues.after })
      .from(events)
      .innerJoin(eventValues, eq(eventValues.eventId, events.id))
      .where(eq(events.subjectId, id));
    expect(told).toContainEqual({ field: one.name, after: "first" });
    expect(told.map((line) => line.field)).not.toContain("custom");
    await Promise.all([retire(one.id), retire(other.id)]);
  });

  test("of a field that is not in use is not taken", async () => {
    const { id, name } = await newField({ kind: "text" });
    await retire(id);
    expect(await save(we.world.customers.vaahtera, { [name]: "x" })).toMatchObject({
      problems: { "": { key: "formChanged" } },
    });
  });
});

describe("a field that becomes unique", () => {
  const become = (id: number, isUnique: "true" | "false") =>
    saveEntry(we.maija, { register: "customFields", id, isUnique });

  test("is refused while two customers have the same, and keeps later twins out", async () => {
    const { id, name } = await newField({ kind: "text", names: { fi: "Avainkortti" } });
    const { vaahtera, wirtanen } = we.world.customers;
    await save(vaahtera, { [name]: "Kortti 7" });
    await save(wirtanen, { [name]: "KORTTI 7" });
    expect(await become(id, "true")).toMatchObject({ problems: { isUnique: { key: "notUnique" } } });
    await save(wirtanen, { [name]: "Kortti 8" });
    expect(await become(id, "true")).toMatchObject({ ok: true });
    expect(await save(wirtanen, { [name]: "kortti 7" })).toMatchObject({ problems: { [name]: { key: "taken" } } });
    expect(await become(id, "false")).toMatchObject({ ok: true });
    expect(await save(wirtanen, { [name]: "kortti 7" })).toMatchObject({ ok: true });
    await retire(id);
  });
});

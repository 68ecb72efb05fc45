import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { flipSwitch, saveNumbering } from "@/lib/settings/commands";
import { getNumbering } from "@/lib/settings/queries";
import { type Cast, cast } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});
afterEach(async () => {
  await db.update(settings).set({
    numberingMode: "automatic",
    numericOnly: false,
    numberingPadding: 0,
    groupRequired: false,
  });
});

const create = (values: Values) => createCustomer(we.aino, { id: we.aino.facts.companyId, country: "FI", ...values });
const numberOf = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0]?.number;
const flip = (name: string, to: "on" | "off") => flipSwitch(we.maija, { id: 1, name, to });

describe("customer numbers", () => {
  test("are asked for by hand, or run on padded, and what is given stays", async () => {
    const { version } = await getNumbering(we.maija);
    expect(await saveNumbering(we.maija, { id: 1, version, numberingMode: "manual" })).toMatchObject({ ok: true });
    expect(await create({ name: "Käsin Oy" })).toMatchObject({ problems: { number: { key: "required" } } });
    expect(await create({ name: "Käsin Oy", number: "HT 7" })).toMatchObject({ ok: true });
    await saveNumbering(we.maija, { id: 1, numberingMode: "automatic", numberingPadding: "6" });
    const made = await create({ name: "Itsestään Oy" });
    expect(await numberOf(made.ok ? made.result.id : 0)).toMatch(/^\d{6}$/);
    expect(await numberOf(we.world.customers.letters)).toBe("A-7");
  });

  test("are digits only where bookkeeping asks, without judging those in use", async () => {
    await saveNumbering(we.maija, { id: 1, numericOnly: "on" });
    expect(await create({ name: "Kirjaimet Oy", number: "A-8" })).toMatchObject({
      problems: { number: { key: "digitsOnly" } },
    });
    const id = we.world.customers.letters;
    expect(await updateCustomer(we.aino, { id, number: "A-7", email: "a7@firma.example" })).toMatchObject({ ok: true });
    expect(await updateCustomer(we.aino, { id, number: "A-9" })).toMatchObject({
      problems: { number: { key: "digitsOnly" } },
    });
  });

  test.each([
    ["numberingStart", "-1"],
    ["numberingStart", "yksi"],
    ["numberingPadding", "13"],
    ["numberingMode", "magic"],
  ])("with %s = %s are refused, and stay as they were", async (field, value) => {
    const before = await getNumbering(we.maija);
    expect(await saveNumbering(we.maija, { id: 1, [field]: value })).toMatchObject({ ok: false });
    expect(await getNumbering(we.maija)).toEqual(before);
  });
});

describe("a switch", () => {
  test("asks for a group of every new customer", async () => {
    await flip("groupRequired", "on");
    expect(await create({ name: "Ryhmätön Oy", groupId: "" })).toMatchObject({ ok: false });
    expect(await create({ name: "Ryhmällinen Oy", groupId: String(we.world.groups.key) })).toMatchObject({ ok: true });
  });

  test("says what it was, so that it can be turned back", async () => {
    expect(await flip("groupRequired", "on")).toMatchObject({ result: { was: "off" } });
    expect(await flip("groupRequired", "on")).toMatchObject({ result: { was: "on" } });
    expect(await flip("groupRequired", "off")).toMatchObject({ result: { was: "on" } });
  });

  test("is the administrator's alone, and one that is none is refused", async () => {
    await expect(flipSwitch(we.aino, { id: 1, name: "groupRequired", to: "on" })).rejects.toThrow(absent);
    expect(await flip("numberingMode", "on")).toMatchObject({ ok: false });
    expect(await flip("showOtherCompanies", "on")).toMatchObject({ ok: false });
    expect(await flip("groupRequired", "perhaps" as never)).toMatchObject({ ok: false });
  });
});

import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { exportCustomers } from "@/lib/customers/export";
import { customerFilter } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { flipSwitch, saveNumbering } from "@/lib/settings/commands";
import { getNumbering } from "@/lib/settings/queries";
import { type Cast, cast, signedIn } from "./cast";

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
    showOtherCompanies: false,
    maskOtherCompanies: false,
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
  const everything = customerFilter({ view: "flat" });
  const names = async (viewer: Cast["pieter"]) => (await listCustomers(viewer, everything, "fi")).rows;

  test("shows the sister companies' customers to those who read customers, in lists and counts, until it is off", async () => {
    const before = await countTabs(we.pieter, everything);
    await flip("showOtherCompanies", "on");
    const pieter = await signedIn(we.pieter.employeeId);
    const rows = await names(pieter);
    expect(rows.some(({ full }) => !full)).toBe(true);
    expect(rows.filter(({ full }) => !full).every(({ ownerName, groupName }) => !ownerName && !groupName)).toBe(true);
    expect((await countTabs(pieter, everything)).active).toBeGreaterThan(before.active);
    await flip("showOtherCompanies", "off");
    const again = await signedIn(we.pieter.employeeId);
    expect(await countTabs(again, everything)).toEqual(before);
  });

  test("hides owner and group of customers that one's own company does not serve, in lists and exports", async () => {
    const exported = async (viewer: Cast["aino"]) => {
      const texts: string[] = [];
      const words = { t: (key: string) => key, locale: "fi", types: new Map(), timeZone: "UTC", fields: [] } as never;
      const all = { where: undefined, facts: {} } as never;
      for await (const rows of await exportCustomers(viewer, all, words)) texts.push(JSON.stringify(rows));
      return texts.join();
    };
    expect(await exported(we.aino)).toContain("Offentlig sektor");
    await flip("maskOtherCompanies", "on");
    const aino = await signedIn(we.aino.employeeId);
    expect((await names(aino)).find(({ name }) => name === "Bergs kommun")?.groupName).toBeNull();
    expect(await exported(aino)).not.toContain("Offentlig sektor");
  });

  test("asks for a group of every new customer", async () => {
    await flip("groupRequired", "on");
    expect(await create({ name: "Ryhmätön Oy", groupId: "" })).toMatchObject({ ok: false });
    expect(await create({ name: "Ryhmällinen Oy", groupId: String(we.world.groups.key) })).toMatchObject({ ok: true });
  });

  test("is the administrator's alone, and one that is none is refused", async () => {
    await expect(flipSwitch(we.aino, { id: 1, name: "groupRequired", to: "on" })).rejects.toThrow(absent);
    expect(await flip("numberingMode", "on")).toMatchObject({ ok: false });
  });
});

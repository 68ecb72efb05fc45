import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, events, jobs, registryComparisons, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, filterQuery, isFiltered, wanted } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { runImport, uploadImport } from "@/lib/imports/commands";
import { locales } from "@/lib/locale/choice";
import { keepComparison, updateFromRegister } from "@/lib/registry/commands";
import { businessWords } from "@/lib/registry/filter";
import { lookUp, searchRegister } from "@/lib/registry/look-up";
import { registers } from "@/lib/registry/registers";
import type { BusinessStatus } from "@/lib/registry/rules";
import { scheduleChecks } from "@/lib/registry-checks/schedule";
import { flipSwitch } from "@/lib/settings/commands";
import { registerSwitches, type SwitchName } from "@/lib/settings/fields";
import { getSwitches, registersInUse } from "@/lib/settings/queries";
import en from "@/messages/en.json";
import fi from "@/messages/fi.json";
import nl from "@/messages/nl.json";
import sv from "@/messages/sv.json";
import { type Cast, cast, having, signedIn } from "./cast";
import { recordWith } from "./registry/records";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const off = { ok: false, problem: "registryOff" };

let we: Cast;
beforeAll(async () => {
  we = await cast();
});
afterEach(async () => {
  await db.update(settings).set({ registers: ["prh", "brreg"], registryMonthly: false });
  await db.update(customers).set({ businessStatus: null, businessStatusOn: null, companyForm: null });
  await db.delete(registryComparisons);
});

/** Turns a switch as the panel that asks first does. @returns what it asked */
async function turn(name: SwitchName, to: string) {
  const asked = await flipSwitch(we.maija, { id: 1, name, to });
  const doubts = asked.ok ? [] : (asked.doubts ?? []);
  const confirmed = doubts.map(({ mark }) => mark);
  expect(asked.ok ? asked : await flipSwitch(we.maija, { id: 1, name, to, confirmed })).toMatchObject({ ok: true });
  return doubts;
}

const recordOfAhola = recordWith({ businessId: "9200000-7", name: "Aholan Palvelut Oy" });

const found = (customerId: number, queued = true) => ({
  customerId,
  queued,
  askedBy: queued ? null : we.aino.employeeId,
  register: "prh",
  record: recordOfAhola,
  fetchedAt: new Date(),
  status: "active",
});

describe("a business register", () => {
  test("has a switch, its words and the licence it asks to be named by, whichever country it is of", () => {
    expect(registers.map(({ name }) => name)).toEqual([...registerSwitches]);
    for (const catalog of [en, fi, sv, nl]) {
      for (const name of registerSwitches) {
        const words = [
          catalog.settings.switch[name],
          catalog.settings.switchAbout[name],
          catalog.registry.sources[name],
        ];
        expect(words.every((word) => word.length > 5)).toBe(true);
      }
    }
  });

  test("that is off is asked nothing, nothing of it is kept or taken, for everybody, and all is back with it", async () => {
    const id = we.world.customers.ahola;
    const [waiting] = await db.insert(registryComparisons).values(found(id)).returning();
    for (const name of registerSwitches) await turn(name, "off");
    for (const { employeeId } of [we.aino, we.sven]) {
      const viewer = await signedIn(employeeId);
      expect(viewer.facts.registers).toEqual([]);
      for (const register of registers) {
        const id = register.name === "prh" ? "9200000-7" : "310400084";
        expect(await lookUp(viewer, register, id)).toEqual(off);
        expect(await searchRegister(viewer, register, "Ahola")).toEqual(off);
      }
    }
    const aino = await signedIn(we.aino.employeeId);
    const refused = { ok: false, problems: { "": { key: "registryOff" } } };
    const kept = { id, register: "prh", record: recordOfAhola, fetchedAt: new Date() };
    const taken = { id, comparison: waiting?.id, fields: ["name"], nameAs: "registered" };
    expect(await keepComparison(aino, kept)).toMatchObject(refused);
    expect(await updateFromRegister(aino, taken)).toMatchObject(refused);
    expect(await db.$count(registryComparisons)).toBe(1);
    await turn("prh", "on");
    expect(await updateFromRegister(await signedIn(we.aino.employeeId), taken)).toMatchObject({ ok: true });
    const [row] = await db.select().from(customers).where(eq(customers.id, id));
    expect(row?.name).toBe("Aholan Palvelut Oy");
    await db.update(customers).set({ name: "Ahola Oy" }).where(eq(customers.id, id));
  });

  test("is not turned off before one knows how many of its comparisons wait", async () => {
    const { ahola, aijala, akerblom, oljymaki } = we.world.customers;
    const closed = { closedAt: new Date(), closedAs: "kept" as const };
    await db.insert(registryComparisons).values([found(ahola), found(aijala), found(oljymaki, false)]);
    await db.insert(registryComparisons).values([
      { ...found(akerblom), ...closed },
      { ...found(akerblom), register: "brreg" },
    ]);
    expect(await turn("prh", "off")).toEqual([{ mark: "prh:off:2", key: "registerWaits", params: { n: 2 } }]);
    expect((await getSwitches(we.maija)).prh).toBe("off");
    expect(await turn("prh", "on")).toEqual([]);
    await db.delete(registryComparisons);
    expect(await turn("prh", "off")).toEqual([]);
  });

  test("and the monthly check are turned by those who keep the settings, and the log says so", async () => {
    await expect(flipSwitch(we.aino, { id: 1, name: "prh", to: "off" })).rejects.toThrow(absent);
    await expect(flipSwitch(we.aino, { id: 1, name: "registryMonthly", to: "on" })).rejects.toThrow(absent);
    await expect(registersInUse(we.aino)).rejects.toThrow(absent);
    expect(await flipSwitch(we.maija, { id: 1, name: "prh", to: "maybe" })).toMatchObject({ ok: false });
    const lines = () => db.$count(events, eq(events.action, "settings.switched"));
    const before = await lines();
    await turn("registryMonthly", "on");
    expect([await lines(), (await getSwitches(we.maija)).registryMonthly]).toEqual([before + 1, "on"]);
  });

  test("concerns organisations in use in its countries, as far as one may open them", async () => {
    const { vaahtera, wirtanen, ek } = we.world.customers;
    await db.update(customers).set({ country: "NO", vatNumber: "NO310400084MVA" }).where(eq(customers.id, ek));
    await db.update(customers).set({ country: "AX" }).where(eq(customers.id, wirtanen));
    await db.update(customers).set({ vatNumber: "FI92000031" }).where(eq(customers.id, vaahtera));
    const counts = async (viewer: Viewer) =>
      (await registersInUse(viewer)).registers.map((one) => [one.register.name, one.checkable, one.withoutId]);
    const inFinland = (await db.select().from(customers)).filter(
      ({ country, kind, archivedAt, deletedAt }) =>
        ["FI", "AX"].includes(country) && kind === "organisation" && !archivedAt && !deletedAt,
    );
    const numbered = inFinland.filter(({ businessId, vatNumber }) => businessId || vatNumber).length;
    expect(numbered).toBeGreaterThan(3);
    expect(await counts(we.maija)).toEqual([
      ["prh", numbered, inFinland.length - numbered],
      ["brreg", 1, 0],
    ]);
    expect(await counts(having(we.nils, { settings: "yes" }))).toEqual([
      ["prh", 0, 0],
      ["brreg", 0, 0],
    ]);
    expect((await registersInUse(we.maija)).lastCheck).toBeNull();
    await db.update(customers).set({ country: "SE", vatNumber: null }).where(eq(customers.id, ek));
    await db.update(customers).set({ country: "FI" }).where(eq(customers.id, wirtanen));
    await db.update(customers).set({ vatNumber: null }).where(eq(customers.id, vaahtera));
  });
});

test("the monthly check takes all that can be compared, once a month, and only while it is on", async () => {
  const schedule = () => db.transaction((tx) => scheduleChecks(tx));
  await schedule();
  expect(await db.$count(jobs)).toBe(0);
  await turn("registryMonthly", "on");
  await turn("brreg", "off");
  await schedule();
  await schedule();
  const all = await db.select().from(jobs);
  const { registers, lastCheck } = await registersInUse(we.maija);
  expect(all).toMatchObject([{ kind: "registryCheck", employeeId: null, total: registers[0]?.checkable }]);
  expect(lastCheck).toMatchObject({ id: all[0]?.id, status: "open" });
});

describe("the list by what a business is doing", () => {
  const set = (id: number, businessStatus: BusinessStatus, businessStatusOn: string | null = null) =>
    db.update(customers).set({ businessStatus, businessStatusOn, companyForm: "Oy" }).where(eq(customers.id, id));

  async function list(viewer: Viewer, business: string) {
    const filter = customerFilter({ business, view: "flat", columns: "companyForm,businessStatus" });
    const { rows } = await listCustomers(viewer, filter, "fi");
    expect((await countTabs(viewer, filter)).active).toBe(rows.length);
    return rows;
  }
  const names = async (viewer: Viewer, business: string) => (await list(viewer, business)).map(({ name }) => name);

  test("finds each status, all that are not active, and those not known yet; nothing of those one may not open", async () => {
    const { ahola, vaahtera, zetterlund, molen } = we.world.customers;
    await set(ahola, "bankrupt", "2026-05-04");
    await set(vaahtera, "ceased");
    await set(zetterlund, "active");
    await set(molen, "bankrupt");
    expect(await names(we.aino, "bankrupt")).toEqual(["Ahola Oy", "Molen B.V."]);
    expect(await names(we.aino, "notActive")).toEqual(["Ahola Oy", "Molen B.V.", "Vaahtera Oy"]);
    expect(await names(we.aino, "active")).toEqual(["Zetterlund Ab"]);
    const all = await db.$count(customers, eq(customers.tab, 0));
    expect((await list(we.aino, "unknown")).length).toBe(all - 4);
    const [row] = await list(we.aino, "ceased");
    expect(row).toMatchObject({ companyForm: ["Oy"], businessStatus: ["ceased"] });

    const own = (await list(we.pieter, "unknown")).length;
    await db.update(settings).set({ showOtherCompanies: true });
    const pieter = await signedIn(we.pieter.employeeId);
    expect(await names(pieter, "notActive")).toEqual(["Molen B.V."]);
    expect((await list(pieter, "unknown")).length).toBe(own);
    await db.update(settings).set({ showOtherCompanies: false });
  });

  test("is said by the address, which takes no nonsense", () => {
    for (const business of businessWords) {
      const filter = customerFilter({ business });
      expect([filterQuery(filter).business, isFiltered(filter)]).toEqual([business, true]);
    }
    expect(customerFilter({ business: "drop table" }).business).toBeNull();
  });

  test("goes out with legal form, status and day in words, once", async () => {
    await set(we.world.customers.ahola, "bankrupt", "2026-05-04");
    const filter = customerFilter({ business: "bankrupt", columns: "businessStatus,companyForm,team" });
    const t = createTranslator({ locale: "fi", messages: fi }) as never;
    const where = (tables: { listedCustomers: never }, viewer: Viewer) =>
      wanted(viewer, tables.listedCustomers, filter);
    const wish = { where: where as never, added: filter.columns, facts: {}, about: [] };
    const book = await customerBook(we.aino, wish, { t, locale: "fi" });
    const cells: unknown[][] = [];
    for await (const batch of book.rows) cells.push(...batch.map((row) => [...row]));
    const headings = book.columns.map(({ heading }) => heading);
    const cell = (heading: string) => cells[0]?.[headings.indexOf(heading)];
    expect(cells).toHaveLength(1);
    expect(cells[0]).toHaveLength(headings.length);
    expect(headings.filter((heading) => heading === "Yrityksen tila")).toHaveLength(1);
    expect(["Yhtiömuoto", "Yrityksen tila", "Yrityksen tila alkaen"].map(cell)).toEqual([
      "Oy",
      "Konkurssissa",
      "2026-05-04",
    ]);
  });
});

test.each(locales)("the legal form comes in with a file, headed in %s", async (locale) => {
  const { companyForm, name } = { en, fi, sv, nl }[locale].import.field;
  const head = [name, companyForm];
  const rows = [
    ["Muotoinen Oy", " Oy "],
    ["Muodoton", ""],
    ["Liian pitkä", "x".repeat(61)],
  ];
  const file = {
    fileName: "a.csv",
    fileHash: "0".repeat(64),
    head,
    stage: "active",
    groupId: "",
    companyId: "",
  };
  const lines = rows.map((cells, at) => ({ line: at + 2, cells: [`${cells[0]} ${locale}`, cells[1] ?? ""] }));
  const uploaded = await uploadImport(we.aino, { ...file, rows: lines });
  if (!uploaded.ok) throw new Error(JSON.stringify(uploaded.problems));
  expect(await runImport(we.aino, { id: uploaded.result.id })).toMatchObject({ ok: true });
  const made = await db
    .select()
    .from(customers)
    .where(eq(customers.name, `Muotoinen Oy ${locale}`));
  const plain = await db
    .select()
    .from(customers)
    .where(eq(customers.name, `Muodoton ${locale}`));
  expect([made[0]?.companyForm, plain[0]?.companyForm]).toEqual(["Oy", null]);
  expect(await db.$count(customers, eq(customers.name, `Liian pitkä ${locale}`))).toBe(0);
});

import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employees, profiles, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { updateCustomerBilling } from "@/lib/billing/commands";
import { customerBilling } from "@/lib/billing/queries";
import { effective } from "@/lib/billing/rules";
import { createCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { getCustomer } from "@/lib/customers/queries";
import { restoreValue } from "@/lib/history/commands";
import { historyFilter } from "@/lib/history/filter";
import { listHistory, namesOfRows } from "@/lib/history/queries";
import { runImport, uploadImport } from "@/lib/imports/commands";
import { dryRun } from "@/lib/imports/queries";
import { addSubUnit, setMainUnit } from "@/lib/units/commands";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";
import { asItWas, shared, whenever } from "./structure";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let id: Cast["world"]["customers"];
/** Edits the customers of the B.V. and of nobody else. */
let fleur: Viewer;

beforeAll(async () => {
  we = await cast();
  id = we.world.customers;
  const grants = { customers: "edit", export: "yes", import: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Vestiging", grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.karin));
  await db.update(employees).set({ companyId: we.world.companies.bv }).where(eq(employees.id, we.world.people.karin));
  fleur = await signedIn(we.world.people.karin);
});

afterEach(() => asItWas(id));

const parentOf = async (unit: number) =>
  (await db.select({ parentId: customers.parentId }).from(customers).where(eq(customers.id, unit)))[0]?.parentId;
const versionOf = async (unit: number) =>
  (await db.select({ version: customers.version }).from(customers).where(eq(customers.id, unit)))[0]?.version;
const problemsOf = (outcome: { ok: boolean; problems?: object }) => (outcome.ok ? null : outcome.problems);

describe("placing a customer", () => {
  const place = (viewer: Viewer, unit: number, parentId: number | string, more: object = {}) =>
    setMainUnit(viewer, { id: String(unit), parentId: String(parentId), ...more });

  test("below another one and below nobody, told in its history", async () => {
    expect(await place(we.maija, id.vaahtera, id.wirtanen)).toMatchObject({ ok: true });
    expect(await parentOf(id.vaahtera)).toBe(id.wirtanen);
    expect(await place(we.maija, id.vaahtera, "")).toMatchObject({ ok: true });
    expect(await parentOf(id.vaahtera)).toBeNull();
    expect(await toldOf(we.maija, id.vaahtera)).toEqual([
      [id.wirtanen, null],
      [null, id.wirtanen],
    ]);
  });

  test("is done once for one form, and leaves what is not sent", async () => {
    const version = await versionOf(id.vaahtera);
    const form = { version, formKey: "placing-once-1" };
    for (const _ of [1, 2]) expect(await place(we.maija, id.vaahtera, id.wirtanen, form)).toMatchObject({ ok: true });
    expect(await versionOf(id.vaahtera)).toBe((version ?? 0) + 1);
    expect(await setMainUnit(we.maija, { id: id.vaahtera })).toMatchObject({ ok: true });
    expect(await parentOf(id.vaahtera)).toBe(id.wirtanen);
  });

  test("asks when two people place one customer", async () => {
    const version = await versionOf(id.vaahtera);
    expect(await place(we.maija, id.vaahtera, id.wirtanen, { version })).toMatchObject({ ok: true });
    expect(await place(we.aino, id.vaahtera, id.ahola, { version })).toMatchObject({
      ok: false,
      conflicts: [{ field: "parentId", theirs: id.wirtanen }],
    });
  });

  test("refuses rings, however long, with a word beside the field", async () => {
    const ring = { parentId: { key: "unitsRing" } };
    expect(problemsOf(await place(we.maija, id.lintulahti, id.polder))).toEqual(ring);
    expect(problemsOf(await place(we.maija, id.lintulahti, id.lintulahti))).toEqual(ring);
    expect(await parentOf(id.lintulahti)).toBeNull();
  });

  test("of two who tie two customers to each other at once, one is refused", async () => {
    for (let round = 0; round < 5; round++) {
      const outcomes = await Promise.all([
        place(we.maija, id.ahola, id.vaahtera),
        place(we.aino, id.vaahtera, id.ahola),
      ]);
      expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
      await db.update(customers).set({ parentId: null }).where(eq(customers.parentId, id.ahola));
      await db.update(customers).set({ parentId: null }).where(eq(customers.parentId, id.vaahtera));
    }
  });

  test("refuses what is not there, not open, archived or no customer at all", async () => {
    const none = { parentId: { key: "chooseOption" } };
    const bad = ["999999", "-1", "0", "1.5", "x".repeat(10_000), "<b>", "Äijälä", "\u0007", String(id.binned)];
    for (const value of bad) expect(problemsOf(await place(we.maija, id.vaahtera, value)), value).toEqual(none);
    expect(problemsOf(await place(fleur, id.molen, id.lintulahti))).toEqual(none);
    expect(problemsOf(await place(we.maija, id.vaahtera, id.archived))).toEqual(none);
    expect(problemsOf(await place(we.maija, id.archived, id.vaahtera))).toEqual({ "": { key: "customerArchived" } });
    await expect(place(fleur, id.ahola, id.molen)).rejects.toThrow(absent);
    await expect(place(we.pieter, id.molen, id.polder)).rejects.toThrow(absent);
  });

  test("leaves a main unit that is not seen, unless another one is chosen", async () => {
    expect(await place(fleur, id.polder, "")).toMatchObject({ ok: true });
    expect(await parentOf(id.polder)).toBe(id.zetterlund);
    expect(await place(fleur, id.polder, id.molen)).toMatchObject({ ok: true });
    expect(await parentOf(id.polder)).toBe(id.molen);
    expect(await toldOf(fleur, id.polder)).toEqual([[null, id.molen]]);
    expect(await toldOf(we.maija, id.polder)).toEqual([[id.zetterlund, id.molen]]);
  });

  test("is said of the main unit as well", async () => {
    const add = (viewer: Viewer, unitId: unknown) => addSubUnit(viewer, { id: String(id.ahola), unitId });
    expect(await add(we.maija, String(id.vaahtera))).toMatchObject({ ok: true, result: { id: id.ahola } });
    expect(await parentOf(id.vaahtera)).toBe(id.ahola);
    expect(problemsOf(await add(we.maija, String(id.ahola)))).toEqual({ unitId: { key: "unitsRing" } });
    for (const value of [undefined, "", "x", "999999", String(id.binned)])
      expect(problemsOf(await add(we.maija, value))).toEqual({ unitId: { key: "chooseOption" } });
    expect(problemsOf(await add(we.maija, String(id.archived)))).toEqual({ unitId: { key: "customerArchived" } });
    const above = { id: String(id.molen), unitId: String(id.ahola) };
    expect(problemsOf(await addSubUnit(fleur, above))).toEqual({ unitId: { key: "chooseOption" } });
    await expect(add(we.pieter, String(id.molen))).rejects.toThrow(absent);
  });

  test("happens with a new customer too", async () => {
    const make = (viewer: Viewer, companyId: number, parentId: number) =>
      createCustomer(viewer, { id: companyId, name: `Uusi ${parentId} Oy`, country: "FI", parentId: String(parentId) });
    const { oy, bv } = we.world.companies;
    const outcome = await make(we.maija, oy, id.wirtanen);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    expect(await parentOf(outcome.result.id)).toBe(id.wirtanen);
    expect(problemsOf(await make(fleur, bv, id.wirtanen))).toEqual({ parentId: { key: "chooseOption" } });
  });
});

/** Before and after of each placing that the history of a customer tells, the newest first. */
async function toldOf(viewer: Viewer, unit: number) {
  const lines = await listHistory(viewer, unit, historyFilter({}));
  return lines
    .flatMap(({ changes }) => changes)
    .filter(({ field }) => field === "parentId")
    .map(({ before: was, after }) => [was, after]);
}

describe("the history", () => {
  test("names main units that are seen, and has no line that tells only of others", async () => {
    expect(await setMainUnit(we.maija, { id: id.molen, parentId: String(id.ahola) })).toMatchObject({ ok: true });
    const lines = async (viewer: Viewer) =>
      (await listHistory(viewer, id.molen, historyFilter({}))).filter(({ action }) => action === "units.updated");
    expect(await lines(we.maija)).toHaveLength(1);
    expect(await lines(we.pieter)).toEqual([]);
    const pieter = await shared(we.pieter);
    expect(await lines(pieter)).toHaveLength(1);
    const names = await namesOfRows(pieter, new Map([["units", new Set([id.ahola])]]), "fi");
    expect([...names.values()]).toEqual(["Ahola Oy"]);
    const hidden = await namesOfRows(we.pieter, new Map([["units", new Set([id.ahola])]]), "fi");
    expect(hidden.size).toBe(0);
  });

  test("brings an earlier main unit back", async () => {
    await setMainUnit(we.maija, { id: id.dal, parentId: String(id.ahola) });
    await setMainUnit(we.maija, { id: id.dal, parentId: "" });
    const [line] = await listHistory(we.maija, id.dal, historyFilter({}));
    const change = line?.changes.find(({ field }) => field === "parentId")?.id;
    expect(await restoreValue(we.maija, { id: id.dal, change })).toMatchObject({ ok: true });
    expect(await parentOf(id.dal)).toBe(id.ahola);
  });
});

describe("terms of invoicing", () => {
  const give = (unit: number, values: object) => updateCustomerBilling(we.maija, { id: String(unit), ...values });
  async function term(viewer: Viewer, unit: number) {
    const customer = await getCustomer(viewer, unit, "fi");
    if (customer.sight !== "full") throw new Error("basic");
    const { levels, isMasked } = await customerBilling(viewer, customer);
    return isMasked ? "masked" : effective(levels, "paymentTerm");
  }

  test("come from the nearest unit above once they are inherited, before group and organisation", async () => {
    await give(id.lintulahti, { paymentTerm: "45", currency: "SEK" });
    const usual = { value: 14, source: { level: "organisation" } };
    expect(await term(we.maija, id.zetterlund)).toEqual(usual);
    const maija = await whenever({ inheritBilling: true }, we.maija);
    const from = (name: string, value: number) => ({ value, source: { level: "mainUnit", name } });
    const top = "Asunto-osakeyhtiö Lintulahdenkallionpolku";
    expect(await term(maija, id.zetterlund)).toEqual(from(top, 45));
    expect(await term(maija, id.lintulahti)).toEqual({ value: 45, source: { level: "customer" } });
    await give(id.wirtanen, { paymentTerm: "10" });
    expect(await term(maija, id.zetterlund)).toEqual(from("Wirtanen Oy", 10));
    await give(id.zetterlund, { paymentTerm: "7" });
    expect(await term(maija, id.zetterlund)).toEqual({ value: 7, source: { level: "customer" } });
    await give(id.zetterlund, { paymentTerm: "" });
    expect(await term(maija, id.zetterlund)).toEqual(from("Wirtanen Oy", 10));
  });

  test("of a hidden unit are not shown, nor what would count without them", async () => {
    await give(id.lintulahti, { paymentTerm: "45" });
    const pieter = await whenever({ inheritBilling: true }, we.pieter);
    expect(await term(pieter, id.ijsvogel)).toBe("masked");
    expect(await term(pieter, id.molen)).toMatchObject({ source: { level: "organisation" } });
    const sharing = await shared(we.pieter);
    expect(await term(sharing, id.ijsvogel)).toMatchObject({ value: 45, source: { level: "mainUnit" } });
  });

  test("are judged by what a unit above says, whoever looks", async () => {
    await db.update(settings).set({ inheritBilling: true });
    expect((await give(id.lintulahti, { vatCategory: "E", taxFreeReason: "AVL 34 §" })).ok).toBe(true);
    expect(problemsOf(await give(id.zetterlund, { vatRate: "25,5" }))).toEqual({ vatRate: { key: "vatRateStandard" } });
    await db.update(settings).set({ inheritBilling: false });
    expect((await give(id.zetterlund, { vatRate: "25,5" })).ok).toBe(true);
  });
});

describe("files", () => {
  const sheet = (...rows: string[]) => ({
    head: ["Asiakasnumero", "Nimi", "Pääyksikön numero"],
    rows: rows.map((row, at) => ({ line: at + 2, cells: row.split(";") })),
  });
  async function broughtIn(viewer: Viewer, table: ReturnType<typeof sheet>) {
    const file = { fileName: "yksiköt.csv", fileHash: "0".repeat(64), stage: "active", groupId: "", companyId: "" };
    const upload = await uploadImport(viewer, { ...file, ...table });
    if (!upload.ok) throw new Error(JSON.stringify(upload.problems));
    const importId = upload.result.id;
    const { problems } = await dryRun(viewer, importId);
    expect(await runImport(viewer, { id: importId })).toMatchObject({ ok: true });
    return problems.map(({ line, what }) => `${line} ${what.key}`);
  }
  const numbered = async (number: string) => (await db.select().from(customers).where(eq(customers.number, number)))[0];

  test("say the main unit by its number, of a customer or of a row beside it", async () => {
    const main = (await getCustomer(we.maija, id.wirtanen, "fi")).number;
    expect(await broughtIn(we.maija, sheet(`T1;Yksi Oy;T2`, `T2;Kaksi Oy;${main}`, "T3;Kolme Oy;"))).toEqual([]);
    expect((await numbered("T1"))?.parentId).toBe((await numbered("T2"))?.id);
    expect((await numbered("T2"))?.parentId).toBe(id.wirtanen);
    expect((await numbered("T3"))?.parentId).toBeNull();
  });

  test("with rings, numbers of nobody or of somebody hidden keep those rows out, with words", async () => {
    const hidden = (await getCustomer(we.maija, id.wirtanen, "fi")).number;
    const rows = ["R1;Ring A;R2", "R2;Ring B;R1", "R3;Below a ring;R1", "R4;Nobody;404", "R5;Itself;R5", "R6;Fine;"];
    expect(await broughtIn(we.maija, sheet(...rows))).toEqual([
      "2 unitsRing",
      "3 unitsRing",
      "4 unitsRing",
      "5 mainUnitUnknown",
      "6 unitsRing",
    ]);
    expect(await numbered("R6")).toBeDefined();
    expect(await broughtIn(fleur, sheet(`H1;Verborgen B.V.;${hidden}`))).toEqual(["2 mainUnitUnknown"]);
  });

  test("that go out have the number of the main unit where it is seen", async () => {
    const t = createTranslator({ locale: "fi", messages: catalog }) as never;
    async function mainUnitOf(viewer: Viewer, name: string) {
      const book = await customerBook(viewer, { facts: {}, about: [] }, { t, locale: "fi" });
      const at = (heading: string) => book.columns.findIndex((column) => column.heading === heading);
      for await (const batch of book.rows)
        for (const row of batch) if (row[at("Asiakkaan nimi")] === name) return row[at("Pääyksikön numero")];
      return absent;
    }
    const { number } = await getCustomer(we.maija, id.zetterlund, "fi");
    expect(await mainUnitOf(we.maija, "Polder Installaties B.V.")).toBe(number);
    expect(await mainUnitOf(fleur, "Polder Installaties B.V.")).toBeNull();
    expect(await mainUnitOf(await shared(fleur), "Polder Installaties B.V.")).toBe(number);
  });
});

import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { billing, salesCases } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createSale, deleteSale, loseSale, reopenSale, updateSale, winSale } from "@/lib/sales/commands";
import { getSale, saleChoices, salesCasesOf } from "@/lib/sales/queries";
import { mayAddSale, mayChangeSale } from "@/lib/sales/rules";
import { type Cast, cast, having } from "./cast";
import { done, lastLine, whileArchiving } from "./doing";
import { hostileTexts } from "./fixtures/hostile";
import { saleRow, stepNamed } from "./selling";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let id: Cast["world"]["customers"];
beforeAll(async () => {
  we = await cast();
  id = we.world.customers;
});

const added = (values: Record<string, unknown> = {}, viewer = we.maija, customer = id.vaahtera) =>
  done(createSale, viewer, { id: customer, name: "Vuosisopimus", ...values });

const listed = (viewer: Viewer, customer: number) => salesCasesOf(viewer, customer, "fi");

describe("a new sales case", () => {
  test("takes the first step, its probability and its maker as owner, and is logged on the card", async () => {
    const saleId = await added({ expectedValue: "12 500,50", expectedOn: "2027-02-01" });
    expect(await saleRow(saleId)).toMatchObject({
      customerId: id.vaahtera,
      statusId: await stepNamed("Opportunity"),
      probability: 20,
      expectedValue: "12500.50",
      currency: "EUR",
      ownerId: we.maija.employeeId,
      closedAt: null,
    });
    expect(await lastLine("sales_cases", saleId, "salesCase.created")).toMatchObject({
      customerId: id.vaahtera,
      by: we.maija.employeeId,
      changes: { name: "Vuosisopimus", expectedValue: "12500.50" },
    });
    await done(deleteSale, we.maija, { id: saleId });
  });

  test("is posted twice and made once", async () => {
    const form = { id: id.vaahtera, name: "Kahdesti", formKey: "sale-twice" };
    expect(await createSale(we.maija, form)).toEqual(await createSale(we.maija, form));
    expect(await db.$count(salesCases, eq(salesCases.name, "Kahdesti"))).toBe(1);
  });

  test("keeps out what is no value, and says where", async () => {
    const make = (values: Record<string, unknown>) =>
      createSale(we.maija, { id: id.vaahtera, name: "Vika", ...values });
    const { ahola, berg } = we.world.customers;
    const elsewhere = await saleChoices(we.maija, berg, "fi");
    const wrong: [string, unknown, string][] = [
      ["name", " ", "required"],
      ["name", "x".repeat(10_000), "tooLong"],
      ["name", "a\u0000b", "badCharacters"],
      ["probability", "101", "numberMax"],
      ["probability", "puolet", "wholeNumber"],
      ["expectedValue", "-5", "decimal"],
      ["expectedValue", "1e9", "decimal"],
      ["currency", "XXX1", "chooseOption"],
      ["expectedOn", "31.2.2027", "date"],
      ["statusId", await stepNamed("Won"), "chooseOption"],
      ["contactId", elsewhere.contacts[0]?.id, "chooseOption"],
      ["projectId", we.world.projects.bergTak, "chooseOption"],
      ["ownerId", we.nils.employeeId, "chooseOption"],
      ["ownerId", "x", "chooseOption"],
    ];
    for (const [field, value, key] of wrong) {
      expect(await make({ [field]: value }), `${field} ${String(value).slice(0, 20)}`).toMatchObject({
        ok: false,
        problems: { [field]: { key } },
      });
    }
    expect(await make({ lostReason: "?" })).toMatchObject({ ok: false });
    expect(await make({ customerId: ahola })).toMatchObject({ ok: false });
    expect(await db.$count(salesCases, eq(salesCases.name, "Vika"))).toBe(0);
    for (const name of hostileTexts.slice(0, 4)) await createSale(we.maija, { id: id.household, name });
    for (const { id: saleId } of (await listed(we.maija, id.household)).sales)
      await done(deleteSale, we.maija, { id: saleId });
  });

  test("is refused where sales are stopped, and asked about where they are warned of", async () => {
    const salesBlockReason = "Laskuja erääntynyt";
    await db.insert(billing).values({ customerId: id.plumber, salesBlockReason });
    const block = (salesBlock: "warn" | "stop") =>
      db.update(billing).set({ salesBlock }).where(eq(billing.customerId, id.plumber));
    const form = { id: id.plumber, name: "Putket" };
    await block("warn");
    const asked = await createSale(we.maija, form);
    expect(asked).toMatchObject({ doubts: [{ key: "salesWarned", params: { reason: "Laskuja erääntynyt" } }] });
    const saleId = await done(createSale, we.maija, { ...form, confirmed: `salesBlock:${id.plumber}` });
    await block("stop");
    const refused = { problems: { "": { key: "salesStopped", params: { reason: "Laskuja erääntynyt" } } } };
    expect(await createSale(we.maija, form)).toMatchObject(refused);
    expect(await winSale(we.maija, { id: saleId })).toMatchObject(refused);
    expect(await loseSale(we.maija, { id: saleId, lostReason: "Ei maksukykyä" })).toMatchObject({ ok: true });
  });

  test("is not made for a customer that is being archived, in the bin or out of reach", async () => {
    const form = { id: id.vaahtera, name: "Myöhässä" };
    expect(await whileArchiving(id.vaahtera, () => createSale(we.maija, form))).toMatchObject({
      problems: { "": { key: "customerArchived" } },
    });
    await expect(createSale(we.maija, { ...form, id: id.binned })).rejects.toThrow(absent);
    await expect(createSale(we.sven, { ...form, id: id.ahola })).rejects.toThrow(absent);
  });
});

describe("who may", () => {
  const inUse = { archivedAt: null };
  const others = (viewer: Viewer) => ({ ownerId: viewer.employeeId + 1 });
  const own = (viewer: Viewer) => ({ ownerId: viewer.employeeId });

  test.each([
    ["none", { sees: 0, own: false, others: false, adds: false }],
    ["own", { sees: 1, own: true, others: false, adds: true }],
    ["read", { sees: 2, own: true, others: false, adds: true }],
    ["edit", { sees: 2, own: true, others: true, adds: true }],
  ])("with the level %s see, make and change", async (sales, may) => {
    const viewer = having(we.sven, { sales });
    const { bergSven, bergEbba } = we.world.salesCases;
    const seen = may.sees ? (await listed(viewer, id.berg)).sales : [];
    expect(seen).toHaveLength(may.sees);
    expect(mayAddSale(viewer, inUse)).toBe(may.adds);
    expect([mayChangeSale(viewer, own(viewer), inUse), mayChangeSale(viewer, others(viewer), inUse)]).toEqual([
      may.own,
      may.others,
    ]);
    expect(mayChangeSale(viewer, own(viewer), { archivedAt: new Date() })).toBe(false);
    const outcome = async (work: () => Promise<{ ok: boolean }>) =>
      work().then(
        ({ ok }) => ok,
        () => false,
      );
    const change = (saleId: number) => outcome(() => updateSale(viewer, { id: saleId, description: sales }));
    expect([await change(bergSven), await change(bergEbba)]).toEqual([may.own, may.others]);
    expect(await outcome(() => getSale(viewer, bergEbba, id.berg, "sv").then(() => ({ ok: true })))).toBe(may.sees > 1);
    expect(await outcome(() => winSale(viewer, { id: bergEbba }))).toBe(may.others);
    if (may.others) await done(reopenSale, viewer, { id: bergEbba });
    const made = await outcome(() => createSale(viewer, { id: id.berg, name: `Taso ${sales}` }));
    expect(made).toBe(may.adds);
    await db.delete(salesCases).where(eq(salesCases.name, `Taso ${sales}`));
  });

  test("without the right to change customers nothing is made, but one’s own is changed", async () => {
    const reader = having(we.sven, { customers: "read" });
    await expect(createSale(reader, { id: id.berg, name: "X" })).rejects.toThrow(absent);
    const saleId = we.world.salesCases.bergSven;
    expect(await updateSale(reader, { id: saleId, description: "Oma" })).toMatchObject({ ok: true });
  });

  test("only those who change all of them say whose a case is", async () => {
    const saleId = we.world.salesCases.bergSven;
    const give = (viewer: Viewer) => updateSale(viewer, { id: saleId, ownerId: we.ebba.employeeId });
    const refused = { ok: false, problems: { ownerId: { key: "chooseOption" } } };
    expect(await give(we.sven)).toMatchObject(refused);
    expect(await createSale(we.sven, { id: id.berg, name: "Y", ownerId: we.ebba.employeeId })).toMatchObject(refused);
    expect(await give(we.maija)).toMatchObject({ ok: true });
    await done(updateSale, we.maija, { id: saleId, ownerId: we.sven.employeeId });
  });

  test("a case of another customer, gone or out of reach is not there", async () => {
    const { aholaEetu, bergSven } = we.world.salesCases;
    for (const saleId of [aholaEetu, 999_999, 0]) {
      await expect(updateSale(we.sven, { id: saleId, name: "X" })).rejects.toThrow(absent);
      await expect(deleteSale(we.sven, { id: saleId })).rejects.toThrow(absent);
      await expect(loseSale(we.sven, { id: saleId, lostReason: "X" })).rejects.toThrow(absent);
    }
    await expect(getSale(we.maija, bergSven, id.ahola, "fi")).rejects.toThrow(absent);
    for (const viewer of [we.pieter, we.nils]) await expect(listed(viewer, id.berg)).rejects.toThrow(absent);
  });
});

describe("a change", () => {
  test("leaves what is not sent; another step brings its probability, unless one is typed", async () => {
    const saleId = await added({ expectedValue: "1000" });
    await done(updateSale, we.maija, { id: saleId, statusId: await stepNamed("Quote sent"), probability: "20" });
    expect(await saleRow(saleId)).toMatchObject({ probability: 50, expectedValue: "1000.00", name: "Vuosisopimus" });
    await done(updateSale, we.maija, { id: saleId, statusId: await stepNamed("Negotiation"), probability: "80" });
    expect((await saleRow(saleId)).probability).toBe(80);
    await done(updateSale, we.maija, { id: saleId, probability: "" });
    expect((await saleRow(saleId)).probability).toBe(75);
    expect(await updateSale(we.maija, { id: saleId, statusId: await stepNamed("Won") })).toMatchObject({
      problems: { statusId: { key: "chooseOption" } },
    });
    await done(deleteSale, we.maija, { id: saleId });
  });

  test("of two people is merged, or asked about where both changed the same", async () => {
    const saleId = await added({ expectedValue: "1000" });
    const { version } = await saleRow(saleId);
    const form = { id: saleId, version, name: "Vuosisopimus", expectedValue: "1000", description: "" };
    await done(updateSale, we.maija, { ...form, expectedValue: "2 000,00" });
    await done(updateSale, we.aino, { ...form, description: "Puhelu sovittu" });
    expect(await saleRow(saleId)).toMatchObject({ expectedValue: "2000.00", description: "Puhelu sovittu" });
    expect(await updateSale(we.aino, { ...form, expectedValue: "3000" })).toMatchObject({
      conflicts: [{ field: "expectedValue", theirs: "2000.00" }],
    });
    const lost = { id: saleId, version: (await saleRow(saleId)).version, lostReason: "Hinta" };
    await done(winSale, we.maija, { id: saleId, version: lost.version, statusId: await stepNamed("Won") });
    expect(await loseSale(we.aino, { ...lost, statusId: await stepNamed("Lost") })).toMatchObject({
      conflicts: [{ field: "statusId" }],
    });
    await done(deleteSale, we.maija, { id: saleId });
  });

  test("keeps a project that the one who changes it does not see", async () => {
    const saleId = we.world.salesCases.bergSven;
    await done(updateSale, we.maija, { id: saleId, projectId: we.world.projects.bergTak });
    const blind = having(we.sven, { projects: "none" });
    expect((await getSale(blind, saleId, id.berg, "sv")).project).toBeNull();
    await done(updateSale, blind, { id: saleId, projectId: "", name: "Ramavtal 2027" });
    expect(await saleRow(saleId)).toMatchObject({ projectId: we.world.projects.bergTak, name: "Ramavtal 2027" });
    await done(updateSale, we.sven, { id: saleId, projectId: "" });
    expect((await saleRow(saleId)).projectId).toBeNull();
  });

  test("is refused at an archived customer", async () => {
    const saleId = await added();
    for (const [door, values] of [
      [updateSale, { name: "X" }],
      [winSale, {}],
      [deleteSale, {}],
    ] as const) {
      expect(await whileArchiving(id.vaahtera, () => door(we.maija, { id: saleId, ...values }))).toMatchObject({
        problems: { "": { key: "customerArchived" } },
      });
    }
    await done(deleteSale, we.maija, { id: saleId });
  });
});

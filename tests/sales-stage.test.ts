import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, followStage, unarchiveCustomer, updateCustomer } from "@/lib/customers/commands";
import { getCustomer } from "@/lib/customers/queries";
import { deriveStages } from "@/lib/customers/stage";
import { createSale, deleteSale, loseSale, reopenSale, winSale } from "@/lib/sales/commands";
import { flipSwitch } from "@/lib/settings/commands";
import { type Cast, cast, having, signedIn } from "./cast";
import { done, lastLine, whileArchiving } from "./doing";
import { newInvoice } from "./money";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let customer = 0;
let round = 0;
beforeAll(async () => {
  we = await cast();
});
// Issued invoices stay for ever: each test has a customer of its own.
beforeEach(async () => {
  await db.update(settings).set({ wonMakesActive: true });
  const name = `${String.fromCharCode(97 + round++).repeat(7)} Oy`;
  customer = await done(createCustomer, we.maija, { id: we.world.companies.oy, name, country: "FI" });
});

const set = (values: Partial<typeof customers.$inferInsert>) =>
  db.update(customers).set(values).where(eq(customers.id, customer));

async function stage(): Promise<string> {
  const [row] = await db.select().from(customers).where(eq(customers.id, customer));
  return `${row?.stage} ${row?.stageReason}`;
}

const sale = () => done(createSale, we.maija, { id: customer, name: "Sopimus" });
const won = async () => done(winSale, we.maija, { id: await sale() });
const lost = (id: number) => done(loseSale, we.maija, { id, lostReason: "Hinta" });
const reopened = (id: number) => done(reopenSale, we.maija, { id });
const byHand = (to: "active" | "prospect") => done(updateCustomer, we.maija, { id: customer, stage: to });
const automatic = () => done(followStage, we.maija, { id: customer });

async function invoiced(): Promise<void> {
  await newInvoice(customer, { net: "10.00", on: "2026-03-04", company: we.world.companies.oy });
  await db.transaction((tx) => deriveStages(tx, we.maija, [customer]));
}

describe("the stage of a customer", () => {
  const steps: [string, () => Promise<unknown>, string][] = [
    ["in progress it is a prospect", sale, "prospect created"],
    ["won it is active", won, "active won"],
    ["won and taken up again it is a prospect", async () => reopened(await won()), "prospect created"],
    ["won and then lost it is a prospect", async () => lost(await won()), "prospect created"],
    [
      "won and deleted it is a prospect",
      async () => done(deleteSale, we.maija, { id: await won() }),
      "prospect created",
    ],
    ["one of two won stays enough", async () => won().then(won).then(reopened), "active won"],
    ["an invoice makes it active", invoiced, "active invoice"],
    ["an invoice counts before a won case", async () => won().then(invoiced), "active invoice"],
    [
      "an invoice outlasts it",
      async () => reopened(await won().then((id) => invoiced().then(() => id))),
      "active invoice",
    ],
    [
      "chosen by hand it stays",
      async () =>
        byHand("active")
          .then(() => byHand("prospect"))
          .then(won),
      "prospect manual",
    ],
    ["active by hand it stays without any", async () => byHand("active").then(won).then(reopened), "active manual"],
    ["made automatic it follows what is won", async () => byHand("active").then(won).then(automatic), "active won"],
    ["made automatic it follows that nothing is", async () => byHand("active").then(automatic), "prospect created"],
    [
      "imported active it stays",
      async () => set({ stage: "active", stageReason: "imported" }).then(won).then(reopened),
      "active imported",
    ],
    [
      "imported active and made automatic",
      async () => set({ stage: "active", stageReason: "imported" }).then(automatic),
      "prospect created",
    ],
    ["an imported prospect turns active", async () => set({ stageReason: "imported" }).then(won), "active won"],
    [
      "an imported prospect that is not won stays one",
      async () => set({ stageReason: "imported" }).then(sale),
      "prospect imported",
    ],
  ];
  test.each(steps)("%s", async (_, work, expected) => {
    await work();
    expect(await stage()).toBe(expected);
  });

  test("is told of in the history, once, with who brought it about", async () => {
    await won();
    expect(await lastLine("customers", customer, "customer.stageDerived")).toEqual({
      customerId: customer,
      by: we.maija.employeeId,
      changes: { stage: "active" },
    });
    await byHand("prospect");
    await automatic();
    const line = await lastLine("customers", customer, "customer.stageFollowed");
    expect(line?.changes).toMatchObject({ stage: "active", stageReason: "won" });
  });

  test("says why it is so, to those who may know", async () => {
    const facts = async (viewer: Viewer) => {
      const found = await getCustomer(viewer, customer, "fi");
      return found.sight === "full" ? found.stageFacts : null;
    };
    await won();
    expect(await facts(we.maija)).toMatchObject({ reason: "won", wonAt: expect.any(String) });
    expect(await facts(having(we.maija, { sales: "none" }))).toMatchObject({ reason: "won", wonAt: null });
    await invoiced();
    expect(await facts(we.maija)).toMatchObject({ reason: "invoice", invoicedOn: "2026-03-04", wonAt: null });
    expect(await facts(having(we.maija, { money: "none" }))).toMatchObject({ reason: "invoice", invoicedOn: null });
    await done(updateCustomer, we.aino, { id: customer, stage: "prospect" });
    expect(await facts(we.maija)).toMatchObject({ reason: "manual", chosenBy: "Aino Ruskalampi" });
  });

  test("is made automatic by those who change customers, and not of archived ones", async () => {
    await byHand("active");
    await expect(followStage(we.pieter, { id: customer })).rejects.toThrow(absent);
    await expect(followStage(we.sven, { id: customer })).rejects.toThrow(absent);
    expect(await whileArchiving(customer, () => followStage(we.maija, { id: customer }))).toMatchObject({
      problems: { "": { key: "customerArchived" } },
    });
    await done(unarchiveCustomer, we.maija, { id: customer });
    expect(await stage()).toBe("active manual");
  });
});

describe("two people at once", () => {
  test("of whom one takes up a won case while the other wins another see each other’s deed", async () => {
    for (let again = 0; again < 5; again++) {
      const [one, other] = [await won(), await sale()];
      await Promise.all([reopenSale(we.maija, { id: one }), winSale(we.aino, { id: other })]);
      expect(await stage()).toBe("active won");
      await Promise.all([loseSale(we.maija, { id: other, lostReason: "X" }), deleteSale(we.aino, { id: one })]);
      expect(await stage()).toBe("prospect created");
    }
  });

  test("win the same case once", async () => {
    const id = await sale();
    const form = { id, formKey: "won-twice" };
    const [one, other] = await Promise.all([winSale(we.maija, form), winSale(we.maija, form)]);
    expect(one).toEqual(other);
    expect(await stage()).toBe("active won");
  });

  test("while the setting changes nobody falls between", async () => {
    for (const to of ["off", "on", "off", "on"]) {
      const id = await sale();
      const form = { id: 1, name: "wonMakesActive", to };
      const asked = await flipSwitch(we.maija, form);
      const confirmed = asked.ok ? [] : asked.doubts?.map(({ mark }) => mark);
      await Promise.all([winSale(we.aino, { id }), flipSwitch(we.maija, { ...form, confirmed })]);
      const [row] = await db.select().from(settings);
      expect(await stage()).toBe(row?.wonMakesActive ? "active won" : "prospect created");
    }
  });
});

describe("the setting", () => {
  test("counts won cases only while the settings say so, for everybody, with what changes told first", async () => {
    await won();
    const turn = (to: string, confirmed: string[] = []) =>
      flipSwitch(we.maija, { id: 1, name: "wonMakesActive", to, confirmed });
    const asked = await turn("off");
    expect(asked).toMatchObject({ ok: false, doubts: [{ key: "wonCountsNot" }] });
    expect(await stage()).toBe("active won");
    const [doubt] = asked.ok ? [] : (asked.doubts ?? []);
    const before = await db.$count(customers, eq(customers.stage, "active"));
    expect(await turn("off", [doubt?.mark ?? ""])).toMatchObject({ ok: true, result: { was: "on" } });
    expect(await stage()).toBe("prospect created");
    expect(before - (await db.$count(customers, eq(customers.stage, "active")))).toBe(doubt?.params?.n);
    await won();
    expect(await stage()).toBe("prospect created");
    const back = await turn("on");
    expect(back).toMatchObject({ doubts: [{ key: "wonCounts", params: { n: doubt?.params?.n } }] });
    await turn("on", back.ok ? [] : (back.doubts ?? []).map(({ mark }) => mark));
    expect(await stage()).toBe("active won");
    for (const name of ["aino", "sven"] as const) {
      const viewer = await signedIn(we[name].employeeId);
      await expect(flipSwitch(viewer, { id: 1, name: "wonMakesActive", to: "off" })).rejects.toThrow(absent);
    }
  });
});

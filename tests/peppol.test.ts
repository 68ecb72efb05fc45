import { and, desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withParticipant } from "@/app/(register)/customers/[id]/settings/einvoice/with-participant";
import { db } from "@/db/client";
import { billing, customerCompanies, customers, events, eventValues, registryAnswers } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { takeCompanyEinvoiceAddress, takeEinvoiceAddress, updateCustomerBilling } from "@/lib/billing/commands";
import { findParticipants, foundParticipants } from "@/lib/peppol/participants";
import { type Cast, cast, having } from "./cast";
import { PeppolStub } from "./setup/peppol-stub";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const directory = new PeppolStub();
let we: Cast;

beforeAll(async () => {
  we = await cast();
  await directory.start();
  vi.stubEnv("PEPPOL_BASE_URL", directory.environment.PEPPOL_BASE_URL);
});

beforeEach(async () => {
  directory.reset();
  await db.delete(registryAnswers);
  // Busy in one test is not busy in the next.
  (globalThis as { kumppaniRegisterRests?: Map<string, number> }).kumppaniRegisterRests?.clear();
});

afterAll(() => directory.stop());

const ahola = () => we.world.customers.ahola;
const find = (id: number, viewer: Viewer = we.maija) => findParticipants(viewer, id);
const found = (id: number, viewer: Viewer = we.maija) => foundParticipants(viewer, id);
const take = (values: Record<string, unknown>, viewer: Viewer = we.maija) =>
  withParticipant(takeEinvoiceAddress)(viewer, values);
const termsOf = async (id: number) =>
  (
    await db
      .select()
      .from(billing)
      .where(and(eq(billing.customerId, id), sql`company_id is null`))
  )[0];

describe("looking for a customer", () => {
  test("asks by number and for units, once a day; who only mentions the number is left out", async () => {
    directory.answer("0216:003792000007", "finnish.json");
    directory.answer("003792000007", "finnish-units.json");
    expect(await found(ahola())).toEqual({ participants: [], isWhole: false, askedAt: null });
    expect(await find(ahola())).toBeNull();
    const { participants, isWhole, askedAt } = await found(ahola());
    expect(participants.map(({ id, isOwn }) => [id, isOwn])).toEqual([
      ["0216:003792000007", true],
      ["0216:003792000007TRE01", true],
    ]);
    expect([isWhole, askedAt instanceof Date]).toEqual([true, true]);
    expect(await find(ahola())).toBeNull();
    expect(directory.questions).toEqual(["0216:003792000007", "003792000007"]);
  });

  test("asks by name where the numbers find nobody, and says so where nobody is found at all", async () => {
    const { vaahtera, akerblom } = we.world.customers;
    directory.answer("Vaahtera Oy FI", "by-name.json");
    expect(await find(vaahtera)).toBeNull();
    expect((await found(vaahtera)).participants.map(({ isOwn }) => isOwn)).toEqual([false, false, false]);
    expect(await find(akerblom)).toBeNull();
    expect(await found(akerblom)).toMatchObject({ participants: [], isWhole: true });
    expect(directory.questions.slice(1)).toEqual(["0216:003792000015", "003792000015", "Åkerblom Ab FI"]);
  });

  test.each([
    ["peppolBusy", { status: 429, body: "REST search rate limit exceeded" }],
    ["peppolUnavailable", { status: 500, body: "<html>" }],
    ["peppolUnavailable", "hang"],
    ["peppolBadAnswer", { status: 200, body: '{"version":"1.0"' }],
    ["peppolBadAnswer", { status: 200, body: '{"matches":"many"}' }],
    ["peppolBadAnswer", { status: 400, body: "No valid query term provided!" }],
    ["peppolBadAnswer", { status: 302, headers: { location: "http://169.254.169.254/" } }],
  ] as const)("says %s of %j and keeps nothing", async (problem, said) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    directory.answer("*", said);
    expect(await find(ahola())).toBe(problem);
    expect(await db.$count(registryAnswers)).toBe(0);
    expect((await found(ahola())).isWhole).toBe(false);
  });

  test("goes on where it stopped, and what was found before a failure counts", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    directory.answer("0216:003792000007", "finnish.json");
    directory.answer("003792000007", { status: 500 });
    expect(await find(ahola())).toBeNull();
    expect((await found(ahola())).participants).toHaveLength(1);
  });

  test("takes an empty 204 for nobody, and is refused while the directory is switched off", async () => {
    directory.answer("*", { status: 204 });
    expect(await find(ahola())).toBeNull();
    vi.stubEnv("PEPPOL_BASE_URL", "off");
    expect(await find(we.world.customers.oljymaki)).toBe("peppolOff");
    vi.stubEnv("PEPPOL_BASE_URL", directory.environment.PEPPOL_BASE_URL);
  });

  test("is for those who may ask registers, of organisations within their reach", async () => {
    const { household, inHouse, binned } = we.world.customers;
    for (const viewer of [we.pieter, we.nils, having(we.maija, { registry: "no" })]) {
      await expect(find(ahola(), viewer)).rejects.toThrow(absent);
      await expect(found(ahola(), viewer)).rejects.toThrow(absent);
    }
    await expect(find(ahola(), we.sven)).rejects.toThrow(absent);
    for (const id of [household, inHouse, binned, 999_999]) await expect(find(id)).rejects.toThrow(absent);
    expect(directory.questions).toEqual([]);
  });
});

describe("taking an address", () => {
  beforeEach(async () => {
    directory.answer("0216:003792000007", "finnish.json");
    directory.answer("003792000007", "finnish-units.json");
    await find(ahola());
  });

  const chosen = (participant: string, more = {}) => ({
    id: String(ahola()),
    customer: String(ahola()),
    participant,
    ...more,
  });

  test("stores what the directory said, keeps the rest, is logged as from a register, and counts once", async () => {
    const form = chosen("0216:003792000007", { formKey: "peppol-once-1" });
    const outcome = await take(form);
    expect(outcome).toMatchObject({ ok: true, result: { customerId: ahola(), companyId: null } });
    expect(await take(form)).toEqual(outcome);
    expect(await termsOf(ahola())).toMatchObject({
      einvoiceScheme: "0216",
      einvoiceAddress: "003792000007",
      invoiceEmails: ["laskut@ahola.example"],
      paymentTerm: 21,
    });
    const lines = await db
      .select()
      .from(events)
      .where(eq(events.customerId, ahola()))
      .orderBy(desc(events.id))
      .limit(1);
    const facts = { register: "peppol", fetchedAt: expect.stringMatching(/^20.*Z$/) };
    expect(lines).toMatchObject([{ action: "billing.updated", source: "registry", facts }]);
    const values = await db
      .select()
      .from(eventValues)
      .where(eq(eventValues.eventId, lines[0]?.id ?? 0));
    expect(values.map(({ field, after }) => [field, after]).sort()).toEqual([
      ["einvoiceAddress", "003792000007"],
      ["einvoiceScheme", "0216"],
    ]);
  });

  test("is refused of anybody the directory did not name, and where nobody is chosen", async () => {
    const before = await termsOf(ahola());
    expect(await take(chosen("0216:003791001374"))).toMatchObject({
      ok: false,
      problems: { "": { key: "peppolGone" } },
    });
    expect(await take(chosen("0192:310400084"))).toMatchObject({ ok: false, problems: { "": { key: "peppolGone" } } });
    expect(await take(chosen(""))).toMatchObject({ ok: false, problems: { participant: { key: "chooseOption" } } });
    expect(await termsOf(ahola())).toEqual(before);
    const others = chosen("0216:003792000007", { id: String(we.world.customers.vaahtera) });
    await expect(take(others)).rejects.toThrow(absent);
  });

  test("is not for those without the right to change or to ask, nor for an archived customer", async () => {
    const form = chosen("0216:003792000007TRE01");
    for (const viewer of [
      we.pieter,
      we.sven,
      having(we.maija, { customers: "read" }),
      having(we.maija, { registry: "no" }),
    ]) {
      await expect(take(form, viewer)).rejects.toThrow(absent);
    }
    await db.update(customers).set({ archivedAt: sql`now()` }).where(eq(customers.id, ahola()));
    expect(await take(form)).toMatchObject({ ok: false, problems: { "": { key: "customerArchived" } } });
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, ahola()));
  });

  test("what somebody else has filled in meanwhile is asked about", async () => {
    const version = (await termsOf(ahola()))?.version ?? 0;
    const theirs = { id: String(ahola()), einvoiceScheme: "iban", einvoiceAddress: "FI2112345600000785" };
    expect((await updateCustomerBilling(we.aino, { ...theirs, version: String(version) })).ok).toBe(true);
    const mine = chosen("0216:003792000007TRE01", { version: String(version) });
    const asked = await take(mine);
    expect(asked).toMatchObject({ ok: false, conflicts: [{ field: "einvoiceAddress", by: "Aino Ruskalampi" }] });
    const seen = { ...mine, version: String(version + 1) };
    expect((await take({ ...seen, "keep.einvoiceAddress": "theirs" })).ok).toBe(true);
    expect(await termsOf(ahola())).toMatchObject({ einvoiceScheme: "iban", einvoiceAddress: "FI2112345600000785" });
    expect((await take({ ...seen, "keep.einvoiceAddress": "mine" })).ok).toBe(true);
    expect(await termsOf(ahola())).toMatchObject({ einvoiceScheme: "0216", einvoiceAddress: "003792000007TRE01" });
  });

  test("in a related company changes what is different there", async () => {
    const { shared } = we.world.customers;
    await db.update(customers).set({ businessId: "9200000-7" }).where(eq(customers.id, shared));
    const [relation] = await db.select().from(customerCompanies).where(eq(customerCompanies.customerId, shared));
    const values = { id: String(relation?.id), customer: String(shared), participant: "0216:003792000007" };
    const outcome = await withParticipant(takeCompanyEinvoiceAddress)(we.maija, values);
    expect(outcome).toMatchObject({ ok: true, result: { customerId: shared, companyId: relation?.companyId } });
    expect((await termsOf(shared))?.einvoiceAddress ?? null).toBeNull();
  });
});

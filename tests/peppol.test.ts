import fs from "node:fs";
import path from "node:path";
import { and, desc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withParticipant } from "@/app/(register)/customers/[id]/settings/einvoice/with-participant";
import { db } from "@/db/client";
import { billing, customerCompanies, customers, events, eventValues, registryAnswers } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { takeCompanyBilling, takeCustomerBilling } from "@/lib/billing/commands";
import { checkEinvoiceAddress } from "@/lib/billing/einvoice";
import { findParticipants, foundParticipants } from "@/lib/registry/participants";
import { participantIds, participantShape, questionByName, readParticipants } from "@/lib/registry/peppol";
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

const answer = (file: string) =>
  JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, "fixtures/peppol", file), "utf8"));
const none = { name: "Ketju", country: null, businessId: null, vatNumber: null };

describe("the participants a customer’s numbers lead to", () => {
  test.each([
    ["FI", "9200000-7", "FI92000007", ["0216:003792000007"]],
    ["AX", "9200000-7", null, ["0216:003792000007"]],
    ["FI", null, "FI92000007", ["0216:003792000007"]],
    ["NO", "310400084", "NO310400084MVA", ["0192:310400084"]],
    ["SJ", "310400084", null, ["0192:310400084"]],
    ["SE", "452050-0002", null, ["0007:4520500002"]],
    ["SE", null, "SE452050000201", ["0007:4520500002"]],
    ["SE", "811228-9874", null, []],
    ["NL", "00200001", "NL999200008B01", ["0106:00200001", "9944:NL999200008B01", "0190:00000001999200008000"]],
    ["DK", "13585628", "DK13585628", ["0184:13585628", "0198:DK13585628"]],
    ["EE", "12417834", "EE100931558", ["0191:12417834", "9931:EE100931558"]],
    ["DE", null, "DE136695976", ["9930:DE136695976"]],
    ["DE", "HRB 1234", "DE136695976", ["9930:DE136695976"]],
    ["FI", "1234567-8", null, []],
    ["BE", "0123456749", "BE0123456749", []],
    [null, null, null, []],
  ])("%s %s %s", (country, businessId, vatNumber, ids) => {
    expect(participantIds({ ...none, country, businessId, vatNumber })).toEqual(ids);
    for (const id of ids) expect(checkEinvoiceAddress(null, id)).toMatchObject({ ok: true });
  });

  test("a name of fewer than three letters asks nothing: the directory would list the whole country", () => {
    expect(questionByName({ ...none, name: " Å ", country: "FI" })).toBeNull();
    expect(questionByName({ ...none, country: "AX" })?.query).toEqual({ name: "Ketju", country: "FI" });
  });
});

describe("an answer", () => {
  test("is read as the directory gives it", () => {
    expect(readParticipants(answer("none.json"))).toEqual([]);
    expect(readParticipants(answer("norwegian.json"))).toEqual([
      {
        id: "0192:310400084",
        scheme: "0192",
        address: "310400084",
        name: "EKSEMPEL VEDLIKEHOLD AS",
        country: "NO",
        receives: "invoicesAndCredits",
      },
    ]);
    expect(readParticipants(answer("finnish-units.json"))).toMatchObject([
      { id: "0216:003792000007", receives: "invoicesAndCredits" },
      { id: "0216:003792000007TRE01", address: "003792000007TRE01", receives: "invoices" },
      { id: "0216:003791001374" },
    ]);
    expect(readParticipants(answer("dutch-order.json"))).toMatchObject([
      { id: "9944:NL999200008B01", address: "NL999200008B01", receives: "others" },
    ]);
  });

  test("leaves out identifiers that no longer count or are wrong, keeps schemes we have no rule for whole", () => {
    expect(readParticipants(answer("by-name.json"))).toMatchObject([
      { id: "0216:003791002748", name: "Vaahteramäki Oy" },
      { id: "0088:7300010000001", receives: "invoices" },
      { id: "0208:0123456789", scheme: "other", address: "0208:0123456789", country: "BE", receives: "others" },
    ]);
  });

  test("may lack nearly everything", () => {
    const bare = { matches: [{ participantID: { value: "0192:310400084" } }] };
    const [participant] = readParticipants(bare) ?? [];
    expect(participant).toMatchObject({ name: null, country: null, receives: "unknown" });
    expect(readParticipants({ "total-result-count": 0 })).toEqual([]);
    const old = { participantID: { value: "0192:310400084" }, entities: [{ name: "Gammel AS", countryCode: "no" }] };
    expect(readParticipants({ matches: [old, old, {}] })).toMatchObject([{ name: "Gammel AS", country: "NO" }]);
  });

  test.each([null, [], "x", 3, {}, { "total-result-count": 4 }, { matches: {} }, { matches: [{}, 7] }])(
    "that is none is said to be none: %j",
    (json) => expect(readParticipants(json)).toBeNull(),
  );

  test("twisted in any way is never thrown at us, and what is read can be kept and stored", () => {
    const files = ["norwegian.json", "finnish-units.json", "by-name.json"].map(answer);
    const twisted = fc.tuple(fc.constantFrom(...files), fc.nat(120), fc.jsonValue());
    fc.assert(
      fc.property(twisted, ([json, place, value]) => {
        for (const one of readParticipants(replaced(json, place, value)) ?? []) {
          expect(participantShape.parse(one)).toEqual(one);
          expect(checkEinvoiceAddress(one.scheme, one.address)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** The same with one of its parts, counted from the whole inwards, replaced. */
function replaced(json: unknown, place: number, value: unknown): unknown {
  let at = 0;
  const walk = (node: unknown): unknown => {
    if (at++ === place) return value;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, walk(part)]));
  };
  return walk(json);
}

const ahola = () => we.world.customers.ahola;
const find = (id: number, viewer: Viewer = we.maija) => findParticipants(viewer, id);
const found = (id: number, viewer: Viewer = we.maija) => foundParticipants(viewer, id);
const take = (values: Record<string, unknown>, viewer: Viewer = we.maija) =>
  withParticipant(takeCustomerBilling)(viewer, values);
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
    expect(lines).toMatchObject([{ action: "billing.updated", source: "registry" }]);
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
    expect((await takeCustomerBilling(we.aino, { ...theirs, version: String(version) })).ok).toBe(true);
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
    const outcome = await withParticipant(takeCompanyBilling)(we.maija, values);
    expect(outcome).toMatchObject({ ok: true, result: { customerId: shared, companyId: relation?.companyId } });
    expect((await termsOf(shared))?.einvoiceAddress ?? null).toBeNull();
  });
});

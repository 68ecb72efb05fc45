import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { billing, customerContacts, customers, events, eventValues, persons, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { updateCustomerBilling, updateGroupBilling, updateOrganisationBilling } from "@/lib/billing/commands";
import { checkEinvoiceAddress, checkOperator } from "@/lib/billing/einvoice";
import type { TermField } from "@/lib/billing/fields";
import { billingNames, customerBilling, groupBilling, organisationBilling, payerChoices } from "@/lib/billing/queries";
import {
  checkReference,
  formatReference,
  isDoubtfulReference,
  isFinnishReference,
  isRf,
} from "@/lib/billing/references";
import { effective } from "@/lib/billing/rules";
import { getCustomer } from "@/lib/customers/queries";
import { updateGroupings } from "@/lib/groupings/commands";
import { restoreValue } from "@/lib/history/commands";
import { historyFilter } from "@/lib/history/filter";
import { listHistory } from "@/lib/history/queries";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;

beforeAll(async () => {
  we = await cast();
});

async function terms(id: number, viewer: Viewer = we.maija) {
  const customer = await getCustomer(viewer, id, "fi");
  if (customer.sight !== "full") throw new Error("basic");
  return customerBilling(viewer, customer);
}

const term = async (id: number, field: TermField, viewer?: Viewer) =>
  effective((await terms(id, viewer)).levels, field);
const save = (id: number, values: Record<string, unknown>, viewer: Viewer = we.maija) =>
  updateCustomerBilling(viewer, { id: String(id), ...values });

async function problems(id: number, values: Record<string, unknown>) {
  const outcome = await save(id, values);
  return outcome.ok ? null : outcome.problems;
}

describe("a value comes from", () => {
  test("the customer, else its group, else the organisation; emptied, it is inherited again", async () => {
    const { ahola, aijala, vaahtera } = we.world.customers;
    expect((await updateOrganisationBilling(we.maija, { paymentTerm: "14", currency: "EUR" })).ok).toBe(true);
    expect(await term(ahola, "paymentTerm")).toEqual({ value: 21, source: { level: "customer" } });
    const group = { id: String(we.world.groups.key) };
    expect((await updateGroupBilling(we.aino, { ...group, paymentTerm: "30" })).ok).toBe(true);
    const ofGroup = { value: 30, source: { level: "group", name: "Avainasiakkaat" } };
    expect(await term(aijala, "paymentTerm")).toEqual(ofGroup);
    expect(await term(vaahtera, "paymentTerm")).toEqual({ value: 14, source: { level: "organisation" } });
    expect(await term(vaahtera, "priceList")).toBeNull();

    expect((await save(ahola, { paymentTerm: "" })).ok).toBe(true);
    expect(await term(ahola, "paymentTerm")).toEqual(ofGroup);
    expect((await updateGroupBilling(we.aino, { ...group, paymentTerm: "45" })).ok).toBe(true);
    expect(await term(ahola, "paymentTerm")).toMatchObject({ value: 45 });
    expect((await groupBilling(we.aino, we.world.groups.key)).own?.paymentTerm).toBe(45);
    expect((await organisationBilling(we.maija)).own?.currency).toBe("EUR");
  });

  test("no narrower level than said: an untouched form makes nothing its own", async () => {
    const { aijala: id } = we.world.customers;
    const untouched = { paymentTerm: "", overdueInterest: "", invoiceLanguage: "", currency: "", vatCategory: "" };
    expect((await save(id, untouched)).ok).toBe(true);
    const { own } = await terms(id);
    for (const field of Object.keys(untouched)) expect(own?.[field as TermField], field).toBeNull();
  });

  test("the group even of a customer whose group is hidden, but nothing of that is shown", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    const aino = await signedIn(we.world.people.aino);
    const { berg } = we.world.customers;
    await updateGroupBilling(we.maija, { id: String(we.world.groups.offentlig), paymentTerm: "60" });
    expect(await term(berg, "paymentTerm")).toMatchObject({ value: 60 });
    expect(await term(berg, "paymentTerm", aino)).toBeNull();
    expect(await term(berg, "currency", aino)).toBeNull();
    await db.update(settings).set({ maskOtherCompanies: false });
  });
});

describe("saving", () => {
  test("keeps what is not sent, is logged on the customer’s card, and counts once per form", async () => {
    const { wirtanen: id } = we.world.customers;
    const form = {
      overdueInterest: "11,5",
      invoiceEmails: "A@b.example\n c@d.example, a@b.example",
      formKey: "billing-once",
    };
    const outcome = await save(id, form);
    expect(outcome).toMatchObject({ ok: true, result: { customerId: id } });
    expect(await save(id, form)).toEqual(outcome);
    expect((await save(id, { yourReference: "HT-77" })).ok).toBe(true);
    const { own } = await terms(id);
    expect(own).toMatchObject({
      overdueInterest: "11.50",
      invoiceEmails: ["a@b.example", "c@d.example"],
      yourReference: "HT-77",
      version: 3,
    });
    const [line] = await db
      .select()
      .from(events)
      .where(and(eq(events.subject, "billing"), eq(events.customerId, id)))
      .orderBy(desc(events.id))
      .limit(1);
    const values = await db
      .select()
      .from(eventValues)
      .where(eq(eventValues.eventId, line?.id ?? 0));
    expect(values.map((v) => [v.field, v.before, v.after])).toEqual([["yourReference", null, "HT-77"]]);
  });

  test("refuses bad values beside their fields", async () => {
    const { zetterlund: id } = we.world.customers;
    const before = await db.$count(billing);
    const bad: Record<string, string[]> = {
      paymentTerm: ["-1", "366", "1.5", "kaksi", "x".repeat(10_000), "１４ päivää"],
      overdueInterest: ["101", "1,234", "-1", "<b>"],
      invoiceLanguage: ["de", "xx"],
      invoiceTemplate: ["fancy"],
      vatCategory: ["X", "s"],
      vatRate: ["abc", "100,01"],
      deliveryMethod: ["fax"],
      currency: ["EURO", "XXZ", "eur"],
      priceList: ["x".repeat(101), "a\u0007b"],
      ourReference: ["x".repeat(71), "RF00 1232"],
      yourReference: ["RF12 1232"],
      orderNumber: ["x".repeat(10_000)],
      contractReference: ["RF99"],
      einvoiceOperator: ["x", "ä ä", "y".repeat(36)],
      invoiceEmails: ["nobody", "a@b.example nobody", Array.from({ length: 11 }, (_, n) => `a${n}@b.example`).join()],
      billingContactId: ["999999", "<1>"],
      billingCustomerId: ["999999", "x"],
      creditLimit: ["-5", "1000000000000", "abc"],
      salesBlock: ["maybe"],
    };
    for (const [field, values] of Object.entries(bad)) {
      for (const value of values) {
        expect(Object.keys((await problems(id, { [field]: value })) ?? {}), `${field} ${value.slice(0, 20)}`).toEqual([
          field,
        ]);
      }
    }
    expect(await problems(id, { salesBlock: "stop" })).toEqual({ salesBlockReason: { key: "required" } });
    expect(await problems(id, { groupId: "1" })).toEqual({ "": { key: "formChanged" } });
    expect(await db.$count(billing)).toBe(before);
    const { archived } = we.world.customers;
    expect(await problems(archived, { paymentTerm: "14" })).toEqual({ "": { key: "customerArchived" } });
  });

  test("VAT: reverse charge asks for the VAT number, exemption for a reason, and only the standard has a rate", async () => {
    const { ahola, zetterlund: id } = we.world.customers;
    expect(await problems(id, { vatCategory: "AE" })).toEqual({ vatCategory: { key: "vatNumberNeeded" } });
    expect((await save(ahola, { vatCategory: "AE" })).ok).toBe(true);
    expect(await problems(ahola, { vatRate: "25,5" })).toEqual({ vatRate: { key: "vatRateStandard" } });
    expect(await problems(id, { vatCategory: "E" })).toEqual({ taxFreeReason: { key: "taxFreeReason" } });
    expect(await problems(id, { vatCategory: "S", taxFreeReason: "AVL 34 §" })).toEqual({
      taxFreeReason: { key: "taxFreeReasonNone" },
    });
    expect((await save(id, { vatCategory: "E", taxFreeReason: "AVL 34 §" })).ok).toBe(true);
    expect((await save(id, { vatCategory: "", taxFreeReason: "" })).ok).toBe(true);
    const key = { id: String(we.world.groups.key) };
    expect((await updateGroupBilling(we.maija, { ...key, vatCategory: "AE" })).ok).toBe(true);
    expect((await updateGroupBilling(we.maija, { ...key, vatCategory: "" })).ok).toBe(true);
  });

  test("a sales block goes with its reason", async () => {
    const { lintulahti: id } = we.world.customers;
    expect((await save(id, { salesBlock: "warn", salesBlockReason: "Laskuja auki" })).ok).toBe(true);
    expect(await getCustomer(we.maija, id, "fi")).toMatchObject({ salesBlock: "warn" });
    expect((await save(id, { salesBlock: "" })).ok).toBe(true);
    expect((await terms(id)).own?.salesBlockReason).toBeNull();
  });

  test("two people at once: other fields merge, the same one is asked", async () => {
    const { letters: id } = we.world.customers;
    const version = String((await terms(id)).version);
    expect((await save(id, { version, paymentTerm: "7", overdueInterest: "8" }, we.aino)).ok).toBe(true);
    expect(await save(id, { version, paymentTerm: "10" })).toMatchObject({
      ok: false,
      conflicts: [{ field: "paymentTerm", theirs: 7 }],
    });
    expect((await save(id, { version, paymentTerm: "", priceList: "A" })).ok).toBe(true);
    expect((await terms(id)).own).toMatchObject({ paymentTerm: 7, overdueInterest: "8.00", priceList: "A" });
  });
});

describe("links", () => {
  test("the billing contact is an active one of the customer itself", async () => {
    const { ahola, berg } = we.world.customers;
    const contacts = async (customerId: number) =>
      db
        .select()
        .from(customerContacts)
        .where(eq(customerContacts.customerId, customerId))
        .orderBy(customerContacts.id);
    const [vaino] = await contacts(ahola);
    const [asa] = await contacts(berg);
    expect(await problems(ahola, { billingContactId: String(asa?.id) })).toEqual({
      billingContactId: { key: "chooseOption" },
    });
    expect((await save(ahola, { billingContactId: String(vaino?.id) })).ok).toBe(true);
    expect(await billingNames(we.maija, ahola, (await terms(ahola)).own)).toMatchObject({
      lastName: "Testinen",
      erasedAt: null,
    });
    await db
      .update(customerContacts)
      .set({ inactiveAt: new Date() })
      .where(eq(customerContacts.id, vaino?.id ?? 0));
    expect((await save(ahola, { billingContactId: String(vaino?.id), orderNumber: "1" })).ok).toBe(true);
    const inactive = (await contacts(berg)).find((contact) => contact.inactiveAt);
    expect(await problems(berg, { billingContactId: String(inactive?.id) })).toMatchObject({ billingContactId: {} });
    const erased = { firstName: null, lastName: null, language: null, noMailings: false, erasedAt: new Date() };
    await db
      .update(persons)
      .set(erased)
      .where(eq(persons.id, vaino?.personId ?? 0));
    expect((await billingNames(we.maija, ahola, (await terms(ahola)).own)).erasedAt).not.toBeNull();
  });

  test("another customer pays: in reach, not itself, and not in a circle", async () => {
    const { ahola, aijala, plumber, molen, dal } = we.world.customers;
    const to = (id: number) => ({ billingCustomerId: String(id) });
    expect(await problems(ahola, to(ahola))).toEqual({ billingCustomerId: { key: "payerOther" } });
    expect((await save(ahola, to(aijala))).ok).toBe(true);
    expect((await save(aijala, to(plumber))).ok).toBe(true);
    expect(await problems(plumber, to(ahola))).toEqual({ billingCustomerId: { key: "payerCycle" } });
    expect(await problems(plumber, to(we.world.customers.archived))).toEqual({
      billingCustomerId: { key: "chooseOption" },
    });
    expect(await save(dal, to(molen), we.sven)).toMatchObject({
      problems: { billingCustomerId: { key: "chooseOption" } },
    });
    expect((await save(dal, to(molen))).ok).toBe(true);
    const { own } = await terms(dal, we.sven);
    expect(await billingNames(we.sven, dal, own)).toMatchObject({ payerName: null, payerNumber: null });
    expect((await save(dal, { orderNumber: "4" }, we.sven)).ok).toBe(true);
    expect((await terms(dal)).own?.billingCustomerId).toBe(molen);
    expect((await payerChoices(we.sven, dal, "molen")).length).toBe(0);
    expect((await payerChoices(we.maija, dal, "molen")).map(({ id }) => id)).toEqual([molen]);
  });
});

test("out of reach and without the right there is nothing", async () => {
  const { molen, ahola } = we.world.customers;
  for (const [viewer, id] of [
    [we.sven, ahola],
    [we.pieter, molen],
    [we.nils, molen],
    [we.maija, 999_999],
  ] as const) {
    await expect(save(id, { paymentTerm: "1" }, viewer)).rejects.toThrow(absent);
  }
  await expect(updateGroupBilling(we.sven, { id: String(we.world.groups.key) })).rejects.toThrow(absent);
  await expect(updateGroupBilling(we.aino, { id: "999999" })).rejects.toThrow(absent);
  await expect(updateOrganisationBilling(we.aino, { paymentTerm: "1" })).rejects.toThrow(absent);
  expect((await db.select().from(customers).where(eq(customers.id, molen)))[0]?.version).toBe(1);
});

describe("formats", () => {
  test.each([
    ["ovt", "0037 1234567 1", "003712345671"],
    ["ovt", "003704944842ABC12", "003704944842ABC12"],
    ["0216", "0216:003704944842", "003704944842"],
    [null, "iso6523-actorid-upis::0192:923609016", "923609016"],
    ["0192", "923 609 016", "923609016"],
    ["0007", "202100-5489", "2021005489"],
    ["0106", "00200001", "00200001"],
    ["9944", "nl999200008b01", "NL999200008B01"],
    ["0204", "991-33333TEST-33", "991-33333TEST-33"],
    ["0088", "7300010000001", "7300010000001"],
    ["0199", "529900T8BM49AURSDO55", "529900T8BM49AURSDO55"],
    ["iban", "FI21 1234 5600 0007 85", "FI2112345600000785"],
    ["iban", "SE3550000000054910000003", "SE3550000000054910000003"],
    ["iban", "NO9386011117947", "NO9386011117947"],
    ["iban", "NL91ABNA0417164300", "NL91ABNA0417164300"],
    ["other", "apix:123-A", "APIX:123-A"],
  ])("%s %s is an e-invoice address", (scheme, raw, stored) => {
    expect(checkEinvoiceAddress(scheme, raw)).toMatchObject({ ok: true, value: { address: stored } });
  });

  test.each([
    ["0216", "0212:37049448", "einvoiceRemoved"],
    ["ovt", "003712345672", "einvoiceAddress"],
    ["ovt", "0037123456", "einvoiceAddress"],
    ["ovt", "003712345671ABCDEF", "einvoiceAddress"],
    ["0192", "923609017", "einvoiceAddress"],
    ["0192", "0007:2021005489", "einvoiceScheme"],
    ["0088", "7300010000002", "einvoiceAddress"],
    ["iban", "FI2112345600000786", "einvoiceAddress"],
    ["iban", "FI211234560000078", "einvoiceAddress"],
    ["other", "x".repeat(36), "einvoiceOther"],
    [null, "003712345671", "chooseOption"],
    ["0212", "37049448", "chooseOption"],
  ])("%s %s is none", (scheme, raw, key) => {
    expect(checkEinvoiceAddress(scheme, raw)).toMatchObject({ ok: false, key });
  });

  test("references: Finnish ones, RF ones, and RF ones that are not Finnish", () => {
    for (const good of ["1232", "10003", "12 34561", "000 1232"]) expect(isFinnishReference(good), good).toBe(true);
    for (const bad of ["1233", "123", "123456789012345678901", "12A2"])
      expect(isFinnishReference(bad), bad).toBe(false);
    expect([isRf("RF11 1232"), isRf("RF18539007547034"), isRf("RF12 1232")]).toEqual([true, true, false]);
    expect(checkReference("rf11 1232")).toEqual({ ok: true, value: "RF111232" });
    expect(checkReference("RFQ 7")).toEqual({ ok: true, value: "RFQ 7" });
    expect([isDoubtfulReference("12 34562"), isDoubtfulReference("12 34561"), isDoubtfulReference("PO-12345")]).toEqual(
      [true, false, false],
    );
    expect([formatReference("1234561"), formatReference("RF111232"), formatReference("HT-77")]).toEqual([
      "12 34561",
      "RF11 1232",
      "HT-77",
    ]);
    expect(checkOperator("dabafihh")).toEqual({ ok: true, value: "DABAFIHH" });
  });

  test("a contract reference that looks Finnish and is not is asked about", async () => {
    const { formula: id } = we.world.customers;
    const form = { contractReference: "12 34562" };
    expect(await save(id, form)).toMatchObject({ ok: false, doubts: [{ key: "finnishReference" }] });
    expect((await save(id, { ...form, confirmed: "reference:12 34562" })).ok).toBe(true);
  });
});

test("an earlier value comes back from the history, of the terms as of the groupings", async () => {
  const { vaahtera: id } = we.world.customers;
  await save(id, { priceList: "Vanha" });
  await save(id, { priceList: "Uusi" });
  await updateGroupings(we.maija, { id: String(id), newTags: "Palaa" });
  await updateGroupings(we.maija, { id: String(id), tags: "" });
  const lines = await listHistory(we.maija, id, historyFilter({}));
  for (const field of ["priceList", "tags"]) {
    const change = lines.flatMap(({ changes }) => changes).find((one) => one.field === field);
    expect(await restoreValue(we.maija, { id: String(id), change: String(change?.id) })).toMatchObject({ ok: true });
  }
  expect((await terms(id)).own?.priceList).toBe("Vanha");
  expect(await getCustomer(we.maija, id, "fi")).toMatchObject({ tags: [{ name: "Palaa" }] });
});

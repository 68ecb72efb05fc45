import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerCompanies, customers, employees, responsibilities, settings, usedNumbers } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { updateCompanyBilling, updateCustomerBilling } from "@/lib/billing/commands";
import { customerBilling } from "@/lib/billing/queries";
import { effective } from "@/lib/billing/rules";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, matching } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { listMyCustomers } from "@/lib/customers/my-day";
import { type FullCustomer, getCustomer } from "@/lib/customers/queries";
import { restoreValue } from "@/lib/history/commands";
import { historyFilter } from "@/lib/history/filter";
import { listHistory } from "@/lib/history/queries";
import type { Params } from "@/lib/list-address";
import { endRelatedCompany, moveHome, relateCompany, updateRelatedCompany } from "@/lib/related-companies/commands";
import catalog from "@/messages/en.json";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

let we: Cast;
let at: Cast["world"]["customers"];
let people: Cast["world"]["people"];
let companies: Cast["world"]["companies"];
/** Managers reach everything: one in each company. */
let nils: Viewer;
let pieter: Viewer;

beforeAll(async () => {
  we = await cast();
  ({ customers: at, people, companies } = we.world);
  const [manager] = await db.select({ id: employees.profileId }).from(employees).where(eq(employees.id, people.aino));
  for (const id of [people.nils, people.pieter]) {
    await db
      .update(employees)
      .set({ profileId: manager?.id ?? 0 })
      .where(eq(employees.id, id));
  }
  nils = await signedIn(people.nils);
  pieter = await signedIn(people.pieter);
});

afterEach(async () => {
  await db.update(settings).set({ maskOtherCompanies: false, features: ["roles", "segments", "multiCompany"] });
});

async function card(viewer: Viewer, id: number): Promise<FullCustomer> {
  const customer = await getCustomer(viewer, id, "en");
  if (customer.sight !== "full") throw new Error("basic");
  return customer;
}

const rows = async (viewer: Viewer, params: Params = {}) =>
  (await listCustomers(viewer, customerFilter({ view: "flat", ...params }), "en")).rows;
const found = async (viewer: Viewer, params: Params) => (await rows(viewer, params)).map(({ id }) => id);
const rowOf = async (viewer: Viewer, id: number, params: Params = {}) =>
  (await rows(viewer, params)).find((row) => row.id === id);

async function relationOf(customerId: number) {
  const [relation] = await db.select().from(customerCompanies).where(eq(customerCompanies.customerId, customerId));
  if (!relation) throw new Error("not related");
  return relation;
}

const relate = (id: number, values: Record<string, unknown> = {}, viewer = we.maija) =>
  done(relateCompany, viewer, { id, companyId: companies.ab, ...values });

async function terms(viewer: Viewer, id: number) {
  const customer = await card(viewer, id);
  return customerBilling(viewer, customer, customer.own);
}

describe("what is different in one’s own company", () => {
  test("stands in the list, its columns, filter and order; others see what is so at home", async () => {
    const columns = "team,customerTeam";
    expect(await rowOf(we.karin, at.shared, { columns })).toMatchObject({
      ownerName: "Ebba Lingonhjelm",
      team: ["Stockholm"],
    });
    expect(await rowOf(we.maija, at.shared, { columns })).toMatchObject({
      ownerName: "Aino Ruskalampi",
      team: ["Helsinki"],
    });
    const [ebba, aino] = [String(people.ebba), String(people.aino)];
    expect(await found(nils, { owner: ebba })).toContain(at.shared);
    expect(await found(nils, { owner: aino })).not.toContain(at.shared);
    expect(await found(nils, { owner: aino })).toContain(at.vaahtera);
    expect(await found(we.maija, { owner: ebba })).not.toContain(at.shared);
    expect(await found(we.maija, { owner: aino })).toContain(at.shared);
    // By owner: Aino before Ebba, and among Aino’s customers by name.
    const places = async (viewer: Viewer) =>
      (await found(viewer, { sort: "owner" })).filter((id) => id === at.shared || id === at.vaahtera);
    expect(await places(we.maija)).toEqual([at.vaahtera, at.shared]);
    expect(await places(nils)).toEqual([at.vaahtera, at.shared]);
    expect(
      (await found(nils, { sort: "owner", direction: "desc" })).filter((id) => id === at.shared || id === at.vaahtera),
    ).toEqual([at.shared, at.vaahtera]);
    expect(await found(nils, { owner: "none" })).not.toContain(at.shared);
  });

  test("a customer without an owner at home is not without one where the own company has one", async () => {
    await relate(at.wirtanen, { ownerId: String(people.karin) });
    const viewer = await signedIn(people.nils);
    expect(await found(viewer, { owner: "none" })).not.toContain(at.wirtanen);
    expect(await found(we.maija, { owner: "none" })).toContain(at.wirtanen);
    expect((await rows(viewer, { sort: "owner" })).find(({ id }) => id === at.wirtanen)?.ownerId).toBe(people.karin);
  });

  test("its number is found by everybody who may open the customer, and goes out with its people’s files", async () => {
    for (const viewer of [we.maija, we.karin, we.ebba]) expect(await found(viewer, { q: "5012" })).toEqual([at.shared]);
    const numbers = async (viewer: Viewer) => {
      const filter = customerFilter({ q: "5012" });
      const book = await customerBook(
        viewer,
        { where: ({ listedCustomers }, who) => matching(who, listedCustomers, filter), facts: {}, about: [] },
        { t: createTranslator({ locale: "en", messages: catalog }) as never, locale: "en" },
      );
      const cells: unknown[][] = [];
      for await (const batch of book.rows) cells.push(...batch.map((row) => [...row]));
      const cell = (heading: string) => cells[0]?.[book.columns.findIndex((column) => column.heading === heading)];
      return { own: cell("Customer number in Pohjanranta AB"), owner: cell("Account owner") };
    };
    expect(await numbers(nils)).toEqual({ own: "5012", owner: "Ebba Lingonhjelm" });
    expect(await numbers(we.maija)).toEqual({ own: undefined, owner: "Aino Ruskalampi" });
  });

  test("stands on the card beside what is so at home, which the form keeps", async () => {
    const seen = await card(we.ebba, at.shared);
    expect(seen.own).toMatchObject({ name: "Pohjanranta AB", ownerId: people.ebba, number: "5012", hasTerms: true });
    expect(seen.ownerId).toBe(people.aino);
    const { id, version, number, name } = seen;
    const asShown = { id, version, number, name, ownerId: String(seen.ownerId) };
    await done(updateCustomer, we.ebba, { ...asShown, description: "Soittaa iltapäivisin." });
    const after = await card(we.maija, at.shared);
    expect(after).toMatchObject({ ownerId: people.aino, own: null, description: "Soittaa iltapäivisin." });
    expect(after.related).toMatchObject([{ ownerId: people.ebba, number: "5012" }]);
    expect(Object.keys((await lastLine("customers", id, "customer.updated"))?.changes ?? {})).toEqual(["description"]);
  });

  test("its owner reaches the customer as one’s own, and finds it on the start page", async () => {
    expect((await listMyCustomers(we.ebba)).map(({ id }) => id)).toContain(at.shared);
    expect((await listMyCustomers(we.karin)).map(({ id }) => id)).not.toContain(at.shared);
    expect(await found(we.ebba, { responsible: String(people.ebba) })).toContain(at.shared);
  });

  test("nothing is different while companies are not told apart", async () => {
    await db.update(settings).set({ features: ["roles"] });
    const [karin, maija] = [await signedIn(people.karin), await signedIn(people.maija)];
    expect(await rowOf(karin, at.shared)).toMatchObject({ ownerName: "Aino Ruskalampi" });
    expect(await card(karin, at.shared)).toMatchObject({ own: null, related: [] });
    await expect(relateCompany(maija, { id: at.zetterlund, companyId: companies.ab })).rejects.toThrow(absent);
    const { id } = await relationOf(at.shared);
    await expect(updateCompanyBilling(maija, { id, paymentTerm: "3" })).rejects.toThrow(absent);
  });
});

describe("terms of invoicing", () => {
  test("of the own company come before the customer’s; emptied, they are as at home again", async () => {
    const { levels, counted } = await terms(we.karin, at.shared);
    expect(effective(levels, "paymentTerm")).toEqual({
      value: 45,
      source: { level: "company", name: "Pohjanranta AB" },
    });
    expect(effective(levels, "currency")).toMatchObject({ source: { level: "organisation" } });
    expect(counted).toMatchObject({ orderNumber: "AB-77" });
    expect(effective((await terms(we.maija, at.shared)).levels, "paymentTerm")).toMatchObject({ value: 14 });

    await done(updateCustomerBilling, we.maija, { id: at.shared, yourReference: "Keittiö", orderNumber: "OY-1" });
    expect((await terms(we.karin, at.shared)).counted).toMatchObject({
      yourReference: "Keittiö",
      orderNumber: "AB-77",
    });
    const { id } = await relationOf(at.shared);
    await done(updateCompanyBilling, we.ebba, { id, orderNumber: "", paymentTerm: "" });
    expect((await terms(we.karin, at.shared)).counted).toMatchObject({ orderNumber: "OY-1" });
    expect(effective((await terms(we.karin, at.shared)).levels, "paymentTerm")).toMatchObject({ value: 14 });
    expect((await card(we.karin, at.shared)).own).toMatchObject({ hasTerms: false });
  });

  test("are judged and blocked as the company has them, and an earlier value comes back into them", async () => {
    const { id } = await relationOf(at.shared);
    await done(updateCustomerBilling, we.maija, { id: at.shared, vatCategory: "E", taxFreeReason: "AVL 34 §" });
    const refused = await updateCompanyBilling(we.ebba, { id, vatRate: "10" });
    expect(refused).toMatchObject({ ok: false, problems: { vatRate: { key: "vatRateStandard" } } });
    await done(updateCompanyBilling, we.ebba, { id, salesBlock: "stop", salesBlockReason: "Obetalda räkningar" });
    expect((await card(we.karin, at.shared)).salesBlock).toBe("stop");
    expect((await card(we.maija, at.shared)).salesBlock).toBeNull();
    await done(updateCompanyBilling, we.ebba, { id, paymentTerm: "7" });
    const lines = await listHistory(we.ebba, at.shared, historyFilter({}));
    const change = lines
      .flatMap(({ changes }) => changes)
      .find(({ field, after }) => field === "paymentTerm" && after === 7);
    await done(restoreValue, we.ebba, { id: at.shared, change: change?.id });
    const { own, home } = await terms(we.ebba, at.shared);
    expect([own?.paymentTerm, home?.paymentTerm]).toEqual([null, null]);
  });

  test("are the company’s own business, in the history too, also when they are gone", async () => {
    const id = await relate(at.zetterlund);
    await done(updateCompanyBilling, nils, { id, priceList: "Hemlig" });
    await db.insert(responsibilities).values({ customerId: at.zetterlund, employeeId: people.eetu });
    const company = (await card(nils, at.zetterlund)).own;
    const eetu = await card(we.eetu, at.zetterlund);
    expect((await customerBilling(we.eetu, eetu, company)).own).toBeNull();
    expect(eetu.related).toMatchObject([{ hasTerms: false }]);
    const told = async (viewer: Viewer) =>
      JSON.stringify(await listHistory(viewer, at.zetterlund, historyFilter({}))).includes("Hemlig");
    expect([await told(nils), await told(we.maija), await told(we.eetu)]).toEqual([true, true, false]);
    const lost = await endRelatedCompany(we.maija, { id });
    const marks = lost.ok ? [] : (lost.doubts ?? []).map(({ mark }) => mark);
    await done(endRelatedCompany, we.maija, { id, confirmed: marks });
    // With the company gone nobody is left whose business they are; the audit log still has them.
    expect([await told(nils), await told(we.eetu)]).toEqual([false, false]);
  });
});

describe("who may change what", () => {
  test("people of the company and those who reach all change what is different there", async () => {
    const { id } = await relationOf(at.shared);
    for (const viewer of [we.ebba, nils, we.maija]) await done(updateRelatedCompany, viewer, { id, number: "5012" });
    await db.insert(responsibilities).values({ customerId: at.shared, employeeId: people.eetu });
    // Of another company, without the right, and out of reach.
    for (const viewer of [we.eetu, we.karin, we.sven]) {
      await expect(updateRelatedCompany(viewer, { id, number: "9" })).rejects.toThrow(absent);
      await expect(updateCompanyBilling(viewer, { id, paymentTerm: "1" })).rejects.toThrow(absent);
    }
  });

  test("companies are chosen by those who do everything with all customers", async () => {
    const { id } = await relationOf(at.shared);
    await expect(relateCompany(we.ebba, { id: at.shared, companyId: companies.bv })).rejects.toThrow(absent);
    await expect(endRelatedCompany(we.ebba, { id })).rejects.toThrow(absent);
    await expect(moveHome(we.ebba, { id: at.shared, companyId: companies.ab })).rejects.toThrow(absent);
  });

  test("bad values stand beside their fields, and nothing is written", async () => {
    const refused = async (values: Record<string, unknown>) => {
      const outcome = await relateCompany(we.maija, { id: at.vaahtera, companyId: companies.ab, ...values });
      return outcome.ok ? {} : Object.fromEntries(Object.entries(outcome.problems).map(([f, { key }]) => [f, key]));
    };
    expect(await refused({ companyId: "" })).toEqual({ companyId: "chooseOption" });
    expect(await refused({ companyId: "999999" })).toEqual({ companyId: "chooseOption" });
    expect(await refused({ companyId: companies.oy })).toEqual({ companyId: "taken" });
    expect(await refused({ ownerId: "999999" })).toEqual({ ownerId: "chooseOption" });
    expect(await refused({ ownerId: "x" })).toEqual({ ownerId: "chooseOption" });
    expect(await refused({ number: "9".repeat(10_000) })).toEqual({ number: "tooLong" });
    expect(await refused({ number: "<b>" })).toEqual({ number: "numberText" });
    expect(await refused({ other: "1" })).toEqual({ "": "formChanged" });
    expect(await db.$count(customerCompanies, eq(customerCompanies.customerId, at.vaahtera))).toBe(0);
    expect(await refusedArchived()).toBe("customerArchived");
  });

  const refusedArchived = async () => {
    const outcome = await relateCompany(we.maija, { id: at.archived, companyId: companies.ab });
    return outcome.ok ? null : outcome.problems[""]?.key;
  };

  test("whoever gives the customer away is asked first", async () => {
    const id = await relate(at.oljymaki, { ownerId: String(people.ebba) });
    const other = await updateRelatedCompany(we.ebba, { id, ownerId: String(people.karin) });
    expect(other).toMatchObject({ ok: false, problems: { ownerId: { key: "ownerOnlySelf" } } });
    const asked = await updateRelatedCompany(we.ebba, { id, ownerId: "" });
    expect(asked).toMatchObject({ ok: false, doubts: [{ key: "leavesReach" }] });
    const given = await updateRelatedCompany(we.ebba, { id, ownerId: "", confirmed: "leavesReach" });
    expect(given).toMatchObject({ ok: true, result: { inReach: false } });
    await expect(getCustomer(we.ebba, at.oljymaki, "en")).rejects.toThrow(absent);
  });
});

describe("numbers", () => {
  const refused = async (number: string) => {
    const { id } = await relationOf(at.shared);
    const outcome = await updateRelatedCompany(we.maija, { id, number });
    return outcome.ok ? null : outcome.problems.number?.key;
  };

  test("that another customer has or had are taken, whichever company gave them", async () => {
    expect(await refused("A-7")).toBe("numberTaken");
    await db.insert(usedNumbers).values({ number: "OLD-1", customerId: at.ahola });
    expect(await refused("OLD-1")).toBe("numberTaken");
    const made = await createCustomer(we.maija, { id: companies.oy, name: "Uusi Oy", country: "FI", number: "5012" });
    expect(made).toMatchObject({ ok: false, problems: { number: { key: "numberTaken" } } });
    await relate(at.lintulahti, { number: "6001" });
    expect(await refused("6001")).toBe("numberTaken");
    await expect(
      db.update(customerCompanies).set({ number: "A-7" }).where(eq(customerCompanies.customerId, at.lintulahti)),
    ).rejects.toMatchObject({ cause: { constraint: "customer_companies_number_used" } });
  });

  test("like the one at home are none of the company’s own; the search follows each change", async () => {
    const relation = await relationOf(at.lintulahti);
    await done(updateRelatedCompany, we.maija, { id: relation.id, number: "6002" });
    expect(await found(we.maija, { q: "6001" })).toEqual([]);
    expect(await found(we.maija, { q: "6002" })).toEqual([at.lintulahti]);
    const { number } = await card(we.maija, at.lintulahti);
    await done(updateRelatedCompany, we.maija, { id: relation.id, number });
    expect((await relationOf(at.lintulahti)).number).toBeNull();
    // Its own earlier number comes back.
    await done(updateRelatedCompany, we.maija, { id: relation.id, number: "6001" });
  });
});

describe("the mask", () => {
  test("hides the owner in another company like the one at home", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    pieter = await signedIn(people.pieter);
    const hidden = await card(pieter, at.shared);
    expect(hidden).toMatchObject({ ownerId: null, related: [{ ownerId: null, ownerName: null, number: "5012" }] });
    expect(await found(pieter, { owner: String(people.ebba) })).not.toContain(at.shared);
    expect(await found(pieter, { responsible: String(people.ebba) })).not.toContain(at.shared);
    const { id } = await relationOf(at.shared);
    const outcome = await updateRelatedCompany(pieter, { id, ownerId: String(people.karin) });
    expect(outcome).toMatchObject({ ok: false, problems: { "": { key: "formChanged" } } });
    await done(updateRelatedCompany, we.maija, { id, ownerId: String(people.nils) });
    const lines = await listHistory(pieter, at.shared, historyFilter({}));
    const told = lines.filter(({ subject }) => subject === "customers" || subject === "customer_companies");
    const fields = told.flatMap(({ changes }) => changes).map(({ field }) => field);
    expect(fields).not.toContain("ownerId");
    // Whose company serves the customer, sees the owners in all of its companies (decisions 7.12).
    const [maija, viewer] = [await signedIn(people.maija), await signedIn(people.nils)];
    expect((await card(maija, at.shared)).related).toMatchObject([{ ownerId: people.nils }]);
    expect((await card(viewer, at.shared)).ownerId).toBe(people.aino);
    await done(updateRelatedCompany, viewer, { id, ownerId: String(people.ebba) });
  });
});

describe("companies of a customer", () => {
  test("the home company is none of the related ones, whoever writes it", async () => {
    const refused = { cause: { constraint: "customer_companies_home" } };
    const home = { customerId: at.shared, companyId: companies.oy };
    const related = eq(customerCompanies.customerId, at.shared);
    await expect(db.insert(customerCompanies).values(home)).rejects.toMatchObject(refused);
    await expect(db.update(customerCompanies).set(home).where(related)).rejects.toMatchObject(refused);
    const moved = db.update(customers).set({ companyId: companies.ab }).where(eq(customers.id, at.shared));
    await expect(moved).rejects.toMatchObject(refused);
    expect((await card(we.maija, at.shared)).companies).toEqual([companies.oy, companies.ab]);
  });

  test("relating is told in the history of the customer; the same form twice relates once", async () => {
    const form = { id: at.prospect, companyId: companies.bv, formKey: "relate-once", number: "7001" };
    const [first, second] = [await relateCompany(we.maija, form), await relateCompany(we.maija, form)];
    expect(second).toEqual(first);
    const { id } = await relationOf(at.prospect);
    expect(await lastLine("customer_companies", id, "relatedCompany.created")).toMatchObject({
      customerId: at.prospect,
      changes: { companyId: companies.bv, number: "7001" },
    });
    expect((await card(we.maija, at.prospect)).companies).toEqual([companies.oy, companies.bv]);
  });

  test("ending asks with the names of those who lose sight, and takes what was different along", async () => {
    const id = await relate(at.household, { ownerId: String(people.sven), number: "7002" });
    expect(await card(we.karin, at.household)).toMatchObject({ own: { number: "7002" } });
    const asked = await endRelatedCompany(we.maija, { id });
    if (asked.ok) throw new Error("not asked");
    expect(asked.doubts).toMatchObject([{ key: "losesSight", params: { n: 2 } }]);
    expect(asked.doubts?.[0]?.params?.names).toContain("Sven Fjällhammar");
    expect(asked.doubts?.[0]?.params?.names).toContain("Karin Åsrydh");
    await done(endRelatedCompany, we.maija, { id, confirmed: asked.doubts?.map(({ mark }) => mark) });
    for (const viewer of [we.karin, we.sven]) {
      await expect(getCustomer(viewer, at.household, "en")).rejects.toThrow(absent);
    }
    expect(await found(we.maija, { q: "7002" })).toEqual([]);
    expect(await lastLine("customer_companies", id, "relatedCompany.deleted")).toMatchObject({
      customerId: at.household,
      changes: { companyId: null, ownerId: null, number: null },
    });
    // Nobody loses sight where everybody has another way.
    const again = await relate(at.svenAlways, { companyId: companies.bv });
    expect(await endRelatedCompany(we.maija, { id: again })).toMatchObject({ ok: true });
  });

  test("the home company moves: both keep their owner, number and terms stay, the new one’s own end", async () => {
    const number = (await card(we.maija, at.lintulahti)).number;
    await done(updateCustomer, we.maija, { id: at.lintulahti, ownerId: String(people.eetu) });
    const relation = await relationOf(at.lintulahti);
    await done(updateRelatedCompany, we.maija, { id: relation.id, ownerId: String(people.ebba) });
    await done(updateCompanyBilling, we.maija, { id: relation.id, paymentTerm: "5" });
    const asked = await moveHome(we.maija, { id: at.lintulahti, companyId: companies.ab });
    expect(asked).toMatchObject({ ok: false, doubts: [{ key: "ownValuesEnd" }] });
    const confirmed = `ownValuesEnd:${companies.ab}`;
    await done(moveHome, we.maija, { id: at.lintulahti, companyId: companies.ab, confirmed });
    const moved = await card(nils, at.lintulahti);
    expect(moved).toMatchObject({ companyId: companies.ab, ownerId: people.ebba, number, own: null });
    expect(moved.related).toMatchObject([{ companyId: companies.oy, ownerId: people.eetu, number: null }]);
    expect((await terms(nils, at.lintulahti)).own?.paymentTerm ?? null).toBeNull();
    const [{ kept } = { kept: null }] = await db
      .select({ kept: customers.people })
      .from(customers)
      .where(eq(customers.id, at.lintulahti));
    expect(kept).toEqual([people.ebba, people.eetu].toSorted((one, other) => one - other));
    expect((await lastLine("customers", at.lintulahti, "customer.moved"))?.changes).toMatchObject({
      companyId: companies.ab,
      ownerId: people.ebba,
      relatedCompanies: [companies.oy],
    });
  });

  test("two people at once: different fields merge, the same field is asked; two cannot relate twice", async () => {
    const { id, version } = await relationOf(at.shared);
    await done(updateRelatedCompany, we.maija, { id, version, number: "5099" });
    await done(updateRelatedCompany, nils, { id, version, number: "5012", ownerId: String(people.nils) });
    expect(await relationOf(at.shared)).toMatchObject({ number: "5099", ownerId: people.nils, version: version + 2 });
    const clash = await updateRelatedCompany(nils, { id, version, number: "5100" });
    expect(clash).toMatchObject({ ok: false, conflicts: [{ field: "number", mine: "5100", theirs: "5099" }] });
    const both = await Promise.all([
      relateCompany(we.maija, { id: at.inHouse, companyId: companies.bv }),
      relateCompany(we.aino, { id: at.inHouse, companyId: companies.bv }),
    ]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });
});

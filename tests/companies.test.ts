import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { companies, customerCompanies, customers, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { type Tables, visibleTables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { addCompany, deleteCompany, switchCompany, updateCompany } from "@/lib/companies/commands";
import { listCompanies } from "@/lib/companies/queries";
import { contactFilter } from "@/lib/contact-register/filter";
import { listContacts } from "@/lib/contact-register/queries";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { columnsFor, customerFilter, wanted } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { companyChoices, customerChoices, getCustomer } from "@/lib/customers/queries";
import { mayAddCustomers } from "@/lib/customers/rules";
import { listHistory } from "@/lib/history/queries";
import { runImport, uploadImport } from "@/lib/imports/commands";
import type { Params } from "@/lib/list-address";
import { invitePerson } from "@/lib/people/commands";
import { personChoices } from "@/lib/people/queries";
import { flipCompanySwitch, flipSwitch } from "@/lib/settings/commands";
import type { SwitchName } from "@/lib/settings/fields";
import { switchQuestions } from "@/lib/settings/queries";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const words = { t: createTranslator({ locale: "fi", messages: catalog }) as never, locale: "fi" as const };
const off = {
  showOtherCompanies: false,
  maskOtherCompanies: false,
  relateNewCustomers: false,
  shareStructure: false,
  ownersFromAnyCompany: true,
  shareAddresses: false,
};

let we: Cast;
let at: Cast["world"]["customers"];
let ids: Cast["world"]["companies"];
beforeAll(async () => {
  we = await cast();
  at = we.world.customers;
  ids = we.world.companies;
});
afterEach(async () => {
  await db.update(settings).set(off);
  await db.update(companies).set({ disabledAt: null });
});

/** Turns a switch as Maija does, with the questions answered. */
async function turn(name: keyof typeof off, to: "on" | "off" = "on") {
  const confirmed = (await switchQuestions(we.maija, name, to)).map(({ mark }) => mark);
  return done(flipCompanySwitch, we.maija, { id: 1, name, to, confirmed });
}

const again = (viewer: Viewer) => signedIn(viewer.employeeId);
const rowsOf = async (viewer: Viewer, params: Params = {}) =>
  (await listCustomers(viewer, customerFilter({ view: "flat", ...params }), "fi")).rows;
const namesOf = async (viewer: Viewer, params: Params = {}) => (await rowsOf(viewer, params)).map(({ name }) => name);
const rowOf = async (viewer: Viewer, name: string, params: Params = {}) =>
  (await rowsOf(viewer, { q: name, ...params })).find((row) => row.name === name);

async function exported(viewer: Viewer, params: Params = {}): Promise<string[]> {
  const filter = customerFilter({ columns: "team,customerTeam,tags", ...params });
  const where = (tables: Tables, who: Viewer) => wanted(who, tables.listedCustomers, filter);
  const book = await customerBook(
    viewer,
    { where, added: columnsFor(viewer, filter.columns), about: [], facts: {} },
    words,
  );
  const rows: string[] = [];
  for await (const batch of book.rows) rows.push(...batch.map((row) => row.join("|")));
  return rows;
}

/** The same person with the right to take lists along. */
const exporting = ({ facts }: Viewer) => Viewer.of({ ...facts, grants: { ...facts.grants, export: "yes" } });

const contactsOf = async (viewer: Viewer, params: Params = {}) =>
  (await listContacts(viewer, contactFilter(params), "fi")).rows.map(({ lastName }) => lastName);

describe("other companies' customers", () => {
  test("are found with their basic data by everyone who reads customers, while the switch is on", async () => {
    const before = await countTabs(we.pieter, customerFilter({}));
    expect(await namesOf(we.pieter)).not.toContain("Bergs kommun");
    await turn("showOtherCompanies");
    const pieter = await again(we.pieter);
    expect(await rowOf(pieter, "Bergs kommun")).toMatchObject({ full: false, isOwn: false, companyName: null });
    expect((await countTabs(pieter, customerFilter({}))).active).toBeGreaterThan(before.active);
    expect(await getCustomer(pieter, at.berg, "nl")).toMatchObject({ sight: "basic", city: "Göteborg", addresses: [] });
    expect(await namesOf(pieter, { q: "452050" })).toEqual([]);
    expect(await contactsOf(pieter)).not.toContain("Ängsmark");
    await turn("showOtherCompanies", "off");
    expect(await countTabs(await again(pieter), customerFilter({}))).toEqual(before);
    await expect(getCustomer(await again(pieter), at.berg, "nl")).rejects.toThrow(absent);
  });

  test("are those of other companies: what is hidden at one's own stays hidden", async () => {
    await turn("showOtherCompanies");
    const sven = await again(we.sven);
    expect(await rowOf(sven, "Molen B.V.")).toMatchObject({ full: false });
    expect(await rowOf(sven, "Fors AB", { tab: "prospects" })).toBeUndefined();
    await expect(getCustomer(sven, at.fors, "sv")).rejects.toThrow(absent);
  });

  test("share their addresses where the organisation says so, and nothing of who works there", async () => {
    await turn("shareAddresses");
    await expect(getCustomer(await again(we.pieter), at.berg, "nl")).rejects.toThrow(absent);
    await turn("showOtherCompanies");
    const pieter = await again(we.pieter);
    const customer = await getCustomer(pieter, at.berg, "nl");
    if (customer.sight !== "basic") throw new Error("full");
    expect(customer.addresses).toMatchObject([{ street: "Järnvägsgatan 3", postalCode: "411 03", isHeadOffice: true }]);
    expect(Object.keys(customer.addresses[0] ?? {})).not.toContain("attention");
    const { addresses, customerContacts } = visibleTables(pieter);
    expect(await db.select().from(addresses).where(eq(addresses.customerId, at.berg))).toEqual([]);
    expect(await db.select().from(customerContacts).where(eq(customerContacts.customerId, at.berg))).toEqual([]);
    expect((await exported(exporting(pieter))).find((row) => row.includes("Bergs kommun"))).not.toMatch(
      /Järnväg|452050/,
    );
    await turn("shareAddresses", "off");
    expect(await getCustomer(await again(pieter), at.berg, "nl")).toMatchObject({ addresses: [] });
  });
});

describe("the mask", () => {
  /** Everything that could tell of owner, team, group and tags of the customer. */
  async function told(viewer: Viewer) {
    const columns = "team,customerTeam,tags";
    const grouped = customerFilter({ view: "grouped" });
    const { offentlig, bygg } = we.world.groups;
    const ebba = String(we.ebba.employeeId);
    const [berg, dal] = [
      await rowOf(viewer, "Bergs kommun", { columns }),
      await rowOf(viewer, "Dals Bygg AB", { columns }),
    ];
    const filtered = async (params: Params) => (await namesOf(viewer, params)).includes("Dals Bygg AB");
    const card = await getCustomer(viewer, at.dal, "fi");
    const history = await listHistory(viewer, at.dal, { part: null, before: null });
    return {
      row: [dal?.ownerName, dal?.groupName, dal?.team, dal?.customerTeam, berg?.tags],
      counts: (await listCustomers(viewer, grouped, "fi")).rows
        .filter(({ groupId }) => groupId === offentlig || groupId === bygg)
        .map(({ groupCount }) => groupCount),
      byOwner: await filtered({ owner: ebba }),
      byNoOwner: await filtered({ owner: "none" }),
      byResponsible: await filtered({ responsible: ebba }),
      byGroup: await filtered({ group: String(bygg) }),
      byNoGroup: await filtered({ group: "none" }),
      contactsByNoGroup: (await contactsOf(viewer, { group: "none" })).includes("Ängsmark"),
      file: (await exported(viewer)).filter((row) => /Bergs kommun|Dals Bygg/.test(row)).join(),
      card: card.sight === "full" && [card.ownerName, card.groupName],
      history: history.flatMap(({ changes }) => changes.map(({ field }) => field)),
    };
  }

  test("takes owner, team, group and tags of other companies' customers from every place", async () => {
    await done(updateCustomer, we.maija, { id: at.dal, ownerId: String(we.sven.employeeId) });
    await done(updateCustomer, we.maija, { id: at.dal, ownerId: String(we.ebba.employeeId) });
    const open = await told(we.aino);
    expect(open.row).toEqual([
      "Ebba Lingonhjelm",
      "Bygg och installation",
      ["Stockholm"],
      ["Ebba Lingonhjelm"],
      ["Jour"],
    ]);
    expect(open).toMatchObject({
      byOwner: true,
      byResponsible: true,
      byGroup: true,
      byNoOwner: false,
      byNoGroup: false,
    });
    expect(open.file).toMatch(/Ebba Lingonhjelm.*Bygg och installation/);
    expect(open.history).toContain("ownerId");
    await turn("maskOtherCompanies");
    const hidden = await told(await again(we.aino));
    expect(hidden.row).toEqual([null, null, [], [], []]);
    expect(hidden.counts).toEqual([]);
    expect(hidden).toMatchObject({ byOwner: false, byResponsible: false, byGroup: false, byNoOwner: false });
    expect(hidden).toMatchObject({ byNoGroup: false, contactsByNoGroup: false, card: [null, null] });
    expect(hidden.file).toContain("Dals Bygg");
    expect(hidden.file).not.toMatch(/Ebba|Bygg och installation|Offentlig|Stockholm|Jour/);
    expect(hidden.history).not.toContain("ownerId");
  });

  test("leaves those that one's own company serves as they are, with an owner of any company (7.12)", async () => {
    await db.insert(customerCompanies).values({ customerId: at.vaahtera, companyId: ids.ab });
    await done(updateCustomer, we.maija, { id: at.vaahtera, ownerId: String(we.pieter.employeeId) });
    await done(updateCustomer, we.maija, { id: at.molen, ownerId: String(we.aino.employeeId) });
    await turn("maskOtherCompanies");
    const owner = async (viewer: Viewer, name: string) => (await rowOf(await again(viewer), name))?.ownerName;
    expect(await owner(we.karin, "Vaahtera Oy")).toBe("Pieter van der Schelpenduin");
    expect(await owner(we.aino, "Vaahtera Oy")).toBe("Pieter van der Schelpenduin");
    expect(await owner(we.pieter, "Molen B.V.")).toBe("Aino Ruskalampi");
    expect(await owner(we.aino, "Molen B.V.")).toBeNull();
  });

  test("hides no customer from the list by owner, also where one's own company has owners of its own", async () => {
    await done(updateCustomer, we.maija, { id: at.molen, ownerId: String(we.pieter.employeeId) });
    await db.insert(customerCompanies).values({
      customerId: at.dal,
      companyId: we.aino.facts.companyId,
      ownerId: we.aino.employeeId,
    });
    const byOwner = async () => (await namesOf(await again(we.aino), { sort: "owner" })).sort();
    const open = await byOwner();
    expect(open).toContain("Molen B.V.");
    await turn("maskOtherCompanies");
    expect(await byOwner()).toEqual(open);
  });
});

describe("new customers", () => {
  const create = (values: Values) =>
    done(createCustomer, we.aino, { id: ids.oy, country: "FI", "contact.lastName": "Uusilinna", ...values });
  /** The same by a file. */
  async function brought(name: string): Promise<number> {
    const file = { fileName: "asiakkaat.csv", fileHash: "0".repeat(64), head: ["Nimi"] };
    const upload = { ...file, rows: [{ line: 2, cells: [name] }], stage: "active", companyId: String(ids.oy) };
    await done(runImport, we.aino, { id: await done(uploadImport, we.aino, upload) });
    const [made] = await db.select().from(customers).where(eq(customers.name, name));
    const line = await lastLine("customers", made?.id ?? 0, "customer.created");
    expect(line?.changes).toMatchObject({ name, relatedCompanies: [ids.ab, ids.bv] });
    return made?.id ?? 0;
  }
  const companiesOf = async (id: number) =>
    (await db.select().from(customers).where(eq(customers.id, id)))[0]?.companies;

  test("belong to every company in use where the organisation wants it, and their contacts with them", async () => {
    const alone = await create({ name: "Yksin Oy" });
    expect(await companiesOf(alone)).toEqual([ids.oy]);
    await turn("relateNewCustomers");
    const id = await create({ name: "Kaikkien Oy" });
    expect(await companiesOf(id)).toEqual([ids.oy, ids.ab, ids.bv]);
    expect((await lastLine("customers", id, "customer.created"))?.changes.relatedCompanies).toEqual([ids.ab, ids.bv]);
    expect(await getCustomer(we.pieter, id, "nl")).toMatchObject({ sight: "full", companyName: "Pohjanranta Oy" });
    expect(await contactsOf(we.pieter)).toContain("Uusilinna");
    await expect(getCustomer(we.pieter, alone, "nl")).rejects.toThrow(absent);
    expect(await companiesOf(await brought("Tuotu Oy"))).toEqual([ids.oy, ids.ab, ids.bv]);
    await db.update(companies).set({ disabledAt: new Date() }).where(eq(companies.id, ids.bv));
    expect(await companiesOf(await create({ name: "Kahden Oy" }))).toEqual([ids.oy, ids.ab]);
  });

  test("and others are owned by people of their companies, once owners may not come from any", async () => {
    const owners = async (served: number[], isNew = false) =>
      (await customerChoices(we.aino, "fi", { companies: served, isNew })).owners.map(({ id }) => id);
    const { aino, sven, pieter } = we.world.people;
    expect(await owners([ids.oy])).toEqual(expect.arrayContaining([aino, sven, pieter]));
    const sold = await create({ name: "Vanha Oy", ownerId: String(sven) });
    await turn("ownersFromAnyCompany", "off");
    expect(await owners([ids.oy])).toContain(aino);
    expect(await owners([ids.oy])).not.toContain(sven);
    expect(await owners([ids.oy, ids.ab])).toContain(sven);
    const refused = { problems: { ownerId: { key: "ownerCompany" } } };
    const made = { id: ids.oy, name: "Uusi Oy", country: "FI", ownerId: String(sven) };
    expect(await createCustomer(we.aino, made)).toMatchObject(refused);
    expect(await updateCustomer(we.aino, { id: at.ahola, ownerId: String(pieter) })).toMatchObject(refused);
    expect(await updateCustomer(we.aino, { id: at.shared, ownerId: String(sven) })).toMatchObject({ ok: true });
    expect(await updateCustomer(we.aino, { id: sold, ownerId: String(sven), email: "a@b.example" })).toMatchObject({
      ok: true,
    });
    const ofAb = await done(createCustomer, we.aino, { id: ids.ab, name: "Ny AB", country: "SE" });
    expect((await db.select().from(customers).where(eq(customers.id, ofAb)))[0]?.ownerId).toBeNull();
    await turn("relateNewCustomers");
    expect(await owners([ids.oy], true)).toContain(sven);
    expect(await createCustomer(we.aino, made)).toMatchObject({ ok: true });
  });
});

describe("the list", () => {
  test("tells other companies' customers apart by filter, badge, column and file", async () => {
    const ofBv = { company: String(ids.bv) };
    expect(await namesOf(we.aino, { company: "own" })).toEqual(expect.arrayContaining(["Ahola Oy", "Vaahtera Oy"]));
    expect(await namesOf(we.aino, { company: "own" })).not.toContain("Molen B.V.");
    expect(await namesOf(we.aino, { company: "other" })).not.toContain("Ahola Oy");
    expect(await namesOf(we.aino, ofBv)).toEqual(expect.arrayContaining(["IJsvogel Zorg", "Molen B.V."]));
    expect(await namesOf(we.aino, ofBv)).not.toContain("Ahola Oy");
    expect(await rowOf(we.aino, "Molen B.V.", { columns: "company" })).toMatchObject({
      companyName: "Pohjanranta B.V.",
      company: ["Pohjanranta B.V."],
    });
    expect(await rowOf(we.aino, "Ahola Oy")).toMatchObject({ isOwn: true, companyName: null });
    expect((await exported(we.aino)).find((row) => row.includes("Molen"))).toContain("Pohjanranta B.V.");
    expect((await listFilterOptions(we.aino, "fi")).companies.map(({ id }) => id)).toEqual([ids.ab, ids.bv]);
    expect((await listFilterOptions(we.pieter, "fi")).companies).toEqual([]);
  });

  test("counts those with basic sight among the others, and finds none of them by its company", async () => {
    await turn("showOtherCompanies");
    const pieter = await again(we.pieter);
    expect(await namesOf(pieter, { company: "other" })).toContain("Bergs kommun");
    expect(await namesOf(pieter, { company: "own" })).not.toContain("Bergs kommun");
    expect(await namesOf(pieter, { company: String(ids.ab) })).not.toContain("Bergs kommun");
    const [active] = [(await countTabs(pieter, customerFilter({ company: "other" }))).active];
    expect(active).toBe((await rowsOf(pieter)).filter(({ isOwn }) => !isOwn).length);
    expect((await rowOf(pieter, "Bergs kommun", { columns: "company" }))?.company).toEqual([]);
  });

  test("knows no companies while they are not told apart", async () => {
    await db.update(settings).set({ features: ["roles", "segments"] });
    const aino = await again(we.aino);
    expect(columnsFor(aino)).not.toContain("company");
    expect(await namesOf(aino, { company: "other" })).toContain("Ahola Oy");
    expect((await listFilterOptions(aino, "fi")).companies).toEqual([]);
    await expect(addCompany(await again(we.maija), { name: "Neljäs", country: "FI" })).rejects.toThrow(absent);
    await expect(
      flipCompanySwitch(await again(we.maija), { id: 1, name: "showOtherCompanies", to: "on" }),
    ).rejects.toThrow(absent);
    await db.update(settings).set({ features: ["roles", "segments", "multiCompany"] });
  });
});

describe("a switch between companies", () => {
  test("asks with real numbers before it exposes or hides, and again when they have changed", async () => {
    const [question] = await switchQuestions(we.maija, "showOtherCompanies", "on");
    const readers = [we.sven, we.pieter, we.eetu, we.ebba, we.karin];
    const kept = (await db.select().from(customers)).filter(({ deletedAt }) => !deletedAt);
    const served = kept.filter(({ companies: of }) => [ids.oy, ids.ab, ids.bv].every((id) => of.includes(id)));
    expect(question).toMatchObject({ params: { n: kept.length - served.length, people: readers.length } });
    const asked = { id: 1, name: "showOtherCompanies", to: "on" };
    expect(await flipCompanySwitch(we.maija, asked)).toMatchObject({ doubts: [{ key: "othersShown" }] });
    const stale = { ...asked, confirmed: "showOtherCompanies:on:1.1" };
    expect(await flipCompanySwitch(we.maija, stale)).toMatchObject({ ok: false });
    const line = { ...asked, confirmed: question?.mark };
    expect(await flipCompanySwitch(we.maija, line)).toMatchObject({ ok: true, result: { was: "off" } });
    expect((await lastLine("settings", 1, "settings.switched"))?.changes).toEqual({ showOtherCompanies: true });
    expect(await switchQuestions(we.maija, "ownersFromAnyCompany", "off")).toEqual([]);
    const about = async (name: SwitchName) => (await switchQuestions(we.maija, name, "on")).map(({ key }) => key);
    expect(await about("shareStructure")).toEqual(["structureShown"]);
    expect(await about("maskOtherCompanies")).toEqual(["detailsHidden"]);
    expect(await about("relateNewCustomers")).toEqual(["newShared"]);
  });

  test("is for those who reach the customers of all companies, and not there for others", async () => {
    const flip = (viewer: Viewer) => flipCompanySwitch(viewer, { id: 1, name: "ownersFromAnyCompany", to: "off" });
    await expect(flip(we.aino)).rejects.toThrow(absent);
    const narrow = Viewer.of({ ...we.maija.facts, reach: ["company"] });
    await expect(flip(narrow)).rejects.toThrow(absent);
    await expect(listCompanies(narrow)).rejects.toThrow(absent);
    expect(await flipSwitch(we.maija, { id: 1, name: "ownersFromAnyCompany", to: "off" })).toMatchObject({ ok: false });
  });
});

describe("a company", () => {
  const add = (name: string, country = "FI") => addCompany(we.maija, { name, country });

  test("is added, renamed by two people, and deleted while nothing hangs on it", async () => {
    expect(await add("")).toMatchObject({ problems: { name: { key: "required" } } });
    expect(await add("a".repeat(201), "Atlantis")).toMatchObject({
      problems: { name: { key: "tooLong" }, country: {} },
    });
    expect(await add("pohjanranta oy")).toMatchObject({ problems: { name: { key: "taken" } } });
    const id = await done(addCompany, we.maija, { name: "Pohjanranta AS", country: "NO", formKey: "a-form-key-1" });
    expect(await done(addCompany, we.maija, { name: "Pohjanranta AS", country: "NO", formKey: "a-form-key-1" })).toBe(
      id,
    );
    expect(await updateCompany(we.maija, { id, version: 1, name: "Pohjanranta Norge AS" })).toMatchObject({ ok: true });
    expect(await updateCompany(we.maija, { id, version: 1, country: "SE" })).toMatchObject({ ok: true });
    expect(await updateCompany(we.maija, { id, version: 1, name: "Toinen AS" })).toMatchObject({
      conflicts: [{ field: "name" }],
    });
    const listed = (await listCompanies(we.maija)).find((company) => company.id === id);
    expect(listed).toMatchObject({ name: "Pohjanranta Norge AS", country: "SE", customers: 0, people: 0 });
    expect((await lastLine("companies", id, "company.created"))?.changes).toMatchObject({ country: "NO" });
    // Where its invoices would have begun goes with it.
    expect(await updateCompany(we.maija, { id, invoiceStart: "500" })).toMatchObject({ ok: true });
    await done(deleteCompany, we.maija, { id });
    expect(await deleteCompany(we.maija, { id: ids.bv })).toMatchObject({ problems: { "": { key: "stillUsed" } } });
    await expect(updateCompany(we.aino, { id: ids.bv, name: "X" })).rejects.toThrow(absent);
  });

  test("out of use keeps what it has and is offered for nothing new; the last one stays", async () => {
    const { customers: held } = (await listCompanies(we.maija)).find(({ id }) => id === ids.bv) ?? {};
    await done(switchCompany, we.maija, { id: ids.bv, to: "disabled" });
    expect((await listCompanies(we.maija)).find(({ id }) => id === ids.bv)).toMatchObject({ customers: held });
    expect(await namesOf(we.pieter)).toContain("Molen B.V.");
    expect((await companyChoices(we.aino)).map(({ id }) => id)).toEqual([ids.oy, ids.ab]);
    expect((await personChoices(we.maija, [])).companies.map(({ id }) => id)).not.toContain(ids.bv);
    expect(mayAddCustomers(await again(we.sven))).toBe(true);
    const nl = { id: ids.bv, name: "Nieuw B.V.", country: "NL" };
    await expect(createCustomer(we.aino, nl)).rejects.toThrow(absent);
    const person = { id: ids.bv, firstName: "A", lastName: "B", email: "a.b@demo.example" };
    await expect(invitePerson(we.maija, person)).rejects.toThrow(absent);
    await done(switchCompany, we.maija, { id: ids.ab, to: "disabled" });
    // Sven would find no company to add a customer to; Aino has others.
    expect([mayAddCustomers(await again(we.sven)), mayAddCustomers(await again(we.aino))]).toEqual([false, true]);
    expect(await companyChoices(await again(we.sven))).toEqual([]);
    const last = await switchCompany(we.maija, { id: ids.oy, to: "disabled" });
    expect(last).toMatchObject({ problems: { "": { key: "lastCompany" } } });
    await done(switchCompany, we.maija, { id: ids.bv, to: "inUse" });
    const both = [ids.oy, ids.bv].map((id) => switchCompany(we.maija, { id, to: "disabled" }));
    expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1);
  });
});

import { and, eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { companies, customerExternalIds, customerTypes, events, groups, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Part, Viewer } from "@/lib/access/viewer";
import { payerChoices } from "@/lib/billing/queries";
import { markWithRole } from "@/lib/contact-register/commands";
import { contactBook } from "@/lib/contact-register/export";
import { contactFilter } from "@/lib/contact-register/filter";
import { listContacts, listRegisterOptions } from "@/lib/contact-register/queries";
import { addContact, updateContact } from "@/lib/contacts/commands";
import { contactFormChoices, contactsOf } from "@/lib/contacts/queries";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { updateGroupings } from "@/lib/groupings/commands";
import { groupingChoices } from "@/lib/groupings/queries";
import { createGroup, updateGroup } from "@/lib/groups/commands";
import { namesOfRows } from "@/lib/history/queries";
import { mapColumns, runImport, uploadImport } from "@/lib/imports/commands";
import { guessMapping, importFieldsFor } from "@/lib/imports/headings";
import { dryRun } from "@/lib/imports/queries";
import { addEntry, switchEntry } from "@/lib/registers/commands";
import { relationCandidates } from "@/lib/relations/queries";
import { flipSwitch } from "@/lib/settings/commands";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const words = { t: createTranslator({ locale: "fi", messages: catalog }) as never, locale: "fi" as const };
const unknown = { ok: false, problems: { "": { key: "formChanged" } } };

let we: Cast;
let ahola: number;
beforeAll(async () => {
  we = await cast();
  ahola = we.world.customers.ahola;
});

/** What the cast begins with. */
afterEach(async () => {
  await db.update(settings).set({ features: ["roles", "segments", "multiCompany"], integrations: [] });
  await db.update(companies).set({ disabledAt: null });
});

/** Turns a switch as the panel that asks first does, and signs two people of different companies in again. */
async function turn(name: Part, to: "on" | "off") {
  const asked = await flipSwitch(we.maija, { id: 1, name, to });
  const marks = asked.ok ? [] : (asked.doubts ?? []).map(({ mark }) => mark);
  const outcome = asked.ok ? asked : await flipSwitch(we.maija, { id: 1, name, to, confirmed: marks });
  expect(outcome).toMatchObject({ ok: true });
  return { maija: await signedIn(we.maija.employeeId), sven: await signedIn(we.sven.employeeId) };
}

const cardOf = async (viewer: Viewer, id: number) => {
  const card = await getCustomer(viewer, id, "fi");
  if (card.sight !== "full") throw new Error("basic");
  return card;
};

async function headings(viewer: Viewer): Promise<string[]> {
  const book = await customerBook(viewer, { facts: {}, about: [] }, words);
  return book.columns.map(({ heading }) => heading);
}

async function exportedRow(viewer: Viewer, id: number): Promise<Record<string, unknown>> {
  const { number } = await cardOf(viewer, id);
  const book = await customerBook(viewer, { facts: {}, about: [] }, words);
  for await (const batch of book.rows) {
    const found = batch.find(([cell]) => cell === number);
    if (found) return Object.fromEntries(book.columns.map(({ heading }, at) => [heading, found[at]]));
  }
  return {};
}

describe("a part of the product", () => {
  test("goes out of use only after saying how much it hides, by the right to settings, and the log tells", async () => {
    const off = { id: 1, name: "segments", to: "off" };
    expect(await flipSwitch(we.maija, off)).toMatchObject({ doubts: [{ key: "segmentsHidden", params: { n: 1 } }] });
    await turn("segments", "off");
    const [line] = await db.select().from(events).where(eq(events.action, "settings.switched"));
    expect(line).toMatchObject({ actorId: we.maija.employeeId, subject: "settings" });
    await expect(flipSwitch(we.aino, off)).rejects.toThrow(absent);
    expect(await flipSwitch(we.maija, { ...off, name: "invoicing" })).toMatchObject({ ok: false });
    expect(await flipSwitch(we.maija, { ...off, to: "sideways" })).toMatchObject({ ok: false });
  });

  test("that keeps companies apart stays while several are in use", async () => {
    const off = { id: 1, name: "multiCompany", to: "off" };
    expect(await flipSwitch(we.maija, off)).toMatchObject({
      problems: { "": { key: "companiesInUse", params: { n: 3 } } },
    });
    await db.update(companies).set({ disabledAt: new Date() }).where(eq(companies.name, "Pohjanranta AB"));
    expect(await flipSwitch(we.maija, off)).toMatchObject({ ok: false });
    await db.update(companies).set({ disabledAt: new Date() }).where(eq(companies.name, "Pohjanranta B.V."));
    const { maija } = await turn("multiCompany", "off");
    expect(maija.uses("multiCompany")).toBe(false);
  });
});

describe("without segments", () => {
  const segmentOf = async (viewer: Viewer) => (await cardOf(viewer, ahola)).segments.map(({ id }) => id);

  test("cards, forms, filters and settings have none, for anybody, and all is back with them", async () => {
    const held = await segmentOf(we.maija);
    const [segment = 0] = held;
    const filter = customerFilter({ segment: String(segment), view: "flat" });
    expect((await listCustomers(we.maija, filter, "fi")).rows.map(({ id }) => id)).toEqual([ahola]);

    const { maija } = await turn("segments", "off");
    const card = await cardOf(maija, ahola);
    expect(card.segments).toEqual([]);
    expect((await groupingChoices(maija, "fi", card)).segments.size).toBe(0);
    for (const viewer of [maija, await signedIn(we.aino.employeeId)]) {
      expect((await listFilterOptions(viewer, "fi", filter)).segments).toEqual([]);
      expect(await countTabs(viewer, filter)).toEqual(await countTabs(viewer, customerFilter({})));
      const book = await customerBook(
        viewer,
        { where: (tables) => wanted(viewer, tables.listedCustomers, filter), facts: {}, about: [] },
        words,
      );
      let rows = 0;
      for await (const batch of book.rows) rows += batch.length;
      expect(rows).toBe((await countTabs(viewer, customerFilter({}))).active);
    }
    expect(await updateGroupings(maija, { id: ahola, segments: [] })).toMatchObject(unknown);
    await expect(addEntry(maija, { register: "segmentGroups", name: "Koko 2" })).rejects.toThrow(absent);
    const name = await namesOfRows(maija, new Map([["segments", new Set([segment])]]), "fi");
    expect(name.get(`segments.${segment}`)).toBeTruthy();

    const again = await turn("segments", "on");
    expect(await segmentOf(again.maija)).toEqual(held);
    expect(await countTabs(again.maija, filter)).toMatchObject({ active: 1 });
  });
});

describe("without roles", () => {
  const contactBookOf = async (viewer: Viewer) =>
    contactBook(
      viewer,
      { filter: contactFilter({}), format: "csv", about: [], options: await listRegisterOptions(viewer, "fi") },
      words,
    );

  test("contacts, their register, files and settings have none, and all is back with them", async () => {
    const contacts = await contactsOf(we.maija, ahola, "fi");
    const [billing] = contacts.filter(({ roles }) => roles.length > 0);
    const role = billing?.roles[0]?.id ?? 0;
    await db.update(settings).set({ requiredContactFields: ["role"] });
    const person = { id: ahola, lastName: "Uusi" };
    expect(await addContact(we.maija, person)).toMatchObject({ problems: { roles: { key: "required" } } });

    const { maija, sven } = await turn("roles", "off");
    expect((await contactsOf(maija, ahola, "fi")).flatMap(({ roles }) => roles)).toEqual([]);
    expect(await contactFormChoices(maija, "fi", [role])).toMatchObject({ roles: [], required: [] });
    for (const viewer of [maija, sven]) {
      const { rows } = await listContacts(viewer, contactFilter({ state: "all" }), "fi");
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.flatMap(({ roleIds }) => roleIds)).toEqual([]);
      expect((await listRegisterOptions(viewer, "fi")).usesRoles).toBe(false);
    }
    const book = await contactBookOf(maija);
    expect(book.columns.map(({ heading }) => heading)).not.toContain("Roolit");
    for await (const batch of book.rows) for (const row of batch) expect(row).toHaveLength(book.columns.length);
    expect(await addContact(maija, { ...person, roles: [String(role)] })).toMatchObject(unknown);
    expect(await addContact(maija, person)).toMatchObject({ ok: true });
    expect(await updateContact(maija, { id: billing?.id, title: "Johtaja", roles: [] })).toMatchObject(unknown);
    expect(await updateContact(maija, { id: billing?.id, title: "Johtaja" })).toMatchObject({ ok: true });
    const mark = { id: role, contacts: [String(billing?.id)], change: "remove" };
    await expect(markWithRole(maija, mark)).rejects.toThrow(absent);
    await expect(addEntry(maija, { register: "contactRoles", "names.fi": "Avaimet" })).rejects.toThrow(absent);

    const again = await turn("roles", "on");
    expect((await contactsOf(again.maija, ahola, "fi")).find(({ id }) => id === billing?.id)?.roles).toEqual(
      billing?.roles,
    );
    expect((await contactBookOf(again.maija)).columns.map(({ heading }) => heading)).toContain("Roolit");
    await db.update(settings).set({ requiredContactFields: [] });
  });
});

describe("purchase invoices", () => {
  test("mark suppliers on the card, in the list and where customers are chosen, only while in use", async () => {
    const plumber = we.world.customers.plumber;
    const marked = async (viewer: Viewer) => ({
      card: (await cardOf(viewer, plumber)).isSupplier,
      types: (await listFilterOptions(viewer, "fi")).supplierTypes.length,
      related: (await relationCandidates(viewer, ahola, "putki", "fi")).map(({ isSupplier }) => isSupplier),
      payer: (await payerChoices(viewer, ahola, "putki")).map(({ isSupplier }) => isSupplier),
    });
    expect(await marked(we.maija)).toEqual({ card: false, types: 0, related: [false], payer: [false] });
    const { maija } = await turn("purchaseInvoices", "on");
    expect(await marked(maija)).toEqual({ card: true, types: 1, related: [true], payer: [true] });
    expect((await cardOf(maija, ahola)).isSupplier).toBe(false);
    expect(await flipSwitch(maija, { id: 1, name: "purchaseInvoices", to: "off" })).toMatchObject({
      doubts: [{ key: "suppliersHidden", params: { n: 1 } }],
    });
  });

  test("need the type Subcontractor, which cannot be hidden", async () => {
    const { maija } = await turn("purchaseInvoices", "on");
    const [type] = await db.select().from(customerTypes).where(eq(customerTypes.builtIn, "subcontractor"));
    expect(await switchEntry(maija, { register: "customerTypes", id: type?.id, to: "disabled" })).toMatchObject({
      ok: false,
    });
  });
});

describe("ids of outside systems", () => {
  const held = async (id: number) =>
    (await db.select().from(customerExternalIds).where(eq(customerExternalIds.customerId, id))).map(
      ({ integration, value }) => `${integration} ${value}`,
    );
  const made = async (viewer: Viewer, values: Values) => {
    const outcome = await createCustomer(viewer, { id: viewer.facts.companyId, country: "FI", ...values });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    return outcome.result.id;
  };

  test("are fields, columns and headings only while the system is in use; the ids stay", async () => {
    expect(await headings(we.maija)).not.toContain("Kirjanpitotunnus");
    expect(importFieldsFor(we.maija)).not.toContain("accountingId");
    expect(await updateCustomer(we.maija, { id: ahola, accountingId: "4711" })).toMatchObject(unknown);
    expect(await createGroup(we.maija, { name: "Tunnuksellinen", integrationId: "R1" })).toMatchObject(unknown);

    const { maija } = await turn("accounting", "on");
    expect(await updateCustomer(maija, { id: ahola, accountingId: "4711" })).toMatchObject({ ok: true });
    expect(await updateCustomer(maija, { id: ahola, hubspotId: "1" })).toMatchObject(unknown);
    expect((await cardOf(maija, ahola)).externalIds).toEqual({ accountingId: "4711" });
    expect(await exportedRow(maija, ahola)).toMatchObject({ Kirjanpitotunnus: "4711" });
    expect(await headings(maija)).not.toContain("HubSpot-tunnus");
    expect(await headings(await signedIn(we.aino.employeeId))).toContain("Kirjanpitotunnus");
    expect(await updateGroup(maija, { id: we.world.groups.key, integrationId: "R1" })).toMatchObject({ ok: true });

    expect(await flipSwitch(maija, { id: 1, name: "accounting", to: "off" })).toMatchObject({
      doubts: [{ key: "accountingHidden", params: { n: 2 } }],
    });
    const off = await turn("accounting", "off");
    expect((await cardOf(off.maija, ahola)).externalIds).toEqual({});
    expect(await headings(off.maija)).not.toContain("Kirjanpitotunnus");
    expect(await updateCustomer(off.maija, { id: ahola, email: "uusi@ahola.example" })).toMatchObject({ ok: true });
    expect(await updateGroup(off.maija, { id: we.world.groups.key, integrationId: "" })).toMatchObject(unknown);
    expect(await held(ahola)).toEqual(["accounting 4711"]);
    const [group] = await db.select().from(groups).where(eq(groups.id, we.world.groups.key));
    expect(group?.integrationId).toBe("R1");
  });

  test("belong to one customer per system, and can be changed and taken away, logged", async () => {
    await turn("accounting", "on");
    const { maija } = await turn("hubspot", "on");
    const id = await made(maija, { name: "Tunnus Oy", accountingId: "A 1", hubspotId: "A 1" });
    expect(await held(id)).toEqual(["accounting A 1", "hubspot A 1"]);
    const other = we.world.customers.wirtanen;
    expect(await updateCustomer(maija, { id: other, hubspotId: "A 1" })).toMatchObject({
      problems: { hubspotId: { key: "externalIdTaken" } },
    });
    expect(await updateCustomer(maija, { id: other, hubspotId: "x".repeat(10_000) })).toMatchObject({
      problems: { hubspotId: { key: "tooLong" } },
    });
    expect(await updateCustomer(maija, { id, hubspotId: "" })).toMatchObject({ ok: true });
    expect(await held(id)).toEqual(["accounting A 1"]);
    expect(await updateCustomer(maija, { id: other, hubspotId: "A 1" })).toMatchObject({ ok: true });
    const lines = await db
      .select()
      .from(events)
      .where(and(eq(events.subject, "customers"), eq(events.subjectId, id), eq(events.action, "customer.updated")));
    expect(lines).toHaveLength(1);
  });

  test("come in with a file only while the system is in use", async () => {
    const head = ["Nimi", "Kirjanpitotunnus"];
    const rows = [
      ["Ensimmäinen Oy", "K1"],
      ["Toinen Oy", "K1"],
      ["Kolmas Oy", "4711"],
    ].map((cells, at) => ({ line: at + 2, cells }));
    const file = {
      fileName: "a.csv",
      fileHash: "0".repeat(64),
      head,
      rows,
      stage: "active",
      groupId: "",
      companyId: "",
    };
    expect(guessMapping(head)).toEqual(["name", null]);
    const early = await uploadImport(we.maija, file);
    const earlyId = early.ok ? early.result.id : 0;
    const mapped = { id: earlyId, "column.1": "accountingId" };
    expect(await mapColumns(we.maija, mapped)).toMatchObject({ problems: { "column.1": { key: "chooseOption" } } });

    const { maija } = await turn("accounting", "on");
    const uploaded = await uploadImport(maija, file);
    const id = uploaded.ok ? uploaded.result.id : 0;
    const { good, problems } = await dryRun(maija, id);
    expect(good.map(({ name, accountingId }) => [name, accountingId])).toEqual([["Ensimmäinen Oy", "K1"]]);
    expect(problems.map(({ what, value }) => [what.key, value])).toEqual([
      ["rowTwice", "K1"],
      ["externalIdTaken", "4711"],
    ]);
    expect(await runImport(maija, { id })).toMatchObject({ result: { created: 1 } });
    const [kept] = await db.select().from(customerExternalIds).where(eq(customerExternalIds.value, "K1"));
    expect(kept?.integration).toBe("accounting");
  });
});

import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  addresses,
  customerContacts,
  customers,
  customerTypeLinks,
  customerTypes,
  employees,
  events,
  eventValues,
  persons,
  settings,
} from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { addressesOf } from "@/lib/addresses/queries";
import { contactsOf } from "@/lib/contacts/queries";
import {
  archiveCustomer,
  createCustomer,
  deleteCustomer,
  restoreFromBin,
  unarchiveCustomer,
  updateCustomer,
} from "@/lib/customers/commands";
import { companyChoices, customerChoices, getCustomer } from "@/lib/customers/queries";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

let w: Cast;
beforeAll(async () => {
  w = await cast();
});

/** A new customer of the viewer's own company; the names of the tests are unlike each other. */
const create = (viewer: Viewer, values: Values) =>
  createCustomer(viewer, { id: viewer.facts.companyId, country: "FI", ...values });

async function created(viewer: Viewer, values: Values): Promise<number> {
  const outcome = await create(viewer, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

const row = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0];
const typesOf = async (id: number) =>
  (await db.select().from(customerTypeLinks).where(eq(customerTypeLinks.customerId, id))).map(({ typeId }) => typeId);
const count = () => db.$count(customers);

async function logOf(id: number) {
  const lines = await db
    .select({ action: events.action, field: eventValues.field, before: eventValues.before, after: eventValues.after })
    .from(events)
    .leftJoin(eventValues, eq(eventValues.eventId, events.id))
    .where(and(eq(events.subject, "customers"), eq(events.subjectId, id)))
    .orderBy(events.id, eventValues.id);
  return lines;
}

describe("a new customer", () => {
  test("comes with its head office, its first contact and the default type", async () => {
    const id = await created(w.aino, {
      name: "Kaislikko Oy",
      businessId: "9210000-8",
      email: "INFO@kaislikko.example",
      phone: "040 123 4567",
      website: "kaislikko.example",
      "headOffice.street": "Rantatie 1",
      "headOffice.postalCode": "00100",
      "headOffice.city": "Helsinki",
      "contact.firstName": "Oona",
      "contact.lastName": "Oja",
      "contact.phone": "040 765 4321",
    });
    expect(await row(id)).toMatchObject({
      companyId: w.world.companies.oy,
      businessId: "9210000-8",
      vatNumber: "FI92100008",
      email: "info@kaislikko.example",
      phone: "+358 40 1234567",
      website: "https://kaislikko.example",
      ownerId: w.aino.employeeId,
      createdBy: w.aino.employeeId,
      stage: "prospect",
      stageReason: "created",
      version: 1,
      city: "Helsinki",
      people: [w.aino.employeeId],
      companies: [w.world.companies.oy],
      nameKey: "kaislikko",
    });
    expect((await row(id))?.search).toContain("helsinki");
    expect(await addressesOf(w.aino, id)).toEqual([
      expect.objectContaining({ isHeadOffice: true, street: "Rantatie 1", postalCode: "00100", country: "FI" }),
    ]);
    expect(await contactsOf(w.aino, id, "fi")).toEqual([
      expect.objectContaining({ firstName: "Oona", phone: "+358407654321", phoneRaw: "040 765 4321" }),
    ]);
    const [usual] = await db.select().from(customerTypes).where(eq(customerTypes.defaultCustomer, true));
    expect(await typesOf(id)).toEqual([usual?.id]);
  });

  test("a private individual gets the type for consumers, and a chosen type wins", async () => {
    const [consumer] = await db.select().from(customerTypes).where(eq(customerTypes.defaultConsumer, true));
    const [subcontractor] = await db.select().from(customerTypes).where(eq(customerTypes.defaultSubcontractor, true));
    expect(await typesOf(await created(w.aino, { name: "Meri Mutikka", kind: "person" }))).toEqual([consumer?.id]);
    const chosen = await created(w.aino, { name: "Putkinen Ky", types: ["", String(subcontractor?.id)] });
    expect(await typesOf(chosen)).toEqual([subcontractor?.id]);
  });

  test("without an address it has none, and nobody as contact", async () => {
    const id = await created(w.aino, { name: "Paljas Oy", "headOffice.country": "FI", "contact.firstName": " " });
    expect(await addressesOf(w.aino, id)).toEqual([]);
    expect(await contactsOf(w.aino, id, "fi")).toEqual([]);
  });

  test("all that is wrong is said at once, and nothing is written", async () => {
    const before = await count();
    const outcome = await create(w.aino, {
      name: " ",
      country: "SE",
      vatNumber: "SE123",
      businessId: "1",
      email: "x",
      "headOffice.postalCode": "1",
      "contact.email": "a@b.example",
    });
    expect(outcome).toEqual({
      ok: false,
      problems: {
        name: { key: "required" },
        businessId: { key: "businessIdSe" },
        vatNumber: { key: "vatNumber", params: { example: "SE123456789001" } },
        email: { key: "email" },
        "headOffice.postalCode": { key: "postcodeSe" },
        "contact.lastName": { key: "required" },
      },
    });
    expect(await create(w.aino, { name: "Outo Oy", colour: "red" })).toEqual({
      ok: false,
      problems: { "": { key: "formChanged" } },
    });
    expect(await count()).toBe(before);
  });

  test("identifiers follow the country: Åland is Finland, Norway gets MVA, elsewhere short codes pass", async () => {
    const aland = await created(w.aino, { name: "Skärgårdsmjölk Ab", country: "AX", businessId: "92100067" });
    expect(await row(aland)).toMatchObject({ businessId: "9210006-7", vatNumber: "FI92100067" });
    const norway = await created(w.aino, { name: "Fjordfisk AS", country: "NO", vatNumber: "922000018 MVA" });
    expect(await row(norway)).toMatchObject({ businessId: "922000018", vatNumber: "NO922000018MVA" });
    const sweden = await created(w.aino, { name: "Tallbarr AB", country: "SE", businessId: "452060-0018" });
    expect(await row(sweden)).toMatchObject({ businessId: "452060-0018", vatNumber: null });
    const chile = await created(w.aino, { name: "Araucaria", country: "CL", businessId: "76.123.456-k" });
    expect(await row(chile)).toMatchObject({ businessId: "76.123.456-K" });
  });

  test("group, owner and types have to be there", async () => {
    const outcome = await create(w.aino, { name: "Tyhjä Viittaus Oy", groupId: "999999", ownerId: "999999" });
    expect(outcome).toMatchObject({ problems: { groupId: { key: "chooseOption" }, ownerId: { key: "chooseOption" } } });
    expect(await create(w.aino, { name: "Tyhjä Viittaus Oy", ownerId: String(w.nils.employeeId) })).toMatchObject({
      problems: { ownerId: { key: "chooseOption" } },
    });
    expect(await create(w.aino, { name: "Tyhjä Viittaus Oy", types: "999999" })).toMatchObject({
      problems: { types: { key: "chooseOption" } },
    });
  });

  test("the owner can be another, or nobody", async () => {
    const other = await created(w.aino, { name: "Toisen Oma Oy", ownerId: String(w.eetu.employeeId) });
    expect(await row(other)).toMatchObject({ ownerId: w.eetu.employeeId, people: [w.eetu.employeeId] });
    expect(await row(await created(w.aino, { name: "Isännätön Oy", ownerId: "" }))).toMatchObject({ ownerId: null });
  });

  test("a company of one's own, or any for those who reach all", async () => {
    const { ab } = w.world.companies;
    const outcome = await createCustomer(w.maija, { id: ab, name: "Granskog AB", country: "SE" });
    expect(outcome.ok && (await row(outcome.result.id))?.companyId).toBe(ab);
    await expect(createCustomer(w.eetu, { id: ab, name: "Främmande AB", country: "SE" })).rejects.toThrow(absent);
    await expect(createCustomer(w.maija, { id: 999_999, name: "Ingenstans AB", country: "SE" })).rejects.toThrow(
      absent,
    );
  });

  test("without the right there is no such thing", async () => {
    for (const viewer of [w.pieter, w.nils]) {
      await expect(create(viewer, { name: "Verboden B.V." })).rejects.toThrow(absent);
    }
  });

  test("the same form twice makes one customer", async () => {
    const before = await count();
    const form = { name: "Kaksoisnapsautus Oy", formKey: "form-key-twice" };
    const [one, other] = await Promise.all([create(w.aino, form), create(w.aino, form)]);
    const again = await create(w.aino, form);
    expect(one).toMatchObject({ ok: true });
    expect(other).toEqual(one);
    expect(again).toEqual(one);
    expect(await count()).toBe(before + 1);
  });

  test("is logged with its values", async () => {
    const id = await created(w.aino, { name: "Lokikirja Oy", "headOffice.city": "Espoo" });
    const log = await logOf(id);
    expect(new Set(log.map(({ action }) => action))).toEqual(new Set(["customer.created"]));
    expect(log).toContainEqual(expect.objectContaining({ field: "name", before: null, after: "Lokikirja Oy" }));
    expect(log).toContainEqual(
      expect.objectContaining({ field: "headOffice", after: expect.objectContaining({ city: "Espoo" }) }),
    );
    expect(log.map(({ field }) => field)).toContain("types");
  });
});

describe("a customer that looks like another", () => {
  const doubtsOf = (outcome: Awaited<ReturnType<typeof create>>) => (outcome.ok ? [] : (outcome.doubts ?? []));

  test("is asked about, with a way to those there are, and may be saved anyway", async () => {
    const first = await created(w.aino, { name: "Kuusenkerkkä Oy", businessId: "9210001-6", email: "a@kuusi.example" });
    const twins = [
      { name: "Jotain Muuta", businessId: "9210001-6" },
      { name: "Jotain Muuta", vatNumber: "FI92100016" },
      { name: "Jotain Muuta", email: "A@kuusi.example" },
      { name: "KUUSENKERKKA AB" },
      { name: "Kuusenkerkä Oy" },
    ];
    for (const values of twins) {
      const outcome = await create(w.aino, values);
      const [doubt] = doubtsOf(outcome);
      expect(doubt, JSON.stringify(values)).toMatchObject({ key: "duplicates", mark: `duplicates:${first}` });
      expect(doubt?.links).toEqual([
        { href: `/customers/${first}`, label: `Kuusenkerkkä Oy (${(await row(first))?.number})` },
      ]);
    }
    const anyway = await create(w.aino, { ...twins[3], confirmed: `duplicates:${first}` });
    expect(anyway.ok).toBe(true);
    const yesToAnother = await create(w.aino, { ...twins[0], confirmed: `duplicates:${w.world.customers.ahola}` });
    expect(doubtsOf(yesToAnother)).toHaveLength(1);
  });

  test("phone numbers count however they are written, longer names where the beginning is the same", async () => {
    await created(w.aino, { name: "Hirvikallio", phone: "050 555 0177" });
    expect(doubtsOf(await create(w.aino, { name: "Muu Nimi", phone: "+358 50 5550177" }))).toHaveLength(1);
    await created(w.aino, { name: "Pensasaita Siivouspalvelut Pohjoinen Oy" });
    expect(doubtsOf(await create(w.aino, { name: "Pensasaita" }))).toHaveLength(1);
    expect(doubtsOf(await create(w.aino, { name: "Aivan Erilainen Toiminimi" }))).toHaveLength(0);
  });

  test("those in the archive are named as such, those in the bin not at all", async () => {
    const archived = await created(w.aino, { name: "Syyssade Oy" });
    await archiveCustomer(w.aino, { id: archived });
    expect(doubtsOf(await create(w.aino, { name: "Syyssade Oy" }))).toMatchObject([
      { key: "duplicatesArchived", mark: `duplicatesArchived:${archived}` },
    ]);
    await deleteCustomer(w.aino, { id: archived });
    expect(doubtsOf(await create(w.aino, { name: "Syyssade Oy" }))).toEqual([]);
  });

  test("of those one may not see nothing is told but that there are some", async () => {
    await created(w.aino, { name: "Tuhkapilvi Oy", businessId: "9210002-4" });
    const outcome = await create(w.ebba, { name: "Något annat", businessId: "9210002-4" });
    expect(doubtsOf(outcome)).toEqual([{ mark: "duplicatesHidden", key: "duplicatesHidden" }]);
    expect(
      (await create(w.ebba, { name: "Något annat", businessId: "9210002-4", confirmed: "duplicatesHidden" })).ok,
    ).toBe(true);
  });

  test("with basic sight a name may be recognised, never an identifier", async () => {
    await db.update(settings).set({ showOtherCompanies: true });
    const ebba = await signedIn(w.ebba.employeeId);
    const theirs = await created(w.aino, { name: "Rantakivikko Oy", businessId: "9210003-2" });
    expect(doubtsOf(await create(ebba, { name: "Ölandsbro", businessId: "9210003-2" }))).toEqual([
      { mark: "duplicatesHidden", key: "duplicatesHidden" },
    ]);
    expect(doubtsOf(await create(ebba, { name: "Rantakivikko" }))).toMatchObject([{ mark: `duplicates:${theirs}` }]);
    await db.update(settings).set({ showOtherCompanies: false });
  });

  test("a change is asked about only where it makes the likeness", async () => {
    const one = await created(w.aino, { name: "Lehtometsä Oy" });
    const other = await created(w.aino, { name: "Havukallio Oy" });
    const outcome = await updateCustomer(w.aino, { id: other, name: "Lehtometsä" });
    expect(outcome).toMatchObject({ doubts: [{ mark: `duplicates:${one}` }] });
    expect((await updateCustomer(w.aino, { id: other, name: "Lehtometsä", confirmed: `duplicates:${one}` })).ok).toBe(
      true,
    );
    expect((await updateCustomer(w.aino, { id: other, description: "Sama nimi, eri paikka" })).ok).toBe(true);
  });
});

describe("a change", () => {
  test("touches what is sent and nothing else", async () => {
    const id = await created(w.aino, { name: "Pysyvä Oy", businessId: "9210004-0", description: "Alku" });
    const before = await row(id);
    expect((await updateCustomer(w.aino, { id, description: "Loppu" })).ok).toBe(true);
    const after = await row(id);
    expect(after).toMatchObject({ description: "Loppu", version: 2, updatedBy: w.aino.employeeId });
    expect({ ...after, description: "", version: 0, updatedAt: 0 }).toEqual({
      ...before,
      description: "",
      version: 0,
      updatedAt: 0,
    });
    expect(await logOf(id)).toContainEqual({
      action: "customer.updated",
      field: "description",
      before: "Alku",
      after: "Loppu",
    });
  });

  test("clears what is sent empty, but not what has to be there", async () => {
    const id = await created(w.aino, {
      name: "Tyhjennys Oy",
      email: "a@tyhjennys.example",
      ownerId: String(w.aino.employeeId),
    });
    expect((await updateCustomer(w.aino, { id, email: "", ownerId: "", groupId: "" })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ email: null, ownerId: null });
    expect(await updateCustomer(w.aino, { id, name: "" })).toEqual({
      ok: false,
      problems: { name: { key: "required" } },
    });
    expect(await updateCustomer(w.aino, { id, number: "" })).toEqual({
      ok: false,
      problems: { number: { key: "required" } },
    });
  });

  test("of the country is judged with the identifiers that stay", async () => {
    const id = await created(w.aino, { name: "Muuttolintu Oy", businessId: "9210005-9" });
    expect(await updateCustomer(w.aino, { id, country: "SE" })).toMatchObject({
      problems: { businessId: { key: "businessIdSe" } },
    });
    expect((await updateCustomer(w.aino, { id, country: "SE", businessId: "452060-0000", vatNumber: "" })).ok).toBe(
      true,
    );
    expect(await row(id)).toMatchObject({ country: "SE", businessId: "452060-0000", vatNumber: null });
  });

  test("leaves an odd identifier in peace that nobody touched", async () => {
    const id = await created(w.aino, { name: "Vanha Kirjaus Oy" });
    await db.update(customers).set({ businessId: "vanha 12", phone: "alanumero 7" }).where(eq(customers.id, id));
    const form = { id, country: "FI", businessId: "vanha 12", phone: "alanumero 7", description: "x" };
    expect((await updateCustomer(w.aino, form)).ok).toBe(true);
    expect(await row(id)).toMatchObject({ businessId: "vanha 12", phone: "alanumero 7", description: "x" });
  });

  test("of the stage is one by hand; of the types is logged and leaves at least one", async () => {
    const id = await created(w.aino, { name: "Vaihetieto Oy" });
    const all = await db.select().from(customerTypes).orderBy(customerTypes.id);
    const ids = all.map(({ id: typeId }) => typeId);
    expect((await updateCustomer(w.aino, { id, stage: "active", types: ["", ...ids.map(String)] })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ stage: "active", stageReason: "manual", tab: 0 });
    expect(await typesOf(id)).toEqual(ids);
    expect(await logOf(id)).toContainEqual(expect.objectContaining({ field: "types", after: ids }));
    await updateCustomer(w.aino, { id, types: "" });
    expect(await typesOf(id)).toEqual([all.find((type) => type.defaultCustomer)?.id]);
  });

  test("of somebody else's customer, or without the right, is not there", async () => {
    const { ahola, molen } = w.world.customers;
    await expect(updateCustomer(w.sven, { id: ahola, name: "Sven oli täällä" })).rejects.toThrow(absent);
    await expect(updateCustomer(w.pieter, { id: molen, name: "Pieter was hier" })).rejects.toThrow(absent);
    await expect(updateCustomer(w.nils, { id: ahola, name: "Nils" })).rejects.toThrow(absent);
    await expect(updateCustomer(w.aino, { id: 999_999, name: "Nobody" })).rejects.toThrow(absent);
    expect((await row(ahola))?.name).toBe("Ahola Oy");
  });
});

describe("two people change one customer", () => {
  test("different fields merge", async () => {
    const id = await created(w.aino, { name: "Yhdistyvä Oy", description: "Alku", language: "fi" });
    const opened = { id, version: 1, name: "Yhdistyvä Oy", description: "Alku", language: "fi", country: "FI" };
    expect((await updateCustomer(w.maija, { ...opened, language: "sv" })).ok).toBe(true);
    expect((await updateCustomer(w.aino, { ...opened, description: "Ainon" })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ description: "Ainon", language: "sv", version: 3 });
  });

  test("the same field is asked, and each answer holds", async () => {
    const id = await created(w.aino, { name: "Kiistelty Oy", description: "Alku", ownerId: String(w.aino.employeeId) });
    const ids = (await db.select().from(customerTypes).orderBy(customerTypes.id)).map((type) => type.id);
    const opened = {
      id,
      version: 1,
      description: "Alku",
      ownerId: String(w.aino.employeeId),
      types: ["", String(ids[0])],
    };
    await updateCustomer(w.maija, {
      ...opened,
      description: "Maijan",
      email: "maija@kiistelty.example",
      ownerId: String(w.eetu.employeeId),
      types: ["", String(ids[1])],
    });
    const mine = {
      ...opened,
      email: "",
      description: "Ainon",
      ownerId: String(w.maija.employeeId),
      types: ["", String(ids[2])],
    };
    const outcome = await updateCustomer(w.aino, mine);
    // The form goes on with what only the other changed, so that the answer does not undo it.
    const fresh = { email: "maija@kiistelty.example" };
    expect(outcome).toMatchObject({ ok: false, version: 2, fresh });
    expect(outcome.ok ? [] : outcome.conflicts).toEqual(
      expect.arrayContaining([
        { field: "description", mine: "Ainon", theirs: "Maijan", by: "Maija Hallavuo" },
        { field: "ownerId", mine: String(w.maija.employeeId), theirs: w.eetu.employeeId, by: "Maija Hallavuo" },
        { field: "types", mine: ["", String(ids[2])], theirs: [ids[1]], by: "Maija Hallavuo" },
      ]),
    );
    expect(await row(id)).toMatchObject({ description: "Maijan" });

    const choices = { "keep.description": "mine", "keep.ownerId": "theirs", "keep.types": "theirs" };
    expect((await updateCustomer(w.aino, { ...mine, ...fresh, version: 2, ...choices })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ description: "Ainon", ownerId: w.eetu.employeeId, ...fresh });
    expect(await typesOf(id)).toEqual([ids[1]]);
  });
});

describe("one's own reach", () => {
  test("whoever gives a customer up is asked first and does not come back to it", async () => {
    const id = await created(w.ebba, { name: "Bortskänkt AB", country: "SE" });
    const away = { id, ownerId: "" };
    const outcome = await updateCustomer(w.ebba, away);
    expect(outcome).toMatchObject({ ok: false, doubts: [{ mark: "leavesReach", key: "leavesReach" }] });
    expect(await row(id)).toMatchObject({ ownerId: w.ebba.employeeId, version: 1 });
    expect(await updateCustomer(w.ebba, { ...away, confirmed: "leavesReach" })).toEqual({
      ok: true,
      result: { id, inReach: false },
    });
    await expect(getCustomer(w.ebba, id, "sv")).rejects.toThrow(absent);
  });

  test("also with a new one; both doubts are asked together", async () => {
    const twin = await created(w.ebba, { name: "Dubbelsäng AB", country: "SE" });
    const values = { name: "Dubbelsäng", country: "SE", ownerId: "" };
    const before = await count();
    const first = await create(w.ebba, { ...values, confirmed: `duplicates:${twin}` });
    expect(first.ok ? [] : first.doubts?.map(({ mark }) => mark)).toEqual([`duplicates:${twin}`, "leavesReach"]);
    expect(await count()).toBe(before);
    expect(await create(w.ebba, { ...values, confirmed: [`duplicates:${twin}`, "leavesReach"] })).toMatchObject({
      ok: true,
      result: { inReach: false },
    });
  });

  test("who may not make others responsible owns new customers alone, and gives none to anybody else", async () => {
    const refused = { ok: false, problems: { ownerId: { key: "ownerOnlySelf" } } };
    const mine = await created(w.ebba, { name: "Egenvård AB", country: "SE", ownerId: String(w.ebba.employeeId) });
    const others = { ownerId: String(w.karin.employeeId) };
    expect(await create(w.ebba, { name: "Annans AB", country: "SE", ...others })).toMatchObject(refused);
    expect(await updateCustomer(w.ebba, { id: mine, ...others, name: "Ny" })).toMatchObject(refused);
    expect(await updateCustomer(w.ebba, { id: mine, ownerId: "999999" })).toMatchObject(refused);
    expect(await row(mine)).toMatchObject({ name: "Egenvård AB", ownerId: w.ebba.employeeId });
    const { customers: at } = w.world;
    const kept = { id: at.berg, ownerId: String((await row(at.berg))?.ownerId ?? ""), description: "Ny text" };
    expect((await updateCustomer(w.sven, kept)).ok).toBe(true);
    expect((await updateCustomer(w.sven, { id: at.berg, ownerId: String(w.sven.employeeId) })).ok).toBe(true);
  });

  test("a group one sells keeps the customer in sight", async () => {
    const id = await created(w.sven, { name: "Gruppbyte AB", country: "SE" });
    const outcome = await updateCustomer(w.sven, { id, ownerId: "", groupId: String(w.world.groups.bygg) });
    expect(outcome).toMatchObject({ ok: true, result: { inReach: true } });
  });
});

describe("archive and bin", () => {
  test("an archived customer takes no changes until it is back", async () => {
    const id = await created(w.aino, { name: "Talviuni Oy" });
    expect((await archiveCustomer(w.aino, { id, archiveReason: "Hiljaista" })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ archiveReason: "Hiljaista", archivedBy: w.aino.employeeId, tab: 2 });
    expect(await updateCustomer(w.aino, { id, name: "Herätys Oy" })).toEqual({
      ok: false,
      problems: { "": { key: "customerArchived" } },
    });
    const first = (await row(id))?.archivedAt;
    await archiveCustomer(w.maija, { id, archiveReason: "Toinen" });
    expect(await row(id)).toMatchObject({ archiveReason: "Hiljaista", archivedAt: first });
    expect((await unarchiveCustomer(w.aino, { id })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ archivedAt: null, archivedBy: null, archiveReason: null, tab: 1 });
    expect((await updateCustomer(w.aino, { id, name: "Herätys Oy" })).ok).toBe(true);
    const actions = [...new Set((await logOf(id)).map(({ action }) => action))];
    expect(actions).toEqual(["customer.created", "customer.archived", "customer.unarchived", "customer.updated"]);
  });

  test("what is in the bin is nobody's, and comes back as it was", async () => {
    const id = await created(w.aino, { name: "Kertakäyttö Oy", "headOffice.city": "Vaasa" });
    expect((await deleteCustomer(w.aino, { id })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ deletedBy: w.aino.employeeId, tab: 3 });
    await expect(getCustomer(w.aino, id, "fi")).rejects.toThrow(absent);
    await expect(updateCustomer(w.aino, { id, name: "Haamu" })).rejects.toThrow(absent);
    await expect(deleteCustomer(w.aino, { id })).rejects.toThrow(absent);
    expect((await restoreFromBin(w.maija, { id })).ok).toBe(true);
    expect(await getCustomer(w.aino, id, "fi")).toMatchObject({ sight: "full", name: "Kertakäyttö Oy" });
    await expect(restoreFromBin(w.maija, { id })).rejects.toThrow(absent);
  });

  test("rights: sellers archive and do not delete, readers do neither", async () => {
    const id = await created(w.ebba, { name: "Rättighet AB", country: "SE" });
    await expect(deleteCustomer(w.ebba, { id })).rejects.toThrow(absent);
    await expect(archiveCustomer(w.karin, { id })).rejects.toThrow(absent);
    await expect(restoreFromBin(w.ebba, { id: w.world.customers.binned })).rejects.toThrow(absent);
    expect((await archiveCustomer(w.ebba, { id })).ok).toBe(true);
    await expect(archiveCustomer(w.eetu, { id })).rejects.toThrow(absent);
  });
});

describe("the card", () => {
  test("shows what is inside one's reach, with names for ids", async () => {
    expect(await getCustomer(w.eetu, w.world.customers.ahola, "sv")).toMatchObject({
      sight: "full",
      name: "Ahola Oy",
      companyName: "Pohjanranta Oy",
      ownerName: "Aino Ruskalampi",
      groupName: "Avainasiakkaat",
      createdBy: "Maija Hallavuo",
      updatedBy: "Aino Ruskalampi",
      types: [{ name: "Kund" }],
    });
    await expect(getCustomer(w.sven, w.world.customers.ahola, "sv")).rejects.toThrow(absent);
    await expect(getCustomer(w.nils, w.world.customers.ahola, "sv")).rejects.toThrow(absent);
    expect(await addressesOf(w.sven, w.world.customers.ahola)).toEqual([]);
    expect(await contactsOf(w.sven, w.world.customers.ahola, "sv")).toEqual([]);
  });

  test("shows the head office first, the primary contact first, and those who have left last", async () => {
    const { ahola } = w.world.customers;
    expect((await addressesOf(w.aino, ahola)).map(({ city, isHeadOffice }) => [city, isHeadOffice])).toEqual([
      ["Helsinki", true],
      ["Turku", false],
    ]);
    expect((await contactsOf(w.aino, ahola, "fi")).map(({ lastName }) => lastName)).toEqual(["Testinen", "Kuuralehto"]);
    const testinen = db.select({ id: persons.id }).from(persons).where(eq(persons.lastName, "Testinen"));
    const left = inArray(customerContacts.personId, testinen);
    await db.update(customerContacts).set({ inactiveAt: sql`now()` }).where(left);
    expect((await contactsOf(w.aino, ahola, "fi")).map(({ lastName }) => lastName)).toEqual(["Kuuralehto", "Testinen"]);
    await db.update(customerContacts).set({ inactiveAt: null }).where(left);
  });

  test("of a sister company's customer shows the basic data, while the organisation says so", async () => {
    await db.update(settings).set({ showOtherCompanies: true });
    const karin = await signedIn(w.karin.employeeId);
    const customer = await getCustomer(karin, w.world.customers.ahola, "en");
    expect(Object.keys(customer).sort()).toEqual([
      "addresses",
      "city",
      "country",
      "id",
      "name",
      "number",
      "sight",
      "typeIds",
      "types",
    ]);
    const seen = { sight: "basic", city: "Helsinki", types: [{ name: "Customer" }], addresses: [] };
    expect(customer).toMatchObject(seen);
    await expect(getCustomer(karin, w.world.customers.binned, "en")).rejects.toThrow(absent);
    await expect(updateCustomer(karin, { id: w.world.customers.ahola })).rejects.toThrow(absent);
    await db.update(settings).set({ showOtherCompanies: false });
  });

  test("hides owner and group of other companies' customers while the mask is on, and keeps them", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    const aino = await signedIn(w.aino.employeeId);
    const { dal } = w.world.customers;
    expect(await getCustomer(aino, dal, "fi")).toMatchObject({
      isMasked: true,
      ownerId: null,
      ownerName: null,
      groupId: null,
      groupName: null,
    });
    expect(await getCustomer(aino, w.world.customers.ahola, "fi")).toMatchObject({
      isMasked: false,
      ownerName: "Aino Ruskalampi",
    });
    expect(await updateCustomer(aino, { id: dal, ownerId: "" })).toEqual({
      ok: false,
      problems: { "": { key: "formChanged" } },
    });
    expect((await updateCustomer(aino, { id: dal, description: "Ny" })).ok).toBe(true);
    expect(await row(dal)).toMatchObject({
      ownerId: w.ebba.employeeId,
      groupId: w.world.groups.bygg,
      description: "Ny",
    });
    await db.update(settings).set({ maskOtherCompanies: false });
  });

  test("the form offers people who may own customers, and keeps an owner who has left", async () => {
    const names = async (customer?: { types: { id: number }[]; ownerId: number | null }) =>
      (await customerChoices(w.aino, "fi", customer)).owners.map(({ id }) => id);
    expect(await names()).toContain(w.karin.employeeId);
    expect(await names()).not.toContain(w.nils.employeeId);
    await db.update(employees).set({ deactivatedAt: sql`now()` }).where(eq(employees.id, w.karin.employeeId));
    expect(await names()).not.toContain(w.karin.employeeId);
    expect(await names({ types: [], ownerId: w.karin.employeeId })).toContain(w.karin.employeeId);
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, w.karin.employeeId));
    expect(await companyChoices(w.aino)).toHaveLength(3);
    expect((await companyChoices(w.eetu)).map(({ id }) => id)).toEqual([w.world.companies.oy]);
  });
});

test("the database keeps exactly one head office", async () => {
  const id = await created(w.aino, { name: "Kaksi Päätä Oy", "headOffice.city": "Oulu" });
  await expect(
    db.insert(addresses).values({ customerId: id, country: "FI", city: "Kemi", isHeadOffice: true }),
  ).rejects.toThrow();
});

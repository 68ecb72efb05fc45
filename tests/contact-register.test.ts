import { and, desc, eq, inArray } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  contactKeywordLinks,
  contactRoles,
  customerContacts,
  customers,
  events,
  eventValues,
  keywords,
  persons,
  settings,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { markWithKeyword, markWithRole } from "@/lib/contact-register/commands";
import { contactBook } from "@/lib/contact-register/export";
import { contactFilter, filterQuery, isFiltered } from "@/lib/contact-register/filter";
import { countContacts, listContacts, listRegisterOptions } from "@/lib/contact-register/queries";
import { cardsOf, downloadOf } from "@/lib/downloads";
import type { Params } from "@/lib/list-address";
import { importCards } from "@/lib/vcards/commands";
import { contactCard, contactCards } from "@/lib/vcards/export";
import { readCards } from "@/lib/vcards/read";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const words = { t: createTranslator({ locale: "fi", messages: catalog }) as never, locale: "fi" as const };
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const rowsOf = async (viewer: Viewer, params: Params = {}) =>
  (await listContacts(viewer, contactFilter(params), "fi")).rows;
const namesOf = async (viewer: Viewer, params: Params = {}) =>
  (await rowsOf(viewer, params)).map(
    ({ firstName, lastName, customerName }) => `${firstName} ${lastName}, ${customerName}`,
  );

async function contactId(lastName: string, customerId?: number): Promise<number> {
  const [found] = await db
    .select({ id: customerContacts.id })
    .from(customerContacts)
    .innerJoin(persons, eq(persons.id, customerContacts.personId))
    .where(and(eq(persons.lastName, lastName), customerId ? eq(customerContacts.customerId, customerId) : undefined));
  return found?.id ?? 0;
}

async function collected<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

describe("the register of contacts", () => {
  test("has everybody in reach by last name, with what each is there for", async () => {
    const rows = await rowsOf(we.maija);
    const names = rows.map(({ lastName }) => String(lastName));
    expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, "fi")));
    expect(names).toContain("Ängsmark");
    const vaino = rows.find(({ lastName }) => lastName === "Testinen");
    expect(vaino).toMatchObject({ title: "Talouspäällikkö", customerName: "Ahola Oy", customerTab: 0, language: "fi" });
    expect([vaino?.roleIds.length, vaino?.keywordIds.length]).toEqual([1, 1]);
    expect(await countContacts(we.maija, contactFilter({}))).toBe(rows.length);
  });

  test("is cut to the reach of the viewer, in rows and in counts, and absent without the right", async () => {
    const all = await rowsOf(we.maija, { state: "all", archived: "yes" });
    for (const viewer of [we.sven, we.pieter, we.ebba]) {
      const rows = await rowsOf(viewer, { state: "all", archived: "yes" });
      expect(rows.length).toBeLessThan(all.length);
      expect(await countContacts(viewer, contactFilter({ state: "all", archived: "yes" }))).toBe(rows.length);
      expect(rows.map(({ customerName }) => customerName)).not.toContain("Ahola Oy");
      expect(await namesOf(viewer, { q: "Testinen" })).toEqual([]);
      expect(await countContacts(viewer, contactFilter({ q: "vaino.testinen@ahola.example" }))).toBe(0);
    }
    expect(await namesOf(we.sven)).toContain("Åsa Ängsmark, Bergs kommun");
    await expect(listContacts(we.nils, contactFilter({}), "fi")).rejects.toThrow(absent);
    await expect(countContacts(we.nils, contactFilter({}))).rejects.toThrow(absent);
    await expect(listRegisterOptions(we.nils, "fi")).rejects.toThrow(absent);
  });

  test("finds by name, e-mail, phone as written or dialled, and customer, folded", async () => {
    for (const q of [
      "vaino",
      "TESTINEN vä",
      "vaino.testinen@",
      "040 000 0002",
      "0400000002",
      "00358 40 0000002",
      "+358400000002",
      "+358 40 000 0003",
      "ahola testinen",
    ])
      expect(await namesOf(we.maija, { q }), q).toEqual(["Väinö Testinen, Ahola Oy"]);
    for (const q of ["%", "_", "'; drop table persons --", "\u0000", "x".repeat(10_000), "日本"])
      expect(await namesOf(we.maija, { q: `zz${q}` })).toEqual([]);
  });

  test("follows a renamed customer and person at once", async () => {
    const { ahola } = we.world.customers;
    await db.update(customers).set({ name: "Uusinimi Oy" }).where(eq(customers.id, ahola));
    expect(await namesOf(we.maija, { q: "uusinimi testinen" })).toHaveLength(1);
    await db.update(customers).set({ name: "Ahola Oy" }).where(eq(customers.id, ahola));
    await db.update(persons).set({ lastName: "Aarnio" }).where(eq(persons.lastName, "Kuuralehto"));
    expect((await namesOf(we.maija))[0]).toContain("Aarnio");
    await db.update(persons).set({ lastName: "Kuuralehto" }).where(eq(persons.lastName, "Aarnio"));
    expect(await namesOf(we.maija, { q: "aarnio" })).toEqual([]);
  });

  test("filters by role, keyword, group, country, language and state; archived customers with a tick", async () => {
    const [billing] = (await listRegisterOptions(we.maija, "en")).roles.filter(({ name }) => name === "Billing");
    const [party] = (await listRegisterOptions(we.maija, "fi")).keywords.filter(({ name }) => name === "kesäjuhlat");
    const only = (params: Params) => namesOf(we.maija, params);
    expect(await only({ role: String(billing?.id) })).toEqual(["Väinö Testinen, Ahola Oy"]);
    expect(await only({ keyword: String(party?.id) })).toEqual(["Väinö Testinen, Ahola Oy"]);
    expect(await only({ group: String(we.world.groups.offentlig) })).toEqual(["Åsa Ängsmark, Bergs kommun"]);
    expect(await only({ country: "SE", language: "sv" })).toContain("Åsa Ängsmark, Bergs kommun");
    expect(await only({ country: "SE", language: "nl" })).toEqual([]);
    expect(await only({ state: "inactive" })).toContain("Olle Vinterblad, Bergs kommun");
    expect(await only({})).not.toContain("Olle Vinterblad, Bergs kommun");

    const { berg } = we.world.customers;
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, berg));
    expect(await only({})).not.toContain("Åsa Ängsmark, Bergs kommun");
    expect(await only({ archived: "yes" })).toContain("Åsa Ängsmark, Bergs kommun");
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, berg));
  });

  test("does not tell the hidden group of another company’s customer by its filter", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    const group = String(we.world.groups.offentlig);
    const { maija, sven } = we.world.people;
    expect(await namesOf(await signedIn(maija), { group })).toEqual([]);
    expect(await namesOf(await signedIn(sven), { group })).toHaveLength(1);
    await db.update(settings).set({ maskOtherCompanies: false });
  });

  test("takes nonsense in the address as nothing, and says its filter again", () => {
    const nonsense = {
      state: "x",
      role: "-1",
      keyword: "1e9",
      group: "all",
      country: "fi",
      language: "de",
      page: "0",
      sort: "id",
    };
    expect(contactFilter(nonsense)).toEqual(contactFilter({}));
    expect(isFiltered(contactFilter(nonsense))).toBe(false);
    const said = {
      q: "a",
      role: "2",
      group: "none",
      country: "FI",
      sort: "updated",
      direction: "desc",
      archived: "yes",
    };
    expect(filterQuery(contactFilter(said))).toMatchObject({ ...said, role: 2 });
  });

  test("pages through every order without losing or repeating anybody, both ways", async () => {
    const { aijala } = we.world.customers;
    const made = await db
      .insert(persons)
      .values(Array.from({ length: 120 }, (_, at) => ({ firstName: `Sivu ${at % 7}`, lastName: "Täyttö" })))
      .returning({ id: persons.id });
    await db.insert(customerContacts).values(made.map(({ id }) => ({ customerId: aijala, personId: id })));
    for (const sort of ["name", "customer", "updated"]) {
      for (const direction of ["", "desc"]) {
        const seen: number[] = [];
        let after: string | undefined;
        for (let page = 1; page < 9; page++) {
          const params = { q: "täyttö", sort, direction, page: String(page) };
          const { rows, next } = await listContacts(we.maija, contactFilter({ ...params, after }), "fi");
          const jump = await listContacts(we.maija, contactFilter(params), "fi");
          expect(jump.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
          seen.push(...rows.map(({ id }) => id));
          if (!next) break;
          after = next;
        }
        expect(new Set(seen).size, `${sort} ${direction}`).toBe(120);
        expect(seen).toHaveLength(120);
      }
    }
    await db.delete(customerContacts).where(
      inArray(
        customerContacts.personId,
        made.map(({ id }) => id),
      ),
    );
    expect(await namesOf(we.maija, { after: "broken", page: "1" })).toEqual(await namesOf(we.maija));
  });
});

describe("marking many contacts", () => {
  test("adds and takes away a keyword, logs each that changes, and counts the same post once", async () => {
    const [asa, vaino] = [await contactId("Ängsmark"), await contactId("Testinen")];
    const [word] = await db.insert(keywords).values({ name: "joulukortti" }).returning();
    const values = { id: word?.id, contacts: [asa, vaino], change: "add", formKey: "mark-once-0001" };
    expect(await markWithKeyword(we.aino, values)).toMatchObject({ ok: true, result: { changed: 2 } });
    expect(await markWithKeyword(we.aino, values)).toMatchObject({ ok: true, result: { changed: 2 } });
    expect(await markWithKeyword(we.aino, { ...values, formKey: "mark-once-0002" })).toMatchObject({
      ok: true,
      result: { changed: 0 },
    });
    expect(await lastChange(vaino)).toEqual([
      "keywords",
      "kesäjuhlat",
      "joulukortti, kesäjuhlat",
      we.world.customers.ahola,
    ]);
    expect(await markWithKeyword(we.aino, { id: word?.id, contacts: [vaino], change: "remove" })).toMatchObject({
      ok: true,
    });
    expect((await lastChange(vaino)).slice(0, 3)).toEqual(["keywords", "joulukortti, kesäjuhlat", "kesäjuhlat"]);
    expect(await db.$count(contactKeywordLinks, eq(contactKeywordLinks.keywordId, word?.id ?? 0))).toBe(1);
  });

  test("adds a role the same way; one out of use is no longer given", async () => {
    const asa = await contactId("Ängsmark");
    const [role] = await db
      .insert(contactRoles)
      .values({ names: { en: "Caretaker" }, position: 9 })
      .returning();
    const values = { id: role?.id, contacts: [asa], change: "add" };
    expect(await markWithRole(we.aino, values)).toMatchObject({ ok: true, result: { changed: 1 } });
    expect((await lastChange(asa))[2]).toContain(role?.id);
    await db
      .update(contactRoles)
      .set({ disabledAt: new Date() })
      .where(eq(contactRoles.id, role?.id ?? 0));
    expect(await markWithRole(we.aino, { ...values, contacts: [await contactId("Testinen")] })).toMatchObject({
      ok: false,
    });
    expect(await markWithRole(we.aino, { ...values, change: "remove" })).toMatchObject({
      ok: true,
      result: { changed: 1 },
    });
  });

  test("is refused out of reach, for archived customers, and without anybody; absent without the right", async () => {
    const asa = await contactId("Ängsmark");
    const [word] = await db.select().from(keywords).where(eq(keywords.name, "kesäjuhlat"));
    const values = { id: word?.id, contacts: [asa], change: "add" };
    for (const viewer of [we.sven, we.pieter, we.nils])
      await expect(markWithKeyword(viewer, values)).rejects.toThrow(absent);
    await expect(markWithKeyword(we.aino, { ...values, id: 999_999 })).rejects.toThrow(absent);
    const refused = (key: string) => ({ ok: false, problems: { "": { key } } });
    expect(await markWithKeyword(we.aino, { ...values, contacts: [asa, 999_999] })).toEqual(refused("contactsGone"));
    expect(await markWithKeyword(we.aino, { ...values, contacts: [""] })).toEqual(refused("noContacts"));
    expect(await markWithKeyword(we.aino, { ...values, change: "x" })).toMatchObject({ ok: false });
    const { berg } = we.world.customers;
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, berg));
    expect(await markWithKeyword(we.aino, values)).toEqual(refused("customerArchived"));
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, berg));
  });

  async function lastChange(id: number) {
    const [line] = await db
      .select()
      .from(events)
      .innerJoin(eventValues, eq(eventValues.eventId, events.id))
      .where(and(eq(events.subject, "customer_contacts"), eq(events.subjectId, id)))
      .orderBy(desc(events.id))
      .limit(1);
    const value = line?.event_values;
    return [value?.field, value?.before, value?.after, line?.events.customerId] as [string, string, unknown, number];
  }
});

describe("files of contacts", () => {
  const bookOf = async (viewer: Viewer, params: Params) =>
    contactBook(
      viewer,
      { filter: contactFilter(params), format: "csv", about: [], options: await listRegisterOptions(viewer, "fi") },
      words,
    );

  test("hold the rows of the filter in words, and only what is open to whoever takes them", async () => {
    const text = await downloadOf(await bookOf(we.aino, { q: "testinen" }), "csv", "x").text();
    expect(text.split("\r\n")[1]).toContain('Väinö;Testinen;Talouspäällikkö;"Ahola Oy";');
    expect(text).toContain("kesäjuhlat");
    expect(text).toContain("Laskutus");
    expect(text.trim().split("\r\n")).toHaveLength(2);
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      await expect(bookOf(viewer, {})).rejects.toThrow(absent);
      await expect(contactCards(viewer, contactFilter({}))).rejects.toThrow(absent);
      await expect(contactCard(viewer, await contactId("Ängsmark"))).rejects.toThrow(absent);
    }
  });

  test("are logged without a word of what was searched for", async () => {
    await bookOf(we.aino, { q: "testinen", country: "FI" });
    const [line] = await db
      .select()
      .from(events)
      .where(eq(events.action, "contacts.exported"))
      .orderBy(desc(events.id))
      .limit(1);
    expect(line).toMatchObject({ actorId: we.aino.employeeId, facts: { filters: 2, list: null, format: "csv" } });
  });

  test("may be vCards, of all or of one, the same each time", async () => {
    const cards = (await collected(await contactCards(we.aino, contactFilter({})))).join("");
    expect(readCards(cards)).toHaveLength(await countContacts(we.aino, contactFilter({})));
    const id = await contactId("Testinen");
    const one = async () => (await collected((await contactCard(we.aino, id)).card)).join("");
    expect(await one()).toMatch(
      /^BEGIN:VCARD\r\nVERSION:4.0\r\n.*TEL;VALUE=uri;TYPE="work,voice":tel:\+358400000002\r\n/s,
    );
    expect(await one()).toBe(await one());
    expect(cards).toContain(await one());
    await expect(contactCard(we.aino, 999_999)).rejects.toThrow(absent);
    const response = cardsOf(await contactCards(we.aino, contactFilter({})), "Yhteyshenkilöt");
    expect(response.headers.get("content-type")).toBe("text/vcard; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain("Yhteyshenkilot.vcf");
    expect(await response.text()).toBe(cards);
  });
});

describe("people of a vCard file", () => {
  const card = (name: string, ...lines: string[]) =>
    ["BEGIN:VCARD", "VERSION:4.0", `FN:${name}`, ...lines, "END:VCARD"].join("\r\n");

  test("become contacts of the customer; the others are told with the reason", async () => {
    const { aijala } = we.world.customers;
    const file = [
      card("Tuija Tuontinen", "EMAIL:Tuija@Tuonti.example", "TEL;TYPE=cell:040 123 4567", "LANG:fi", "TITLE:Kapteeni"),
      card("Tuija Tuontinen", "EMAIL:tuija@tuonti.example"),
      card(" "),
      card("Väärä Posti", "EMAIL:ei osoite"),
      card("x".repeat(500)),
      card("Helmi Kuuralehto"),
    ].join("\r\n");
    const values = { id: aijala, file, formKey: "vcards-once-0001" };
    const outcome = await importCards(we.aino, values);
    expect(outcome).toMatchObject({ ok: true, result: { id: aijala, added: 1 } });
    expect(outcome.ok && outcome.result.skipped).toEqual([
      { card: 2, reason: "known" },
      { card: 3, reason: "noName" },
      { card: 4, reason: "email" },
      { card: 5, reason: "unusable" },
      { card: 6, reason: "known" },
    ]);
    expect(await importCards(we.aino, values)).toEqual(outcome);
    const [made] = await rowsOf(we.aino, { q: "tuontinen" });
    expect(made).toMatchObject({
      email: "tuija@tuonti.example",
      mobile: "+358401234567",
      mobileRaw: "040 123 4567",
      language: "fi",
    });
    const [line] = await db
      .select()
      .from(events)
      .where(and(eq(events.subjectId, made?.id ?? 0), eq(events.action, "contact.created")));
    expect(line).toMatchObject({ source: "import", customerId: aijala, actorId: we.aino.employeeId });
  });

  test("lack what the organisation asks of every contact, and are left out", async () => {
    await db.update(settings).set({ requiredContactFields: ["email", "language"] });
    const outcome = await importCards(we.aino, { id: we.world.customers.aijala, file: card("Ilman Postia") });
    expect(outcome).toMatchObject({ ok: true, result: { added: 0, skipped: [{ card: 1, reason: "required" }] } });
    await db.update(settings).set({ requiredContactFields: [] });
  });

  test("are refused as a whole when the file is none, or too long, or the customer is archived or not open", async () => {
    const { archived, ahola, berg } = we.world.customers;
    const problem = (key: string, field = "file") => ({ ok: false, problems: { [field]: { key } } });
    expect(await importCards(we.aino, { id: ahola, file: "name;email" })).toEqual(problem("noCards"));
    expect(await importCards(we.aino, { id: ahola, file: card("A").concat("\r\n").repeat(201) })).toMatchObject(
      problem("tooManyCards"),
    );
    expect(await importCards(we.aino, { id: archived, file: card("A") })).toEqual(problem("customerArchived", ""));
    await expect(importCards(we.sven, { id: ahola, file: card("A") })).rejects.toThrow(absent);
    await expect(importCards(we.pieter, { id: berg, file: card("A") })).rejects.toThrow(absent);
    await expect(importCards(we.nils, { id: berg, file: card("A") })).rejects.toThrow(absent);
  });
});

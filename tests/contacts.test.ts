import { and, desc, eq, inArray } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerContacts, customers, events, eventValues, keywords, persons, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { addressChoices } from "@/lib/addresses/queries";
import { addContact, deactivateContact, reactivateContact, updateContact } from "@/lib/contacts/commands";
import { contactChoices, contactFormChoices, contactsOf, getContact, getKnownPerson } from "@/lib/contacts/queries";
import { checkKeywords, contactName } from "@/lib/contacts/rules";
import { archiveCustomer, createCustomer, unarchiveCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { restoreValue } from "@/lib/history/commands";
import { type Cast, cast } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const required = { key: "required" };
let we: Cast;
let of: Cast["world"]["customers"];

beforeAll(async () => {
  we = await cast();
  of = we.world.customers;
});
afterEach(async () => {
  await db.update(settings).set({ requiredContactFields: [] });
});

type Values = Record<string, unknown>;

async function added(customerId: number, values: Values, viewer: Viewer = we.aino): Promise<number> {
  const outcome = await addContact(viewer, { id: customerId, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

async function saved(id: number, values: Values, viewer: Viewer = we.aino) {
  const outcome = await updateContact(viewer, { id, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

const row = async (id: number) => {
  const [found] = await db.select().from(customerContacts).where(eq(customerContacts.id, id));
  if (!found) throw new Error("no contact");
  return found;
};
const contact = async (id: number) => getContact(we.aino, (await row(id)).customerId, id, "fi");
const contactAt = async (customerId: number, lastName: string) =>
  (await contactsOf(we.maija, customerId, "fi")).find((one) => one.lastName === lastName)?.id ?? 0;
const namesAt = async (customerId: number) => (await contactsOf(we.aino, customerId, "fi")).map((one) => one.lastName);
const firstRole = async () => (await contactFormChoices(we.aino, "fi", [])).roles[0]?.id ?? 0;
const found = async (q: string, viewer = we.aino) =>
  (await listCustomers(viewer, customerFilter({ q, tab: "active" }), "fi")).rows.map(({ id }) => id);

/** Lines of the log about a contact, newest first, each with its values. */
async function lines(id: number) {
  const logged = await db
    .select()
    .from(events)
    .where(and(eq(events.subject, "customer_contacts"), eq(events.subjectId, id)))
    .orderBy(desc(events.id));
  return Promise.all(
    logged.map(async ({ id: line, action, actorId, customerId, source }) => {
      const values = await db.select().from(eventValues).where(eq(eventValues.eventId, line));
      const changes = Object.fromEntries(values.map(({ field, before, after }) => [field, [before, after]]));
      return { action, actorId, customerId, source, changes };
    }),
  );
}

describe("a new contact", () => {
  test("comes with everything that can be filled in, and its own line in the log", async () => {
    const role = await firstRole();
    const id = await added(of.wirtanen, {
      firstName: "Lumi",
      lastName: "Ahvenainen",
      title: "Isännöitsijä",
      salutation: "Ms",
      language: "sv",
      birthDate: "1980-05-01",
      noMailings: ["", "on"],
      email: "LUMI@wirtanen.example",
      phone: "040 765 4321",
      mobile: "sisäinen 12",
      description: "Aamuisin\r\ntavoitettavissa",
      satisfaction: "4",
      isPrimary: ["", "on"],
      roles: ["", String(role)],
      keywords: "Uutiskirje, vip ,uutiskirje",
    });
    expect(await contact(id)).toMatchObject({
      firstName: "Lumi",
      language: "sv",
      birthDate: "1980-05-01",
      noMailings: true,
      email: "lumi@wirtanen.example",
      phone: "+358407654321",
      phoneRaw: "040 765 4321",
      mobile: null,
      mobileRaw: "sisäinen 12",
      description: "Aamuisin\ntavoitettavissa",
      satisfaction: 4,
      isPrimary: true,
      roles: [{ id: role, name: "Päättäjä" }],
      keywords: [{ name: "Uutiskirje" }, { name: "vip" }],
      createdByName: "Aino Ruskalampi",
      elsewhere: [],
    });
    const [line] = await lines(id);
    expect(line).toMatchObject({ action: "contact.created", customerId: of.wirtanen, actorId: we.aino.employeeId });
    expect(line?.changes).toMatchObject({
      firstName: [null, "Lumi"],
      phone: [null, "040 765 4321"],
      keywords: ["", "Uutiskirje, vip"],
      roles: [[], [role]],
    });
    expect(line?.changes).not.toHaveProperty("phoneRaw");
  });

  test("is refused with every field wrong, and nothing is written", async () => {
    const count = await db.$count(persons);
    const long = "x".repeat(10_000);
    const outcome = await addContact(we.aino, {
      id: of.wirtanen,
      firstName: long,
      lastName: "a\u0000b",
      title: long,
      salutation: long,
      language: "xx",
      birthDate: "2150-01-01",
      email: "nobody",
      phone: long,
      mobile: "\u202E040",
      description: long,
      satisfaction: "6",
      roles: ["", "x"],
      keywords: `${"y".repeat(60)}, b`,
      addressId: "<b>",
    });
    expect(outcome).toMatchObject({
      ok: false,
      problems: {
        firstName: { key: "tooLong", params: { max: 100 } },
        lastName: { key: "badCharacters" },
        language: { key: "chooseOption" },
        birthDate: { key: "birthDate" },
        email: { key: "email" },
        phone: { key: "tooLong" },
        mobile: { key: "badCharacters" },
        satisfaction: { key: "chooseOption" },
        keywords: { key: "tooLong", params: { max: 50 } },
        addressId: { key: "chooseOption" },
      },
    });
    expect(await addContact(we.aino, { id: of.wirtanen, email: "a@b.example" })).toMatchObject({
      problems: { lastName: required },
    });
    expect(await db.$count(persons)).toBe(count);
  });

  test("takes only roles in use and addresses of the customer itself", async () => {
    const elsewhere = (await addressChoices(we.aino, of.ahola))[0]?.id;
    const who = { id: of.wirtanen, lastName: "Osoitteeton" };
    expect(await addContact(we.aino, { ...who, addressId: String(elsewhere) })).toMatchObject({
      problems: { addressId: { key: "chooseOption" } },
    });
    expect(await addContact(we.aino, { ...who, roles: "999999" })).toMatchObject({
      problems: { roles: { key: "chooseOption" } },
    });
  });

  test("sent twice with one form key is one contact", async () => {
    const values = { lastName: "Kerranainen", formKey: "contact-once-1" };
    expect(await added(of.wirtanen, values)).toBe(await added(of.wirtanen, values));
    expect((await namesAt(of.wirtanen)).filter((name) => name === "Kerranainen")).toHaveLength(1);
  });

  test("has what the organisation requires; contacts of before are not held up elsewhere", async () => {
    const before = await added(of.vaahtera, { lastName: "Ennenmuinen" });
    await db.update(settings).set({ requiredContactFields: ["title", "email", "phone", "mobile", "language", "role"] });
    expect(await addContact(we.aino, { id: of.vaahtera, lastName: "Nykyinen", email: "n@v.example" })).toEqual({
      ok: false,
      problems: { title: required, phone: required, mobile: required, language: required, roles: required },
    });
    expect(await updateContact(we.aino, { id: before, title: "", phone: "1" })).toEqual({
      ok: false,
      problems: { title: required },
    });
    await saved(before, { description: "vain tämä" });
    expect((await deactivateContact(we.aino, { id: before })).ok).toBe(true);
  });

  test("of a new customer has its own line too, and the customer's line says nothing of it", async () => {
    const outcome = await createCustomer(we.aino, {
      id: we.world.companies.oy,
      name: "Yhteyshenkilöllinen Oy",
      country: "FI",
      "contact.lastName": "Ensimmäinen",
      "contact.phone": "040 123 4567",
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    const { id } = outcome.result;
    const [line] = await lines(await contactAt(id, "Ensimmäinen"));
    expect(line).toMatchObject({ action: "contact.created", customerId: id });
    expect(line?.changes).toMatchObject({ lastName: [null, "Ensimmäinen"], phone: [null, "040 123 4567"] });
    const ofCustomer = await db
      .select({ field: eventValues.field })
      .from(eventValues)
      .innerJoin(events, eq(events.id, eventValues.eventId))
      .where(and(eq(events.subject, "customers"), eq(events.subjectId, id)));
    expect(ofCustomer.map(({ field }) => field)).not.toContain("contact");
  });
});

describe("changing a contact", () => {
  test("changes what is sent and leaves the rest, roles and keywords too", async () => {
    const id = await added(of.zetterlund, { lastName: "Muuttuva", title: "Johtaja", keywords: "a, b", phone: "040 1" });
    const role = await firstRole();
    await saved(id, { keywords: "B, c", roles: ["", String(role)], phone: "040 765 4321" });
    expect(await contact(id)).toMatchObject({ title: "Johtaja", keywords: [{ name: "b" }, { name: "c" }] });
    expect((await lines(id))[0]?.changes).toEqual({
      keywords: ["a, b", "b, c"],
      roles: [[], [role]],
      phone: ["040 1", "040 765 4321"],
    });
    await saved(id, { title: "", roles: "", keywords: "" });
    expect(await contact(id)).toMatchObject({ title: null, phoneRaw: "040 765 4321", roles: [], keywords: [] });
    expect(await db.$count(keywords, eq(keywords.name, "B"))).toBe(0);
    expect(await updateContact(we.aino, { id, firstName: "", lastName: "" })).toMatchObject({
      problems: { lastName: required },
    });
  });

  test("there is one primary contact, and nobody inactive is it", async () => {
    const [one, two] = [
      await added(of.zetterlund, { lastName: "Yksi", isPrimary: "on" }),
      await added(of.zetterlund, { lastName: "Kaksi" }),
    ];
    await saved(two, { isPrimary: ["", "on"] });
    expect([(await row(one)).isPrimary, (await row(two)).isPrimary]).toEqual([false, true]);
    expect((await lines(one))[0]).toMatchObject({ customerId: of.zetterlund, changes: { isPrimary: [true, false] } });
    expect((await namesAt(of.zetterlund))[0]).toBe("Kaksi");
    await deactivateContact(we.aino, { id: two });
    expect((await row(two)).isPrimary).toBe(false);
  });

  test("two people, one contact: different fields merge, the same field is asked about", async () => {
    const id = await added(of.zetterlund, {
      lastName: "Yhteinen",
      title: "Alku",
      phone: "040 1",
      noMailings: "on",
      keywords: "å, x",
    });
    const { version } = await row(id);
    const form = {
      keywords: "x, å",
      lastName: "Yhteinen",
      title: "Alku",
      phone: "040 1",
      noMailings: ["", "on"],
      isPrimary: "",
    };
    await saved(
      id,
      { ...form, version, noMailings: "", isPrimary: ["", "on"], phone: "040 2", keywords: "x, z" },
      we.maija,
    );
    await saved(id, { ...form, version, title: "Uusi" });
    expect(await contact(id)).toMatchObject({
      title: "Uusi",
      phoneRaw: "040 2",
      noMailings: false,
      isPrimary: true,
      keywords: [{ name: "x" }, { name: "z" }],
    });
    expect(await updateContact(we.aino, { id, ...form, version, phone: "040 3" })).toMatchObject({
      ok: false,
      conflicts: [{ field: "phone", mine: "040 3", theirs: "040 2", by: "Maija Hallavuo" }],
    });
  });
});

test("an earlier value comes back from the history, of the person, the contact and its groups alike", async () => {
  const id = await added(of.zetterlund, { lastName: "Palautuva", phone: "040 1", keywords: "vanha", noMailings: "on" });
  await saved(id, { lastName: "Vaihdettu", phone: "040 2", keywords: "uusi", noMailings: "" });
  const changed = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.subjectId, id), eq(events.action, "contact.updated")));
  for (const value of await db.select().from(eventValues).where(inArray(eventValues.eventId, changed))) {
    expect(await restoreValue(we.aino, { id: of.zetterlund, change: value.id })).toMatchObject({ ok: true });
  }
  expect(await contact(id)).toMatchObject({
    lastName: "Palautuva",
    phoneRaw: "040 1",
    keywords: [{ name: "vanha" }],
    noMailings: true,
  });
});

describe("one person at several customers", () => {
  test("is offered where name or e-mail is known within reach, and linked", async () => {
    const twin = { id: of.oljymaki, firstName: "helmi", lastName: "kuuralehto" };
    const outcome = await addContact(we.aino, twin);
    expect(outcome).toMatchObject({ ok: false, doubts: [{ key: "contactElsewhere" }] });
    const [link] = (!outcome.ok && outcome.doubts?.[0]?.links) || [];
    expect(link?.label).toContain("Helmi Kuuralehto, Isännöitsijä (");
    const personId = Number(/person=(\d+)/.exec(link?.href ?? "")?.[1]);
    expect(await getKnownPerson(we.aino, of.oljymaki, personId)).toMatchObject({ firstName: "Helmi" });

    const id = await added(of.oljymaki, { personId: String(personId), title: "Puheenjohtaja" });
    const { elsewhere, title } = await contact(id);
    expect([title, elsewhere.map(({ customerName }) => customerName).sort()]).toEqual([
      "Puheenjohtaja",
      ["Ahola Oy", "Äijälä Oy"],
    ]);
    expect(await getKnownPerson(we.aino, of.oljymaki, personId)).toBeNull();
    expect(await addContact(we.aino, { id: of.oljymaki, personId })).toMatchObject({
      problems: { "": { key: "personOnce" } },
    });
    expect(await addContact(we.aino, { ...twin, formKey: "twin-here-1" })).toMatchObject({
      doubts: [{ key: "contactHere" }],
    });
  });

  test("of people out of reach nothing is told, and they cannot be linked", async () => {
    const [asa] = await db.select().from(persons).where(eq(persons.lastName, "Ängsmark"));
    const values = { id: of.ek, firstName: "Väinö", lastName: "Testinen", email: "vaino.testinen@ahola.example" };
    const outcome = await addContact(we.sven, values);
    expect(outcome.ok).toBe(true);
    const [vaino] = await db.select().from(persons).where(eq(persons.firstName, "Helmi"));
    await expect(addContact(we.sven, { id: of.ek, personId: vaino?.id })).rejects.toThrow(absent);
    expect(await getKnownPerson(we.sven, of.ek, vaino?.id ?? 0)).toBeNull();
    const shared = await added(of.dal, { personId: asa?.id });
    await added(of.molen, { personId: asa?.id });
    const seen = await getContact(we.sven, of.dal, shared, "sv");
    expect(seen.elsewhere.map(({ customerName }) => customerName)).toEqual(["Bergs kommun"]);
  });

  test("a change of the person through one merges with a form open at the other", async () => {
    const [here, there] = [await contactAt(of.ahola, "Kuuralehto"), await contactAt(of.aijala, "Kuuralehto")];
    const { version } = await row(there);
    await saved(here, { firstName: "Helmiina" }, we.maija);
    expect((await lines(there))[0]).toMatchObject({
      action: "contact.updated",
      customerId: of.aijala,
      changes: { firstName: ["Helmi", "Helmiina"] },
    });
    await saved(there, { version, firstName: "Helmi", lastName: "Kuuralehto", title: "Neuvonantaja" });
    expect(await contact(here)).toMatchObject({ firstName: "Helmiina", title: "Isännöitsijä" });
    expect(await updateContact(we.aino, { id: there, version, firstName: "Hilma" })).toMatchObject({
      conflicts: [{ field: "firstName", theirs: "Helmiina" }],
    });
  });
});

describe("an inactive contact", () => {
  test("is last in the list, in no picker and not found; reactivated it is back", async () => {
    const id = await added(of.wirtanen, { firstName: "Piilo", lastName: "Pirtinen", email: "pp@w.example" });
    expect(await found("pirtinen")).toEqual([of.wirtanen]);
    expect((await deactivateContact(we.aino, { id })).ok).toBe(true);
    expect(await found("pirtinen")).toEqual([]);
    expect((await contactChoices(we.aino, of.wirtanen)).map((one) => one.id)).not.toContain(id);
    expect((await contactsOf(we.aino, of.wirtanen, "fi")).at(-1)).toMatchObject({ id, inactiveAt: expect.any(Date) });
    expect((await reactivateContact(we.aino, { id })).ok).toBe(true);
    expect(await found("piilo pirtinen")).toEqual([of.wirtanen]);
    expect((await lines(id)).map(({ action }) => action)).toEqual([
      "contact.reactivated",
      "contact.deactivated",
      "contact.created",
    ]);
    await saved(id, { lastName: "Kätköinen" });
    expect([await found("pirtinen"), await found("kätköinen")]).toEqual([[], [of.wirtanen]]);
  });
});

test("out of reach, without the right or archived: not there, or told so", async () => {
  const id = await contactAt(of.ahola, "Testinen");
  const commands = [updateContact, deactivateContact, reactivateContact];
  for (const command of commands) {
    await expect(command(we.sven, { id })).rejects.toThrow(absent);
    await expect(command(we.pieter, { id })).rejects.toThrow(absent);
  }
  await expect(addContact(we.sven, { id: of.ahola, lastName: "X" })).rejects.toThrow(absent);
  await expect(addContact(we.pieter, { id: of.molen, lastName: "X" })).rejects.toThrow(absent);
  await expect(getContact(we.sven, of.ahola, id, "sv")).rejects.toThrow(absent);
  await expect(getContact(we.aino, of.aijala, id, "fi")).rejects.toThrow(absent);

  const [customer] = await db.select().from(customers).where(eq(customers.id, of.ahola));
  await archiveCustomer(we.aino, { id: of.ahola, version: customer?.version });
  const archived = { ok: false, problems: { "": { key: "customerArchived" } } };
  for (const command of commands) expect(await command(we.aino, { id })).toEqual(archived);
  expect(await addContact(we.aino, { id: of.ahola, lastName: "X" })).toEqual(archived);
  await unarchiveCustomer(we.aino, { id: of.ahola });
});

test("keywords are words between commas; an erased person has a placeholder for a name", () => {
  expect(checkKeywords(" a , B;b\n c,, ")).toEqual({ ok: true, value: "a, B, c" });
  expect(checkKeywords(Array.from({ length: 21 }, (_, at) => `w${at}`).join())).toMatchObject({ ok: false });
  expect(contactName({ firstName: null, lastName: null, erasedAt: "2026-01-01" }, "Poistettu")).toBe("Poistettu");
});

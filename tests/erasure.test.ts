import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  activities,
  activityParticipants,
  addresses,
  billing,
  blobs,
  customerContacts,
  customers,
  events,
  eventValues,
  files,
  importDrafts,
  imports,
  keywords,
  mailingLists,
  persons,
  projects,
  responsibilities,
  salesCases,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { activityFilter } from "@/lib/activities/filter";
import { listActivities, myOpenActivities } from "@/lib/activities/queries";
import { billingNames, customerBilling } from "@/lib/billing/queries";
import { addContact, updateContact } from "@/lib/contacts/commands";
import { contactsOf } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { eraseContact } from "@/lib/erasure/commands";
import { erasureOf } from "@/lib/erasure/queries";
import { cleared, excerptOf, likelyPhrases, mentions, placeOf, withoutNames } from "@/lib/erasure/rules";
import { updateInvoice } from "@/lib/invoices/commands";
import { createMailingList, deleteMailingList } from "@/lib/mailing-lists/commands";
import { salesCasesOf } from "@/lib/sales/queries";
import { type Cast, cast } from "./cast";
import { drafted, issue } from "./invoice-making";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

let w: Cast;
beforeAll(async () => {
  w = await cast();
});

type Column = { table: string; column: string; kind: string };

/** Every column of every table that can hold words: texts, lists, JSON, dates, and the bytes of files. */
const wordy = async () => {
  const { rows } = await db.execute<Column>(sql`
    select c.table_name as table, c.column_name as column, c.data_type as kind
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea', 'date')`);
  expect(rows.length).toBeGreaterThan(150);
  return rows;
};

/** Where each of the words stands, in one statement over the whole database; words found nowhere are left out. */
async function placesOf(words: string[]): Promise<Record<string, string[]>> {
  const parts = (await wordy()).map(({ table, column, kind }) => {
    const name = sql.identifier(column);
    const text = kind === "bytea" ? sql`encode(${name}, 'escape')` : sql`${name}::text`;
    return sql`select ${`${table}.${column}`} as place, word from (select fold(${text}) as text from ${sql.identifier(table)}) t
      join unnest(${sql.param(words)}::text[]) word on t.text like '%' || word || '%' group by word`;
  });
  const { rows } = await db.execute<{ place: string; word: string }>(sql.join(parts, sql` union all `));
  const found: Record<string, string[]> = {};
  for (const { place, word } of rows) found[word] = [...(found[word] ?? []), place].sort();
  return found;
}

const whereabouts = async (word: string) => (await placesOf([word]))[word] ?? [];

const marks = {
  firstName: "Kanariella",
  lastName: "Lintuvesi-Tipunen",
  earlierName: "Entislintunen",
  salutation: "Tirehtoori",
  title: "Sulkapäällikkö",
  email: "nokka@visertaja.example",
  earlierEmail: "pesue@visertaja.example",
  phone: "+358 40 000 7777",
  mobile: "+358 40 000 8888",
  description: "Munii maanantaisin",
  keyword: "höyhenpeite",
  file: "Untuvasopimus.txt",
  bytes: "räystäspääsky",
  birthDate: "1971-07-17",
};
/** As the hunt compares them. */
const canaries = [
  "kanariella",
  "lintuvesi",
  "tipunen",
  "entislintunen",
  "tirehtoori",
  "sulkapaallikko",
  "nokka@",
  "pesue@",
  "000 7777",
  "400007777",
  "000 8888",
  "400008888",
  "munii",
  "hoyhenpeite",
  "untuvasopimus",
  "1971-07-17",
];

async function done<Result>(outcome: Promise<{ ok: boolean; result?: Result; problems?: unknown }>): Promise<Result> {
  const answer = await outcome;
  if (!answer.ok || !answer.result) throw new Error(JSON.stringify(answer));
  return answer.result;
}

const personal = {
  firstName: marks.firstName,
  lastName: marks.earlierName,
  salutation: marks.salutation,
  birthDate: marks.birthDate,
  language: "fi",
};
const details = { title: marks.title, email: marks.earlierEmail, phone: marks.phone, mobile: marks.mobile };

/** A person at two customers, changed several times, and put everywhere a contact can be. */
async function placeEverywhere(viewer: Viewer) {
  const { ahola } = w.world.customers;
  const tie = await done(
    addContact(viewer, {
      id: ahola,
      ...personal,
      ...details,
      keywords: marks.keyword,
      description: marks.description,
      satisfaction: "4",
    }),
  );
  await done(updateContact(viewer, { id: tie.id, lastName: marks.lastName, email: marks.email, noMailings: "on" }));
  const [person] = await db
    .select({ id: customerContacts.personId })
    .from(customerContacts)
    .where(eq(customerContacts.id, tie.id));
  const personId = person?.id ?? 0;
  const away = await done(addContact(viewer, { id: w.world.customers.molen, personId, title: marks.title }));
  await link(tie.id);
  await invoiceTo(tie.id);
  await bringIn();
  const { ahola: id } = w.world.customers;
  for (const description of [`Kysy: ${marks.firstName} ${marks.lastName}`, "Kysy vahtimestarilta"])
    await done(updateCustomer(viewer, { id, description }));
  return { contactId: tie.id, awayId: away.id, personId };
}

async function link(contactId: number) {
  const { ahola } = w.world.customers;
  const { aholaMeeting, aholaTodo } = w.world.activities;
  await db.insert(activityParticipants).values([{ activityId: aholaMeeting, contactId }]);
  await db.update(projects).set({ contactId }).where(eq(projects.id, w.world.projects.aholaPiha));
  await db.update(salesCases).set({ contactId }).where(eq(salesCases.id, w.world.salesCases.aholaEetu));
  await db.update(billing).set({ billingContactId: contactId }).where(eq(billing.customerId, ahola));
  const bytes = Buffer.from(marks.bytes);
  const whole = { sha256: "0".repeat(64), size: bytes.length, store: "database" as const, completedAt: new Date() };
  const [blob] = await db.insert(blobs).values(whole).returning();
  await db.execute(sql`insert into blob_chunks values (${blob?.id}, 0, ${bytes})`);
  await db
    .insert(files)
    .values({ customerId: ahola, contactId, name: marks.file, blobId: blob?.id, mediaType: "text/plain" });
  const q = `${marks.firstName} ${marks.lastName}`;
  for (const name of ["Kesäkirje", "Joulukirje"]) {
    const list = await done(createMailingList(w.maija, { name, q }));
    if (name === "Joulukirje") await done(deleteMailingList(w.maija, { id: list.id }));
  }
  const said = `Soita: ${marks.firstName} ${marks.lastName}`;
  await db.update(activities).set({ title: said }).where(eq(activities.id, aholaTodo));
}

/** On an issued invoice, which keeps the name (C10), and on a draft, which follows the register. */
async function invoiceTo(contactId: number) {
  const { ahola } = w.world.customers;
  for (const isIssued of [true, false]) {
    const id = await drafted(w.maija, ahola);
    await done(updateInvoice(w.maija, { id, contactId: String(contactId) }));
    if (isIssued) await done(issue(w.maija, id));
  }
}

/** In a list of customers that somebody has begun to bring in. */
async function bringIn() {
  const [file] = await db
    .insert(imports)
    .values({
      employeeId: w.aino.employeeId,
      fileName: "lista.csv",
      fileHash: "0",
      head: ["Nimi", "Yhteyshenkilö", "Sähköposti"],
      mapping: ["name", "contactName", null],
      choices: {},
    })
    .returning();
  const cells = sql`array['Muu Oy', ${`${marks.firstName} ${marks.lastName}`}, ${marks.email}]`;
  await db.execute(
    sql`insert into import_rows (import_id, line, cells) values (${file?.id}, 2, ${cells}), (${file?.id}, 3, array['Muu Oy', 'Joku Muu', 'muu@muu.example'])`,
  );
  const read = { draft: { contact: { lastName: marks.lastName, email: marks.email } }, problems: [], notes: [] };
  await db.insert(importDrafts).values({ importId: file?.id ?? 0, line: 2, madeBy: "", judged: read });
}

type Shown = { firstName: string | null; lastName: string | null; erasedAt: string | Date | null };

/** People in what a query answers, wherever they stand in it, who are erased. */
function erasedIn(value: unknown): Shown[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "erasedAt" in value && value.erasedAt ? [value as Shown] : [];
  return [...own, ...Object.values(value).flatMap(erasedIn)];
}

describe("the hunt for an erased person", () => {
  test("nothing of the person is left anywhere, but texts that nobody chose to clear and issued invoices", async () => {
    const { contactId, awayId, personId } = await placeEverywhere(w.maija);
    const before = await placesOf(canaries);
    expect(canaries.filter((canary) => !before[canary])).toEqual([]);
    const outcome = await eraseContact(w.aino, { id: contactId, word: marks.lastName });
    expect(outcome).toEqual({ ok: true, result: { id: personId, customerId: w.world.customers.ahola } });

    const uncleared = ["activities.title", "invoices.contact_name"];
    expect(await placesOf(canaries)).toEqual({
      kanariella: uncleared,
      lintuvesi: uncleared,
      tipunen: uncleared,
    });
    expect(await whereabouts(marks.bytes)).toEqual([]);
    const [person] = await db.select().from(persons).where(eq(persons.id, personId));
    expect(person?.erasedAt).not.toBeNull();
    const ties = await db.select().from(customerContacts).where(eq(customerContacts.personId, personId));
    expect(ties.map(({ id }) => id)).toEqual([contactId, awayId]);
    for (const tie of ties) expect(tie).toMatchObject({ title: null, isPrimary: false, satisfaction: null });
    expect(ties.every(({ inactiveAt }) => inactiveAt !== null)).toBe(true);
  });

  test("what others wrote of others stays", async () => {
    const rows = await db.execute<{ cells: string[] }>(sql`select cells from import_rows order by line`);
    expect(rows.rows.map(({ cells }) => cells)).toEqual([
      ["Muu Oy", "", ""],
      ["Muu Oy", "Joku Muu", "muu@muu.example"],
    ]);
    expect(await db.$count(keywords, eq(keywords.name, "kesäjuhlat"))).toBe(1);
    expect(await db.$count(mailingLists)).toBe(0);
    expect(await whereabouts("vaino.testinen@ahola.example")).toContain("customer_contacts.email");
  });

  test("the person’s places stay, and name nobody", async () => {
    const { ahola } = w.world.customers;
    const { own } = await customerBilling(w.maija, { id: ahola, groupId: null, groupName: null, isMasked: false });
    const shown = {
      contacts: await contactsOf(w.maija, ahola, "fi"),
      activities: await listActivities(w.maija, ahola, activityFilter({}), "fi"),
      mine: await myOpenActivities(w.aino),
      salesCases: await salesCasesOf(w.maija, ahola, "fi"),
      billing: await billingNames(w.maija, ahola, own),
    };
    for (const [place, rows] of Object.entries(shown)) {
      const [nobody, ...others] = erasedIn(rows);
      expect({ nobody, others }, place).toMatchObject({ nobody: { firstName: null, lastName: null }, others: [] });
    }
    const [nobody = { firstName: "", lastName: "", erasedAt: null }] = erasedIn(shown);
    const words = {
      en: "Deleted contact",
      fi: "Poistettu yhteyshenkilö",
      nl: "Verwijderde contactpersoon",
      sv: "Borttagen kontakt",
    };
    for (const [locale, expected] of Object.entries(words)) {
      const { default: catalog } = await import(`@/messages/${locale}.json`);
      expect(contactName(nobody, catalog.contact.deleted)).toBe(expected);
    }
  });

  test("both cards tell that somebody was erased, and nothing else", async () => {
    const lines = await db
      .select({ customerId: events.customerId, actorId: events.actorId, field: eventValues.field })
      .from(events)
      .leftJoin(eventValues, eq(eventValues.eventId, events.id))
      .where(eq(events.action, "contact.erased"))
      .orderBy(events.customerId);
    const { ahola, molen } = w.world.customers;
    expect(new Set(lines.map(({ customerId }) => customerId))).toEqual(new Set([ahola, molen]));
    expect(
      lines.every(
        ({ actorId, field }) => actorId === w.aino.employeeId && [null, "erasedAt", "noMailings"].includes(field),
      ),
    ).toBe(true);
  });
});

/** A contact of Ahola with a name of its own. */
const known = (viewer: Viewer, lastName: string) =>
  done(
    addContact(viewer, {
      id: w.world.customers.ahola,
      firstName: "Sulo",
      lastName,
      email: `sulo@${lastName.toLowerCase()}.example`,
    }),
  );

const erase = (viewer: Viewer, id: number, values: Record<string, unknown>) => eraseContact(viewer, { id, ...values });

describe("who may erase", () => {
  test("without the right, out of reach and another kind of id are absent", async () => {
    const { id } = await known(w.maija, "Pitkospuu");
    for (const viewer of [w.eetu, w.sven, w.pieter, w.nils]) {
      await expect(erase(viewer, id, { word: "Pitkospuu" })).rejects.toThrow(absent);
      await expect(erasureOf(viewer, w.world.customers.ahola, id)).rejects.toThrow(absent);
    }
    await expect(erase(w.maija, 999_999, { word: "Pitkospuu" })).rejects.toThrow(absent);
    await expect(erasureOf(w.maija, w.world.customers.berg, id)).rejects.toThrow(absent);
  });

  test("the word has to be the last name, in any case; what was posted otherwise is refused", async () => {
    const { id } = await known(w.maija, "Kuusenoksa");
    for (const word of ["", "Kuusen", "x".repeat(10_000), "Кууса", "\u0000", "<b>Kuusenoksa</b>"]) {
      expect(await erase(w.maija, id, { word })).toEqual({
        ok: false,
        problems: { word: { key: "eraseWord", params: { word: "Kuusenoksa" } } },
      });
    }
    expect(await erase(w.maija, id, {})).toMatchObject({ ok: false, problems: { word: { key: "required" } } });
    for (const place of [
      "customers.x",
      "sessions.1",
      "activities.999999",
      `activities.${w.world.activities.aholaPrivate}`,
    ]) {
      const outcome = await erase(w.maija, id, { word: "Kuusenoksa", mentions: [place] });
      expect(outcome, place).toMatchObject({ ok: false });
      expect(JSON.stringify(outcome), place).toContain("chooseOption");
    }
    expect(await erase(w.maija, id, { word: "  kuusenOKSA " })).toMatchObject({ ok: true });
    expect(await erase(w.maija, id, { word: "Kuusenoksa" })).toMatchObject({
      ok: false,
      problems: { "": { key: "personErased" } },
    });
  });

  test("the same form twice erases once; two people at once, too", async () => {
    const { id } = await known(w.maija, "Havukaari");
    const values = { word: "Havukaari", formKey: "erase-havukaari" };
    const outcomes = await Promise.all([
      erase(w.maija, id, values),
      erase(w.maija, id, values),
      erase(w.aino, id, { word: "Havukaari", formKey: "another-form-key" }),
    ]);
    expect(outcomes.filter(({ ok }) => !ok).length).toBeLessThan(3);
    const [tie] = await db.select().from(customerContacts).where(eq(customerContacts.id, id));
    expect(
      await db.$count(
        events,
        and(
          eq(events.action, "contact.erased"),
          eq(events.subjectId, tie?.personId ?? 0),
          eq(events.subject, "persons"),
        ),
      ),
    ).toBe(1);
  });

  test("a form opened before writes nothing back", async () => {
    const { id } = await known(w.maija, "Rahkasuo");
    await done(erase(w.maija, id, { word: "Rahkasuo" }));
    const late = await updateContact(w.maija, { id, version: "1", firstName: "Sulo", lastName: "Rahkasuo" });
    expect(late).toMatchObject({ ok: false, problems: { "": { key: "personErased" } } });
    expect(await whereabouts("rahkasuo")).toEqual([]);
  });

  test("at an archived customer as well", async () => {
    const { ahola } = w.world.customers;
    const { id } = await known(w.maija, "Jäkälikkö");
    await db.update(customers).set({ archivedAt: sql`now()` }).where(eq(customers.id, ahola));
    await done(erase(w.aino, id, { word: "Jäkälikkö" }));
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, ahola));
  });
});

describe("mentions", () => {
  test("are shown where the viewer may see them, and cleared where chosen, also in the log", async () => {
    const { ahola, berg } = w.world.customers;
    const { id } = await known(w.maija, "Naavapuro");
    await done(updateCustomer(w.maija, { id: ahola, description: "Naavapuro päättää.\nNaavapuron varamies on Aho." }));
    await db.update(addresses).set({ attention: "c/o Sulo Naavapuro" }).where(eq(addresses.customerId, ahola));
    await db
      .update(responsibilities)
      .set({ note: "Sijaistaa: Naavapuro" })
      .where(eq(responsibilities.customerId, ahola));
    await db
      .update(billing)
      .set({ invoiceEmails: ["laskut@ahola.example", "sulo@naavapuro.example"] })
      .where(eq(billing.customerId, ahola));
    await db
      .update(activities)
      .set({ body: "Naavapuro soitti" })
      .where(eq(activities.id, w.world.activities.aholaPrivate));
    const custom = { 1: "Avain: Sulo Naavapuro", 2: [7], 3: true };
    await db.update(customers).set({ custom }).where(eq(customers.id, ahola));
    await db.execute(sql`insert into custom_fields (names, kind, is_unique) values ('{"fi":"Avain"}', 'text', true)`);
    await db.execute(sql`
      insert into custom_unique_values (field_id, value, customer_id)
      select id, 'avain: sulo naavapuro', ${ahola} from custom_fields`);
    await db.update(customers).set({ description: "Naavapuron serkku" }).where(eq(customers.id, berg));

    const seen = await erasureOf(w.maija, ahola, id);
    expect(seen.mentions.map(({ source, customerId }) => [source, customerId])).toEqual([
      ["addresses", ahola],
      ["addresses", ahola],
      ["billing", ahola],
      ["customers", ahola],
      ["responsibilities", ahola],
      ["customers", berg],
    ]);
    expect((await erasureOf(w.aino, ahola, id)).mentions.map(({ source }) => source)).toContain("activities");

    const chosen = seen.mentions.filter(({ customerId }) => customerId === ahola);
    const names = ["", ...chosen.map(({ source, id: row }) => `${source}.${row}`)];
    await done(erase(w.maija, id, { word: "Naavapuro", mentions: names }));
    const [customer] = await db.select().from(customers).where(eq(customers.id, ahola));
    expect(customer?.description).toBe("– päättää.\n– varamies on Aho.");
    expect(customer?.custom).toEqual({ 1: "Avain: –", 2: [7], 3: true });
    const [terms] = await db.select().from(billing).where(eq(billing.customerId, ahola));
    expect(terms?.invoiceEmails).toEqual(["laskut@ahola.example"]);
    expect(await whereabouts("naavapuro")).toEqual(["activities.body", "customers.description"]);
    const [told] = await db
      .select({ before: eventValues.before, after: eventValues.after })
      .from(events)
      .innerJoin(eventValues, eq(eventValues.eventId, events.id))
      .where(
        and(eq(events.action, "customer.updated"), eq(events.subjectId, ahola), eq(eventValues.field, "description")),
      );
    expect(told).toEqual({ before: null, after: "– päättää.\n– varamies on Aho." });
  });

  test("a contact a customer was entered with goes from that line, too", async () => {
    const made = await done(
      createCustomer(w.maija, {
        id: w.world.companies.oy,
        country: "FI",
        name: "Uusi Tuttavuus Oy",
        "contact.firstName": "Vilja",
        "contact.lastName": "Korpikaisla",
      }),
    );
    const [tie] = await db.select().from(customerContacts).where(eq(customerContacts.customerId, made.id));
    // So it was logged before contacts had lines of their own.
    const [line] = await db
      .insert(events)
      .values({
        at: sql`(select created_at from customer_contacts where id = ${tie?.id})`,
        action: "customer.created",
        subject: "customers",
        subjectId: made.id,
        customerId: made.id,
      })
      .returning();
    const contact = { firstName: "Vilja", lastName: "Korpikaisla" };
    await db.insert(eventValues).values({ eventId: line?.id ?? 0, field: "contact", before: null, after: contact });
    await done(updateContact(w.maija, { id: tie?.id ?? 0, firstName: "Viljami" }));
    expect(await whereabouts("korpikaisla")).toContain("event_values.after");
    await done(erase(w.maija, tie?.id ?? 0, { word: "Korpikaisla" }));
    for (const word of ["korpikaisla", "vilja"]) expect(await whereabouts(word), word).toEqual([]);
  });

  test("names are found as whole words, with the endings of a genitive", () => {
    const person = { firstNames: ["Åsa"], lastNames: ["Ek"], addresses: ["asa@ek.example", "+46 70 174 06 05"] };
    const phrases = likelyPhrases(person);
    for (const text of [
      "Ring Ek",
      "Eks nycklar",
      "ÅSA EK ringde",
      "Ek, Åsa",
      "skriv till asa@ek.example!",
      "tel +46 70 174 06 05.",
    ])
      expect(mentions(text, phrases), text).toBe(true);
    for (const text of ["Ekonomi", "Ekbacken", "Åsa ringde", "Trek", ""])
      expect(mentions(text, phrases), text).toBe(false);
    expect(withoutNames("Åsa Eks pärm. Åsa sade: fråga Ek i Ekbacken", person)).toBe(
      "– pärm. – sade: fråga – i Ekbacken",
    );
    expect(cleared("billing", { yourReference: null, invoiceEmails: ["asa@ek.example"] }, person)).toEqual({
      invoiceEmails: [],
    });
    expect(excerptOf(`${"a ".repeat(200)}Ek${" b".repeat(200)}`, phrases)).toMatch(/^….*Ek.*…$/);
    expect([placeOf("activities.12"), placeOf("persons.1"), placeOf("activities.0")]).toEqual([
      { source: "activities", id: 12 },
      null,
      null,
    ]);
  });
});

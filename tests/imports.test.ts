import { readFileSync } from "node:fs";
import { and, asc, count, eq, isNotNull, like, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import {
  addresses,
  customerContacts,
  customers,
  customerTypeLinks,
  employees,
  events,
  groupMemberships,
  groups,
  importNumbers,
  importRows,
  imports,
  numberSeries,
  persons,
  profiles,
  settings,
  usedNumbers,
} from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, deleteCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { mapColumns, runImport, uploadImport } from "@/lib/imports/commands";
import { dryRun, getImport, listImported, listRejected } from "@/lib/imports/queries";
import { mostRows } from "@/lib/imports/rules";
import { readTable } from "@/lib/spreadsheets/read";
import { type Cast, cast, signedIn } from "./cast";
import { until } from "./checking";
import { isHeldUp } from "./import-moments";

vi.setConfig({ testTimeout: 60_000 });

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
/** May import, but reaches only the customers of the B.V. */
let local: Viewer;

beforeAll(async () => {
  we = await cast();
  const grants = { customers: "edit", import: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Invoer", grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.pieter));
  local = await signedIn(we.world.people.pieter);
});

const tableOf = async (name: string) => {
  const table = await readTable({ name, bytes: readFileSync(new URL(`fixtures/${name}`, import.meta.url)) });
  if (!table.ok) throw new Error(table.problem.key);
  return table;
};

/** Rows as a spreadsheet has them: the head is row 1. */
const sheet = (head: string, ...rows: string[]) => ({
  head: head.split(";"),
  rows: rows.map((row, at) => ({ line: at + 2, cells: row.split(";") })),
});

type Sheet = Pick<ReturnType<typeof sheet>, "head" | "rows">;

async function uploaded(viewer: Viewer, { head, rows }: Sheet, choices: Values = {}): Promise<number> {
  const file = { fileName: "asiakkaat.csv", fileHash: "0".repeat(64), head, rows };
  const outcome = await uploadImport(viewer, { ...file, stage: "active", groupId: "", companyId: "", ...choices });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.result.id;
}

async function ran(viewer: Viewer, id: number) {
  const outcome = await runImport(viewer, { id });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.result;
}

async function imported(viewer: Viewer, table: Sheet, choices: Values = {}) {
  const id = await uploaded(viewer, table, choices);
  const { problems, notes } = await dryRun(viewer, id);
  return { ...(await ran(viewer, id)), problems, notes };
}

const named = async (name: string) => (await db.select().from(customers).where(eq(customers.name, name)))[0];
const found = async (viewer: Viewer, q: string) =>
  (await listCustomers(viewer, customerFilter({ q }), "fi")).rows.map(({ name }) => name);

/** Line, heading and problem of each refused cell. */
const told = (table: Sheet, problems: Awaited<ReturnType<typeof dryRun>>["problems"]) =>
  problems.map(
    ({ line, column, what }) => `${line} ${column === null ? "–" : (table.head[column] ?? column + 1)} ${what.key}`,
  );

describe("the list of 91 companies", () => {
  let table: Sheet;
  beforeAll(async () => {
    table = await tableOf("northwind-customers.csv");
  });

  test("goes in whole, and a second time not at all", async () => {
    expect(await imported(we.aino, table)).toMatchObject({ created: 91, rejected: 0, problems: [] });
    expect(await imported(we.aino, table)).toMatchObject({ created: 0, rejected: 91 });
    const [{ made } = { made: 0 }] = await db
      .select({ made: count() })
      .from(customers)
      .where(eq(customers.stageReason, "imported"));
    expect(made).toBe(91);
  });

  test("gives each its head office and contact, with NULL read as empty", async () => {
    const rows = await db
      .select({ number: customers.number, region: addresses.region, phone: customers.phone, last: persons.lastName })
      .from(customers)
      .innerJoin(addresses, and(eq(addresses.customerId, customers.id), eq(addresses.isHeadOffice, true)))
      .innerJoin(customerContacts, eq(customerContacts.customerId, customers.id))
      .innerJoin(persons, eq(persons.id, customerContacts.personId))
      .where(eq(customers.stageReason, "imported"));
    expect(rows).toHaveLength(91);
    expect(rows.filter(({ region }) => region === "NULL")).toEqual([]);
    const lines = and(eq(events.action, "contact.created"), eq(events.source, "import"), isNotNull(events.customerId));
    expect(await db.$count(events, lines)).toBe(91);
    expect(rows.find(({ number }) => number === "HUNGO")).toMatchObject({ region: "Co. Cork", last: "McKenna" });
    const [hungo] = await db
      .select()
      .from(addresses)
      .innerJoin(customers, eq(customers.id, addresses.customerId))
      .where(eq(customers.number, "HUNGO"));
    expect(hungo?.addresses).toMatchObject({ street: "8 Johnstown Road", postalCode: null, country: "IE" });
    const [bergs] = await db
      .select()
      .from(addresses)
      .innerJoin(customers, eq(customers.id, addresses.customerId))
      .where(eq(customers.number, "BERGS"));
    expect(bergs?.addresses).toMatchObject({ postalCode: "958 22", city: "Luleå", country: "SE" });
  });

  test("is found by the search box, accents and case aside", async () => {
    expect(await named("Wilman Kala")).toMatchObject({ country: "FI", city: "Helsinki", stage: "active" });
    expect(await named("Wartian Herkku")).toMatchObject({ country: "FI", city: "Oulu" });
    expect(await found(we.aino, "wartian")).toEqual(["Wartian Herkku"]);
    expect(await found(we.aino, "berglunds snabbkop")).toEqual(["Berglunds snabbköp"]);
  });
});

describe("the list with mistakes", () => {
  const reported = [
    "5 Y-tunnus businessIdFi",
    "6 Y-tunnus rowTwice",
    "7 Nimi required",
    "10 Postitoimipaikka rowWidth",
    "11 12 rowWidth",
    "12 Postinumero postcodeFi",
    "13 Sähköposti email",
    "14 Maa country",
    "15 Nimi tooLong",
    "18 Asiakasnumero rowTwice",
  ];

  test("reports ten rows by line and column, takes the other eight, and a second time none", async () => {
    const table = await tableOf("dirty-customers.csv");
    const id = await uploaded(we.aino, table);
    const check = await dryRun(we.aino, id);
    expect(told(table, check.problems)).toEqual(reported);
    expect(check.good.map(({ line }) => line)).toEqual([2, 3, 4, 8, 9, 16, 17, 19]);
    expect(check).toMatchObject({ known: 0, wrong: 10 });
    expect(await named('Lainausmerkki "Oy"')).toBeUndefined();

    expect(await ran(we.aino, id)).toMatchObject({ created: 8, rejected: 10 });
    const again = await imported(we.aino, table);
    expect(again).toMatchObject({ created: 0, rejected: 18 });
    expect(again.problems.filter(({ what }) => what.key === "rowKnown").map(({ line }) => line)).toEqual([
      2, 3, 4, 6, 8, 9, 16, 17, 18, 19,
    ]);

    expect(await named('=HYPERLINK("http://evil.example")')).toMatchObject({ country: "FI" });
    expect(await named("Rivin vaihto Oy")).toMatchObject({ city: "Vantaa" });
    expect(await named("Kirjaintunnus Oy")).toMatchObject({ number: "A-77" });
    expect(await named("De Wilde Gans B.V.")).toMatchObject({ country: "NL" });
  });

  test("a finished import tells the same as its check did", async () => {
    const [first] = await db.select().from(imports).where(eq(imports.created, 8));
    const { rows } = await listRejected(we.aino, first?.id ?? 0);
    expect(rows.map(({ line, problems }) => `${line} ${problems[0]?.what.key}`)).toEqual(
      reported.map((line) => line.replace(/ .* /, " ")),
    );
    expect(await listImported(we.aino, first?.id ?? 0)).toHaveLength(8);
  });
});

describe("who may import", () => {
  test.each(["sven", "karin", "nils"] as const)("for %s it is not there", async (name) => {
    const id = await uploaded(we.aino, sheet("Nimi", "Oma Oy"));
    const viewer = we[name];
    await expect(uploaded(viewer, sheet("Nimi", "Oma Oy"))).rejects.toThrow(absent);
    await expect(mapColumns(viewer, { id, "column.0": "name" })).rejects.toThrow(absent);
    await expect(runImport(viewer, { id })).rejects.toThrow(absent);
    for (const read of [getImport, dryRun, listRejected, listImported]) {
      await expect(async () => read(viewer, id)).rejects.toThrow(absent);
    }
    expect(await named("Oma Oy")).toBeUndefined();
  });

  test("another person's import is not there, nor is one that never was", async () => {
    const id = await uploaded(we.aino, sheet("Nimi", "Oma Oy"));
    await expect(async () => getImport(we.maija, id)).rejects.toThrow(absent);
    await expect(mapColumns(we.maija, { id, "column.0": "name" })).rejects.toThrow(absent);
    await expect(runImport(we.maija, { id })).rejects.toThrow(absent);
    await expect(runImport(we.aino, { id: "99999999" })).rejects.toThrow(absent);
  });

  test("the right to import without the right to edit customers opens nothing", async () => {
    const [profile] = await db
      .insert(profiles)
      .values({ name: "Vain tuonti", grants: { customers: "read", import: "yes" }, reach: ["all"] })
      .returning();
    await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.karin));
    const reader = await signedIn(we.world.people.karin);
    await expect(uploaded(reader, sheet("Nimi", "Oma Oy"))).rejects.toThrow(absent);
  });

  test("customers go to the own company; another one only for those who reach all", async () => {
    await imported(we.aino, sheet("Nimi", "Koti Oy"));
    await imported(we.aino, sheet("Nimi", "Hem AB"), { companyId: String(we.world.companies.ab) });
    expect(await named("Koti Oy")).toMatchObject({ companyId: we.world.companies.oy, country: "FI" });
    expect(await named("Hem AB")).toMatchObject({ companyId: we.world.companies.ab, country: "SE" });
    const elsewhere = { companyId: String(we.world.companies.oy) };
    await expect(uploaded(local, sheet("Nimi", "Vreemd Oy"), elsewhere)).rejects.toThrow("chooseOption");
  });

  test("a right that went away since the upload is missed at the last step", async () => {
    const [profile] = await db
      .insert(profiles)
      .values({ name: "Kaikki", grants: { customers: "edit", import: "yes" }, reach: ["all"] })
      .returning();
    const own = await db.select().from(employees).where(eq(employees.id, we.world.people.eetu));
    await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.eetu));
    const id = await uploaded(await signedIn(we.world.people.eetu), sheet("Nimi", "Borta AB"), {
      companyId: String(we.world.companies.ab),
    });
    await db
      .update(profiles)
      .set({ reach: ["company"] })
      .where(eq(profiles.name, "Kaikki"));
    await expect(runImport(await signedIn(we.world.people.eetu), { id })).rejects.toThrow(absent);
    await db.update(employees).set({ profileId: own[0]?.profileId }).where(eq(employees.id, we.world.people.eetu));
    expect(await named("Borta AB")).toBeUndefined();
  });

  test("whoever could not see the customers otherwise owns them", async () => {
    const [profile] = await db
      .insert(profiles)
      .values({ name: "Omat", grants: { customers: "edit", import: "yes" }, reach: ["mine"] })
      .returning();
    await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.ebba));
    const ebba = await signedIn(we.world.people.ebba);
    await imported(ebba, sheet("Nimi;Asiakasvastaava", "Egen AB;", "Annans AB;Aino Ruskalampi"));
    expect(await named("Egen AB")).toMatchObject({ ownerId: ebba.employeeId });
    expect(await named("Annans AB")).toMatchObject({ ownerId: ebba.employeeId });
    expect(await named("Koti Oy")).toMatchObject({ ownerId: null });
  });
});

describe("what the register already has", () => {
  const head = "Nimi;Y-tunnus;ALV-numero;Asiakasnumero;Maa;Postinumero;Postitoimipaikka";

  test("is known by business ID, VAT number, customer number, or name and place; archived ones too", async () => {
    const aholaNumber = (await named("Ahola Oy"))?.number;
    const table = sheet(
      head,
      "Toinen nimi;9200000-7;;;FI;;",
      "Kolmas nimi;;FI92000007;;FI;;",
      `Neljäs nimi;;;${aholaNumber};FI;;`,
      "AHOLA OY;;;;FI;00510;helsinki",
      "Arkisto Oy;;;;FI;;",
      "Ahola Oy;;;;FI;20100;Turku",
    );
    const { problems, created } = await imported(we.aino, table);
    expect(told(table, problems)).toEqual([
      "2 Y-tunnus rowKnown",
      // The VAT number fixes the business ID, and that is looked for first.
      "3 Y-tunnus rowKnown",
      "4 Asiakasnumero rowKnown",
      "5 Nimi rowKnown",
      "6 Nimi rowKnown",
    ]);
    expect(problems[0]?.what.params).toEqual({ number: aholaNumber, name: "Ahola Oy" });
    expect(created).toBe(1);
  });

  test("is not named to somebody who may not see it", async () => {
    const table = sheet(head, "Vieras B.V.;9200000-7;;;FI;;", "Molen Twee B.V.;00200001;;;NL;;");
    const { problems } = await dryRun(local, await uploaded(local, table));
    expect(problems.map(({ what }) => what)).toEqual([
      { key: "rowKnownHidden" },
      { key: "rowKnown", params: { number: expect.any(String), name: "Molen B.V." } },
    ]);
  });

  test("a number once given is not given again, not even from the bin", async () => {
    await imported(we.aino, sheet("Nimi;Asiakasnumero", "Poistuva Oy;K-500"));
    await deleteCustomer(we.aino, { id: (await named("Poistuva Oy"))?.id });
    const { problems } = await dryRun(we.aino, await uploaded(we.aino, sheet("Nimi;Asiakasnumero", "Uusi Oy;K-500")));
    expect(problems[0]?.what).toEqual({ key: "numberUsed" });
  });

  test("may have grown since the check", async () => {
    const id = await uploaded(we.aino, sheet("Nimi;Y-tunnus;Maa", "Ehti B.V.;00200077;NL", "Ehtivä B.V.;;NL"));
    expect((await dryRun(we.aino, id)).good).toHaveLength(2);
    const made = await createCustomer(we.maija, {
      id: we.world.companies.oy,
      name: "Ennätti",
      country: "NL",
      businessId: "00200077",
    });
    expect(made.ok).toBe(true);
    expect(await ran(we.aino, id)).toMatchObject({ created: 1, rejected: 1 });
    expect(await named("Ehti B.V.")).toBeUndefined();
  });

  test("a name much like one in the register is a note, no more", async () => {
    const { notes, created } = await imported(we.aino, sheet("Nimi;Postitoimipaikka", "Ahola Ky;Vaasa"));
    expect(notes.map(({ what }) => [what.key, what.params?.name])).toEqual([["similar", "Ahola Oy"]]);
    expect(created).toBe(1);
  });
});

describe("columns", () => {
  test("are corrected by hand; what the form does not send stays", async () => {
    const id = await uploaded(we.aino, sheet("Firma X;Kaupunki;Jokin", "Käsin Oy;Vaasa;Tampere"));
    expect((await getImport(we.aino, id)).mapping).toEqual([null, "city", null]);
    expect(await mapColumns(we.aino, { id, "column.0": "name", "column.1": "", "column.2": "city" })).toMatchObject({
      ok: true,
    });
    expect(await mapColumns(we.aino, { id, "column.1": "" })).toMatchObject({ ok: true });
    expect((await getImport(we.aino, id)).mapping).toEqual(["name", null, "city"]);
    await ran(we.aino, id);
    expect(await named("Käsin Oy")).toMatchObject({ city: "Tampere" });
  });

  test("need a name, and each field one column", async () => {
    const id = await uploaded(we.aino, sheet("Nimi;Kaupunki", "A Oy;Vaasa"));
    expect(await mapColumns(we.aino, { id, "column.0": "" })).toMatchObject({
      problems: { "": { key: "nameColumn" } },
    });
    expect(await mapColumns(we.aino, { id, "column.1": "name" })).toMatchObject({
      problems: { "column.1": { key: "columnTwice" } },
    });
    expect(await mapColumns(we.aino, { id, "column.1": "password" })).toMatchObject({ ok: false });
    expect(await mapColumns(we.aino, { id, name: "x" })).toMatchObject({ ok: false });
    expect((await getImport(we.aino, id)).mapping).toEqual(["name", "city"]);
  });

  test("show examples and what was recognised", async () => {
    const id = await uploaded(we.aino, sheet("Nimi;Muuta;", "A Oy;;1", "B Oy;x;2", "A Oy;y;3"));
    const { columns, rows } = await getImport(we.aino, id);
    expect(rows).toBe(3);
    expect(columns).toEqual([
      { heading: "Nimi", field: "name", samples: ["A Oy", "B Oy"], isGuessed: true },
      { heading: "Muuta", field: null, samples: ["x", "y"], isGuessed: false },
      { heading: "", field: null, samples: ["1", "2"], isGuessed: false },
    ]);
  });
});

describe("what a row says", () => {
  test("stage and group hold for all; a group in the file goes before", async () => {
    const table = sheet("Nimi;Ryhmä", "Tulija Oy;", "Valittu Oy;zorg EN onderwijs", "Väärä Oy;Olematon");
    const { problems } = await imported(we.aino, table, { stage: "prospect", groupId: String(we.world.groups.bygg) });
    expect(told(table, problems)).toEqual(["4 Ryhmä groupUnknown"]);
    expect(await named("Tulija Oy")).toMatchObject({
      stage: "prospect",
      stageReason: "imported",
      tab: 1,
      groupId: we.world.groups.bygg,
    });
    expect(await named("Valittu Oy")).toMatchObject({ groupId: we.world.groups.zorg });
    await expect(uploaded(we.aino, table, { groupId: "99999" })).rejects.toThrow("chooseOption");
    await expect(uploaded(we.aino, table, { stage: "archived" })).rejects.toThrow("chooseOption");
  });

  test("a group deleted since the upload is no group any more", async () => {
    const [gone] = await db.insert(groups).values({ name: "Katoava" }).returning();
    const id = await uploaded(we.aino, sheet("Nimi", "Jäänyt Oy"), { groupId: String(gone?.id) });
    await db
      .update(groups)
      .set({ deletedAt: sql`now()` })
      .where(eq(groups.id, gone?.id ?? 0));
    await ran(we.aino, id);
    expect(await named("Jäänyt Oy")).toMatchObject({ groupId: null });
  });

  test("a required group is required here too", async () => {
    await db.update(settings).set({ groupRequired: true });
    const table = sheet("Nimi", "Ryhmätön Oy");
    const { problems } = await dryRun(we.aino, await uploaded(we.aino, table));
    expect(told(table, problems)).toEqual(["2 – groupRequired"]);
    await db.update(settings).set({ groupRequired: false });
  });

  test("owner by e-mail or name; nobody of that name is a note, not an error", async () => {
    const { notes } = await imported(
      we.aino,
      sheet("Nimi;Asiakasvastaava", "E Oy;EETU@pohjanranta.example", "N Oy;Fjallhammar Sven", "Y Oy;Joku Muu"),
    );
    const [eetu] = await db.select().from(employees).where(eq(employees.id, we.world.people.eetu));
    expect((await named("E Oy"))?.ownerId).toBe(eetu?.email === "eetu@pohjanranta.example" ? eetu.id : null);
    expect(await named("N Oy")).toMatchObject({ ownerId: we.world.people.sven, people: [we.world.people.sven] });
    expect(await named("Y Oy")).toMatchObject({ ownerId: null });
    expect(notes.filter(({ line }) => line === 4).map(({ what }) => what.key)).toEqual(["ownerUnknown"]);
  });

  test("kind, language, types and country by name in any of the four languages", async () => {
    const table = sheet(
      "Nimi;Asiakas on;Kieli;Asiakastyypit;Maa",
      "Kaija Kuluttaja;particulier;finska;;Norja",
      "Tyypit Oy;Företag;sv-FI;Alihankkija, Kund;Zweden",
      "Outo Oy;marsilainen;klingon;Olematon;Atlantis",
    );
    const { problems } = await imported(we.aino, table);
    expect(told(table, problems)).toEqual([
      "4 Maa country",
      "4 Asiakas on unknownValue",
      "4 Kieli unknownValue",
      "4 Asiakastyypit typeUnknown",
    ]);
    expect(await named("Kaija Kuluttaja")).toMatchObject({ kind: "person", language: "fi", country: "NO" });
    expect(await named("Tyypit Oy")).toMatchObject({ kind: "organisation", language: "sv", country: "SE" });
    const typesOf = async (name: string) =>
      (
        await db
          .select({ typeId: customerTypeLinks.typeId })
          .from(customerTypeLinks)
          .where(eq(customerTypeLinks.customerId, (await named(name))?.id ?? 0))
          .orderBy(asc(customerTypeLinks.typeId))
      ).map(({ typeId }) => typeId);
    expect(await typesOf("Tyypit Oy")).toEqual([1, 2]);
    expect(await typesOf("Kaija Kuluttaja")).toEqual([3]);
  });

  test("an empty country is filled and told; without the column it goes without saying", async () => {
    const { notes } = await imported(we.aino, sheet("Nimi;Maa", "Tyhjä maa Oy;NULL"));
    expect(notes.map(({ what }) => what)).toEqual([{ key: "countryFilled", params: { country: "FI" } }]);
    expect((await imported(we.aino, sheet("Nimi", "Maaton sarake Oy"))).notes).toEqual([]);
  });

  test("NULL, dashes and the like are empty; a failed formula is not", async () => {
    const table = sheet("Nimi;Katuosoite;Postitoimipaikka;Kuvaus", "Viiva Oy;-;NULL;n/a", "Kaava Oy;#REF!;;");
    const { problems } = await imported(we.aino, table);
    expect(told(table, problems)).toEqual(["3 Katuosoite checkValue"]);
    expect(await named("Viiva Oy")).toMatchObject({ city: null, description: null });
  });

  test("a contact in one column is parted; without a name its e-mail is the customer's", async () => {
    const head = "Nimi;Sähköposti;Yhteyshenkilö;Yhteyshenkilön sähköposti;Yhteyshenkilön puhelin";
    const { notes } = await imported(
      we.aino,
      sheet(
        head,
        "P B.V.;;Jan van den Berg;jan@b.example;040 123 4567",
        "I Oy;;;info@i.example;040 123 4567",
        "L Oy;oma@l.example;;toinen@l.example;",
      ),
    );
    const [contact] = await db
      .select()
      .from(customerContacts)
      .innerJoin(persons, eq(persons.id, customerContacts.personId))
      .where(eq(customerContacts.customerId, (await named("P B.V."))?.id ?? 0));
    expect(contact?.persons).toMatchObject({ firstName: "Jan", lastName: "van den Berg" });
    expect(contact?.customer_contacts).toMatchObject({
      email: "jan@b.example",
      phone: "+358401234567",
      phoneRaw: "040 123 4567",
    });
    expect(await named("I Oy")).toMatchObject({ email: "info@i.example", phone: "+358 40 1234567" });
    expect(await named("L Oy")).toMatchObject({ email: "oma@l.example" });
    expect(notes.map(({ line, what }) => `${line} ${what.key}`)).toEqual(["4 contactNameless"]);
  });
});

describe("numbers", () => {
  const next = async () => (await db.select().from(numberSeries).where(sql`${numberSeries.groupId} is null`))[0]?.next;

  test("from the file are kept as text and leave the counter alone; running ones pass over them", async () => {
    const before = (await next()) ?? 0;
    const own = String(before + 1);
    await imported(we.aino, sheet("Nimi;Asiakasnumero", `Oma numero Oy;${own}`, "Kirjaimet Oy;007-b"));
    expect(await next()).toBe(before);
    await imported(
      we.aino,
      sheet("Nimi;Asiakasnumero", "Juokseva 1;", `Varattu;${before + 3}`, "Juokseva 2;", "Juokseva 3;"),
    );
    expect(await named("Oma numero Oy")).toMatchObject({ number: own });
    expect(await named("Kirjaimet Oy")).toMatchObject({ number: "007-b" });
    const running = await Promise.all(["Juokseva 1", "Juokseva 2", "Juokseva 3"].map(named));
    expect(running.map((customer) => customer?.number)).toEqual([before, before + 2, before + 4].map(String));
  });

  test("are given to others at once while an import is writing", async () => {
    const before = (await next()) ?? 0;
    const id = await uploaded(we.aino, sheet("Nimi;Asiakasnumero", "Hidas 1;", `Hidas 2;${before + 1}`, "Hidas 3;"));
    const locked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const holding = db.transaction(async (tx) => {
      await tx.execute(sql`lock table import_rows in share row exclusive mode`);
      locked.resolve();
      await over.promise;
    });
    await locked.promise;
    const coming = runImport(we.aino, { id });
    await until(isHeldUp);
    const made = createCustomer(we.aino, { id: we.aino.facts.companyId, name: "Kärsimätön Oy", country: "FI" });
    const atOnce = await Promise.race([made, new Promise((resolve) => setTimeout(() => resolve("waits"), 2_000))]);
    over.resolve();
    await holding;
    expect(atOnce).toMatchObject({ ok: true });
    expect(await coming).toMatchObject({ result: { created: 3 } });
    const all = await Promise.all(["Hidas 1", "Hidas 2", "Hidas 3", "Kärsimätön Oy"].map(named));
    expect(all.map((customer) => customer?.number)).toEqual([0, 1, 2, 3].map((at) => String(before + at)));
    expect(await db.$count(importNumbers)).toBe(0);
  });

  test("are kept for the next attempt of an import that failed, and are nobody else's until then", async () => {
    const before = (await next()) ?? 0;
    const id = await uploaded(we.aino, sheet("Nimi", "Sitkeä 1", "Sitkeä 2", "Sitkeä 3"));
    await db.execute(
      sql`alter table import_rows add constraint none_comes_in check (import_id <> ${sql.raw(String(id))}) not valid`,
    );
    await expect(runImport(we.aino, { id })).rejects.toThrow();
    await db.execute(sql`alter table import_rows drop constraint none_comes_in`);
    const typed = { id: we.aino.facts.companyId, name: "Kirjattu Oy", country: "FI", number: String(before + 1) };
    expect(await createCustomer(we.aino, typed)).toMatchObject({
      problems: { number: { key: "numberTaken", params: { next: String(before + 3) } } },
    });
    await db.insert(usedNumbers).values({ number: String(before + 1), customerId: 0 });
    expect(await ran(we.aino, id)).toMatchObject({ created: 3 });
    const all = await Promise.all(["Sitkeä 1", "Sitkeä 2", "Sitkeä 3"].map(named));
    expect(all.map((customer) => customer?.number)).toEqual([0, 2, 3].map((at) => String(before + at)));
    expect(await db.$count(importNumbers)).toBe(0);
  });

  test("of a group come from its series, in the order of the file", async () => {
    await imported(we.aino, sheet("Nimi;Ryhmä", "Avain 1;Avainasiakkaat", "Muu;", "Avain 2;Avainasiakkaat"));
    const [one, two] = [Number((await named("Avain 1"))?.number), Number((await named("Avain 2"))?.number)];
    expect(one).toBeGreaterThanOrEqual(1000);
    expect(two).toBe(one + 1);
    expect(Number((await named("Muu"))?.number)).toBeLessThan(1000);
  });

  test("have to be in the file where numbers are given by hand; an unmapped column is ignored", async () => {
    const table = sheet("Nimi;Asiakasnumero", "Käsin A;55-1", "Käsin B;");
    const id = await uploaded(we.aino, table);
    await mapColumns(we.aino, { id, "column.1": "" });
    expect((await dryRun(we.aino, id)).good.map(({ number }) => number)).toEqual([null, null]);
    await mapColumns(we.aino, { id, "column.1": "number" });
    await db.update(settings).set({ numberingMode: "manual" });
    expect(told(table, (await dryRun(we.aino, id)).problems)).toEqual(["3 Asiakasnumero required"]);
    await db.update(settings).set({ numberingMode: "automatic" });
  });

  test("are digits only where bookkeeping asks for that", async () => {
    const table = sheet("Nimi;Asiakasnumero", "Numero Oy;8801", "Kirjain Oy;K-8802");
    const id = await uploaded(we.aino, table);
    await db.update(settings).set({ numericOnly: true });
    expect(told(table, (await dryRun(we.aino, id)).problems)).toEqual(["3 Asiakasnumero digitsOnly"]);
    await db.update(settings).set({ numericOnly: false });
  });
});

describe("once and only once", () => {
  const form = (id: number, formKey: string) => ({ id: String(id), formKey });

  test("the same upload and the same last step, posted twice, count once", async () => {
    const key = "11111111-aaaa-4444-8888-000000000001";
    const table = sheet("Nimi", "Kerran Oy");
    expect(await uploaded(we.aino, table, { formKey: key })).toBe(await uploaded(we.aino, table, { formKey: key }));
    const id = await uploaded(we.aino, table);
    const post = form(id, "11111111-aaaa-4444-8888-000000000002");
    const [one, two] = await Promise.all([runImport(we.aino, post), runImport(we.aino, post)]);
    expect(one).toEqual({ ok: true, result: { id, created: 1, rejected: 0 } });
    expect(two).toEqual(one);
    expect(await runImport(we.aino, form(id, "11111111-aaaa-4444-8888-000000000003"))).toMatchObject({
      problems: { "": { key: "importDone" } },
    });
    expect(await mapColumns(we.aino, { id, "column.0": "name" })).toMatchObject({
      problems: { "": { key: "importDone" } },
    });
    expect(await db.$count(customers, eq(customers.name, "Kerran Oy"))).toBe(1);
  });

  test("two people with the same list at the same moment do not both bring it in", async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `Samat ${at} Oy;${at % 3 ? "" : `S-${at}`}`);
    const table = sheet("Nimi;Asiakasnumero", ...rows);
    const [mine, theirs] = [await uploaded(we.aino, table), await uploaded(we.maija, table)];
    const [one, two] = await Promise.all([ran(we.aino, mine), ran(we.maija, theirs)]);
    expect([one.created, two.created].sort((a, b) => a - b)).toEqual([0, 300]);
    expect(await db.$count(customers, like(customers.name, "Samat %"))).toBe(300);
  });

  test("all or nothing: when the last statement fails, nothing was", async () => {
    const id = await uploaded(we.aino, sheet("Nimi;Kaupunki", "Kaikki Oy;Vaasa"));
    await db.execute(sql`alter table imports add constraint imports_test check (created is null) not valid`);
    await expect(runImport(we.aino, { id })).rejects.toThrow();
    await db.execute(sql`alter table imports drop constraint imports_test`);
    expect(await named("Kaikki Oy")).toBeUndefined();
    expect((await getImport(we.aino, id)).status).toBe("uploaded");
    expect(await ran(we.aino, id)).toMatchObject({ created: 1 });
  });
});

describe("what is left behind", () => {
  test("derived columns are the database's, as after saving by hand", async () => {
    const head = "Nimi;Asiakasnumero;Katuosoite;Postinumero;Postitoimipaikka;Ryhmä;Asiakasvastaava";
    await imported(we.aino, sheet(head, "Jälki Öljy Oy;J-1;Katu 1;65100;Vaasa;Bygg och installation;Aino Ruskalampi"));
    const made = await named("Jälki Öljy Oy");
    const again = { ...made };
    await db
      .update(customers)
      .set({ name: sql`${customers.name}` })
      .where(eq(customers.id, made?.id ?? 0));
    expect(await named("Jälki Öljy Oy")).toEqual(again);
    expect(made).toMatchObject({
      city: "Vaasa",
      people: [we.aino.employeeId],
      companies: [we.world.companies.oy],
      version: 1,
    });
    expect(made?.search).toContain("jalki oljy oy");
    expect(await db.$count(usedNumbers, eq(usedNumbers.number, "J-1"))).toBe(1);
    expect(await db.$count(groupMemberships, eq(groupMemberships.customerId, made?.id ?? 0))).toBe(1);
    expect(await updateCustomer(we.aino, { id: made?.id, version: "1", name: "Jälki Oy" })).toMatchObject({ ok: true });
  });

  test("the log says who brought in whom, and how many", async () => {
    const { id } = await imported(we.aino, sheet("Nimi", "Lokin Oy", ""));
    const made = await named("Lokin Oy");
    const [line] = await db
      .select()
      .from(events)
      .where(and(eq(events.subject, "customers"), eq(events.subjectId, made?.id ?? 0)));
    expect(line).toMatchObject({
      action: "customer.created",
      source: "import",
      actorId: we.aino.employeeId,
      subjectVersion: 1,
    });
    const lines = await db
      .select()
      .from(events)
      .where(and(eq(events.subject, "imports"), eq(events.subjectId, id)))
      .orderBy(asc(events.id));
    expect(lines.map(({ action }) => action)).toEqual(["import.uploaded", "import.done"]);
    expect(await db.select().from(imports).where(eq(imports.id, id))).toMatchObject([
      { status: "done", created: 1, rejected: 1, version: 2 },
    ]);
  });

  test("rows of forgotten files go after 30 days", async () => {
    const old = await uploaded(we.aino, sheet("Nimi", "Vanha Oy"));
    await db.update(imports).set({ createdAt: sql`now() - interval '31 days'` }).where(eq(imports.id, old));
    const young = await uploaded(we.aino, sheet("Nimi", "Nuori Oy"));
    expect(await db.$count(importRows, eq(importRows.importId, old))).toBe(0);
    expect(await db.$count(importRows, eq(importRows.importId, young))).toBe(1);
  });

  test("the same file is recognised", async () => {
    const fileHash = "ab".repeat(32);
    const first = await uploaded(we.aino, sheet("Nimi", "Tuttu Oy"), { fileHash });
    expect((await getImport(we.aino, first)).importedBefore).toBeNull();
    await ran(we.aino, first);
    const second = await uploaded(we.aino, sheet("Nimi", "Tuttu Oy"), { fileHash });
    expect((await getImport(we.aino, second)).importedBefore).toBeInstanceOf(Date);
  });
});

describe("size", () => {
  test("a file has rows, and not too many", async () => {
    await expect(uploaded(we.aino, sheet("Nimi"))).rejects.toThrow("fileEmpty");
    const rows = Array.from({ length: mostRows + 1 }, (_, at) => ({ line: at + 2, cells: [""] }));
    await expect(uploaded(we.aino, { head: ["Nimi"], rows })).rejects.toThrow("fileTooManyRows");
  });

  test("2,000 rows take seconds, and a broken one among them stays out", async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `Iso ${at} Oy;Katu ${at};${at === 999 ? "x" : "00100"};Helsinki;Matti Testinen`,
    );
    const began = performance.now();
    const { created, problems } = await imported(
      we.aino,
      sheet("Nimi;Katuosoite;Postinumero;Postitoimipaikka;Yhteyshenkilö", ...rows),
    );
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(created).toBe(1_999);
    expect(problems.map(({ line }) => line)).toEqual([1_001]);
    const withAddress = await db.$count(addresses, like(addresses.street, "Katu %"));
    expect(withAddress).toBeGreaterThanOrEqual(1_999);
    expect(await db.$count(customers, and(like(customers.name, "Iso %"), isNotNull(customers.city)))).toBe(1_999);
  });
});

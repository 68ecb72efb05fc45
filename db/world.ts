import { type Database, fill } from "./fill.ts";
import type { Customer } from "./organisation.ts";
import { customerRoles, projectRoles } from "./world-roles.ts";
import { work } from "./world-work.ts";

/** The cast of the tests: few people, customers whose names say what is special about them, dates that never matter. */
export type World = Awaited<ReturnType<typeof seedWorld>>;

/** Fills an empty, migrated database with the cast. @returns the ids by telling keys */
export async function seedWorld(db: Database, { passwordHash }: { passwordHash: string }) {
  const founded = new Date("2026-01-02T08:00:00Z");
  const grouped = { groups, segmentGroups, specialGroups, customerRoles, projectRoles, customers, units };
  const world = { name: "Pohjanranta", numberingStart: 100, founded, companies, teams, people, ...grouped, ...work };
  return fill(db, world, passwordHash);
}

const companies = {
  oy: { name: "Pohjanranta Oy", country: "FI" },
  ab: { name: "Pohjanranta AB", country: "SE" },
  bv: { name: "Pohjanranta B.V.", country: "NL" },
};

const teams = {
  helsinki: { name: "Helsinki", company: "oy" },
  stockholm: { name: "Stockholm", company: "ab" },
} as const;

export const people = {
  maija: { firstName: "Maija", lastName: "Hallavuo", company: "oy", profile: "administrator", locale: "fi" },
  aino: {
    firstName: "Aino",
    lastName: "Ruskalampi",
    company: "oy",
    profile: "manager",
    locale: "fi",
    teams: ["helsinki"],
  },
  /** Sells two groups. */
  sven: {
    firstName: "Sven",
    lastName: "Fjällhammar",
    company: "ab",
    profile: "seller",
    locale: "sv",
    isSeller: true,
    teams: ["stockholm"],
  },
  pieter: { firstName: "Pieter", lastName: "van der Schelpenduin", company: "bv", profile: "employee", locale: "nl" },
  nils: { firstName: "Nils", lastName: "Ekskär", company: "ab", profile: null, locale: "sv" },
  /** Sells the group of key customers. */
  eetu: {
    firstName: "Eetu",
    lastName: "Koskiranta",
    company: "oy",
    profile: "seller",
    locale: "fi",
    isSeller: true,
    teams: ["helsinki"],
  },
  /** A seller without a group. */
  ebba: {
    firstName: "Ebba",
    lastName: "Lingonhjelm",
    company: "ab",
    profile: "seller",
    locale: "sv",
    isSeller: true,
    teams: ["stockholm"],
  },
  karin: { firstName: "Karin", lastName: "Åsrydh", company: "ab", profile: "employee", locale: "en" },
} as const;

const groups = {
  key: { name: "Avainasiakkaat", sellers: ["eetu"], numberStart: 1000 },
  offentlig: {
    name: "Offentlig sektor",
    sellers: ["sven"],
    billing: { paymentTerm: 30, deliveryMethod: "einvoice" },
  },
  bygg: { name: "Bygg och installation", sellers: ["sven"] },
  zorg: { name: "Zorg en onderwijs", sellers: [] },
} as const;

const segmentGroups = {
  Koko: { onlyOne: true, segments: ["Suuri", "Pieni"] },
  Palvelut: { onlyOne: false, segments: ["Siivous", "Pihatyöt"] },
};
const specialGroups = { Joulutervehdys: "Saavat joulukortin." };

const someoneElse = { at: new Date("2026-03-02T09:00:00Z"), by: "aino" } as const;

type Known = Customer<keyof typeof companies, keyof typeof people, keyof typeof groups>;

const created = { at: new Date("2026-01-05T09:00:00Z"), by: "maija" } as const;

const ofOy = (name: string, rest: Partial<Known> = {}): Known => ({
  name,
  company: "oy",
  country: "FI",
  created,
  ...rest,
});
const ofAb = (name: string, rest: Partial<Known> = {}): Known => ({
  name,
  company: "ab",
  country: "SE",
  created,
  ...rest,
});
const ofBv = (name: string, rest: Partial<Known> = {}): Known => ({
  name,
  company: "bv",
  country: "NL",
  created,
  ...rest,
});

const helsinki = { street: "Pajakuja 4 B 12", postalCode: "00510", city: "Helsinki", country: "FI" };
const turku = { street: "Satamatie 7", postalCode: "20100", city: "Turku", country: "FI" };
const goteborg = { street: "Järnvägsgatan 3", postalCode: "411 03", city: "Göteborg", country: "SE" };
const denBosch = { street: "'s-Gravendijk 12", postalCode: "5211 JX", city: "'s-Hertogenbosch", country: "NL" };

const vaino = { firstName: "Väinö", lastName: "Testinen", language: "fi", noMailings: true } as const;
const helmi = { firstName: "Helmi", lastName: "Kuuralehto", language: "fi" } as const;
const asa = { firstName: "Åsa", lastName: "Ängsmark", language: "sv" } as const;
const olle = { firstName: "Olle", lastName: "Vinterblad", language: "sv" } as const;

export const customers = {
  /** Everything filled in. */
  ahola: ofOy("Ahola Oy", {
    group: "key",
    owner: "aino",
    businessId: "9200000-7",
    vatNumber: "FI92000007",
    email: "info@ahola.example",
    phone: "+358 40 000 0001",
    website: "https://www.ahola.example",
    language: "fi",
    description: "Avaimet noudetaan vahtimestarilta.\nSoittaa mieluummin kuin kirjoittaa.",
    addresses: [helsinki, turku],
    contacts: [
      {
        person: vaino,
        title: "Talouspäällikkö",
        email: "vaino.testinen@ahola.example",
        phone: "+358 40 000 0002",
        mobile: "+358 40 000 0003",
        isPrimary: true,
        roles: ["Billing"],
        keywords: ["kesäjuhlat"],
      },
      { person: helmi, title: "Isännöitsijä", email: "helmi.kuuralehto@ahola.example" },
    ],
    responsibles: [{ who: "eetu" }],
    industryCode: "68",
    staff: 40,
    segments: ["Suuri", "Siivous"],
    tags: ["Päivystys"],
    specialGroups: ["Joulutervehdys"],
    companyGroup: "Kuuralehto-yhtiöt",
    billing: { paymentTerm: 21, invoiceEmails: ["laskut@ahola.example"] },
    updated: { ...someoneElse, field: "phone", before: "+358 40 000 0099" },
  }),
  /** Shares a contact person with Ahola. */
  aijala: ofOy("Äijälä Oy", { group: "key", addresses: [turku], contacts: [{ person: helmi, title: "Isännöitsijä" }] }),
  akerblom: ofOy("Åkerblom Ab", { language: "sv", businessId: "9200001-5" }),
  oljymaki: ofOy("Öljymäki Oy", { businessId: "9200002-3" }),
  vaahtera: ofOy("Vaahtera Oy", { owner: "aino" }),
  wirtanen: ofOy("Wirtanen Oy"),
  zetterlund: ofOy("Zetterlund Ab"),
  lintulahti: ofOy("Asunto-osakeyhtiö Lintulahdenkallionpolku", { addresses: [helsinki] }),
  letters: ofOy("Kirjain Oy", { number: "A-7" }),
  formula: ofOy("=1+1 Laskenta Oy"),
  household: ofOy("Testinen, Väinö", { kind: "person", types: ["consumer"], addresses: [turku] }),
  inHouse: ofOy("Pohjanranta Oy, sisäiset työt", { kind: "internal" }),
  prospect: ofOy("Ehkä Oy", { stage: "prospect", addresses: [helsinki] }),
  plumber: ofOy("Putkityö Oy", { types: ["customer", "subcontractor"] }),
  /** The AB serves it too, in its own way. */
  shared: ofOy("Yhteinen Oy", {
    owner: "aino",
    related: [{ company: "ab", owner: "ebba", number: "5012", billing: { paymentTerm: 45, orderNumber: "AB-77" } }],
  }),
  svenNow: ofOy("Nyt Oy", {
    responsibles: [{ who: "sven", roles: ["accountant"], from: "2020-01-01", to: "2099-12-31" }],
  }),
  svenBefore: ofOy("Eilen Oy", { responsibles: [{ who: "sven", from: "2020-01-01", to: "2020-12-31" }] }),
  svenLater: ofOy("Huomenna Oy", { responsibles: [{ who: "sven", from: "2099-01-01" }] }),
  svenAlways: ofOy("Aina Oy", { responsibles: [{ who: "sven" }] }),
  archived: ofOy("Arkisto Oy", { archived: { ...someoneElse, reason: "Toiminta päättynyt" } }),
  binned: ofOy("Roskakori Oy", { group: "key", deleted: someoneElse }),

  berg: ofAb("Bergs kommun", {
    group: "offentlig",
    businessId: "452050-0002",
    addresses: [goteborg],
    contacts: [
      { person: asa, email: "asa.angsmark@berg.example", isPrimary: true, roles: ["Decision maker"] },
      { person: olle, title: "Vaktmästare", inactiveAt: someoneElse.at },
    ],
    tags: ["Jour"],
  }),
  dal: ofAb("Dals Bygg AB", { group: "bygg", owner: "ebba", businessId: "452050-0010" }),
  ek: ofAb("Ek AB", { owner: "sven" }),
  fors: ofAb("Fors AB", { owner: "ebba", stage: "prospect" }),
  gran: ofAb("Grans församling", { group: "offentlig", archived: { ...someoneElse, reason: "Avtalet sades upp" } }),

  molen: ofBv("Molen B.V.", { businessId: "00200001", vatNumber: "NL999200008B01" }),
  gravendijk: ofBv("'s-Gravendijk B.V.", { addresses: [denBosch] }),
  ijsvogel: ofBv("IJsvogel Zorg", { group: "zorg" }),
  /** A customer of the B.V. in a group that Sven sells. */
  polder: ofBv("Polder Installaties B.V.", { group: "bygg" }),
} as const;

/** One structure: three levels in the Oy, two in the B.V., one unit of the AB, and one whose main unit is abroad. */
const units = {
  wirtanen: "lintulahti",
  zetterlund: "wirtanen",
  ijsvogel: "lintulahti",
  gravendijk: "ijsvogel",
  ek: "lintulahti",
  polder: "zetterlund",
} as const satisfies Partial<Record<keyof typeof customers, keyof typeof customers>>;

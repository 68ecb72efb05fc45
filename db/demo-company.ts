import type { Line, Market } from "./fiction-words.ts";
import type { Group, Person, Terms } from "./organisation.ts";

/** Pohjanranta itself: companies, teams, people, groups, and which customers each company has. */
export type Company = "oy" | "ab" | "bv";

export const companies = {
  oy: { name: "Pohjanranta Oy", country: "FI", vatNumber: "FI93660007" },
  ab: { name: "Pohjanranta AB", country: "SE", vatNumber: "SE452159999501" },
  bv: { name: "Pohjanranta B.V.", country: "NL", vatNumber: "NL999759991B01" },
};

export const teams = {
  accounts: { name: "Asiakkuudet", company: "oy" },
  buildings: { name: "Kiinteistöpalvelut", company: "oy" },
  plants: { name: "Teollisuuspalvelut", company: "oy" },
  sales: { name: "Försäljning", company: "ab" },
  service: { name: "Fastighetsservice", company: "ab" },
  verkoop: { name: "Verkoop", company: "bv" },
  dienst: { name: "Servicedienst", company: "bv" },
} as const;

type Colleague = Person<Company, keyof typeof teams>;
type Rest = Partial<Colleague>;

const from =
  (company: Company, locale: Colleague["locale"]) =>
  (firstName: string, lastName: string, profile: Colleague["profile"], rest: Rest = {}): Colleague => ({
    company,
    locale,
    firstName,
    lastName,
    profile,
    ...rest,
  });
const oy = from("oy", "fi");
const ab = from("ab", "sv");
const bv = from("bv", "nl");

/** @param left when the person who no longer works here left */
export const peopleOf = (left: Date) => ({
  maija: oy("Maija", "Hallavuo", "administrator", { teams: ["accounts"] }),
  aino: oy("Aino", "Ruskalampi", "manager", { teams: ["accounts", "buildings"] }),
  eetu: oy("Eetu", "Koskiranta", "seller", { isSeller: true, teams: ["accounts"] }),
  sirkku: oy("Sirkku", "Äijälänsuo", "seller", { isSeller: true, teams: ["buildings"] }),
  veikko: oy("Veikko", "Öljymäki", "seller", { isSeller: true, teams: ["plants"] }),
  linnea: oy("Linnéa", "Strandskogh", "seller", { isSeller: true, teams: ["accounts"], locale: "sv" }),
  tuomas: oy("Tuomas", "Pihkaharju", "employee", { teams: ["buildings"] }),
  henna: oy("Henna", "Utuniemi", "employee", { teams: ["buildings"] }),
  jyrki: oy("Jyrki", "Tyrskylahti", "employee", { teams: ["plants"] }),
  paivi: oy("Päivi", "Yli-Sammalkallio", "manager", { teams: ["plants"] }),
  onni: oy("Onni", "Kaarnaoja", "employee", { teams: ["plants", "buildings"] }),
  hilkka: oy("Hilkka", "Vanhakartano", "employee", { deactivatedAt: left }),
  sven: ab("Sven", "Fjällhammar", "seller", { isSeller: true, teams: ["sales"] }),
  nils: ab("Nils", "Ekskär", null),
  ebba: ab("Ebba", "Lingonhjelm", "seller", { isSeller: true, teams: ["sales"] }),
  karin: ab("Karin", "Åsrydh", "manager", { teams: ["sales", "service"] }),
  osten: ab("Östen", "Björkenstig", "employee", { teams: ["service"] }),
  marta: ab("Märta", "Vinterqvist", "employee", { teams: ["service"] }),
  ake: ab("Åke", "Tjäderström", "employee", { teams: ["service"] }),
  pieter: bv("Pieter", "van der Schelpenduin", "employee", { teams: ["dienst"] }),
  sanne: bv("Sanne", "Rietkraag", "seller", { isSeller: true, teams: ["verkoop"] }),
  joost: bv("Joost", "van 't Molenwiek", "seller", { isSeller: true, teams: ["verkoop"] }),
  fleur: bv("Fleur", "IJsvogel", "manager", { teams: ["verkoop", "dienst"] }),
  daan: bv("Daan", "op den Weidehof", "employee", { teams: ["dienst"] }),
  marijke: bv("Marijke", "Kievitsoord", "employee", { teams: ["dienst"], locale: "en" }),
});

export type People = ReturnType<typeof peopleOf>;
export type Who = keyof People;

const inGroup = (
  name: string,
  sellers: Who[],
  numberStart?: number,
  ledgerAccount?: string,
  billing?: Terms,
): Group<Who> => ({
  name,
  sellers,
  numberStart,
  ledgerAccount,
  billing,
});

const byEinvoice: Terms = { deliveryMethod: "einvoice", paymentTerm: 30 };

export const groups = {
  key: inGroup("Avainasiakkaat", ["eetu", "sanne"], 1000, "3000"),
  housing: inGroup("Kiinteistönhoito ja isännöinti", ["sirkku", "linnea"], 2000, "3010"),
  industry: inGroup("Teollisuus ja energia", ["veikko"], 3000, "3020"),
  public: inGroup("Kunnat ja hyvinvointialueet", ["eetu", "linnea"], undefined, undefined, byEinvoice),
  partners: inGroup("Kumppaniverkosto", []),
  offentlig: inGroup("Offentlig sektor", ["sven", "linnea"], 4000, "3110", byEinvoice),
  bygg: inGroup("Bygg och installation", ["sven"], 5000, "3120"),
  fastighet: inGroup("Fastigheter och bostadsrättsföreningar", ["ebba"]),
  mkb: inGroup("Mkb Randstad", ["sanne", "joost"], 6000, "8010", { vatRate: "21.00", invoiceLanguage: "nl" }),
  zorg: inGroup("Zorg en onderwijs", ["joost"]),
};

export const numberingStart = 100;

/** Who looks after the customers of a company that no group's seller looks after. */
export const accountOwners: Record<Company, Who[]> = {
  oy: ["eetu", "linnea", "aino"],
  ab: ["ebba", "sven", "karin"],
  bv: ["sanne", "fleur"],
};

export const managers: Record<Company, Who> = { oy: "aino", ab: "karin", bv: "fleur" };

/** What the companies do for themselves is booked on customers, too. */
export const ownWork: Record<Company, string> = {
  oy: "Pohjanranta Oy, sisäiset työt",
  ab: "Pohjanranta AB, internt arbete",
  bv: "Pohjanranta B.V., intern werk",
};

export type Share = {
  company: Company;
  market: Market;
  line: Line | "household" | "own";
  group?: keyof typeof groups;
  /** How many are at hand, how many archived, how many in the bin. */
  open: number;
  archived?: number;
  deleted?: number;
};

/** At hand: 130 of the Oy, 85 of the AB, 85 of the B.V. */
export const shares: Share[] = [
  { company: "oy", market: "fi", line: "key", group: "key", open: 13, archived: 1 },
  { company: "oy", market: "fi", line: "housing", group: "housing", open: 40, archived: 4, deleted: 1 },
  { company: "oy", market: "fs", line: "housing", group: "housing", open: 6 },
  { company: "oy", market: "fi", line: "trade", group: "industry", open: 27, archived: 2 },
  { company: "oy", market: "nb", line: "trade", group: "industry", open: 2 },
  { company: "oy", market: "fi", line: "public", group: "public", open: 16, archived: 1 },
  { company: "oy", market: "fs", line: "public", group: "offentlig", open: 3 },
  { company: "oy", market: "fi", line: "partner", group: "partners", open: 10, archived: 1 },
  { company: "oy", market: "fs", line: "partner", group: "partners", open: 2 },
  { company: "oy", market: "fi", line: "trade", open: 6 },
  { company: "oy", market: "fi", line: "household", open: 4 },
  { company: "oy", market: "fi", line: "own", open: 1 },
  { company: "ab", market: "sv", line: "key", group: "key", open: 5 },
  { company: "ab", market: "sv", line: "public", group: "offentlig", open: 22, archived: 2 },
  { company: "ab", market: "sv", line: "housing", group: "fastighet", open: 26, archived: 2 },
  { company: "ab", market: "sv", line: "trade", group: "bygg", open: 20, archived: 2, deleted: 1 },
  { company: "ab", market: "nb", line: "trade", group: "bygg", open: 3 },
  { company: "ab", market: "sv", line: "partner", group: "partners", open: 3 },
  { company: "ab", market: "sv", line: "trade", open: 3 },
  { company: "ab", market: "sv", line: "household", open: 2 },
  { company: "ab", market: "sv", line: "own", open: 1 },
  { company: "bv", market: "nl", line: "key", group: "key", open: 4 },
  { company: "bv", market: "nl", line: "trade", group: "mkb", open: 48, archived: 3, deleted: 1 },
  { company: "bv", market: "nl", line: "public", group: "zorg", open: 24, archived: 2 },
  { company: "bv", market: "nl", line: "partner", group: "partners", open: 2 },
  { company: "bv", market: "nl", line: "trade", open: 3 },
  { company: "bv", market: "nl", line: "household", open: 3 },
  { company: "bv", market: "nl", line: "own", open: 1 },
];

import type { Calendar } from "./calendar.ts";
import type { DemoCustomer } from "./demo-customers.ts";
import { type Fiction, fiction, slug } from "./fiction.ts";
import { type Language, workWords } from "./fiction-work.ts";
import type { Contact, Place, Role, Terms } from "./organisation.ts";

export type Tools = Fiction & { calendar: Calendar };

export const segmentGroups = {
  Koko: { onlyOne: true, segments: ["Suuri", "Keskisuuri", "Pieni"] },
  Sopimus: { onlyOne: true, segments: ["Puitesopimus", "Jatkuva sopimus", "Yksittäiset tilaukset"] },
  Palvelut: { onlyOne: false, segments: ["Siivous", "Kiinteistönhoito", "Talotekniikka", "Energia", "Pihatyöt"] },
};

export const specialGroups = {
  Joulutervehdys: "Saavat joulukortin yksiköstään.",
  Asiakaskysely: "Mukana syksyn tyytyväisyyskyselyssä.",
  "Kundkväll i Göteborg": "Inbjudna till kundkvällen.",
  "Pilot app voor meldingen": "Melden storingen met de nieuwe app.",
};

const companyGroups: Record<Language, string[]> = {
  fi: ["Kuuralehto-yhtiöt", "Hallasuo-konserni"],
  sv: ["Lingonhedkoncernen"],
  nl: ["Zilverduin Groep"],
};

/** In which language a customer's things are written down: its own, or else that of the company that serves it. */
export function languageOf({ language, company }: DemoCustomer): Language {
  if (language && language !== "en") return language;
  return { oy: "fi", ab: "sv", bv: "nl" }[company] as Language;
}

/** Customers as a register knows them after two years: purposes, roles, groupings and terms. */
export function inDetail(calendar: Calendar, customers: DemoCustomer[]): DemoCustomer[] {
  const tools: Tools = { ...fiction(20260102), calendar };
  return customers.map((customer) => {
    const contacts = (customer.contacts ?? []).map((contact, place) => contactOf(tools, customer, contact, place));
    const known = { ...customer, contacts, addresses: placesOf(tools, customer) };
    return { ...known, ...groupingsOf(tools, known), ...factsOf(tools, known), billing: termsOf(tools, known) };
  });
}

function placesOf({ chance }: Tools, customer: DemoCustomer): Place[] {
  const [headOffice, other] = customer.addresses ?? [];
  const words = workWords[languageOf(customer)];
  const first: Place[] = headOffice ? [{ ...headOffice, purposes: other ? ["visiting"] : ["visiting", "postal"] }] : [];
  if (!other) return first;
  const isBilling = chance(0.5);
  return isBilling
    ? [...first, { ...other, purposes: ["postal", "billing"], attention: words.attention }]
    : [...first, { ...other, purposes: ["delivery"] }];
}

function contactOf(tools: Tools, customer: DemoCustomer, contact: Contact, place: number): Contact {
  const { between, chance, pick, calendar } = tools;
  const words = workWords[languageOf(customer)];
  const age = daysBetween(customer.created.at, calendar);
  const isFormer = place > 0 && age > 90 && chance(0.12);
  const roles = rolesOf(tools, place);
  return {
    ...contact,
    isPrimary: place === 0,
    mobile: contact.phone && chance(0.4) ? mobile(tools, customer) : undefined,
    roles: isFormer ? [] : roles,
    keywords: chance(0.18) ? [pick(words.keywords)] : [],
    description: chance(0.12) ? pick(words.remarks) : undefined,
    satisfaction: chance(0.3) ? between(2, 5) : undefined,
    inactiveAt: isFormer ? calendar.moment(between(5, age - 30), between(0, 590)) : undefined,
  };
}

export const daysBetween = (then: Date, { moment }: Calendar) =>
  Math.floor((moment(0).getTime() - then.getTime()) / (24 * 3600 * 1000));

function rolesOf({ chance, pick }: Tools, place: number): Role[] {
  if (place === 0) return chance(0.6) ? ["Decision maker"] : ["Decision maker", "Purchasing"];
  if (place === 1) return ["Billing"];
  return [pick<Role>(["Technical contact", "Purchasing"])];
}

function mobile({ between, phone }: Tools, { country }: DemoCustomer): string {
  if (country === "SE") return phone("sv");
  if (country === "NO") return phone("nb");
  if (country === "NL") return `+31 6 10 00 ${String(between(0, 9999)).padStart(4, "0")}`;
  return phone("fi");
}

function groupingsOf({ chance, pick, between }: Tools, customer: DemoCustomer): Partial<DemoCustomer> {
  if (customer.kind === "internal") return {};
  const words = workWords[languageOf(customer)];
  const isKey = customer.group === "key";
  const { Koko, Sopimus, Palvelut } = segmentGroups;
  const services = new Set(Array.from({ length: between(1, 3) }, () => pick(Palvelut.segments)));
  const segments = [isKey ? "Suuri" : pick(Koko.segments.slice(1)), ...(chance(0.7) ? [pick(Sopimus.segments)] : [])];
  const invited = { oy: "Asiakaskysely", ab: "Kundkväll i Göteborg", bv: "Pilot app voor meldingen" }[customer.company];
  return {
    segments: chance(0.75) ? [...segments, ...services] : [],
    tags: chance(0.3) ? [pick(words.tags)] : [],
    specialGroups: [...(isKey || chance(0.08) ? ["Joulutervehdys"] : []), ...(chance(0.1) ? [invited] : [])],
    companyGroup: isKey && chance(0.5) ? pick(companyGroups[languageOf(customer)]) : undefined,
  };
}

/** Divisions of TOL 2025 by how customers are grouped. */
const industries: Partial<Record<NonNullable<DemoCustomer["group"]>, string[]>> = {
  key: ["35", "52", "68"],
  housing: ["68"],
  fastighet: ["68"],
  industry: ["10", "16", "17", "25", "28"],
  public: ["84", "85"],
  offentlig: ["84", "85"],
  partners: ["43", "81"],
  bygg: ["41", "43"],
  mkb: ["25", "43", "46", "56"],
  zorg: ["85", "86", "87"],
};

function factsOf({ between, chance, pick }: Tools, { group, kind }: DemoCustomer): Partial<DemoCustomer> {
  const codes = group && industries[group];
  if (!codes || kind) return {};
  const staff = group === "key" ? between(120, 2400) : between(2, 90);
  return {
    industryCode: chance(0.85) ? pick(codes) : undefined,
    staff: chance(0.5) ? staff : undefined,
    annualRevenue: chance(0.4) ? `${staff * between(60, 190) * 1000}.00` : undefined,
  };
}

const invoicing: Record<Language, string> = { fi: "laskut", sv: "faktura", nl: "facturen" };

/** Most have an address for their invoices, a third terms of their own; the rest comes from the group or the organisation. */
function termsOf({ chance, between }: Tools, customer: DemoCustomer): Terms | undefined {
  const { businessId, name, country, kind } = customer;
  if (kind || !businessId || chance(0.1)) return undefined;
  const invoiceEmails = [`${invoicing[languageOf(customer)]}@${slug(name)}.example`];
  if (!chance(0.35)) return { invoiceEmails };
  const words = workWords[languageOf(customer)];
  const address = electronicAddress(country, businessId);
  return {
    ...(chance(0.7) ? { deliveryMethod: "einvoice", ...address } : { deliveryMethod: "email" }),
    invoiceEmails,
    paymentTerm: chance(0.4) ? 30 : undefined,
    currency: country === "SE" ? "SEK" : country === "NO" ? "NOK" : undefined,
    yourReference: chance(0.4) ? `${words.reference} ${between(100, 999)}` : undefined,
    creditLimit: chance(0.2) ? `${between(2, 40) * 1000}.00` : undefined,
    ...(chance(0.05) && { salesBlock: "warn", salesBlockReason: words.block }),
  };
}

/** Peppol schemes (participant identifiers, v9.7): Finland 0216, Sweden 0007, Norway 0192, the Netherlands 0106. */
function electronicAddress(country: string, businessId: string): Terms {
  const digits = businessId.replace(/\D/g, "");
  if (country === "SE") return { einvoiceScheme: "0007", einvoiceAddress: digits, einvoiceOperator: "INEXCHANGE" };
  if (country === "NO") return { einvoiceScheme: "0192", einvoiceAddress: digits };
  if (country === "NL") return { einvoiceScheme: "0106", einvoiceAddress: digits };
  return { einvoiceScheme: "0216", einvoiceAddress: `0037${digits}`, einvoiceOperator: "003721291126" };
}

import type { Calendar } from "./calendar.ts";
import {
  accountOwners,
  type Company,
  groups,
  managers,
  ownWork,
  type People,
  type Share,
  shares,
  type Who,
} from "./demo-company.ts";
import { type Fiction, fiction, type Named, slug } from "./fiction.ts";
import { type Line, type Market, words } from "./fiction-words.ts";
import type { Contact, Customer, Responsible } from "./organisation.ts";

export type DemoCustomer = Customer<Company, Who, keyof typeof groups>;

type Fate = "open" | "archived" | "deleted";
type Case = Share & { fate: Fate; staff: Who[]; editors: Who[]; age: number; imported: boolean };
type Tools = Fiction & { calendar: Calendar; agents: Map<Market, Contact[]> };

/** The customers of the demo, oldest first. */
export function demoCustomers(calendar: Calendar, people: People): DemoCustomer[] {
  const tools: Tools = { ...fiction(20260101), calendar, agents: new Map() };
  const customers = shares.flatMap((share) =>
    fatesOf(share).map((fate) => customerOf(tools, caseOf(tools, share, fate, people))),
  );
  const ofTheOy = customers.filter(({ group, company }) => group === "key" && company === "oy").slice(0, 3);
  for (const [place, customer] of ofTheOy.entries()) Object.assign(customer, acrossTheGulf(calendar, place));
  return customers.sort((a, b) => a.created.at.getTime() - b.created.at.getTime());
}

const fatesOf = ({ open, archived = 0, deleted = 0 }: Share): Fate[] => [
  ...Array<Fate>(open).fill("open"),
  ...Array<Fate>(archived).fill("archived"),
  ...Array<Fate>(deleted).fill("deleted"),
];

function caseOf({ chance, between }: Tools, share: Share, fate: Fate, people: People): Case {
  const staff = (Object.keys(people) as Who[]).filter((who) => {
    const { company, profile, deactivatedAt } = people[who];
    return company === share.company && profile && !deactivatedAt;
  });
  const imported = chance(0.3);
  const age = imported ? between(722, 728) : between(fate === "open" ? 2 : 200, 715);
  const editors = staff.filter((who) => people[who].profile !== "employee");
  return { ...share, fate, staff, editors, imported, age };
}

function customerOf(tools: Tools, one: Case): DemoCustomer {
  const known = knownOf(tools, one);
  return { ...known, ...servedBy(tools, one), ...laterOf(tools, one, known) };
}

/** What the register knows about them. */
type Known = Omit<DemoCustomer, "created" | "company">;

function knownOf(tools: Tools, { market, line, company }: Case): Known {
  if (line === "household") return household(tools, market);
  if (line === "own") return { name: ownWork[company], kind: "internal", country: words[market].country };
  return organisation(tools, market, line);
}

function organisation(tools: Tools, market: Market, line: Line): Known {
  const { chance, pick, address, phone } = tools;
  const name = tools.company(market, line);
  const host = `${slug(name)}.example`;
  const headOffice = address(market);
  return {
    name,
    country: headOffice.country,
    ...(chance(0.95) && tools.identity(market)),
    email: chance(0.9) ? `info@${host}` : undefined,
    phone: chance(0.85) ? phone(market) : undefined,
    website: chance(0.65) ? `https://www.${host}` : undefined,
    language: words[market].language,
    description: chance(0.3) ? pick(words[market].notes) : undefined,
    stage: line !== "partner" && line !== "key" && chance(0.17) ? "prospect" : "active",
    types: line !== "partner" ? ["customer"] : chance(0.4) ? ["customer", "subcontractor"] : ["subcontractor"],
    addresses: chance(0.15) ? [headOffice, address(market)] : [headOffice],
    contacts: contactsOf(tools, market, line, host),
  };
}

function household({ person, address, phone }: Tools, market: Market): Known {
  const { language } = words[market];
  const named = person(market);
  const contact = { person: { ...named, language }, email: emailOf(named, "posti.example"), phone: phone(market) };
  const home = address(market);
  return {
    name: `${named.lastName.charAt(0).toUpperCase()}${named.lastName.slice(1)}, ${named.firstName}`,
    kind: "person",
    country: home.country,
    email: contact.email,
    phone: contact.phone,
    language,
    types: ["consumer"],
    addresses: [home],
    contacts: [contact],
  };
}

const emailOf = ({ firstName, lastName }: Named, host: string) => `${slug(firstName)}.${slug(lastName)}@${host}`;

/** One to three; a manager of houses may be the contact of several. */
function contactsOf(tools: Tools, market: Market, line: Line, host: string): Contact[] {
  const { between, pick } = tools;
  const others = Array.from({ length: between(1, 3) }, () =>
    contactOf(tools, market, pick(words[market].titles), host),
  );
  return line === "housing" ? [managerOf(tools, market, host), ...others.slice(1)] : others;
}

function contactOf({ chance, person, phone }: Tools, market: Market, title: string, host: string): Contact {
  const named = person(market);
  return {
    person: { ...named, language: words[market].language },
    title,
    email: chance(0.9) ? emailOf(named, host) : undefined,
    phone: chance(0.7) ? phone(market) : undefined,
  };
}

function managerOf(tools: Tools, market: Market, host: string): Contact {
  const { agents, chance, pick } = tools;
  const { agencies, managerTitle } = words[market];
  if (chance(0.6)) return contactOf(tools, market, managerTitle, host);
  const twoEach = () =>
    [...agencies, ...agencies].map((agency) => contactOf(tools, market, managerTitle, `${agency}.example`));
  const known = agents.get(market) ?? twoEach();
  agents.set(market, known);
  return pick(known);
}

function servedBy(tools: Tools, one: Case) {
  const { between, calendar, chance, pick } = tools;
  const { company, group, market, staff, editors, age, imported } = one;
  const owner = ownerOf(tools, one);
  const others = staff.filter((who) => who !== owner);
  const first = between(0, others.length - 1);
  const helpers = [...others.slice(first), ...others].slice(0, chance(0.35) ? between(1, 2) : 0);
  return {
    company,
    group,
    owner,
    responsibles: [...new Set(helpers)].map((who) => periodOf(tools, who, age, pick(words[market].covers))),
    stageReason: imported ? ("imported" as const) : ("manual" as const),
    created: { at: calendar.moment(age, between(0, 590)), by: imported ? ("maija" as const) : pick(editors) },
  };
}

/** A seller of the group in the same company, if there is one. Some of the archived stayed with who has left since. */
function ownerOf({ chance, pick }: Tools, { company, group, line, staff, fate }: Case): Who | undefined {
  const sellers = staff.filter((who) => group && groups[group].sellers.includes(who));
  if (line === "own" || chance(0.08)) return undefined;
  if (fate === "archived" && company === "oy" && chance(0.4)) return "hilkka";
  return pick(sellers.length ? sellers : accountOwners[company]);
}

/** Mostly without dates; else over, under way or still to come. */
function periodOf(
  { between, calendar: { date }, chance }: Tools,
  who: Who,
  age: number,
  cover: string,
): Responsible<Who> {
  if (age < 60 || chance(0.55)) return { who };
  const since = between(1, age / 2);
  const kind = between(1, 10);
  if (kind <= 3) return { who, from: date(Math.min(since + 90, age)), to: date(since) };
  if (kind <= 6) return { who, from: date(since), to: date(-between(10, 150)), note: cover };
  if (kind <= 8) return { who, from: date(since) };
  return { who, from: date(-between(5, 60)), to: date(-between(90, 200)), note: cover };
}

function laterOf({ between, calendar, chance, phone, pick }: Tools, one: Case, known: Known): Partial<DemoCustomer> {
  const { fate, age, market, editors, company } = one;
  const mark = (from: number, to: number, by: Who) => ({ at: calendar.moment(between(from, to), between(0, 590)), by });
  if (fate === "archived")
    return { archived: { ...mark(5, 180, managers[company]), reason: pick(words[market].farewells) } };
  if (fate === "deleted") return { deleted: mark(4, 20, managers[company]) };
  if (age < 6 || chance(0.4)) return {};
  const field = (["description", "website", "phone"] as const).find((name) => known[name]);
  const before = field === "phone" && chance(0.5) ? phone(market) : null;
  return field ? { updated: { ...mark(1, age - 3, pick(editors)), field, before } } : {};
}

/** Customers of the Oy that the AB serves too, some in its own way, with Sven as their help: now, before and later. */
function acrossTheGulf({ date }: Calendar, place: number): Partial<DemoCustomer> {
  const periods: Responsible<Who>[] = [
    { who: "sven", from: date(120), to: date(-60), note: words.sv.covers[0] },
    { who: "sven", from: date(400), to: date(200) },
    { who: "sven", from: date(-30) },
  ];
  const different = [
    { owner: "ebba" as const, number: "5012", billing: { paymentTerm: 30, invoiceLanguage: "sv" as const } },
    { number: "5013" },
    {},
  ];
  return { related: [{ company: "ab", ...different[place] }], responsibles: periods.slice(place, place + 1) };
}

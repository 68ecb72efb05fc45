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
type Case = Share & { fate: Fate; staff: Who[]; age: number; imported: boolean };
type Tools = Fiction & { calendar: Calendar; agents: Contact[] };

/** The customers of the demo, oldest first. */
export function demoCustomers(calendar: Calendar, people: People): DemoCustomer[] {
  const tools: Tools = { ...fiction(20260101), calendar, agents: [] };
  const customers = shares.flatMap((share) =>
    fatesOf(share).map((fate) => customerOf(tools, caseOf(tools, share, fate, people))),
  );
  for (const [place, customer] of customers
    .filter(({ group, company }) => group === "key" && company === "oy")
    .entries())
    if (place < 3) Object.assign(customer, acrossTheGulf(calendar, place));
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
  return { ...share, fate, staff, imported, age };
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
    stage: line !== "partner" && line !== "key" && chance(0.15) ? "prospect" : "active",
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
  const { agents, between, chance, pick, person, phone } = tools;
  const { language, titles, managerTitle } = words[market];
  const ofTheHouse = Array.from({ length: between(1, 3) }, (_, place): Contact => {
    const named = person(market);
    return {
      person: { ...named, language },
      title: line === "housing" && place === 0 ? managerTitle : pick(titles),
      email: chance(0.9) ? emailOf(named, host) : undefined,
      phone: chance(0.7) ? phone(market) : undefined,
    };
  });
  const [manager] = ofTheHouse;
  const colleagues = agents.filter((agent) => agent.person.language === language);
  if (line !== "housing" || !manager) return ofTheHouse;
  if (chance(0.35) && colleagues.length) return [pick(colleagues), ...ofTheHouse.slice(1)];
  if (chance(0.2)) agents.push(manager);
  return ofTheHouse;
}

function servedBy(tools: Tools, { company, group, market, line, staff, age, imported }: Case) {
  const { between, calendar, chance, pick } = tools;
  const sellers = staff.filter((who) => group && groups[group].sellers.includes(who));
  const owner = line !== "own" && chance(0.92) ? pick(sellers.length ? sellers : accountOwners[company]) : undefined;
  const others = staff.filter((who) => who !== owner);
  const count = chance(0.35) ? between(1, 2) : 0;
  const first = between(0, others.length - 1);
  const helpers = Array.from({ length: count }, (_, place) => others[(first + place) % others.length] ?? pick(others));
  return {
    company,
    group,
    owner,
    responsibles: helpers.map((who) => periodOf(tools, who, age, words[market].cover)),
    stageReason: imported ? ("imported" as const) : ("manual" as const),
    created: { at: calendar.moment(age, between(0, 590)), by: imported ? ("maija" as const) : (owner ?? pick(staff)) },
  };
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
  if (kind <= 3) return { who, from: date(since + 90), to: date(since) };
  if (kind <= 6) return { who, from: date(since), to: date(-between(10, 150)), note: cover };
  if (kind <= 8) return { who, from: date(since) };
  return { who, from: date(-between(5, 60)), to: date(-between(90, 200)), note: cover };
}

function laterOf({ between, calendar, chance, phone, pick }: Tools, one: Case, known: Known): Partial<DemoCustomer> {
  const { fate, age, market, staff, company } = one;
  const mark = (from: number, to: number, by: Who) => ({ at: calendar.moment(between(from, to), between(0, 590)), by });
  if (fate === "archived")
    return { archived: { ...mark(5, 180, managers[company]), reason: pick(words[market].farewells) } };
  if (fate === "deleted") return { deleted: mark(4, 20, managers[company]) };
  if (age < 6 || chance(0.4)) return {};
  const field = (["description", "website", "phone"] as const).find((name) => known[name]);
  const before = field === "phone" && chance(0.5) ? phone(market) : null;
  return field ? { updated: { ...mark(1, age - 3, pick(staff)), field, before } } : {};
}

/** Customers of the Oy that the AB serves too, with Sven as their help: now, before and later. */
function acrossTheGulf({ date }: Calendar, place: number): Partial<DemoCustomer> {
  const periods: Responsible<Who>[] = [
    { who: "sven", from: date(120), to: date(-60), note: words.sv.cover },
    { who: "sven", from: date(400), to: date(200) },
    { who: "sven", from: date(-30) },
  ];
  return { related: ["ab"], responsibles: periods.slice(place, place + 1) };
}

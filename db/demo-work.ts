import type { Calendar } from "./calendar.ts";
import { todosAndTalk } from "./demo-activities.ts";
import type { People, Who } from "./demo-company.ts";
import type { DemoCustomer } from "./demo-customers.ts";
import { daysBetween, languageOf, type Tools } from "./demo-details.ts";
import { documentsOf } from "./demo-files.ts";
import { inProjectRoles } from "./demo-roles.ts";
import { fiction } from "./fiction.ts";
import { type WorkWords, workWords } from "./fiction-work.ts";
import type { Activity, Document, Project, Relation, SalesCase, Task } from "./organisation-work.ts";

/** A customer with what has to be known about it to make up work. */
export type Client = {
  key: string;
  customer: DemoCustomer;
  words: WorkWords;
  /** Days since it was created. */
  age: number;
  owner: Who;
  /** Who could take part: colleagues of the company that serves it. */
  staff: Who[];
  projects: string[];
  salesCases: string[];
};

/** Projects, sales cases, activities, files and relations of the customers at hand. */
export function demoWork(calendar: Calendar, people: People, customers: Record<string, DemoCustomer>) {
  const tools: Tools = { ...fiction(20260103), calendar };
  const clients = Object.entries(customers).flatMap(([key, customer]) => clientOf(key, customer, people, calendar));
  return {
    projects: projectsOf(tools, clients),
    salesCases: salesCasesOf(tools, clients),
    activities: numbered<Activity>("activity", todosAndTalk(tools, clients)),
    files: numbered<Document>("file", documentsOf(tools, clients)),
    relations: relationsOf(clients),
  };
}

function clientOf(key: string, customer: DemoCustomer, people: People, calendar: Calendar): Client[] {
  const age = daysBetween(customer.created.at, calendar);
  if (customer.archived || customer.deleted || age < 3) return [];
  const staff = (Object.keys(people) as Who[]).filter((who) => {
    const { company, profile, deactivatedAt } = people[who];
    return company === customer.company && profile && !deactivatedAt;
  });
  const owner = customer.owner ?? staff[0];
  const words = workWords[languageOf(customer)];
  return owner ? [{ key, customer, words, age, owner, staff, projects: [], salesCases: [] }] : [];
}

const numbered = <T>(what: string, all: T[]): Record<string, T> =>
  Object.fromEntries(all.map((one, place) => [`${what} ${place + 1}`, one]));

/** Twelve each for two of the key customers, a few for the others. Numbers follow the order of the beginnings. */
function projectsOf(tools: Tools, clients: Client[]): Record<string, Project> {
  const { chance, between } = tools;
  const largest = clients.filter(({ customer, age }) => customer.group === "key" && age > 300).slice(0, 2);
  const made = clients.flatMap((client) => {
    const usual = client.customer.group === "key" ? between(1, 3) : chance(0.22) ? between(1, 2) : 0;
    const many = largest.includes(client) ? 12 : usual;
    return Array.from({ length: many }, () => ({ client, project: projectOf(tools, client) }));
  });
  made.sort((a, b) => a.project.created.at.getTime() - b.project.created.at.getTime());
  return Object.fromEntries(
    made.map(({ client, project }, place) => {
      const number = `P-${1001 + place}`;
      client.projects.push(number);
      return [number, { ...project, number, participants: inProjectRoles(project.participants, place) }];
    }),
  );
}

function projectOf(tools: Tools, { key, customer, words, age, owner, staff }: Client) {
  const { between, calendar, chance, pick } = tools;
  const begun = between(1, age);
  const startsIn = begun - between(0, 30);
  const endsIn = startsIn - between(30, 260);
  const status: Project["status"] =
    startsIn < 0 ? "planned" : endsIn > 0 ? "closed" : chance(0.15) ? "onHold" : "active";
  const participants = [...new Set([pick(staff), pick(staff)])];
  return {
    customer: key,
    name: pick(words.projects),
    status,
    manager: chance(0.6) ? owner : pick(staff),
    participants,
    contact: customer.contacts?.length ? 0 : undefined,
    startsOn: calendar.date(startsIn),
    endsOn: calendar.date(endsIn),
    description: chance(0.5) ? pick(words.descriptions) : undefined,
    created: { at: calendar.moment(begun, between(0, 500)), by: owner },
    tasks: tasksOf(tools, words, { status, begun, endsIn, staff: [owner, ...participants] }),
  };
}

type Course = { status: Project["status"]; begun: number; endsIn: number; staff: Who[] };

/** In the order of the work: what comes first is done first. */
function tasksOf({ between, calendar, pick }: Tools, words: WorkWords, course: Course): Task[] {
  const first = between(0, 5);
  const titles = words.tasks.slice(first, first + between(2, 4));
  const done = { planned: 0, closed: titles.length, onHold: 1, active: between(0, titles.length - 1) }[course.status];
  return titles.map((title, place) => ({
    title,
    status: place < done ? "done" : place === done && course.status === "active" ? "doing" : "todo",
    assignee: pick(course.staff),
    dueOn: calendar.date(place < done ? Math.max(course.endsIn, 1) : course.endsIn + between(-5, 20)),
    completedAt: place < done ? calendar.moment(between(0, course.begun - 1), between(0, 500)) : undefined,
  }));
}

function salesCasesOf(tools: Tools, clients: Client[]): Record<string, SalesCase> {
  const { chance, between } = tools;
  const made = clients.flatMap((client) => {
    const many = client.customer.group === "key" ? between(1, 2) : chance(0.33) ? 1 : 0;
    if (client.customer.types?.includes("consumer")) return [];
    return Array.from({ length: many }, () => ({ client, sale: salesCaseOf(tools, client) }));
  });
  return Object.fromEntries(
    made.map(({ client, sale }, place) => {
      const key = `sale ${place + 1}`;
      client.salesCases.push(key);
      return [key, sale];
    }),
  );
}

function salesCaseOf(tools: Tools, { key, customer, words, age, owner, projects }: Client): SalesCase {
  const { between, calendar, chance, pick } = tools;
  const picked = pick<SalesCase["step"]>(["Opportunity", "Opportunity", "Quote sent", "Negotiation", "Won", "Lost"]);
  // Whoever has ordered is no prospect any more.
  const step = picked === "Won" && customer.stage === "prospect" ? "Negotiation" : picked;
  const isClosed = step === "Won" || step === "Lost";
  const begun = between(1, Math.min(age, isClosed ? 500 : 120));
  const closed = between(0, begun - 1);
  const kronor = customer.country === "SE" || customer.country === "NO";
  return {
    customer: key,
    name: pick(words.sales),
    step,
    expectedValue: `${between(8, 900) * (kronor ? 1000 : 100)}.00`,
    currency: customer.country === "SE" ? "SEK" : customer.country === "NO" ? "NOK" : "EUR",
    expectedOn: calendar.date(isClosed ? closed : -between(-8, 120)),
    owner,
    contact: customer.contacts?.length ? 0 : undefined,
    project: step === "Won" && chance(0.5) ? projects.at(-1) : undefined,
    closedAt: isClosed ? calendar.moment(closed, between(0, 500)) : undefined,
    lostReason: step === "Lost" ? words.lost[closed % words.lost.length] : undefined,
    created: { at: calendar.moment(begun, between(0, 500)), by: owner },
  };
}

/** Houses have a firm that looks after them, and trades their partners. */
function relationsOf(clients: Client[]): Relation[] {
  const of = (group: DemoCustomer["group"]) => clients.filter(({ customer }) => customer.group === group);
  const managers = of("housing").filter(({ customer }) => /isännöinti/i.test(customer.name));
  const houses = of("housing").filter((client) => !managers.includes(client));
  const managed = houses.slice(0, managers.length * 3).flatMap(({ key }, place) => {
    const manager = managers[place % managers.length];
    return manager ? [{ customer: key, related: manager.key, kind: "propertyManager" as const }] : [];
  });
  const partners = of("partners").flatMap(({ key }, place) => {
    const client = of("key")[place];
    return client ? [{ customer: client.key, related: key, kind: "partner" as const }] : [];
  });
  return [...managed, ...partners.slice(0, 6)];
}

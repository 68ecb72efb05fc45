import type { Who } from "./demo-company.ts";
import type { Tools } from "./demo-details.ts";
import type { Client } from "./demo-work.ts";
import type { Activity } from "./organisation-work.ts";

/** To-dos, calendar entries and notes of the last months and the weeks to come. */
export function todosAndTalk(tools: Tools, clients: Client[]): Activity[] {
  const { between, chance } = tools;
  const usual = clients.flatMap((client) => {
    const many = client.customer.group === "key" ? between(3, 6) : chance(0.75) ? between(1, 2) : 0;
    return Array.from({ length: many }, () => anyOf(tools, client));
  });
  return [...usual, ...ourFour(tools, clients)];
}

function anyOf(tools: Tools, client: Client): Activity {
  const kind = tools.between(1, 10);
  if (kind <= 4) return todo(tools, client, client.owner);
  return kind <= 7 ? entry(tools, client, client.owner) : note(tools, client);
}

/** What each of the people one signs in as has on the desk: overdue, for today, to come, and an entry in the calendar. */
function ourFour(tools: Tools, clients: Client[]): Activity[] {
  const among: [Who, (client: Client) => boolean][] = [
    ["maija", ({ customer }) => customer.company === "oy" && customer.group === "key"],
    ["aino", ({ customer }) => customer.company === "oy" && customer.group === "public"],
    ["sven", ({ customer }) => customer.group === "offentlig" || customer.group === "bygg"],
    ["pieter", ({ customer }) => customer.company === "bv"],
  ];
  return among.flatMap(([who, isTheirs]) => {
    const theirs = clients.filter((client) => isTheirs(client) && client.age > 20 && client.customer.contacts?.length);
    const due = [6, 1, 0, -2, -9].map((daysAgo) => openTodo(tools, tools.pick(theirs), who, daysAgo));
    const meetings = [0, -1, -6].map((daysAgo) => meeting(tools, tools.pick(theirs), who, daysAgo));
    return [...due, ...meetings];
  });
}

const madeBy = (tools: Tools, who: Who, daysAgo: number) => ({
  at: tools.calendar.moment(daysAgo, tools.between(0, 500)),
  by: who,
});

/** What it hangs on, if anything. */
function hung({ chance, pick }: Tools, { projects, salesCases }: Client) {
  if (projects.length && chance(0.3)) return { project: pick(projects) };
  return salesCases.length && chance(0.3) ? { salesCase: pick(salesCases) } : {};
}

const present = ({ chance }: Tools, { customer }: Client) => (customer.contacts?.length && chance(0.6) ? [0] : []);

function openTodo(tools: Tools, client: Client, who: Who, daysAgo: number): Activity {
  const { between, chance, pick } = tools;
  const isCall = chance(0.35);
  return {
    customer: client.key,
    type: isCall ? "call" : "todo",
    title: pick(isCall ? client.words.calls : client.words.todos),
    owner: who,
    dueOn: tools.calendar.date(daysAgo),
    contacts: isCall ? [0] : [],
    created: madeBy(tools, who, Math.max(daysAgo, 0) + between(1, 10)),
  };
}

/** Half of them done by now; some of the rest are late, a few without a day. */
function todo(tools: Tools, client: Client, who: Who): Activity {
  const { between, calendar, chance, pick } = tools;
  const begun = between(1, Math.min(client.age, 150));
  const isDone = chance(0.5);
  const due = isDone ? between(0, begun) : between(-30, Math.min(begun, 8));
  const open = openTodo(tools, client, who, due);
  const isCall = open.type === "call" && client.customer.contacts?.length;
  const isOwn = chance(0.05);
  return {
    ...open,
    ...hung(tools, client),
    ...(isOwn && { type: "todo", title: pick(client.words.own), isPrivate: true }),
    dueOn: chance(0.92) ? calendar.date(due) : undefined,
    contacts: isCall && !isOwn ? [0] : [],
    created: madeBy(tools, who, begun),
    completed: isDone ? madeBy(tools, who, between(0, begun - 1)) : undefined,
  };
}

function meeting(tools: Tools, client: Client, who: Who, daysAgo: number): Activity {
  const { between, calendar, chance, pick } = tools;
  const isVisit = chance(0.4);
  const begins = between(2, 15) * 30;
  const colleague = pick(client.staff);
  return {
    customer: client.key,
    type: isVisit ? "visit" : "meeting",
    title: pick(isVisit ? client.words.visits : client.words.meetings),
    owner: who,
    startsAt: calendar.planned(daysAgo, begins),
    endsAt: calendar.planned(daysAgo, begins + between(1, 4) * 30),
    place: isVisit ? client.customer.addresses?.[0]?.street : pick(client.words.places),
    colleagues: colleague !== who && chance(0.6) ? [colleague] : [],
    contacts: client.customer.contacts?.length ? [0] : [],
    created: madeBy(tools, who, Math.max(daysAgo, 0) + between(1, 12)),
  };
}

function entry(tools: Tools, client: Client, who: Who): Activity {
  const { between, chance } = tools;
  const daysAgo = Math.min(between(-40, 120), client.age - 13);
  const made = meeting(tools, client, who, daysAgo);
  const isOver = daysAgo > 0 && chance(0.9);
  return { ...made, ...hung(tools, client), completed: isOver ? madeBy(tools, who, daysAgo - 1) : undefined };
}

function note(tools: Tools, client: Client): Activity {
  const { between, calendar, chance, pick } = tools;
  const daysAgo = between(1, Math.min(client.age, 300));
  return {
    customer: client.key,
    type: "note",
    ...pick(client.words.notes),
    owner: client.owner,
    dueOn: chance(0.3) ? calendar.date(daysAgo) : undefined,
    isPinned: chance(0.2),
    contacts: present(tools, client),
    created: madeBy(tools, client.owner, daysAgo),
    ...hung(tools, client),
  };
}

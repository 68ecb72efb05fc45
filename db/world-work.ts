import type { Activity, Document, Project, SalesCase } from "./organisation-work.ts";
import type { customers, people } from "./world.ts";
import { bergTakMoney, money } from "./world-money.ts";

/** Work of the cast of the tests: for Berg, which Sven sells, and for Ahola, which he does not see. */
type Key = keyof typeof customers;
type Who = keyof typeof people;

const someoneElse = { at: new Date("2026-03-02T09:00:00Z"), by: "aino" } as const;
const byMaija = { at: new Date("2026-02-02T09:00:00Z"), by: "maija" } as const;
const bySven = { at: new Date("2026-02-03T09:00:00Z"), by: "sven" } as const;

const projects = {
  /** Sven takes part. */
  bergTak: {
    customer: "berg",
    number: "P-1001",
    name: "Takrenovering",
    status: "active",
    manager: "karin",
    participants: [{ who: "sven" }, { who: "eetu" }],
    contact: 0,
    startsOn: "2026-02-10",
    endsOn: "2026-09-30",
    ...bergTakMoney,
    tasks: [
      { title: "Startmöte", status: "done", assignee: "sven", completedAt: bySven.at },
      { title: "Besiktning", status: "doing", assignee: "karin", dueOn: "2026-03-20" },
      { title: "Slutrapport", status: "todo" },
    ],
    created: byMaija,
  },
  bergPark: {
    customer: "berg",
    number: "P-1002",
    name: "Parkskötsel",
    status: "planned",
    manager: "ebba",
    created: byMaija,
  },
  aholaPiha: {
    customer: "ahola",
    number: "P-1003",
    name: "Pihan kunnostus",
    status: "active",
    manager: "eetu",
    contact: 0,
    tasks: [{ title: "Kohdekartoitus", status: "todo", assignee: "eetu", dueOn: "2026-03-10" }],
    created: byMaija,
  },
} as const satisfies Record<string, Project<Who, Key>>;

const salesCases = {
  bergSven: { customer: "berg", name: "Ramavtal", step: "Quote sent", owner: "sven", contact: 0, created: bySven },
  bergEbba: { customer: "berg", name: "Belysning", step: "Opportunity", owner: "ebba", created: byMaija },
  aholaEetu: {
    customer: "ahola",
    name: "Huoltosopimus",
    step: "Won",
    owner: "eetu",
    contact: 0,
    expectedValue: "12000.00",
    closedAt: someoneElse.at,
    created: byMaija,
  },
} as const satisfies Record<string, SalesCase<Who, Key>>;

const activities = {
  aholaTodo: {
    customer: "ahola",
    type: "todo",
    title: "Lähetä tarjous",
    owner: "eetu",
    dueOn: "2026-02-20",
    contacts: [0],
    created: byMaija,
  },
  aholaDone: {
    customer: "ahola",
    type: "call",
    title: "Soita tarjouksesta",
    owner: "eetu",
    created: byMaija,
    completed: { at: someoneElse.at, by: "eetu" },
  },
  aholaMeeting: {
    customer: "ahola",
    type: "meeting",
    title: "Vuosipalaveri",
    owner: "aino",
    startsAt: new Date("2099-03-03T08:00:00Z"),
    endsAt: new Date("2099-03-03T09:00:00Z"),
    place: "Teams",
    colleagues: ["maija"],
    contacts: [0, 1],
    created: byMaija,
  },
  aholaNote: {
    customer: "ahola",
    type: "note",
    title: "Hinnasta",
    body: "Tarkistetaan lokakuussa.",
    isPinned: true,
    created: byMaija,
  },
  /** Aino's alone. */
  aholaPrivate: {
    customer: "ahola",
    type: "todo",
    title: "Oma muistutus",
    owner: "aino",
    isPrivate: true,
    created: { ...byMaija, by: "aino" },
  },
  bergTodo: {
    customer: "berg",
    type: "todo",
    title: "Skicka offert",
    owner: "sven",
    dueOn: "2026-02-20",
    salesCase: "bergSven",
    contacts: [0],
    created: bySven,
  },
  /** Only for those who see Ebba's sales case. */
  bergEbbas: {
    customer: "berg",
    type: "todo",
    title: "Räkna på belysning",
    owner: "ebba",
    salesCase: "bergEbba",
    created: byMaija,
  },
  bergVisit: {
    customer: "berg",
    type: "visit",
    title: "Takrond",
    owner: "sven",
    project: "bergTak",
    startsAt: new Date("2026-02-25T08:00:00Z"),
    endsAt: new Date("2026-02-25T10:00:00Z"),
    colleagues: ["karin"],
    created: bySven,
  },
  /** Ebba's and Karin's. */
  bergPrivate: {
    customer: "berg",
    type: "meeting",
    title: "Eget samtal",
    owner: "ebba",
    isPrivate: true,
    startsAt: new Date("2026-02-26T08:00:00Z"),
    endsAt: new Date("2026-02-26T09:00:00Z"),
    colleagues: ["karin"],
    created: { ...byMaija, by: "ebba" },
  },
} as const satisfies Record<string, Activity<Who, Key, keyof typeof projects, keyof typeof salesCases>>;

const files = {
  aholaContract: {
    customer: "ahola",
    name: "Sopimus.txt",
    content: { mediaType: "text/plain", bytes: Buffer.from("Sopimus") },
    created: byMaija,
  },
  aholaLink: {
    customer: "ahola",
    name: "Kohdekortti",
    url: "https://intra.pohjanranta.example/ahola",
    created: byMaija,
  },
  bergPlan: {
    customer: "berg",
    project: "bergTak",
    name: "Takplan.txt",
    content: { mediaType: "text/plain", bytes: Buffer.from("Takplan") },
    created: bySven,
  },
  /** Of a project Sven does not take part in. */
  bergPark: {
    customer: "berg",
    project: "bergPark",
    name: "Parkkarta",
    url: "https://intra.pohjanranta.example/park",
    created: byMaija,
  },
} as const satisfies Record<string, Document<Who, Key, keyof typeof projects>>;

export const work = {
  projects,
  salesCases,
  activities,
  files,
  /** Each test that needs some makes them: tests/ordering.ts. */
  workOrders: [],
  workOrderTemplates: [],
  ...money,
  relations: [{ customer: "ahola", related: "plumber", kind: "partner" }],
} as const;

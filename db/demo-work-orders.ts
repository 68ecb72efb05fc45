import type { Calendar } from "./calendar.ts";
import type { Company, Who } from "./demo-company.ts";
import type { DemoCustomer } from "./demo-customers.ts";
import type { WorkOrder, WorkOrderTemplate } from "./organisation-work.ts";

/** Orders to begin with. */
export const workOrderTemplates: WorkOrderTemplate[] = [
  {
    name: "Vuosihuolto",
    title: "Vuosihuolto",
    description: "Käy kohteessa, tarkista laitteet huolto-ohjelman mukaan ja kirjaa puutteet.",
    visibility: "role",
    role: "service",
    assignTo: "owner",
    dueInDays: 30,
  },
  {
    name: "Asiakastapaaminen",
    title: "Sovi vuosittainen tapaaminen",
    visibility: "responsibles",
    assignTo: "owner",
    dueInDays: 60,
  },
];

type Customers = Record<string, DemoCustomer>;
type Order = WorkOrder<Who, string>;

/** Orders of every visibility: for groups and for one customer, open, under way, late and done. */
export function demoWorkOrders(calendar: Calendar, customers: Customers): Order[] {
  const { date, moment } = calendar;
  const by = (who: Who, daysAgo: number) => ({ at: moment(daysAgo, 95), by: who });
  const live = Object.entries(customers).filter(([, one]) => !one.archived && !one.deleted && !one.kind);
  const of = (company: Company, group: DemoCustomer["group"], many = live.length) =>
    live.filter(([, one]) => one.company === company && one.group === group).slice(0, many);
  const one = (company: Company, place: number) =>
    live.filter(([, customer]) => customer.company === company).at(place)?.[0] ?? "";

  return [
    {
      title: "Syysneuvottelut",
      description: "Käykää läpi vuoden palvelut, palaute ja ensi vuoden hinnat. Kirjaa sovitut asiat kortille.",
      visibility: "responsibles",
      group: "key",
      followsMembers: true,
      dueOn: date(-24),
      each: of("oy", "key").map(([customer, { owner }]) => ({ customer, assignee: owner })),
      created: by("aino", 16),
    },
    {
      title: "Lämmityskauden tarkastus",
      description: "Säädä lämmitys, ilmaa patterit ja kirjaa lukemat.",
      visibility: "role",
      role: "service",
      dueOn: date(-9),
      each: of("oy", "housing", 6).map(([customer], place) => ({
        customer,
        assignee: place % 2 ? "paivi" : "aino",
        ...(place === 0 && { status: "done", note: "Kunnossa.", completed: by("aino", 3) }),
        ...(place === 1 && { status: "inProgress" }),
      })),
      created: by("paivi", 21),
    },
    {
      title: "Takinspektion före vintern",
      description: "Fotografera brister och lägg bilderna på kundkortet.",
      visibility: "team",
      team: "service",
      dueOn: date(4),
      each: of("ab", "offentlig", 5).map(([customer], place) => ({
        customer,
        assignee: (["osten", "ake", undefined] as const)[place % 3],
        ...(place === 4 && { status: "done", completed: by("ake", 6) }),
      })),
      created: by("karin", 33),
    },
    {
      title: "Legionellacontrole",
      description: "Tappunten spoelen, temperatuur meten en het logboek bijwerken.",
      visibility: "everyone",
      dueOn: date(-12),
      each: of("bv", "zorg", 6).map(([customer], place) => ({
        customer,
        ...(place < 4 && { assignee: place % 2 ? "daan" : "pieter" }),
        ...(place === 3 && { status: "done", completed: by("daan", 1) }),
      })),
      created: by("fleur", 18),
    },
    {
      title: "Laskutuserittelyn selvitys",
      description: "Asiakas kysyy kesän lisätöiden erittelyä.",
      visibility: "people",
      people: ["henna", "paivi"],
      dueOn: date(-3),
      each: [{ customer: one("oy", 11), assignee: "henna", status: "inProgress" }],
      created: by("aino", 5),
    },
    {
      title: "Offert på snöröjning",
      visibility: "responsibles",
      dueOn: date(2),
      each: [{ customer: one("ab", 4), assignee: "sven" }],
      created: by("karin", 12),
    },
    {
      title: "Sleutelbeheer nalopen",
      visibility: "everyone",
      dueOn: date(1),
      each: [{ customer: one("bv", 7), assignee: "pieter" }],
      created: by("fleur", 9),
    },
    {
      title: "Tietosuojaliite uusittava",
      visibility: "everyone",
      dueOn: date(-15),
      each: [{ customer: one("oy", 3), assignee: "maija" }],
      created: by("aino", 7),
    },
    {
      title: "Avainten palautus",
      visibility: "responsibles",
      each: [{ customer: one("oy", 21), status: "cancelled", note: "Sopimus jatkuu." }],
      created: by("aino", 40),
    },
  ];
}

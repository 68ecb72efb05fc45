import type { Calendar } from "./calendar.ts";
import type { Company, Who } from "./demo-company.ts";
import type { Customer, EmployeeRole, Responsible } from "./organisation.ts";
import type { Project } from "./organisation-work.ts";

/** In what parts the people of the demo serve customers and work on projects. */
export const customerRoles = {
  service: {
    names: { en: "Service manager", fi: "Palvelupäällikkö", sv: "Servicechef", nl: "Servicemanager" },
    letter: "P",
    colour: "blue",
    level: "accountable",
    isRequired: true,
    isShown: true,
  },
  site: {
    names: { en: "Site supervisor", fi: "Kohdevastaava", sv: "Platsansvarig", nl: "Objectleider" },
    letter: "K",
    colour: "green",
    level: "responsible",
    isShown: true,
  },
  billing: {
    names: { en: "Billing clerk", fi: "Laskuttaja", sv: "Faktureringsansvarig", nl: "Facturatiemedewerker" },
    letter: "L",
    colour: "ochre",
    level: "responsible",
    isRequired: true,
  },
  quality: {
    names: { en: "Quality lead", fi: "Laatuvastaava", sv: "Kvalitetsansvarig", nl: "Kwaliteitscoördinator" },
    letter: "LV",
    colour: "plum",
    level: "consulted",
  },
  duty: {
    names: { en: "On-call duty", fi: "Päivystäjä", sv: "Jour", nl: "Storingsdienst" },
    letter: "PÄ",
    colour: "rust",
    isShown: true,
  },
  deputy: {
    names: { en: "Deputy", fi: "Varahenkilö", sv: "Ersättare", nl: "Vervanger" },
    letter: "V",
    colour: "violet",
    level: "informed",
  },
} as const satisfies Record<string, EmployeeRole>;

export const projectRoles = {
  foreman: {
    names: { en: "Foreman", fi: "Työnjohtaja", sv: "Arbetsledare", nl: "Uitvoerder" },
    letter: "T",
    colour: "green",
    level: "responsible",
    isRequired: true,
  },
  designer: {
    names: { en: "Designer", fi: "Suunnittelija", sv: "Projektör", nl: "Ontwerper" },
    letter: "S",
    colour: "violet",
  },
  fitter: { names: { en: "Fitter", fi: "Asentaja", sv: "Montör", nl: "Monteur" }, letter: "A", colour: "ochre" },
} as const satisfies Record<string, EmployeeRole>;

type Part = keyof typeof customerRoles;

/** Who does what in each company; nobody of them sees more customers by it. */
const staff: Record<Company, Partial<Record<Part, Who[]>>> = {
  oy: { service: ["paivi", "aino"], site: ["tuomas", "jyrki"], billing: ["henna"], duty: ["onni"] },
  ab: { service: ["karin"], site: ["osten"], billing: ["marta"], duty: ["ake"] },
  bv: { service: ["fleur"], site: ["pieter"], billing: ["marijke"], duty: ["daan"] },
};

const partOf = new Map(
  Object.values(staff).flatMap((parts) =>
    Object.entries(parts).flatMap(([part, people]) => people.map((who) => [who, part] as const)),
  ),
);

type Served = Customer<Company, Who>;

/** Whoever answers for a customer does so in the role of the job, a stand-in as deputy; most customers have a team. */
export function inRoles<C extends Served>({ date }: Calendar, customers: C[]): C[] {
  return customers.map((customer, place) => {
    const named = (customer.responsibles ?? []).map((one) => ({ ...one, roles: rolesOf(one) }));
    if (customer.archived || customer.deleted || customer.kind) return { ...customer, responsibles: named };
    const known = new Set([customer.owner, ...named.map(({ who }) => who)]);
    const team = teamOf(customer.company, place, date).filter(({ who }) => !known.has(who));
    return { ...customer, responsibles: [...named, ...team] };
  });
}

function rolesOf({ who, note }: Responsible<Who>): string[] {
  const part = note ? "deputy" : partOf.get(who);
  return part ? [part] : [];
}

/** Four customers of five have somebody in each part that every customer needs; here and there it is about to end. */
function teamOf(company: Company, place: number, date: Calendar["date"]): Responsible<Who>[] {
  const one = (part: Part) => {
    const people = staff[company][part] ?? [];
    return people[place % Math.max(1, people.length)];
  };
  const until = place % 31 === 7 ? { from: date(200), to: date(-12) } : {};
  const parts: [Who | undefined, string[], boolean][] = [
    [one("service"), place % 11 === 2 ? ["service", "quality"] : ["service"], place % 5 !== 3],
    [one("billing"), ["billing"], place % 9 !== 4],
    [one("site"), ["site"], place % 3 === 0],
    [one("duty"), ["duty"], place % 6 === 1],
  ];
  return parts.flatMap(([who, roles, isHeld]) => (who && isHeld ? [{ who, roles, ...until }] : []));
}

/** The first who takes part leads the work, but here and there nobody does; the others have a part of it, or just help. */
export const inProjectRoles = (people: readonly Who[], place: number): Project<Who>["participants"] =>
  people.map((who, at) => ({
    who,
    role:
      at === 0 ? (place % 9 === 4 ? undefined : "foreman") : (["designer", "fitter", undefined] as const)[place % 3],
  }));

import { type Person, people } from "./people";
import { type Place, places } from "./places";

// Who may see what, written once more from the documents (rulings.md: rights, 3, 4; design.md 4) and not from lib/access.

/** Sister companies shown (Y02), and what of them is masked (Y03). */
export type Mode = { shown: boolean; masked: boolean };

const levels: Record<string, readonly string[]> = {
  customers: ["none", "read", "edit", "all"],
  money: ["none", "read"],
  sales: ["none", "own", "read", "edit"],
  projects: ["none", "own", "read", "edit"],
  workOrders: ["none", "own", "read", "edit"],
};

/** "sales.own": that level or a higher one; "import": yes. */
function holds({ grants }: Person, right: string): boolean {
  const [area = "", level = "yes"] = right.split(".");
  const known = levels[area] ?? ["no", "yes"];
  return known.indexOf(grants[area] ?? "") >= Math.max(1, known.indexOf(level));
}

/** Whether the words of a door are true of a person: "customers.edit and registry", "sales.own or projects.own". */
export function meets(name: string, needs: string): boolean {
  if (needs === "anyone") return true;
  if (!isIn(name)) return false;
  if (needs === "signed in") return true;
  const person = personOf(name);
  return needs.split(" and ").every((one) => one.split(" or ").some((right) => holds(person, right)));
}

/** Whether the person has a session that counts. */
export const isIn = (name: string): boolean => !personOf(name).comes;

function personOf(name: string): Person {
  const person = people[name];
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
}

/** Whose rights and customers count: those of the person looked at. */
const eyesOf = (name: string): string => personOf(name).viewsAs ?? name;

function reaches(name: string, place: Place): boolean {
  const person = personOf(name);
  if (!isIn(name) || !holds(person, "customers.read")) return false;
  const me = eyesOf(name);
  const isMine = place.answers.includes(me);
  const ways = {
    all: true,
    company: place.companies.includes(person.company),
    groups: place.soldBy.includes(me),
    mine: isMine,
    team: isMine || place.mates.includes(me),
  };
  return person.reach.some((way) => ways[way]);
}

const opens = (name: string, place: Place): boolean => place.state !== "binned" && reaches(name, place);

/** Full sight, or the little that is shown of sister companies' customers. */
const lists = (name: string, place: Place, { shown }: Mode): boolean =>
  opens(name, place) ||
  (shown &&
    place.state !== "binned" &&
    meets(name, "customers.read") &&
    !place.companies.includes(personOf(name).company));

/** In every place it is the person called "owns" who sells, manages the project and is to do the work order. */
const isTheirs = (name: string): boolean => eyesOf(name) === "owns";

function seesOrder(name: string, place: Place): boolean {
  if (!meets(name, "workOrders.own") || place.state === "binned") return false;
  return isTheirs(name) || meets(name, "workOrders.read") || place.answers.includes(eyesOf(name));
}

const seesProject = (name: string, place: Place): boolean =>
  opens(name, place) && meets(name, "projects.own") && (meets(name, "projects.read") || isTheirs(name));
const worksOnProject = (name: string, place: Place): boolean =>
  seesProject(name, place) && (meets(name, "projects.edit") || isTheirs(name));
const seesSale = (name: string, place: Place): boolean =>
  opens(name, place) && meets(name, "sales.own") && (meets(name, "sales.read") || isTheirs(name));

const seesRegister = (name: string, place: Place): boolean =>
  opens(name, place) && meets(name, "registry and customers.edit");

function belongsHome(name: string): boolean {
  return personOf(name).reach.includes("all") || personOf(name).company === "home";
}

/** What a door leads to, and for whom it is there. */
const seen: Record<string, (name: string, place: Place, mode: Mode) => boolean> = {
  customer: opens,
  listed: lists,
  binned: (name, place) => place.state === "binned" && meets(name, "deleteCustomer") && reaches(name, place),
  sale: seesSale,
  editedSale: (name, place) => seesSale(name, place) && (meets(name, "sales.edit") || isTheirs(name)),
  project: seesProject,
  editedProject: worksOnProject,
  projectMonth: (name, place) => seesProject(name, place) && meets(name, "money.read"),
  order: seesOrder,
  doneOrder: (name, place) => seesOrder(name, place) && (meets(name, "workOrders.edit") || isTheirs(name)),
  invoice: (name, place) => opens(name, place) && meets(name, "money.read"),
  administrators: (name) => name === "administrator",
  job: (name) => meets(name, "settings") && !personOf(name).viewsAs,
  unlimited: (name) => personOf(name).reach.includes("all"),
  /** Who has asked a register may look at it again; nobody decides for a customer that is archived, and sees the card. */
  asked: (name, place) => opens(name, place) && (name === "administrator" || place.state === "archived"),
  everywhere: (name, place) => opens(name, place) && personOf(name).reach.includes("all"),
  /** Drafts are written in the home company's name: by its people, and by those whose reach has no end. */
  ownInvoice: (name, place) => opens(name, place) && meets(name, "money.read") && belongsHome(name),
  ownedActivity: (name, place) => opens(name, place) && meets(name, "customers.edit"),
  /** What somebody else has made may be taken away by those with the level for it. */
  others: (name, place) => opens(name, place) && meets(name, "customers.all"),
  relation: (name, place) =>
    opens(name, place) && (personOf(name).reach.includes("all") || personOf(name).company === place.home),
  /** The company in which those of the cast are made who belong to it. */
  home: belongsHome,
};

/** Whether a person finds what stands behind a door; `thing` names a line above, "anything" needs no more than the right. */
export const finds = (name: string, thing: string, place: Place, mode: Mode): boolean =>
  thing === "anything" || (seen[thing] ?? opens)(name, place, mode);

/** The areas of the words that are hunted for: who may read them. */
const readers: Record<string, (name: string, place: Place, mode: Mode) => boolean> = {
  name: (name, place, mode) => lists(name, place, mode) || finds(name, "binned", place, mode),
  card: opens,
  money: (name, place) => opens(name, place) && meets(name, "money.read"),
  sale: seesSale,
  project: seesProject,
  order: seesOrder,
  register: seesRegister,
  asked: (name, place) => seesRegister(name, place) && name === "administrator",
  owned: (name) => name === "administrator",
};

/** Whether the word of an area and a place may be in what this person is given. Private and erased ones are nobody's. */
export const mayRead = (name: string, area: string, placeName: string, mode: Mode): boolean =>
  Boolean(readers[area]?.(name, places[placeName] as Place, mode));

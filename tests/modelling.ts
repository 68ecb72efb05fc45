/** A register as one would keep it on paper: what customers there are, and what every deed does to them. */

export const persons = ["maija", "sven", "pieter"] as const;
export type Person = (typeof persons)[number];
/** Who acts: Maija reaches everything, Sven what he owns, answers for or sells. Pieter only looks. */
export type Actor = Exclude<Person, "pieter">;
export type Company = "oy" | "ab" | "bv";
export type Group = "key" | "bygg" | "zorg";

/** What comes of a form: saved, refused in words, asked back, two people on one field, not there for whoever asks. */
export type Answer = "done" | "refused" | "asked" | "conflict" | "absent";

/** What a form may say of a customer; ids and numbers as text, nothing is "". */
export type Fields = { number: string; website: string; description: string; groupId: string; ownerId: string };

type Change = { version: number; field: keyof Fields; before: string; after: string };

export type Known = Fields & {
  id: number;
  name: string;
  company: Company;
  stage: "active" | "prospect";
  version: number;
  isArchived: boolean;
  isDeleted: boolean;
  /** Whether Sven answers for it, besides owning it. */
  isSvens: boolean;
  /** All numbers it has had. */
  numbers: string[];
  /** What the log says of it, in order. */
  log: string[];
  changes: Change[];
};

export type Counts = Record<"active" | "prospects" | "archived", number>;

/** What was there before, and what the words of the model are in the database. */
export type Beginning = {
  ids: Record<Group | Actor, number>;
  start: number;
  next: { general: number; key: number };
  used: string[];
};

/** The first number of the group of key customers (db/world.ts). */
const keyStart = 1_000;

export class Register {
  readonly customers: Known[] = [];
  private readonly ids: Beginning["ids"];
  private readonly next: Beginning["next"];
  /** Every number that was ever given. */
  private readonly used: Set<string>;
  start: number;

  constructor({ ids, start, next, used }: Beginning) {
    this.ids = ids;
    this.start = start;
    this.next = { ...next };
    this.used = new Set(used);
  }

  idOf(word: Group | Actor | null): string {
    return word === null ? "" : String(this.ids[word]);
  }

  isIn({ groupId }: Pick<Fields, "groupId">, group: Group): boolean {
    return groupId === this.idOf(group);
  }

  reaches(person: Person, customer: Pick<Known, "company" | "groupId" | "ownerId" | "isSvens">): boolean {
    if (person === "pieter") return customer.company === "bv";
    const isHis = customer.ownerId === this.idOf("sven") || customer.isSvens;
    return person === "maija" || isHis || this.isIn(customer, "bygg");
  }

  isOpen(person: Person, customer: Known): boolean {
    return !customer.isDeleted && this.reaches(person, customer);
  }

  counts(person: Person): Counts {
    const open = this.customers.filter((customer) => this.isOpen(person, customer));
    const inUse = open.filter(({ isArchived }) => !isArchived);
    const active = inUse.filter(({ stage }) => stage === "active").length;
    return { active, prospects: inUse.length - active, archived: open.length - inUse.length };
  }

  /** The next number of a customer in this group. Numbers that anybody has or had are passed over. */
  nextNumber(groupId: string): number {
    const [series, start] = this.seriesOf(groupId);
    let number = Math.max(this.next[series], start);
    while (this.used.has(String(number))) number += 1;
    return number;
  }

  private seriesOf(groupId: string): ["general" | "key", number] {
    return this.isIn({ groupId }, "key") ? ["key", keyStart] : ["general", this.start];
  }

  isTaken(number: string, by: Known | null): boolean {
    return this.used.has(number) && !by?.numbers.includes(number);
  }

  /** Adds a customer that was saved; without a number it gets the next one. */
  add(made: Pick<Known, "id" | "name" | "company" | "stage"> & Partial<Fields>): void {
    const groupId = made.groupId ?? "";
    const number = made.number ?? String(this.nextNumber(groupId));
    if (made.number === undefined) this.next[this.seriesOf(groupId)[0]] = Number(number) + 1;
    this.used.add(number);
    this.customers.push({
      ...{ website: "", description: "", ownerId: "", groupId, number },
      ...made,
      ...{ version: 1, isArchived: false, isDeleted: false, isSvens: false },
      ...{ numbers: [number], log: ["customer.created"], changes: [] },
    });
  }

  /** What a form made at an earlier version still says, where others have changed the customer since; null = asked. */
  merged({ version, changes }: Known, seen: number, sent: Partial<Fields>): Partial<Fields> | null {
    if (seen === version) return sent;
    const since = changes.filter((change) => change.version > seen);
    const left = { ...sent };
    for (const field of Object.keys(sent) as (keyof Fields)[]) {
      const of = since.filter((change) => change.field === field);
      const [first, last] = [of[0], of.at(-1)];
      if (!first || !last) continue;
      if (sent[field] === first.before) delete left[field];
      else if (sent[field] !== last.after) return null;
    }
    return left;
  }

  edit(customer: Known, fields: Partial<Fields>): void {
    customer.version += 1;
    for (const [field, after] of Object.entries(fields) as [keyof Fields, string][]) {
      const before = customer[field];
      if (before !== after) customer.changes.push({ version: customer.version, field, before, after });
      customer[field] = after;
    }
    if (!customer.numbers.includes(customer.number)) customer.numbers.push(customer.number);
    this.used.add(customer.number);
    customer.log.push("customer.updated");
  }
}

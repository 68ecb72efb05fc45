import { randomUUID } from "node:crypto";
import { eq, inArray, isNull, or, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, events, numberSeries, settings, usedNumbers } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import {
  archiveCustomer,
  createCustomer,
  deleteCustomer,
  restoreFromBin,
  unarchiveCustomer,
  updateCustomer,
} from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { countTabs } from "@/lib/customers/list";
import { runImport, uploadImport } from "@/lib/imports/commands";
import type { Outcome } from "@/lib/outcome";
import { setCell } from "@/lib/responsibilities/commands";
import { saveNumbering } from "@/lib/settings/commands";
import { type Cast, cast } from "./cast";
import { done } from "./doing";
import { type Deed, type Drawn, deeds } from "./model-deeds";
import { type Answer, type Counts, type Person, persons, Register } from "./modelling";

// Two people with different reach do whatever comes to their minds, rightly and wrongly, once, twice and at the same
// time. After every step the register in the database is what one would have written down on paper.

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
const size = isLong ? { runs: 150, steps: 60 } : { runs: 5, steps: 40 };

let we: Cast;
beforeAll(async () => {
  we = await cast();
  await db.update(settings).set({ numberingStart: 50_000, numberingPadding: 0 });
});

let named = 0;
/** Names without a letter in common, so that nobody is asked about twins. */
const newName = () => String.fromCodePoint(0x4e00 + named++).repeat(6);

/** A form that was saved, to be sent again, and what it made. */
type Sent = Pick<Deed, "door" | "by" | "values"> & { ids: number[] };
type World = {
  register: Register;
  total: number;
  seen: Record<Person, Counts>;
  sent: Sent[];
};
const answers: { [answer in Answer]: number } = { done: 0, refused: 0, asked: 0, conflict: 0, absent: 0 };

const counts = async (person: Person): Promise<Counts> => {
  const { active, prospects, archived } = await countTabs(we[person], customerFilter({}));
  return { active, prospects, archived };
};
const countsOfAll = async () =>
  Object.fromEntries(await Promise.all(persons.map(async (person) => [person, await counts(person)]))) as World["seen"];

async function begin(): Promise<World> {
  const [organisation] = await db.select({ start: settings.numberingStart }).from(settings);
  const { key, bygg, zorg } = we.world.groups;
  const series = await db
    .select({ groupId: numberSeries.groupId, next: numberSeries.next })
    .from(numberSeries)
    .where(or(isNull(numberSeries.groupId), eq(numberSeries.groupId, key)));
  const next = (groupId: number | null) => series.find((one) => one.groupId === groupId)?.next ?? 0;
  const used = await db.select({ number: usedNumbers.number }).from(usedNumbers);
  const register = new Register({
    ids: { key, bygg, zorg, maija: we.maija.employeeId, sven: we.sven.employeeId },
    start: organisation?.start ?? 1,
    next: { general: next(null), key: next(key) },
    used: used.map(({ number }) => number),
  });
  const world = { register, total: await db.$count(customers), seen: await countsOfAll(), sent: [] };
  for (const first of firstOnes) await first.run(world);
  return world;
}

type Door = (by: typeof we.maija, values: Values) => Promise<Outcome<{ id: number }>>;
const doors: Record<Deed["door"], Door> = {
  create: (by, { company, ...values }) =>
    createCustomer(by, { id: we.world.companies[company as keyof typeof we.world.companies], ...values }),
  update: updateCustomer,
  archive: archiveCustomer,
  unarchive: unarchiveCustomer,
  remove: deleteCustomer,
  restore: restoreFromBin,
  cell: setCell,
  import: runImport,
  numbering: (by, values) => saveNumbering(by, { id: 1, ...values }),
};

/** What comes of a form. @returns the ids of what it made, or changed, and the word for it */
async function send({ door, by, values }: Pick<Sent, "door" | "by" | "values">) {
  try {
    const outcome = await doors[door](we[by], values);
    if (outcome.ok) return { answer: "done" as const, id: outcome.result.id };
    return { answer: outcome.conflicts ? "conflict" : outcome.doubts ? "asked" : "refused", id: 0 } as const;
  } catch (error) {
    if ((error as { digest?: string }).digest !== "NEXT_HTTP_ERROR_FALLBACK;404") throw error;
    return { answer: "absent" as const, id: 0 };
  }
}

/** Of an import the file comes first; what is sent once and again is the form that brings it in. */
async function ready({ door, by, values }: Deed): Promise<Values> {
  const formKey = randomUUID();
  if (door !== "import") return { ...values, formKey };
  const { lines, company, groupId } = values as { lines: string[]; company: Drawn["company"]; groupId: string };
  const rows = lines.map((name, at) => ({ line: at + 2, cells: [name, "FI"] }));
  const file = { fileName: "kaksi.csv", fileHash: "0".repeat(64), head: ["Name", "Country"], rows };
  const companyId = String(we.world.companies[company]);
  return { id: await done(uploadImport, we[by], { ...file, stage: "active", groupId, companyId }), formKey };
}

async function idsOf({ door, values }: Deed, id: number): Promise<number[]> {
  if (door !== "import") return [id];
  const names = (values.lines as string[]).filter(Boolean);
  const made = await db.select().from(customers).where(inArray(customers.name, names));
  return names.map((name) => made.find((row) => row.name === name)?.id ?? 0);
}

/** The database says what the register says: rows, numbers, versions, log, and how many customers each person sees. */
async function agree({ register, total, seen }: World): Promise<void> {
  const all = register.customers;
  const text = (column: unknown) => sql<string>`coalesce(${column}::text, '')`;
  const log = sql<string[]>`array(select ${events.action} from ${events}
    where ${events.subject} = 'customers' and ${events.subjectId} = ${sql.raw("customers.id")}
      and ${events.action} ~ '^(customer|responsibility)[.]' order by ${events.id})`;
  const numbers = sql<string[]>`array(select ${usedNumbers.number} from ${usedNumbers}
    where ${usedNumbers.customerId} = ${sql.raw("customers.id")} order by 1)`;
  const rows = await db
    .select({
      id: customers.id,
      name: customers.name,
      number: customers.number,
      website: text(customers.website),
      description: text(customers.description),
      groupId: text(customers.groupId),
      ownerId: text(customers.ownerId),
      stage: customers.stage,
      version: customers.version,
      isArchived: sql<boolean>`${customers.archivedAt} is not null`,
      isDeleted: sql<boolean>`${customers.deletedAt} is not null`,
      company: sql<string>`${customers.companyId}`.mapWith(Number),
      numbers,
      log,
    })
    .from(customers)
    .where(inArray(customers.id, [0, ...all.map(({ id }) => id)]))
    .orderBy(customers.id);
  const paper = all.map(({ isSvens: _, changes: __, numbers, company, ...row }) => ({
    ...row,
    numbers: numbers.toSorted(),
    company: we.world.companies[company],
  }));
  const written = rows.map((row) => ({ ...row, numbers: row.numbers.toSorted() }));
  expect(written).toEqual(paper.toSorted((one, other) => one.id - other.id));
  expect(await db.$count(customers)).toBe(total + all.length);
  const now = await countsOfAll();
  for (const person of persons) {
    const mine = register.counts(person);
    const tabs = Object.keys(mine) as (keyof Counts)[];
    const sum = Object.fromEntries(tabs.map((tab) => [tab, seen[person][tab] + mine[tab]]));
    expect([person, now[person]]).toEqual([person, sum]);
  }
}

type Kind = keyof typeof deeds;

type Drawing = Omit<Drawn, "names">;
type Sending = "once" | "again" | "together";

/** A deed of two people at any time: sent once, once more afterwards, or twice at the same time. */
class Step implements fc.AsyncCommand<World, object> {
  private readonly kind: Kind;
  private readonly drawn: Drawing;
  private readonly sending: Sending;

  constructor(kind: Kind, drawn: Drawing, sending: Sending) {
    this.kind = kind;
    this.drawn = drawn;
    this.sending = sending;
  }

  check = () => true;

  async run(world: World): Promise<void> {
    const deed = deeds[this.kind](world.register, { ...this.drawn, names: [newName(), newName()] });
    if (!deed) return;
    const form = { door: deed.door, by: deed.by, values: await ready(deed) };
    const both = [send(form), ...(this.sending === "together" ? [send(form)] : [])];
    const came = await Promise.all(both);
    if (this.sending === "again") came.push(await send(form));
    const { id = 0 } = came[0] ?? {};
    const { answer } = deed;
    expect([this.toString(), ...came]).toEqual([this.toString(), ...came.map(() => ({ answer, id }))]);
    answers[answer] += 1;
    if (answer === "done") {
      const ids = await idsOf(deed, id);
      deed.done(ids);
      world.sent.push({ ...form, ids: [id] });
    }
    await agree(world);
  }

  toString = () => `${this.kind} ${this.sending} ${JSON.stringify(this.drawn)}`;
}

/** The back button and an old tab: a form that was saved some time ago is sent once more. */
class Resend implements fc.AsyncCommand<World, object> {
  private readonly at: number;

  constructor(at: number) {
    this.at = at;
  }

  check = () => true;

  async run(world: World): Promise<void> {
    const form = world.sent[this.at % Math.max(world.sent.length, 1)];
    if (!form) return;
    expect(await send(form)).toEqual({ answer: "done", id: form.ids[0] });
    await agree(world);
  }

  toString = () => `resend ${this.at}`;
}

const drawn: fc.Arbitrary<Drawing> = fc.record({
  by: fc.constantFrom<Drawn["by"][]>("maija", "sven"),
  at: fc.nat(5),
  ago: fc.nat(4),
  company: fc.constantFrom<Drawn["company"][]>("oy", "ab", "bv"),
  group: fc.constantFrom<Drawn["group"][]>("key", "bygg", "zorg", null),
  owner: fc.constantFrom<Drawn["owner"][]>("unsaid", "maija", "sven", null, null),
  number: fc.constantFrom<Drawn["number"][]>("unsaid", "unsaid", "unsaid", "ahead", "taken", "own"),
  steps: fc.nat(3),
  website: fc.constantFrom("", "https://yksi.example", "https://kaksi.example"),
  description: fc.constantFrom("", "yksi", "kaksi"),
  said: fc.subarray<Drawn["said"][number]>(["website", "description", "groupId", "ownerId", "number"], {
    minLength: 1,
  }),
  isConfirmed: fc.nat(3).map((n) => n === 0),
  isOn: fc.boolean(),
});

const sending = fc.constantFrom<Sending[]>("once", "once", "again", "together");
const step = (kind: Kind) => fc.tuple(drawn, sending).map(([what, how]) => new Step(kind, what, how));
const plain = { at: 0, ago: 0, steps: 0, website: "", description: "", said: [], isConfirmed: false, isOn: true };
/** Nobody begins with nothing. */
const firstOnes = (["maija", "sven"] as const).flatMap((by) =>
  (["bygg", null] as const).map(
    (group) => new Step("create", { ...plain, by, group, company: "oy", owner: "unsaid", number: "unsaid" }, "once"),
  ),
);
const often = Array.from({ length: 7 }, () => "update" as const);
const rarely: Kind[] = ["create", "bringIn", "cell", "archive", "unarchive", "remove", "restore", "numbering"];
const steps: fc.Arbitrary<fc.AsyncCommand<World, object>>[] = [
  ...[...often, ...rarely].map(step),
  fc.nat(50).map((at) => new Resend(at)),
];

test("whatever two people do, the register is what they did", async () => {
  const commands = fc.commands(steps, { maxCommands: size.steps, size: "max" });
  const anything = fc.asyncProperty(commands, async (done) => {
    const world = await begin();
    await fc.asyncModelRun(() => ({ model: world, real: {} }), done);
  });
  await fc.assert(anything, { numRuns: size.runs, ...(isLong ? {} : { seed: 8 }), verbose: false });
  console.log(`model: ${JSON.stringify(answers)}`);
  for (const [answer, times] of Object.entries(answers)) expect([answer, times > 0]).toEqual([answer, true]);
}, 1_800_000);

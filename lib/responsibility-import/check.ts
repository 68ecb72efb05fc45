import "server-only";
import type { Problem } from "@/lib/errors";
import { type CellTie, cellText, readCell } from "@/lib/responsibilities/cell-text";
import { judge, ownerStays, type PlanLine } from "@/lib/responsibilities/plan";
import { addressOf, type MatrixLine, type PersonColumn, readMatrix, textAt } from "@/lib/responsibilities/reading";
import { phaseOf, type Subject, subjects, switchedOff, type Tie } from "@/lib/responsibilities/rules";
import {
  listPersons,
  type NamedPlace,
  type Person,
  placesBy,
  type Scope,
  tiesHeld,
} from "@/lib/responsibility-bulk/places";
import { type Hold, limitsOf, type Plan } from "@/lib/responsibility-bulk/plan";
import { type Role, rolesOf } from "@/lib/roles/queries";
import type { Row } from "@/lib/spreadsheets/read";
import { fold } from "@/lib/text";
import { settled } from "./rules";

/** What in the file is not understood or cannot be, by the address of its cell. */
export type Flaw = { address: string; value: string; problem: Problem };

const mostFlaws = 200;

/** Flaws as they are found: all are counted, the first are told. */
class Flaws {
  readonly told: Flaw[] = [];
  count = 0;

  add(address: string, value: string, problem: Problem): void {
    this.count++;
    if (this.told.length < mostFlaws) this.told.push({ address, value, problem });
  }
}

export type FilePlan = Plan & { flaws: Flaw[]; flawCount: number };

/**
 * Works out what a workbook of the matrix changes: the same for the preview and for the write. Only cells of customers,
 * projects and employees in the file count.
 * @param emptyTakes whether an empty cell takes away; else it leaves things as they are
 */
export async function planOfFile(
  scope: Scope,
  { head, rows, emptyTakes }: { head: readonly string[]; rows: readonly Row[]; emptyTakes: boolean },
  hold?: Hold,
): Promise<FilePlan> {
  const { viewer } = scope;
  const flaws = new Flaws();
  const file = readMatrix(head, rows);
  const persons = await listPersons(scope);
  const columns = columnsOf(file.persons, persons, flaws);
  if (hold) await holdRows(scope, file.lines, hold);
  const placed = await placesOf(scope, file.lines, flaws);
  const roles = await rolesOf(viewer, viewer.facts.locale ?? "en");
  const limits = limitsOf(viewer, persons);
  const lines: PlanLine[] = [];
  for (const subject of subjects) {
    const some = placed.filter(({ place }) => place.subject === subject);
    const ids = some.map(({ place }) => place.subjectId);
    const held = await tiesHeld(scope, subject, ids, [...columns.keys()]);
    const reader = new Reader(roles[subject], limits.today, emptyTakes);
    for (const { place, row } of some) {
      for (const [id, { at }] of columns) {
        const text = textAt(row.cells, at);
        const before = held.get(place.subjectId)?.get(id) ?? [];
        const isOwner = place.owners.includes(id);
        if (text === "" && before.length === 0 && !isOwner) continue;
        const read = reader.after(text, before, isOwner);
        if ("problem" in read) flaws.add(addressOf(at, row.line), text, read.problem);
        else if (read.after === "stays") lines.push(ownerStays(place, id));
        else lines.push(...[judge(limits, place, id, before, read.after)].filter((line) => line !== null));
      }
    }
  }
  return { lines, places: placed.map(({ place }) => place), persons, flaws: flaws.told, flawCount: flaws.count };
}

/** Employees by their column: by e-mail, and by a name that only one of them has. */
function columnsOf(read: PersonColumn[], persons: readonly Person[], flaws: Flaws): Map<number, PersonColumn> {
  const byEmail = new Map(persons.map((person) => [person.email.toLowerCase(), person]));
  const byName = Map.groupBy(persons, ({ name }) => fold(name));
  const columns = new Map<number, PersonColumn>();
  for (const column of read) {
    const named = byName.get(fold(column.text)) ?? [];
    const person = column.email ? byEmail.get(column.email) : named.length === 1 ? named[0] : undefined;
    if (!person) flaws.add(column.address, column.text, { key: "employeeUnknown" });
    else if (columns.has(person.id)) flaws.add(column.address, column.text, { key: "employeeTwice" });
    else columns.set(person.id, column);
  }
  return columns;
}

/** Once they are held, nobody archives one of them any more: only then what is written is read. */
async function holdRows(scope: Scope, rows: readonly MatrixLine[], hold: Hold): Promise<void> {
  const named = await placesOf(scope, rows, new Flaws());
  for (const subject of subjects) {
    const some = named.filter(({ place }) => place.subject === subject);
    await hold(
      subject,
      some.map(({ place }) => place.subjectId),
    );
  }
}

type Placed = { place: NamedPlace; row: MatrixLine };

/** The rows that are there and open; what is not is unknown, whoever it belongs to. */
async function placesOf(scope: Scope, rows: readonly MatrixLine[], flaws: Flaws): Promise<Placed[]> {
  const numbers = (subject: Subject) =>
    rows.flatMap(({ number, project }) => (subject === "project" ? (project ?? []) : project ? [] : number));
  const found = {
    customer: await byNumber(scope, "customer", numbers("customer")),
    project: await byNumber(scope, "project", numbers("project")),
  };
  const lineOf = new Map<NamedPlace, number>();
  return rows.flatMap((row) => {
    const [subject, at] = row.project ? (["project", 2] as const) : (["customer", 0] as const);
    const number = row.project ?? row.number;
    const place = found[subject].get(number);
    const refuse = (column: number, value: string, problem: Problem) => {
      flaws.add(addressOf(column, row.line), value, problem);
      return [];
    };
    if (!place) return refuse(at, number, { key: "numberUnknown" });
    const name = textAt(row.cells, at + 1);
    if (name && plainName(name) !== plainName(place.name)) return refuse(at + 1, name, { key: "nameDiffers" });
    const line = lineOf.get(place);
    if (line) return refuse(at, number, { key: "rowTwice", params: { line } });
    lineOf.set(place, row.line);
    return [{ place, row }];
  });
}

const byNumber = async (scope: Scope, subject: Subject, numbers: readonly string[]) =>
  new Map(
    numbers.length
      ? (await placesBy(scope, subject, { numbers: [...new Set(numbers)] })).map((place) => [place.number, place])
      : [],
  );

const plainName = (name: string): string => fold(name.replace(/\s+/g, " ").trim());

type After = { after: readonly Tie[] | "stays" } | { problem: Problem };

/** Reads the cells of customers or of projects; the same few texts come again and again. */
class Reader {
  readonly #roles: readonly Role[];
  readonly #today: string;
  readonly #emptyTakes: boolean;
  readonly #known = new Map<string, ReturnType<typeof readCell>>();

  constructor(roles: readonly Role[], today: string, emptyTakes: boolean) {
    this.#roles = roles;
    this.#today = today;
    this.#emptyTakes = emptyTakes;
  }

  /** What the cell makes of the ties there are: "stays" where an owner would have to go. */
  after(text: string, before: readonly Tie[], isOwner: boolean): After {
    const live = before.filter((tie) => phaseOf(tie, this.#today) !== "past");
    if (text === "" && !this.#emptyTakes) return { after: before };
    if (text === "") return { after: isOwner && !live.length ? "stays" : switchedOff(before, this.#today) };
    // As it went out, also where roles are not in use and so cannot be read back.
    if (text === cellText(live, isOwner, this.#roles)) return { after: before };
    const read = this.#read(text);
    if (!read.ok) return read;
    if (read.value.isOwner && !isOwner) return { problem: { key: "ownerNotImported" } };
    const wanted = isOwner ? read.value.ties.filter(isMore) : read.value.ties;
    const unused = this.#roles.find(
      ({ id, isOffered }) =>
        !isOffered && wanted.some(({ roleId }) => roleId === id) && !live.some(({ roleId }) => roleId === id),
    );
    if (unused) return { problem: { key: "roleNotOffered" } };
    return { after: settled({ before, wanted, isOwner }, this.#roles, this.#today) };
  }

  #read(text: string) {
    const known = this.#known.get(text) ?? readCell(text, this.#roles);
    this.#known.set(text, known);
    return known;
  }
}

/** Owners answer anyway: a plain "x" says nothing more of them. */
const isMore = ({ roleId, validFrom, validTo }: CellTie): boolean => (roleId ?? validFrom ?? validTo) !== null;

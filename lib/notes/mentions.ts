import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { activityParticipants } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { openersOf, type Place } from "@/lib/access/openers";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { askFirst, type DoubtAbout } from "@/lib/outcome";
import { plainName, type Written, writtenNames } from "./rules";

/** Somebody a note names: in its text after an @, or chosen beside it (`writtenAs` null). */
export type Mention = { employeeId: number; writtenAs: string | null };

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables; confirmed: ReadonlySet<string> };
type Wanted = {
  text: string;
  /** Who was chosen beside the text. */
  chosen: readonly number[];
  /** The note as it was; its people stay, unless it moves to where they may not follow. */
  before?: { text: string; held: readonly Mention[]; moves: boolean };
};

/**
 * Who a note is to name. Only people who may open what it is about are named; whom it does not reach, and whose name is
 * not theirs alone, is asked about first.
 * @throws Doubt naming them
 */
export async function mentionsOf(scope: Scope, place: Place, wanted: Wanted): Promise<Mention[]> {
  const { text, chosen, before } = wanted;
  const { tx, tables, confirmed } = scope;
  const held = before?.held ?? [];
  const people = text.includes("@") || chosen.length ? await everybody(tx, tables) : [];
  const called = idsByName(people, held);
  const written = writtenNames(text, new Set(called.keys()));
  const kept = before?.moves ? [] : held.map(({ employeeId }) => employeeId);
  const asked = new Set([...chosen, ...written.flatMap(({ name }) => called.get(name) ?? [])]);
  const open = await openersOf([...asked.difference(new Set(kept))], place, tx);
  const told = before && !before.moves ? writtenNames(before.text, new Set(called.keys())) : [];
  const named = namedIn({ written, told, chosen, called, kept, open: open.union(new Set(kept)) });

  const names = new Map(people.map(({ id, name }) => [id, name]));
  // Somebody who does not exist is refused where people are written down.
  const unreached = chosen.filter((id) => names.has(id) && !open.has(id) && !kept.includes(id));
  const beside = chosen.filter((id) => !unreached.includes(id) && !named.mentions.some((one) => one.employeeId === id));
  askFirst(confirmed, [
    ...doubtAbout("notReached", [...named.unreached, ...unreached.map((id) => names.get(id) ?? "")]),
    ...doubtAbout("severalCalled", named.several),
  ]);
  return [...named.mentions, ...beside.map((employeeId) => ({ employeeId, writtenAs: null }))];
}

/** Who is called what, by the folded name. Whoever is called otherwise by now is still who a text means. */
function idsByName(people: readonly Person[], held: readonly Mention[]): Map<string, number[]> {
  const called = new Map<string, number[]>();
  for (const [name, all] of Map.groupBy(people, (person) => plainName(person.name))) {
    called.set(
      name,
      all.map(({ id }) => id),
    );
  }
  for (const { employeeId, writtenAs } of held) if (writtenAs) called.set(plainName(writtenAs), [employeeId]);
  return called;
}

type Asked = {
  /** The names in the text, and those of them that the person was asked about before. */
  written: readonly Written[];
  told: readonly Written[];
  chosen: readonly number[];
  called: ReadonlyMap<string, number[]>;
  kept: readonly number[];
  open: ReadonlySet<number>;
};

/** Whom the names in the text mean: of several of that name those who are chosen or named already, or the only one. */
function namedIn({ written, told, chosen, called, kept, open }: Asked) {
  const mentions: Mention[] = [];
  const unreached: string[] = [];
  const several: string[] = [];
  for (const { name, as } of written) {
    const able = (called.get(name) ?? []).filter((id) => open.has(id));
    const picked = able.filter((id) => chosen.includes(id) || kept.includes(id));
    const meant = picked.length ? picked : able.length === 1 ? able : [];
    mentions.push(...meant.map((employeeId) => ({ employeeId, writtenAs: as })));
    if (meant.length || told.some((one) => one.name === name)) continue;
    (able.length ? several : unreached).push(as);
  }
  return { mentions, unreached, several };
}

function doubtAbout(key: "notReached" | "severalCalled", names: readonly string[]): DoubtAbout[] {
  const all = [...new Set(names)].join(", ");
  return all ? [{ mark: `${key}:${all}`, key, params: { names: all } }] : [];
}

type Person = { id: number; name: string };

const everybody = (tx: Transaction, { employees }: Tables) =>
  tx
    .select({ id: employees.id, name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})` })
    .from(employees);

/** Who is named in a note now. */
export const heldMentions = (tx: Transaction, noteId: number): Promise<Mention[]> =>
  tx
    .select({
      employeeId: sql<number>`${activityParticipants.employeeId}`.mapWith(Number),
      writtenAs: activityParticipants.writtenAs,
    })
    .from(activityParticipants)
    .where(and(eq(activityParticipants.activityId, noteId), sql`${activityParticipants.employeeId} is not null`));

/** Keeps how each of them is written; to oneself nothing has to be told. */
export async function keepWritten(tx: Transaction, viewer: Viewer, noteId: number, mentions: readonly Mention[]) {
  const { activityId, employeeId, seenAt } = activityParticipants;
  const of = (people: readonly Mention[]) =>
    and(
      eq(activityId, noteId),
      inArray(
        employeeId,
        people.map((one) => one.employeeId),
      ),
    );
  for (const [writtenAs, people] of Map.groupBy(mentions, (one) => one.writtenAs)) {
    await tx.update(activityParticipants).set({ writtenAs }).where(of(people));
  }
  const oneself = mentions.filter((one) => one.employeeId === viewer.employeeId);
  await tx
    .update(activityParticipants)
    .set({ seenAt: sql`coalesce(${seenAt}, now())` })
    .where(of(oneself));
}

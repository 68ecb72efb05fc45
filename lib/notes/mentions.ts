import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { activityParticipants } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { openersOf, type Place } from "@/lib/access/openers";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { askFirst } from "@/lib/outcome";
import { plainName, writtenNames } from "./rules";

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
export async function mentionsOf(scope: Scope, place: Place, { text, chosen, before }: Wanted): Promise<Mention[]> {
  const { tx, tables, confirmed } = scope;
  const held = before?.held ?? [];
  const people = text.includes("@") || chosen.length ? await everybody(tx, tables) : [];
  const names = new Map([...Map.groupBy(people, ({ name }) => plainName(name))].map(([name, all]) => [name, ids(all)]));
  // Whoever is called otherwise by now is still who the text means.
  for (const { employeeId, writtenAs } of held) if (writtenAs) names.set(plainName(writtenAs), [employeeId]);
  const written = writtenNames(text, new Set(names.keys()));
  const kept = new Set(before?.moves ? [] : held.map(({ employeeId }) => employeeId));
  const asked = [...new Set([...chosen, ...written.flatMap(({ name }) => names.get(name) ?? [])])];
  const open = await openersOf(
    asked.filter((id) => !kept.has(id)),
    place,
    tx,
  );
  const isIn = (id: number) => kept.has(id) || open.has(id);

  const old = new Set(
    before?.moves ? [] : writtenNames(before?.text ?? "", new Set(names.keys())).map(({ name }) => name),
  );
  const found = new Map<number, Mention>();
  const [unreached, several] = [new Map<number, string>(), new Set<string>()];
  for (const { name, as } of written) {
    const called = names.get(name) ?? [];
    const [able, picked] = [
      called.filter(isIn),
      called.filter((id) => isIn(id) && (chosen.includes(id) || kept.has(id))),
    ];
    const meant = picked.length ? picked : able;
    if (meant.length === 1 || picked.length)
      for (const employeeId of meant) found.set(employeeId, { employeeId, writtenAs: as });
    else if (!old.has(name)) {
      if (able.length) several.add(as);
      else for (const id of called.slice(0, 1)) unreached.set(id, as);
    }
  }
  for (const employeeId of chosen) {
    const known = people.find(({ id }) => id === employeeId);
    if (known && !isIn(employeeId)) unreached.set(employeeId, known.name);
    else if (!found.has(employeeId)) found.set(employeeId, { employeeId, writtenAs: null });
  }
  const doubts = [
    { about: [...unreached.keys()].join("."), key: "notReached" as const, names: [...unreached.values()] },
    { about: [...several].join("."), key: "severalCalled" as const, names: [...several] },
  ].filter(({ names: named }) => named.length);
  askFirst(
    confirmed,
    doubts.map(({ about, key, names: named }) => ({
      mark: `${key}:${about}`,
      key,
      params: { names: named.join(", ") },
    })),
  );
  return [...found.values()];
}

const ids = (people: readonly { id: number }[]) => people.map(({ id }) => id);

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

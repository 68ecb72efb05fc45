import "server-only";
import { asc, eq, isNotNull } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Problem } from "@/lib/errors";
import { countFree, nextNumbers } from "./next-numbers";
import { checkNumberText, farEnd, generalRange, groupRange, mixedStarts } from "./rules";
import { nextNumber, numberProblem } from "./series";

export type ListedRange = {
  /** The group it belongs to; null for the numbers of everybody else. */
  group: { id: number; name: string } | null;
  start: number;
  /** The last number; null where no other range follows. */
  end: number | null;
  /** The number the next customer gets, as it is written. */
  next: string;
  /** Numbers left up to the end; null without an end. */
  free: number | null;
  /** Groups from whose ranges it takes numbers as well. */
  mixed: { id: number; name: string }[];
};

/** All ranges that numbers are taken from, the general one first. */
export const listRanges = query("settings", async ({ db, tables: { groups, settings } }): Promise<ListedRange[]> => {
  const { id, name, numberStart } = groups;
  const [general] = await db.select({ start: settings.numberingStart }).from(settings);
  const started = await db
    .select({ id, name, numberStart })
    .from(groups)
    .where(isNotNull(numberStart))
    .orderBy(asc(numberStart));
  const starts = started.map((group) => group.numberStart ?? 0);
  const [next, generalNext] = await Promise.all([
    nextNumbers(
      db,
      started.map((group) => group.id),
    ),
    nextNumber(db, null),
  ]);
  const mixed = mixedStarts(general?.start ?? 1, starts);
  const ranges = [
    { group: null, ...generalRange(general?.start ?? 1, starts), next: generalNext },
    ...started.map((group) => ({
      group: { id: group.id, name: group.name },
      ...groupRange(group.numberStart ?? 0, starts),
      next: next.get(group.id)?.number ?? "",
    })),
  ];
  const free = await countFree(
    db,
    ranges.map(({ from, to, next: upcoming }) => ({ from: Math.max(from, Number(upcoming)), to })),
  );
  return ranges.map(({ group, from, to, next: upcoming }, place) => ({
    group,
    start: from,
    end: to === farEnd ? null : to,
    next: upcoming,
    free: to === farEnd ? null : (free[place] ?? 0),
    mixed: group
      ? []
      : started.filter((one) => mixed.includes(one.numberStart ?? 0)).map((one) => ({ id: one.id, name: one.name })),
  }));
});

/** A number that somebody is typing, for a new customer or for one of those they may open. */
export type TypedNumber = { number: string; groupId: number | null; customerId: number | null };

/** @returns what is wrong with it; null where it can be taken. Whose a taken number is stays unsaid. */
export const judgeNumber = query(
  "customers.edit",
  async ({ db, tables: { customers } }, { number, groupId, customerId }: TypedNumber): Promise<Problem | null> => {
    const checked = checkNumberText(number);
    if (!checked.ok) return checked.problem;
    const [own] =
      customerId === null
        ? []
        : await db
            .select({ id: customers.id, groupId: customers.groupId })
            .from(customers)
            .where(eq(customers.id, customerId));
    return numberProblem(db, checked.value, { groupId: groupId ?? own?.groupId ?? null, customerId: own?.id ?? null });
  },
);

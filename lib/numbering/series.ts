import "server-only";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { groups, numberSeries, settings, usedNumbers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";

/** Highest number a range without an end may reach. */
const farEnd = 999_999_999_999;

/**
 * Takes the next free numbers of a group's series, or of the general one, inside the saving transaction: the counter row
 * stays locked until commit, so nobody gets the same number and a rollback leaves no gap. Call it as late as possible.
 * A range that is full goes on after the highest number in use (decisions 7.8).
 * @returns numbers as text, padded as the settings say, in order
 */
export async function takeNumbers(tx: Transaction, groupId: number | null, count: number): Promise<string[]> {
  const plan = await planOf(tx, groupId);
  const series = await lockedSeries(tx, plan);
  const taken: number[] = [];
  let from = series.next;
  while (taken.length < count) {
    const wanted = count - taken.length;
    const past = from > plan.to;
    const free = await freeNumbers(tx, from, past ? farEnd : plan.to, wanted, plan.padding);
    taken.push(...free);
    from = (free.at(-1) ?? plan.to) + 1;
    if (taken.length < count && from > plan.to && !past) from = (await highestInUse(tx)) + 1;
  }
  await tx.update(numberSeries).set({ next: from }).where(eq(numberSeries.id, series.id));
  return taken.map((number) => String(number).padStart(plan.padding, "0"));
}

/** The number the next customer would get, without taking it. */
export async function nextNumber(tx: Pick<Transaction, "select">, groupId: number | null): Promise<string> {
  const plan = await planOf(tx, groupId);
  const [series] = await tx.select().from(numberSeries).where(ofSeries(plan.groupId));
  const from = Math.max(series?.next ?? plan.from, plan.from);
  const [free] = await freeNumbers(tx, from, from > plan.to ? farEnd : plan.to, 1, plan.padding);
  return String(free ?? (await highestInUse(tx)) + 1).padStart(plan.padding, "0");
}

type Plan = { groupId: number | null; from: number; to: number; padding: number };

/** A group with a start owns the numbers from there to the next higher start; everybody else shares the rest below. */
async function planOf(tx: Pick<Transaction, "select">, groupId: number | null): Promise<Plan> {
  const [general] = await tx
    .select({ start: settings.numberingStart, padding: settings.numberingPadding })
    .from(settings);
  const starts = await tx
    .select({ id: groups.id, start: sql<number>`${groups.numberStart}`.mapWith(Number) })
    .from(groups)
    .where(and(isNotNull(groups.numberStart), isNull(groups.deletedAt)))
    .orderBy(asc(groups.numberStart));
  const own = starts.find((group) => group.id === groupId);
  const from = own?.start ?? general?.start ?? 1;
  const above = starts.find((group) => group.start > from || (!own && group.start >= from));
  return { groupId: own ? groupId : null, from, to: above ? above.start - 1 : farEnd, padding: general?.padding ?? 0 };
}

const ofSeries = (groupId: number | null) =>
  groupId === null ? isNull(numberSeries.groupId) : eq(numberSeries.groupId, groupId);

async function lockedSeries(tx: Transaction, plan: Plan) {
  await tx.insert(numberSeries).values({ groupId: plan.groupId, next: plan.from }).onConflictDoNothing();
  const [series] = await tx.select().from(numberSeries).where(ofSeries(plan.groupId)).for("update");
  if (!series) throw new Error("no number series");
  return { id: series.id, next: Math.max(series.next, plan.from) };
}

/** Free numbers between two bounds, looked up in blocks so that a long run of used ones costs little. */
async function freeNumbers(
  tx: Pick<Transaction, "select">,
  from: number,
  to: number,
  count: number,
  padding: number,
): Promise<number[]> {
  const block = count + 1_000;
  for (let start = from; start <= to; start += block) {
    const free = await tx
      .select({ n: sql<number>`n`.mapWith(Number) })
      .from(sql`generate_series(${start}::bigint, ${Math.min(to, start + block - 1)}::bigint) n`)
      .where(sql`not exists (
        select from ${usedNumbers} where number = lpad(n::text, greatest(${padding}::int, length(n::text)), '0'))`)
      .orderBy(sql`n`)
      .limit(count);
    if (free.length) return free.map(({ n }) => n);
  }
  return [];
}

async function highestInUse(tx: Pick<Transaction, "select">): Promise<number> {
  const [highest] = await tx
    .select({ number: sql<number>`coalesce(max(${usedNumbers.number}::bigint), 0)`.mapWith(Number) })
    .from(usedNumbers)
    .where(sql`${usedNumbers.number} ~ '^[0-9]{1,12}$'`);
  return highest?.number ?? 0;
}

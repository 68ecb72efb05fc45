import "server-only";
import { and, asc, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { groups, importNumbers, numberSeries, settings, usedNumbers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Problem } from "@/lib/errors";
import { farEnd, type NumberRange, writeNumber } from "./rules";

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
  let next = series.next;
  while (taken.length < count) {
    // Past their ranges all series meet in the same numbers.
    if (next > plan.to) await tx.execute(sql`select pg_advisory_xact_lock(hashtext('numbers past their range'))`);
    const { from, to } = await stretchFrom(tx, next, plan);
    const free = await freeNumbers(tx, from, to, count - taken.length, plan.padding);
    if (!free.length && to === farEnd) throw new Error(`no customer numbers left after ${from}`);
    taken.push(...free);
    next = (free.at(-1) ?? to) + 1;
  }
  await tx.update(numberSeries).set({ next }).where(eq(numberSeries.id, series.id));
  return taken.map((number) => writeNumber(number, plan.padding));
}

/** The number the next customer would get, without taking it. */
export async function nextNumber(tx: Pick<Transaction, "select">, groupId: number | null): Promise<string> {
  const plan = await planOf(tx, groupId);
  const [series] = await tx.select().from(numberSeries).where(ofSeries(plan.groupId));
  const { from, to } = await stretchFrom(tx, Math.max(series?.next ?? plan.from, plan.from), plan);
  const [free] = await freeNumbers(tx, from, to, 1, plan.padding);
  return writeNumber(free ?? (await highestInUse(tx)) + 1, plan.padding);
}

/**
 * What is wrong with a number given by hand; null where it can be taken. A number that any customer has or had is gone
 * for good, and whose it is stays unsaid.
 * @param customerId the customer that may have it, who may also take back one of its own; null for a new one
 */
export async function numberProblem(
  tx: Pick<Transaction, "select">,
  number: string,
  { groupId, customerId }: { groupId: number | null; customerId: number | null },
): Promise<Problem | null> {
  const ofAnother = customerId === null ? undefined : ne(usedNumbers.customerId, customerId);
  const used = tx
    .select({ number: usedNumbers.number })
    .from(usedNumbers)
    .where(and(eq(usedNumbers.number, number), ofAnother));
  const isTaken = sql<boolean>`exists (${used}) or ${number} in (${ofImports})`;
  const [rule] = await tx.select({ numericOnly: settings.numericOnly, isTaken }).from(settings);
  if (rule?.numericOnly && !/^\d+$/.test(number)) return { key: "digitsOnly" };
  return rule?.isTaken ? { key: "numberTaken", params: { number, next: await nextNumber(tx, groupId) } } : null;
}

/** Where to look for free numbers: up to the end of the range, and once that is passed after the highest in use. */
async function stretchFrom(tx: Pick<Transaction, "select">, next: number, plan: Plan): Promise<NumberRange> {
  if (next <= plan.to) return { from: next, to: plan.to };
  return { from: Math.max(next, (await highestInUse(tx)) + 1), to: farEnd };
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
  const written = sql`lpad(n::text, greatest(${padding}::int, length(n::text)), '0')`;
  for (let start = from; start <= to; start += block) {
    const free = await tx
      .select({ n: sql<number>`n`.mapWith(Number) })
      .from(sql`generate_series(${start}::bigint, ${Math.min(to, start + block - 1)}::bigint) n`)
      .where(
        sql`not exists (select from ${usedNumbers} where number = ${written}) and ${written} not in (${ofImports})`,
      )
      .orderBy(sql`n`)
      .limit(count);
    if (free.length) return free.map(({ n }) => n);
  }
  return [];
}

/** Longer ones are codes that somebody made up; after them there would be no room. */
async function highestInUse(tx: Pick<Transaction, "select">): Promise<number> {
  const [highest] = await tx
    .select({ number: sql<number>`coalesce(max(number::bigint), 0)`.mapWith(Number) })
    .from(sql`(select ${usedNumbers.number} from ${usedNumbers} union all ${ofImports}) taken(number)`)
    .where(sql`number ~ '^[0-9]{1,11}$'`);
  return highest?.number ?? 0;
}

/** Those of customers that are coming in just now. */
const ofImports = sql`select unnest(${importNumbers.numbers}) from ${importNumbers}`;

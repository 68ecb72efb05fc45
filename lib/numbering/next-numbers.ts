import "server-only";
import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { groups, numberSeries, settings, usedNumbers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { farEnd, type NumberRange } from "./rules";

/** `isFull`: the group's range is used up, so the number comes after the highest in use. */
export type NextNumber = { number: string; isFull: boolean };

/**
 * The number the next customer of each of these groups would get, without taking it; one statement for all of them.
 * Groups without a start of their own are left out. lib/numbering/series.ts takes the numbers by the same rules.
 * @returns numbers as text by the group's id
 */
export async function nextNumbers(
  db: Pick<Transaction, "select">,
  groupIds: readonly number[],
): Promise<Map<number, NextNumber>> {
  const next = sql`greatest(coalesce(${numberSeries.next}, 0), ${groups.numberStart})`;
  const lastOfRange = sql`coalesce((
    select min(other.number_start) - 1 from ${groups} other
    where other.deleted_at is null and other.number_start > ${groups.numberStart}), ${farEnd}::bigint)`;
  const isFull = sql`${next} > ${lastOfRange}`;
  const afterAll = sql`(
    select coalesce(max(u.number::bigint), 0) + 1 from ${usedNumbers} u where u.number ~ '^[0-9]{1,11}$')`;
  const from = sql`case when ${isFull} then greatest(${next}, ${afterAll}) else ${next} end`;
  const end = sql`case when ${isFull} then ${farEnd}::bigint else ${lastOfRange} end`;
  const rows = await db
    .select({
      id: groups.id,
      number: padded(sql`coalesce(${firstFree(from, end)}, ${afterAll})`),
      last: sql<number>`${lastOfRange}`.mapWith(Number),
    })
    .from(groups)
    .leftJoin(numberSeries, eq(numberSeries.groupId, groups.id))
    .where(and(sql`${groups.id} = any(${sql.param([...groupIds])}::bigint[])`, isNotNull(groups.numberStart)));
  return new Map(rows.map(({ id, number, last }) => [id, { number, isFull: Number(number) > last }]));
}

/** How many numbers nobody has had yet, of each of these ranges that do not meet; one pass over the used ones. */
export async function countFree(db: Pick<Transaction, "select">, ranges: readonly NumberRange[]): Promise<number[]> {
  const real = ranges.filter(({ from, to }) => from <= to).toSorted((one, other) => one.from - other.from);
  const froms = sql`${sql.param(real.map(({ from }) => from))}::bigint[]`;
  const ends = sql`${sql.param(real.map(({ to }) => to))}::bigint[]`;
  const n = sql`case when ${usedNumbers.number} ~ '^[0-9]{1,12}$' then ${usedNumbers.number}::bigint end`;
  const places = db.select({ n: n.as("n"), place: sql`width_bucket(${n}, ${froms})`.as("place") }).from(usedNumbers);
  const rows = await db
    .select({ place: sql`place`.mapWith(Number), used: sql`count(*)`.mapWith(Number) })
    .from(sql`(${places}) places`)
    .where(sql`n <= (${ends})[place]`)
    .groupBy(sql`place`);
  return ranges.map((range) => {
    const used = rows.find(({ place }) => place === real.indexOf(range) + 1)?.used ?? 0;
    return range.from > range.to ? 0 : range.to - range.from + 1 - used;
  });
}

const padding = sql`(select ${settings.numberingPadding} from ${settings})`;
const padded = (n: SQL) =>
  sql<string>`(select lpad(one.n::text, greatest(${padding}, length(one.n::text)), '0') from (select ${n} as n) one)`;

/** A comparison per number instead of an anti-join, and the series in the select list: so it stops at the first hit. */
const firstFree = (from: SQL, to: SQL): SQL => sql`(
  select n from (select generate_series(${from}, ${to}) as n) candidates
  where (select u.customer_id from ${usedNumbers} u where u.number = ${padded(sql`n`)}) is null
  limit 1)`;

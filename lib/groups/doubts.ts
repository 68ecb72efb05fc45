import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { groups, numberSeries, settings } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { anyOf } from "@/lib/any-of";
import type { DoubtAbout } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { candidatesIn, mixedWith, numbersIn, type Series } from "./rules";

const mostNamed = 10;
const mostNumbers = 50;

/**
 * Whose numbers a start would run into. Asked before saving and not said after it: a number once given stays with its
 * customer for good.
 */
export async function mixedNumbers(
  tx: Transaction,
  groupId: number | null,
  start?: number | null,
): Promise<DoubtAbout[]> {
  if (start === null || start === undefined) return [];
  const series = await tx
    .select({ name: groups.name, start: groups.numberStart, next: numberSeries.next })
    .from(groups)
    .leftJoin(numberSeries, eq(numberSeries.groupId, groups.id))
    .where(and(isNull(groups.deletedAt), isNotNull(groups.numberStart), ne(groups.id, groupId ?? 0)));
  const [general] = await tx
    .select({ start: settings.numberingStart, next: numberSeries.next })
    .from(settings)
    .leftJoin(numberSeries, isNull(numberSeries.groupId));
  const asSeries = (row: { name?: string; start: number | null; next: number | null }): Series => ({
    name: row.name ?? "",
    start: row.start ?? 1,
    next: row.next ?? row.start ?? 1,
  });
  const others = mixedWith(start, series.map(asSeries), asSeries(general ?? { start: 1, next: 1 }));
  return others.map(({ name }) => ({
    mark: `numbers:${start}:${hashOf([name])}`,
    key: name ? "numbersMix" : "numbersMixGeneral",
    params: { start: String(start), group: name },
  }));
}

/**
 * The customers whose numbers were pasted, and a question about the texts that are none.
 * @param among which of the customers in reach count
 */
export async function customersByNumber(
  tx: Transaction,
  { customers }: Tables,
  pasted: string,
  among: SQL | undefined,
) {
  const candidates = candidatesIn(pasted);
  const found = candidates.length
    ? await tx
        .select({ id: customers.id, number: customers.number })
        .from(customers)
        .where(and(sql`${customers.number} = any(${sql.param(candidates)}::text[])`, among))
    : [];
  const ids = new Map(found.map(({ number, id }) => [number, id]));
  const numbers = numbersIn(pasted, (number) => ids.has(number));
  const unknown = numbers.filter((number) => !ids.has(number));
  const doubt: DoubtAbout = {
    mark: `unknown:${hashOf(unknown)}`,
    key: "numbersUnknown",
    params: { n: unknown.length, numbers: someOf(unknown) },
  };
  return { ids: numbers.flatMap((number) => ids.get(number) ?? []), doubts: unknown.length ? [doubt] : [] };
}

type Joining = { id: number; name: string; groupId: number | null };

/** A customer is in one group at most: who would leave another one for this. */
export async function movesFromOthers(tx: Transaction, joining: readonly Joining[]): Promise<DoubtAbout[]> {
  const moving = joining.filter(({ groupId }) => groupId !== null);
  if (!moving.length) return [];
  const named = moving.slice(0, mostNamed);
  const known = await tx
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(
      anyOf(
        groups.id,
        named.map(({ groupId }) => groupId ?? 0),
      ),
    );
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  return [
    {
      mark: `moves:${hashOf(moving.map(({ id, groupId }) => `${id}.${groupId}`))}`,
      key: "groupMoves",
      params: { n: moving.length },
      links: named.map(({ id, name, groupId }) => ({
        href: paths.customer(id),
        label: `${name} (${nameOf.get(groupId ?? 0) ?? "–"})`,
      })),
    },
  ];
}

/** Whoever would lose sight of customers by what was just written is asked first. */
export async function customersLost(tx: Transaction, tables: Tables, ids: readonly number[]): Promise<DoubtAbout[]> {
  if (!ids.length) return [];
  const lost = ids.length - (await tx.$count(tables.customers, anyOf(tables.customers.id, ids)));
  return lost ? [{ mark: `lost:${hashOf(ids)}`, key: "customersLost", params: { n: lost } }] : [];
}

const someOf = (texts: readonly string[]): string =>
  texts.slice(0, mostNumbers).join(", ") + (texts.length > mostNumbers ? " …" : "");

const hashOf = (parts: readonly (string | number)[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);

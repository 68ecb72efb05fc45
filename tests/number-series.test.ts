import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, groups, numberSeries, settings, usedNumbers } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, deleteCustomer, updateCustomer } from "@/lib/customers/commands";
import { numbering } from "@/lib/customers/queries";
import { nextNumbers } from "@/lib/numbering/next-numbers";
import { nextNumber, takeNumbers } from "@/lib/numbering/series";
import { type Cast, cast } from "./cast";

let w: Cast;
beforeAll(async () => {
  w = await cast();
});

/** Far from the numbers of the cast, so that every test knows what comes next. */
let start = 50_000;
beforeEach(async () => {
  start += 1_000;
  await general({ numberingStart: start, numberingPadding: 0, numberingMode: "automatic" });
  await db.delete(numberSeries);
});

const general = (values: Partial<typeof settings.$inferInsert>) => db.update(settings).set(values);

let names = 0;
/** Names without a letter in common, so that nobody is asked about twins. */
const name = () => String.fromCodePoint(0x4e00 + 3 * names++).repeat(6);

const create = (viewer: Viewer, values: Values = {}) =>
  createCustomer(viewer, { id: viewer.facts.companyId, name: name(), country: "FI", ...values });

async function created(values: Values = {}, viewer: Viewer = w.aino) {
  const outcome = await create(viewer, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const [row] = await db.select().from(customers).where(eq(customers.id, outcome.result.id));
  return { id: outcome.result.id, number: row?.number };
}

async function groupFrom(numberStart: number | null) {
  const [group] = await db.insert(groups).values({ name: name(), numberStart }).returning({ id: groups.id });
  return group?.id ?? 0;
}

const running = (from: number, count: number) => Array.from({ length: count }, (_, place) => String(from + place));

test("twenty people at once get twenty numbers in a row, of several companies and with a refused one between", async () => {
  const people = [w.aino, w.maija, w.sven, w.eetu, w.ebba];
  const makers = Array.from({ length: 20 }, (_, place) => people[place % people.length] ?? w.aino);
  const refused = create(w.sven, { ownerId: "" });
  const made = await Promise.all(makers.map((viewer) => created({}, viewer)));
  expect(await refused).toMatchObject({ ok: false, doubts: [{ mark: "leavesReach" }] });
  const numbers = made.map(({ number }) => Number(number)).sort((one, other) => one - other);
  expect(numbers.map(String)).toEqual(running(start, 20));
});

test("a number whose customer was not kept after all goes to the next one: twenty at once, every fifth gives up", async () => {
  const giveUp = () =>
    db.transaction(async (tx) => {
      await takeNumbers(tx, null, 1);
      throw new Error("changed my mind");
    });
  const all = Array.from({ length: 20 }, (_, place) => (place % 5 === 0 ? giveUp() : created()));
  const made = (await Promise.allSettled(all)).flatMap((one) => (one.status === "fulfilled" ? [one.value.number] : []));
  expect(made.map(Number).sort()).toEqual(running(start, 16).map(Number));
});

test("a group with a start gives its own numbers; a change of group changes none", async () => {
  const group = await groupFrom(start + 100);
  const without = await groupFrom(null);
  expect((await created({ groupId: String(group) })).number).toBe(String(start + 100));
  expect((await created({ groupId: String(without) })).number).toBe(String(start));
  const { id, number } = await created({ groupId: String(group) });
  expect(number).toBe(String(start + 101));
  expect((await updateCustomer(w.aino, { id, groupId: "" })).ok).toBe(true);
  expect((await db.select().from(customers).where(eq(customers.id, id)))[0]?.number).toBe(number);
});

test("a full range goes on after the highest number, and stays there", async () => {
  const small = await groupFrom(start + 200);
  await groupFrom(start + 202);
  const top = start + 700;
  await created({ number: String(top) });
  const taken = [];
  for (let round = 0; round < 5; round++) {
    const [next, others] = await Promise.all([nextNumber(db, small), nextNumbers(db, [small])]);
    expect(others.get(small)).toMatchObject({ number: next });
    taken.push((await created({ groupId: String(small) })).number);
    expect(taken.at(-1)).toBe(next);
  }
  expect(taken).toEqual([start + 200, start + 201, top + 1, top + 2, top + 3].map(String));
});

test("two full ranges do not give the same number at the same moment", async () => {
  const full = [await groupFrom(start + 10), await groupFrom(start + 11), await groupFrom(start + 12)].slice(0, 2);
  await Promise.all(full.map((groupId) => created({ groupId: String(groupId) })));
  // Of two companies, so that nothing else makes them wait for each other.
  const rounds = Array.from({ length: 5 }, () => [w.aino, w.sven].map((viewer, place) => ({ viewer, place }))).flat();
  const made = await Promise.all(rounds.map(({ viewer, place }) => created({ groupId: String(full[place]) }, viewer)));
  expect(new Set(made.map(({ number }) => number)).size).toBe(10);
});

test("the general numbers stop before the first group's", async () => {
  await groupFrom(start + 1);
  const highest = start + 500;
  await created({ number: String(highest) });
  expect((await created()).number).toBe(String(start));
  expect((await created()).number).toBe(String(highest + 1));
});

test("numbers in use are skipped, one by one or a thousand in a row", async () => {
  await created({ number: String(start + 1) });
  expect([(await created()).number, (await created()).number]).toEqual([String(start), String(start + 2)]);
  const block = running(start + 3, 990).map((number) => ({ number, customerId: 0 }));
  await db.insert(usedNumbers).values(block);
  expect((await created()).number).toBe(String(start + 993));
});

test("short numbers get zeros in front", async () => {
  await general({ numberingPadding: 7 });
  expect((await created()).number).toBe(`00${start}`);
  expect((await created()).number).toBe(`00${start + 1}`);
});

describe("by hand", () => {
  test("a number is asked for, and the next free one is named", async () => {
    await general({ numberingMode: "manual" });
    expect(await create(w.aino)).toEqual({ ok: false, problems: { number: { key: "required" } } });
    expect(await numbering(w.aino, null)).toEqual({ isManual: true, next: String(start) });
    expect((await created({ number: "kunta-7" })).number).toBe("kunta-7");
    expect(await create(w.aino, { number: "=1+1" })).toEqual({
      ok: false,
      problems: { number: { key: "numberText" } },
    });
  });

  test("the next free number is named, never taken", async () => {
    const group = await groupFrom(start + 100);
    expect(await nextNumber(db, group)).toBe(String(start + 100));
    expect(await nextNumber(db, group)).toBe(String(start + 100));
    expect((await created({ groupId: String(group) })).number).toBe(String(start + 100));
    expect(await nextNumber(db, group)).toBe(String(start + 101));
    expect(await numbering(w.aino, null)).toEqual({ isManual: false, next: null });
  });
});

describe("a number that was given once", () => {
  test("is never given again: not beside, not after a change, not from the bin", async () => {
    const { id, number } = await created({ number: `N-${start}` });
    const taken = { ok: false, problems: { number: { key: "numberTaken", params: { number, next: String(start) } } } };
    expect(await create(w.aino, { number })).toEqual(taken);
    expect((await updateCustomer(w.aino, { id, number: `M-${start}` })).ok).toBe(true);
    expect(await create(w.aino, { number })).toEqual(taken);
    expect((await deleteCustomer(w.aino, { id })).ok).toBe(true);
    expect(await create(w.aino, { number: `M-${start}` })).toMatchObject({
      problems: { number: { key: "numberTaken" } },
    });
    expect(await create(w.aino, { number })).toEqual(taken);
  });

  test("may come back to its own customer", async () => {
    const { id, number } = await created();
    expect((await updateCustomer(w.aino, { id, number: `X-${start}` })).ok).toBe(true);
    expect((await updateCustomer(w.aino, { id, number })).ok).toBe(true);
  });

  test("goes to one of two who want it at the same moment", async () => {
    const outcomes = await Promise.all([w.aino, w.ebba].map((viewer) => create(viewer, { number: `Z-${start}` })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ problems: { number: expect.anything() } });
  });
});

import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, groups, loginFailures, numberSeries, settings } from "@/db/schema/index";
import { countRefusedNumber, mustNumbersWait } from "@/lib/access/throttle";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { judgeNumber, listRanges } from "@/lib/numbering/queries";
import { type Cast, cast } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

let start = 50_000;
beforeEach(async () => {
  start += 10_000;
  await db.delete(numberSeries);
  await db.update(customers).set({ groupId: null });
  await db.update(groups).set({ numberStart: null });
  await general({ numberingStart: start, numberingPadding: 0, numberingMode: "automatic", numericOnly: false });
});

const general = (values: Partial<typeof settings.$inferInsert>) => db.update(settings).set(values);

let names = 0;
/** Names without a letter in common, so that nobody is asked about twins. */
const name = () => String.fromCodePoint(0x4e00 + 3 * names++).repeat(6);

async function groupFrom(numberStart: number) {
  const [group] = await db.insert(groups).values({ name: name(), numberStart }).returning();
  return { id: group?.id ?? 0, name: group?.name ?? "" };
}

async function created(values: Record<string, unknown> = {}, viewer: Viewer = we.aino) {
  const id = await done(createCustomer, viewer, { id: viewer.facts.companyId, name: name(), country: "FI", ...values });
  const [row] = await db.select().from(customers).where(eq(customers.id, id));
  return { id, number: row?.number ?? "" };
}

describe("the table of ranges", () => {
  test("says of each where it starts, what is next and how much is left", async () => {
    const small = await groupFrom(start + 100);
    const last = await groupFrom(start + 103);
    const groupId = String(small.id);
    await created({ groupId });
    await created({ number: String(start + 102) });
    await created({ number: `K-${start}` });
    const before = await listRanges(we.maija);
    expect(before).toEqual([
      { group: null, start, end: start + 99, next: String(start), free: 100, mixed: [] },
      { group: small, start: start + 100, end: start + 102, next: String(start + 101), free: 1, mixed: [] },
      { group: last, start: start + 103, end: null, next: String(start + 103), free: null, mixed: [] },
    ]);
    expect((await created({ groupId })).number).toBe(before[1]?.next);
    const [, full] = await listRanges(we.maija);
    expect(full).toMatchObject({ free: 0 });
    expect((await created({ groupId })).number).toBe(full?.next);
  });

  test("warns where everybody else takes numbers out of a group’s range, and writes zeros in front", async () => {
    const group = await groupFrom(start - 50);
    await general({ numberingPadding: 8 });
    expect(await listRanges(we.maija)).toMatchObject([
      { group: null, next: `000${start}`, mixed: [group] },
      { group, next: `000${start - 50}`, mixed: [] },
    ]);
  });

  test("is the administrator’s", async () => {
    for (const viewer of [we.aino, we.sven, we.nils]) await expect(listRanges(viewer)).rejects.toThrow(absent);
  });
});

test("twenty people at once go over the end of a group’s range without a gap or a twin", async () => {
  const group = await groupFrom(start + 100);
  const next = await groupFrom(start + 108);
  const people = [we.aino, we.maija, we.eetu];
  const wishes = Array.from({ length: 20 }, (_, at) => ({
    viewer: people[at % 3] ?? we.aino,
    in: at % 4 === 3 ? next : group,
  }));
  const made = await Promise.all(wishes.map(({ viewer, in: { id } }) => created({ groupId: String(id) }, viewer)));
  const numbers = made.map(({ number }) => Number(number)).toSorted((one, other) => one - other);
  expect(new Set(numbers).size).toBe(20);
  // Fifteen in a range of eight: the other seven come after the highest, among those of the next group.
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => start + 100 + at));
});

describe("a number that is being typed", () => {
  const judge = (number: string, rest: { groupId?: number; customerId?: number } = {}, viewer: Viewer = we.aino) =>
    judgeNumber(viewer, { number, groupId: null, customerId: null, ...rest });

  test("can be had or not, and whose it is stays unsaid", async () => {
    const { number } = await created({}, we.maija);
    expect(await judge(`X-${start}`)).toBeNull();
    expect(await judge("  kunta 7 ")).toBeNull();
    const taken = { key: "numberTaken", params: { number, next: String(start + 1) } };
    for (const viewer of [we.aino, we.sven, we.ebba]) expect(await judge(` ${number} `, {}, viewer)).toEqual(taken);
    expect(await judge("")).toEqual({ key: "required" });
    expect(await judge("=1+1")).toEqual({ key: "numberText" });
    expect(await judge("1".repeat(200))).toMatchObject({ key: "tooLong" });
    await general({ numericOnly: true });
    expect(await judge("A7")).toEqual({ key: "digitsOnly" });
    for (const viewer of [we.pieter, we.nils]) await expect(judge("1", {}, viewer)).rejects.toThrow(absent);
  });

  test("names the next one of the group", async () => {
    const group = await groupFrom(start + 500);
    const { id, number } = await created({ groupId: String(group.id) });
    const next = String(start + 501);
    expect(await judge(number, { groupId: group.id })).toMatchObject({ params: { next } });
    const other = await created();
    expect(await judge(other.number, { customerId: id })).toMatchObject({ params: { next } });
  });

  test("is the customer’s own, also from before; of one out of reach nothing shows", async () => {
    const { id, number } = await created();
    await updateCustomer(we.aino, { id, number: `Y-${start}` });
    for (const own of [number, `Y-${start}`]) {
      expect(await judge(own, { customerId: id })).toBeNull();
      expect(await judge(own, { customerId: id }, we.sven)).toMatchObject({ key: "numberTaken" });
      expect(await judge(own)).toMatchObject({ key: "numberTaken" });
    }
  });

  // Counted by the clock: once more where five minutes were over just then.
  test("is answered a hundred times in five minutes, not for ever", { retry: 1 }, async () => {
    const { employeeId } = we.sven;
    await db.delete(loginFailures);
    for (let round = 0; round < 100; round++) {
      expect(await mustNumbersWait(employeeId)).toBe(false);
      await countRefusedNumber(employeeId);
    }
    expect(await mustNumbersWait(employeeId)).toBe(true);
    expect(await mustNumbersWait(we.aino.employeeId)).toBe(false);
  });
});

test("digits only counts for numbers given and changed from then on", async () => {
  const { id } = await created({ number: `A-${start}` });
  await general({ numericOnly: true });
  expect(await updateCustomer(we.aino, { id, number: `A-${start}`, name: name() })).toMatchObject({ ok: true });
  expect(await updateCustomer(we.aino, { id, number: `B-${start}` })).toMatchObject({
    problems: { number: { key: "digitsOnly" } },
  });
});

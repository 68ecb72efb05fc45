import { and, eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customers,
  customerWorkOrders,
  employees,
  events,
  groupSellers,
  handOvers,
  profiles,
  projectParticipants,
  projects,
  responsibilities,
  workOrders,
} from "@/db/schema/index";
import { tidyUp } from "@/lib/access/upkeep";
import type { Viewer } from "@/lib/access/viewer";
import { handOver, takeBack } from "@/lib/hand-overs/commands";
import { wishOf, wishQuery } from "@/lib/hand-overs/fields";
import { listHandOvers, myHandOvers, previewHandOver } from "@/lib/hand-overs/queries";
import { handed } from "@/lib/hand-overs/rules";
import type { Params } from "@/lib/list-address";
import { dayAfter } from "@/lib/moments";
import { plainTie, type Tie } from "@/lib/responsibilities/rules";
import { type Cast, cast, signedIn } from "./cast";
import { whileArchiving } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let today: string;
let later: string;
beforeAll(async () => {
  we = await cast();
  today = we.maija.facts.today;
  later = dayAfter(today, 10);
});

/** What the tests change, as it was. */
beforeEach(async () => {
  await db.delete(responsibilities);
  await db.delete(projectParticipants);
  await db.delete(handOvers);
  await db.delete(groupSellers);
  await db.update(customers).set({ ownerId: null });
});
afterEach(async () => {
  await db.update(employees).set({ deactivatedAt: null });
});

const wishFrom = (values: Params) => ({
  fromId: String(we.eetu.employeeId),
  toId: String(we.ebba.employeeId),
  startsOn: today,
  endsOn: "",
  grouping: "",
  parts: ["responsibilities", "owners", "projects", "sellers", "orders"],
  ...values,
});

async function preview(viewer: Viewer, values: Params = {}) {
  const asked = wishOf(wishFrom(values), today);
  if (!asked.ok) throw new Error(JSON.stringify(asked.problems));
  const found = await previewHandOver(viewer, asked.wish);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found;
}

async function hand(viewer: Viewer, values: Params = {}, more: Record<string, unknown> = {}) {
  const { mark } = await preview(viewer, values);
  return handOver(viewer, { ...wishFrom(values), plan: mark, ...more });
}

async function handedOver(viewer: Viewer, values: Params = {}): Promise<number> {
  const outcome = await hand(viewer, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

async function taken(viewer: Viewer, id: number) {
  const outcome = await takeBack(viewer, { id });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.skipped;
}

const tiesOf = async (customerId: number, who: Viewer) =>
  (
    await db
      .select()
      .from(responsibilities)
      .where(and(eq(responsibilities.customerId, customerId), eq(responsibilities.employeeId, who.employeeId)))
      .orderBy(responsibilities.validFrom)
  ).map(({ roleId, validFrom, validTo, note }) => ({ roleId, validFrom, validTo, note }));
const give = (customerId: number, who: Viewer, tie: Partial<Tie> = {}) =>
  db.insert(responsibilities).values({ customerId, employeeId: who.employeeId, ...tie });
const ownerOf = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0]?.ownerId;
const own = (id: number, who: Viewer) =>
  db.update(customers).set({ ownerId: who.employeeId }).where(eq(customers.id, id));
const sellersOf = async (groupId: number) =>
  (await db.select().from(groupSellers).where(eq(groupSellers.groupId, groupId))).map((row) => row.employeeId);

describe("the days", () => {
  const days = (validFrom: string | null, validTo: string | null, roleId: number | null = null): Tie => ({
    ...plainTie,
    roleId,
    validFrom,
    validTo,
  });
  const nobody = { from: false, to: false };
  const forGood = { startsOn: "2026-12-01", endsOn: null };

  test("end with the day before and begin on the day; later ends, roles and notes go along", () => {
    const tie = { ...days("2026-01-01", "2027-06-30", 4), note: "Neljännes" };
    const { from, to } = handed([tie], [], forGood, nobody);
    expect(from).toEqual([{ ...tie, validTo: "2026-11-30" }]);
    expect(to).toEqual([{ ...tie, validFrom: "2026-12-01" }]);
  });

  test("leave what ended the day before, and take what begins on the day or later whole", () => {
    const past = days(null, "2026-11-30", 1);
    const lastDay = days(null, "2026-12-01", 2);
    const coming = days("2027-02-01", null, 3);
    const { from, to } = handed([past, lastDay, coming], [], forGood, nobody);
    expect(from).toEqual([past, { ...lastDay, validTo: "2026-11-30" }]);
    expect(to).toEqual([days("2026-12-01", "2026-12-01", 2), coming]);
  });

  test("do not cross what the other one has already", () => {
    const { to, given, kept } = handed([days(null, null, 1)], [days(null, "2026-12-31", 1)], forGood, nobody);
    expect(to).toEqual([days(null, "2026-12-31", 1), days("2027-01-01", null, 1)]);
    expect([given, kept]).toEqual([1, 0]);
    const all = handed([days(null, null, 1)], [days(null, null, 1)], forGood, nobody);
    expect([all.to, all.given, all.kept]).toEqual([[days(null, null, 1)], 0, 1]);
    expect(handed([plainTie], [], forGood, { from: false, to: true }).to).toEqual([]);
  });

  test("of a substitute are those between, and nothing is taken away", () => {
    const tie = days("2026-01-01", null, 4);
    const absence = { startsOn: "2026-12-01", endsOn: "2026-12-10" };
    const { from, to } = handed([tie], [], absence, nobody);
    expect(from).toEqual([tie]);
    expect(to).toEqual([days("2026-12-01", "2026-12-10", 4)]);
    expect(handed([], [], absence, { from: true, to: false }).to).toEqual([days("2026-12-01", "2026-12-10")]);
  });
});

describe("a hand-over", () => {
  test("from today moves everything: ties, ownership, projects, selling, orders; and comes back whole", async () => {
    const { ahola, berg } = we.world.customers;
    const { aholaPiha } = we.world.projects;
    const { key } = we.world.groups;
    await give(ahola, we.eetu, { note: "Viikoittain" });
    await own(berg, we.eetu);
    await db.insert(groupSellers).values({ groupId: key, employeeId: we.eetu.employeeId });
    const order = await ordered(ahola);
    const { counts } = await preview(we.maija);
    expect(counts).toEqual({
      customers: 1,
      owned: 1,
      projects: 0,
      managed: 1,
      groups: 1,
      orders: 1,
      kept: 0,
      company: 0,
    });

    const id = await handedOver(we.maija);
    expect(await tiesOf(ahola, we.eetu)).toEqual([{ ...plainTie, note: "Viikoittain", validTo: dayAfter(today, -1) }]);
    expect(await tiesOf(ahola, we.ebba)).toEqual([{ ...plainTie, note: "Viikoittain", validFrom: today }]);
    expect(await ownerOf(berg)).toBe(we.ebba.employeeId);
    expect(await managerOf(aholaPiha)).toBe(we.ebba.employeeId);
    expect(await sellersOf(key)).toEqual([we.ebba.employeeId]);
    expect(await assigneeOf(order)).toBe(we.ebba.employeeId);
    const [log] = await db.select().from(events).where(eq(events.action, "handOver.made"));
    expect(log?.actorId).toBe(we.maija.employeeId);

    expect(await taken(we.maija, id)).toBe(0);
    expect(await tiesOf(ahola, we.eetu)).toEqual([{ ...plainTie, note: "Viikoittain" }]);
    expect(await tiesOf(ahola, we.ebba)).toEqual([]);
    expect(await ownerOf(berg)).toBe(we.eetu.employeeId);
    expect(await managerOf(aholaPiha)).toBe(we.eetu.employeeId);
    expect(await sellersOf(key)).toEqual([we.eetu.employeeId]);
    expect(await assigneeOf(order)).toBe(we.eetu.employeeId);
    expect(await takeBack(we.maija, { id })).toMatchObject({ ok: false });
  });

  test("later dates ties at once and leaves ownership for its day, which comes once", async () => {
    const { ahola, berg } = we.world.customers;
    await give(ahola, we.eetu);
    await own(berg, we.eetu);
    const id = await handedOver(we.maija, { startsOn: later, parts: ["responsibilities", "owners"] });
    expect(await tiesOf(ahola, we.eetu)).toEqual([{ ...plainTie, validTo: dayAfter(later, -1) }]);
    expect(await tiesOf(ahola, we.ebba)).toEqual([{ ...plainTie, validFrom: later }]);
    await tidyUp();
    expect(await ownerOf(berg)).toBe(we.eetu.employeeId);
    expect((await listHandOvers(we.maija))[0]).toMatchObject({ id, state: "waiting", to: "Ebba Lingonhjelm" });

    await db.update(handOvers).set({ startsOn: today });
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.maija.employeeId));
    await Promise.all([tidyUp(), tidyUp()]);
    expect(await ownerOf(berg)).toBe(we.ebba.employeeId);
    const done = await db.select().from(events).where(eq(events.action, "handOver.carriedOut"));
    expect(done.map(({ subjectId, source }) => [subjectId, source])).toEqual([[id, "system"]]);
    await own(berg, we.aino);
    await tidyUp();
    expect(await ownerOf(berg)).toBe(we.aino.employeeId);
    expect((await listHandOvers(we.aino))[0]).toMatchObject({ id, state: "done" });
  });

  test("that waits is cancelled, and nothing comes on the day", async () => {
    const { ahola, berg } = we.world.customers;
    await give(ahola, we.eetu);
    await own(berg, we.eetu);
    const id = await handedOver(we.maija, { startsOn: later });
    expect(await taken(we.maija, id)).toBe(0);
    await db.update(handOvers).set({ startsOn: today });
    await tidyUp();
    expect(await ownerOf(berg)).toBe(we.eetu.employeeId);
    expect(await tiesOf(ahola, we.eetu)).toEqual([plainTie]);
    expect((await listHandOvers(we.maija))[0]?.state).toBe("takenBack");
  });

  test("to somebody who has left by then does nothing on the day", async () => {
    await own(we.world.customers.berg, we.eetu);
    await handedOver(we.maija, { startsOn: later });
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.ebba.employeeId));
    await db.update(handOvers).set({ startsOn: today });
    await tidyUp();
    expect(await ownerOf(we.world.customers.berg)).toBe(we.eetu.employeeId);
    expect((await listHandOvers(we.maija))[0]?.state).toBe("failed");
  });

  test("to a substitute takes nothing away", async () => {
    const { ahola, berg } = we.world.customers;
    await give(ahola, we.eetu);
    await own(berg, we.eetu);
    await handedOver(we.maija, { startsOn: today, endsOn: later });
    const between = { ...plainTie, validFrom: today, validTo: later };
    expect(await tiesOf(ahola, we.eetu)).toEqual([plainTie]);
    expect(await tiesOf(ahola, we.ebba)).toEqual([between]);
    expect(await tiesOf(berg, we.ebba)).toEqual([between]);
    expect(await ownerOf(berg)).toBe(we.eetu.employeeId);
  });

  test("leaves alone a customer that is archived in that instant", async () => {
    const { ahola } = we.world.customers;
    await give(ahola, we.eetu);
    const { mark } = await preview(we.maija);
    const late = await whileArchiving(ahola, () => handOver(we.maija, { ...wishFrom({}), plan: mark }));
    expect(late).toMatchObject({ ok: false, problems: { plan: { key: "planChanged" } } });
    expect(await tiesOf(ahola, we.eetu)).toEqual([plainTie]);
  });

  test("keeps to a group, and tells what the other one has already", async () => {
    const { ahola, berg } = we.world.customers;
    await give(ahola, we.eetu);
    await give(berg, we.eetu);
    await give(berg, we.ebba);
    const { counts, lines } = await preview(we.maija, { parts: ["responsibilities"] });
    expect([counts.customers, counts.kept]).toEqual([1, 1]);
    expect(lines.map(({ name, fate }) => [name, fate])).toEqual([
      ["Bergs kommun", "kept"],
      ["Ahola Oy", "given"],
    ]);
    const grouping = `group.${we.world.groups.offentlig}`;
    expect((await preview(we.maija, { parts: ["responsibilities"], grouping })).lines.map(({ name }) => name)).toEqual([
      "Bergs kommun",
    ]);
  });

  test("undone leaves alone what somebody has changed since", async () => {
    const { ahola, berg } = we.world.customers;
    await give(ahola, we.eetu);
    await give(berg, we.eetu);
    const id = await handedOver(we.maija, { parts: ["responsibilities"] });
    await db
      .update(responsibilities)
      .set({ note: "Oma" })
      .where(and(eq(responsibilities.customerId, berg), eq(responsibilities.employeeId, we.ebba.employeeId)));
    expect(await taken(we.maija, id)).toBe(1);
    expect(await tiesOf(ahola, we.eetu)).toEqual([plainTie]);
    expect(await tiesOf(berg, we.ebba)).toMatchObject([{ note: "Oma" }]);
  });

  test("happens once: by the same form, and by two people at once", async () => {
    await give(we.world.customers.ahola, we.eetu);
    const { mark } = await preview(we.maija);
    const values = { ...wishFrom({}), plan: mark };
    const formKey = "b1c1a7c6-0000-4000-8000-000000000001";
    const [one, two] = [
      await handOver(we.maija, { ...values, formKey }),
      await handOver(we.maija, { ...values, formKey }),
    ];
    expect(two).toEqual(one);
    expect(await db.$count(handOvers)).toBe(1);

    await give(we.world.customers.berg, we.eetu);
    const next = { ...wishFrom({}), plan: (await preview(we.maija)).mark };
    const both = await Promise.all([handOver(we.maija, next), handOver(we.aino, next)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ problems: { plan: { key: "planChanged" } } });
  });
});

test("both of them are told, nobody else, until it is no news or taken back", async () => {
  const undated = { customers: [], projects: [], groups: [], orders: [] };
  const people = { fromId: we.eetu.employeeId, toId: we.ebba.employeeId, madeBy: we.maija.employeeId };
  const days = [{ startsOn: later }, { startsOn: today, endsOn: later }];
  await db.insert(handOvers).values(days.map((when) => ({ ...people, ...when, undated, count: 1 })));
  const told = async (viewer: Viewer) =>
    (await myHandOvers(viewer)).map(({ isTaker, name, startsOn }) => [isTaker, name, startsOn]);
  const [giver, taker] = [we.eetu.facts.name, we.ebba.facts.name];
  expect(await told(we.ebba)).toEqual([today, later].map((day) => [true, giver, day]));
  expect(await told(we.eetu)).toEqual([today, later].map((day) => [false, taker, day]));
  expect(await told(we.maija)).toEqual([]);
  const long = dayAfter(today, -15);
  await db.update(handOvers).set({ startsOn: long, endsOn: long });
  expect(await told(we.ebba)).toEqual([]);
  await db.update(handOvers).set({ startsOn: later, endsOn: null, takenBackAt: new Date() });
  expect(await told(we.eetu)).toEqual([]);
});

describe("who may", () => {
  test("nobody without both rights, and nobody sees other people’s beyond their reach", async () => {
    await give(we.world.customers.ahola, we.eetu);
    const { mark } = await preview(we.maija);
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      await expect(handOver(viewer, { ...wishFrom({}), plan: mark })).rejects.toThrow(absent);
      await expect(listHandOvers(viewer)).rejects.toThrow(absent);
    }
    const id = await handedOver(we.maija);
    const local = await localManager();
    expect(await listHandOvers(local)).toEqual([]);
    await expect(takeBack(local, { id })).rejects.toThrow(absent);
  });

  test("touches only customers in reach", async () => {
    const { ahola, molen } = we.world.customers;
    await give(ahola, we.eetu);
    await give(molen, we.eetu);
    const local = await localManager();
    expect((await preview(local)).lines.map(({ name }) => name)).toEqual(["Molen B.V."]);
    await handedOver(local);
    expect(await tiesOf(ahola, we.eetu)).toEqual([plainTie]);
  });

  test.each([
    [{ startsOn: "" }, "startsOn", "date"],
    [{ startsOn: "2020-01-01" }, "startsOn", "handOverPast"],
    [{ endsOn: "2020-01-01" }, "endsOn", "period"],
    [{ endsOn: "x" }, "endsOn", "date"],
    [{ fromId: "" }, "fromId", "required"],
    [{ toId: "x" }, "toId", "chooseOption"],
    [{ parts: "" }, "parts", "chooseOne"],
    [{ parts: ["<b>"] }, "parts", "chooseOption"],
    [{ parts: ["orders"], endsOn: "2099-01-01" }, "parts", "handOverUndated"],
  ])("keeps to what can be: %j", async (values, field, key) => {
    const asked = wishOf(wishFrom(values), today);
    expect(asked).toMatchObject({ ok: false, problems: { [field]: { key } } });
    expect(await handOver(we.maija, { ...wishFrom(values), plan: "" })).toMatchObject({ ok: false });
  });

  test("refuses who is not there, who has left, and oneself to oneself", async () => {
    const asked = (values: Params) => wishOf(wishFrom(values), today);
    const self = asked({ toId: String(we.eetu.employeeId) });
    expect(self).toMatchObject({ problems: { toId: { key: "handOverSame" } } });
    const nobody = asked({ fromId: "999999" });
    expect(nobody.ok && (await previewHandOver(we.maija, nobody.wish))).toMatchObject({ problems: { fromId: {} } });
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.ebba.employeeId));
    const left = asked({});
    expect(left.ok && (await previewHandOver(we.maija, left.wish))).toMatchObject({ problems: { toId: {} } });
    expect(left.ok && wishQuery(left.wish)).toMatchObject({ startsOn: today, parts: wishFrom({}).parts });
  });
});

async function localManager(): Promise<Viewer> {
  const grants = { customers: "all", responsibilities: "yes", assignOthers: "yes", projects: "edit" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: `Manager ${Math.random()}`, grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.pieter.employeeId));
  return signedIn(we.pieter.employeeId);
}

async function ordered(customerId: number): Promise<number> {
  const author = { createdBy: we.maija.employeeId, updatedBy: we.maija.employeeId };
  const [order] = await db
    .insert(workOrders)
    .values({ title: "Tilinpäätös", ...author })
    .returning();
  const [row] = await db
    .insert(customerWorkOrders)
    .values({ workOrderId: order?.id ?? 0, customerId, assigneeId: we.eetu.employeeId, ...author })
    .returning();
  return row?.id ?? 0;
}

const assigneeOf = async (id: number) =>
  (await db.select().from(customerWorkOrders).where(eq(customerWorkOrders.id, id)))[0]?.assigneeId;
const managerOf = async (id: number) => (await db.select().from(projects).where(eq(projects.id, id)))[0]?.managerId;

import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { customers, customerWorkOrders, settings, workOrderPeople, workOrders } from "@/db/schema/index";
import { viewersOf } from "@/lib/access/sessions";
import type { Viewer } from "@/lib/access/viewer";
import { deleteCustomer } from "@/lib/customers/commands";
import { getCustomer, openWork } from "@/lib/customers/queries";
import { listHistory } from "@/lib/history/queries";
import {
  assignWorkOrders,
  deleteWorkOrder,
  doWorkOrder,
  finishWorkOrders,
  takeWorkOrder,
  undoWorkOrders,
  updateWorkOrder,
} from "@/lib/work-orders/commands";
import { workOrderFilter } from "@/lib/work-orders/filter";
import {
  countWorkOrders,
  getWorkOrder,
  listWorkOrders,
  whoSeesWorkOrder,
  workOrderOptions,
} from "@/lib/work-orders/queries";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine } from "./doing";
import { type Key, newOrder, type Setting, setUpOrders } from "./ordering";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let set: Setting;
let creator: Viewer;
let assignee: Viewer;
let reader: Viewer;
beforeAll(async () => {
  we = await cast();
  set = await setUpOrders(we.world, we.world.customers.ek);
  [creator, assignee, reader] = await Promise.all([as("creator"), as("assignee"), as("reader")]);
});

async function as(key: Key): Promise<Viewer> {
  const [viewer] = await viewersOf([set.ids[key]]);
  if (!viewer) throw new Error(`${key} is not there`);
  return viewer;
}

const rowOf = async (id: number) =>
  (await db.select().from(customerWorkOrders).where(eq(customerWorkOrders.id, id)))[0];

/** One more order of everyone's, for one customer or more. */
async function another(...customerIds: number[]): Promise<number[]> {
  const [order] = await db
    .insert(workOrders)
    .values({ title: "Läckage", visibility: "everyone", createdBy: set.ids.creator })
    .returning();
  const ids = [];
  for (const customerId of customerIds) ids.push(await newOrder(order?.id ?? 0, customerId));
  return ids;
}
const anotherOne = async (): Promise<number> => (await another(set.customerId))[0] ?? 0;

describe("whoever is to do an order", () => {
  test("starts and finishes it with a note, without any right to edit; stamps and log say so", async () => {
    const id = set.orders.everyone;
    await done(doWorkOrder, assignee, { id, status: "inProgress" });
    await done(doWorkOrder, assignee, { id, status: "done", note: "Bytt ventil" });
    expect(await rowOf(id)).toMatchObject({ status: "done", completedBy: assignee.employeeId, note: "Bytt ventil" });
    const line = await lastLine("customer_work_orders", id, "workOrder.done");
    expect(line).toMatchObject({ by: assignee.employeeId, customerId: set.customerId });
    expect(line?.changes).toMatchObject({ status: "done", note: "Bytt ventil" });
    await done(doWorkOrder, assignee, { id, status: "open" });
    expect(await rowOf(id)).toMatchObject({
      status: "open",
      completedAt: null,
      completedBy: null,
      note: "Bytt ventil",
    });
  });

  test("neither gives it away nor puts it off, nor changes what it says", async () => {
    const id = set.orders.everyone;
    await expect(doWorkOrder(assignee, { id, assigneeId: set.ids.reader })).rejects.toThrow(absent);
    await expect(doWorkOrder(assignee, { id, dueOn: "2030-01-01" })).rejects.toThrow(absent);
    await expect(updateWorkOrder(assignee, { id: 1, title: "Annat" })).rejects.toThrow(absent);
    await expect(deleteWorkOrder(assignee, { id })).rejects.toThrow(absent);
    await expect(assignWorkOrders(assignee, { orders: [id] })).rejects.toThrow(absent);
  });

  test("is the only one below the level to change all: others see it and leave it", async () => {
    await expect(doWorkOrder(reader, { id: set.orders.everyone, status: "done" })).rejects.toThrow(absent);
    await expect(doWorkOrder(await as("outside"), { id: set.orders.team, status: "done" })).rejects.toThrow(absent);
    await expect(doWorkOrder(we.nils, { id: set.orders.everyone, status: "done" })).rejects.toThrow(absent);
  });

  test.each([
    ["status", "gone", "chooseOption"],
    ["note", "x".repeat(10_000), "tooLong"],
    ["note", "a\u0000b", "badCharacters"],
  ])("is told what is wrong with %s", async (field, value, key) => {
    const outcome = await doWorkOrder(assignee, { id: set.orders.team, [field]: value });
    expect(outcome).toMatchObject({ ok: false, problems: { [field]: { key } } });
  });

  test("says it twice and it is done once", async () => {
    const values = { id: set.orders.people, status: "inProgress", formKey: crypto.randomUUID() };
    await done(doWorkOrder, assignee, values);
    const version = (await rowOf(set.orders.people))?.version;
    await done(doWorkOrder, assignee, values);
    expect((await rowOf(set.orders.people))?.version).toBe(version);
  });

  test("and somebody else at once: different fields merge, the same one asks", async () => {
    const id = set.orders.responsibles;
    const { version } = await getWorkOrder(assignee, id, "en");
    await done(doWorkOrder, creator, { id, version, dueOn: "2031-05-05" });
    await done(doWorkOrder, assignee, { id, version, note: "Min" });
    expect(await rowOf(id)).toMatchObject({ dueOn: "2031-05-05", note: "Min" });
    const outcome = await doWorkOrder(creator, { id, version, note: "Deras" });
    expect(outcome).toMatchObject({ ok: false, conflicts: [{ field: "note", theirs: "Min" }] });
  });
});

test("an order nobody has is taken by whoever sees it, once", async () => {
  const id = await anotherOne();
  await expect(takeWorkOrder(await as("past"), { id })).rejects.toThrow(absent);
  await done(takeWorkOrder, reader, { id });
  expect(await rowOf(id)).toMatchObject({ assigneeId: reader.employeeId });
  const second = await takeWorkOrder(await as("standing"), { id });
  expect(second).toMatchObject({ ok: false, problems: { "": { key: "workOrderTaken" } } });
});

describe("whoever may change all", () => {
  test("changes what it says and who sees it; what is not sent stays, and the card tells of it", async () => {
    const id = await anotherOne();
    const { workOrderId } = await getWorkOrder(creator, id, "en");
    await done(updateWorkOrder, creator, { id: workOrderId, title: "Läckage i taket" });
    await done(updateWorkOrder, creator, { id: workOrderId, visibility: "people", people: [set.ids.named] });
    expect(await getWorkOrder(creator, id, "en")).toMatchObject({
      title: "Läckage i taket",
      visibility: "people",
      people: [{ id: set.ids.named }],
    });
    await expect(getWorkOrder(reader, id, "en")).rejects.toThrow(absent);
    const told = async (viewer: Viewer) =>
      (await listHistory(viewer, set.customerId, { part: null, before: null }))
        .filter(({ subject, subjectId }) => subject === "customer_work_orders" && subjectId === id)
        .flatMap(({ changes }) => changes.map(({ field }) => field));
    expect(await told(creator)).toEqual(expect.arrayContaining(["title", "visibility", "people"]));
    expect(await told(reader)).toEqual([]);
    await done(updateWorkOrder, creator, { id: workOrderId, visibility: "everyone" });
    expect(await db.$count(workOrderPeople, eq(workOrderPeople.workOrderId, workOrderId))).toBe(0);
  });

  test.each([
    ["role", {}, { roleId: { key: "required" } }],
    ["team", {}, { teamId: { key: "required" } }],
    ["people", { people: "" }, { people: { key: "chooseOne" } }],
    ["people", { people: ["999999"] }, { people: { key: "chooseOption" } }],
    ["role", { roleId: "999999" }, { roleId: { key: "chooseOption" } }],
  ])("is told what is missing for %s", async (visibility, more, problems) => {
    const id = await anotherOne();
    const { workOrderId } = await getWorkOrder(creator, id, "en");
    const outcome = await updateWorkOrder(creator, { id: workOrderId, visibility, ...more });
    expect(outcome).toMatchObject({ ok: false, problems });
    expect(await getWorkOrder(creator, id, "en")).toMatchObject({ visibility: "everyone" });
  });

  test("is asked before they hide it from themselves", async () => {
    const editor = await as("editor");
    const id = await anotherOne();
    const { workOrderId } = await getWorkOrder(editor, id, "en");
    const values = { id: workOrderId, visibility: "team", teamId: set.teamId };
    const outcome = await updateWorkOrder(editor, values);
    expect(outcome).toMatchObject({ ok: false, doubts: [{ key: "leavesWorkOrder" }] });
    await done(updateWorkOrder, editor, { ...values, confirmed: `leavesWorkOrder:${workOrderId}` });
    await expect(getWorkOrder(editor, id, "en")).rejects.toThrow(absent);
  });

  test("deletes it for one customer or for all, unless some are hidden from them", async () => {
    const { berg, fors } = we.world.customers;
    const [one = 0, two = 0, three = 0] = await another(set.customerId, berg, fors);
    await done(deleteWorkOrder, creator, { id: one });
    expect(await rowOf(one)).toBeUndefined();
    expect(await rowOf(two)).toBeDefined();
    const [order] = await db.select().from(customerWorkOrders).where(eq(customerWorkOrders.id, two));
    await db
      .update(workOrders)
      .set({ visibility: "responsibles" })
      .where(eq(workOrders.id, order?.workOrderId ?? 0));
    await db.update(customerWorkOrders).set({ assigneeId: set.ids.editor }).where(eq(customerWorkOrders.id, two));
    const outcome = await deleteWorkOrder(await as("editor"), { id: two, whole: "on" });
    expect(outcome).toMatchObject({ ok: false, problems: { whole: { key: "workOrderHidden" } } });
    await done(deleteWorkOrder, creator, { id: two, whole: "on" });
    expect([await rowOf(two), await rowOf(three)]).toEqual([undefined, undefined]);
    expect(await db.$count(workOrders, eq(workOrders.id, order?.workOrderId ?? 0))).toBe(0);
  });
});

describe("many at once", () => {
  test("are finished and given away in one go, each with its line, and taken back", async () => {
    const ids = await another(set.customerId, we.world.customers.fors);
    const given = await assignWorkOrders(creator, { orders: ids, assigneeId: set.ids.assignee });
    expect(given).toMatchObject({ ok: true, result: { n: 2 } });
    const finished = await finishWorkOrders(assignee, { orders: ids });
    if (!finished.ok) throw new Error("refused");
    expect(finished.result.n).toBe(2);
    expect((await lastLine("customer_work_orders", ids[1] ?? 0, "workOrder.done"))?.changes).toMatchObject({
      status: "done",
    });
    await done(doWorkOrder, creator, { id: ids[0] ?? 0, note: "Emellan" });
    const undone = await undoWorkOrders(assignee, { orders: finished.result.undo });
    expect(undone).toMatchObject({ ok: true, result: { n: 1 } });
    expect([(await rowOf(ids[0] ?? 0))?.status, (await rowOf(ids[1] ?? 0))?.status]).toEqual(["done", "open"]);
    if (!given.ok) throw new Error("refused");
    expect(await undoWorkOrders(reader, { orders: given.result.undo })).toMatchObject({ result: { n: 0 } });
  });

  test("are refused whole where one is hidden, not theirs or gone", async () => {
    const id = await anotherOne();
    const gone = { ok: false, problems: { "": { key: "workOrdersGone" } } };
    expect(await assignWorkOrders(await as("editor"), { orders: [id, set.orders.team] })).toMatchObject(gone);
    expect(await finishWorkOrders(reader, { orders: [id] })).toMatchObject(gone);
    expect(await finishWorkOrders(reader, { orders: "" })).toMatchObject({ ok: false });
    expect(await rowOf(id)).toMatchObject({ status: "open", assigneeId: null });
  });
});

test("orders of archived customers end, but neither begin again nor change hands", async () => {
  const { fors } = we.world.customers;
  const [id = 0] = await another(fors);
  await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, fors));
  const archived = { ok: false, problems: { "": { key: "customerArchived" } } };
  expect(await doWorkOrder(creator, { id, assigneeId: set.ids.assignee })).toMatchObject(archived);
  expect(await takeWorkOrder(reader, { id })).toMatchObject(archived);
  await done(doWorkOrder, creator, { id, status: "cancelled", note: "Avtalet slut" });
  expect(await doWorkOrder(creator, { id, status: "open" })).toMatchObject(archived);
  const [other = 0] = await another(fors);
  const ended = await finishWorkOrders(creator, { orders: [other] });
  if (!ended.ok) throw new Error("refused");
  expect(await undoWorkOrders(creator, { orders: ended.result.undo })).toMatchObject({ result: { n: 0 } });
  await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, fors));
});

test("an order keeps its customer from being deleted; a hidden one only as something else", async () => {
  const { ek } = we.world.customers;
  const blockers = async (viewer: Viewer) => {
    const customer = await getCustomer(viewer, ek, "en");
    return customer.sight === "full" ? customer.blockers : null;
  };
  // Everyone's only: Maija is neither named nor responsible, nor in the team.
  const seen = (await listWorkOrders(we.maija, workOrderFilter({ customer: String(ek), tab: "all" }), "en")).rows;
  expect(await blockers(we.maija)).toMatchObject({ workOrders: seen.length, others: true });
  expect(await deleteCustomer(we.maija, { id: ek })).toMatchObject({ problems: { "": { key: "customerInUse" } } });
  const open = seen.filter(({ status }) => status === "open" || status === "inProgress");
  expect((await openWork(we.maija, ek)).workOrders).toBe(open.length);
});

test("a sister company's masked customer does not tell who answers for it through its orders", async () => {
  await db.update(settings).set({ showOtherCompanies: true, maskOtherCompanies: true });
  const aino = await signedIn(we.world.people.aino);
  const { rows, teamHidden, isAlone } = await whoSeesWorkOrder(aino, set.orders.everyone, { q: "", page: 1 }, "en");
  expect(teamHidden).toBe(true);
  expect(isAlone).toBe(false);
  const reasons = rows.flatMap(({ ways }) => ways);
  expect(reasons).not.toContain("responsible");
  expect(rows.map(({ id }) => id)).not.toContain(set.ids.owner);
  await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
});

test("the list sorts, narrows and pages, with three statements", async () => {
  const filter = workOrderFilter({ tab: "nonsense", sort: "nonsense", page: "x", status: "none" });
  expect(filter).toMatchObject({ tab: "open", sort: "due", page: 1, status: null });
  const ask = vi.spyOn(db.$client, "query");
  const [page, counts] = await Promise.all([
    listWorkOrders(creator, filter, "sv"),
    countWorkOrders(creator, filter),
    workOrderOptions(creator, {}, "sv"),
  ]);
  expect(ask).toHaveBeenCalledTimes(3);
  ask.mockRestore();
  expect(page.rows).toHaveLength(counts.open);
  const days = page.rows.map(({ dueOn }) => dueOn ?? "9");
  expect(days).toEqual(days.toSorted());
  const nobodys = await listWorkOrders(creator, workOrderFilter({ assignee: "none", tab: "all" }), "sv");
  expect(nobodys.rows.every(({ assigneeId }) => assigneeId === null)).toBe(true);
  const cancelled = await listWorkOrders(creator, workOrderFilter({ status: "cancelled", tab: "all" }), "sv");
  expect(cancelled.rows.map(({ status }) => status)).toEqual(["cancelled"]);
});

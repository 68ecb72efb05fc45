import { and, asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customerRoles,
  customers,
  employees,
  events,
  profiles,
  responsibilities,
  specialGroups,
  workOrderPeople,
  workOrders,
} from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { updateSpecialMembers } from "@/lib/special-groups/commands";
import { createWorkOrders, undoMaking } from "@/lib/work-order-making/commands";
import { previewOrder } from "@/lib/work-order-making/queries";
import { doWorkOrder } from "@/lib/work-orders/commands";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine, whileArchiving } from "./doing";
import { hostileTexts } from "./fixtures/hostile";
import { customersOf, newCustomerOf, orderedFor, simple, specialGroupOf } from "./ordered-work";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
/** Orders work; the reach ends at the B.V. */
let local: Viewer;
let all: (typeof customers.$inferSelect)[];

beforeAll(async () => {
  we = await cast();
  const grants = { customers: "read", workOrders: "edit" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Planning", grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.pieter));
  local = await signedIn(we.world.people.pieter);
  all = await db.select().from(customers).orderBy(asc(customers.id));
});

const atHand = () => all.filter(({ tab }) => tab < 2);
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id).sort((a, b) => a - b);
const made = (values: Values, viewer: Viewer = we.aino) => done(createWorkOrders, viewer, { ...simple, ...values });
const special = (members: { id: number }[]) => specialGroupOf(we.aino, members);
const newCustomer = (values: Values = {}) => newCustomerOf(we.aino, we.world.companies.oy, values);

describe("an order", () => {
  test("is made for one customer, with a line in its history", async () => {
    const [one] = atHand();
    const id = await made({
      customer: String(one?.id),
      dueOn: "2026-12-01",
      assignTo: "employee",
      assigneeId: String(we.sven.employeeId),
    });
    const [order] = await orderedFor(id);
    expect(order).toMatchObject({
      customerId: one?.id,
      status: "open",
      dueOn: "2026-12-01",
      assigneeId: we.sven.employeeId,
      createdBy: we.aino.employeeId,
    });
    expect(await lastLine("customer_work_orders", order?.id ?? 0, "workOrder.made")).toEqual({
      customerId: one?.id,
      by: we.aino.employeeId,
      changes: { title: "Nuohous", dueOn: "2026-12-01", assigneeId: we.sven.employeeId },
    });
  });

  test("goes to everybody in a group who is not archived, and to each owner where that is asked", async () => {
    const archived = all.find(({ tab, groupId }) => tab === 2 && groupId !== null);
    const groupId = archived?.groupId ?? atHand().find((row) => row.groupId)?.groupId ?? 0;
    const inGroup = atHand().filter((row) => row.groupId === groupId);
    const grouping = `group.${groupId}`;
    expect(await previewOrder(we.aino, { grouping })).toMatchObject({
      customers: inGroup.length,
      archived: all.filter((row) => row.tab === 2 && row.groupId === groupId).length,
      withoutOwner: inGroup.filter(({ ownerId }) => ownerId === null).length,
      group: { kind: "group", id: groupId },
    });
    const id = await made({ grouping, followsMembers: "false", assignTo: "owner" });
    const rows = await orderedFor(id);
    expect(rows.map(({ customerId }) => customerId)).toEqual(ids(inGroup));
    for (const row of rows) expect(row.assigneeId).toBe(inGroup.find((one) => one.id === row.customerId)?.ownerId);
  });

  test("goes to ticked customers and to all that the list finds", async () => {
    const [one, two] = atHand();
    const members = [String(one?.id), String(two?.id)];
    expect(await customersOf(await made({ members }))).toEqual(ids([one, two].flatMap((row) => row ?? [])));
    const dutch = atHand().filter(({ country, tab }) => country === "NL" && tab === 0);
    expect(await customersOf(await made({ filter: "country=NL&tab=active" }))).toEqual(ids(dutch));
    expect(await createWorkOrders(we.aino, { ...simple, filter: "q=eikukaan" })).toMatchObject({
      problems: { "": { key: "noCustomersForOrder" } },
    });
    expect(await createWorkOrders(we.aino, simple)).toMatchObject({ problems: { grouping: { key: "chooseOption" } } });
  });

  test("is for those within reach only; others are neither counted nor named", async () => {
    const near = atHand().filter(({ companies }) => companies.includes(local.facts.companyId));
    const [distant] = atHand().filter(({ companies }) => !companies.includes(local.facts.companyId));
    const grouping = `special.${await special([...near.slice(0, 2), ...(distant ? [distant] : [])])}`;
    expect(await previewOrder(local, { grouping })).toMatchObject({ customers: 2 });
    const id = await made({ grouping, followsMembers: "false" }, local);
    expect(await customersOf(id)).toEqual(ids(near.slice(0, 2)));
    expect(await createWorkOrders(local, { ...simple, customer: String(distant?.id) })).toMatchObject({
      problems: { "": { key: "noCustomersForOrder" } },
    });
  });

  test("is absent without the right", async () => {
    for (const viewer of [we.sven, we.nils]) {
      await expect(createWorkOrders(viewer, { ...simple, filter: "tab=active" })).rejects.toThrow(absent);
      await expect(previewOrder(viewer, { filter: "tab=active" })).rejects.toThrow(absent);
      await expect(undoMaking(viewer, { id: 1 })).rejects.toThrow(absent);
    }
  });

  test("says what is wrong beside the field and makes nothing", async () => {
    const before = await db.$count(workOrders);
    const target = { filter: "tab=active" };
    const refused = async (values: Values) => {
      const outcome = await createWorkOrders(we.aino, { ...simple, ...target, ...values });
      return outcome.ok
        ? {}
        : Object.fromEntries(Object.entries(outcome.problems).map(([field, { key }]) => [field, key]));
    };
    expect(await refused({ title: " " })).toEqual({ title: "required" });
    expect(await refused({ title: "x".repeat(10_000) })).toEqual({ title: "tooLong" });
    expect(await refused({ dueOn: "eilen" })).toHaveProperty("dueOn");
    expect(await refused({ visibility: "role" })).toEqual({ roleId: "required" });
    expect(await refused({ visibility: "role", roleId: "999999" })).toEqual({ roleId: "chooseOption" });
    expect(await refused({ visibility: "team", teamId: "999999" })).toEqual({ teamId: "chooseOption" });
    expect(await refused({ visibility: "people" })).toEqual({ people: "chooseOne" });
    expect(await refused({ visibility: "people", people: ["999999"] })).toEqual({ people: "chooseOption" });
    expect(await refused({ visibility: "moon" })).toHaveProperty("visibility");
    expect(await refused({ assignTo: "employee" })).toEqual({ assigneeId: "required" });
    expect(await refused({ assignTo: "employee", assigneeId: String(we.nils.employeeId) })).toHaveProperty(
      "assigneeId",
    );
    expect(await refused({ filter: undefined, grouping: "group.999999", followsMembers: "true" })).toEqual({
      grouping: "chooseOption",
    });
    expect(await db.$count(workOrders)).toBe(before);
    for (const text of hostileTexts.slice(0, 4))
      await createWorkOrders(we.aino, { ...simple, ...target, description: text });
  });

  test("twice the same form is one order", async () => {
    const form = { ...simple, filter: "tab=active", formKey: "work-order-once" };
    expect(await createWorkOrders(we.aino, form)).toEqual(await createWorkOrders(we.aino, form));
  });
});

describe("who may see it", () => {
  test("is written down, people by name", async () => {
    const id = await made({ filter: "tab=active", visibility: "people", people: ["", String(we.sven.employeeId)] });
    const rows = await db.select().from(workOrderPeople).where(eq(workOrderPeople.workOrderId, id));
    expect(rows.map(({ employeeId }) => employeeId)).toEqual([we.sven.employeeId]);
  });

  test("is asked about where nobody has the role, or nobody is responsible", async () => {
    const [role] = await db
      .insert(customerRoles)
      .values({ names: { fi: "Huolto" }, letter: "H" })
      .returning();
    const [one, two] = [await newCustomer({ ownerId: "" }), await newCustomer({ ownerId: "" })];
    await db.insert(responsibilities).values({ customerId: one, employeeId: we.sven.employeeId, roleId: role?.id });
    const target = { members: [String(one), String(two)] };
    const form = { ...simple, ...target, visibility: "role", roleId: String(role?.id) };
    const asked = await createWorkOrders(we.aino, form);
    expect(asked).toMatchObject({ ok: false, doubts: [{ key: "roleUnfilled", params: { n: 1 } }] });
    const confirmed = asked.ok ? [] : (asked.doubts ?? []).map(({ mark }) => mark);
    expect((await createWorkOrders(we.aino, { ...form, confirmed })).ok).toBe(true);
    await db.update(customers).set({ ownerId: null }).where(eq(customers.id, two));
    expect(await createWorkOrders(we.aino, { ...simple, ...target, visibility: "responsibles" })).toMatchObject({
      doubts: [{ key: "nobodyResponsible" }],
    });
  });
});

describe("taking it back", () => {
  test("removes what nobody has touched and ends the order where nothing is left of it", async () => {
    const groupId = await special(atHand().slice(0, 3));
    const id = await made({ grouping: `special.${groupId}`, followsMembers: "true" });
    await expect(undoMaking(we.maija, { id })).rejects.toThrow(absent);
    const [begun] = await orderedFor(id);
    expect((await doWorkOrder(we.aino, { id: begun?.id, status: "inProgress" })).ok).toBe(true);
    expect(await undoMaking(we.aino, { id })).toMatchObject({ result: { n: 2 } });
    expect(await customersOf(id)).toEqual([begun?.customerId]);
    const late = await newCustomer();
    await updateSpecialMembers(we.aino, { id: groupId, members: [String(late)] });
    expect(await customersOf(id)).not.toContain(late);

    const whole = await made({ filter: "tab=active" });
    const before = await orderedFor(whole);
    expect(await undoMaking(we.aino, { id: whole })).toMatchObject({ result: { n: before.length } });
    expect(await db.$count(workOrders, eq(workOrders.id, whole))).toBe(0);
    expect(await lastLine("customer_work_orders", before[0]?.id ?? 0, "workOrder.deleted")).toMatchObject({
      customerId: before[0]?.customerId,
    });
  });
});

test("a customer archived in that instant gets no order", async () => {
  const [one] = atHand();
  const late = await whileArchiving(one?.id ?? 0, () => createWorkOrders(we.aino, { ...simple, customer: one?.id }));
  expect(late).toMatchObject({ problems: { "": { key: "noCustomersForOrder" } } });
});

test("five thousand customers are one order in a few seconds; one more is refused", async () => {
  const home = {
    companyId: we.world.companies.oy,
    country: "FI",
    stage: "active" as const,
    ownerId: we.aino.employeeId,
  };
  const [group] = await db.insert(specialGroups).values({ name: "Suuri" }).returning();
  const names = Array.from({ length: 5_001 }, (_, at) => ({ ...home, name: `Iso ${at}`, number: `ISO-${at}` }));
  const rows = await db.insert(customers).values(names).returning({ id: customers.id });
  await db.execute(
    sql`insert into special_group_members select ${group?.id}::bigint, id from customers where number like 'ISO-%'`,
  );
  const form = { ...simple, grouping: `special.${group?.id}`, followsMembers: "false", assignTo: "owner" };
  expect(await createWorkOrders(we.aino, form)).toMatchObject({ problems: { "": { key: "tooMany" } } });
  await db.execute(sql`delete from special_group_members where customer_id = ${rows[0]?.id}`);
  const began = performance.now();
  const id = await made(form);
  const took = performance.now() - began;
  expect((await orderedFor(id)).length).toBe(5_000);
  expect(
    await db.$count(
      events,
      and(
        eq(events.action, "workOrder.made"),
        sql`${events.at} = (select created_at from work_orders where id = ${id})`,
      ),
    ),
  ).toBe(5_000);
  expect(took).toBeLessThan(5_000);
}, 60_000);

import { asc, eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employees, groups } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { updateGroupings } from "@/lib/groupings/commands";
import { updateMembers } from "@/lib/groups/commands";
import { getDeletion } from "@/lib/groups/queries";
import { listHistory } from "@/lib/history/queries";
import { mapColumns, runImport, uploadImport } from "@/lib/imports/commands";
import { deleteSpecialGroup, updateSpecialMembers } from "@/lib/special-groups/commands";
import { createWorkOrders } from "@/lib/work-order-making/commands";
import { type Cast, cast } from "./cast";
import { done } from "./doing";
import { customersOf, newCustomerOf, orderedFor, simple, specialGroupOf } from "./ordered-work";

let we: Cast;
let all: (typeof customers.$inferSelect)[];

beforeAll(async () => {
  we = await cast();
  all = await db.select().from(customers).orderBy(asc(customers.id));
});

const atHand = () => all.filter(({ tab }) => tab < 2);
const made = (values: Values) => done(createWorkOrders, we.aino, { ...simple, ...values });
const special = (members: { id: number }[]) => specialGroupOf(we.aino, members);
const newCustomer = (values: Values = {}) => newCustomerOf(we.aino, we.world.companies.oy, values);

describe("those who join later", () => {
  test("are a question that has to be answered", async () => {
    const grouping = `special.${await special(atHand().slice(0, 1))}`;
    expect(await createWorkOrders(we.aino, { ...simple, grouping })).toMatchObject({
      problems: { followsMembers: { key: "chooseOption" } },
    });
    const id = await made({ grouping, followsMembers: "false" });
    const late = await newCustomer();
    await updateSpecialMembers(we.aino, { id: grouping.slice(8), members: [String(late)] });
    expect(await customersOf(id)).not.toContain(late);
  });

  test("get the order of a special group through every door: ticks, pasted numbers, the list, the card", async () => {
    const groupId = await special(atHand().slice(0, 1));
    const id = await made({
      grouping: `special.${groupId}`,
      followsMembers: "true",
      assignTo: "owner",
      dueOn: "2026-12-24",
    });
    const late = [await newCustomer(), await newCustomer(), await newCustomer(), await newCustomer()];
    const rows = await db.select().from(customers).where(inArray(customers.id, late)).orderBy(asc(customers.id));
    const [ticked, pasted, listed, carded] = rows;
    await updateSpecialMembers(we.aino, { id: groupId, members: [String(ticked?.id)] });
    await updateSpecialMembers(we.aino, { id: groupId, numbers: pasted?.number });
    await updateSpecialMembers(we.aino, {
      id: groupId,
      filter: `q=${listed?.name}&tab=${listed?.tab === 1 ? "prospects" : "active"}`,
    });
    await updateGroupings(we.aino, { id: carded?.id, specialGroups: [String(groupId)] });
    expect(await customersOf(id)).toEqual(expect.arrayContaining(late));
    const [got] = (await orderedFor(id)).filter(({ customerId }) => customerId === ticked?.id);
    expect(got).toMatchObject({ dueOn: "2026-12-24", assigneeId: ticked?.ownerId });
    const archived = all.find(({ tab }) => tab === 2);
    await updateGroupings(we.aino, { id: archived?.id, specialGroups: [String(groupId)] });
    expect(await customersOf(id)).not.toContain(archived?.id);
    await deleteSpecialGroup(we.aino, { id: groupId });
    expect((await customersOf(id)).length).toBe(5);
  });

  test("get the order of a customer group through every door: members, the card, a new customer, an import", async () => {
    const [group] = await db.insert(groups).values({ name: "Seurattu" }).returning();
    const groupId = group?.id ?? 0;
    const first = await newCustomer({ groupId: String(groupId) });
    const id = await made({ grouping: `group.${groupId}`, followsMembers: "true" });
    await made({ grouping: `group.${groupId}`, followsMembers: "false" });
    expect(await getDeletion(we.aino, groupId, "fi")).toMatchObject({ following: 1, customers: 1 });
    const [byMembers, byCard] = [await newCustomer(), await newCustomer()];
    expect((await updateMembers(we.aino, { id: groupId, members: [String(byMembers)] })).ok).toBe(true);
    expect((await updateGroupings(we.aino, { id: byCard, groupId: String(groupId) })).ok).toBe(true);
    const fresh = await newCustomer({ groupId: String(groupId) });
    const file = {
      fileName: "a.csv",
      fileHash: "0".repeat(64),
      head: ["Nimi", "Maa"],
      rows: [{ line: 2, cells: ["Tuotu Seurattu Oy", "FI"] }],
    };
    const upload = await done(uploadImport, we.aino, {
      ...file,
      stage: "active",
      groupId: String(groupId),
      companyId: "",
    });
    await mapColumns(we.aino, { id: upload, "column.0": "name", "column.1": "country" });
    expect((await runImport(we.aino, { id: upload })).ok).toBe(true);
    const [brought] = await db.select().from(customers).where(eq(customers.name, "Tuotu Seurattu Oy"));
    expect(brought?.groupId).toBe(groupId);
    expect(await customersOf(id)).toEqual([first, byMembers, byCard, fresh, brought?.id ?? 0].sort((a, b) => a - b));
  });

  test("have it in their history, made by nobody", async () => {
    const grouping = `special.${await special(atHand().slice(0, 1))}`;
    const id = await made({ grouping, followsMembers: "true", dueOn: "2026-12-24", assignTo: "owner" });
    const late = await newCustomer({ ownerId: String(we.sven.employeeId) });
    await updateSpecialMembers(we.aino, { id: grouping.slice(8), members: [String(late)] });
    const [order] = (await orderedFor(id)).filter(({ customerId }) => customerId === late);
    const lines = await listHistory(we.aino, late, { part: null, before: null });
    const told = lines.filter(({ subject }) => subject === "customer_work_orders");
    expect(told).toMatchObject([
      { action: "workOrder.made", actorName: null, source: "system", subjectId: order?.id, subjectVersion: 1 },
    ]);
    expect(told[0]?.changes).toMatchObject([
      { field: "title", before: null, after: "Nuohous" },
      { field: "dueOn", before: null, after: "2026-12-24" },
      { field: "assigneeId", before: null, after: we.sven.employeeId },
    ]);
  });

  test("give nothing to do to people who have left", async () => {
    const grouping = `special.${await special(atHand().slice(0, 1))}`;
    const [byOwner, byName] = [
      await made({ grouping, followsMembers: "true", assignTo: "owner" }),
      await made({
        ...{ grouping, followsMembers: "true", assignTo: "employee" },
        assigneeId: String(we.sven.employeeId),
      }),
    ];
    const late = await newCustomer({ ownerId: String(we.sven.employeeId) });
    const leaves = (deactivatedAt: Date | null) =>
      db.update(employees).set({ deactivatedAt }).where(eq(employees.id, we.sven.employeeId));
    await leaves(new Date());
    await updateSpecialMembers(we.aino, { id: grouping.slice(8), members: [String(late)] });
    await leaves(null);
    for (const order of [byOwner, byName]) {
      const [got] = (await orderedFor(order)).filter(({ customerId }) => customerId === late);
      expect(got).toMatchObject({ status: "open", assigneeId: null });
    }
  });
});

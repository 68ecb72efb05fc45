import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { activities, customers, events, eventValues } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { archiveCustomer, updateCustomer } from "@/lib/customers/commands";
import { restoreValue } from "@/lib/history/commands";
import { findChange, listHistory, namesOfRows } from "@/lib/history/queries";
import { createProject } from "@/lib/projects/commands";
import { type Cast, cast } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const all = { part: null, before: null };

let w: Cast;
beforeAll(async () => {
  w = await cast();
});

async function save(viewer: Viewer, values: Values) {
  const outcome = await updateCustomer(viewer, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

const emailOf = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0]?.email;

/** The newest logged change of a field. */
async function changeOf(viewer: Viewer, id: number, field: string) {
  for (const { changes } of await listHistory(viewer, id, all)) {
    const found = changes.find((change) => change.field === field);
    if (found) return found;
  }
  throw new Error(`no change of ${field}`);
}

describe("the history of a customer", () => {
  test("tells who changed what, newest first, with the values before and after", async () => {
    const id = w.world.customers.wirtanen;
    await save(w.aino, { id, email: "first@firm.example" });
    await save(w.maija, { id, email: "second@firm.example", groupId: w.world.groups.zorg });
    const [newest, older] = await listHistory(w.aino, id, all);
    expect(newest).toMatchObject({ action: "customer.updated", actorName: w.maija.facts.name, source: "web" });
    expect(newest?.changes).toContainEqual(
      expect.objectContaining({ field: "email", before: "first@firm.example", after: "second@firm.example" }),
    );
    expect(older?.changes).toContainEqual(expect.objectContaining({ field: "email", after: "first@firm.example" }));
  });

  test("is cut by part and goes on from a line", async () => {
    const id = w.world.customers.wirtanen;
    const everything = await listHistory(w.aino, id, all);
    const rest = await listHistory(w.aino, id, { part: null, before: everything[0]?.id ?? 0 });
    expect(everything.length).toBeGreaterThan(1);
    expect(rest.map((line) => line.id)).toEqual(everything.slice(1).map((line) => line.id));
    expect(await listHistory(w.aino, id, { part: "files", before: null })).toEqual([]);
    expect(await listHistory(w.aino, id, { part: "sales", before: null })).toEqual([]);
    expect((await createProject(w.aino, { id, name: "Katto" })).ok).toBe(true);
    const told = await listHistory(w.aino, id, { part: "sales", before: null });
    expect(told.map(({ action }) => action)).toEqual(["project.created"]);
  });

  test("of a customer out of reach is empty, and without the right it is not there", async () => {
    const id = w.world.customers.wirtanen;
    const { id: value } = await changeOf(w.aino, id, "email");
    expect(await listHistory(w.pieter, id, all)).toEqual([]);
    expect(await findChange(w.pieter, id, value)).toBeUndefined();
    await expect(listHistory(w.nils, id, all)).rejects.toThrow(absent);
  });

  test("does not tell of a private activity, neither while it stands nor when it is gone", async () => {
    const customerId = w.world.customers.wirtanen;
    const [made] = await db
      .insert(activities)
      .values({ customerId, kind: "todo", title: "Secret", isPrivate: true, ownerId: w.maija.employeeId })
      .returning();
    const subject = { subject: "activities", subjectId: made?.id ?? 0, customerId, actorId: w.maija.employeeId };
    const [line] = await db
      .insert(events)
      .values({ action: "activity.added", ...subject })
      .returning();
    await db.insert(eventValues).values([
      { eventId: line?.id ?? 0, field: "title", before: null, after: "Secret" },
      { eventId: line?.id ?? 0, field: "isPrivate", before: null, after: true },
    ]);
    const told = async (viewer: Viewer) =>
      (await listHistory(viewer, customerId, all)).filter(({ action }) => action === "activity.added").length;
    expect(await told(w.maija)).toBe(1);
    expect(await told(w.aino)).toBe(0);
    await db.delete(activities).where(eq(activities.id, made?.id ?? 0));
    expect(await told(w.aino)).toBe(0);
  });

  test("names only rows the reader may see", async () => {
    const { wirtanen, ek } = w.world.customers;
    const wanted = new Map([["customers", new Set([wirtanen, ek])]] as const);
    const names = await namesOfRows(w.sven, wanted, "sv");
    expect([...names]).toEqual([[`customers.${ek}`, "Ek AB"]]);
  });
});

describe("an earlier value", () => {
  test("comes back with one click, and that is logged too", async () => {
    const id = w.world.customers.zetterlund;
    await save(w.aino, { id, email: "old@firm.example" });
    await save(w.aino, { id, email: "new@firm.example" });
    const { id: change } = await changeOf(w.aino, id, "email");
    expect(await restoreValue(w.aino, { id, change })).toEqual({ ok: true, result: { id } });
    expect(await emailOf(id)).toBe("old@firm.example");
    expect(await changeOf(w.aino, id, "email")).toMatchObject({
      before: "new@firm.example",
      after: "old@firm.example",
    });
  });

  test("passes the checks of today, and a refusal is said in words", async () => {
    const id = w.world.customers.zetterlund;
    const { id: change } = await changeOf(w.aino, id, "email");
    await archiveCustomer(w.aino, { id });
    expect(await restoreValue(w.aino, { id, change })).toMatchObject({
      ok: false,
      problems: { "": { key: "customerArchived" } },
    });
  });

  test("is not there for whoever may not edit, or whose reach the customer is not in", async () => {
    const id = w.world.customers.wirtanen;
    const { id: change } = await changeOf(w.aino, id, "email");
    await expect(restoreValue(w.pieter, { id, change })).rejects.toThrow(absent);
    await expect(restoreValue(w.sven, { id, change })).rejects.toThrow(absent);
    await expect(restoreValue(w.aino, { id: w.world.customers.ek, change })).rejects.toThrow(absent);
  });
});

import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerRelations, events } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { archiveCustomer, unarchiveCustomer } from "@/lib/customers/commands";
import { getCustomer } from "@/lib/customers/queries";
import { addRelation, removeRelation } from "@/lib/relations/commands";
import { relationCandidates } from "@/lib/relations/queries";
import { type Cast, cast } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let w: Cast;
beforeAll(async () => {
  w = await cast();
});

async function relationsOf(viewer: Viewer, id: number) {
  const customer = await getCustomer(viewer, id, "fi");
  if (customer.sight !== "full") throw new Error("basic sight");
  return customer.relations;
}

test("a relation stands on both cards, each from its own side, once", async () => {
  const { ahola, lintulahti } = w.world.customers;
  const form = { id: lintulahti, relatedId: String(ahola), kind: "propertyManager", note: "Sopimus 2026" };
  const added = await addRelation(w.aino, { ...form, formKey: "relation-form-1" });
  expect(await addRelation(w.aino, { ...form, formKey: "relation-form-1" })).toEqual(added);
  const relation = { kind: "propertyManager", note: "Sopimus 2026" };
  expect(await relationsOf(w.aino, lintulahti)).toMatchObject([{ ...relation, isReverse: false, customerId: ahola }]);
  expect(await relationsOf(w.aino, ahola)).toContainEqual(
    expect.objectContaining({ ...relation, isReverse: true, customerId: lintulahti }),
  );
  const taken = { ok: false, problems: { relatedId: { key: "taken" } } };
  expect(await addRelation(w.aino, form)).toMatchObject(taken);
  expect(await addRelation(w.aino, { ...form, id: ahola, relatedId: lintulahti })).toMatchObject(taken);
  expect((await addRelation(w.aino, { ...form, kind: "partner" })).ok).toBe(true);
  const [line] = await db
    .select()
    .from(events)
    .where(and(eq(events.action, "relation.created"), eq(events.customerId, lintulahti)));
  expect(line?.actorId).toBe(w.aino.employeeId);
});

test("what is wrong is said beside its field", async () => {
  const { ahola, wirtanen } = w.world.customers;
  const refused = async (values: object) => {
    const outcome = await addRelation(w.aino, { id: ahola, relatedId: wirtanen, kind: "other", ...values });
    return outcome.ok ? {} : outcome.problems;
  };
  expect(await refused({ relatedId: "" })).toEqual({ relatedId: { key: "chooseOption" } });
  expect(await refused({ relatedId: 999_999 })).toEqual({ relatedId: { key: "chooseOption" } });
  expect(await refused({ relatedId: "<b>" })).toEqual({ relatedId: { key: "chooseOption" } });
  expect(await refused({ relatedId: ahola })).toEqual({ relatedId: { key: "relationTwo" } });
  expect(await refused({ kind: "enemy" })).toEqual({ kind: { key: "chooseOption" } });
  expect(await refused({ note: "x".repeat(10_000) })).toEqual({ note: { key: "tooLong", params: { max: 200 } } });
  expect(await refused({ note: "a\u0000b" })).toEqual({ note: { key: "badCharacters" } });
});

test("nothing out of reach is offered, taken or shown", async () => {
  const { shared, ahola } = w.world.customers;
  const names = async (viewer: Viewer, find: string) =>
    (await relationCandidates(viewer, 0, find, "fi")).map(({ name }) => name);
  expect(await names(w.aino, "ahola")).toEqual(["Ahola Oy"]);
  expect(await names(w.sven, "ahola")).toEqual([]);
  expect(await names(w.aino, "  ")).toEqual([]);
  expect((await names(w.aino, "A-7"))[0]).toBe("Kirjain Oy");
  await expect(relationCandidates(w.pieter, 0, "a", "nl")).rejects.toThrow(absent);

  const [own] = await relationCandidates(w.sven, 0, "a", "sv");
  const id = own?.id ?? 0;
  expect(await addRelation(w.sven, { id, relatedId: ahola, kind: "partner" })).toMatchObject({
    problems: { relatedId: { key: "chooseOption" } },
  });
  await addRelation(w.maija, { id, relatedId: ahola, kind: "partner" });
  expect(await relationsOf(w.maija, id)).toHaveLength(1);
  expect(await relationsOf(w.sven, id)).toEqual([]);
  const [relation] = await db.select().from(customerRelations).where(eq(customerRelations.customerId, id));
  await expect(removeRelation(w.sven, { id: relation?.id })).rejects.toThrow(absent);
  await expect(removeRelation(w.pieter, { id: relation?.id })).rejects.toThrow(absent);
  await expect(addRelation(w.sven, { id: shared, relatedId: id, kind: "partner" })).rejects.toThrow(absent);
});

test("it goes from both cards, and an archived customer’s stays", async () => {
  const { prospect, vaahtera } = w.world.customers;
  const added = await addRelation(w.aino, { id: prospect, relatedId: vaahtera, kind: "landlord" });
  const id = added.ok ? added.result.id : 0;
  await archiveCustomer(w.aino, { id: prospect });
  const closed = { ok: false, problems: { "": { key: "customerArchived" } } };
  expect(await removeRelation(w.aino, { id })).toMatchObject(closed);
  expect(await addRelation(w.aino, { id: prospect, relatedId: vaahtera, kind: "other" })).toMatchObject(closed);
  await unarchiveCustomer(w.aino, { id: prospect });
  expect((await removeRelation(w.aino, { id })).ok).toBe(true);
  expect(await relationsOf(w.aino, vaahtera)).toEqual([]);
});

import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { teams, workOrders } from "@/db/schema/index";
import { deleteEntry, mergeEntry } from "@/lib/registers/commands";
import { createWorkOrders } from "@/lib/work-order-making/commands";
import { copyTemplate, createTemplate, switchTemplate, updateTemplate } from "@/lib/work-order-templates/commands";
import { listTemplates } from "@/lib/work-order-templates/queries";
import { type Cast, cast } from "./cast";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const whole = {
  name: "Vuosihuolto",
  title: "Vuosihuolto ja mittaukset",
  description: "Ota mittari",
  visibility: "people",
  people: [""],
  assignTo: "employee",
  dueInDays: "14",
};
const made = (values = {}) => {
  const sven = String(we.sven.employeeId);
  return done(createTemplate, we.aino, { ...whole, people: ["", sven], assigneeId: sven, ...values });
};
const found = async (id: number) => (await listTemplates(we.aino, "fi")).find((one) => one.id === id);

test("a template is made, changed field by field, copied, disabled and offered again; every step is logged", async () => {
  const id = await made();
  expect(await found(id)).toMatchObject({
    title: "Vuosihuolto ja mittaukset",
    visibility: "people",
    people: [we.sven.employeeId],
    assigneeId: we.sven.employeeId,
    dueInDays: 14,
    disabledAt: null,
  });
  expect((await lastLine("work_order_templates", id, "workOrderTemplate.created"))?.changes).toMatchObject({
    people: [we.sven.employeeId],
  });
  expect((await updateTemplate(we.aino, { id, title: "Huolto" })).ok).toBe(true);
  expect(await found(id)).toMatchObject({ title: "Huolto", name: "Vuosihuolto", people: [we.sven.employeeId] });
  expect((await updateTemplate(we.aino, { id, visibility: "everyone", assignTo: "owner" })).ok).toBe(true);
  expect(await found(id)).toMatchObject({ visibility: "everyone", people: [], assignTo: "owner", assigneeId: null });

  const copy = await done(copyTemplate, we.aino, { id });
  expect(await found(copy)).toMatchObject({ name: "Vuosihuolto 2", title: "Huolto", version: 1 });
  expect(await found(await done(copyTemplate, we.aino, { id }))).toMatchObject({ name: "Vuosihuolto 3" });
  await switchTemplate(we.aino, { id, to: "disabled" });
  expect((await found(id))?.disabledAt).toBeInstanceOf(Date);
  expect((await listTemplates(we.aino, "fi")).at(-1)?.id).toBe(id);
  await switchTemplate(we.aino, { id, to: "inUse" });
  expect((await found(id))?.disabledAt).toBeNull();

  const order = await done(createWorkOrders, we.aino, {
    title: "Huolto",
    filter: "tab=active",
    templateId: String(id),
  });
  const [row] = await db.select().from(workOrders).where(eq(workOrders.id, order));
  expect(row?.templateId).toBe(id);
});

test("a template is refused where something is missing, taken or nobody's, and nothing is made", async () => {
  await made({ name: "Varattu" });
  const before = (await listTemplates(we.aino, "fi")).length;
  const refused = async (values: Record<string, unknown>) => {
    const outcome = await createTemplate(we.aino, { ...whole, visibility: "everyone", assignTo: "nobody", ...values });
    return outcome.ok
      ? {}
      : Object.fromEntries(Object.entries(outcome.problems).map(([field, one]) => [field, one.key]));
  };
  expect(await refused({ name: "" })).toEqual({ name: "required" });
  expect(await refused({ title: "" })).toEqual({ title: "required" });
  expect(await refused({ name: "VARATTU" })).toEqual({ name: "taken" });
  expect(await refused({ name: "A", title: "x".repeat(10_000) })).toEqual({ title: "tooLong" });
  expect(await refused({ name: "A", dueInDays: "3651" })).toHaveProperty("dueInDays");
  expect(await refused({ name: "A", dueInDays: "pian" })).toHaveProperty("dueInDays");
  expect(await refused({ name: "A", assignTo: "employee" })).toEqual({ assigneeId: "required" });
  expect(await refused({ name: "A", visibility: "team", teamId: "999999" })).toEqual({ teamId: "chooseOption" });
  expect(await refused({ name: "A", visibility: "people", people: ["", "<b>", "1"] })).toEqual({
    people: "chooseOption",
  });
  expect((await listTemplates(we.aino, "fi")).length).toBe(before);
});

test("templates are absent for those who may not change all work orders; twice the same form is one", async () => {
  for (const viewer of [we.sven, we.pieter, we.nils]) {
    await expect(listTemplates(viewer, "fi")).rejects.toThrow(absent);
    for (const door of [createTemplate, updateTemplate, copyTemplate, switchTemplate])
      await expect(door(viewer, { id: 1 })).rejects.toThrow(absent);
  }
  const form = { name: "Kerran", title: "Kerran", formKey: "template-once" };
  expect(await createTemplate(we.aino, form)).toEqual(await createTemplate(we.aino, form));
});

test("two people: different fields are both kept, the same one is shown to the second", async () => {
  const id = await made({ name: "Kahden" });
  const form = { id, version: 1, name: "Kahden", title: whole.title, dueInDays: "14" };
  expect((await updateTemplate(we.maija, { ...form, dueInDays: "7" })).ok).toBe(true);
  expect((await updateTemplate(we.aino, { ...form, title: "Toinen" })).ok).toBe(true);
  expect(await found(id)).toMatchObject({ title: "Toinen", dueInDays: 7 });
  expect(await updateTemplate(we.aino, { ...form, title: "Kolmas" })).toMatchObject({
    conflicts: [{ field: "title", theirs: "Toinen" }],
  });
  expect((await updateTemplate(we.aino, { id, version: "999999999999999", title: "Neljäs" })).ok).toBe(true);
});

test("a team that may see orders stays as long as they do, or hands them to the one it goes into", async () => {
  const companyId = we.world.companies.oy;
  const both = [
    { name: "Asentajat", companyId },
    { name: "Huoltajat", companyId },
  ];
  const [from, to] = (await db.insert(teams).values(both).returning()).map(({ id }) => id);
  const seen = { visibility: "team", teamId: String(from) };
  const template = await made({ ...seen, name: "Asentajien" });
  const order = await done(createWorkOrders, we.aino, { title: "Asennus", filter: "tab=active", ...seen });
  const form = { register: "teams", id: from };
  expect(await deleteEntry(we.maija, form)).toMatchObject({ problems: { "": { key: "stillUsed" } } });
  expect(await mergeEntry(we.maija, { ...form, targetId: String(to) })).toMatchObject({ ok: true });
  expect((await found(template))?.teamId).toBe(to);
  expect((await db.select().from(workOrders).where(eq(workOrders.id, order)))[0]?.teamId).toBe(to);
});

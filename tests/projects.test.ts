import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { billing, events, eventValues, projects, projectTasks, salesCases, salesStatuses } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { archiveCustomer, unarchiveCustomer } from "@/lib/customers/commands";
import { listHistory } from "@/lib/history/queries";
import { closeProject, createProject, deleteProject, reopenProject, updateProject } from "@/lib/projects/commands";
import { getProject, getProjectBlockers, getWonCase, proposedNumber } from "@/lib/projects/queries";
import { mayAddProject, mayChangeProject, mayWorkIn } from "@/lib/projects/rules";
import { undoChange } from "@/lib/responsibilities/commands";
import { type Cast, cast, having } from "./cast";
import { done, lastLine } from "./doing";
import { newMonth, newProject } from "./money";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let w: Cast;
beforeAll(async () => {
  w = await cast();
});

/** The same person with other rights, as long as the test lasts. */
const rowOf = async (id: number) => {
  const [row] = await db.select().from(projects).where(eq(projects.id, id));
  if (!row) throw new Error("no project");
  return row;
};

const newOne = (values: object = {}) =>
  done(createProject, w.aino, { id: w.world.customers.ahola, name: "Katto", ...values });

async function problems(door: typeof updateProject | typeof createProject, values: Record<string, unknown>) {
  const outcome = await door(w.aino, values);
  return outcome.ok ? {} : outcome.problems;
}

test("a project gets the next number, its maker as manager and the customer’s currency; the same form twice makes one", async () => {
  const { ahola } = w.world.customers;
  await db.update(billing).set({ currency: "NOK" }).where(eq(billing.customerId, ahola));
  const form = {
    id: ahola,
    name: "  Pihan \n valaistus ",
    budget: "12 500,50",
    budgetHours: "80",
    formKey: "project-1",
  };
  const made = await createProject(w.aino, form);
  expect(await createProject(w.aino, form)).toEqual(made);
  const id = made.ok ? made.result.id : 0;
  expect(await rowOf(id)).toMatchObject({
    number: "P-1004",
    name: "Pihan valaistus",
    status: "planned",
    managerId: w.aino.employeeId,
    currency: "NOK",
    budget: "12500.50",
    budgetHours: "80.00",
    billingMethod: "hourly",
  });
  expect(await lastLine("projects", id, "project.created")).toMatchObject({
    customerId: ahola,
    by: w.aino.employeeId,
    changes: { name: "Pihan valaistus", number: "P-1004", budget: "12500.50" },
  });
});

test("many at once get numbers of their own; one that is typed belongs to one project, whoever sees that", async () => {
  const { ahola, berg } = w.world.customers;
  const names = Array.from({ length: 8 }, (_, at) => `Rinnan ${at}`);
  const ids = await Promise.all(names.map((name) => newOne({ name, id: name.endsWith("7") ? berg : ahola })));
  const numbers = await Promise.all(ids.map(async (id) => (await rowOf(id)).number));
  expect(new Set(numbers).size).toBe(8);
  expect(numbers.every((number) => /^P-10\d\d$/.test(number))).toBe(true);

  await newOne({ number: "KATTO 1" });
  const next = await proposedNumber(w.aino);
  const taken = { number: { key: "projectNumberTaken", params: { number: "KATTO 1", next } } };
  expect(await problems(createProject, { id: ahola, name: "Toinen", number: "KATTO 1" })).toEqual(taken);
  expect(await problems(updateProject, { id: ids[0], number: "KATTO 1" })).toEqual(taken);
  const typed = names.map((name) => createProject(w.aino, { id: ahola, name, number: "KATTO 2" }));
  expect((await Promise.all(typed)).filter(({ ok }) => ok)).toHaveLength(1);
});

test("what is wrong is said beside its field, and nothing is made", async () => {
  const { ahola, berg } = w.world.customers;
  const before = await db.$count(projects);
  const bad = (values: object) => problems(createProject, { id: ahola, name: "X", ...values });
  expect(await bad({ name: " " })).toEqual({ name: { key: "required" } });
  expect(await bad({ name: "x".repeat(10_000) })).toEqual({ name: { key: "tooLong", params: { max: 200 } } });
  expect(await bad({ name: "a\u0000b" })).toEqual({ name: { key: "badCharacters" } });
  expect(await bad({ number: "x".repeat(41) })).toEqual({ number: { key: "tooLong", params: { max: 40 } } });
  expect(await bad({ status: "lost" })).toEqual({ status: { key: "chooseOption" } });
  expect(await bad({ billingMethod: "" })).toEqual({ billingMethod: { key: "chooseOption" } });
  expect(await bad({ currency: "euro" })).toEqual({ currency: { key: "chooseOption" } });
  expect(await bad({ budget: "-5" })).toEqual({ budget: { key: "decimal" } });
  expect(await bad({ budgetHours: "10000000" })).toMatchObject({ budgetHours: { key: "numberMax" } });
  expect(await bad({ startsOn: "31.2.2026" })).toMatchObject({ startsOn: { key: "date" } });
  expect(await bad({ startsOn: "2026-05-02", endsOn: "2026-05-01" })).toEqual({ endsOn: { key: "period" } });
  expect(await bad({ managerId: w.nils.employeeId })).toEqual({ managerId: { key: "chooseOption" } });
  const contact = w.world.contacts?.ahola?.[0];
  if (contact) expect(await bad({ id: berg, contactId: contact })).toEqual({ contactId: { key: "chooseOption" } });
  expect(await bad({ contactId: "999999" })).toEqual({ contactId: { key: "chooseOption" } });
  expect(await bad({ salesCaseId: "999999" })).toEqual({ "": { key: "salesCaseNotWon" } });
  expect(await bad({ owner: "1" })).toEqual({ "": { key: "formChanged" } });
  expect(await db.$count(projects)).toBe(before);
});

test("levels of rights: none, one’s own, all to see, all to change", async () => {
  const { berg } = w.world.customers;
  const { bergTak, bergPark } = w.world.projects;
  const level = (projects: string) => having(w.sven, { projects });
  await expect(getProject(level("none"), bergTak, "sv")).rejects.toThrow(absent);
  await expect(createProject(level("none"), { id: berg, name: "X" })).rejects.toThrow(absent);
  // Sven takes part in the roof, not in the park.
  expect((await getProject(level("own"), bergTak, "sv")).isMember).toBe(true);
  await expect(getProject(level("own"), bergPark, "sv")).rejects.toThrow(absent);
  expect((await getProject(level("read"), bergPark, "sv")).isMember).toBe(false);

  const tak = await getProject(level("own"), bergTak, "sv");
  const park = await getProject(level("read"), bergPark, "sv");
  expect([mayChangeProject(level("own"), tak), mayWorkIn(level("own"), tak)]).toEqual([false, true]);
  expect([mayChangeProject(level("read"), park), mayWorkIn(level("read"), park)]).toEqual([false, false]);
  expect(mayChangeProject(level("edit"), park)).toBe(true);
  for (const door of [updateProject, closeProject, reopenProject, deleteProject]) {
    await expect(door(level("own"), { id: bergPark })).rejects.toThrow(absent);
    await expect(door(level("read"), { id: bergPark })).rejects.toThrow(absent);
  }
  await expect(getProjectBlockers(level("read"), bergPark)).rejects.toThrow(absent);
  await done(updateProject, level("edit"), { id: bergPark, name: "Parkskötsel 2" });
  const mine = await done(createProject, level("own"), { id: berg, name: "Eget" });
  await done(updateProject, level("read"), { id: mine, name: "Eget arbete" });
  expect((await rowOf(mine)).managerId).toBe(w.sven.employeeId);
  await expect(createProject(level("read"), { id: berg, name: "X", managerId: w.ebba.employeeId })).rejects.toThrow(
    absent,
  );
  expect(mayAddProject(having(w.sven, { customers: "read" }))).toBe(false);
  await expect(createProject(having(w.sven, { customers: "read" }), { id: berg, name: "X" })).rejects.toThrow(absent);
  await expect(createProject(w.sven, { id: w.world.customers.ahola, name: "X" })).rejects.toThrow(absent);
  await expect(getProject(w.sven, w.world.projects.aholaPiha, "sv")).rejects.toThrow(absent);
});

test("the budget in money is nobody’s without that right: not in data, in writing, or in the history", async () => {
  const { ahola, berg } = w.world.customers;
  const id = await newOne({ id: berg, name: "Hemlig", budget: "7654321.09", budgetHours: "10" });
  await done(updateProject, w.aino, { id, budget: "7654322.09", budgetHours: "20" });
  expect((await getProject(w.aino, id, "sv")).budget).toBe("7654322.09");
  expect(JSON.stringify(await getProject(w.sven, id, "sv"))).not.toContain("765432");
  const history = await listHistory(w.sven, berg, { part: null, before: null });
  expect(JSON.stringify(history)).not.toContain("765432");
  expect(JSON.stringify(history)).toContain("budgetHours");
  const own = having(w.aino, { money: "none" });
  for (const values of [{ budget: "1" }, { currency: "SEK" }]) {
    await expect(updateProject(own, { id, ...values })).rejects.toThrow(absent);
    await expect(createProject(own, { id: ahola, name: "X", ...values })).rejects.toThrow(absent);
  }
  await done(updateProject, own, { id, name: "Inte så hemlig" });
  expect(await rowOf(id)).toMatchObject({ budget: "7654322.09", name: "Inte så hemlig" });
});

test("a new manager is one line of the log and one change that can be undone; closed projects keep theirs", async () => {
  const id = await newOne();
  const saved = await updateProject(w.aino, { id, managerId: w.eetu.employeeId, name: "Katto 2" });
  if (!saved.ok) throw new Error("refused");
  const lines = await db.select().from(events).where(eq(events.subjectId, id));
  const told = lines.filter(({ subject, action }) => subject === "projects" && action === "project.updated");
  expect(told).toHaveLength(1);
  const values = await db
    .select()
    .from(eventValues)
    .where(eq(eventValues.eventId, told[0]?.id ?? 0));
  expect(values.map(({ field }) => field).sort()).toEqual(["managerId", "name"]);
  await done(undoChange, w.aino, { id: saved.result.changeId });
  expect(await rowOf(id)).toMatchObject({ managerId: w.aino.employeeId, name: "Katto 2" });

  const alone = having(w.aino, { assignOthers: "no" });
  await expect(updateProject(alone, { id, managerId: w.eetu.employeeId })).rejects.toThrow(absent);
  const own = having(w.aino, { projects: "own" });
  const doubt = await updateProject(own, { id, managerId: w.eetu.employeeId });
  expect(doubt.ok ? [] : doubt.doubts?.map(({ key }) => key)).toEqual(["leavesProject"]);
  const anyway = await updateProject(own, { id, managerId: w.eetu.employeeId, confirmed: `leavesProject:${id}` });
  expect(anyway.ok && anyway.result.isSeen).toBe(false);
  await done(closeProject, w.aino, { id });
  expect(await problems(updateProject, { id, managerId: w.aino.employeeId })).toEqual({
    managerId: { key: "projectClosed" },
  });
  await done(reopenProject, w.aino, { id });
  expect((await rowOf(id)).status).toBe("active");
});

test("two people, one project: what both changed is asked, the rest is kept", async () => {
  const id = await newOne({ description: "alku" });
  const { version } = await rowOf(id);
  await done(updateProject, w.maija, { id, version, name: "Maijan", budgetHours: "40" });
  const mine = { id, version, name: "Ainon", budgetHours: "", description: "uusi" };
  const outcome = await updateProject(w.aino, mine);
  expect(outcome.ok ? [] : outcome.conflicts?.map(({ field }) => field)).toEqual(["name"]);
  await done(updateProject, w.aino, { ...mine, name: "Katto" });
  expect(await rowOf(id)).toMatchObject({ name: "Maijan", budgetHours: "40.00", description: "uusi" });
});

test("figures hold the currency, and whatever hangs on a project holds the project", async () => {
  const id = await newOne();
  await done(updateProject, w.aino, { id, currency: "SEK" });
  await newMonth(id, "2026-03-01", "actual", { hours: "3.00" });
  expect(await problems(updateProject, { id, currency: "EUR" })).toEqual({ currency: { key: "projectCurrencyFixed" } });
  await done(updateProject, w.aino, { id, currency: "SEK", name: "Sama valuutta" });
  await db.insert(projectTasks).values({ projectId: id, title: "Tehtävä" });
  expect(await getProjectBlockers(w.aino, id)).toMatchObject({ tasks: 1, months: 1, invoices: 0, others: false });
  expect(await getProjectBlockers(having(w.aino, { money: "none" }), id)).toMatchObject({ months: 0, others: true });
  expect(await deleteProject(w.aino, { id })).toMatchObject({ problems: { "": { key: "projectInUse" } } });

  const empty = await newOne({ name: "Turha" });
  const { number = "" } = (await rowOf(empty)) ?? {};
  await done(deleteProject, w.aino, { id: empty });
  const next = await proposedNumber(w.aino);
  expect(next).not.toBe(number);
  expect(await problems(updateProject, { id, number })).toEqual({
    number: { key: "projectNumberTaken", params: { number, next } },
  });
  await expect(getProject(w.aino, empty, "fi")).rejects.toThrow(absent);
  expect((await lastLine("projects", empty, "project.deleted"))?.customerId).toBe(w.world.customers.ahola);
});

test("projects of archived customers take no changes", async () => {
  const { vaahtera } = w.world.customers;
  const id = await newProject(vaahtera, { managerId: w.aino.employeeId });
  await done(archiveCustomer, w.aino, { id: vaahtera });
  const archived = { ok: false, problems: { "": { key: "customerArchived" } } };
  expect(await createProject(w.aino, { id: vaahtera, name: "X" })).toMatchObject(archived);
  for (const door of [updateProject, closeProject, reopenProject, deleteProject]) {
    expect(await door(w.aino, { id })).toMatchObject(archived);
  }
  await done(unarchiveCustomer, w.aino, { id: vaahtera });
});

test("a won sales case becomes a project, once, by whoever may change it", async () => {
  const { ahola } = w.world.customers;
  const [won] = await db.select().from(salesStatuses).where(eq(salesStatuses.state, "won"));
  const [open] = await db.select().from(salesStatuses).where(eq(salesStatuses.state, "inProgress"));
  const sell = async (statusId = 0, ownerId = w.aino.employeeId) => {
    const values = { customerId: ahola, name: "Kauppa", statusId, probability: 100, ownerId, expectedValue: "900.00" };
    const [sale] = await db.insert(salesCases).values(values).returning({ id: salesCases.id });
    return sale?.id ?? 0;
  };
  const [sale, unsold] = [await sell(won?.id), await sell(open?.id)];
  expect(await getWonCase(w.aino, sale, ahola)).toMatchObject({ name: "Kauppa", expectedValue: "900.00" });
  await expect(getWonCase(w.aino, unsold, ahola)).rejects.toThrow(absent);
  const refused = await createProject(w.aino, { id: ahola, name: "X", salesCaseId: unsold });
  expect(refused).toMatchObject({ problems: { "": { key: "salesCaseNotWon" } } });
  const id = await newOne({ name: "Kauppa", salesCaseId: sale });
  const [tied] = await db.select().from(salesCases).where(eq(salesCases.id, sale));
  expect(tied).toMatchObject({ projectId: id, version: 2 });
  expect((await lastLine("sales_cases", sale, "salesCase.updated"))?.changes).toEqual({ projectId: id });
  const again = await createProject(w.aino, { id: ahola, name: "X", salesCaseId: sale });
  expect(again).toMatchObject({ problems: { "": { key: "salesCaseTaken" } } });
  const others = having(w.aino, { sales: "read" });
  const ofEetu = await sell(won?.id, w.eetu.employeeId);
  expect(await createProject(others, { id: ahola, name: "X", salesCaseId: ofEetu })).toMatchObject({
    problems: { "": { key: "salesCaseNotWon" } },
  });
});

test("what was said of a project that is gone is hidden from those who see no project, or their own alone", async () => {
  const { ahola } = w.world.customers;
  const id = await newOne({ name: "Salainen hanke" });
  await done(deleteProject, w.aino, { id });
  const toldTo = async (viewer: Viewer) =>
    (await listHistory(viewer, ahola, { part: null, before: null })).filter((line) => line.subjectId === id).length;
  expect(await toldTo(w.maija)).toBe(2);
  expect(await toldTo(having(w.maija, { projects: "read" }))).toBe(2);
  for (const projects of ["own", "none"]) expect(await toldTo(having(w.maija, { projects }))).toBe(0);
});

test("after the largest number that somebody typed there are still others", async () => {
  const { ahola } = w.world.customers;
  await newOne({ number: "P-999999999999" });
  for (const number of ["P-1000000000000", "P-1000000000001"]) {
    expect((await rowOf(await done(createProject, w.aino, { id: ahola, name: "Suuri" }))).number).toBe(number);
  }
});

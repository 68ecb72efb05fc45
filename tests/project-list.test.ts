import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { projectParticipants } from "@/db/schema/index";
import { Viewer } from "@/lib/access/viewer";
import type { ProjectSum } from "@/lib/projects/figures";
import { projectFilter } from "@/lib/projects/filter";
import { getProjectWork, listProjects } from "@/lib/projects/queries";
import { hoursLight, hoursShare } from "@/lib/projects/rules";
import { type Cast, cast } from "./cast";
import { newInvoice, newMonth, newProject } from "./money";

let w: Cast;
beforeAll(async () => {
  w = await cast();
});

const all = projectFilter({});
const sumOf = (sums: readonly ProjectSum[], isClosed: boolean | null) => sums.find((sum) => sum.isClosed === isClosed);

test("hours are fine below nine tenths of what was agreed, near up to all of them, then over", () => {
  const lights = [
    ["0.00", "100.00", "fine", 0],
    ["89.99", "100.00", "fine", 89],
    ["90.00", "100.00", "near", 90],
    ["100.00", "100.00", "near", 100],
    ["100.01", "100.00", "over", 100],
    [null, "100.00", "fine", 0],
    ["0.00", "0.00", "fine", null],
    ["0.25", "0.00", "over", null],
    ["5.00", null, null, null],
    ["9999999.99", "9999999.99", "near", 100],
  ] as const;
  for (const [used, budget, light, share] of lights) {
    expect([used, budget, hoursLight(used, budget), hoursShare(used, budget)]).toEqual([used, budget, light, share]);
  }
});

test("the list reckons hours and billing of each project and of all, in the organisation’s currency", async () => {
  const { dal } = w.world.customers;
  const company = w.world.companies.ab;
  const open = await newProject(dal, {
    status: "active",
    currency: "SEK",
    budget: "22500.00",
    budgetHours: "100.00",
    startsOn: "2026-02-01",
  });
  const closed = await newProject(dal, { status: "closed", budget: "1000.00" });
  await newMonth(open, "2026-02-01", "actual", { hours: "40.50", labour: "99.00" });
  await newMonth(open, "2026-03-01", "actual", { hours: "55.00" });
  await newMonth(open, "2026-04-01", "forecast", { hours: "500.00" });
  await newInvoice(dal, { company, project: open, net: "11250.00", on: "2026-03-01", currency: "SEK" });
  await newInvoice(dal, { company, project: open, net: "-1125.00", on: "2026-03-02", currency: "SEK" });
  await newInvoice(dal, { company, project: open, net: "100.00", on: "2026-03-03", currency: "EUR" });
  await newInvoice(dal, { company, project: open, net: "5.00", on: "2026-03-03", draft: true });
  await newInvoice(dal, { company, project: closed, net: "333.33", on: "2026-03-03" });
  await newInvoice(dal, { company, net: "5000.00", on: "2026-03-03" });

  const { sums, projects } = await listProjects(w.aino, dal, "fi", all, false);
  expect(projects.map(({ id }) => id)).toEqual([open, closed]);
  // 11 250 − 1 125 kr and 100 € at 11.25 kr.
  expect(projects[0]).toMatchObject({ hours: "95.50", budgetHours: "100.00", billed: "11250.00", share: 50 });
  expect(projects[1]).toMatchObject({ hours: null, budget: "1000.00", billed: "333.33", share: 33 });
  expect(sumOf(sums, null)).toMatchObject({
    count: 2,
    hours: "95.50",
    agreedHours: "95.50",
    budgetHours: "100.00",
    budget: "3000.00",
    billed: "1333.33",
    share: 44,
    rates: [{ currency: "SEK", worth: expect.any(String), day: expect.any(String) }],
    isMissing: false,
  });
  expect(sumOf(sums, true)).toMatchObject({ count: 1, budget: "1000.00", billed: "333.33" });
  expect(await getProjectWork(w.aino, open, "fi")).toMatchObject({ billed: "11250.00", share: 50, hours: "95.50" });

  const filtered = await listProjects(w.aino, dal, "fi", projectFilter({ projects: "closed" }), false);
  expect(filtered.projects.map(({ id }) => id)).toEqual([closed]);
  expect(sumOf(filtered.sums, null)?.count).toBe(2);

  // Sven sells, and sees no money.
  const seen = await listProjects(w.sven, dal, "sv", all, false);
  expect(seen.projects[0]).toMatchObject({ hours: "95.50", budget: null, billed: null, share: null });
  expect(sumOf(seen.sums, null)).toMatchObject({ hours: "95.50", budget: null, billed: null, share: null, rates: [] });
  expect(JSON.stringify([seen, await getProjectWork(w.sven, open, "sv")])).not.toMatch(/11250|22500|1333|3000/);
});

test("what has no rate is left out of the totals, and said", async () => {
  const { fors } = w.world.customers;
  await newProject(fors, { currency: "JPY", budget: "500.00" });
  await newProject(fors, { currency: "EUR", budget: "70.00" });
  const { sums } = await listProjects(w.aino, fors, "fi", all, false);
  expect(sumOf(sums, null)).toMatchObject({ count: 2, budget: "70.00", isMissing: true });
});

test("a main unit takes in the projects of those below it, as far as one sees them", async () => {
  const { lintulahti, wirtanen, polder, ek } = w.world.customers;
  const own = await newProject(lintulahti, { budgetHours: "1.00", startsOn: "2026-01-01" });
  const below = await newProject(wirtanen, { budgetHours: "2.00", startsOn: "2026-01-02" });
  const deep = await newProject(polder, { budgetHours: "4.00", startsOn: "2026-01-03" });
  const ofSven = await newProject(ek, { budgetHours: "8.00", startsOn: "2026-01-04" });
  const alone = await listProjects(w.aino, lintulahti, "fi", all, false);
  expect(alone.projects.map(({ id }) => id)).toEqual([own]);
  const { projects, sums } = await listProjects(w.aino, lintulahti, "fi", all, true);
  expect(projects.map(({ id, customer }) => [id, customer.id])).toEqual([
    [ofSven, ek],
    [deep, polder],
    [below, wirtanen],
    [own, lintulahti],
  ]);
  expect(sumOf(sums, null)).toMatchObject({ count: 4, budgetHours: "15.00" });
  // Out of reach: neither the projects nor what they add up to.
  const ofOy = Viewer.of({ ...w.aino.facts, reach: ["company"] });
  const seen = await listProjects(ofOy, lintulahti, "fi", all, true);
  expect(seen.projects.map(({ id }) => id)).toEqual([below, own]);
  expect(sumOf(seen.sums, null)).toMatchObject({ count: 2, budgetHours: "3.00" });
});

test("with the level “own” one’s own projects make the list and its totals, from the day one takes part", async () => {
  const { dal } = w.world.customers;
  const own = Viewer.of({ ...w.sven.facts, grants: { ...w.sven.facts.grants, projects: "own" } });
  expect((await listProjects(own, dal, "sv", all, false)).projects).toEqual([]);
  const mine = await newProject(dal, { managerId: w.sven.employeeId });
  const joined = await newProject(dal);
  const later = await newProject(dal);
  await db.insert(projectParticipants).values([
    { projectId: joined, employeeId: w.sven.employeeId },
    { projectId: later, employeeId: w.sven.employeeId, validFrom: "2199-01-01" },
  ]);
  const { projects, sums } = await listProjects(own, dal, "sv", all, false);
  expect(projects.map(({ id }) => id)).toEqual([joined, mine]);
  expect(sumOf(sums, null)?.count).toBe(2);
  expect(projects[1]?.team).toMatchObject([{ employeeId: w.sven.employeeId, isLead: true }]);
  await db.delete(projectParticipants).where(eq(projectParticipants.employeeId, w.sven.employeeId));
});

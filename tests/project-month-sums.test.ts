import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { projects } from "@/db/schema/index";
import { Viewer } from "@/lib/access/viewer";
import { saveFigures } from "@/lib/project-months/commands";
import { filled } from "@/lib/project-months/filling";
import { lifeOfProject, remarksOf, yearOfProject } from "@/lib/project-months/queries";
import { evenly } from "@/lib/project-months/rules";
import { getProject } from "@/lib/projects/queries";
import { type Cast, cast } from "./cast";
import { done } from "./doing";
import { newInvoice, newMonth, newProject, newRate } from "./money";

let we: Cast;
let customerId: number;
let projectId: number;
beforeAll(async () => {
  we = await cast();
  customerId = we.world.customers.ahola;
});
beforeEach(async () => {
  projectId = await newProject(customerId, { managerId: we.aino.employeeId, currency: "EUR" });
});

const as = ({ facts }: Viewer, rest: Partial<Viewer["facts"]>) => Viewer.of({ ...facts, ...rest });
const yearOf = async (viewer: Viewer, year = 2026) =>
  yearOfProject(viewer, await getProject(viewer, projectId, "fi"), year);

describe("what they come to", () => {
  test("a year by month and kind, its totals, and what is expected at this month", async () => {
    await newMonth(projectId, "2026-10-01", "actual", { labour: "10.10" });
    await newMonth(projectId, "2026-10-01", "forecast", { billing: "1000.00", labour: "1" });
    await newMonth(projectId, "2026-11-01", "actual", { labour: "5000" });
    await newMonth(projectId, "2026-11-01", "forecast", { billing: "100.05", otherCosts: "-0.05" });
    await newMonth(projectId, "2027-01-01", "forecast", { billing: "7" });
    await newInvoice(customerId, { net: "50", on: "2026-10-31", project: projectId, company: we.world.companies.oy });
    const total = async (today: string) => {
      const sums = await yearOf(as(we.aino, { today }));
      return sums.find(({ month, kind }) => month === null && kind === null);
    };
    expect(await total("2026-11-01")).toMatchObject({
      billing: "150.05",
      labour: "10.10",
      otherCosts: "-0.05",
      margin: "140.00",
    });
    expect(await total("2026-10-31")).toMatchObject({ billing: "1100.05", labour: "1.00" });
    const sums = await yearOf(we.aino);
    expect(sums.filter(({ month }) => month === null).map(({ kind, billing }) => [kind, billing])).toEqual([
      ["actual", "50.00"],
      ["forecast", "1100.05"],
      [null, expect.anything()],
    ]);
    expect(sums.every(({ currency }) => currency === "EUR")).toBe(true);
  });

  test("in the organisation’s currency beside their own, at the rate in force; without a rate that is said", async () => {
    await db
      .update(projects)
      .set({ currency: "DKK", budget: "1000", budgetHours: "10" })
      .where(eq(projects.id, projectId));
    await newMonth(projectId, "2026-02-01", "actual", { labour: "74.60", hours: "12.5" });
    const company = we.world.companies.oy;
    await newInvoice(customerId, { net: "100", on: "2026-02-28", project: projectId, company });
    const life = async () => lifeOfProject(we.aino, await getProject(we.aino, projectId, "fi"));
    expect(await life()).toMatchObject({ missing: ["EUR"], billed: "0", rate: null, hoursLeft: "-2.50" });
    await newRate("DKK", "2026-01-01", "7.46");
    expect(await life()).toEqual({
      missing: [],
      billed: "746.00",
      left: "254.00",
      hours: "12.50",
      hoursLeft: "-2.50",
      rate: "7.46",
      ratedOn: "2026-01-01",
      firstYear: 2026,
      lastYear: 2026,
    });
    const totals = (await yearOf(we.aino)).filter(({ month, kind }) => month === null && kind === "actual");
    expect(totals.map(({ currency, billing, labour, margin }) => [currency, billing, labour, margin]).sort()).toEqual([
      ["DKK", "746.00", "74.60", "671.40"],
      ["EUR", "100.00", "10.00", "90.00"],
    ]);
  });

  test("remarks stand by their month and kind", async () => {
    const remark = (kind: string, note: string) =>
      done(saveFigures, we.aino, { projectId, kind, year: "2026", "2.note": note });
    await remark("forecast", "Lomat");
    await remark("actual", "Toteutui");
    expect(await remarksOf(we.aino, projectId, 2026)).toHaveLength(2);
    expect(await remarksOf(we.aino, projectId, 2025)).toEqual([]);
  });
});

describe("filling in", () => {
  const typed = (value: string) => value.replace(".", ",");
  test("an amount is divided to the cent", () => {
    expect(evenly("100.00", 3)).toEqual(["33.34", "33.33", "33.33"]);
    expect(evenly("-0.05", 2)).toEqual(["-0.03", "-0.02"]);
    expect(evenly("0.01", 2)).toEqual(["0.01", "0.00"]);
    const parts = { "spread.amount": "1 000,01", "spread.field": "labour", "spread.from": "11", "spread.to": "12" };
    const spread = filled({ fill: "spread", ...parts }, typed);
    expect(spread).toEqual({ ok: true, value: { "11.labour": "500,01", "12.labour": "500,00" } });
    expect(filled({ fill: "spread", ...parts, "spread.amount": "x" }, typed)).toMatchObject({
      problems: { "spread.amount": { key: "decimal" } },
    });
    expect(filled({ fill: "spread", ...parts, "spread.from": "12", "spread.to": "1" }, typed)).toMatchObject({
      ok: false,
    });
    expect(filled({ fill: "spread", ...parts, "spread.field": "note" }, typed)).toMatchObject({ ok: false });
  });
  test("a month gets the numbers of the one before, not its note", () => {
    const copied = filled({ fill: "copy.3", "2.labour": "5", "2.note": "x", "3.labour": "9" }, typed);
    expect(copied).toMatchObject({ ok: true, value: { "3.labour": "5", "3.revenue": "" } });
    expect(copied.ok && "3.note" in copied.value).toBe(false);
    expect(filled({ fill: "copy.1", "0.labour": "7" }, typed)).toMatchObject({ ok: true, value: { "1.labour": "7" } });
    expect(filled({ fill: "copy.13" }, typed)).toEqual({ ok: true, value: {} });
  });
});

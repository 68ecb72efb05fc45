import { asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { events, projectMonths, projects } from "@/db/schema/index";
import { Viewer } from "@/lib/access/viewer";
import { listHistory } from "@/lib/history/queries";
import { saveFigures } from "@/lib/project-months/commands";
import { figuresOf, yearOfProject } from "@/lib/project-months/queries";
import { judge } from "@/lib/project-months/rules";
import { getProject } from "@/lib/projects/queries";
import { absent, problem } from "./answering";
import { type Cast, cast } from "./cast";
import { done, lastLine, whileArchiving } from "./doing";
import { newInvoice, newProject } from "./money";

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
const with_ = (viewer: Viewer, grants: Record<string, string>) =>
  as(viewer, { grants: { ...viewer.facts.grants, ...grants } });

const form = (cells: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  projectId: String(projectId),
  kind: "forecast",
  year: "2026",
  ...cells,
  ...rest,
});
const save = (cells: Record<string, unknown>, rest: Record<string, unknown> = {}, viewer = we.aino) =>
  done(saveFigures, viewer, form(cells, rest));
const seenBy = async (viewer: Viewer) => JSON.stringify(await figuresOf(viewer, projectId, "forecast", 2026));
const now = () => figuresOf(we.maija, projectId, "forecast", 2026);
const rows = () =>
  db.select().from(projectMonths).where(eq(projectMonths.projectId, projectId)).orderBy(asc(projectMonths.month));
const yearOf = async (viewer: Viewer, year = 2026) =>
  yearOfProject(viewer, await getProject(viewer, projectId, "fi"), year);

describe("the figures of a year", () => {
  test("are saved as people write them, each month once, with who did it in the log of the customer", async () => {
    const cells = {
      "1.revenue": "1 234,50",
      "1.labour": "−200",
      "1.note": " Alku ",
      "3.hours": "12.5",
      "4.billing": "",
    };
    await save(cells);
    const [january, march] = await rows();
    expect(january).toMatchObject({ month: "2026-01-01", kind: "forecast", revenue: "1234.50", labour: "-200.00" });
    expect([january?.note, january?.billing, january?.version, january?.createdBy]).toEqual([
      "Alku",
      null,
      1,
      we.aino.employeeId,
    ]);
    expect([march?.hours, (await rows()).length]).toEqual(["12.50", 2]);
    const line = await lastLine("project_months", january?.id ?? 0, "figures.forecast");
    expect(line).toMatchObject({ customerId, by: we.aino.employeeId, changes: { revenue: "1234.50", projectId } });
  });

  test("what is not sent or not changed stays, and has no line; an emptied month goes", async () => {
    await save({ "1.revenue": "100", "2.revenue": "200", "2.hours": "3" });
    const [january, february] = await rows();
    const lines = () => db.$count(events, eq(events.subject, "project_months"));
    const before = await lines();
    await save({ "1.revenue": "100,00", "2.revenue": "250" }, { seen: await seenBy(we.aino) });
    const [same, changed] = await rows();
    expect([same?.version, changed?.version, changed?.revenue, changed?.hours]).toEqual([1, 2, "250.00", "3.00"]);
    expect((await lines()) - before).toBe(1);
    await save({ "2.revenue": "", "2.hours": " " });
    expect((await rows()).map(({ id }) => id)).toEqual([january?.id]);
    const gone = await lastLine("project_months", february?.id ?? 0, "figures.forecast");
    expect(gone?.changes).toMatchObject({ revenue: null, hours: null });
  });

  test("the same form twice is one change", async () => {
    const twice = form({ "5.labour": "10" }, { formKey: "figures-once-1" });
    expect(await saveFigures(we.aino, twice)).toEqual(await saveFigures(we.aino, twice));
    expect((await rows()).map(({ version }) => version)).toEqual([1]);
  });

  test("actual billing is not for people to tell: the invoices say it", async () => {
    expect(await saveFigures(we.aino, form({ "1.billing": "10" }, { kind: "actual" }))).toEqual(problem("formChanged"));
    await save({ "1.revenue": "10", "1.labour": "4" }, { kind: "actual" });
    const company = we.world.companies.oy;
    await newInvoice(customerId, { net: "99.90", on: "2026-01-31", project: projectId, company });
    await newInvoice(customerId, { net: "-9.90", on: "2026-01-31", project: projectId, company });
    await newInvoice(customerId, { net: "500", on: "2026-01-31", company });
    const january = (await yearOf(we.aino)).find(({ month, kind }) => month === "2026-01-01" && kind === "actual");
    expect(january).toMatchObject({ billing: "90.00", margin: "86.00", percent: "95.6", revenue: "10.00" });
  });

  const bad: [string, unknown, string][] = [
    ["1.revenue", "paljon", "decimal"],
    ["1.revenue", "1,234.567", "decimalPlaces"],
    ["2.labour", "9".repeat(10_000), "decimal"],
    ["2.labour", "10000000000", "numberMax"],
    ["2.otherCosts", "-10000000000", "numberMin"],
    ["3.hours", "-1", "decimal"],
    ["3.hours", "١٢", "decimal"],
    ["4.billing", "<b>1</b>", "decimal"],
    ["4.note", "a".repeat(10_000), "tooLong"],
    ["4.note", "a\u0007b", "badCharacters"],
    ["5.revenue", ["1", "2"], "required"],
  ];
  test.each(bad)("%s = %j is refused beside its cell, and nothing is written", async (name, value, key) => {
    const outcome = await saveFigures(we.aino, form({ "12.revenue": "1", [name]: value }));
    expect(outcome).toMatchObject({ ok: false, problems: { [name]: { key } } });
    expect(await rows()).toEqual([]);
  });

  const strange = [
    { "13.revenue": "1" },
    { "1.margin": "1" },
    { seen: "{" },
    { seen: "[1]" },
    { year: "26" },
    { kind: "x" },
  ];
  test.each(strange)("a form with %j is none of ours", async (cells) => {
    const outcome = await saveFigures(we.aino, form({ "1.revenue": "1", ...cells }));
    expect(outcome.ok).toBe(false);
    expect(await rows()).toEqual([]);
  });
});

describe("two people at one table", () => {
  /** Both open it; Maija saves first, then Aino. */
  async function both(maijas: Record<string, string>, ainos: Record<string, string>) {
    await save({ "1.revenue": "100", "1.labour": "50", "2.revenue": "200" });
    const seen = await seenBy(we.aino);
    const sheet = { "1.revenue": "100", "1.labour": "50", "2.revenue": "200" };
    await save({ ...sheet, ...maijas }, { seen }, we.maija);
    return { seen, sheet, outcome: await saveFigures(we.aino, form({ ...sheet, ...ainos }, { seen })) };
  }

  test("different months and different fields of one month are both kept", async () => {
    expect((await both({ "1.revenue": "110" }, { "1.labour": "60", "3.hours": "5" })).outcome.ok).toBe(true);
    expect(await now()).toMatchObject({
      "1.revenue": "110.00",
      "1.labour": "60.00",
      "2.revenue": "200.00",
      "3.hours": "5.00",
    });
  });

  test("the same cell is asked, with both values; mine or theirs, and the rest goes on", async () => {
    const { outcome, sheet } = await both(
      { "1.revenue": "110", "1.labour": "55" },
      { "1.revenue": "120", "2.revenue": "1" },
    );
    expect(outcome).toMatchObject({
      ok: false,
      conflicts: [{ field: "1.revenue", mine: "120.00", theirs: "110.00", by: "Maija Hallavuo" }],
      fresh: { "1.labour": "55.00" },
    });
    const fresh = outcome.ok ? {} : (outcome.fresh ?? {});
    const again = { ...sheet, "1.revenue": "120", "2.revenue": "1", ...fresh };
    await save(again, { "keep.1.revenue": "theirs" });
    expect(await now()).toMatchObject({ "1.revenue": "110.00", "1.labour": "55.00", "2.revenue": "1.00" });
    await save(again, { "keep.1.revenue": "mine" });
    expect(await now()).toMatchObject({ "1.revenue": "120.00", "1.labour": "55.00" });
  });

  test("the same value is no dispute; one emptied meanwhile is", async () => {
    expect((await both({ "1.revenue": "110" }, { "1.revenue": "110,0" })).outcome.ok).toBe(true);
    await save({ "1.revenue": "", "1.labour": "", "2.revenue": "" });
    const { outcome } = await both({ "1.revenue": "", "1.labour": "" }, { "1.revenue": "7" });
    expect(outcome).toMatchObject({ conflicts: [{ field: "1.revenue", mine: "7.00", theirs: null }] });
  });

  test("both begin the same month at once: one waits for the other", async () => {
    const one = { "6.revenue": "1" };
    const outcomes = await Promise.all([save(one), save({ "6.labour": "2" }, {}, we.maija)]);
    expect([outcomes.length, (await rows()).length]).toEqual([2, 1]);
    expect(await now()).toEqual({ "6.revenue": "1.00", "6.labour": "2.00" });
  });

  test("cell by cell: who is judged how", () => {
    const seen = { a: "1", b: "1", c: "1", d: "1" };
    const stored = { a: "1", b: "2", c: "2", d: "2", e: "5" };
    expect(judge({ a: "9", b: "1", c: "9", d: "2", e: null }, seen, stored)).toEqual({
      changed: { a: "9" },
      disputed: ["c"],
      fresh: { b: "2", e: "5" },
    });
  });
});

describe("who may", () => {
  test("managers of the project and whoever edits all; others not, and not without money", async () => {
    await db.update(projects).set({ managerId: we.pieter.employeeId }).where(eq(projects.id, projectId));
    const own = { customers: "read", projects: "own", money: "read" };
    const pieter = as(we.pieter, { reach: ["all"], grants: own });
    await save({ "1.hours": "1" }, {}, pieter);
    await save({ "1.hours": "2" }, {}, we.aino);
    const karin = as(we.karin, { reach: ["all"], grants: { ...own, projects: "read" } });
    await expect(saveFigures(karin, form({ "1.hours": "3" }))).rejects.toThrow(absent);
    const blind = with_(pieter, { money: "none" });
    await expect(saveFigures(blind, form({ "1.hours": "3" }))).rejects.toThrow(absent);
    await expect(figuresOf(blind, projectId, "forecast", 2026)).rejects.toThrow(absent);
    expect(await figuresOf(karin, projectId, "forecast", 2026)).toEqual({ "1.hours": "2.00" });
  });

  test("a project out of reach or that is none has no figures and takes none", async () => {
    await save({ "1.hours": "1" });
    const far = as(with_(we.pieter, { money: "read", projects: "edit" }), { reach: ["company"] });
    expect(await figuresOf(far, projectId, "forecast", 2026)).toEqual({});
    await expect(saveFigures(far, form({ "1.hours": "3" }))).rejects.toThrow(absent);
    await expect(saveFigures(we.maija, form({}, { projectId: "999999" }))).rejects.toThrow(absent);
    await expect(saveFigures(we.maija, form({}, { projectId: "" }))).rejects.toThrow(absent);
  });

  test("archived customers take no changes, also when they are archived at this moment", async () => {
    const outcome = await whileArchiving(customerId, () => saveFigures(we.maija, form({ "1.hours": "1" })));
    expect([outcome, await rows()]).toEqual([problem("customerArchived"), []]);
  });

  test("the history tells the amounts with money, and nothing of them without", async () => {
    await save({ "7.revenue": "777.77" });
    const told = async (viewer: Viewer) =>
      JSON.stringify(await listHistory(viewer, customerId, { part: null, before: null })).includes("777.77");
    const blind = with_(we.maija, { money: "none" });
    expect([await told(we.maija), await told(blind)]).toEqual([true, false]);
    await save({ "7.revenue": "" });
    const ofOwn = with_(as(we.pieter, { reach: ["all"] }), { projects: "own", money: "read" });
    expect([await told(we.maija), await told(blind), await told(ofOwn)]).toEqual([true, false, false]);
  });
});

test("figures for a project that somebody is just deleting come too late: it is not there", async () => {
  const late = await db.transaction(async (tx) => {
    await tx.delete(projects).where(eq(projects.id, projectId));
    const refused = expect(saveFigures(we.aino, form({ "1.revenue": "5" }))).rejects.toThrow(absent);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { refused };
  });
  await late.refused;
});

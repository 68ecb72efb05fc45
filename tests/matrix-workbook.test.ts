import { createHash } from "node:crypto";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customerRoles,
  customers,
  employees,
  importRows,
  profiles,
  projects,
  responsibilities,
  settings,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { downloadOf } from "@/lib/downloads";
import { getImport } from "@/lib/imports/queries";
import { matrixFilter } from "@/lib/matrix/filter";
import { undoChange } from "@/lib/responsibilities/commands";
import { matrixBook } from "@/lib/responsibilities/export";
import { importMatrix, uploadMatrix } from "@/lib/responsibility-import/commands";
import { previewMatrix } from "@/lib/responsibility-import/queries";
import { readTable } from "@/lib/spreadsheets/read";
import catalog from "@/messages/en.json";
import { type Cast, cast, signedIn } from "./cast";
import { done, whileArchiving } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const t = createTranslator({ locale: "en", messages: catalog });
let we: Cast;
let people: Cast["world"]["people"];
let known: Cast["world"]["customers"];
let role: number;
/** Changes responsibilities within the B.V. only. */
let local: Viewer;

beforeAll(async () => {
  we = await cast();
  ({ people, customers: known } = we.world);
  const [made] = await db
    .insert(customerRoles)
    .values({ names: { fi: "Taulukkorooli", en: "Sheet role" }, letter: "Q7" })
    .returning();
  role = made?.id ?? 0;
  const rights = { customers: "edit", responsibilities: "yes", assignOthers: "yes", import: "yes", export: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Lokaal", grants: rights, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, people.pieter));
  local = await signedIn(people.pieter);
});

const tie = { roleId: null, validFrom: null, validTo: null, note: null };
beforeEach(async () => {
  await db.delete(responsibilities).where(inArray(responsibilities.customerId, [known.ahola, known.wirtanen]));
  await db.insert(responsibilities).values([
    { ...tie, customerId: known.ahola, employeeId: people.eetu },
    {
      ...tie,
      customerId: known.ahola,
      employeeId: people.sven,
      roleId: role,
      validFrom: "2026-09-01",
      note: "Keep me",
    },
    { ...tie, customerId: known.ahola, employeeId: people.sven, roleId: role, validTo: "2025-12-31" },
  ]);
});

async function exported(viewer: Viewer, params: Record<string, string>, format: "xlsx" | "csv" = "xlsx") {
  const book = await matrixBook(
    viewer,
    { filter: matrixFilter(params), about: [["Found", "all"]], format },
    { t, locale: "en" },
  );
  return Buffer.from(await downloadOf(book, format, "matrix").arrayBuffer());
}

async function uploaded(viewer: Viewer, bytes: Buffer, name = "m.xlsx"): Promise<number> {
  const table = await readTable({ name, bytes }, 1_200);
  if (!table.ok) throw new Error(table.problem.key);
  return uploadedTable(viewer, table.head, table.rows);
}

const uploadedTable = (viewer: Viewer, head: string[], rows: { line: number; cells: string[] }[]) =>
  done(uploadMatrix, viewer, {
    fileName: "m.xlsx",
    fileHash: createHash("sha256").update(JSON.stringify(rows)).digest("hex"),
    head,
    rows,
  });

/** A file as somebody may have typed it: cells by row, employees by their e-mail in the second row. */
async function typed(viewer: Viewer, who: number[], lines: string[][]): Promise<number> {
  const emails = await Promise.all(who.map(emailOf));
  const head = ["Number", "Name", ...who.map((_, at) => `Employee ${at}`)];
  return uploadedTable(
    viewer,
    head,
    [["", "", ...emails], ...lines].map((cells, at) => ({ line: at + 2, cells })),
  );
}

async function previewed(viewer: Viewer, id: number, emptyTakes = false) {
  const { preview } = await previewMatrix(viewer, id, emptyTakes);
  if (!preview) throw new Error("done already");
  return preview;
}

const emailOf = async (id: number) => (await db.select().from(employees).where(eq(employees.id, id)))[0]?.email ?? "";
const numberOf = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0]?.number ?? "";

async function tiesOf(customerId: number, employeeId: number) {
  const { customerId: customer, employeeId: employee, id } = responsibilities;
  const pair = and(eq(customer, customerId), eq(employee, employeeId));
  const rows = await db.select().from(responsibilities).where(pair).orderBy(asc(id));
  return rows.map(({ roleId, validFrom, validTo, note }) => ({ roleId, validFrom, validTo, note }));
}

describe("the file that goes out", () => {
  test("holds everybody above, everything found below, and says what its marks mean", async () => {
    const bytes = await exported(we.aino, { q: "oy", projects: "on" });
    const [sheet, about] = (await readExcelFile(bytes)).map(({ data }) => data);
    const [heads = [], emails = [], ...rows] = sheet ?? [];
    expect(heads.slice(0, 4)).toEqual(["Customer number", "Customer name", "Project number", "Project"]);
    const at = emails.indexOf(await emailOf(people.sven));
    const owner = emails.indexOf(await emailOf(people.aino));
    expect(heads[at]).toBe("Sven Fjällhammar");
    const ahola = rows.find((row) => row[1] === "Ahola Oy" && !row[2]);
    expect([ahola?.[owner], ahola?.[at], ahola?.[emails.indexOf(await emailOf(people.eetu))]]).toEqual([
      "*",
      "Q7 2026-09-01–",
      "x",
    ]);
    expect(rows.filter((row) => row[2]).length).toBeGreaterThan(0);
    expect(rows.map((row) => row[1])).toContain("=1+1 Laskenta Oy");
    expect(about).toContainEqual(["Q7", "Sheet role"]);
    expect(about).toContainEqual(["Found", "all"]);
    expect(about).toContainEqual(["Made by", "Aino Ruskalampi"]);
  });

  test.each(["xlsx", "csv"] as const)("comes back in and changes nothing: %s", async (format) => {
    const id = await uploaded(
      we.aino,
      await exported(we.aino, { projects: "on", closed: "on" }, format),
      `m.${format}`,
    );
    for (const emptyTakes of [false, true]) {
      const { counts, flaws } = await previewed(we.aino, id, emptyTakes);
      expect(flaws).toEqual([]);
      expect(counts).toMatchObject({ added: 0, removed: 0, changed: 0, skipped: 0 });
      expect(counts.kept).toBeGreaterThan(10);
    }
  });

  test("comes back also while roles are not in use", async () => {
    await db
      .insert(responsibilities)
      .values({ ...tie, customerId: known.wirtanen, employeeId: people.eetu, roleId: role });
    await db.update(settings).set({ features: sql`array_remove(${settings.features}, 'roles')` });
    const aino = await signedIn(people.aino);
    const { counts } = await previewed(aino, await uploaded(aino, await exported(aino, {})));
    await db.update(settings).set({ features: sql`array_append(${settings.features}, 'roles')` });
    expect(counts).toMatchObject({ added: 0, removed: 0, changed: 0 });
  });

  test("is for those who may export, and holds what they see", async () => {
    await expect(exported(we.sven, {})).rejects.toThrow(absent);
    await expect(exported(we.nils, {})).rejects.toThrow(absent);
    const [sheet] = await readExcelFile(await exported(local, {}));
    const names = sheet?.data.slice(2).map((row) => row[1]);
    expect(names?.length).toBeGreaterThan(0);
    expect(names).not.toContain("Ahola Oy");
  });
});

describe("the file that comes in", () => {
  test("adds, changes and, where that is ticked, takes away; notes stay; one undo takes all back", async () => {
    const [ahola, wirtanen] = await Promise.all([known.ahola, known.wirtanen].map(numberOf));
    const id = await typed(
      we.aino,
      [people.sven, people.eetu, people.aino],
      [
        [ahola ?? "", "Ahola Oy", "q7 2026-09-01 -", "", "*"],
        [wirtanen ?? "", "", "x", "Q7 2026-01-01–2027-01-01", ""],
      ],
    );
    expect((await previewed(we.aino, id)).counts).toMatchObject({ added: 2, removed: 0, changed: 0, kept: 3 });
    const preview = await previewed(we.aino, id, true);
    expect(preview.counts).toMatchObject({ added: 2, removed: 1, kept: 2, skipped: 0 });
    const outcome = await importMatrix(we.aino, { id, plan: preview.mark, emptyTakes: "on" });
    expect(outcome).toMatchObject({ ok: true, result: { count: 3 } });
    expect(await tiesOf(known.wirtanen, people.eetu)).toEqual([
      { ...tie, roleId: role, validFrom: "2026-01-01", validTo: "2027-01-01" },
    ]);
    expect(await tiesOf(known.ahola, people.eetu)).toEqual([]);
    expect(await tiesOf(known.ahola, people.sven)).toContainEqual(expect.objectContaining({ note: "Keep me" }));
    expect(await db.$count(importRows, eq(importRows.importId, id))).toBe(0);
    expect((await previewMatrix(we.aino, id, false)).preview).toBeNull();
    await done(undoChange, we.aino, { id: outcome.ok ? outcome.result.changeId : 0 });
    expect(await tiesOf(known.ahola, people.eetu)).toEqual([tie]);
    expect(await tiesOf(known.wirtanen, people.sven)).toEqual([]);
  });

  test("leaves owners and what has ended where they are", async () => {
    const ahola = await numberOf(known.ahola);
    const id = await typed(we.aino, [people.aino, people.sven], [[ahola, "", "", "Q7"]]);
    const preview = await previewed(we.aino, id, true);
    expect(preview.lines).toMatchObject([
      { fate: "changed", employeeId: people.sven },
      { fate: "skipped", why: "owner", employeeId: people.aino },
    ]);
    await done(importMatrix, we.aino, { id, plan: preview.mark, emptyTakes: "on" });
    const today = we.aino.facts.today;
    expect(await tiesOf(known.ahola, people.sven)).toEqual([
      { ...tie, roleId: role, validTo: "2025-12-31" },
      { ...tie, roleId: role, validFrom: today },
    ]);
  });

  test("says of everything it does not know where it stands", async () => {
    const [ahola, berg, archived] = await Promise.all([known.ahola, known.berg, known.archived].map(numberOf));
    const head = ["Nr", "Naam", "Sven Fjällhammar", "Nobody", "Sven", "Aino Ruskalampi"];
    const emails = ["", "", await emailOf(people.sven), "nobody@x.example", await emailOf(people.sven), ""];
    const rows = [
      emails,
      [ahola ?? "", "Ahola Oy", "=cmd|' /C calc'!A0", "x", "x", "x"],
      [berg ?? "", "", "x"],
      [ahola ?? "", "", "a".repeat(10_000)],
      ["999999", "<script>alert(1)</script>", "x"],
      [archived ?? "", "", "x; Q7", "", "", "*"],
      [(await numberOf(known.wirtanen)) ?? "", "Wrong name", "x"],
    ].map((cells, at) => ({ line: at + 2, cells }));
    const id = await uploadedTable(we.aino, head, rows);
    const { flaws, counts } = await previewed(we.aino, id);
    expect(flaws.map(({ address, problem }) => [address, problem.key])).toEqual([
      ["D2", "employeeUnknown"],
      ["E2", "employeeTwice"],
      ["A5", "rowTwice"],
      ["A6", "numberUnknown"],
      ["B8", "nameDiffers"],
      ["C3", "cellUnknown"],
      ["C7", "cellOverlap"],
      ["F7", "ownerNotImported"],
    ]);
    expect(counts).toMatchObject({ added: 1, kept: 1 });
  });

  test("knows nothing of customers out of reach", async () => {
    const id = await typed(local, [people.sven], [[await numberOf(known.ahola), "Ahola Oy", "x"]]);
    const { flaws, lines } = await previewed(local, id);
    expect(flaws.map(({ problem }) => problem)).toEqual([{ key: "numberUnknown" }]);
    expect(lines).toEqual([]);
  });

  test("is one's own, for those who may, and no list of customers", async () => {
    const id = await typed(we.aino, [people.sven], [[await numberOf(known.ahola), "", "x"]]);
    await expect(previewMatrix(we.maija, id, false)).rejects.toThrow(absent);
    await expect(importMatrix(we.maija, { id, plan: "" })).rejects.toThrow(absent);
    await expect(getImport(we.aino, id)).rejects.toThrow(absent);
    for (const viewer of [we.sven, we.nils])
      await expect(typed(viewer, [people.sven], [["1", "", "x"]])).rejects.toThrow(absent);
    const empty = await uploadMatrix(we.aino, { fileName: "a", fileHash: "0".repeat(64), head: ["a", "b"], rows: [] });
    expect(empty).toMatchObject({ ok: false, problems: { file: { key: "fileNoMatrix" } } });
  });

  test("is not brought in unless it still does what was shown, and once only", async () => {
    const id = await typed(we.aino, [people.pieter], [[await numberOf(known.ahola), "", "x"]]);
    const { mark } = await previewed(we.aino, id);
    await db
      .insert(responsibilities)
      .values({ ...tie, customerId: known.ahola, employeeId: people.pieter, note: "Maija" });
    const late = await importMatrix(we.aino, { id, plan: mark });
    expect(late).toMatchObject({ ok: false, problems: { plan: { key: "planChanged" } } });
    const again = await previewed(we.aino, id);
    expect(again.counts).toMatchObject({ added: 0, kept: 1 });
    expect(await importMatrix(we.aino, { id, plan: again.mark })).toMatchObject({ ok: false });
  });
});

test("a customer archived in that instant takes no changes", async () => {
  const id = await typed(we.aino, [people.karin], [[await numberOf(known.wirtanen), "", "x"]]);
  const { mark } = await previewed(we.aino, id);
  const late = await whileArchiving(known.wirtanen, () => importMatrix(we.aino, { id, plan: mark }));
  expect(late).toMatchObject({ ok: false, problems: { plan: { key: "planChanged" } } });
  expect(await tiesOf(known.wirtanen, people.karin)).toEqual([]);
});

test("a project's row is told by its number", async () => {
  const [project] = await db.select().from(projects).where(eq(projects.status, "active")).limit(1);
  const [owner] = await db
    .select()
    .from(customers)
    .where(eq(customers.id, project?.customerId ?? 0));
  const head = ["Nr", "Name", "Project nr", "Project", await emailOf(people.ebba)];
  const id = await uploadedTable(we.aino, head, [
    { line: 2, cells: [owner?.number ?? "", "", project?.number ?? "", project?.name ?? "", "x"] },
  ]);
  const { lines, flaws } = await previewed(we.aino, id);
  expect(flaws).toEqual([]);
  expect(lines).toMatchObject([{ subject: "project", subjectId: project?.id, fate: "added" }]);
});

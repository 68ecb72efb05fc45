import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employees, profiles, projects, responsibilities, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { matrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { listEmployees, listRows } from "@/lib/matrix/queries";
import { columnsOf, heatOf, isPlainCell, lineOfCustomer, lineOfProject, type MatrixTie } from "@/lib/matrix/rules";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

type Params = Parameters<typeof matrixFilter>[0];

/** The matrix as somebody sees it. */
async function seen(viewer: Viewer, params: Params = {}) {
  const filter = matrixFilter(params);
  const { everybody, columns, total } = await listEmployees(viewer, filter, "fi");
  const ids = columns.map(({ id }) => id);
  return { everybody, columns, columnTotal: total, ...(await listRows(viewer, filter, ids, "fi")) };
}

const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
const rowOf = async (viewer: Viewer, name: string, params: Params = {}) =>
  (await seen(viewer, { q: name, ...params })).rows.find((row) => row.name === name);

const tieOf = (part: Partial<MatrixTie> = {}): MatrixTie => ({
  employeeId: 1,
  roleId: null,
  validFrom: null,
  validTo: null,
  hasNote: false,
  ...part,
});

describe("who sees which customers", () => {
  test("a manager all that are not archived, by name, with who answers for how many", async () => {
    const { rows, total, nobody } = await seen(we.aino, { rows: "50" });
    expect(total).toBe(rows.length);
    expect(rows.length).toBe(
      (await db.$count(customers, eq(customers.tab, 0))) + (await db.$count(customers, eq(customers.tab, 1))),
    );
    expect(namesOf(rows)).toEqual(namesOf(rows).toSorted(new Intl.Collator("fi").compare));
    expect(rows.filter(({ count }) => count === 0)).toHaveLength(nobody);
  });

  test("a seller only the own ones; a load never counts what is out of reach", async () => {
    const [mine, all] = [await seen(we.sven), await seen(we.aino)];
    expect(namesOf(mine.rows)).toContain("Bergs kommun");
    expect(namesOf(mine.rows)).not.toContain("Ahola Oy");
    const { aino, sven } = we.world.people;
    expect(all.loads.get(aino)).toBeGreaterThan(0);
    expect(mine.loads.get(aino)).toBeUndefined();
    expect(mine.loads.get(sven)).toBe(all.loads.get(sven));
  });

  test("an employee those of the own company, and nothing without a profile", async () => {
    const { rows } = await seen(we.pieter);
    expect(rows.length).toBeGreaterThan(0);
    const home = await db.select().from(customers).where(eq(customers.companyId, we.world.companies.bv));
    for (const { id } of rows) expect(home.map((row) => row.id)).toContain(id);
    await expect(seen(we.nils)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  });

  test("those of other companies neither masked nor by their name alone", async () => {
    await db.update(settings).set({ showOtherCompanies: true, maskOtherCompanies: true });
    const [pieter, maija] = await Promise.all([signedIn(we.world.people.pieter), signedIn(we.world.people.maija)]);
    const [of, all] = [await seen(pieter, { rows: "50" }), await seen(maija, { rows: "50" })];
    await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
    expect(namesOf(of.rows)).toEqual(namesOf((await seen(we.pieter)).rows));
    expect(namesOf(all.rows)).toContain("Ahola Oy");
    expect(namesOf(all.rows)).not.toContain("Ek AB");
    expect(all.total).toBe(all.rows.length);
  });
});

describe("cells", () => {
  test("hold who answers: owners of all companies, ticks, what is to come, and nothing that has ended", async () => {
    const { aino, ebba, eetu, sven } = we.world.people;
    const ahola = await rowOf(we.aino, "Ahola Oy");
    expect(ahola).toMatchObject({ ownerId: aino, count: 2, ties: [tieOf({ employeeId: eetu })] });
    expect(await rowOf(we.aino, "Yhteinen Oy")).toMatchObject({
      ownerId: aino,
      companyOwners: [{ employeeId: ebba, company: "Pohjanranta AB" }],
      count: 2,
    });
    expect(await rowOf(we.aino, "Eilen Oy")).toMatchObject({ ties: [], count: 0 });
    expect(await rowOf(we.aino, "Huomenna Oy")).toMatchObject({
      ties: [tieOf({ employeeId: sven, validFrom: "2099-01-01" })],
      count: 0,
    });
  });

  test("hold the last day of a responsibility and the first, both inside", async () => {
    const { today } = we.aino.facts;
    const { karin } = we.world.people;
    const [tie] = await db
      .insert(responsibilities)
      .values({ customerId: we.world.customers.ek, employeeId: karin, validFrom: today, validTo: today, note: "x" })
      .returning();
    const held = await rowOf(we.aino, "Ek AB");
    expect(held?.ties).toEqual([tieOf({ employeeId: karin, validFrom: today, validTo: today, hasNote: true })]);
    expect(held?.count).toBe(2);
    await db.delete(responsibilities).where(eq(responsibilities.id, tie?.id ?? 0));
  });

  test("are read for the employees on the page only", async () => {
    const { rows, columns } = await seen(we.aino, { q: "Ahola Oy", employee: String(we.world.people.karin) });
    expect(columns).toHaveLength(1);
    expect(rows).toMatchObject([{ name: "Ahola Oy", ties: [], count: 2 }]);
  });

  test("can be pressed away only where nothing but a tick is lost", () => {
    expect(isPlainCell({ leads: [], ties: [tieOf()] })).toBe(true);
    for (const more of [{ roleId: 3 }, { validFrom: "2026-01-01" }, { validTo: "2026-01-01" }, { hasNote: true }]) {
      expect(isPlainCell({ leads: [], ties: [tieOf(more)] })).toBe(false);
    }
    expect(isPlainCell({ leads: [null], ties: [] })).toBe(false);
  });
});

describe("projects", () => {
  test("stand below their customers with the tick, closed ones with one more", async () => {
    const berg = await rowOf(we.aino, "Bergs kommun", { projects: "on" });
    const { karin, sven, eetu } = we.world.people;
    const roof = berg?.projects.find(({ name }) => name === "Takrenovering");
    expect(roof).toMatchObject({ managerId: karin, count: 3, isClosed: false, total: 2 });
    expect(roof?.ties.map(({ employeeId }) => employeeId)).toEqual([sven, eetu]);
    await db.update(projects).set({ status: "closed" }).where(eq(projects.id, we.world.projects.bergPark));
    expect((await rowOf(we.aino, "Bergs kommun", { projects: "on" }))?.projects).toHaveLength(1);
    const closed = await rowOf(we.aino, "Bergs kommun", { projects: "on", closed: "on" });
    expect(closed?.projects.at(-1)).toMatchObject({ name: "Parkskötsel", isClosed: true });
    expect((await rowOf(we.aino, "Bergs kommun"))?.projects).toEqual([]);
    await db.update(projects).set({ status: "planned" }).where(eq(projects.id, we.world.projects.bergPark));
  });

  test("show only as far as one sees them", async () => {
    const [profile] = await db
      .insert(profiles)
      .values({ name: "Own projects", grants: { customers: "read", projects: "own" }, reach: ["all"] })
      .returning();
    await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.ebba));
    const ebba = await signedIn(we.world.people.ebba);
    expect((await rowOf(ebba, "Bergs kommun", { projects: "on" }))?.projects).toMatchObject([{ name: "Parkskötsel" }]);
  });
});

describe("filters", () => {
  test("nobody responsible, owner, responsible, role", async () => {
    const none = await seen(we.aino, { responsible: "none", rows: "50" });
    expect(none.rows.every(({ count }) => count === 0)).toBe(true);
    expect(namesOf(none.rows)).toContain("Huomenna Oy");
    expect(none.total).toBe((await seen(we.aino)).nobody);
    const { aino, sven } = we.world.people;
    expect((await seen(we.aino, { owner: String(aino) })).rows.every(({ ownerId }) => ownerId === aino)).toBe(true);
    expect(namesOf((await seen(we.aino, { responsible: String(sven) })).rows)).toEqual(["Aina Oy", "Ek AB", "Nyt Oy"]);
    const roleId = (await rowOf(we.aino, "Nyt Oy"))?.ties[0]?.roleId;
    expect(namesOf((await seen(we.aino, { role: String(roleId) })).rows)).toContain("Nyt Oy");
    expect(namesOf((await seen(we.aino, { role: String(roleId) })).rows)).not.toContain("Ahola Oy");
  });

  test("groupings, sellers of groups, one customer", async () => {
    const { groups, people, customers: ids } = we.world;
    const inKey = namesOf((await seen(we.aino, { grouping: `group.${groups.key}` })).rows);
    expect(inKey).toContain("Ahola Oy");
    expect(namesOf((await seen(we.aino, { seller: String(people.eetu) })).rows)).toEqual(inKey);
    expect(namesOf((await seen(we.aino, { customer: String(ids.ahola) })).rows)).toEqual(["Ahola Oy"]);
    expect((await seen(we.sven, { customer: String(ids.ahola) })).rows).toEqual([]);
  });

  test("team and employee narrow the columns; whoever left stays while they hold something", async () => {
    const { eetu, maija } = we.world.people;
    const teams = (await seen(we.aino)).everybody.flatMap(({ teams }) => teams);
    const helsinki = teams.find(({ name }) => name === "Helsinki");
    expect(namesOf((await seen(we.aino, { team: String(helsinki?.id) })).columns)).toEqual([
      "Aino Ruskalampi",
      "Eetu Koskiranta",
    ]);
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, eetu));
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, maija));
    const { columns } = await seen(we.aino);
    await db.update(employees).set({ deactivatedAt: null });
    expect(columns.find(({ id }) => id === eetu)).toMatchObject({ isActive: false });
    expect(columns.find(({ id }) => id === maija)).toBeUndefined();
  });

  test("roles that are not in use neither filter nor show their letters", async () => {
    const roleId = String((await rowOf(we.aino, "Nyt Oy"))?.ties[0]?.roleId);
    const before = await db.select({ features: settings.features }).from(settings);
    await db.update(settings).set({ features: (before[0]?.features ?? []).filter((one) => one !== "roles") });
    const aino = await signedIn(we.world.people.aino);
    expect((await seen(aino, { role: roleId })).total).toBe((await seen(aino)).total);
    await db.update(settings).set({ features: before[0]?.features });
  });

  test("nonsense in the address is the default, and an address says only what is set", () => {
    const odd = matrixFilter({ rows: "1e9", columns: "-3", page: "x", view: "cube", grouping: "group.x", role: "'" });
    expect(odd).toMatchObject({ rows: 25, columns: 40, page: 1, view: "auto", grouping: null });
    expect(Object.values(matrixQuery(odd)).filter(Boolean)).toEqual([]);
    expect(matrixFilter({ rows: "5000", columns: "5000" })).toMatchObject({ rows: 50, columns: 100 });
    const set = { grouping: "special.3", responsible: "none", projects: "on", rows: "10", page: "2", after: "abc" };
    expect(
      matrixFilter(
        Object.fromEntries(Object.entries(matrixQuery(matrixFilter(set))).map(([k, v]) => [k, String(v ?? "")])),
      ),
    ).toEqual(matrixFilter(set));
  });
});

describe("pages", () => {
  test("follow each other in both directions, by the last customer or by a jump", async () => {
    const whole = await seen(we.aino, { rows: "50" });
    const first = await seen(we.aino, { rows: "10", columns: "3" });
    const second = await seen(we.aino, { rows: "10", page: "2", after: first.next ?? "" });
    const jump = await seen(we.aino, { rows: "10", page: "2" });
    expect(namesOf(second.rows)).toEqual(namesOf(whole.rows).slice(10, 20));
    expect(namesOf(jump.rows)).toEqual(namesOf(second.rows));
    expect(first.columnTotal).toBe(whole.columns.length);
    const next = await seen(we.aino, { columns: "3", columnPage: "2" });
    expect(namesOf([...first.columns, ...next.columns])).toEqual(namesOf(whole.columns).slice(0, 6));
    expect((await seen(we.aino, { page: "99" })).rows).toEqual([]);
  });
});

describe("rules", () => {
  test("columns go by team, people without one last, each person once", () => {
    const [a, b] = [
      { id: 1, name: "Ä" },
      { id: 2, name: "Z" },
    ];
    const people = [
      { id: 1, teams: [] },
      { id: 2, teams: [a, b] },
      { id: 3, teams: [b] },
    ];
    const order = (wanted: { team: number | null; employee: number | null }) =>
      columnsOf(people, wanted, new Intl.Collator("fi")).map(({ id, team }) => `${id} ${team}`);
    expect(order({ team: null, employee: null })).toEqual(["3 Z", "2 Ä", "1 null"]);
    expect(order({ team: 2, employee: null })).toEqual(["2 Z", "3 Z"]);
    expect(order({ team: null, employee: 1 })).toEqual(["1 null"]);
  });

  test("a load is heavy compared with the others, never among few", () => {
    expect(heatOf(20, [20, 1])).toBeNull();
    expect(heatOf(10, [10, 10, 10, 0])).toBeNull();
    expect(heatOf(18, [18, 8, 8, 8])).toBe("busy");
    expect(heatOf(40, [40, 8, 8, 8])).toBe("full");
  });

  test("a row has a cell for each who owns, manages or answers", () => {
    const customer = { id: 5, name: "A", count: 2, ownerId: 1, companyOwners: [{ employeeId: 2, company: "AB" }] };
    const { cells } = lineOfCustomer({ ...customer, ties: [tieOf(), tieOf({ employeeId: 3 })] });
    expect(cells.get(1)).toEqual({ leads: [null], ties: [tieOf()] });
    expect(cells.get(2)).toEqual({ leads: ["AB"], ties: [] });
    expect(cells.get(3)?.leads).toEqual([]);
    const project = { id: 7, number: "P", name: "B", isClosed: true, managerId: 4, count: 1, total: 1, ties: [] };
    expect(lineOfProject(project)).toMatchObject({ subject: "project", isClosed: true });
  });
});

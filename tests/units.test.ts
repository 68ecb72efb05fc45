import { eq, like } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { deleteCustomer, restoreFromBin } from "@/lib/customers/commands";
import { customerFilter, filterQuery, isFiltered } from "@/lib/customers/filter";
import { countTabs, listBranches, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import type { Params } from "@/lib/list-address";
import { flipSwitch } from "@/lib/settings/commands";
import type { UnitKind } from "@/lib/units/fields";
import { unitsShown } from "@/lib/units/filter";
import { getUnitTree } from "@/lib/units/queries";
import { type Cast, cast, signedIn } from "./cast";
import { asItWas, shared, whenever } from "./structure";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let id: Cast["world"]["customers"];

beforeAll(async () => {
  we = await cast();
  id = we.world.customers;
});

afterEach(() => asItWas(id));

const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name);
async function listed(viewer: Viewer, params: Record<string, string>) {
  const filter = { ...customerFilter({ view: "flat", ...params }, [], viewer.facts.listedUnits), tab: null };
  return namesOf((await listCustomers(viewer, filter, "fi")).rows);
}

async function tree(viewer: Viewer, unit: number) {
  const { units, total } = await getUnitTree(viewer, unit, "fi");
  expect(total).toBe(units.length);
  return units.map(({ name, depth, isOpen }) => `${"· ".repeat(depth)}${name}${isOpen ? "" : " (closed)"}`);
}

async function unitsOf(viewer: Viewer, unit: number) {
  const customer = await getCustomer(viewer, unit, "fi");
  return customer.sight === "full" ? customer.units : absent;
}

const whole = [
  "Asunto-osakeyhtiö Lintulahdenkallionpolku",
  "· Ek AB",
  "· IJsvogel Zorg",
  "· · 's-Gravendijk B.V.",
  "· Wirtanen Oy",
  "· · Zetterlund Ab",
  "· · · Polder Installaties B.V.",
];

describe("the card", () => {
  test("shows the whole structure to whoever reaches all of it, from any of its units", async () => {
    expect(await tree(we.maija, id.lintulahti)).toEqual(whole);
    expect(await tree(we.maija, id.polder)).toEqual(whole);
    expect(await unitsOf(we.maija, id.wirtanen)).toMatchObject({
      mainUnit: { id: id.lintulahti, isOpen: true },
      subUnits: 1,
    });
  });

  test("shows others only what is between customers they may open", async () => {
    expect(await tree(we.pieter, id.gravendijk)).toEqual(["IJsvogel Zorg", "· 's-Gravendijk B.V."]);
    expect(await tree(we.pieter, id.polder)).toEqual(["Polder Installaties B.V."]);
    expect(await unitsOf(we.pieter, id.ijsvogel)).toEqual({ mainUnit: null, subUnits: 1 });
    expect(await unitsOf(we.pieter, id.polder)).toEqual({ mainUnit: null, subUnits: 0 });
    expect(await tree(we.sven, id.ek)).toEqual(["Ek AB"]);
    expect(await unitsOf(we.sven, id.ek)).toEqual({ mainUnit: null, subUnits: 0 });
  });

  test("a unit between two that are open hides that they belong together", async () => {
    await db.update(customers).set({ parentId: id.wirtanen }).where(eq(customers.id, id.gravendijk));
    await db.update(customers).set({ parentId: id.ijsvogel }).where(eq(customers.id, id.wirtanen));
    expect(await tree(we.pieter, id.gravendijk)).toEqual(["'s-Gravendijk B.V."]);
    expect(await tree(we.pieter, id.ijsvogel)).toEqual(["IJsvogel Zorg"]);
  });

  test("shows all names while the structure is shared, and leads only to what is open", async () => {
    const pieter = await shared(we.pieter);
    const open = ["IJsvogel Zorg", "'s-Gravendijk B.V.", "Polder Installaties B.V."];
    const closed = whole.map((line) => (open.some((name) => line.endsWith(name)) ? line : `${line} (closed)`));
    expect(await tree(pieter, id.polder)).toEqual(closed);
    expect(await unitsOf(pieter, id.polder)).toMatchObject({
      mainUnit: { id: id.zetterlund, name: "Zetterlund Ab", isOpen: false },
    });
    const sven = await shared(we.sven);
    expect(await unitsOf(sven, id.ek)).toMatchObject({ mainUnit: { isOpen: false } });
    await expect(getCustomer(pieter, id.zetterlund, "fi")).rejects.toThrow(absent);
  });

  test("leaves out the bin, for everybody", async () => {
    expect(await deleteCustomer(we.maija, { id: id.wirtanen })).toMatchObject({ ok: true });
    for (const viewer of [we.maija, await shared(we.maija)]) {
      expect(await tree(viewer, id.lintulahti)).toEqual(whole.slice(0, 4));
      expect(await unitsOf(viewer, id.zetterlund)).toEqual({ mainUnit: null, subUnits: 1 });
      expect(await listed(viewer, { unit: "sub" })).not.toContain("Zetterlund Ab");
    }
    expect(await restoreFromBin(we.maija, { id: id.wirtanen })).toMatchObject({ ok: true });
    expect(await tree(we.maija, id.zetterlund)).toEqual(whole);
  });
});

describe("the list", () => {
  const main = ["Asunto-osakeyhtiö Lintulahdenkallionpolku", "IJsvogel Zorg", "Wirtanen Oy", "Zetterlund Ab"];
  const sub = [
    "'s-Gravendijk B.V.",
    "Ek AB",
    "IJsvogel Zorg",
    "Polder Installaties B.V.",
    "Wirtanen Oy",
    "Zetterlund Ab",
  ];

  test("knows main units, sub units and those in no structure, as the viewer sees them", async () => {
    expect(await listed(we.maija, { unit: "main" })).toEqual(main);
    expect((await listed(we.maija, { unit: "sub" })).sort()).toEqual(sub);
    const none = await listed(we.maija, { unit: "none" });
    expect(none.filter((name) => [...main, ...sub].includes(name))).toEqual([]);
    expect(none.length + new Set([...main, ...sub]).size).toBe((await listed(we.maija, {})).length);

    expect(await listed(we.pieter, { unit: "main" })).toEqual(["IJsvogel Zorg"]);
    expect(await listed(we.pieter, { unit: "sub" })).toEqual(["'s-Gravendijk B.V."]);
    expect(await listed(we.pieter, { unit: "none" })).toContain("Polder Installaties B.V.");
    expect(await listed(we.sven, { unit: "main" })).toEqual([]);
    expect(await listed(we.sven, { unit: "sub" })).toEqual([]);
  });

  test("counts a shared structure too, and shows no more customers for it", async () => {
    const pieter = await shared(we.pieter);
    expect((await listed(pieter, { unit: "sub" })).sort()).toEqual([
      "'s-Gravendijk B.V.",
      "IJsvogel Zorg",
      "Polder Installaties B.V.",
    ]);
    expect(await listed(pieter, { unit: "main" })).toEqual(["IJsvogel Zorg"]);
    expect((await listed(await shared(we.sven), { unit: "sub" })).sort()).toEqual([
      "Ek AB",
      "Polder Installaties B.V.",
    ]);
  });

  test("tells nothing of customers of which only basic data shows", async () => {
    const pieter = await whenever({ showOtherCompanies: true }, we.pieter);
    expect(await listed(pieter, {})).toContain("Wirtanen Oy");
    for (const unit of ["main", "sub", "none"]) expect(await listed(pieter, { unit })).not.toContain("Wirtanen Oy");
    expect(await listed(pieter, { under: String(id.lintulahti) })).toEqual([]);
  });

  test("its tabs, groups and rows agree", async () => {
    for (const viewer of [we.maija, we.pieter, we.sven, await shared(we.pieter)])
      for (const unit of ["all", "main", "sub", "none"]) {
        const filter = customerFilter({ unit, view: "flat" });
        const { rows } = await listCustomers(viewer, filter, "fi");
        expect((await countTabs(viewer, filter)).active).toBe(rows.length);
        const grouped = await listCustomers(viewer, { ...filter, view: "grouped" }, "fi");
        const groups = new Map(grouped.rows.map(({ groupId, groupCount }) => [groupId, groupCount ?? 0]));
        expect([...groups.values()].reduce((sum, count) => sum + count, 0)).toBe(rows.length);
        expect(namesOf(grouped.rows).sort()).toEqual(namesOf(rows).sort());
      }
  });

  test("finds what stands below a unit, however deep, as far as that is seen", async () => {
    expect(await listed(we.maija, { under: String(id.wirtanen) })).toEqual([
      "Polder Installaties B.V.",
      "Zetterlund Ab",
    ]);
    expect(await listed(we.pieter, { under: String(id.ijsvogel) })).toEqual(["'s-Gravendijk B.V."]);
    expect(await listed(we.pieter, { under: String(id.wirtanen) })).toEqual([]);
    const pieter = await shared(we.pieter);
    expect(await listed(pieter, { under: String(id.wirtanen) })).toEqual(["Polder Installaties B.V."]);
    expect(await listed(pieter, { under: String(id.binned) })).toEqual([]);
  });

  test("says the main unit in a column and in the file, where it is seen", async () => {
    const cells = async (viewer: Viewer) => {
      const filter = { ...customerFilter({ columns: "mainUnit", view: "flat" }), tab: null };
      const { rows } = await listCustomers(viewer, filter, "fi");
      return new Map(rows.map(({ name, mainUnit }) => [name, mainUnit]));
    };
    expect((await cells(we.maija)).get("Polder Installaties B.V.")).toEqual(["Zetterlund Ab"]);
    expect((await cells(we.pieter)).get("Polder Installaties B.V.")).toEqual([]);
    expect((await cells(await shared(we.pieter))).get("Polder Installaties B.V.")).toEqual(["Zetterlund Ab"]);
  });

  test("offers the filter where there is something to choose", async () => {
    const has = async (viewer: Viewer) => (await listFilterOptions(viewer, "fi", customerFilter({}))).hasUnits;
    expect(await has(we.maija)).toBe(true);
    expect(await has(we.pieter)).toBe(true);
    expect(await has(we.sven)).toBe(false);
    expect(await has(await shared(we.sven))).toBe(true);
  });
});

describe("the list as a tree", () => {
  const lines = async (viewer: Viewer, params: Record<string, string>) => {
    const filter = customerFilter({ view: "tree", ...params });
    const said: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(viewer, { ...filter, after }, "fi");
      const tops = page.rows.map((row) => row.id);
      const units = await listBranches(viewer, filter, tops, "fi");
      for (const { id: top, name } of page.rows)
        said.push(name, ...units.filter((unit) => unit.top === top).map((unit) => "· ".repeat(unit.depth) + unit.name));
      after = page.next;
    } while (after);
    return said;
  };
  const tied = (said: string[]) => said.filter((line, at) => line.startsWith("·") || said[at + 1]?.startsWith("·"));
  const more = (prefix: string, count: number, parentId: number | null = null) =>
    db.insert(customers).values(
      Array.from({ length: count }, (_, at) => {
        const number = `${prefix}-${String(at).padStart(3, "0")}`;
        return {
          name: `Yksikkö ${number}`,
          number,
          companyId: we.world.companies.oy,
          country: "FI",
          stage: "active" as const,
          parentId,
        };
      }),
    );
  afterEach(async () => {
    await db.update(customers).set({ deletedAt: new Date() }).where(like(customers.name, "Yksikkö %"));
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, id.wirtanen));
  });

  test("has the units below their main units, as the viewer sees them", async () => {
    expect(tied(await lines(we.maija, {}))).toEqual(whole);
    expect(tied(await lines(we.pieter, {}))).toEqual(["IJsvogel Zorg", "· 's-Gravendijk B.V."]);
    expect(tied(await lines(we.sven, {}))).toEqual([]);
    expect(tied(await lines(await shared(we.pieter), {}))).toEqual(["IJsvogel Zorg", "· 's-Gravendijk B.V."]);
  });

  test("holds every customer of the list once, and nobody else", async () => {
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, id.wirtanen));
    const both = await whenever({ showOtherCompanies: true }, we.pieter);
    const viewers = [we.maija, we.aino, we.pieter, we.sven, both, await shared(we.pieter), await shared(we.sven)];
    for (const viewer of viewers)
      for (const tab of ["active", "prospects", "archived"]) {
        const inTree = (await lines(viewer, { tab })).map((line) => line.replaceAll("· ", ""));
        const { rows } = await listCustomers(viewer, customerFilter({ tab, view: "flat" }), "fi");
        expect(inTree.sort()).toEqual(namesOf(rows).sort());
      }
    expect(tied(await lines(we.maija, {}))).toContain("Zetterlund Ab");
  });

  test("a unit that the viewer does not see leaves those below it on top", async () => {
    await db.update(customers).set({ parentId: id.wirtanen }).where(eq(customers.id, id.gravendijk));
    await db.update(customers).set({ parentId: id.ijsvogel }).where(eq(customers.id, id.wirtanen));
    for (const viewer of [we.pieter, await whenever({ showOtherCompanies: true }, we.pieter)]) {
      const said = await lines(viewer, {});
      expect(tied(said)).toEqual([]);
      expect(said).toEqual(expect.arrayContaining(["IJsvogel Zorg", "'s-Gravendijk B.V."]));
    }
    expect(await listBranches(we.pieter, customerFilter({}), [id.lintulahti, id.wirtanen], "fi")).toEqual([]);
  });

  test("the filter chooses the units on top, and those below come along", async () => {
    const finnish = await lines(we.maija, { country: "FI" });
    expect(finnish).toEqual(expect.arrayContaining(whole));
    expect(tied(await lines(we.maija, { country: "NL" }))).toEqual([]);
    expect(await lines(we.maija, { unit: "main" })).toEqual(whole);
  });

  test("goes by name from the top; anything else is a plain list", () => {
    const viewed = (params: Params) => customerFilter({ view: "tree", ...params }).view;
    expect(viewed({ country: "FI", unit: "main" })).toBe("tree");
    for (const other of [{ sort: "number" }, { q: "polder" }, { under: "7" }, { tab: "deleted" }, { unit: "sub" }])
      expect(viewed(other)).toBe("flat");
    expect(filterQuery(customerFilter({ view: "tree" })).view).toBe("tree");
  });

  test("its pages go on with the next unit on top", async () => {
    await more("A", 70);
    await more("B", 3, id.lintulahti);
    const said = await lines(we.maija, {});
    expect(said.filter((line) => line.startsWith("Yksikkö A"))).toHaveLength(70);
    expect(tied(said)).toHaveLength(whole.length + 3);
    expect(new Set(said).size).toBe(said.length);
  });

  test("of very large structures it has the first units below each, and how many there are", async () => {
    await more("C", 600, id.ahola);
    const units = await listBranches(we.maija, customerFilter({}), [id.ahola, id.lintulahti], "fi");
    expect(units).toHaveLength(200);
    const below = Map.groupBy(units, ({ top }) => top);
    expect(below.get(id.lintulahti)?.map(({ name }) => `· ${name}`)).toHaveLength(whole.length - 1);
    expect(below.get(id.ahola)?.at(-1)).toMatchObject({ name: "Yksikkö C-193", total: 600, main: "Ahola Oy" });
  });
});

describe("what the list begins with", () => {
  test("is the administrator’s choice, until somebody chooses otherwise or searches", async () => {
    const maija = await whenever({ listedUnits: "main" }, we.maija);
    const main = ["Asunto-osakeyhtiö Lintulahdenkallionpolku", "IJsvogel Zorg", "Wirtanen Oy", "Zetterlund Ab"];
    expect(await listed(maija, {})).toEqual(main);
    expect(await listed(maija, { unit: "nonsense" })).toEqual(main);
    expect(await listed(maija, { unit: "all" })).toContain("Ahola Oy");
    expect(await listed(maija, { unit: "none" })).not.toContain("Wirtanen Oy");
    expect(await listed(maija, { q: "ahola" })).toEqual(["Ahola Oy"]);
    expect(await listed(maija, { q: "o", unit: "main" })).not.toContain("Ahola Oy");
    const filter = customerFilter({}, [], maija.facts.listedUnits);
    expect((await countTabs(maija, filter)).active).toBe(main.length);
  });

  test("an address says only what is unusual, and a filter that nobody set is told as one", () => {
    const said = (params: Record<string, string>, usual: UnitKind) => {
      const filter = customerFilter(params, [], usual);
      return [filterQuery(filter).unit, unitsShown(filter), isFiltered(filter)];
    };
    expect(said({}, "all")).toEqual([null, "all", false]);
    expect(said({ unit: "all" }, "all")).toEqual([null, "all", false]);
    expect(said({ unit: "sub" }, "all")).toEqual(["sub", "sub", true]);
    expect(said({}, "main")).toEqual([null, "main", true]);
    expect(said({ unit: "all" }, "main")).toEqual(["all", "all", false]);
    expect(said({ q: "x" }, "main")).toEqual([null, "all", true]);
    expect(said({ q: "x", unit: "main" }, "main")).toEqual(["main", "main", true]);
    expect(said({ tab: "deleted" }, "main")).toEqual([null, "all", false]);
  });

  test("is one of four, and turned by those who keep the settings", async () => {
    const turn = (viewer: Viewer, to: string) => flipSwitch(viewer, { id: 1, name: "listedUnits", to });
    expect(await turn(we.maija, "sub")).toMatchObject({ ok: true, result: { was: "all" } });
    expect((await signedIn(we.pieter.employeeId)).facts.listedUnits).toBe("sub");
    expect(await turn(we.maija, "twins")).toMatchObject({ ok: false });
    await expect(turn(we.aino, "main")).rejects.toThrow(absent);
  });
});

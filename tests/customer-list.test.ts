import { eq, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { seedDemo } from "@/db/demo";
import { employees } from "@/db/schema/employees";
import { customers, responsibilities, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, filterQuery, isFiltered, matching } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import catalog from "@/messages/fi.json";
import { signedIn } from "./cast";

const people = {} as Record<"maija" | "aino" | "sven" | "pieter" | "nils", Viewer>;

beforeAll(async () => {
  await seedDemo(db, { passwordHash: "x", today: new Date() });
  await meetAgain();
});

/** Rights and switches are read at every click, so after a change everybody asks anew. */
async function meetAgain() {
  for (const name of ["maija", "aino", "sven", "pieter", "nils"] as const) {
    const [person] = await db
      .select({ id: employees.id })
      .from(employees)
      .where(eq(employees.email, `${name}@demo.example`));
    people[name] = await signedIn(person?.id ?? 0);
  }
}

const list = (viewer: Viewer, params: Params = {}) => listCustomers(viewer, customerFilter(params), "fi");

/** Every row of a list, page after page, as a person would click through it. */
async function walk(viewer: Viewer, params: Params) {
  const rows = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await list(viewer, after ? { ...params, after } : params);
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

describe("who sees how many", () => {
  test("Maija and Aino all 300, Pieter the 85 of his company, Sven his groups and his own", async () => {
    const total = async (viewer: Viewer) => {
      const { active, prospects } = await countTabs(viewer, customerFilter({}));
      return active + prospects;
    };
    expect(await total(people.maija)).toBe(300);
    expect(await total(people.aino)).toBe(300);
    expect(await total(people.pieter)).toBe(85);
    const svens = await total(people.sven);
    expect(svens).toBeGreaterThan(20);
    expect(svens).toBeLessThan(100);
  });

  test("without the right the list is not there, and the bin only for those who may delete", async () => {
    await expect(list(people.nils)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    await expect(list(people.sven, { tab: "deleted" })).rejects.toThrow("404");
    expect((await list(people.aino, { tab: "deleted" })).rows).toHaveLength(3);
  });
});

describe("pages", () => {
  const ways: Params[] = [
    { view: "flat" },
    { view: "flat", direction: "desc" },
    { sort: "number" },
    { sort: "owner" },
    { sort: "owner", direction: "desc" },
    { sort: "updated" },
    { sort: "updated", direction: "desc" },
    {},
  ];

  test.each(ways)("clicked through lose nobody and show nobody twice: %o", async (params) => {
    const rows = await walk(people.aino, params);
    const { active } = await countTabs(people.aino, customerFilter({}));
    expect(active).toBeGreaterThan(250);
    expect(rows).toHaveLength(active);
    expect(new Set(rows.map((row) => row.id)).size).toBe(active);
  });

  test.each(ways)("jumped to are the same as clicked to: %o", async (params) => {
    const rows = await walk(people.aino, params);
    const jumped = await list(people.aino, { ...params, page: "5" });
    expect(jumped.rows.map((row) => row.id)).toEqual(rows.slice(200, 250).map((row) => row.id));
  });

  test("by name follow the reader's alphabet: Å Ä Ö last in Finnish, beside A and O in English", async () => {
    const names = (await walk(people.aino, { view: "flat" })).map((row) => row.name);
    expect(names).toEqual([...names].sort(new Intl.Collator("fi").compare));
    const english = await listCustomers(people.aino, customerFilter({ view: "flat" }), "en");
    expect(english.rows.slice(0, 12).some((row) => /^[ÅÄ]/.test(row.name))).toBe(true);
  });

  test("by number put 9 before 10", async () => {
    const numbers = (await walk(people.aino, { sort: "number" })).map((row) => row.number);
    expect(numbers).toEqual([...numbers].sort(new Intl.Collator("en", { numeric: true }).compare));
  });

  test("stand under their groups, those without one last, each group counted", async () => {
    const rows = await walk(people.aino, {});
    const groups = rows.map((row) => row.groupName ?? "\uffff");
    expect(groups).toEqual([...groups].sort(new Intl.Collator("fi").compare));
    expect(groups.at(-1)).toBe("\uffff");
    for (const { groupId, groupCount } of rows)
      expect(groupCount).toBe(rows.filter((row) => row.groupId === groupId).length);
  });
});

describe("search and filters", () => {
  test("find inside words, whatever the case and the accents, in name, number, business ID and town", async () => {
    const [someone] = (await list(people.aino, { q: "åsryggnas" })).rows;
    expect(someone?.name).toContain("Åsryggnäs");
    const names = async (q: string) => (await walk(people.aino, { q })).map((row) => row.name);
    expect(await names("sryggn")).toContain(someone?.name);
    expect(await names(someone?.number ?? "")).toContain(someone?.name);
    expect((await walk(people.aino, { q: "joensuu" })).every((row) => row.city === "Joensuu")).toBe(true);
    expect(await names("%")).toEqual([]);
    expect(await names("\\")).toEqual([]);
  });

  test("combine, and mean the same on every page and count", async () => {
    const { groups, types } = await listFilterOptions(people.aino, "fi");
    const [group, type] = [String(groups[0]?.id), String(types[0]?.id)];
    const combinations: Params[] = [
      { group },
      { country: "SE" },
      { type },
      { owner: "none" },
      { responsible: "none", view: "flat" },
      { group: "none", country: "NL" },
    ];
    for (const some of combinations) {
      const rows = await walk(people.aino, some);
      expect(rows.length).toBe((await countTabs(people.aino, customerFilter(some))).active);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  test("by team and by who answers for a customer today find exactly the rows whose columns say so", async () => {
    const columns = "team,customerTeam";
    const { owners, teams } = await listFilterOptions(people.aino, "fi");
    const all = await walk(people.aino, { view: "flat", columns });
    const found = async (some: Params) => (await walk(people.aino, { view: "flat", ...some })).map(({ id }) => id);
    const where = (fits: (row: (typeof all)[number]) => boolean) => all.filter(fits).map(({ id }) => id);
    for (const { id, name } of owners) {
      expect(await found({ responsible: String(id) })).toEqual(where((row) => row.customerTeam.includes(name)));
    }
    for (const { id, name } of teams) {
      expect(await found({ team: String(id) })).toEqual(where((row) => row.team.includes(name)));
    }
    const nobody = where((row) => row.customerTeam.length === 0);
    expect(nobody.length).toBeGreaterThan(0);
    expect(await found({ responsible: "none" })).toEqual(nobody);
  });

  test("nonsense in the address is the default, never an error", async () => {
    const filter = customerFilter({
      tab: "x",
      sort: ["drop", "y"],
      page: "-1",
      group: "1;drop",
      country: "fi",
      after: "%%%",
      view: "z",
    });
    expect(filter).toEqual(customerFilter({ after: "%%%" }));
    expect((await listCustomers(people.aino, filter, "fi")).rows).toHaveLength(50);
    const said = new URLSearchParams({ q: "oy", tab: "prospects", sort: "owner", group: "none", country: "SE" });
    expect(paths.customers(filterQuery(customerFilter(Object.fromEntries(said))))).toBe(`/customers?${said}`);
  });
});

describe("several companies", () => {
  /** Clicked through and jumped to: all rows, the open ones by their day, those whose day is hidden on one end. */
  async function expectByUpdate(rows: Awaited<ReturnType<typeof walk>>) {
    const hidden = rows.filter((row) => !row.full).length;
    for (const direction of ["asc", "desc"]) {
      const sorted = await walk(people.pieter, { sort: "updated", direction });
      const ids = sorted.map((row) => row.id);
      expect(ids.toSorted()).toEqual(rows.map((row) => row.id).toSorted());
      const places = sorted.map(({ full, updatedAt }) => (full ? Number(updatedAt) : Number.POSITIVE_INFINITY));
      expect(places).toEqual(places.toSorted((a, b) => (direction === "asc" ? b - a : a - b) || 0));
      expect(places.filter((place) => place === Number.POSITIVE_INFINITY)).toHaveLength(hidden);
      const jumped = await list(people.pieter, { sort: "updated", direction, page: "4" });
      expect(jumped.rows.map((row) => row.id)).toEqual(ids.slice(150, 200));
    }
  }

  test("the switch shows the others' customers with basic data only; nothing hidden can be searched or filtered by", async () => {
    await db.update(settings).set({ showOtherCompanies: true });
    await meetAgain();
    const { active, prospects } = await countTabs(people.pieter, customerFilter({}));
    expect(active + prospects).toBe(300);
    const rows = await walk(people.pieter, { view: "flat" });
    const foreign = rows.filter((row) => !row.full);
    expect(foreign.length).toBeGreaterThan(150);
    expect(foreign.every((row) => row.ownerId === null && row.groupId === null && row.updatedAt === null)).toBe(true);
    await expectByUpdate(rows);
    const own = new Set(rows.filter((row) => row.full).map((row) => row.id));
    const hidden = (await walk(people.aino, { view: "flat" })).find((row) => !own.has(row.id) && row.ownerId !== null);
    const shown = rows.find((row) => row.ownerId !== null);
    const asked = [String(hidden?.ownerId), String(shown?.ownerId)].flatMap((id) => [
      { owner: id },
      { responsible: id },
    ]);
    const found = async () =>
      Promise.all(
        [...asked, { responsible: "none" }].map(async (params) =>
          (await walk(people.pieter, params)).map((row) => row.name),
        ),
      );
    const withSwitch = await found();
    await db.update(settings).set({ showOtherCompanies: false });
    await meetAgain();
    expect(withSwitch).toEqual(await found());
    expect(withSwitch.map((names) => names.length > 0)).toEqual([false, false, true, true, true]);
  });

  test("the mask takes owner and group of other companies' customers from those who see everything else", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    await meetAgain();
    const rows = await walk(people.aino, { view: "flat" });
    expect(rows).toHaveLength((await countTabs(people.aino, customerFilter({}))).active);
    const shown = rows.filter((row) => row.ownerId !== null);
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.length).toBeLessThan(150);
    await db.update(settings).set({ maskOtherCompanies: false });
    await meetAgain();
  });
});

describe("columns that a person adds", () => {
  const columns = "team,customerTeam,tags";

  test("are asked for by the address, in one order, and left empty otherwise", async () => {
    const filter = customerFilter({ columns: "tags,team,nonsense,team" });
    expect(filter.columns).toEqual(["team", "tags"]);
    expect(filterQuery(filter).columns).toBe("team,tags");
    expect(isFiltered(filter)).toBe(false);
    const [plain] = (await list(people.maija, { view: "flat" })).rows;
    expect(plain).toMatchObject({ team: [], customerTeam: [], tags: [] });
  });

  test("say the owner’s teams, who answers for the customer today with the owner among them, and its tags", async () => {
    const rows = await walk(people.maija, { view: "flat", columns });
    const ownerId = people.maija.employeeId;
    const mine = rows.find((row) => row.ownerId !== null && row.team.length > 0 && row.tags.length > 0);
    if (!mine) throw new Error("no customer with team and tags");
    expect(mine.customerTeam).toContain(mine.ownerName);
    expect(
      rows.filter((row) => row.ownerId !== null).every((row) => row.customerTeam.includes(row.ownerName ?? "")),
    ).toBe(true);
    const dated = (validFrom: string, validTo: string) =>
      db.insert(responsibilities).values({ customerId: mine.id, employeeId: ownerId, validFrom, validTo });
    const team = async () => (await walk(people.maija, { q: mine.number, columns })).find((row) => row.id === mine.id);
    const before = (await team())?.customerTeam ?? [];
    expect(before).not.toContain(people.maija.facts.name);
    await dated("2020-01-01", "2020-12-31");
    expect((await team())?.customerTeam).toEqual(before);
    await dated("2021-01-01", "2099-12-31");
    expect((await team())?.customerTeam.toSorted()).toEqual([...before, people.maija.facts.name].toSorted());
    await db.delete(responsibilities).where(eq(responsibilities.employeeId, ownerId));
  });

  test("go out with the file under their own headings", async () => {
    const t = createTranslator({ locale: "fi", messages: catalog }) as never;
    const filter = customerFilter({ view: "flat", columns });
    const book = await customerBook(
      people.maija,
      {
        where: ({ listedCustomers }, viewer) => matching(viewer, listedCustomers, filter),
        added: filter.columns,
        facts: {},
        about: [],
      },
      { t, locale: "fi" },
    );
    const cells: unknown[][] = [];
    for await (const batch of book.rows) cells.push(...batch.map((row) => [...row]));
    const at = (heading: string) => book.columns.findIndex((column) => column.heading === heading);
    const shown = (await walk(people.maija, { view: "flat", columns })).find(
      ({ team, tags }) => team.length > 0 && tags.length > 0,
    );
    const row = cells.find((one) => one[at("Asiakasnumero")] === shown?.number);
    expect([row?.[at("Tiimi")], row?.[at("Asiakastiimi")], row?.[at("Tunnisteet")]]).toEqual(
      [shown?.team, shown?.customerTeam, shown?.tags].map((names) => names?.join(", ")),
    );
    expect(cells.every((one) => one.length === book.columns.length)).toBe(true);
  });

  test("are hidden with the rest of another company’s customers, and empty where only basic data shows", async () => {
    await db.update(settings).set({ maskOtherCompanies: true, showOtherCompanies: true });
    await meetAgain();
    const own = people.aino.facts.companyId;
    const masked = await walk(people.aino, { view: "flat", columns });
    const served = await db
      .select({ id: customers.id })
      .from(customers)
      .where(sql`${own} = any(${customers.companies})`);
    const isOwn = new Set(served.map(({ id }) => id));
    const said = (row: (typeof masked)[number]) => row.team.length + row.customerTeam.length + row.tags.length;
    expect(masked.filter((row) => isOwn.has(row.id)).some((row) => said(row) > 0)).toBe(true);
    expect(masked.filter((row) => !isOwn.has(row.id)).every((row) => said(row) === 0)).toBe(true);
    await db.update(settings).set({ maskOtherCompanies: false });
    await meetAgain();
    const basic = (await walk(people.pieter, { view: "flat", columns })).filter((row) => !row.full);
    expect(basic.length).toBeGreaterThan(100);
    expect(basic.every((row) => said(row) === 0)).toBe(true);
    await db.update(settings).set({ showOtherCompanies: false });
    await meetAgain();
  });
});

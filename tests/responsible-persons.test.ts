import { eq, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerCompanies, employees, events, profiles, responsibilities, settings } from "@/db/schema/index";
import type { Reach } from "@/lib/access/permissions";
import { visibleTables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { downloadOf } from "@/lib/downloads";
import { encodeCursor } from "@/lib/list-address";
import { personBook } from "@/lib/responsible-persons/export";
import { personFilter, personQuery, sorts } from "@/lib/responsible-persons/filter";
import { countPersons, listAddresses, listPersonOptions, listPersons } from "@/lib/responsible-persons/queries";
import { rowsInOrder } from "@/lib/responsible-persons/rows";
import { kinds, wayTo } from "@/lib/responsible-persons/rules";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const asked = (address: string) => personFilter(Object.fromEntries(new URLSearchParams(address)));

async function rowsOf(viewer: Viewer, address = "", total?: number) {
  const filter = asked(address);
  return (await listPersons(viewer, filter, total ?? (await countPersons(viewer, filter)), "fi")).rows;
}

const told = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  rows.map(({ customer, person, kind, project }) =>
    [customer, person.split(" ")[0], project ? `${kind}: ${project}` : kind].join(" · "),
  );
const of = async (viewer: Viewer, address: string) => told(await rowsOf(viewer, address));

describe("the list", () => {
  test("has a row for each tie, the account owner among them, today’s and those to come", async () => {
    const rows = await of(we.maija, "");
    expect(rows).toContain("Ahola Oy · Aino · owner");
    expect(rows).toContain("Ahola Oy · Eetu · responsible");
    expect(rows).toContain("Huomenna Oy · Sven · responsible");
    expect(rows).not.toContain("Eilen Oy · Sven · responsible");
    expect(rows.some((row) => row.startsWith("Roskakori"))).toBe(false);
    expect(await countPersons(we.maija, asked(""))).toBe(rows.length);
  });

  test("gives a person with two roles two rows", async () => {
    const { svenAlways } = we.world.customers;
    const { accountant, payroll } = we.world.customerRoles as Record<string, number>;
    await db.delete(responsibilities).where(eq(responsibilities.customerId, svenAlways));
    const tie = { customerId: svenAlways, employeeId: we.sven.employeeId };
    await db.insert(responsibilities).values([
      { ...tie, roleId: accountant },
      { ...tie, roleId: payroll, validTo: "2099-01-31" },
    ]);
    const rows = await rowsOf(we.maija, `customer=${svenAlways}`);
    expect(rows.map(({ roleId, validTo }) => [roleId, validTo])).toEqual([
      [accountant, null],
      [payroll, "2099-01-31"],
    ]);
    expect(await of(we.maija, `role=${payroll}`)).toEqual(["Aina Oy · Sven · responsible"]);
    expect(await of(we.maija, "role=none&employee=3")).toEqual(["Huomenna Oy · Sven · responsible"]);
  });

  test("says who sells, and whether to the very group", async () => {
    const [aino, eetu] = await rowsOf(we.maija, "q=ahola");
    expect([aino?.isSeller, aino?.sellsHere, aino?.sells]).toEqual([false, false, []]);
    expect([eetu?.isSeller, eetu?.sellsHere, eetu?.sells]).toEqual([true, true, ["Avainasiakkaat"]]);
    expect(await of(we.maija, "seller=group")).toEqual(["Ahola Oy · Eetu · responsible"]);
    expect((await rowsOf(we.maija, "seller=no")).every(({ isSeller }) => !isSeller)).toBe(true);
  });

  test("marks whoever has left", async () => {
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.ebba.employeeId));
    const rows = await rowsOf(we.maija, `employee=${we.ebba.employeeId}`);
    const addresses = await listAddresses(we.maija, asked(""), 500, "fi");
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, we.ebba.employeeId));
    expect(rows.map(({ left }) => left)).toEqual([true, true]);
    expect(addresses).toEqual([...new Set(addresses)]);
    expect(addresses).toContain(we.aino.facts.email);
    expect(addresses).not.toContain(we.ebba.facts.email);
  });

  test("shows archived customers, participants and what has ended only where they are asked for", async () => {
    const { archived } = we.world.customers;
    await db.insert(responsibilities).values({ customerId: archived, employeeId: we.aino.employeeId });
    expect(await of(we.maija, "q=arkisto")).toEqual([]);
    expect(await of(we.maija, "q=arkisto&archived=on")).toEqual(["Arkisto Oy · Aino · responsible"]);
    expect(await of(we.maija, "q=takrenovering")).toEqual([]);
    expect((await of(we.maija, "q=takrenovering&participants=on")).sort()).toEqual([
      "Bergs kommun · Eetu · participant: Takrenovering",
      "Bergs kommun · Karin · manager: Takrenovering",
      "Bergs kommun · Sven · participant: Takrenovering",
    ]);
    expect(await of(we.maija, "ended=on&q=eilen")).toEqual(["Eilen Oy · Sven · responsible"]);
  });

  test("says who answered on a day: the last day counts, the day after does not", async () => {
    expect(await of(we.maija, "date=2020-12-31&q=eilen")).toEqual(["Eilen Oy · Sven · responsible"]);
    expect(await of(we.maija, "date=2021-01-01&q=eilen")).toEqual([]);
    expect(await of(we.maija, "date=2098-12-31&q=huomenna")).toEqual([]);
    expect(await of(we.maija, "date=2099-01-01&q=huomenna")).toEqual(["Huomenna Oy · Sven · responsible"]);
  });

  test("finds by customer, employee and grouping", async () => {
    expect(await of(we.maija, "q=eetu")).toEqual(["Ahola Oy · Eetu · responsible"]);
    expect(await of(we.maija, `grouping=group.${we.world.groups.bygg}`)).toEqual(["Dals Bygg AB · Ebba · owner"]);
    expect(await of(we.maija, "role=owner&team=1")).toEqual([
      "Ahola Oy · Aino · owner",
      "Vaahtera Oy · Aino · owner",
      "Yhteinen Oy · Aino · owner",
    ]);
    const nonsense = asked("page=x&sort=y&role=z&date=2026-13-45&grouping=a.b&seller=q&team=-1&after=%00");
    expect(personQuery(nonsense)).toEqual(personQuery(personFilter({})));
    expect((await listPersons(we.maija, { ...nonsense, after: "bm9uc2Vuc2U" }, 1, "fi")).rows.length).toBeGreaterThan(
      5,
    );
  });

  test.each(sorts.flatMap((sort) => ["", "desc"].map((way) => `sort=${sort}&direction=${way}`)))(
    "has one order, sought or walked, and goes on after any row: %s",
    async (order) => {
      const address = `${order}&participants=on&archived=on&ended=on`;
      const keys = async (total: number) =>
        (await rowsOf(we.maija, address, total)).map(({ kind, id }) => `${kind}${id}`);
      const sought = await keys(1);
      expect(sought.length).toBeGreaterThan(12);
      expect(await keys(99_999)).toEqual(sought);
      for (const way of ["seek", "walk"] as const) {
        const walked: string[] = [];
        let after: string | null = null;
        for (let at = 0; at < sought.length; at++) {
          const one = await oneAfter(address, way, after);
          walked.push(one.key);
          after = one.after;
        }
        expect(walked).toEqual(sought);
      }
    },
  );

  /** The row after a cursor, as a page of one row. */
  async function oneAfter(address: string, way: "seek" | "walk", after: string | null) {
    const scope = { viewer: we.maija, db, tables: visibleTables(we.maija) };
    const most = { rows: 1, skip: 0 };
    const { page } = rowsInOrder(scope, { ...asked(address), after }, { way, locale: "fi", most });
    const { rows } = await db.execute<{ kind: number; id: string; cursor: unknown }>(sql`${page}`);
    const [row] = rows;
    if (!row) throw new Error("no row");
    return { key: `${kinds[row.kind]}${row.id}`, after: encodeCursor(row.cursor) };
  }
});

describe("what is seen", () => {
  test("ends where the viewer’s reach ends, in rows, counts, search and files", async () => {
    const sven = await rowsOf(we.sven, "participants=on");
    expect(sven.some(({ customer }) => customer === "Ahola Oy")).toBe(false);
    expect(await countPersons(we.sven, asked("participants=on"))).toBe(sven.length);
    expect(await of(we.sven, "q=ahola&participants=on")).toEqual([]);
    expect(await of(we.pieter, "participants=on")).toEqual([]);
    const options = await listPersonOptions(we.sven, asked(`customer=${we.world.customers.ahola}`), "sv");
    expect(options.customer).toBeNull();
    await expect(listPersons(we.nils, asked(""), 1, "sv")).rejects.toThrow(absent);
  });

  test("leaves out whom another company’s mask hides, and does not find by them", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    const masked = await signedIn(we.sven.employeeId);
    const rows = await of(masked, "");
    const found = await of(masked, "q=sven");
    await db.update(settings).set({ maskOtherCompanies: false });
    expect(await of(we.sven, "q=nyt")).toEqual(["Nyt Oy · Sven · responsible"]);
    expect(rows.some((row) => row.startsWith("Nyt Oy"))).toBe(false);
    expect(found.some((row) => row.startsWith("Nyt Oy"))).toBe(false);
  });

  test("has owners as the viewer’s own company names them, whether they are sought or walked to", async () => {
    const { ahola } = we.world.customers;
    const { aino, sven } = we.world.people;
    const companyId = we.world.companies.ab;
    await db.insert(customerCompanies).values({ customerId: ahola, companyId, ownerId: sven });
    for (const reach of [["all"], ["company"], ["groups", "mine"]] as Reach[][])
      for (const [showOtherCompanies, maskOtherCompanies] of [[], [true], [false, true], [true, true]]) {
        const switches = { showOtherCompanies: !!showOtherCompanies, maskOtherCompanies: !!maskOtherCompanies };
        const viewer = Viewer.of({ ...we.sven.facts, companyId, reach, ownValues: true, ...switches });
        const [sought, walked] = [await rowsOf(viewer, "", 0), await rowsOf(viewer, "", 20_000)];
        expect(sought).toEqual(walked);
        expect(told(sought)).toContain("Ahola Oy · Sven · owner");
        expect(await of(viewer, `employee=${sven}`)).toContain("Ahola Oy · Sven · owner");
        expect(await of(viewer, `employee=${aino}&customer=${ahola}`)).toEqual([]);
      }
    await db.delete(customerCompanies).where(eq(customerCompanies.customerId, ahola));
  });

  test("has no projects without the right to them", async () => {
    const [profile] = await db
      .insert(profiles)
      .values({ name: "Ilman projekteja", grants: { customers: "read" }, reach: ["all"] })
      .returning();
    const change = (profileId?: number | null) =>
      db.update(employees).set({ profileId }).where(eq(employees.id, we.pieter.employeeId));
    const [before] = await db.select().from(employees).where(eq(employees.id, we.pieter.employeeId));
    await change(profile?.id);
    const plain = await signedIn(we.pieter.employeeId);
    await change(before?.profileId);
    expect(await of(plain, "q=ahola&participants=on")).toEqual([
      "Ahola Oy · Aino · owner",
      "Ahola Oy · Eetu · responsible",
    ]);
    expect(await of(plain, "q=piha&participants=on")).toEqual([]);
  });

  test("has no roles while they are not in use", async () => {
    await db.update(settings).set({ features: [] });
    const viewer = await signedIn(we.maija.employeeId);
    const rows = await rowsOf(viewer, "");
    const options = await listPersonOptions(viewer, asked(""), "fi");
    await db.update(settings).set({ features: ["roles", "segments"] });
    expect(rows.every(({ roleId }) => !roleId)).toBe(true);
    expect(options.roles).toEqual([]);
  });
});

describe("the file", () => {
  const t = createTranslator({ locale: "fi", messages: catalog }) as never;

  async function book(viewer: Viewer, address: string, format: "xlsx" | "csv" = "xlsx") {
    const filter = asked(address);
    const options = await listPersonOptions(viewer, filter, "fi");
    const about: [string, string][] = [["Haku", filter.q]];
    return downloadOf(await personBook(viewer, { filter, format, about, options }, { t, locale: "fi" }), format, "x");
  }

  test("holds exactly the rows of the list, typed, with a sheet about itself, and is logged", async () => {
    const address = "participants=on&archived=on&sort=person&direction=desc";
    const rows = await rowsOf(we.aino, address);
    const file = Buffer.from(await (await book(we.aino, address)).arrayBuffer());
    const [list, about] = await readExcelFile(file);
    const [heads = [], ...cells] = list?.data ?? [];
    const at = (name: string) => heads.indexOf(name);
    expect(cells.map((row) => [row[at("Asiakas")], row[at("Henkilö")]])).toEqual(
      rows.map(({ customer, person }) => [customer, person]),
    );
    const now = cells.find((row) => row[at("Asiakas")] === "Nyt Oy") ?? [];
    expect(now[at("Asti")]).toEqual(new Date("2099-12-31"));
    expect(now[at("Rooli")]).toBe("Kirjanpitäjä");
    expect(cells.map((row) => row[at("Rooli")])).toContain("Asiakasvastaava");
    expect(JSON.stringify(about?.data)).toContain("Aino Ruskalampi");
    const log = await db.select().from(events).where(eq(events.action, "responsiblePersons.exported"));
    expect(log.map(({ actorId }) => actorId)).toEqual([we.aino.employeeId]);
  });

  test("is a .csv as well, and only for those who may export", async () => {
    const text = await (await book(we.maija, "q=ahola", "csv")).text();
    expect(text).toContain("Ahola Oy");
    expect(text.trim().split("\n")).toHaveLength(3);
    await expect(book(we.sven, "")).rejects.toThrow(absent);
  });
});

test("few customers are where the search for their people begins, unless it asks for somebody", () => {
  const way = (viewer: Viewer, address: string) => wayTo({ viewer }, asked(address));
  expect(we.sven.customerReach.all).toBe(false);
  expect(["", "role=owner", "participants=on"].map((address) => way(we.sven, address))).toEqual(Array(3).fill("walk"));
  expect(["q=oy", "role=1", "employee=3"].map((address) => way(we.sven, address))).toEqual(Array(3).fill("seek"));
  expect(["", "customer=1", "grouping=group.1"].map((address) => way(we.maija, address))).toEqual([
    "seek",
    "walk",
    "walk",
  ]);
});

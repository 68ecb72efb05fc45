import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { employees, events, eventValues, salesCases, salesStatuses, settings } from "@/db/schema/index";
import { visibleTables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { customerFilter } from "@/lib/customers/filter";
import { countTabs } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { chooseKeyFigures } from "@/lib/key-figures/commands";
import { listFiguresOf } from "@/lib/key-figures/parts";
import { figuresShown } from "@/lib/key-figures/rules";
import { absent } from "./answering";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";
import { cents, centsOf, figuresSeen, idsListed } from "./key-figures";
import { newInvoice, newMonth, newProject, newRate, withGrants } from "./money";

let we: Cast;
/** First days of months, counted from this one. */
let month: (ahead: number) => string;
let year: { from: string; before: string };
/** Reads the money of one company, and of projects those that are hers. */
let karin: Viewer;
/** The same with all projects. */
let pieter: Viewer;

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
const on = (viewer: Viewer, today: string) => Viewer.of({ ...viewer.facts, today });

beforeAll(async () => {
  we = await cast();
  const [y = 0, m = 0] = we.maija.facts.today.split("-").map(Number);
  month = (ahead) => new Date(Date.UTC(y, m - 1 + ahead, 1)).toISOString().slice(0, 10);
  year = { from: `${y}-01-01`, before: `${y + 1}-01-01` };
  const { ahola, aijala, archived, berg, fors, ijsvogel, prospect } = we.world.customers;
  const { oy, ab, bv } = we.world.companies;
  const { bergTak, bergPark } = Object.fromEntries(
    (await db.execute<{ name: string; id: number }>(sql`select name, id::int from projects`)).rows.map((row) => [
      row.name === "Takrenovering" ? "bergTak" : row.name === "Parkskötsel" ? "bergPark" : row.name,
      row.id,
    ]),
  );
  await newInvoice(ahola, { net: "1000.01", on: month(0), company: oy });
  await newInvoice(ahola, { net: "-100.00", on: dayAfter(month(1), -1), company: oy });
  await newInvoice(ahola, { net: "800.00", on: dayAfter(month(0), -1), company: oy });
  await newInvoice(ahola, { net: "5000.00", on: `${y - 1}-07-15`, company: oy });
  await newInvoice(ahola, { net: "44.00", on: month(1), company: oy });
  await newInvoice(berg, { net: "11111.11", on: month(0), currency: "SEK", company: ab, project: bergTak });
  await newInvoice(berg, { net: "999.99", on: month(0), currency: "SEK", company: ab, project: bergPark });
  await newInvoice(archived, { net: "77.70", on: month(-1), company: oy });
  await newInvoice(ijsvogel, { net: "5.55", on: month(0), company: bv });
  await newInvoice(aijala, { net: "0", on: month(0), company: oy, draft: true });
  const spending = await newProject(aijala, { currency: "NOK" });
  await newMonth(spending, month(0), "actual", { revenue: "9000", labour: "50.05", otherCosts: "7.25" });
  await newMonth(spending, month(-1), "forecast", { billing: "700", labour: "1" });
  await newMonth(spending, month(-14), "actual", { labour: "3000" });

  const states = await db.select().from(salesStatuses);
  const step = (state: string) => states.find((one) => one.state === state)?.id ?? 0;
  const sale = { name: "Tarjous", probability: 33, currency: "EUR" };
  const { eetu, ebba } = we.world.people;
  await db.insert(salesCases).values([
    { ...sale, customerId: prospect, statusId: step("inProgress"), expectedValue: "1000.55", ownerId: eetu },
    { ...sale, customerId: prospect, statusId: step("inProgress"), ownerId: eetu },
    { ...sale, customerId: fors, statusId: step("inProgress"), expectedValue: "777", currency: "SEK", ownerId: ebba },
    { ...sale, customerId: fors, statusId: step("lost"), expectedValue: "5000", ownerId: ebba },
  ]);
  const grants = { customers: "read", money: "read", sales: "own" };
  karin = await withGrants(we.karin, { ...grants, projects: "own" }, ["company"]);
  pieter = await withGrants(we.pieter, { ...grants, projects: "read" }, ["company"]);
});

describe("every figure", () => {
  test("is the count or the sum of the customers that it leads to, for everybody", async () => {
    for (const viewer of [we.maija, we.aino, we.sven, we.eetu, we.ebba, pieter]) {
      const { money, active, pipeline } = await figuresSeen(viewer);
      expect(active, viewer.facts.name).toBe((await idsListed(viewer, {}, ["active"])).length);
      if (money) {
        const [now, before] = [
          await idsListed(viewer, { billed: "month" }),
          await idsListed(viewer, { billed: "lastMonth" }),
        ];
        const result = await idsListed(viewer, { billed: "result" });
        expect(cents(money.billed)).toBe(await centsOf(now, "billing", month(0), month(1)));
        expect(cents(money.billedBefore)).toBe(await centsOf(before, "billing", month(-1), month(0)));
        expect(cents(money.more)).toBe(cents(money.billed) - cents(money.billedBefore));
        const billed = await centsOf(result, "billing", year.from, year.before);
        expect(cents(money.margin)).toBe(billed - (await centsOf(result, "costs", year.from, year.before)));
        expect(await idsListed(viewer, { billed: "year" })).toEqual(
          result.filter((id) => id !== we.world.customers.aijala),
        );
      }
      const prospects = await idsListed(viewer, { pipeline: "open" }, ["prospects"]);
      if (pipeline) expect([viewer.facts.name, pipeline.customers]).toEqual([viewer.facts.name, prospects.length]);
    }
  });

  test("counts what happened: drafts, forecasts, other months and lost cases do not", async () => {
    const { money, pipeline } = await figuresSeen(we.maija);
    const kronor = Math.round((11111.11 * 100) / 11.25) + Math.round((999.99 * 100) / 11.25);
    expect(cents(money?.billed)).toBe(100001 - 10000 + 555 + kronor);
    expect(cents(money?.billedBefore)).toBe(80000 + 7770);
    expect(pipeline).toMatchObject({ customers: 2, cases: 3, missing: null });
    expect(cents(pipeline?.weighted)).toBe(33018 + Math.round((256.41 * 100) / 11.25));
    expect(money?.ratedOn).toBe("2026-01-02");
  });

  test("is there for the rights that it needs, and asked for without them it is not", async () => {
    const seen = async (viewer: Viewer) => Object.keys(await figuresSeen(viewer)).sort();
    expect(await seen(we.maija)).toEqual(["active", "money", "pipeline"]);
    expect(await seen(we.aino)).toEqual(["active", "money", "pipeline"]);
    expect(await seen(we.sven)).toEqual(["active", "pipeline"]);
    expect(await seen(await signedIn(we.world.people.eetu))).toEqual(["active", "pipeline"]);
    expect(await seen(Viewer.of({ ...pieter.facts, grants: { customers: "read" } }))).toEqual(["active"]);
    await expect(figuresSeen(we.nils)).rejects.toThrow(absent);
    expect(figuresShown(we.nils, "list")).toEqual([]);
    expect(figuresShown(we.sven, "list")).toEqual(["activeCustomers", "pipeline"]);
    expect(figuresShown(we.sven, "card")).toEqual(["openSales", "openProjects"]);
  });

  test("leaves out the invoices of projects that the viewer does not see, and other people’s sales", async () => {
    const { money, pipeline } = await figuresSeen(karin);
    expect(cents(money?.billed)).toBe(Math.round((11111.11 * 100) / 11.25));
    expect(pipeline?.customers).toBe(0);
    expect((await figuresSeen(we.ebba)).pipeline?.customers).toBe(
      (await idsListed(we.ebba, { pipeline: "open" }, ["prospects"])).length,
    );
  });

  test("of money waits to be asked for where the ledger is long", async () => {
    const measured = (rows: number) =>
      db.execute(sql`update pg_class set reltuples = ${rows} where oid = 'invoices'::regclass`);
    await measured(1_000_000);
    expect(await figuresSeen(we.maija)).toMatchObject({ money: null, pipeline: { customers: 2 } });
    expect(Object.keys(await figuresSeen(we.sven))).not.toContain("money");
    const patient = await figuresSeen(we.maija, { patiently: true });
    await measured(10);
    expect(patient).toEqual(await figuresSeen(we.maija));
  });

  test("of sales waits where there are many cases, and is back at once where there are fewer", async () => {
    const measured = (rows: number) =>
      db.execute(sql`update pg_class set reltuples = ${rows} where oid = 'sales_cases'::regclass`);
    const usual = await figuresSeen(we.maija);
    await measured(10_001);
    const waiting = { ...usual, pipeline: null };
    expect([await figuresSeen(we.maija), await figuresSeen(we.maija)]).toEqual([waiting, waiting]);
    expect(await figuresSeen(we.maija, { patiently: true })).toEqual(usual);
    await measured(10);
    expect(await figuresSeen(we.maija)).toEqual(usual);
  });

  test("says which amounts have no exchange rate, and no per cent of nothing", async () => {
    const { berg, fors } = we.world.customers;
    const card = async (id: number) => {
      const customer = await getCustomer(we.maija, id, "fi");
      return customer.sight === "full" ? customer : Promise.reject(new Error("basic"));
    };
    await newInvoice(fors, { net: "100", on: month(0), currency: "GBP", company: we.world.companies.ab });
    const { money } = (await card(fors)).figures;
    expect(money).toMatchObject({ billed: null, percent: null, missing: ["GBP"] });
    expect((await figuresSeen(we.maija)).money?.missing).toEqual(["GBP"]);
    expect((await card(berg)).figures).toMatchObject({ projects: 2, sales: { cases: 2 }, money: { missing: null } });
    await newRate("GBP", "2026-01-02", "0.8");
    expect((await card(fors)).figures.money).toMatchObject({ billed: "125.00", missing: null });
  });
});

describe("a card", () => {
  test("has the figures of its customer alone, as far as the rights go", async () => {
    const { ahola, berg } = we.world.customers;
    const of = async (viewer: Viewer, id: number) => (await getCustomer(viewer, id, "fi")) as { figures?: object };
    expect((await of(we.maija, ahola)).figures).toMatchObject({
      money: { billed: "900.01", billedBefore: "800.00", more: "100.01", percent: "12.5" },
      projects: 1,
      lastInvoice: { gross: "44.00", currency: "EUR", issuedOn: month(1) },
    });
    expect(Object.keys((await of(we.sven, berg)).figures ?? {}).sort()).toEqual(["projects", "sales"]);
    expect(Object.keys((await of(karin, berg)).figures ?? {}).sort()).toEqual([
      "lastInvoice",
      "money",
      "projects",
      "sales",
    ]);
  });
});

describe("months and years", () => {
  const billed = async (today: string) => (await figuresSeen(on(we.maija, today))).money;

  test("begin on the first and end on the last, by the organisation’s calendar", async () => {
    const roof = Math.round((80750.5 * 100) / 11.25);
    const [visit] = (await db.execute<{ net: string }>(sql`select net from invoices where issued_on = '2026-03-15'`))
      .rows;
    expect(cents((await billed("2026-03-31"))?.billed)).toBe(roof + cents(visit?.net));
    expect(cents((await billed("2026-04-01"))?.billedBefore)).toBe(roof + cents(visit?.net));
    expect((await billed("2026-04-01"))?.billed).toBeNull();
    const { oy } = we.world.companies;
    await newInvoice(we.world.customers.ahola, { net: "1.00", on: "2019-12-31", company: oy });
    await newInvoice(we.world.customers.ahola, { net: "20.00", on: "2020-01-01", company: oy });
    expect(await billed("2019-12-31")).toMatchObject({ billed: "1.00", margin: "1.00" });
    expect(await billed("2020-01-01")).toMatchObject({ billed: "20.00", billedBefore: "1.00", margin: "20.00" });
    expect(await billed("2020-02-29")).toMatchObject({ billed: null, billedBefore: "20.00", margin: "20.00" });
  });

  test("are the same wherever the server stands", async () => {
    const viewer = on(we.maija, "2020-01-01");
    for (const zone of ["Pacific/Kiritimati", "Pacific/Honolulu"]) {
      await db.transaction(async (tx) => {
        await tx.execute(sql`select set_config('TimeZone', ${zone}, true)`);
        const figures = listFiguresOf(
          { viewer, db: tx, tables: visibleTables(viewer) },
          { names: ["marginYear", "billingMonth"] },
        );
        const [row] = await tx.select({ figures }).from(sql`(select 1) once`);
        expect(row?.figures.money).toMatchObject({ billed: "20.00", billedBefore: "1.00", margin: "20.00" });
      });
    }
  });

  test("turn when the day turns in the organisation’s time zone", async () => {
    const days: string[] = [];
    for (const timeZone of ["Pacific/Kiritimati", "Pacific/Honolulu"]) {
      await db.update(settings).set({ timeZone });
      days.push((await signedIn(we.world.people.maija)).facts.today);
    }
    await db.update(settings).set({ timeZone: "Europe/Helsinki" });
    expect(days[0]).toBe(dayAfter(days[1] ?? "", 1));
  });
});

describe("choosing", () => {
  const choose = (viewer: Viewer, values: object) => done(chooseKeyFigures, viewer, { ...values });

  test("is a person’s own, keeps the other place and what is not offered, and is logged once", async () => {
    const id = we.sven.employeeId;
    const formKey = "11111111-1111-4111-8111-111111111111";
    await choose(we.sven, { list: ["", "pipeline"], formKey });
    await choose(we.sven, { list: ["", "pipeline"], formKey });
    const sven = await signedIn(id);
    expect(figuresShown(sven, "list")).toEqual(["pipeline"]);
    expect(figuresShown(sven, "card")).toEqual(figuresShown(we.sven, "card"));
    // Should he get the right to money one day, its figures are there as for everybody.
    expect(sven.facts.keyFigures).toContain("list.marginYear");
    const logged = await db.select().from(events).where(eq(events.action, "employee.keyFiguresChosen"));
    expect(logged).toHaveLength(1);
    const [kept] = await db
      .select()
      .from(eventValues)
      .where(eq(eventValues.eventId, logged[0]?.id ?? 0));
    expect(kept).toMatchObject({ field: "keyFigures", before: null, after: sven.facts.keyFigures });
    await choose(sven, { list: "", card: "" });
    const bare = await signedIn(id);
    expect([figuresShown(bare, "list"), figuresShown(bare, "card")]).toEqual([[], []]);
    expect((await db.select().from(employees).where(eq(employees.id, we.aino.employeeId)))[0]?.keyFigures).toBeNull();
  });

  test("refuses words that are no figures, and whoever looks with another person’s eyes", async () => {
    expect(await chooseKeyFigures(we.aino, { list: "pipelinez" })).toMatchObject({
      problems: { list: { key: "chooseOption" } },
    });
    expect(await chooseKeyFigures(we.aino, { lists: "pipeline" })).toMatchObject({ ok: false });
    const viewing = Viewer.of({ ...we.sven.facts, viewedBy: { employeeId: we.maija.employeeId, name: "Maija" } });
    expect(await chooseKeyFigures(viewing, { list: "" })).toMatchObject({ problems: { "": { key: "viewingAs" } } });
  });
});

describe("without the right", () => {
  test("the words of the address say nothing: in the list and in its counts", async () => {
    for (const billed of ["month", "lastMonth", "year", "result"]) {
      expect(await idsListed(we.sven, { billed })).toEqual(await idsListed(we.sven, {}));
      const counts = (params: object) => countTabs(we.sven, customerFilter({ ...params }));
      expect(await counts({ billed })).toEqual(await counts({}));
    }
    const plain = Viewer.of({ ...pieter.facts, grants: { customers: "read" } });
    expect(await idsListed(plain, { pipeline: "open", billed: "year" })).toEqual(await idsListed(plain, {}));
    expect(await idsListed(we.maija, { billed: "nonsense", pipeline: "x" })).toEqual(await idsListed(we.maija, {}));
    expect((await idsListed(we.maija, { pipeline: "open" })).length).toBeLessThan(
      (await idsListed(we.maija, {})).length,
    );
  });
});

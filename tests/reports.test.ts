import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { billing, customers, groupMemberships, salesCases, salesStatuses, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { countContacts } from "@/lib/contact-register/queries";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { customerFilter, filterQuery } from "@/lib/customers/filter";
import { countTabs } from "@/lib/customers/list";
import type { Params } from "@/lib/list-address";
import { contactsBehind, customersBehind } from "@/lib/reports/drill";
import { contactDimensionsFor, dimensionsFor, type Report, reportOf } from "@/lib/reports/filter";
import { countReport, listReportContacts, listReportCustomers } from "@/lib/reports/queries";
import type { Key } from "@/lib/reports/rules";
import { type Cast, cast, signedIn } from "./cast";
import { newField } from "./custom-field";

let we: Cast;
let choice: { id: number; options: number[] };

beforeAll(async () => {
  we = await cast();
  await db.update(settings).set({ features: ["roles", "segments", "multiCompany"] });
  const { ahola, aijala, berg, dal } = we.world.customers;
  choice = await newField({ kind: "multiChoice", onReports: true }, ["Punainen", "Sininen"]);
  const fields = [
    await newField({ kind: "yesNo", onReports: true }),
    await newField({ kind: "number", onReports: true }),
    await newField({ kind: "text", onReports: true }),
    await newField({ kind: "date", onReports: true }),
  ] as const;
  const [one, two] = choice.options;
  const values = {
    [ahola]: { [choice.id]: [one, two], [fields[0].id]: true, [fields[1].id]: "12.50", [fields[2].id]: "Teksti" },
    [berg]: { [choice.id]: [one], [fields[0].id]: false, [fields[1].id]: "12.50", [fields[2].id]: "teksti" },
    [dal]: { [fields[3].id]: "2026-03-01" },
    [aijala]: { [fields[2].id]: "none" },
  };
  for (const [id, custom] of Object.entries(values)) {
    await db
      .update(customers)
      .set({ custom })
      .where(eq(customers.id, Number(id)));
  }
});

const again = (viewer: Viewer) => signedIn(viewer.employeeId);

async function asked(
  viewer: Viewer,
  params: Params,
): Promise<{ report: Report; words: Parameters<typeof countReport>[2] }> {
  const fields = await listCustomFields(viewer);
  const report = reportOf(params, { viewer, fields });
  if (!report) throw new Error(`no report: ${JSON.stringify(params)}`);
  return { report, words: { locale: "fi", fields: fields.filter(({ onReports }) => onReports) } };
}

async function figures(viewer: Viewer, params: Params) {
  const { report, words } = await asked(viewer, params);
  return countReport(viewer, report, words);
}

/** How many the list shows behind a number: the register's own where it can say it, else that of the report. */
async function listed(viewer: Viewer, params: Params, at: { line: Key | null; column: Key | null }) {
  const { report, words } = await asked(viewer, { ...params, line: at.line ?? "", column: at.column ?? "" });
  if (report.about === "contacts") {
    const found = contactsBehind(report, at);
    if (found) return { by: "register", count: await countContacts(viewer, found) };
    const rows = await listReportContacts(viewer, report, words);
    return { by: "report", count: rows[0]?.total ?? 0 };
  }
  const found = customersBehind(report, at, words.fields);
  if (found?.tab && found.tab !== "deleted") {
    const address = Object.fromEntries(
      Object.entries({ ...filterQuery(found), open: "yes" }).map(([name, value]) => [name, String(value ?? "")]),
    );
    const counts = await countTabs(viewer, customerFilter(address, words.fields));
    return { by: "register", count: counts[found.tab] };
  }
  const rows = await listReportCustomers(viewer, report, words);
  return { by: "report", count: rows[0]?.total ?? 0 };
}

/** Every number of a report is that of the list behind it. @returns which lists were asked */
async function agrees(viewer: Viewer, params: Params) {
  const counted = await figures(viewer, params);
  const by = new Set<string>();
  for (const { line, column, count, money } of counted) {
    if (money) continue;
    const list = await listed(viewer, params, { line, column });
    by.add(list.by);
    expect(list.count, `${JSON.stringify(params)} ${line} ${column} by ${list.by}`).toBe(count);
  }
  expect(counted.length, JSON.stringify(params)).toBeGreaterThan(0);
  return by;
}

const sum = async (viewer: Viewer, params: Params, line: Key | null) =>
  (await figures(viewer, params)).filter((one) => one.line === line && !one.column);
const count = async (viewer: Viewer, params: Params, line: Key | null) =>
  (await sum(viewer, params, line)).find(({ money }) => !money)?.count ?? 0;

describe("numbers", () => {
  test("are those of the lists behind them, in every dimension", async () => {
    const viewer = await again(we.maija);
    const fields = await listCustomFields(viewer);
    const lists = new Set<string>();
    for (const by of dimensionsFor({ viewer, fields })) {
      for (const list of await agrees(viewer, { by, across: by === "type" ? "country" : "type" })) lists.add(list);
    }
    for (const by of contactDimensionsFor(viewer)) await agrees(viewer, { about: "contacts", by, across: "type" });
    expect([...lists].sort()).toEqual(["register", "report"]);
  }, 60_000);

  test("are those of a seller’s own reach, and a filter narrows both alike", async () => {
    const viewer = await again(we.sven);
    for (const by of ["type", "group", "owner", "responsible", "tag", "company", `custom.${choice.id}`]) {
      await agrees(viewer, { by, stage: "all" });
    }
    const mine = await count(viewer, { by: "type" }, null);
    expect(mine).toBe((await countTabs(viewer, customerFilter({}))).active);
    expect(mine).toBeLessThan(await count(await again(we.maija), { by: "type" }, null));
    const { groups } = we.world;
    for (const narrowed of [
      { grouping: `group.${groups.key}`, q: "oy" },
      { type: "1", types: "none" },
      { grouping: "group.none", country: "FI" },
      { owner: "none", stage: "inUse" },
    ]) {
      await agrees(await again(we.maija), { by: "owner", across: "type", ...narrowed });
    }
  }, 60_000);

  test("count everybody once in the total, and gather small lines in the rest", async () => {
    const viewer = await again(we.maija);
    const lines = await figures(viewer, { by: "type" });
    const total = lines.find(({ line }) => line === null)?.count ?? 0;
    expect(lines.reduce((all, { line, count: n }) => (line ? all + n : all), 0)).toBeGreaterThan(total);
    expect(total).toBe((await countTabs(viewer, customerFilter({}))).active);

    const many = await newField({ kind: "text", onReports: true });
    const made = Array.from({ length: 55 }, (_, at) => ({
      companyId: 1,
      number: `R${at}`,
      name: `Rest ${at}`,
      country: "FI",
      stage: "active" as const,
      custom: { [many.id]: `value ${at}` },
    }));
    await db.insert(customers).values(made);
    const by = `custom.${many.id}`;
    expect(await count(viewer, { by }, "rest")).toBe(5);
    expect(await count(viewer, { by }, "none")).toBeGreaterThan(0);
    await agrees(viewer, { by });
  }, 60_000);

  test("of hidden owners, groups and tags stand on a line of their own; basic sight counts for nothing", async () => {
    const before = await count(await again(we.ebba), { by: "country", stage: "all" }, null);
    await db.update(settings).set({ showOtherCompanies: true });
    expect(await count(await again(we.ebba), { by: "country", stage: "all" }, null)).toBe(before);
    await agrees(await again(we.ebba), { by: "country" });
    await db.update(settings).set({ maskOtherCompanies: true });
    const sven = await again(we.sven);
    for (const by of ["owner", "responsible", "group", "tag", "team"]) {
      const lines = await figures(sven, { by, stage: "all" });
      expect(lines.find(({ line }) => line === "hidden")?.count, by).toBeGreaterThan(0);
      const total = lines.find(({ line }) => line === null)?.count ?? 0;
      if (by === "group") expect(lines.reduce((all, { line, count: n }) => (line ? all + n : all), 0)).toBe(total);
      await agrees(sven, { by, stage: "all" });
    }
    await agrees(sven, { about: "contacts", by: "group" });
    await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
  }, 60_000);
});

describe("a day in the past", () => {
  test("counts who was there, in the group of that day", async () => {
    const { ahola, archived } = we.world.customers;
    const { bygg, key } = we.world.groups;
    await db.delete(groupMemberships).where(eq(groupMemberships.customerId, ahola));
    await db.insert(groupMemberships).values([
      { customerId: ahola, groupId: bygg, validFrom: "2026-01-05", validTo: "2026-02-01" },
      { customerId: ahola, groupId: key, validFrom: "2026-02-02" },
    ]);
    const viewer = await again(we.maija);
    const behind = async (day: string, line: Key) => {
      const { report, words } = await asked(viewer, { by: "group", day, view: "list", line });
      if (report.about !== "customers") throw new Error("customers");
      return (await listReportCustomers(viewer, report, words)).map(({ id }) => id);
    };
    expect(await behind("2026-02-01", `v.${bygg}`)).toContain(ahola);
    expect(await behind("2026-02-02", `v.${bygg}`)).not.toContain(ahola);
    expect(await behind("2026-02-02", `v.${key}`)).toContain(ahola);
    expect(await behind("2026-03-01", "none")).toContain(archived);
    expect(await behind("2026-03-02", "none")).not.toContain(archived);
    expect(await count(viewer, { by: "group", day: "2026-01-04" }, null)).toBe(0);
    await agrees(viewer, { by: "group", across: "type", day: "2026-02-01" });
    await agrees(viewer, { by: "type", day: "2026-02-01", grouping: `group.${bygg}` });
    await agrees(viewer, { by: "type", day: "2026-02-01", grouping: "group.none" });
    const { report } = await asked(viewer, { by: "group", day: "2999-01-01" });
    expect(report).toMatchObject({ day: null });
  }, 60_000);
});

describe("sums of money", () => {
  test("are per currency, of open sales cases as they are and weighted, and only for those who may see money", async () => {
    const { ahola, berg } = we.world.customers;
    const [open] = await db.select().from(salesStatuses).where(eq(salesStatuses.state, "inProgress")).limit(1);
    const sale = { name: "Tarjous", statusId: open?.id ?? 0, probability: 50 };
    await db.insert(salesCases).values([
      { ...sale, customerId: ahola, expectedValue: "1000.01" },
      { ...sale, customerId: ahola, expectedValue: "200", currency: "SEK" },
      { ...sale, customerId: berg, expectedValue: "300", currency: "SEK" },
    ]);
    await db.update(customers).set({ annualRevenue: "5000.50" }).where(eq(customers.id, ahola));
    await db.update(billing).set({ creditLimit: "700" }).where(eq(billing.customerId, ahola));
    const columns = "annualRevenue,creditLimit,openSales,weightedSales";
    const sums = async (viewer: Viewer, line: Key | null) =>
      (await sum(viewer, { by: "type", columns }, line))
        .filter(({ money }) => money)
        .map(({ money, currency, amount }) => `${money} ${amount} ${currency}`)
        .sort();
    expect(await sums(await again(we.maija), null)).toEqual([
      "annualRevenue 5000.50 EUR",
      "creditLimit 700.00 EUR",
      "openSales 1000.01 EUR",
      "openSales 500.00 SEK",
      "weightedSales 250.00 SEK",
      "weightedSales 500.01 EUR",
    ]);
    expect(await sums(await again(we.sven), null)).toEqual([]);
    const { report } = await asked(await again(we.sven), { by: "type", columns });
    expect(report).toMatchObject({ columns: [] });
  });

  test("are nothing to sort by for whoever may not see them", async () => {
    const sven = await again(we.sven);
    const names = async (params: Params) => {
      const { report, words } = await asked(sven, { by: "type", stage: "all", view: "list", ...params });
      if (report.about !== "customers") throw new Error("customers");
      return (await listReportCustomers(sven, report, words)).map(({ name }) => name);
    };
    const plain = await names({});
    for (const name of plain) {
      await db
        .update(customers)
        .set({ annualRevenue: String(9_000 - plain.indexOf(name)) })
        .where(eq(customers.name, name));
    }
    for (const order of ["annualRevenue", "creditLimit", "openSales", "email"]) {
      expect(await names({ order, columns: order === "email" ? "owner" : order }), order).toEqual(plain);
    }
    expect((await names({ order: "city", columns: "city" })).length).toBe(plain.length);
  });
});

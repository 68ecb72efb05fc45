import { asc, eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, events, eventValues, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, filterQuery, matching } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { businessIdLabelKey, vatLabelKey } from "@/lib/identifiers/rules";
import { checkIndustry, divisionsOf, industryName, industrySections, sectionName } from "@/lib/industries/rules";
import { locales } from "@/lib/locale/choice";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let w: Cast;
beforeAll(async () => {
  w = await cast();
});

const row = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0];

async function refused(values: Values) {
  const outcome = await updateCustomer(w.aino, { id: w.world.customers.vaahtera, ...values });
  return outcome.ok ? {} : outcome.problems;
}

const stored = (raw: string) => {
  const checked = checkIndustry(raw);
  return checked.ok ? checked.value : checked.problem.key;
};

describe("an industry", () => {
  test("is a code of two to five digits in one of the sections", () => {
    expect(["43220", "62.100", " 43 ", "01", "9999"].map(stored)).toEqual(["43220", "62100", "43", "01", "9999"]);
    for (const raw of ["4", "432201", "04", "34000", "89", "F", "F43", "", "43-22", "٤٣", "<b>", "9".repeat(10_000)]) {
      expect(stored(raw), raw.slice(0, 9)).toBe("industryCode");
    }
  });

  test("every section has its own divisions and a name in every language", () => {
    expect(industrySections).toHaveLength(22);
    const edges = industrySections.flatMap(divisionsOf);
    expect([...edges].sort()).toEqual(edges);
    for (const locale of locales) {
      expect(new Set(industrySections.map((section) => sectionName(section, locale))).size).toBe(22);
    }
    expect(industryName("43220", "fi")).toBe("43220 · Rakentaminen");
    expect(industryName("62100", "nl")).toMatch(/^62100 · Telecommunicatie/);
  });
});

describe("facts of a customer", () => {
  test("are stored as meant, whatever the habit of writing, and cleared when empty", async () => {
    const id = w.world.customers.vaahtera;
    const facts = { industryCode: "43.220", timeZone: "Europe/Helsinki", annualRevenue: "1 234 567,5", staff: "1.250" };
    expect(await refused(facts)).toEqual({});
    const meant = { industryCode: "43220", timeZone: "Europe/Helsinki", annualRevenue: "1234567.50", staff: 1250 };
    expect(await row(id)).toMatchObject(meant);
    expect(await refused({ name: "Vaahtera Oy" })).toEqual({});
    expect(await row(id)).toMatchObject(meant);
    expect(await refused({ industryCode: "", timeZone: "", annualRevenue: " ", staff: "" })).toEqual({});
    expect(await row(id)).toMatchObject({ industryCode: null, timeZone: null, annualRevenue: null, staff: null });
    const logged = await db
      .select({ before: eventValues.before, after: eventValues.after })
      .from(eventValues)
      .innerJoin(events, eq(events.id, eventValues.eventId))
      .where(eq(eventValues.field, "annualRevenue"))
      .orderBy(asc(eventValues.id));
    expect(logged).toEqual([
      { before: null, after: "1234567.50" },
      { before: "1234567.50", after: null },
    ]);
  });

  test("say what is wrong beside the field", async () => {
    expect(await refused({ industryCode: "34" })).toEqual({ industryCode: { key: "industryCode" } });
    expect(await refused({ timeZone: "Europe/Atlantis" })).toEqual({ timeZone: { key: "chooseOption" } });
    expect(await refused({ timeZone: "x".repeat(10_000) })).toEqual({ timeZone: { key: "chooseOption" } });
    expect(await refused({ annualRevenue: "paljon" })).toEqual({ annualRevenue: { key: "decimal" } });
    expect(await refused({ annualRevenue: "-5" })).toEqual({ annualRevenue: { key: "decimal" } });
    expect(await refused({ annualRevenue: "1,005" })).toEqual({});
    expect(await refused({ annualRevenue: "99999999999999999" })).toEqual({
      annualRevenue: { key: "numberMax", params: { max: 10_000_000_000_000 } },
    });
    expect(await refused({ staff: "12,5" })).toEqual({ staff: { key: "wholeNumber" } });
    expect(await refused({ staff: "1\u00002" })).toEqual({ staff: { key: "wholeNumber" } });
  });

  test("come with a new customer too", async () => {
    const outcome = await createCustomer(w.aino, {
      id: w.aino.facts.companyId,
      name: "Toimialallinen Oy",
      country: "FI",
      industryCode: "68",
      staff: "3",
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    expect(await row(outcome.result.id)).toMatchObject({ industryCode: "68", staff: 3, annualRevenue: null });
  });

  test("a sum nobody touched is no conflict, however it is written", async () => {
    const id = w.world.customers.wirtanen;
    await updateCustomer(w.aino, { id, annualRevenue: "1500,50", staff: "10" });
    const version = (await row(id))?.version;
    const opened = { id, version, annualRevenue: "1500,5", staff: "10" };
    expect((await updateCustomer(w.maija, { ...opened, annualRevenue: "2 000" })).ok).toBe(true);
    expect((await updateCustomer(w.aino, { ...opened, staff: "11" })).ok).toBe(true);
    expect(await row(id)).toMatchObject({ annualRevenue: "2000.00", staff: 11 });
    const outcome = await updateCustomer(w.aino, { ...opened, annualRevenue: "3.000,00" });
    expect(outcome).toMatchObject({ conflicts: [{ field: "annualRevenue", mine: "3.000,00", theirs: "2000.00" }] });
  });
});

describe("the list by industry", () => {
  const ids = async (viewer: Viewer, industry: string) => {
    const filter = customerFilter({ industry, view: "flat" });
    const { rows } = await listCustomers(viewer, filter, "fi");
    expect((await countTabs(viewer, filter)).active).toBe(rows.length);
    return rows.map(({ id }) => id);
  };

  test("holds those whose code lies in the section, and tells nothing of those one may not open", async () => {
    const { ahola, molen } = w.world.customers;
    await db.update(customers).set({ industryCode: "43" }).where(eq(customers.id, ahola));
    await db.update(customers).set({ industryCode: "62100" }).where(eq(customers.id, molen));
    expect(await ids(w.aino, "F")).toEqual([ahola]);
    expect(await ids(w.aino, "K")).toEqual([molen]);
    expect(customerFilter({ industry: "Z" }).industry).toBeNull();
    expect(filterQuery(customerFilter({ industry: "F" })).industry).toBe("F");
    await db.update(settings).set({ showOtherCompanies: true });
    expect(await ids(await signedIn(w.world.people.pieter), "F")).toEqual([]);
    await db.update(settings).set({ showOtherCompanies: false });
  });

  test("goes out with its filter, codes and figures in columns of their own", async () => {
    const { ahola } = w.world.customers;
    await db.update(customers).set({ annualRevenue: "1234.50", staff: 7 }).where(eq(customers.id, ahola));
    const filter = customerFilter({ industry: "F" });
    const t = createTranslator({ locale: "fi", messages: catalog }) as never;
    const where = (tables: { listedCustomers: never }, viewer: Viewer) =>
      matching(viewer, tables.listedCustomers, filter);
    const book = await customerBook(w.aino, { where: where as never, facts: {}, about: [] }, { t, locale: "fi" });
    const cells: unknown[][] = [];
    for await (const batch of book.rows) cells.push(...batch.map((cell) => [...cell]));
    expect(cells).toHaveLength(1);
    const cell = (heading: string) => cells[0]?.[book.columns.findIndex((column) => column.heading === heading)];
    expect([cell("Toimialakoodi"), cell("Toimiala"), cell("Liikevaihto, EUR"), cell("Henkilöstömäärä")]).toEqual([
      "43",
      "Rakentaminen",
      "1234.50",
      7,
    ]);
  });
});

test("identifiers are named after the customer's country, whoever reads", () => {
  const keys = ["FI", "SE", "NO", "NL", "XX"].map((country) => [businessIdLabelKey(country), vatLabelKey(country)]);
  expect(new Set(keys.slice(0, 4).map(String)).size).toBe(4);
  expect(keys[4]).toEqual([businessIdLabelKey(null), vatLabelKey(null)]);
});

test("the facts of somebody else's customer are not there to change", async () => {
  const { ahola } = w.world.customers;
  for (const viewer of [w.sven, w.pieter, w.nils]) {
    await expect(updateCustomer(viewer, { id: ahola, staff: "1" })).rejects.toThrow(absent);
  }
});

import { eq, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, customFields, events, settings } from "@/db/schema/index";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { columnsAsked, customerBook } from "@/lib/customers/export";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { workbook } from "@/lib/spreadsheets/write";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
let field: number;
beforeAll(async () => {
  we = await cast();
  const names = { en: "Cost centre", fi: "Kustannuspaikka" };
  const values = { names, kind: "text", onList: true } as typeof customFields.$inferInsert;
  const [made] = await db.insert(customFields).values(values).returning();
  await db.insert(customFields).values({ ...values, names: { en: "Elsewhere" }, onList: false });
  field = made?.id ?? 0;
  await db.update(customers).set({ custom: sql`jsonb_build_object(${String(field)}::text, 'K-100')` });
});

async function bookOf(viewer: Viewer, columns: string, locale: Locale = "en") {
  const { default: messages } = await import(`../messages/${locale}.json`);
  const t = createTranslator({ locale, messages, timeZone: "UTC" }) as never;
  const filter = { ...customerFilter({}), tab: null };
  return customerBook(
    viewer,
    {
      where: (tables, reader) => wanted(reader, tables.listedCustomers, filter),
      ...columnsAsked({ columns }),
      facts: { format: "xlsx" },
      about: [],
    },
    { t, locale },
  );
}

/** Rows by customer name, each by its headings. */
async function rowsOf(viewer: Viewer, columns: string) {
  const book = await bookOf(viewer, columns);
  const rows = new Map<unknown, Record<string, unknown>>();
  for await (const batch of book.rows) {
    for (const cells of batch) {
      expect(cells).toHaveLength(book.columns.length);
      const row = Object.fromEntries(book.columns.map(({ heading }, at) => [heading, cells[at]]));
      rows.set(row["Customer name"], row);
    }
  }
  return rows;
}

const headingsOf = async (...wish: Parameters<typeof bookOf>) =>
  (await bookOf(...wish)).columns.map(({ heading }) => heading);

const ofList = [
  "Customer name",
  "Customer number",
  "Town or city",
  "Country",
  "Customer group",
  "Customer types",
  "Account owner",
];

test("a file of the columns shown has those of the list, in its order, and nothing else", async () => {
  expect(await headingsOf(we.maija, "shown")).toEqual([...ofList, "Last updated", "Cost centre"]);
  expect(await headingsOf(we.maija, "tags,shown,team,businessStatus")).toEqual([
    ...ofList,
    ...["Team", "Tags", "Business status", "Last updated", "Cost centre"],
  ]);
  const everything = await headingsOf(we.maija, "");
  expect(everything).toEqual(expect.arrayContaining(["Business ID", "Street address", "Cost centre", "Elsewhere"]));
  expect(await headingsOf(we.maija, "team")).toEqual(expect.arrayContaining([...everything, "Team"]));
});

test("its cells are those of the file with everything", async () => {
  const [shown, everything] = [await rowsOf(we.maija, "shown,team,tags"), await rowsOf(we.maija, "team,tags")];
  expect([...shown.keys()]).toEqual([...everything.keys()]);
  expect(shown.size).toBeGreaterThan(5);
  for (const [name, row] of shown) expect(everything.get(name)).toMatchObject(row);
  expect(shown.get("Ahola Oy")).toMatchObject({ "Cost centre": "K-100", "Customer number": expect.any(String) });
});

test("words that are no column add none, and no column of the database comes by its name", async () => {
  expect(await headingsOf(we.maija, "shown,passwordHash,description,custom,search,businessId,__proto__")).toEqual([
    ...ofList,
    ...["Last updated", "Cost centre"],
  ]);
  const plain = await headingsOf(we.maija, "");
  expect(await headingsOf(we.maija, "Shown,showN,nonsense,'; drop table customers")).toEqual(plain);
});

test("headings are in the reader’s language, and the second sheet names the columns", async () => {
  const said = { fi: "Sarakkeet", sv: "Kolumner", nl: "Kolommen", en: "Columns" } as const;
  for (const locale of ["fi", "sv", "nl", "en"] as const) {
    const book = await bookOf(we.maija, "shown,tags", locale);
    const headings = book.columns.map(({ heading }) => heading);
    expect(new Set(headings).size).toBe(10);
    expect(book.about.lines[0]).toEqual([said[locale], headings.join(", ")]);
    const file = Buffer.from(await new Response(workbook(book)).arrayBuffer());
    const [rows, about] = (await readExcelFile(file)).map((sheet) => sheet.data);
    expect(JSON.stringify(rows)).toContain("K-100");
    expect(JSON.stringify(about)).toContain(headings.join(", "));
  }
  expect((await bookOf(we.maija, "")).about.lines.map(([label]) => label)).not.toContain("Columns");
});

test("who may not take the list along takes no column, and every file leaves the same line", async () => {
  for (const nobody of [we.sven, we.pieter, we.nils]) await expect(bookOf(nobody, "shown")).rejects.toThrow("404");
  const lines = async () =>
    db.select({ facts: events.facts }).from(events).where(eq(events.action, "customers.exported")).orderBy(events.id);
  await rowsOf(we.maija, "shown,tags");
  await rowsOf(we.maija, "");
  const [shown, everything] = (await lines()).slice(-2);
  expect(shown?.facts).toEqual(everything?.facts);
});

test("what is hidden of another company’s customer stays out, also where its column is asked for", async () => {
  await db.update(settings).set({ showOtherCompanies: true, maskOtherCompanies: true });
  const aino = await signedIn(we.aino.employeeId);
  const own = await db
    .select({ name: customers.name })
    .from(customers)
    .where(sql`${aino.facts.companyId} = any(${customers.companies})`);
  const names = new Set<unknown>(own.map(({ name }) => name));
  const rows = [...(await rowsOf(aino, "shown,team,customerTeam,tags")).values()];
  const others = rows.filter((row) => !names.has(row["Customer name"]));
  expect(others.length).toBeGreaterThan(1);
  for (const row of others) {
    const masked = ["Account owner", "Customer group", "Team", "Customer team", "Tags"].map((heading) => row[heading]);
    expect(masked.every((cell) => cell === null || cell === "")).toBe(true);
  }
  expect(rows.some((row) => names.has(row["Customer name"]) && row["Account owner"])).toBe(true);
  await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
});

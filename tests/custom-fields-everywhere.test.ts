import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, customUniqueValues, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { updateCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, filterQuery, isFiltered, matching } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { downloadOf } from "@/lib/downloads";
import { restoreValue } from "@/lib/history/commands";
import { listHistory } from "@/lib/history/queries";
import { mapColumns, runImport, uploadImport } from "@/lib/imports/commands";
import { dryRun, getImport } from "@/lib/imports/queries";
import type { Params } from "@/lib/list-address";
import { readTable } from "@/lib/spreadsheets/read";
import catalog from "@/messages/sv.json";
import { type Cast, cast, signedIn } from "./cast";
import { customOf, newField, retire } from "./custom-field";
import { done } from "./doing";

let we: Cast;
type Made = Awaited<ReturnType<typeof newField>>;
const fields = {} as Record<"area" | "fee" | "since" | "level" | "works" | "online" | "alarm", Made>;

beforeAll(async () => {
  we = await cast();
  fields.area = await newField({ kind: "text", names: { fi: "Alue", sv: "Område", en: "Area" } });
  fields.fee = await newField({ kind: "money", names: { fi: "Kuukausimaksu", nl: "Maandbedrag" } });
  fields.since = await newField({ kind: "date", names: { fi: "Asiakkaana" } });
  fields.level = await newField({ kind: "dropdown", names: { fi: "Palvelutaso" } }, ["Perus", "Laaja"]);
  fields.works = await newField({ kind: "multiChoice", names: { fi: "Työt" } }, ["Siivous", "Pihatyö"]);
  fields.online = await newField({ kind: "yesNo", names: { fi: "Verkkopalvelu" } });
  fields.alarm = await newField({ kind: "number", names: { fi: "Hälytyskoodi" }, isUnique: true });
  await done(updateCustomer, we.aino, {
    id: we.world.customers.wirtanen,
    [fields.area.name]: "Hämeentien työmaa",
    [fields.fee.name]: "1 250,50",
    [fields.since.name]: "24.11.2020",
    [fields.level.name]: String(fields.level.options[1]),
    [fields.works.name]: fields.works.options.map(String),
    [fields.online.name]: "yes",
    [fields.alarm.name]: "17",
  });
});

const inUse = () => listCustomFields(we.maija);

async function ids(viewer: Viewer, params: Params) {
  const filter = customerFilter({ view: "flat", ...params }, await inUse());
  const { rows } = await listCustomers(viewer, filter, "fi");
  const { active, prospects, archived } = await countTabs(viewer, filter);
  const tab = { active, prospects, archived }[params.tab as string] ?? active;
  expect(tab).toBe(rows.length);
  return rows.map(({ id }) => id);
}

describe("the list finds by custom values", () => {
  test.each([
    ["area", "", "hameentien TYÖ", true],
    ["area", "", "Kauppatori", false],
    ["fee", ".from", "1250,50", true],
    ["fee", ".from", "1250,51", false],
    ["fee", ".to", "9 999", true],
    ["fee", ".to", "-5", false],
    ["since", ".from", "2020-11-24", true],
    ["since", ".to", "23.11.2020", false],
    ["online", "", "yes", true],
    ["online", "", "no", false],
    ["level", ".way", "empty", false],
    ["level", ".way", "filled", true],
    ["area", ".way", "filled", true],
  ] as const)("%s%s = %s", async (name, part, value, isFound) => {
    const found = await ids(we.aino, { [`f.${fields[name].id}${part}`]: value });
    expect(found).toEqual(
      isFound ? [we.world.customers.wirtanen] : expect.not.arrayContaining([we.world.customers.wirtanen]),
    );
  });

  test("the address keeps the filters, and nonsense says nothing", async () => {
    const address = {
      [`f.${fields.area.id}`]: "tie",
      [`f.${fields.fee.id}.from`]: "1000.00",
      [`f.${fields.level.id}`]: fields.level.options.join(","),
      [`f.${fields.level.id}.way`]: "none",
      [`f.${fields.alarm.id}.way`]: "empty",
    };
    const filter = customerFilter(address, await inUse());
    expect(filterQuery(filter)).toMatchObject(address);
    expect(isFiltered(filter)).toBe(true);
    const retired = await newField({ kind: "text" });
    await retire(retired.id);
    const nonsense = {
      [`f.${fields.level.id}`]: "999999",
      [`f.${fields.fee.id}.from`]: "paljon",
      [`f.${fields.since.id}.to`]: "31.2.2026",
      [`f.${fields.online.id}`]: "ehkä",
      [`f.${fields.area.id}.way`]: "is",
      [`f.${fields.works.id}.way`]: "<script>",
      [`f.${retired.id}`]: "x",
      "f.99999": "x",
      "f.x": "y",
    };
    expect(isFiltered(customerFilter(nonsense, await inUse()))).toBe(false);
  });

  test("the rows carry the values; basic sight neither shows nor finds them", async () => {
    const { wirtanen } = we.world.customers;
    const address = { [`f.${fields.online.id}`]: "yes" };
    const { rows } = await listCustomers(we.aino, customerFilter(address, await inUse()), "fi");
    expect(rows[0]?.custom).toMatchObject({ [fields.fee.id]: "1250.50" });
    await db.update(settings).set({ showOtherCompanies: true });
    const pieter = await signedIn(we.world.people.pieter);
    const all = await listCustomers(pieter, customerFilter({ view: "flat" }), "fi");
    expect(all.rows.find(({ id }) => id === wirtanen)).toMatchObject({ full: false, custom: null });
    expect(await ids(pieter, address)).toEqual([]);
    expect(await ids(pieter, { [`f.${fields.area.id}`]: "hämeentien" })).toEqual([]);
    expect(await ids(pieter, { [`f.${fields.fee.id}.from`]: "1" })).toEqual([]);
    expect(await ids(pieter, { [`f.${fields.alarm.id}.way`]: "empty" })).not.toContain(wirtanen);
    expect(await ids(pieter, { [`f.${fields.fee.id}.way`]: "filled" })).not.toContain(wirtanen);
    await db.update(settings).set({ showOtherCompanies: false });
  });
});

type Table = { head: string[]; rows: { line: number; cells: string[] }[] };

async function uploaded({ head, rows }: Table): Promise<number> {
  const file = { fileName: "kunder.xlsx", fileHash: "0".repeat(64), head, rows };
  return done(uploadImport, we.aino, { ...file, stage: "active", groupId: "", companyId: "" });
}

const sheet = (head: string, ...rows: string[]): Table => ({
  head: head.split(";"),
  rows: rows.map((row, at) => ({ line: at + 2, cells: row.split(";") })),
});

const named = async (name: string) => (await db.select().from(customers).where(eq(customers.name, name)))[0]?.id ?? 0;

describe("files", () => {
  test("go out with typed cells in the reader's words, and come in again", async () => {
    const t = createTranslator({ locale: "sv", messages: catalog }) as never;
    const filter = customerFilter({ [`f.${fields.online.id}`]: "yes" }, await inUse());
    const book = await customerBook(
      we.aino,
      { where: ({ listedCustomers }, viewer) => matching(viewer, listedCustomers, filter), facts: {}, about: [] },
      { t, locale: "sv" },
    );
    const bytes = Buffer.from(await downloadOf(book, "xlsx", "Kunder").arrayBuffer());
    const table = await readTable({ name: "kunder.xlsx", bytes });
    if (!table.ok) throw new Error(table.problem.key);
    const { head, rows } = table;
    const cell = (heading: string) => rows[0]?.cells[head.indexOf(heading)];
    expect(["Område", "Kuukausimaksu", "Asiakkaana", "Palvelutaso", "Työt", "Verkkopalvelu"].map(cell)).toEqual([
      "Hämeentien työmaa",
      "1250.5",
      "2020-11-24",
      "Laaja",
      "Siivous; Pihatyö",
      "Ja",
    ]);
    const keep = head.flatMap((heading, at) => (/nummer|Hälytys|namn/i.test(heading) ? [] : [at]));
    const again: Table = {
      head: ["Kundnamn", "Hälytyskoodi", ...keep.map((at) => head[at] ?? "")],
      rows: rows.map(({ line, cells }) => ({
        line,
        cells: ["Återkomsten Oy", "18", ...keep.map((at) => cells[at] ?? "")],
      })),
    };
    await done(runImport, we.aino, { id: await uploaded(again) });
    const before = await customOf(we.world.customers.wirtanen);
    const id = await named("Återkomsten Oy");
    expect(await customOf(id)).toEqual({ ...before, [fields.alarm.id]: "18.00" });
    expect(await db.select().from(customUniqueValues).where(eq(customUniqueValues.customerId, id))).toHaveLength(1);
  });

  test("are refused cell by cell: unknown words, missing and repeated values", async () => {
    const must = await newField({ kind: "text", isRequired: true, names: { fi: "Pakollinen" } });
    const begins = await newField({ kind: "text", startValue: "Oletus", names: { fi: "Oletuksellinen" } });
    const table = sheet(
      "Nimi;Pakollinen;Palvelutaso;Verkkopalvelu;Asiakkaana;Hälytyskoodi",
      "Ensimmäinen Oy;a;laaja;NEE;1.2.2020;20",
      "Toinen Oy;a;Laajin;kyllä;1.2.2020;21",
      "Kolmas Oy;;Perus;ehkä;huomenna;22",
      "Neljäs Oy;a;;;;17",
      "Viides Oy;a;;;;20,00",
    );
    const id = await uploaded(table);
    const { mapping } = await getImport(we.aino, id);
    expect(mapping).toEqual([
      "name",
      ...[must, fields.level, fields.online, fields.since, fields.alarm].map((f) => f.name),
    ]);
    const { problems } = await dryRun(we.aino, id);
    expect(problems.map(({ line, column, what }) => `${line} ${column} ${what.key}`).sort()).toEqual([
      "3 2 unknownValue",
      "4 1 required",
      "4 3 unknownValue",
      "4 4 date",
      "5 5 taken",
      "6 5 rowTwice",
    ]);
    await done(runImport, we.aino, { id });
    expect(await customOf(await named("Ensimmäinen Oy"))).toEqual({
      [must.id]: "a",
      [fields.level.id]: fields.level.options[1],
      [fields.online.id]: false,
      [fields.since.id]: "2020-02-01",
      [fields.alarm.id]: "20.00",
      [begins.id]: "Oletus",
    });
    const without = await uploaded(sheet("Nimi;Muu", "Kuudes Oy;x"));
    expect(await mapColumns(we.aino, { id: without })).toMatchObject({
      problems: { "": { key: "columnMissing", params: { field: "Pakollinen" } } },
    });
    expect(await mapColumns(we.aino, { id: without, "column.1": "custom.999999" })).toMatchObject({
      problems: { "column.1": { key: "chooseOption" } },
    });
    expect(await mapColumns(we.aino, { id: without, "column.1": must.name })).toMatchObject({ ok: true });
    await Promise.all([retire(must.id), retire(begins.id)]);
  });
});

test("the history holds custom values and brings them back through the field's own checks", async () => {
  const id = we.world.customers.vaahtera;
  const change = async (name: string) => {
    const lines = await listHistory(we.aino, id, { part: null, before: null });
    return lines.flatMap(({ changes }) => changes).find(({ field }) => field === name);
  };
  await done(updateCustomer, we.aino, {
    id,
    [fields.online.name]: "yes",
    [fields.works.name]: fields.works.options.map(String),
  });
  await done(updateCustomer, we.aino, { id, [fields.online.name]: "no", [fields.works.name]: "" });
  for (const field of [fields.online, fields.works]) {
    await done(restoreValue, we.aino, { id, change: (await change(field.name))?.id });
  }
  expect(await customOf(id)).toMatchObject({ [fields.online.id]: true, [fields.works.id]: fields.works.options });
});

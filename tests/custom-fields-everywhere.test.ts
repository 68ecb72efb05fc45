import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { updateCustomer } from "@/lib/customers/commands";
import { customerFilter, filterQuery, isFiltered, type Params } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { type Cast, cast, signedIn } from "./cast";
import { newField, retire } from "./custom-field";
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
    ["level", "", "none", false],
  ] as const)("%s%s = %s", async (name, part, value, isFound) => {
    const found = await ids(we.aino, { [`f.${fields[name].id}${part}`]: value });
    expect(found).toEqual(
      isFound ? [we.world.customers.wirtanen] : expect.not.arrayContaining([we.world.customers.wirtanen]),
    );
  });

  test("by an option, alone or among several", async () => {
    const { level, works } = fields;
    const by = (field: Made, place: number) => ids(we.aino, { [`f.${field.id}`]: String(field.options[place]) });
    expect(await by(level, 1)).toEqual([we.world.customers.wirtanen]);
    expect(await by(level, 0)).toEqual([]);
    expect(await by(works, 0)).toEqual([we.world.customers.wirtanen]);
    expect(await ids(we.aino, { "f.none": String(fields.fee.id) })).not.toContain(we.world.customers.wirtanen);
    expect((await ids(we.aino, { "f.none": String(fields.fee.id) })).length).toBeGreaterThan(5);
  });

  test("the address keeps the filters, and nonsense says nothing", async () => {
    const address = {
      [`f.${fields.area.id}`]: "tie",
      [`f.${fields.fee.id}.from`]: "1000.00",
      [`f.${fields.level.id}`]: "none",
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
    expect(await ids(pieter, { "f.none": String(fields.fee.id) })).not.toContain(wirtanen);
    await db.update(settings).set({ showOtherCompanies: false });
  });
});

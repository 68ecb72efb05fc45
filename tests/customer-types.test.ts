import { and, eq, ne } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerTypeLinks, customerTypes, projects } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerChoices } from "@/lib/customers/queries";
import { updateGroupings } from "@/lib/groupings/commands";
import { addEntry, deleteEntry, saveEntry, switchEntry } from "@/lib/registers/commands";
import { listEntries } from "@/lib/registers/queries";
import type { DefaultMark } from "@/lib/registers/rules";
import { type Cast, cast } from "./cast";

const register = "customerTypes";
const marks = ["defaultCustomer", "defaultSubcontractor", "defaultConsumer"] as const;
let we: Cast;

beforeAll(async () => {
  we = await cast();
});

const types = () => listEntries(we.maija, register, "fi");
const named = async (label: string) => (await types()).find((type) => type.label === label)?.id ?? 0;
const holdersOf = async (mark: DefaultMark) =>
  (await types()).filter(({ values }) => values[mark]).map(({ label }) => label);
const pass = (mark: string, id: number) => switchEntry(we.maija, { register, id, to: mark });

async function added(label: string, values: Record<string, string> = {}): Promise<number> {
  const outcome = await addEntry(we.maija, { register, "names.fi": label, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

async function created(viewer: Viewer, values: Record<string, unknown>): Promise<number> {
  const outcome = await createCustomer(viewer, { id: we.world.companies.oy, country: "FI", ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

async function heldBy(customerId: number): Promise<number[]> {
  const links = await db.select().from(customerTypeLinks).where(eq(customerTypeLinks.customerId, customerId));
  return links.map(({ typeId }) => typeId).toSorted((a, b) => a - b);
}

describe("the two that come with the product", () => {
  test("can be renamed, but neither disabled nor deleted", async () => {
    const id = await named("Alihankkija");
    expect(
      await saveEntry(we.maija, { register, id, "names.fi": "Toimittaja", "names.sv": "Leverantör" }),
    ).toMatchObject({
      ok: true,
    });
    expect(await named("Toimittaja")).toBe(id);
    for (const label of ["Asiakas", "Toimittaja"]) {
      const refused = { ok: false, problems: { "": { key: "builtInEntry" } } };
      const one = await named(label);
      expect(await switchEntry(we.maija, { register, id: one, to: "disabled" })).toMatchObject(refused);
      expect(await deleteEntry(we.maija, { register, id: one })).toMatchObject(refused);
    }
    await expect(db.delete(customerTypes).where(eq(customerTypes.id, await added("Turha")))).resolves.toBeDefined();
    await expect(db.update(customerTypes).set({ builtIn: null }).where(eq(customerTypes.id, id))).rejects.toThrow();
  });
});

describe("defaults", () => {
  test("there is exactly one of each; choosing moves the mark, and what is chosen is in use again", async () => {
    const id = await added("Taloyhtiö");
    await switchEntry(we.maija, { register, id, to: "disabled" });
    for (const mark of marks) {
      const before = (await types()).find(({ values }) => values[mark])?.id ?? 0;
      expect(await pass(mark, id)).toMatchObject({ ok: true });
      expect(await holdersOf(mark)).toEqual(["Taloyhtiö"]);
      expect((await types()).find((type) => type.id === id)).toMatchObject({ disabledAt: null });
      expect(await pass(mark, before)).toMatchObject({ ok: true });
    }
    await expect(pass("isDefault", id)).rejects.toThrow("404");
    await deleteEntry(we.maija, { register, id });
  });

  test("none can be disabled or deleted, not even past the doors", async () => {
    const id = await named("Kuluttaja-asiakas");
    const refused = { ok: false, problems: { "": { key: "defaultNeeded" } } };
    expect(await switchEntry(we.maija, { register, id, to: "disabled" })).toMatchObject(refused);
    expect(await deleteEntry(we.maija, { register, id })).toMatchObject(refused);
    const row = eq(customerTypes.id, id);
    await expect(db.update(customerTypes).set({ disabledAt: new Date() }).where(row)).rejects.toThrow();
    await expect(db.update(customerTypes).set({ defaultConsumer: false }).where(row)).rejects.toThrow();
    await expect(
      db.update(customerTypes).set({ defaultConsumer: true }).where(ne(customerTypes.id, id)),
    ).rejects.toThrow();
    expect(await holdersOf("defaultConsumer")).toEqual(["Kuluttaja-asiakas"]);
  });

  test("two people who choose at once leave one", async () => {
    const [one, other] = [await added("Yksi"), await added("Toinen")];
    const outcomes = await Promise.all([pass("defaultConsumer", one), pass("defaultConsumer", other)]);
    expect(outcomes.some(({ ok }) => ok)).toBe(true);
    expect(await holdersOf("defaultConsumer")).toHaveLength(1);
    await pass("defaultConsumer", await named("Kuluttaja-asiakas"));
  });

  test("go to new customers by how they are made", async () => {
    const id = await added("Urakoitsija");
    for (const mark of ["defaultConsumer", "defaultSubcontractor"]) await pass(mark, id);
    expect(await heldBy(await created(we.aino, { name: "Meri Mutikka", kind: "person" }))).toEqual([id]);
    expect(await heldBy(await created(we.aino, { name: "Kaislikko Oy" }))).toEqual([await named("Asiakas")]);
    const { types: offered } = await customerChoices(we.aino, "fi");
    expect(offered.filter(({ isDefaultSubcontractor }) => isDefaultSubcontractor).map((type) => type.id)).toEqual([id]);
    await pass("defaultConsumer", await named("Kuluttaja-asiakas"));
    await pass("defaultSubcontractor", await named("Toimittaja"));
  });
});

test("a type that is used is counted and cannot be deleted; out of use it stays where it is and is offered no more", async () => {
  const id = await added("Kunta");
  const customerId = await created(we.aino, { name: "Rantakunta", types: [String(id)] });
  expect((await types()).find((type) => type.id === id)).toMatchObject({ used: 1 });
  expect(await deleteEntry(we.maija, { register, id })).toMatchObject({ problems: { "": { key: "stillUsed" } } });
  expect(await switchEntry(we.maija, { register, id, to: "disabled" })).toMatchObject({ ok: true });
  expect(await heldBy(customerId)).toEqual([id]);
  const offered = async (own?: { types: { id: number }[]; ownerId: null }) =>
    (await customerChoices(we.aino, "fi", own)).types.map((type) => type.id);
  expect(await offered()).not.toContain(id);
  expect(await offered({ types: [{ id }], ownerId: null })).toContain(id);
  expect(
    await createCustomer(we.aino, {
      id: we.world.companies.oy,
      country: "FI",
      name: "Toinen kunta",
      types: [String(id)],
    }),
  ).toMatchObject({ problems: { types: { key: "chooseOption" } } });
  expect(await updateCustomer(we.aino, { id: customerId, types: [String(id)], name: "Rantakunta ry" })).toMatchObject({
    ok: true,
  });
});

describe("when no type of a customer allows invoicing any more", () => {
  test("whoever changes it is asked while projects are open that they see", async () => {
    const id = await added("Ei laskutettava", { invoicingAllowed: "false" });
    const usual = await named("Asiakas");
    const customerId = await created(we.aino, { name: "Avoin työmaa Oy" });
    const change = (viewer: Viewer, rest = {}) =>
      updateCustomer(viewer, { id: customerId, types: [String(id)], ...rest });
    const back = () => updateCustomer(we.aino, { id: customerId, types: [String(usual)] });
    expect(await change(we.aino)).toMatchObject({ ok: true });
    expect(await back()).toMatchObject({ ok: true });

    await db.insert(projects).values({ customerId, number: "P-900", name: "Katto", status: "active" });
    const asked = { ok: false, doubts: [{ mark: `noInvoicing:${id}`, key: "noInvoicing", params: { n: 1 } }] };
    expect(await change(we.aino)).toMatchObject(asked);
    expect(await updateGroupings(we.aino, { id: customerId, types: [String(id)] })).toMatchObject(asked);
    expect(await heldBy(customerId)).toEqual([usual]);
    expect(await change(we.aino, { types: [String(id), String(usual)] })).toMatchObject({ ok: true });
    expect(await change(we.aino, { confirmed: `noInvoicing:${id}` })).toMatchObject({ ok: true });
    expect(await heldBy(customerId)).toEqual([id]);

    await back();
    const own = and(eq(projects.customerId, customerId), eq(projects.number, "P-900"));
    await db.update(projects).set({ status: "closed" }).where(own);
    expect(await change(we.aino)).toMatchObject({ ok: true });
  });

  test("whoever takes invoicing from a type is asked, for customers that have no other", async () => {
    const id = await added("Laskutettava");
    const save = (rest = {}) => saveEntry(we.maija, { register, id, invoicingAllowed: "false", ...rest });
    const customerId = await created(we.aino, { name: "Ainoa tyyppi Oy", types: [String(id)] });
    await db.insert(projects).values({ customerId, number: "P-901", name: "Piha", status: "planned" });
    expect(await save()).toMatchObject({ doubts: [{ key: "typeNotInvoiced", params: { n: 1 } }] });
    await updateCustomer(we.aino, { id: customerId, types: [String(id), String(await named("Asiakas"))] });
    expect(await save()).toMatchObject({ ok: true });
    await saveEntry(we.maija, { register, id, invoicingAllowed: "true" });
    await updateCustomer(we.aino, { id: customerId, types: [String(id)] });
    expect(await save({ confirmed: "typeNotInvoiced" })).toMatchObject({ ok: true });
  });
});

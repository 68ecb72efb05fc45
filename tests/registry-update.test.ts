import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addresses, customers } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import { Viewer } from "@/lib/access/viewer";
import { updateCustomer } from "@/lib/customers/commands";
import { restoreValue } from "@/lib/history/commands";
import { listHistory } from "@/lib/history/queries";
import { keepAsIs, updateFromRegister } from "@/lib/registry/commands";
import { getComparison } from "@/lib/registry/queries";
import { type Cast, cast } from "./cast";
import { addressesNow, aged, compare, comparisonNow, customerNow, newCustomer, newNameOf } from "./comparing";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

let w: Cast;
let oy: number;
beforeAll(async () => {
  w = await cast();
  oy = w.aino.facts.companyId;
});

const key = () => crypto.randomUUID();
const all = { part: null, before: null };

/** The problem, by field, of what is refused. */
async function refusal(viewer: Viewer, values: Values) {
  const outcome = await updateFromRegister(viewer, values);
  if (outcome.ok) throw new Error("not refused");
  return Object.fromEntries(Object.entries(outcome.problems).map(([field, problem]) => [field, problem.key]));
}

describe("taking what a register says", () => {
  test("writes what was ticked and nothing else, with its source in the log, once", async () => {
    const customer = await newCustomer(oy, { industryCode: "68", website: "https://vanha.example" });
    const [older, id] = [await compare(w.aino, customer), await compare(w.aino, customer)];
    const post = { id: customer.id, version: "1", comparison: String(id), formKey: key() };
    const ticked = {
      fields: ["", "name", "industryCode"],
      nameAs: "tidied",
      name: "Forged Oy",
      email: "forged@x.example",
    };
    await done(updateFromRegister, w.aino, { ...post, ...ticked });
    await done(updateFromRegister, w.aino, { ...post, ...ticked });
    const now = await customerNow(customer.id);
    const name = newNameOf(customer);
    expect(now).toMatchObject({
      name,
      industryCode: "43220",
      website: "https://vanha.example",
      email: null,
      version: 2,
    });
    expect(await addressesNow(customer.id)).toEqual(["* Pajakuja 4 B 12, 00510, Helsinki"]);
    const lines = await listHistory(w.aino, customer.id, all);
    expect(lines).toHaveLength(1);
    const { fetchedAt } = await getComparison(w.aino, id);
    expect(lines[0]).toMatchObject({
      action: "customer.registryUpdated",
      source: "registry",
      facts: { register: "prh", fetchedAt: fetchedAt.toISOString() },
    });
    const changes = lines[0]?.changes.map(({ field, before, after }) => [field, before, after]);
    expect(changes).toContainEqual(["name", customer.name, name]);
    expect(changes).toContainEqual(["industryCode", "68", "43220"]);
    expect(await comparisonNow(id)).toMatchObject({ closedAs: "updated", closedBy: w.aino.employeeId });
    expect(await comparisonNow(older)).toMatchObject({ closedAs: "replaced" });
  });

  test("as registered, with status and day, and clears only what was ticked", async () => {
    const customer = await newCustomer(oy, { website: "https://vanha.example", industryCode: "68" });
    const said = { status: "bankrupt", statusOn: "2026-05-03", website: null, industryCode: null } as const;
    const post = { id: customer.id, comparison: await compare(w.aino, customer, said) };
    const fields = ["name", "website", "businessStatus", "companyForm"];
    await done(updateFromRegister, w.aino, { ...post, fields, nameAs: "registered" });
    expect(await customerNow(customer.id)).toMatchObject({
      name: newNameOf(customer).toUpperCase(),
      website: null,
      industryCode: "68",
      companyForm: "Oy",
      businessStatus: "bankrupt",
      businessStatusOn: "2026-05-03",
    });
  });

  test("makes the address the head office; the former one stays, and one that is there already is used", async () => {
    const customer = await newCustomer(oy);
    const post = { id: customer.id, fields: "address" };
    await done(updateFromRegister, w.aino, {
      ...post,
      comparison: await compare(w.aino, customer),
      addressAs: "visiting",
    });
    expect(await addressesNow(customer.id)).toEqual([
      "Pajakuja 4 B 12, 00510, Helsinki",
      "* Satamatie 7, 20100, Turku",
    ]);
    const lines = await listHistory(w.aino, customer.id, all);
    expect(lines.map(({ action, source }) => [action, source])).toEqual([
      ["customer.registryUpdated", "registry"],
      ["address.created", "registry"],
      ["address.headOfficeChosen", "registry"],
    ]);
    expect(lines[0]?.changes).toContainEqual(
      expect.objectContaining({
        field: "address",
        before: "Pajakuja 4 B 12, 00510 Helsinki",
        after: "Satamatie 7, 20100 Turku",
      }),
    );
    const back = { street: "PAJAKUJA 4 B 12", postalCode: "00510", towns: { fi: "HELSINKI" } };
    const visiting = { ...back, attention: null, box: null, country: "FI" };
    await done(updateFromRegister, w.aino, { ...post, comparison: await compare(w.aino, customer, { visiting }) });
    expect(await addressesNow(customer.id)).toEqual([
      "* Pajakuja 4 B 12, 00510, Helsinki",
      "Satamatie 7, 20100, Turku",
    ]);
    const postal = { ...post, comparison: await compare(w.aino, customer), addressAs: "postal" };
    await done(updateFromRegister, w.aino, postal);
    const [box] = await db.select().from(addresses).where(eq(addresses.street, "PL 226"));
    expect(box).toMatchObject({ isHeadOffice: true, purposes: ["postal"], attention: "c/o Testinen" });
    expect(await addressesNow(customer.id)).toHaveLength(3);
  });

  test("of another company's customer is taken by whoever reaches it, also where its details are masked", async () => {
    const customer = await newCustomer(w.world.companies.oy, { groupId: w.world.groups.bygg });
    const masked = Viewer.of({ ...w.sven.facts, maskOtherCompanies: true, showOtherCompanies: true });
    const post = { id: customer.id, comparison: await compare(masked, customer), fields: ["name", "address"] };
    await done(updateFromRegister, masked, post);
    expect(await customerNow(customer.id)).toMatchObject({ name: newNameOf(customer), groupId: customer.groupId });
  });

  test("of another's customer, an archived or a deleted one is not to be had", async () => {
    const customer = await newCustomer(oy);
    const comparison = await compare(w.aino, customer);
    const post = { id: customer.id, comparison, fields: "name" };
    await expect(updateFromRegister(w.maija, post)).rejects.toThrow(absent);
    await expect(updateFromRegister(w.sven, post)).rejects.toThrow(absent);
    await expect(updateFromRegister(w.pieter, post)).rejects.toThrow(absent);
    const other = await newCustomer(oy);
    await expect(updateFromRegister(w.aino, { ...post, id: other.id })).rejects.toThrow(absent);
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, customer.id));
    expect(await refusal(w.aino, post)).toEqual({ "": "customerArchived" });
    await db.update(customers).set({ archivedAt: null, deletedAt: new Date() }).where(eq(customers.id, customer.id));
    await expect(updateFromRegister(w.aino, post)).rejects.toThrow(absent);
    expect(await customerNow(customer.id)).toMatchObject({ name: customer.name, version: 1 });
  });

  test("is refused once it is old, decided, about another number, or switched off", async () => {
    const customer = await newCustomer(oy);
    const comparison = await compare(w.aino, customer);
    const post = { id: customer.id, comparison, fields: ["name"] };
    await aged(comparison, 31);
    expect(await getComparison(w.aino, comparison)).toMatchObject({ isExpired: true });
    expect(await refusal(w.aino, post)).toEqual({ "": "registryExpired" });
    await aged(comparison, 29);
    const off = Viewer.of({ ...w.aino.facts, registers: [] });
    expect(await refusal(off, post)).toEqual({ "": "registryOff" });
    const other = (await newCustomer(oy)).businessId;
    await db.update(customers).set({ businessId: other }).where(eq(customers.id, customer.id));
    expect(await refusal(w.aino, post)).toEqual({ "": "registryOtherId" });
    await db.update(customers).set({ businessId: customer.businessId }).where(eq(customers.id, customer.id));
    await done(keepAsIs, w.aino, { id: comparison });
    expect(await comparisonNow(comparison)).toMatchObject({ closedAs: "kept" });
    expect(await refusal(w.aino, post)).toEqual({ "": "registryDecided" });
    expect(await keepAsIs(w.aino, { id: comparison })).toMatchObject({ problems: { "": { key: "registryDecided" } } });
    expect((await listHistory(w.aino, customer.id, all)).map(({ action }) => action)).toEqual(["registry.kept"]);
  });

  test.each([
    ["nothing at all", { fields: [""] }, { fields: "chooseOne" }],
    ["a field that registers do not know", { fields: ["number"] }, { fields: "chooseOption" }],
    ["a field that this register never gives", { fields: ["name", "email"] }, { fields: "formChanged" }],
    ["an address that it does not have", { fields: ["address"] }, { fields: "formChanged" }],
    ["another way of writing", { fields: ["name"], nameAs: "backwards" }, { nameAs: "chooseOption" }],
  ])("ticking %s is refused, and nothing is written", async (_, ticked, problems) => {
    const customer = await newCustomer(oy);
    const comparison = await compare(w.aino, customer, { visiting: null, postal: null });
    expect(await refusal(w.aino, { id: customer.id, comparison, ...ticked })).toEqual(problems);
    expect(await customerNow(customer.id)).toMatchObject({ name: customer.name, version: 1 });
  });

  test("values that no form would take are a problem of their field, and nothing is written", async () => {
    const customer = await newCustomer(oy);
    const postal = { attention: null, street: "Testgata 1", box: null, postalCode: "0154", towns: {}, country: "FI" };
    const comparison = await compare(w.aino, customer, { visiting: postal });
    const post = { id: customer.id, comparison, fields: ["name", "address"], addressAs: "visiting" };
    expect(await refusal(w.aino, post)).toEqual({ address: "postcodeFi" });
    expect(await customerNow(customer.id)).toMatchObject({ name: customer.name, version: 1 });
    expect(await addressesNow(customer.id)).toHaveLength(1);
  });

  test("what another has changed meanwhile is asked, and whose value counts is theirs to say", async () => {
    const customer = await newCustomer(oy, { website: "https://vanha.example" });
    const post = { id: customer.id, version: "1", comparison: await compare(w.aino, customer) };
    const fields = ["name", "website"];
    await done(updateCustomer, w.maija, { id: customer.id, website: "maijan.example", description: "Uutta" });
    const asked = await updateFromRegister(w.aino, { ...post, fields });
    expect(asked).toMatchObject({
      ok: false,
      version: 2,
      conflicts: [{ field: "website", mine: "https://uusi.example", theirs: "https://maijan.example" }],
    });
    expect((await customerNow(customer.id)).name).toBe(customer.name);
    const answer = { ...post, version: "2", fields, "keep.website": "theirs" };
    await done(updateFromRegister, w.aino, answer);
    expect(await customerNow(customer.id)).toMatchObject({
      name: newNameOf(customer),
      website: "https://maijan.example",
      description: "Uutta",
    });
  });

  test("that makes a twin of another customer asks first", async () => {
    const [customer, other] = [await newCustomer(oy), await newCustomer(oy, { name: "Kaksonen Rakennus Oy" })];
    const post = {
      id: customer.id,
      comparison: await compare(w.aino, customer, { name: other.name }),
      fields: ["name"],
    };
    const asked = await updateFromRegister(w.aino, post);
    expect(asked).toMatchObject({ ok: false, doubts: [{ mark: `duplicates:${other.id}` }] });
    await done(updateFromRegister, w.aino, { ...post, confirmed: `duplicates:${other.id}` });
    expect((await customerNow(customer.id)).name).toBe(other.name);
  });

  test("is told in the history, from where each value can be brought back", async () => {
    const customer = await newCustomer(oy, { website: "https://vanha.example" });
    const post = { id: customer.id, comparison: await compare(w.aino, customer), fields: ["website"] };
    await done(updateFromRegister, w.aino, post);
    const [line] = await listHistory(w.maija, customer.id, all);
    const change = line?.changes.find(({ field }) => field === "website");
    await done(restoreValue, w.maija, { id: customer.id, change: change?.id });
    expect((await customerNow(customer.id)).website).toBe("https://vanha.example");
  });
});

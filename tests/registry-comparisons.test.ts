import { beforeAll, describe, expect, test } from "vitest";
import { Viewer } from "@/lib/access/viewer";
import { updateCustomer } from "@/lib/customers/commands";
import { listHistory } from "@/lib/history/queries";
import { acceptProposed, keepAsIs, keepComparison, updateFromRegister } from "@/lib/registry/commands";
import { findSubject, getComparison } from "@/lib/registry/queries";
import { type Cast, cast, having } from "./cast";
import {
  addressesNow,
  compare,
  comparisonNow,
  customerNow,
  newCustomer,
  newNameOf,
  queue,
  recordOf,
} from "./comparing";
import { done, whileArchiving } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

let w: Cast;
let oy: number;
beforeAll(async () => {
  w = await cast();
  oy = w.aino.facts.companyId;
});

const key = () => crypto.randomUUID();
const all = { part: null, before: null };

describe("what a register says", () => {
  test("is kept for whoever asked, beside the customer as it is now", async () => {
    const customer = await newCustomer(oy, { email: "info@vanha.example" });
    const id = await compare(w.aino, customer);
    const found = await getComparison(w.aino, id, customer.id);
    expect(found).toMatchObject({ customerId: customer.id, isExpired: false, isOtherId: false, status: "active" });
    expect(found.register.name).toBe("prh");
    expect(found.proposals).toContainEqual(
      expect.objectContaining({ field: "name", state: "differs", isTicked: true, before: customer.name }),
    );
    expect(found.proposals).toContainEqual(expect.objectContaining({ field: "email", state: "notProvided" }));
    expect((await comparisonNow(id))?.differing).toContain("website");
    await done(updateCustomer, w.aino, { id: customer.id, website: "uusi.example" });
    const again = await getComparison(w.aino, id, customer.id);
    expect(again.proposals).toContainEqual(expect.objectContaining({ field: "website", state: "same" }));
    expect(again.customerVersion).toBe(found.customerVersion + 1);
    expect((await listHistory(w.aino, customer.id, all)).map(({ action }) => action)).toEqual(["customer.updated"]);
  });

  test("is not there for another, of another customer, or without both rights", async () => {
    const [customer, other] = [await newCustomer(oy), await newCustomer(oy)];
    const id = await compare(w.aino, customer);
    await expect(getComparison(w.maija, id, customer.id)).rejects.toThrow(absent);
    await expect(getComparison(w.aino, id, other.id)).rejects.toThrow(absent);
    for (const grants of [{ registry: "no" }, { customers: "read" }] as Record<string, string>[]) {
      const less = having(w.aino, grants);
      await expect(getComparison(less, id)).rejects.toThrow(absent);
      await expect(findSubject(less, customer.id)).rejects.toThrow(absent);
      const record = recordOf(customer);
      const kept = { id: customer.id, register: "prh", record, fetchedAt: new Date() };
      await expect(keepComparison(less, kept)).rejects.toThrow(absent);
      await expect(updateFromRegister(less, { id: customer.id, comparison: id, fields: "name" })).rejects.toThrow(
        absent,
      );
      await expect(acceptProposed(less, { comparisons: String(id) })).rejects.toThrow(absent);
      await expect(keepAsIs(less, { id })).rejects.toThrow(absent);
    }
    expect((await customerNow(customer.id)).version).toBe(1);
  });

  test("is kept of the customer's own business alone, and of nobody out of reach", async () => {
    const [customer, other] = [await newCustomer(oy), await newCustomer(oy)];
    const post = { register: "prh", fetchedAt: new Date() };
    const strange = await keepComparison(w.aino, { ...post, id: customer.id, record: recordOf(other) });
    expect(strange).toMatchObject({ ok: false, problems: { "": { key: "registryOtherId" } } });
    const record = recordOf(customer);
    const seller = Viewer.of({ ...w.sven.facts, showOtherCompanies: true });
    await expect(keepComparison(seller, { ...post, id: customer.id, record })).rejects.toThrow(absent);
    await expect(findSubject(seller, customer.id)).rejects.toThrow(absent);
    const off = Viewer.of({ ...w.aino.facts, registers: ["brreg"] });
    const unasked = await keepComparison(off, { ...post, id: customer.id, record });
    expect(unasked).toMatchObject({ ok: false, problems: { "": { key: "registryOff" } } });
    const person = await newCustomer(oy, { kind: "person" });
    const strangest = { ...post, id: person.id, record: recordOf(person) };
    await expect(keepComparison(w.aino, strangest)).rejects.toThrow(absent);
    await expect(findSubject(w.aino, person.id)).rejects.toThrow(absent);
    const { id, country, businessId, vatNumber } = customer;
    expect(await findSubject(w.aino, customer.id)).toEqual({ id, country, businessId, vatNumber });
    const archived = await whileArchiving(customer.id, () =>
      keepComparison(w.aino, { ...post, id: customer.id, record }),
    );
    expect(archived).toMatchObject({ ok: false, problems: { "": { key: "customerArchived" } } });
  });
});

describe("the queue", () => {
  test("takes what is proposed of many, and says what was left and why", async () => {
    const [ready, twin, gone, same] = [
      await newCustomer(oy),
      await newCustomer(oy),
      await newCustomer(oy),
      await newCustomer(oy),
    ];
    await newCustomer(oy, { name: "Kaksonen Siivous Oy" });
    const ids = [
      await queue(ready, { status: "active" }),
      await queue(twin, { name: "Kaksonen Siivous Oy" }),
      await queue(gone, { status: "ceased" }),
      await queue(same),
    ];
    const comparisons = ids.map((id, place) => (place === 3 ? `${id}.1` : String(id)));
    await done(updateCustomer, w.maija, { id: same.id, name: "Maijan Nimi Oy" });
    const post = { comparisons, formKey: key() };
    const outcome = await acceptProposed(w.aino, post);
    expect(outcome).toMatchObject({ ok: true, result: { taken: 1 } });
    if (!outcome.ok) throw new Error();
    expect(outcome.result.left.map(({ customerId, problem }) => [customerId, problem.key])).toEqual([
      [twin.id, "registryTwin"],
      [gone.id, "nothingToChange"],
      [same.id, "registryChanged"],
    ]);
    expect(await customerNow(ready.id)).toMatchObject({ name: newNameOf(ready), industryCode: null });
    expect(await addressesNow(ready.id)).toContain("* Satamatie 7, 20100, Turku");
    expect(await customerNow(twin.id)).toMatchObject({ version: 1 });
    expect(await acceptProposed(w.aino, post)).toMatchObject({ ok: true, result: { taken: 1 } });
    expect(await acceptProposed(w.maija, { comparisons: ids[2], fields: "businessStatus" })).toMatchObject({
      result: { taken: 1, left: [] },
    });
    expect(await customerNow(gone.id)).toMatchObject({ name: gone.name, businessStatus: "ceased" });
  });

  test("clears nothing, refuses nonsense, and has nothing for those out of reach", async () => {
    const customer = await newCustomer(oy, { website: "https://vanha.example" });
    const comparisons = String(await queue(customer, { website: null }));
    expect(await acceptProposed(w.aino, { comparisons, fields: "website" })).toMatchObject({
      result: { taken: 0, left: [{ problem: { key: "nothingToChange" } }] },
    });
    expect(await acceptProposed(w.aino, { comparisons, fields: "owner" })).toMatchObject({
      problems: { fields: { key: "chooseOption" } },
    });
    expect(await acceptProposed(w.aino, { comparisons: "" })).toMatchObject({
      problems: { comparisons: { key: "chooseOne" } },
    });
    await expect(acceptProposed(w.aino, { comparisons: "12x" })).rejects.toThrow(absent);
    await expect(acceptProposed(w.sven, { comparisons })).rejects.toThrow(absent);
    await expect(keepAsIs(w.sven, { id: comparisons })).rejects.toThrow(absent);
    await done(keepAsIs, w.maija, { id: comparisons });
    expect((await customerNow(customer.id)).version).toBe(1);
  });

  test("of two people at once one decides", async () => {
    const customer = await newCustomer(oy);
    const post = { id: customer.id, comparison: await queue(customer), fields: ["name"] };
    const outcomes = await Promise.all([updateFromRegister(w.aino, post), updateFromRegister(w.maija, post)]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await customerNow(customer.id)).version).toBe(2);
    expect((await listHistory(w.aino, customer.id, all)).map(({ action }) => action)).toEqual([
      "customer.registryUpdated",
    ]);
  });
});

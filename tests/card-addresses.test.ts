import { and, asc, eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addresses, customerContacts, customers, events, eventValues, settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { addAddress, chooseHeadOffice, removeAddress, updateAddress } from "@/lib/addresses/commands";
import { addressChoices, addressesOf } from "@/lib/addresses/queries";
import { archiveCustomer, createCustomer } from "@/lib/customers/commands";
import { customerFilter, filterQuery } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { type Cast, cast, signedIn } from "./cast";
import { hostileTexts } from "./fixtures/hostile";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let w: Cast;
beforeAll(async () => {
  w = await cast();
});

let made = 0;
async function customer(values: Values = {}): Promise<number> {
  const name = `${String.fromCharCode(65 + made++).repeat(7)} Oy`;
  const outcome = await createCustomer(w.aino, {
    id: w.aino.facts.companyId,
    country: "FI",
    name,
    ...values,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

async function added(id: number, values: Values, viewer: Viewer = w.aino): Promise<number> {
  const outcome = await addAddress(viewer, { id, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

/** A customer with that many addresses, the first of which is the head office. */
async function withAddresses(count: number): Promise<{ id: number; all: number[] }> {
  const id = await customer();
  const all = [];
  for (let one = 1; one <= count; one++) all.push(await added(id, { street: `Katu ${one}`, city: `Kaupunki ${one}` }));
  return { id, all };
}

const row = async (id: number) => (await db.select().from(addresses).where(eq(addresses.id, id)))[0];
const heads = async (customerId: number) => {
  const all = await db.select().from(addresses).where(eq(addresses.customerId, customerId)).orderBy(asc(addresses.id));
  return all.filter(({ isHeadOffice }) => isHeadOffice).map(({ id }) => id);
};
const customerRow = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0];

const logOf = (ids: number[]) =>
  db
    .select({
      action: events.action,
      customerId: events.customerId,
      id: events.subjectId,
      field: eventValues.field,
      before: eventValues.before,
      after: eventValues.after,
    })
    .from(events)
    .leftJoin(eventValues, eq(eventValues.eventId, events.id))
    .where(and(eq(events.subject, "addresses"), inArray(events.subjectId, ids)))
    .orderBy(events.id, eventValues.id);

describe("an address", () => {
  test("is stored as its country writes it; the first is the head office, later ones are not", async () => {
    const id = await customer({ country: "SE" });
    const first = await added(id, {
      purposes: ["", "billing", "visiting", "billing"],
      attention: " Ekonomi ",
      street: "Storgatan 5",
      postalCode: "11455",
      city: "Stockholm",
      phone: "08 123 456 78",
    });
    expect(await row(first)).toMatchObject({
      isHeadOffice: true,
      purposes: ["visiting", "billing"],
      attention: "Ekonomi",
      postalCode: "114 55",
      country: "SE",
      phone: "+46 8 123 456 78",
      createdBy: w.aino.employeeId,
    });
    const second = await added(id, { city: "Haarlem", postalCode: "2011mk", country: "NL" });
    expect(await row(second)).toMatchObject({ isHeadOffice: false, postalCode: "2011 MK", country: "NL" });
    expect(await customerRow(id)).toMatchObject({ city: "Stockholm", hasHeadOffice: true });
  });

  test("says what is wrong with it, and nothing is written", async () => {
    const { id, all } = await withAddresses(1);
    const refused = async (values: Values) => {
      const outcomes = [
        await addAddress(w.aino, { id, ...values }),
        await updateAddress(w.aino, { id: all[0], ...values }),
      ];
      expect(outcomes[1]).toEqual(outcomes[0]);
      const [outcome] = outcomes;
      return outcome?.ok ? {} : outcome?.problems;
    };
    expect(await refused({ street: "", postalCode: " ", city: "" })).toEqual({ street: { key: "required" } });
    expect(await refused({ street: "A", postalCode: "0100" })).toEqual({ postalCode: { key: "postcodeFi" } });
    expect(await refused({ street: "A", country: "NL", postalCode: "00100" })).toEqual({
      postalCode: { key: "postcodeNl" },
    });
    expect(await refused({ street: "A", country: "Atlantis" })).toEqual({ country: { key: "country" } });
    expect(await refused({ street: "A", purposes: "party" })).toEqual({ purposes: { key: "chooseOption" } });
    expect(await refused({ street: "A", isHeadOffice: "on" })).toEqual({ "": { key: "formChanged" } });
    for (const text of [...hostileTexts.filter((one) => one.trim()), "x".repeat(10_000), "\u0000", "a\u202Eb"]) {
      expect(Object.keys((await refused({ street: text })) ?? {})).toEqual(["street"]);
    }
    expect(await addressesOf(w.aino, id)).toHaveLength(1);
  });

  test("keeps what a form does not send, and an odd postcode that nobody touched", async () => {
    const {
      id,
      all: [only = 0],
    } = await withAddresses(1);
    await db.update(addresses).set({ postalCode: "OUTO" }).where(eq(addresses.id, only));
    expect((await updateAddress(w.aino, { id: only, city: "Turku", purposes: ["", "postal"] })).ok).toBe(true);
    expect(await row(only)).toMatchObject({
      street: "Katu 1",
      city: "Turku",
      postalCode: "OUTO",
      purposes: ["postal"],
    });
    expect((await customerRow(id))?.city).toBe("Turku");
    expect((await updateAddress(w.aino, { id: only, country: "SE" })).ok).toBe(false);
  });

  test("twice from the same form is one", async () => {
    const id = await customer();
    const form = { id, street: "Kaksoisklikkaus 1", formKey: "same-form-key-1" };
    const [one, two] = [await addAddress(w.aino, form), await addAddress(w.aino, form)];
    expect(two).toEqual(one);
    expect(await addressesOf(w.aino, id)).toHaveLength(1);
  });

  test("is logged on the customer's card: added, changed, head office, deleted", async () => {
    const {
      id,
      all: [first = 0, second = 0],
    } = await withAddresses(2);
    await updateAddress(w.aino, { id: second, street: "Uusi 2" });
    await chooseHeadOffice(w.aino, { id: second });
    await removeAddress(w.aino, { id: first });
    const lines = await logOf([first, second]);
    expect(new Set(lines.map(({ customerId }) => customerId))).toEqual(new Set([id]));
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: "address.created", id: first, field: "isHeadOffice", after: true }),
        expect.objectContaining({
          action: "address.updated",
          id: second,
          field: "street",
          before: "Katu 2",
          after: "Uusi 2",
        }),
        expect.objectContaining({ action: "address.headOfficeChosen", id: first, before: true, after: false }),
        expect.objectContaining({ action: "address.headOfficeChosen", id: second, before: false, after: true }),
        expect.objectContaining({
          action: "address.deleted",
          id: first,
          field: "street",
          before: "Katu 1",
          after: null,
        }),
      ]),
    );
  });
});

describe("the head office", () => {
  test("moves to another address, and the earlier one stays", async () => {
    const {
      id,
      all: [first = 0, second = 0],
    } = await withAddresses(2);
    expect((await chooseHeadOffice(w.aino, { id: second })).ok).toBe(true);
    expect(await heads(id)).toEqual([second]);
    expect((await customerRow(id))?.city).toBe("Kaupunki 2");
    expect((await chooseHeadOffice(w.aino, { id: second })).ok).toBe(true);
    expect((await addressesOf(w.aino, id)).map((address) => address.id)).toEqual([second, first]);
  });

  test("goes only with a successor of the same customer, the last one without", async () => {
    const {
      id,
      all: [first = 0, second = 0],
    } = await withAddresses(2);
    const other = await withAddresses(1);
    const unanswered = { ok: false, problems: { successorId: { key: "headOfficeSuccessor" } } };
    for (const successorId of [undefined, "", first, other.all[0], 999_999]) {
      expect(await removeAddress(w.aino, { id: first, successorId })).toMatchObject(unanswered);
    }
    expect((await removeAddress(w.aino, { id: first, successorId: String(second) })).ok).toBe(true);
    expect(await heads(id)).toEqual([second]);
    expect((await removeAddress(w.aino, { id: second })).ok).toBe(true);
    expect(await customerRow(id)).toMatchObject({ hasHeadOffice: false, city: null });
  });

  test("is always exactly one, whoever moves and deletes at the same time", async () => {
    const {
      id,
      all: [first = 0, second = 0, third = 0, fourth = 0],
    } = await withAddresses(4);
    await Promise.all([
      chooseHeadOffice(w.aino, { id: second }),
      chooseHeadOffice(w.maija, { id: third }),
      removeAddress(w.aino, { id: first, successorId: fourth }),
      updateAddress(w.maija, { id: first, city: "Muuttunut" }).catch(() => null),
      addAddress(w.aino, { id, street: "Viides" }),
    ]);
    expect(await heads(id)).toHaveLength(1);
    const empty = await customer();
    await Promise.all(["A", "B", "C"].map((street) => addAddress(w.aino, { id: empty, street })));
    expect(await heads(empty)).toHaveLength(1);
    expect(await addressesOf(w.aino, empty)).toHaveLength(3);
  });

  test("that is missing is found by the list's filter, without telling more than one may see", async () => {
    const filter = customerFilter({ headOffice: "missing" });
    expect(filterQuery(filter).headOffice).toBe("missing");
    expect(customerFilter({ headOffice: "nonsense" }).headOffice).toBeNull();
    const missing = async (viewer: Viewer) => (await listCustomers(viewer, filter, "fi")).rows.map(({ id }) => id);
    const { ahola, wirtanen, molen } = w.world.customers;
    const seen = await missing(w.aino);
    expect(seen).toContain(wirtanen);
    expect(seen).not.toContain(ahola);
    await db.update(settings).set({ showOtherCompanies: true });
    const pieter = await signedIn(w.world.people.pieter);
    const all = (await listCustomers(pieter, customerFilter({ view: "flat" }), "nl")).rows;
    expect(all.some(({ id, full }) => id === wirtanen && !full)).toBe(true);
    expect(await missing(pieter)).not.toContain(wirtanen);
    expect(molen).toBeGreaterThan(0);
    await db.update(settings).set({ showOtherCompanies: false });
  });
});

describe("two people at one address", () => {
  test("different fields merge; the same field is asked", async () => {
    const {
      all: [only = 0],
    } = await withAddresses(1);
    const opened = { id: only, version: 1, street: "Katu 1", city: "Kaupunki 1", purposes: "", attention: "" };
    expect((await updateAddress(w.maija, { ...opened, street: "Maijankatu 1", attention: "Maija" })).ok).toBe(true);
    const mine = { ...opened, street: "Ainonkatu 1", purposes: ["", "billing"] };
    const outcome = await updateAddress(w.aino, mine);
    expect(outcome).toMatchObject({
      ok: false,
      version: 2,
      fresh: { attention: "Maija" },
      conflicts: [{ field: "street", mine: "Ainonkatu 1", theirs: "Maijankatu 1", by: "Maija Hallavuo" }],
    });
    expect((await updateAddress(w.aino, { ...mine, attention: "Maija", version: 2, "keep.street": "theirs" })).ok).toBe(
      true,
    );
    expect(await row(only)).toMatchObject({
      street: "Maijankatu 1",
      attention: "Maija",
      purposes: ["billing"],
      version: 3,
    });
  });
});

describe("whose", () => {
  test("out of reach, without the right and gone are all not there", async () => {
    const { ahola } = w.world.customers;
    const [office] = await addressesOf(w.aino, ahola);
    const id = office?.id ?? 0;
    for (const viewer of [w.sven, w.pieter, w.nils]) {
      await expect(addAddress(viewer, { id: ahola, street: "X" })).rejects.toThrow(absent);
      await expect(updateAddress(viewer, { id, street: "X" })).rejects.toThrow(absent);
      await expect(removeAddress(viewer, { id })).rejects.toThrow(absent);
      await expect(chooseHeadOffice(viewer, { id })).rejects.toThrow(absent);
    }
    await expect(updateAddress(w.aino, { id: 999_999, street: "X" })).rejects.toThrow(absent);
    await expect(addressesOf(w.nils, ahola)).rejects.toThrow(absent);
    expect(await addressesOf(w.sven, ahola)).toEqual([]);
    expect(await addressChoices(w.sven, ahola)).toEqual([]);
    expect((await row(id))?.street).toBe("Pajakuja 4 B 12");
  });

  test("an archived customer's stay as they are", async () => {
    const {
      id,
      all: [first = 0, second = 0],
    } = await withAddresses(2);
    await archiveCustomer(w.aino, { id });
    const closed = { ok: false, problems: { "": { key: "customerArchived" } } };
    expect(await addAddress(w.aino, { id, street: "X" })).toMatchObject(closed);
    expect(await updateAddress(w.aino, { id: first, street: "X" })).toMatchObject(closed);
    expect(await chooseHeadOffice(w.aino, { id: second })).toMatchObject(closed);
    expect(await removeAddress(w.aino, { id: second })).toMatchObject(closed);
  });

  test("contacts in use stand under their address and outlive it", async () => {
    const { ahola } = w.world.customers;
    const [, turku] = await addressesOf(w.aino, ahola);
    const atTurku = eq(customerContacts.customerId, ahola);
    await db.update(customerContacts).set({ addressId: turku?.id }).where(atTurku);
    const named = (await addressesOf(w.maija, ahola)).map(({ contacts }) => contacts.map(({ name }) => name));
    expect(named).toEqual([[], ["Helmi Kuuralehto", "Väinö Testinen"]]);
    expect((await addressChoices(w.aino, ahola)).map(({ name }) => name)).toContain("Satamatie 7, 20100 Turku");
    await removeAddress(w.aino, { id: turku?.id });
    expect(await db.$count(customerContacts, atTurku)).toBe(2);
  });
});

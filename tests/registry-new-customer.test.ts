import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addresses, customers, events, registryAnswers, settings } from "@/db/schema/index";
import { createCustomer } from "@/lib/customers/commands";
import { brreg } from "@/lib/registry/brreg";
import { knownBusinesses } from "@/lib/registry/known";
import { lookUp } from "@/lib/registry/look-up";
import { askedOf, askedQuery, newCustomerValues, wordsProblem } from "@/lib/registry/new-customer";
import { prh } from "@/lib/registry/prh";
import type { Register } from "@/lib/registry/rules";
import { type Cast, cast, having } from "./cast";
import { done } from "./doing";
import { RegistryStub } from "./registry/stub";

const stub = new RegistryStub();
let we: Cast;

beforeAll(async () => {
  we = await cast();
  await stub.start();
  Object.assign(process.env, stub.environment);
});
afterAll(() => stub.stop());

/** The form of a new customer as a register fills it in. */
async function filledFrom(register: Register, id: string) {
  const found = await register.lookUp(id);
  if (!found.ok) throw new Error(found.problem);
  return newCustomerValues(register, found.record);
}

describe("a register fills in the form of a new customer", () => {
  test("from Finland, with what it has and nothing else", async () => {
    expect(await filledFrom(prh, "9100000-5")).toEqual({
      name: "Havukallion Mittalaite Oy",
      country: "FI",
      businessId: "9100000-5",
      vatNumber: "FI91000005",
      website: "https://www.havukallionmittalaite.example",
      industryCode: "62100",
      companyForm: "Oy",
      "headOffice.street": "Pajakuja 4 B 12",
      "headOffice.postalCode": "00510",
      "headOffice.city": "Helsinki",
    });
  });

  test("from Norway, with the capitals tidied", async () => {
    expect(await filledFrom(brreg, "310400084")).toMatchObject({
      name: "Fjordglød Verksted AS",
      country: "NO",
      businessId: "310400084",
      vatNumber: "NO310400084MVA",
      email: "post@fjordglod.example",
      companyForm: "AS",
      staff: "14",
      "headOffice.street": "Verkstedveien 4 B",
      "headOffice.postalCode": "0150",
      "headOffice.city": "Oslo",
    });
  });

  test("with the postal address where there is no other, its box and whom it is in care of", async () => {
    const values = await filledFrom(prh, "9100274-8");
    expect(values["headOffice.attention"]).toMatch(/^c\/o (?!c\/o)/);
    expect(values).not.toHaveProperty("website");
    const record = (await prh.lookUp("9100137-4")) as { record: Parameters<typeof newCustomerValues>[1] };
    expect(newCustomerValues(prh, { ...record.record, visiting: null })["headOffice.street"]).toMatch(/^PL \d+$/);
  });

  test("with the country of the address only where it is another", async () => {
    expect(await filledFrom(brreg, "310400602")).toMatchObject({
      country: "NO",
      "headOffice.city": "UMEÅ",
      "headOffice.postalCode": "903 25",
      "headOffice.country": "SE",
    });
    expect(await filledFrom(prh, "9102411-1")).toMatchObject({ country: "AX", vatNumber: "FI91024111" });
    expect(await filledFrom(prh, "9102411-1")).not.toHaveProperty("headOffice.country");
  });

  test("also of a business that is bankrupt or gone, with what is left of it", async () => {
    expect(await filledFrom(prh, "9100685-3")).toMatchObject({ businessId: "9100685-3" });
    expect(await filledFrom(brreg, "310400378")).toEqual({ businessId: "310400378", country: "NO" });
  });
});

describe("what the address of the page asks", () => {
  const both = ["prh", "brreg"];

  test("goes to the register it names, else to that of the country, else to one that is there", () => {
    expect(askedOf({ register: "brreg", find: "havu" }, "FI", both)).toEqual({ register: brreg, find: "havu", id: "" });
    expect(askedOf({ find: "havu" }, "NO", both)?.register).toBe(brreg);
    expect(askedOf({ register: "nonsense" }, "SE", both)?.register).toBe(prh);
    expect(askedOf({}, "FI", ["brreg"])?.register).toBe(brreg);
    expect(askedOf({}, "FI", [])).toBe(null);
    expect(askedQuery(askedOf({}, "FI", both))).toEqual({});
    expect(askedQuery(askedOf({ id: "9100000-5" }, "FI", both))).toMatchObject({ register: "prh", id: "9100000-5" });
  });

  test("is judged before any register hears of it", () => {
    expect(wordsProblem(prh, "Oy")).toBe("tooShort");
    expect(wordsProblem(prh, "9100000-6")).toBe("invalidId");
    expect(wordsProblem(brreg, "NO 310 400 085 MVA")).toBe("invalidId");
    for (const words of ["9100000-5", "FI91000005", "Havu", "24seven", "1881"]) {
      expect(wordsProblem(prh, words)).toBe(null);
    }
  });
});

describe("businesses that are customers already", () => {
  const [ids, hers] = [["9100000-5", "9100137-4", "9100411-0"], { country: "FI" }];
  let [byId, byVat, binned] = [0, 0, 0];

  beforeAll(async () => {
    const { oy } = we.world.companies;
    const rows = [
      { ...hers, companyId: oy, name: "Havukallio <b>lihava</b>", number: "R1", businessId: ids[0] },
      { ...hers, companyId: oy, name: "Nordakseli", number: "R2", vatNumber: "FI91001374" },
      { ...hers, companyId: oy, name: "Havulinna", number: "R3", businessId: ids[2], deletedAt: new Date() },
    ];
    const made = await db.insert(customers).values(rows).returning({ id: customers.id });
    [byId, byVat, binned] = made.map(({ id }) => id) as [number, number, number];
  });

  test("are named to whoever may open them, by business ID and by VAT number; not from the bin", async () => {
    expect(binned).toBeGreaterThan(0);
    expect(Object.fromEntries(await knownBusinesses(we.maija, prh, ids))).toEqual({
      "9100000-5": { open: [{ id: byId, name: "Havukallio <b>lihava</b>", number: "R1" }], isHidden: false },
      "9100137-4": { open: [{ id: byVat, name: "Nordakseli", number: "R2" }], isHidden: false },
    });
  });

  test("are told to others without name, number or count", async () => {
    const hidden = { open: [], isHidden: true };
    const told = { "9100000-5": hidden, "9100137-4": hidden };
    await db
      .insert(customers)
      .values({ ...hers, companyId: we.world.companies.oy, name: "Toinen", number: "R4", businessId: ids[0] });
    expect(Object.fromEntries(await knownBusinesses(we.sven, prh, ids))).toEqual(told);
    await db.update(settings).set({ showOtherCompanies: true });
    expect(Object.fromEntries(await knownBusinesses(we.sven, prh, ids))).toEqual(told);
    await db.update(settings).set({ showOtherCompanies: false });
  });

  test("are nobody’s business without the right", async () => {
    await expect(knownBusinesses(having(we.sven, { registry: "no" }), prh, ids)).rejects.toThrow("404");
  });
});

describe("a customer that a register has filled in", () => {
  beforeEach(() => stub.reset());
  afterEach(() => db.delete(registryAnswers));

  async function save(register: Register, id: string, more: Record<string, unknown> = {}) {
    const found = await lookUp(we.maija, register, id);
    if (!found.ok) throw new Error(found.problem);
    const values = { ...newCustomerValues(register, found.record), id: we.world.companies.oy, register: register.name };
    const made = await done(createCustomer, we.maija, { ...values, ...more });
    const [row] = await db.select().from(customers).where(eq(customers.id, made));
    const [line] = await db.select().from(events).where(eq(events.customerId, made));
    const [office] = await db.select().from(addresses).where(eq(addresses.customerId, made));
    return { row, line, office };
  }

  test("knows what its business is doing, and its log where that comes from", async () => {
    const { row, line } = await save(prh, "9100685-3");
    expect(row).toMatchObject({ businessId: "9100685-3", businessStatus: "bankrupt", businessStatusOn: "2026-03-12" });
    expect(line).toMatchObject({ action: "customer.created", facts: { register: "prh" } });
    expect(Date.parse(String(line?.facts?.fetchedAt))).toBeGreaterThan(Date.now() - 60_000);
  });

  test("keeps the address of another country, and in whose care it is", async () => {
    const { row, office } = await save(brreg, "310400602");
    expect(row?.country).toBe("NO");
    expect(office).toMatchObject({ country: "SE", postalCode: "903 25", isHeadOffice: true });
    expect((await save(prh, "9100274-8")).office?.attention).toMatch(/^c\/o /);
  });

  test("takes nothing from the register about another business than the one that is saved", async () => {
    const { row, line } = await save(prh, "9100685-3", {
      businessId: "9100822-6",
      vatNumber: "",
      name: "Aivan muu Oy",
    });
    expect(row).toMatchObject({ businessStatus: null, businessStatusOn: null });
    expect(line?.facts).toBe(null);
  });

  test("gets no VAT number where the register says that it has none", async () => {
    const { row } = await save(brreg, "310400238", { vatNumber: "" });
    expect(row).toMatchObject({ businessId: "310400238", vatNumber: null });
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { addresses, customers, settings } from "@/db/schema/index";
import { createCustomer } from "@/lib/customers/commands";
import { keepComparison, updateFromRegister } from "@/lib/registry/commands";
import { lookUp } from "@/lib/registry/look-up";
import { getComparison } from "@/lib/registry/queries";
import { registerIdOf, registers } from "@/lib/registry/registers";
import type { Register, RegistryRecord } from "@/lib/registry/rules";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine } from "./doing";

/** Estonia's register, as a further file would describe it. */
const estonian: Register = {
  name: "ariregister",
  countries: ["EE"],
  base: () => "http://127.0.0.1:9/",
  provides: new Set(["name", "address", "email", "companyForm", "businessStatus"]),
  lookUp: async (id) => ({ ok: true, record: recordOf(id), fetchedAt: new Date() }),
  search: async () => ({ ok: true, hits: [], total: 0 }),
};

const recordOf = (businessId: string): RegistryRecord => ({
  businessId,
  name: "Tallinna Katused OÜ",
  formerNames: ["Katused OÜ"],
  form: { any: "OÜ" },
  status: "active",
  statusOn: null,
  visiting: {
    attention: null,
    street: "Pikk 7",
    box: null,
    postalCode: "10123",
    towns: { any: "Tallinn" },
    country: "EE",
  },
  postal: null,
  email: "info@katused.example",
  phone: null,
  website: null,
  industryCode: null,
  staff: null,
  isVatRegistered: null,
});

let people: Cast;

beforeAll(async () => {
  people = await cast();
  (registers as Register[]).push(estonian);
  await db.update(settings).set({ registers: ["prh", "brreg", "ariregister"] });
});

afterAll(() => {
  (registers as Register[]).pop();
});

test("a customer of a country that was added is looked up, compared and updated like any other", async () => {
  const maija = await signedIn(people.world.people.maija);
  const id = await done(createCustomer, maija, {
    id: maija.facts.companyId,
    name: "Katused OÜ",
    country: "EE",
    businessId: "12417834",
    email: "vana@katused.example",
  });
  const own = registerIdOf({ country: "EE", businessId: "12417834", vatNumber: null });
  if (!own.ok) throw new Error(own.problem);
  const answer = await lookUp(maija, own.register, own.id);
  if (!answer.ok) throw new Error(answer.problem);
  const kept = await keepComparison(maija, { id, register: own.register.name, ...only(answer) });
  if (!kept.ok) throw new Error(JSON.stringify(kept));
  const comparison = await getComparison(maija, kept.result.comparisonId, id);
  expect(comparison.proposals.map(({ field, state }) => [field, state])).toEqual([
    ["name", "differs"],
    ["address", "differs"],
    ["email", "differs"],
    ["website", "notProvided"],
    ["phone", "notProvided"],
    ["industryCode", "notProvided"],
    ["companyForm", "differs"],
    ["staff", "notProvided"],
    ["businessStatus", "differs"],
  ]);

  const version = comparison.customerVersion;
  const fields = ["name", "address", "email"];
  const ways = { nameAs: "registered", addressAs: "visiting" };
  await done(updateFromRegister, maija, { id, version, comparison: String(comparison.id), fields, ...ways });
  const [row] = await db.select().from(customers).where(eq(customers.id, id));
  expect(row).toMatchObject({ name: "Tallinna Katused OÜ", email: "info@katused.example", city: "Tallinn" });
  const [place] = await db.select().from(addresses).where(eq(addresses.customerId, id));
  expect(place).toMatchObject({ street: "Pikk 7", postalCode: "10123", country: "EE", isHeadOffice: true });
  expect(await lastLine("customers", id, "customer.registryUpdated")).toMatchObject({
    by: maija.employeeId,
    changes: { name: "Tallinna Katused OÜ", email: "info@katused.example" },
  });
});

test("switched off, it is not asked", async () => {
  await db.update(settings).set({ registers: ["prh"] });
  const maija = await signedIn(people.world.people.maija);
  expect(await lookUp(maija, estonian, "12417834")).toEqual({ ok: false, problem: "registryOff" });
});

const only = ({ record, fetchedAt }: { record: RegistryRecord; fetchedAt: Date }) => ({ record, fetchedAt });

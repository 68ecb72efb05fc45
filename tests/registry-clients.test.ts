import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { brreg } from "@/lib/registry/brreg";
import { prh } from "@/lib/registry/prh";
import { recordShape } from "@/lib/registry/record";
import { registerIdOf, registerNamed, registerOf } from "@/lib/registry/registers";
import type { Register, RegistryRecord } from "@/lib/registry/rules";
import { RegistryStub } from "./registry/stub";

const stub = new RegistryStub();

beforeAll(async () => {
  await stub.start();
  Object.assign(process.env, stub.environment);
});
afterEach(() => stub.reset());
afterAll(() => stub.stop());

async function recordOf(register: Register, id: string): Promise<RegistryRecord> {
  const found = await register.lookUp(id);
  if (!found.ok) throw new Error(`${id}: ${found.problem}`);
  expect(Date.now() - found.fetchedAt.getTime()).toBeLessThan(5_000);
  expect(recordShape.parse(found.record)).toEqual(found.record);
  return found.record;
}

test("Finland: an ordinary company, with all that the register gives and nothing that it does not", async () => {
  expect(await recordOf(prh, "9100000-5")).toEqual({
    businessId: "9100000-5",
    name: "Havukallion Mittalaite Oy",
    formerNames: [],
    form: { fi: "Oy", sv: "Ab" },
    status: "active",
    statusOn: null,
    visiting: {
      attention: null,
      street: "Pajakuja 4 B 12",
      box: null,
      postalCode: "00510",
      towns: { fi: "HELSINKI", sv: "HELSINGFORS" },
      country: "FI",
    },
    postal: null,
    email: null,
    phone: null,
    website: "https://www.havukallionmittalaite.example",
    industryCode: "62100",
    staff: null,
    isVatRegistered: true,
  });
  expect(stub.requests).toEqual(["/opendata-ytj-api/v3/companies?businessId=9100000-5"]);
  expect(["email", "phone", "staff"].filter((field) => prh.provides.has(field as never))).toEqual([]);
});

test("Finland: the own name in force counts, whichever place it has; box and c/o are read apart", async () => {
  const named = await recordOf(prh, "9100137-4");
  expect(named).toMatchObject({
    name: "Nordakseli Group Oy",
    formerNames: ["Kevätakseli Oy", "Rantaniityn Kone Oy"],
    visiting: { street: "Teollisuuskatu 17-19" },
    postal: { street: null, box: "226", postalCode: "33101", towns: { fi: "TAMPERE", sv: "TAMMERFORS" } },
  });
  const bare = await recordOf(prh, "9100274-8");
  expect(bare).toMatchObject({ website: null, industryCode: null, visiting: null });
  expect(bare.postal).toMatchObject({ attention: "c/o Veera Testinen", street: "Koivupolku 18 B 52" });
  expect(await recordOf(prh, "9100822-6")).toMatchObject({
    name: "Oy Österviks Båtvarv Ab",
    website: "http://www.osterviksbatvarv.example",
    visiting: { street: "Strandgatan 11 a", towns: { sv: "JAKOBSTAD", fi: "PIETARSAARI" } },
  });
});

test("Finland: a phone number is no website, and an address in one line has no low lines", async () => {
  expect(await recordOf(prh, "9100959-5")).toMatchObject({
    website: null,
    visiting: { street: "Sumupellontie 5 B-talo", postalCode: "96100", towns: { fi: "ROVANIEMI" } },
  });
  expect((await recordOf(prh, "9102822-7")).postal).toMatchObject({
    street: "Storgatan 5 114 55 STOCKHOLM",
    postalCode: null,
    country: "SE",
  });
  expect((await recordOf(prh, "9102411-1")).visiting).toMatchObject({ postalCode: "22100", country: "AX" });
});

test.each([
  ["9100411-0", "ceased", "2025-04-30"],
  ["9100685-3", "bankrupt", "2026-03-12"],
  ["9102000-6", "liquidation", "2026-05-04"],
  ["9102137-5", "restructuring", "2026-01-07"],
  ["9102274-9", "removed", null],
  ["9103370-4", "active", null],
])("Finland: %s is %s since %s", async (id, status, statusOn) => {
  expect(await recordOf(prh, id)).toMatchObject({ status, statusOn });
});

test("Finland: codes may come as numbers; a day on which it ended is enough, and the worst counts", async () => {
  const company = {
    businessId: { value: "9100000-5" },
    names: [{ name: "Päättynyt Oy", type: 1, registrationDate: "2001-01-01", endDate: "2025-05-01" }],
    companyForms: [{ type: 17, registrationDate: "2001-01-01" }],
    companySituations: [{ type: "KONK", registrationDate: "2024-01-01" }],
    addresses: [{ type: 2, street: "Kuja", buildingNumber: 1, postCode: "00100", co: "C/O: Tili Oy" }],
    tradeRegisterStatus: 1,
    endDate: "2025-05-01",
  };
  stub.answer("9100000-5", { status: 200, body: JSON.stringify({ totalResults: 1, companies: [company] }) });
  expect(await recordOf(prh, "9100000-5")).toMatchObject({
    name: "Päättynyt Oy",
    form: { fi: "Oyj", sv: "Abp" },
    status: "ceased",
    statusOn: "2025-05-01",
    postal: { attention: "c/o Tili Oy", street: "Kuja 1", towns: {} },
  });
});

test("Finland: what is left of a ceased company is told", async () => {
  expect(await recordOf(prh, "9100411-0")).toMatchObject({
    name: "Suopursu Palvelut Oy",
    formerNames: ["Suopursun Siivous Oy"],
    form: { fi: "Oy", sv: "Ab" },
    visiting: null,
    postal: null,
    isVatRegistered: false,
  });
});

test("Finland: legal forms have their short writing, others the register's words; old industry codes are left out", async () => {
  expect(await recordOf(prh, "9102548-0")).toMatchObject({ form: { fi: "ry", sv: "rf" }, industryCode: null });
  const { form } = await recordOf(prh, "9102685-4");
  expect(form).toEqual({ fi: "Hypoteekkiyhdistys", sv: "Hypoteksförening", en: "Mortgage society" });
});

test("Finland: missing, null and empty are all nothing", async () => {
  expect(await recordOf(prh, "9103096-8")).toEqual({
    ...{ businessId: "9103096-8", name: null, formerNames: [], form: {}, status: "active", statusOn: null },
    ...{ visiting: null, postal: null, email: null, phone: null, website: null },
    ...{ industryCode: null, staff: null, isVatRegistered: null },
  });
});

test("Norway: an ordinary company gives e-mail, phone and staff too", async () => {
  expect(await recordOf(brreg, "310400084")).toEqual({
    businessId: "310400084",
    name: "FJORDGLØD VERKSTED AS",
    formerNames: [],
    form: { any: "AS" },
    status: "active",
    statusOn: null,
    visiting: {
      attention: null,
      street: "Verkstedveien 4 B",
      box: null,
      postalCode: "0150",
      towns: { any: "OSLO" },
      country: "NO",
    },
    postal: null,
    email: "post@fjordglod.example",
    phone: "+4722000001",
    website: "https://www.fjordglod.example",
    industryCode: "3312",
    staff: 14,
    isVatRegistered: true,
  });
});

test("Norway: lines of an address are whose care, which box and where", async () => {
  expect(await recordOf(brreg, "310400203")).toMatchObject({
    formerNames: ["VARDE SHIPPING AS", "GAMLEVARDE REDERI AS"],
    visiting: { attention: "c/o Havnekontoret", street: "Bryggekaien 12", box: null },
    postal: { attention: null, street: null, box: "8500 Sentrum", postalCode: "5892", towns: { any: "BERGEN" } },
  });
  expect(await recordOf(brreg, "310400602")).toMatchObject({
    form: { any: "NUF" },
    visiting: {
      street: "Storgatan 12",
      postalCode: "903 25",
      towns: { any: "UMEÅ" },
      country: "SE",
    },
    postal: { street: null, box: "12 Sentrum", country: "NO" },
  });
});

test("Norway: what is no e-mail, no website, no phone and not registered is nothing", async () => {
  expect(await recordOf(brreg, "310400238")).toMatchObject({ email: null, phone: null, website: null, staff: null });
  expect(await recordOf(brreg, "310401323")).toMatchObject({
    ...{ email: null, phone: "+4790000002", website: null, staff: null, industryCode: null },
    visiting: {
      attention: "c/o Biuro",
      street: "ul. Morska 5",
      postalCode: "81-336",
      towns: { any: "GDYNIA" },
      country: "PL",
    },
  });
});

test.each([
  ["310400343", "ceased", "2025-02-14"],
  ["310400378", "removed", "2024-04-02"],
  ["310401358", "removed", null],
  ["310400483", "bankrupt", "2026-01-20"],
  ["310401269", "liquidation", "2026-05-02"],
  ["310401293", "liquidation", "2026-06-01"],
  ["310401234", "ceased", "2024-09-30"],
])("Norway: %s is %s since %s", async (id, status, statusOn) => {
  expect(await recordOf(brreg, id)).toMatchObject({ status, statusOn });
});

test("Norway: a deleted company keeps its name, a removed one nothing; a branch is found in its own list", async () => {
  expect(await recordOf(brreg, "310400343")).toMatchObject({ name: "HVITELV DRIFT AS", formerNames: ["HVITELV AS"] });
  expect(await recordOf(brreg, "310400378")).toMatchObject({ name: null, form: {}, isVatRegistered: null });
  stub.reset();
  expect(await recordOf(brreg, "310400742")).toMatchObject({
    form: { any: "BEDR" },
    visiting: { street: "Bryggekaien 2", towns: { any: "BERGEN" } },
  });
  expect(stub.requests).toEqual([
    "/enhetsregisteret/api/enheter/310400742",
    "/enhetsregisteret/api/underenheter/310400742",
  ]);
});

test("a number that a register does not know is not found: an empty list in Finland, an empty 404 in Norway", async () => {
  expect(await prh.lookUp("9104329-1")).toEqual({ ok: false, problem: "registryNotFound" });
  expect(await brreg.lookUp("310401536")).toEqual({ ok: false, problem: "registryNotFound" });
});

test("a search tells how many there are and shows the likeliest first; what cannot be read is left out", async () => {
  const found = await prh.search("Havu");
  expect(found).toMatchObject({ ok: true, total: 134 });
  expect(found.ok && found.hits.map(({ name, status }) => [name, status])).toEqual([
    ["Havukallion Mittalaite Oy", "active"],
    ["Nordakseli Group Oy", "active"],
    ["Havulinna Oy", "ceased"],
  ]);
  expect(found.ok && found.hits[0]).toEqual({
    businessId: "9100000-5",
    name: "Havukallion Mittalaite Oy",
    form: { fi: "Oy", sv: "Ab" },
    status: "active",
    towns: { fi: "HELSINKI", sv: "HELSINGFORS" },
  });
  expect(stub.requests).toEqual(["/opendata-ytj-api/v3/companies?name=Havu"]);
  const norwegian = await brreg.search("fjordglød & sønn");
  expect(norwegian).toMatchObject({ ok: true, total: 1, hits: [{ businessId: "310400084", towns: { any: "OSLO" } }] });
  expect(stub.requests[1]).toBe("/enhetsregisteret/api/enheter?navn=fjordgl%C3%B8d%20%26%20s%C3%B8nn&size=20");
});

test("a search without hits finds nothing, and one for a number goes by the number", async () => {
  expect(await prh.search("olematon")).toEqual({ ok: true, hits: [], total: 0 });
  expect(await brreg.search("finnes ikke")).toEqual({ ok: true, hits: [], total: 0 });
  for (const words of ["9100000-5", "FI91000005", " 9100000–5 "]) {
    expect(await prh.search(words)).toMatchObject({ total: 1, hits: [{ businessId: "9100000-5" }] });
  }
  for (const words of ["310 400 742", "NO310400742MVA"]) {
    expect(await brreg.search(words)).toMatchObject({ total: 1, hits: [{ businessId: "310400742" }] });
  }
  expect(await prh.search("9104329-1")).toEqual({ ok: true, hits: [], total: 0 });
  expect(stub.requests.filter((request) => /na(me|vn)=/.test(request))).toHaveLength(2);
});

test("a register is found by the country, and the number to ask under by business ID or VAT number", () => {
  expect(["FI", "AX", "NO", "SJ", "SE", null].map((country) => registerOf(country)?.name)).toEqual([
    ...["prh", "prh", "brreg", "brreg"],
    ...[undefined, undefined],
  ]);
  expect(registerNamed("brreg")).toBe(brreg);
  expect(registerNamed("kvk")).toBe(null);
  const idOf = (country: string, businessId: string | null, vatNumber: string | null) =>
    registerIdOf({ country, businessId, vatNumber });
  expect(idOf("FI", "9100000-5", null)).toMatchObject({ ok: true, id: "9100000-5" });
  expect(idOf("AX", null, "FI91000005")).toMatchObject({ ok: true, id: "9100000-5" });
  expect(idOf("NO", null, "NO310400084MVA")).toMatchObject({ ok: true, id: "310400084", register: brreg });
  expect(idOf("FI", null, "NO310400084MVA")).toEqual({ ok: false, problem: "noId" });
  expect(idOf("FI", null, null)).toEqual({ ok: false, problem: "noId" });
  expect(idOf("FI", "9100000-6", "FI91000005")).toEqual({ ok: false, problem: "registryInvalidId" });
  expect(idOf("SE", "556012-5790", null)).toEqual({ ok: false, problem: "noRegister" });
});

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkPostcode } from "@/lib/addresses/rules";
import { brreg } from "@/lib/registry/brreg";
import { prh } from "@/lib/registry/prh";
import { hitShape, recordShape } from "@/lib/registry/record";
import type { LookUp, Search } from "@/lib/registry/rules";
import { hostileTexts } from "./fixtures/hostile";
import { RegistryStub } from "./registry/stub";

const stub = new RegistryStub();

beforeAll(async () => {
  await stub.start();
  Object.assign(process.env, stub.environment);
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterAll(() => stub.stop());

const good = (file: string) =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "fixtures/registry", file), "utf8"));

/** Whatever came, what we make of it is a refusal with its own words, or values that our own fields take as they are. */
function expectSound(answer: LookUp | Search): void {
  if (!answer.ok) {
    expect(["registryBadAnswer", "registryNotFound"]).toContain(answer.problem);
  } else if ("hits" in answer) {
    expect(hitShape.array().parse(answer.hits)).toEqual(answer.hits);
    expect(answer.total).toBeGreaterThanOrEqual(answer.hits.length);
  } else {
    expect(recordShape.parse(answer.record)).toEqual(answer.record);
    for (const address of [answer.record.visiting, answer.record.postal]) {
      if (address?.postalCode) expect(checkPostcode(address.country, address.postalCode).ok).toBe(true);
    }
  }
}

async function expectSoundOf(json: unknown, ids: { prh: string; brreg: string }): Promise<void> {
  const answer = { status: 200, body: JSON.stringify(json) };
  for (const asked of [ids.prh, ids.brreg, "sanat"]) stub.answer(asked, answer);
  expectSound(await prh.lookUp(ids.prh));
  expectSound(await brreg.lookUp(ids.brreg));
  expectSound(await prh.search("sanat"));
  expectSound(await brreg.search("sanat"));
}

const ids = { prh: "9100137-4", brreg: "310400203" };

test("any JSON at all is survived", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), (json) => expectSoundOf(json, ids)),
    { numRuns: 150 },
  );
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place inside, as the steps that lead to it. */
function placesIn(json: Json, before: string[] = []): string[][] {
  if (json === null || typeof json !== "object") return [];
  return Object.entries(json).flatMap(([key, value]) => [[...before, key], ...placesIn(value, [...before, key])]);
}

/** The same with another value at a place; undefined takes the key away. */
function changed(json: Json, [step = "", ...rest]: string[], value: Json | undefined): Json {
  const copy = structuredClone(json) as Record<string, Json>;
  if (rest.length > 0) copy[step] = changed(copy[step] ?? null, rest, value);
  else if (value === undefined) delete copy[step];
  else copy[step] = value;
  return copy;
}

const oddValues: (Json | undefined)[] = [
  ...[undefined, null, "", " ", 0, -1, 3.5, 1e21, true, false, [], {}, [null], [[]], ["x"], { kode: [] }],
  ...["2026-02-30", "0000-00-00", "9999-12-31 00:00:00", "javascript:alert(1)", "=1+1", "<b>x</b>", "c/o", "Postboks"],
  ...hostileTexts,
  "1 ".repeat(50_000),
  "c/o ".repeat(25_000),
];

const files: [string, keyof typeof ids][] = [
  ["prh/former-names-two-addresses.json", "prh"],
  ["brreg/former-names-two-addresses.json", "brreg"],
];

test.each(files)("%s with something odd in a few places is survived", async (file) => {
  const whole: Json = good(file);
  const places = placesIn(whole);
  const oddness = fc.tuple(
    fc.constantFrom(...places),
    fc.oneof(fc.constantFrom(...oddValues), fc.string({ unit: "binary", maxLength: 300 })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(oddness, { minLength: 1, maxLength: 4 }), async (oddnesses) => {
      const json = oddnesses.reduce<Json>((before, [place, value]) => {
        const isThere = placesIn(before).some((other) => other.join("/") === place.join("/"));
        return isThere ? changed(before, place, value ?? undefined) : before;
      }, whole);
      await expectSoundOf(json, ids);
    }),
    { numRuns: 400 },
  );
});

test.each(files)(
  "%s without any one of its parts is still understood, or refused as a whole",
  async (file, register) => {
    const whole: Json = good(file);
    for (const place of placesIn(whole)) {
      stub.answer(ids[register], { status: 200, body: JSON.stringify(changed(whole, place, undefined)) });
      const found = await (register === "prh" ? prh : brreg).lookUp(ids[register]);
      expectSound(found);
      const isNeeded = ["companies", "companies/0", "companies/0/businessId", "companies/0/businessId/value"];
      if (![...isNeeded, "organisasjonsnummer"].includes(place.join("/"))) expect(found.ok, place.join("/")).toBe(true);
    }
  },
);

test("names and lines too long for us are no names; the rest is told", async () => {
  const json = good("brreg/former-names-two-addresses.json");
  const long = {
    ...json,
    navn: "A".repeat(201),
    epostadresse: `${"a".repeat(250)}@b.no`,
    hjemmeside: "b".repeat(2000),
  };
  stub.answer(ids.brreg, { status: 200, body: JSON.stringify(long) });
  expect(await brreg.lookUp(ids.brreg)).toMatchObject({
    ok: true,
    record: { name: null, email: null, website: null, phone: "+4755000001" },
  });
});

test("letters come composed, and control characters and turned text are taken out", async () => {
  const json = good("brreg/former-names-two-addresses.json");
  stub.answer(ids.brreg, {
    status: 200,
    body: JSON.stringify({ ...json, navn: "  BJO\u0308RN\u0000\n\t\u202EHAVN  AS\u2069 " }),
  });
  expect(await brreg.lookUp(ids.brreg)).toMatchObject({ record: { name: "BJÖRN HAVN AS" } });
});

test("codes that mean something to JavaScript alone, and a day of the year 0, mean nothing", async () => {
  const [company] = good("prh/former-names-two-addresses.json").companies;
  const code = { type: "constructor", registrationDate: "2020-01-01" };
  const postOffices = ["constructor", "__proto__"].map((languageCode) => ({ city: "PORI", languageCode }));
  const addresses = [{ type: "1", street: "Satamatie", postOffices }];
  const odd = { ...company, companyForms: [code], companySituations: [code], addresses, endDate: "0000-01-01" };
  stub.answer(ids.prh, { status: 200, body: JSON.stringify({ totalResults: 1, companies: [odd] }) });
  const found = await prh.lookUp(ids.prh);
  expectSound(found);
  expect(found).toMatchObject({
    record: { form: {}, visiting: { towns: { any: "PORI" } }, status: "ceased", statusOn: null },
  });
});

test("of endless lists only the beginning is read", async () => {
  const [company] = good("prh/former-names-two-addresses.json").companies;
  const names = Array.from({ length: 20_000 }, (_, at) => ({
    type: "1",
    name: `Nimi ${at}`,
    registrationDate: "2020",
  }));
  stub.answer(ids.prh, { status: 200, body: JSON.stringify({ totalResults: 1, companies: [{ ...company, names }] }) });
  const found = await prh.lookUp(ids.prh);
  expect(found.ok && found.record.formerNames.length).toBe(20);
  const companies = Array.from({ length: 20_000 }, () => ({ businessId: company.businessId, names: [names[0]] }));
  stub.answer("sanat", { status: 200, body: JSON.stringify({ totalResults: 20_000, companies }) });
  const startedAt = performance.now();
  expect(await prh.search("sanat")).toMatchObject({ ok: true, total: 20_000 });
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});

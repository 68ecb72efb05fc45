import { expect, test } from "vitest";
import { addressLines, checkPostcode } from "@/lib/addresses/rules";
import { checkCountry } from "@/lib/contact-details";
import customers from "./fixtures/customers-20.json";
import { hostileTexts, timeOf } from "./fixtures/hostile";
import { northwind } from "./fixtures/northwind";

const stored = (answer: ReturnType<typeof checkPostcode>) => (answer.ok ? answer.value : answer.problem.key);

test.each([
  ["FI", "FI-00100", "00100"],
  ["FI", " 22100 ", "22100"],
  ["AX", "AX-22100", "22100"],
  ["SE", "11455", "114 55"],
  ["SE", "S-958 22", "958 22"],
  ["SE", "se 114\u00A055", "114 55"],
  ["NO", "N-0154", "0154"],
  ["DK", "1734", "1734"],
  ["EE", "10111", "10111"],
  ["NL", "1016br", "1016 BR"],
  ["NL", "NL-1016 BR", "1016 BR"],
  ["DE", "D-12209", "12209"],
  ["BE", "B-1180", "B-1180"],
  ["GB", "WA1  1DP", "WA1 1DP"],
])("of %s, %s is stored as %s", (country, raw, value) => {
  expect(stored(checkPostcode(country, raw))).toBe(value);
});

test.each([
  ["FI", "ABC", "postcodeFi"],
  ["FI", "0100", "postcodeFi"],
  ["AX", "00100", "postcodeAx"],
  ["SE", "014 55", "postcodeSe"],
  ["NO", "154", "postcodeNo"],
  ["NL", "0012 AB", "postcodeNl"],
  ["NL", "1012 SS", "postcodeNl"],
  ["DK", "D-1734", "postcodeDk"],
  ["GB", "12345678901234567", "tooLong"],
  ["GB", "=1+1", "postcodeOther"],
])("of %s, %s is refused with what to write instead", (country, raw, key) => {
  expect(stored(checkPostcode(country, raw))).toBe(key);
});

test("real and fictitious customers have a known country and an accepted postcode", () => {
  expect(northwind).toHaveLength(91);
  for (const { country, postalCode } of [...northwind, ...customers]) {
    const code = checkCountry(country);
    expect(code.ok).toBe(true);
    if (code.ok && postalCode !== "NULL") expect(checkPostcode(code.value, postalCode).ok).toBe(true);
  }
});

test("an address is written as its own country writes it", () => {
  const finnish = { street: "Pajakuja 4 B 12", postalCode: "00510", city: "Helsinki", country: "FI" };
  expect(addressLines(finnish, { country: "FI" })).toEqual(["Pajakuja 4 B 12", "00510 Helsinki"]);
  expect(addressLines(finnish, { country: "NL", locale: "nl" })).toEqual([
    "Pajakuja 4 B 12",
    "00510 Helsinki",
    "Finland",
  ]);
  expect(
    addressLines({ street: "87 Polk St.", city: "San Francisco", region: "CA", postalCode: "94117", country: "US" }),
  ).toEqual(["87 Polk St.", "San Francisco, CA 94117", "United States"]);
  expect(addressLines({ city: "Cork", region: "Co. Cork", country: "IE" }, { country: "IE" })).toEqual([
    "Cork",
    "Co. Cork",
  ]);
});

test("a hostile text costs next to nothing", () => {
  for (const raw of hostileTexts) {
    for (const country of ["FI", "NL", "GB", null]) {
      expect(timeOf(() => expect(checkPostcode(country, raw).ok).toBe(false))).toBeLessThan(50);
    }
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCountry, checkEmail, checkWebsite, formatWebsite } from "@/lib/contact-details";
import { splitName } from "@/lib/contacts/rules";
import { countryCodes, countryFrom, countryName, countryOptions } from "@/lib/countries";
import type { Checked } from "@/lib/errors";
import { checkPhone, formatPhone, phoneHref } from "@/lib/phones";
import { hostileTexts, timeOf } from "./fixtures/hostile";
import { northwind } from "./fixtures/northwind";

const stored = (answer: Checked<string>) => (answer.ok ? answer.value : answer.problem.key);

test.each([
  ["Aatu@Harjulampi.Example ", "aatu@harjulampi.example"],
  ["o'brien+sales@mail.example", "o'brien+sales@mail.example"],
  ["info@åkerströms.example", "info@åkerströms.example"],
])("the e-mail address %s is stored as %s", (raw, email) => {
  expect(stored(checkEmail(raw))).toBe(email);
});

test("what is no e-mail address is refused", () => {
  const wrong = ["eero(at)example", "a@b", "a..b@c.fi", "a@-b.fi", "a@1.2.3.4", "a@b.fi,c@d.fi", "å@b.fi", "@b.fi"];
  for (const raw of [...wrong, `${"a".repeat(65)}@b.fi`]) expect(stored(checkEmail(raw))).toBe("email");
});

test.each([
  ["www.nokia.example", "https://www.nokia.example"],
  ["HTTP://Example.com/", "http://example.com"],
  ["åkerströms.example:8080/Om?a=1#b", "https://åkerströms.example:8080/Om?a=1#b"],
])("the website %s is stored as %s", (raw, website) => {
  expect(stored(checkWebsite(raw))).toBe(website);
});

test("what is no website is refused", () => {
  const wrong = [
    "javascript:alert(1)",
    "data:text/html,x",
    "+358 20 123",
    "//evil.example",
    "http://a:b@c.fi",
    'x.fi/"on',
  ];
  for (const raw of wrong) expect(stored(checkWebsite(raw))).toBe("website");
});

test("a stored website is always safe to link to, and stored again unchanged", () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()), (raw) => {
      const website = checkWebsite(raw);
      if (!website.ok) return;
      expect(website.value).toMatch(/^https?:\/\//);
      expect(stored(checkWebsite(website.value))).toBe(website.value);
      expect(stored(checkWebsite(formatWebsite(website.value)))).toContain(formatWebsite(website.value));
    }),
  );
});

test.each([
  ["040 0000 101", "FI", "+358400000101", "+358 40 0000101"],
  ["+358 (0)40 0000102", "SE", "+358400000102", "+358 40 0000102"],
  ["90 00 00 05", "NO", "+4790000005", "+47 90 00 00 05"],
  ["018 12345", "FI", "+3581812345", "+358 18 12345"],
  ["020 7123 4567 x12", "GB", "+442071234567", "+44 20 7123 4567 x12"],
])("the phone number %s of %s is kept as %s and shown as %s", (raw, country, e164, shown) => {
  const phone = checkPhone(raw, country);
  expect(phone).toEqual({ raw, e164 });
  expect(formatPhone(phone)).toBe(shown);
  expect(phoneHref(phone)).toBe(`tel:${e164}`);
});

test("a phone number that cannot be understood is kept as it was written", () => {
  for (const raw of ["07-98 92 35", "soita vaihteeseen", "112", ...northwind.map(({ phone }) => phone)]) {
    const phone = checkPhone(raw, "NO");
    expect(phone.raw).toBe(raw);
    if (!phone.e164) expect([formatPhone(phone), phoneHref(phone)]).toEqual([raw, null]);
  }
});

test("countries are known by code and by name in many languages", () => {
  const names = ["fi", "FIN", "Suomi", "ALANKOMAAT", "The Netherlands", "Holland", "UK", "U.S.A.", "England", "Ruotsi"];
  expect(names.map(countryFrom)).toEqual(["FI", "FI", "FI", "NL", "NL", "NL", "GB", "US", "GB", "SE"]);
  expect(["Osterreich", "Noreg", "Eesti", "Česko", "日本"].map(countryFrom)).toEqual(["AT", "NO", "EE", "CZ", "JP"]);
  expect(["Atlantis", "", "the", "constructor"].map(countryFrom)).toEqual([null, null, null, null]);
  expect(checkCountry("Atlantis")).toEqual({ ok: false, problem: { key: "country" } });
  for (const locale of ["fi", "sv", "nl", "en"]) {
    for (const code of countryCodes) expect(countryFrom(countryName(code, locale))).toBe(code);
  }
});

test("the choice of countries begins at home and goes on in the reader's order", () => {
  const names = countryOptions("sv").map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(["Finland", "Sverige", "Norge"]);
  expect(names).toHaveLength(249);
  expect(names.indexOf("Österrike")).toBeGreaterThan(names.indexOf("Zambia"));
});

test("a full name is parted before the last name's first word", () => {
  expect(splitName("Pieter van Voorbeeld")).toEqual({ firstName: "Pieter", lastName: "van Voorbeeld" });
  expect(splitName("Miguel Angel Paolino")).toEqual({ firstName: "Miguel Angel", lastName: "Paolino" });
  expect(splitName("Meikäläinen, Maija")).toEqual({ firstName: "Maija", lastName: "Meikäläinen" });
  expect(splitName("Testinen")).toEqual({ firstName: "", lastName: "Testinen" });
});

test("a hostile text costs next to nothing", () => {
  countryFrom("Suomi");
  for (const raw of hostileTexts) {
    expect(timeOf(() => expect(checkEmail(raw).ok).toBe(false))).toBeLessThan(50);
    expect(timeOf(() => expect(checkWebsite(raw).ok).toBe(false))).toBeLessThan(50);
    expect(timeOf(() => expect(countryFrom(raw)).toBeNull())).toBeLessThan(50);
    expect(timeOf(() => expect(checkPhone(raw, "FI").e164).toBeNull())).toBeLessThan(50);
  }
});

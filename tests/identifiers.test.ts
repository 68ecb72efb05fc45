import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  businessIdFromVat,
  businessIdLabelKey,
  checkBusinessId,
  checkVatNumber,
  formatBusinessId,
  formatVatNumber,
  vatFromBusinessId,
  vatLabelKey,
} from "@/lib/identifiers/rules";
import customers from "./fixtures/customers-20.json";
import { hostileTexts, timeOf } from "./fixtures/hostile";
import { registers } from "./fixtures/identifiers";

const stored = (answer: ReturnType<typeof checkBusinessId>) => (answer.ok ? answer.value : answer.problem.key);

describe("business ID", () => {
  test.each([
    ["FI", "0112038-9", "0112038-9"],
    ["FI", " 01120389 ", "0112038-9"],
    ["FI", "112038-9", "0112038-9"],
    ["FI", "0112038–9", "0112038-9"],
    ["FI", "０１１２０３８－９", "0112038-9"],
    ["AX", "0112038-9", "0112038-9"],
    ["SE", "5560125790", "556012-5790"],
    ["SE", "16 556012-5790", "556012-5790"],
    ["SE", "19811228-9874", "811228-9874"],
    ["NO", "923\u00A0609\u00A0016", "923609016"],
    ["DK", "24 25 67 90", "24256790"],
    ["EE", "12417834", "12417834"],
    ["NL", "00100000", "00100000"],
    ["DE", "hrb 12345 b", "HRB 12345 B"],
    [null, "12-345/6", "12-345/6"],
  ])("%s %s is stored as %s", (country, raw, value) => {
    expect(stored(checkBusinessId(country, raw))).toBe(value);
  });

  test.each([
    ["FI", "1234567-8", "businessIdFi"],
    ["FI", "FI01120389", "businessIdFi"],
    ["FI", "0000000-0", "businessIdFi"],
    // A remainder of one is never issued.
    ["FI", "1000008-0", "businessIdFi"],
    ["FI", "1000008-1", "businessIdFi"],
    ["FI", "1120389", "businessIdFi"],
    ["SE", "556012-5791", "businessIdSe"],
    ["NO", "923609017", "businessIdNo"],
    ["NO", "000000000", "businessIdNo"],
    ["DK", "24256791", "businessIdDk"],
    ["EE", "12417835", "businessIdEe"],
    ["NL", "100000", "businessIdNl"],
    ["NL", "00000000", "businessIdNl"],
    ["DE", "=1+1", "identifierOther"],
    ["constructor", "0", "identifierOther"],
  ])("%s %s is refused with its own words", (country, raw, key) => {
    expect(stored(checkBusinessId(country, raw))).toBe(key);
  });

  test.each(registers)("of $country: only the right check digit passes", ({ country, digits, write }) => {
    const bodies = fc.stringMatching(new RegExp(`^[1-9]\\d{${digits - 1}}$`));
    fc.assert(
      fc.property(bodies, fc.nat(9), (body, digit) => {
        const right = write(body);
        const tried = (right ?? body + digit).slice(0, -1) + digit;
        expect(checkBusinessId(country, tried).ok).toBe(tried === right);
      }),
    );
  });
});

describe("VAT number", () => {
  test.each([
    ["FI", "FI01120389", "FI01120389"],
    ["FI", "fi 0112038-9", "FI01120389"],
    ["FI", "0112038-9", "FI01120389"],
    ["SE", "SE 556012-5790 01", "SE556012579001"],
    ["NO", "NO 923 609 016 MVA", "NO923609016MVA"],
    ["NO", "923609016", "NO923609016MVA"],
    ["NL", "NL000099998B57", "NL000099998B57"],
    ["NL", "nl.8057.34.958.b.01", "NL805734958B01"],
    ["DK", "DK24256790", "DK24256790"],
    ["EE", "EE100931558", "EE100931558"],
    ["DE", "DE129273398", "DE129273398"],
    ["GR", "123456789", "EL123456789"],
    ["FI", "SE556012579001", "SE556012579001"],
    ["US", "12-3456789", "12-3456789"],
  ])("%s %s is stored as %s", (country, raw, value) => {
    expect(stored(checkVatNumber(country, raw))).toBe(value);
  });

  test.each([
    ["FI", "FI12345678"],
    ["FI", "FI00000000"],
    ["SE", "SE556012579000"],
    ["NO", "NO923609017MVA"],
    ["NL", "NL805734958B00"],
    ["DE", "DE129273399"],
    ["AT", "AT12345678"],
  ])("%s %s is refused with an example", (country, raw) => {
    expect(checkVatNumber(country, raw)).toMatchObject({
      problem: { key: "vatNumber", params: { example: expect.stringContaining(country) } },
    });
  });
});

test("the fictitious customers have valid numbers", () => {
  for (const { country, businessId, vatId } of customers) {
    expect(stored(checkBusinessId(country, businessId))).toBe(businessId);
    expect(stored(checkVatNumber(country, vatId))).toBe(vatId);
  }
});

test("either number gives the other where the rule is fixed", () => {
  expect(vatFromBusinessId("FI", "0112038-9")).toBe("FI01120389");
  expect(vatFromBusinessId("NO", "923609016")).toBe("NO923609016MVA");
  expect(vatFromBusinessId("NL", "00100000")).toBeNull();
  expect(businessIdFromVat("FI01120389")).toBe("0112038-9");
  expect(businessIdFromVat("SE556012579001")).toBe("556012-5790");
  expect(businessIdFromVat("NO923609016MVA")).toBe("923609016");
  expect(businessIdFromVat("NL805734958B01")).toBeNull();
});

test("Norwegian numbers are shown in threes, and still understood", () => {
  expect(formatBusinessId("NO", "923609016")).toBe("923\u00A0609\u00A0016");
  expect(formatVatNumber("NO923609016MVA")).toBe("NO\u00A0923\u00A0609\u00A0016\u00A0MVA");
  expect(stored(checkVatNumber("NO", formatVatNumber("NO923609016MVA")))).toBe("NO923609016MVA");
});

test("labels follow the customer's country", () => {
  expect(["FI", "AX", "SE", "NO", "DK", "NL", "DE", null].map(businessIdLabelKey)).toEqual([
    "id.fi",
    "id.fi",
    "id.se",
    "id.no",
    "id.dk",
    "id.nl",
    "id.other",
    "id.other",
  ]);
  expect(["FI", "NO"].map(vatLabelKey)).toEqual(["id.vat", "id.vatNo"]);
});

test("a hostile text costs next to nothing and is refused", () => {
  for (const raw of hostileTexts) {
    for (const country of ["FI", "SE", "NO", "NL", "DE", null]) {
      expect(timeOf(() => expect(checkBusinessId(country, raw).ok).toBe(false))).toBeLessThan(50);
      expect(timeOf(() => expect(checkVatNumber(country, raw).ok).toBe(false))).toBeLessThan(50);
    }
  }
});

import { expect, test } from "vitest";
import { checkDecimal, decimalField, wholeNumberField } from "@/lib/decimals";
import { problemsOf } from "@/lib/errors";
import { formatsOf } from "@/lib/format";
import { locales } from "@/lib/locale/choice";

const money = { max: 1_000_000_000, scale: 2 } as const;
const read = (raw: string) => {
  const checked = checkDecimal(raw, money);
  return checked.ok ? checked.value : checked.problem.key;
};

test("a sum is read as people of each country write it", () => {
  const spellings = ["1234,5", "1234.50", "1.234,50", "1,234.50", "1'234.50", "01234,5", "1 234,50", "1\u202F234,5"];
  for (const written of spellings) expect(read(written), written).toBe("1234.50");
  for (const written of ["1 234 567", "1.234.567", "1,234,567", "1234567,"])
    expect(read(written), written).toBe("1234567.00");
  expect([read("1.234"), read("1,234")]).toEqual(["1234.00", "1234.00"]);
  expect([read("0"), read("0,5"), read("12,3")]).toEqual(["0.00", "0.50", "12.30"]);
});

test("what can be read in two ways or in none is refused", () => {
  for (const written of ["", "abc", "1 23", "1.23.4", "1,234,50", "1.234.50", "-1", "1e5", "٣", "1 2345", "<b>1"]) {
    expect(read(written), written).toBe("decimal");
  }
  expect([read("0,123"), read("1234,567")]).toEqual(["decimalPlaces", "decimalPlaces"]);
  expect([read("1000000000,01"), read("9".repeat(10_000))]).toEqual(["numberMax", "decimal"]);
});

test("where corrections are allowed a minus may stand in front, whichever one people write", () => {
  const correction = (raw: string) => {
    const checked = checkDecimal(raw, { ...money, min: -1_000_000_000 });
    return checked.ok ? checked.value : checked.problem.key;
  };
  for (const written of ["-1234,5", "−1 234,50", "- 1.234,50", "–1,234.50"]) {
    expect(correction(written), written).toBe("-1234.50");
  }
  expect([correction("-0"), correction("-0,00"), correction("12,5")]).toEqual(["0.00", "0.00", "12.50"]);
  expect([correction("--1"), correction("1-"), correction("-"), correction("-1 23")]).toEqual(Array(4).fill("decimal"));
  expect([correction("-0,123"), correction("-1000000000,01")]).toEqual(["decimalPlaces", "numberMin"]);
});

test("fields say why they refuse; counts have no decimals", () => {
  const refusal = (type: ReturnType<typeof wholeNumberField> | ReturnType<typeof decimalField>, raw: string) => {
    const answer = type.safeParse(raw);
    return answer.success ? answer.data : problemsOf(answer.error)[""];
  };
  expect(refusal(wholeNumberField(5000), "1 250")).toBe(1250);
  expect(refusal(wholeNumberField(5000), "12,5")).toMatchObject({ key: "wholeNumber" });
  expect(refusal(wholeNumberField(5000), "5001")).toEqual({ key: "numberMax", params: { max: 5000 } });
  expect(refusal(decimalField({ max: 100, scale: 1 }), "7,25")).toEqual({ key: "decimalPlaces", params: { scale: 1 } });
});

test("what a form shows is read back as the same value, in every language", () => {
  for (const locale of locales) {
    const format = formatsOf(locale, "Europe/Helsinki");
    for (const value of ["0.00", "1234.50", "1234567.00", "0.05"]) {
      expect(read(format.typed(value)), `${locale} ${value}`).toBe(value);
      expect(read(format.decimal(value)), `${locale} ${value}`).toBe(value);
    }
    const correction = checkDecimal(format.decimal("-1234.50"), { ...money, min: -10_000 });
    expect(correction, locale).toEqual({ ok: true, value: "-1234.50" });
  }
  expect(formatsOf("fi", "Europe/Helsinki").typed("1234.50")).toBe("1234,50");
  expect(formatsOf("nl", "Europe/Amsterdam").money("1234.50", "EUR")).toBe("€\u00A01.234,50");
});

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkNumberText,
  compareNumbers,
  generalRange,
  groupRange,
  mixedStarts,
  overlaps,
  writeNumber,
} from "@/lib/numbering/rules";
import { hostileTexts, timeOf } from "./fixtures/hostile";

test("a customer number is short text of letters, digits and a few signs", () => {
  for (const number of ["1", "00042", "A-77", "ALFKI", "Å_1.2 b"]) {
    expect(checkNumberText(` ${number} `)).toEqual({ ok: true, value: number });
  }
  expect(checkNumberText("A–77")).toEqual({ ok: true, value: "A-77" });
  for (const number of ["-1", "=1+1", "1/2", "a\0"]) {
    expect(checkNumberText(number)).toEqual({ ok: false, problem: { key: "numberText" } });
  }
  expect(checkNumberText(" ")).toEqual({ ok: false, problem: { key: "required" } });
  expect(checkNumberText("1".repeat(21))).toEqual({ ok: false, problem: { key: "tooLong", params: { max: 20 } } });
});

test("numbers are padded and ordered as people count", () => {
  expect(writeNumber(42, 5)).toBe("00042");
  expect(["A-10", "A-9", "100", "20"].sort(compareNumbers)).toEqual(["20", "100", "A-9", "A-10"]);
});

test("a group owns the numbers up to the next group, and the general series those below the first", () => {
  const starts = [3000, 1000, 2000];
  expect(groupRange(1000, starts)).toEqual({ from: 1000, to: 1999 });
  expect(groupRange(3000, starts)).toEqual({ from: 3000, to: 999_999_999_999 });
  expect(generalRange(1, starts)).toEqual({ from: 1, to: 999 });
  expect(mixedStarts(1, starts)).toEqual([]);
  expect(mixedStarts(1, [])).toEqual([]);
  expect(mixedStarts(1500, starts)).toEqual([1000]);
  expect(mixedStarts(5000, starts)).toEqual([3000]);
});

test("the ranges of groups never meet", () => {
  const starts = fc.uniqueArray(fc.nat(999_999_999_999), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(starts, (all) => {
      const ranges = all.map((start) => groupRange(start, all));
      for (const one of ranges) {
        for (const other of ranges) expect(overlaps(one, other)).toBe(one === other);
      }
    }),
  );
});

test("a hostile text costs next to nothing and is refused", () => {
  for (const raw of hostileTexts) {
    expect(timeOf(() => expect(checkNumberText(raw).ok).toBe(false))).toBeLessThan(50);
  }
});

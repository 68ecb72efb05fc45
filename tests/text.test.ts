import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { problemsOf } from "@/lib/errors";
import { fold, longText, optional, text } from "@/lib/text";
import { hostileTexts, timeOf } from "./fixtures/hostile";

const form = z.strictObject({ name: text(20), note: optional(longText(30)) });

function problems(values: unknown) {
  const answer = form.safeParse(values);
  return answer.success ? {} : problemsOf(answer.error);
}

test("text is stored composed, trimmed and with single spaces", () => {
  expect(form.parse({ name: "  A\u030Akerstro\u0308m \n & \u00A0Co ", note: " a\r\n\tb " })).toEqual({
    name: "Åkerström & Co",
    note: "a\n\tb",
  });
});

test("empty, blank and absent mean nothing, and a partial form leaves absent alone", () => {
  for (const note of ["", "  ", undefined, null]) expect(form.parse({ name: "A", note }).note).toBeNull();
  expect(form.partial().parse({})).toEqual({});
});

test("every refusal names its field and says why", () => {
  expect(problems({ name: "x".repeat(21) })).toEqual({ name: { key: "tooLong", params: { max: 20 } } });
  expect(problems({ name: "😀".repeat(20) })).toEqual({});
  for (const name of ["", " \u200B ", undefined]) expect(problems({ name })).toEqual({ name: { key: "required" } });
  for (const name of ["a\0b", "a\u202Eb", "a\u2066b", "a\uD800b", "a\u0085b", `a${"\u0301".repeat(31)}`]) {
    expect(problems({ name })).toEqual({ name: { key: "badCharacters" } });
  }
  expect(problems({ name: "A", __proto__: null, extra: "1" })).toEqual({ "": { key: "formChanged" } });
});

test("what is accepted is accepted again, unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (raw) => {
      const once = text(20).safeParse(raw);
      if (once.success) expect(text(20).parse(once.data)).toBe(once.data);
    }),
  );
});

test("folding forgets case and accents, as the search of the database does", () => {
  expect(fold("Ångström ÆØ Straße ŁÓDŹ Đorđe İzmir ½ „Ey” – ’s-Gravenhage")).toBe(
    `angstrom aeo strasse lodz dorde izmir 1/2 ,,ey" - 's-gravenhage`,
  );
  expect(fold("Berglunds snabbköp")).toBe(fold("BERGLUNDS SNABBKO\u0308P"));
});

test("a hostile text costs next to nothing", () => {
  for (const raw of hostileTexts) {
    expect(timeOf(() => text(200).safeParse(raw))).toBeLessThan(50);
    expect(timeOf(() => longText(4000).safeParse(raw))).toBeLessThan(50);
    expect(timeOf(() => fold(raw))).toBeLessThan(50);
  }
});

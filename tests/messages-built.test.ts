import fs from "node:fs";
import path from "node:path";
import compile from "icu-minify/compile";
import format from "icu-minify/format";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";

// The build turns the catalogs into what is read faster (next.config.mjs). The tests of everything else read them as they are.

const root = path.resolve(import.meta.dirname, "..");
type Branch = { [key: string]: string | Branch };
type Values = Record<string, string | number | ((words: unknown) => string)>;

const flat = (branch: Branch, before: string[] = []): [string[], string][] =>
  Object.entries(branch).flatMap(([key, value]) =>
    typeof value === "string" ? [[[...before, key], value] as [string[], string]] : flat(value, [...before, key]),
  );

const among = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? "")),
];

/** All placeholders at once with a number, and with each word that a message chooses by; the same tags in all of them. */
function samplesFor(text: string): Values[] {
  const names = among(text, /\{(\w+)[,}]/g);
  const tags = Object.fromEntries(among(text, /<(\w+)>/g).map((tag) => [tag, (words: unknown) => `<${tag}>${words}`]));
  const chosenBy = among(text, /(\w+) \{/g).filter((word) => word !== "other");
  const values = [0, 1, 2, 5, 21, 12_345, ...(/, (plural|number)/.test(text) ? [] : [...chosenBy, "Å <b> {x}"])];
  const choosing = among(text, /\{(\w+), select,/g);
  const all = values.map((value) => Object.fromEntries(names.map((name) => [name, value])));
  const chosen = choosing.flatMap((name) => chosenBy.map((word) => ({ ...all[1], [name]: word })));
  return [...all, ...chosen].map((sample) => ({ ...sample, ...tags }));
}

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};
const read = (words: unknown) => [words].flat().join("");

describe.each(["en", "fi", "sv", "nl"])("the catalog %s", (locale) => {
  test("reads as built like it is written", () => {
    const messages: Branch = JSON.parse(fs.readFileSync(path.join(root, `messages/${locale}.json`), "utf8"));
    const onError = (error: Error) => {
      throw error;
    };
    const t = createTranslator({ locale, messages, timeZone: "UTC", onError });
    const all = flat(messages);
    const different = all.flatMap(([keys, text]) => {
      const built = compile(text);
      return samplesFor(text).flatMap((sample) => {
        const as = read(t.rich(keys.join(".") as never, sample as never));
        const is = read(format(built, locale, sample as never, { formatters, timeZone: "UTC" } as never));
        return as === is ? [] : [`${keys.join(".")}: ${as} | ${is}`];
      });
    });
    expect(different).toEqual([]);
    expect(all.length).toBeGreaterThan(1_000);
  });
});

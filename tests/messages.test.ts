import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { areas } from "@/lib/access/permissions";

const root = path.resolve(import.meta.dirname, "..");
const locales = ["en", "fi", "sv", "nl"] as const;
type Branch = { [key: string]: string | Branch };

const flat = (branch: Branch, before = ""): [string, string][] =>
  Object.entries(branch).flatMap(([key, value]) =>
    typeof value === "string" ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  );

const catalogs = Object.fromEntries(
  locales.map((locale) => [
    locale,
    new Map(flat(JSON.parse(fs.readFileSync(path.join(root, `messages/${locale}.json`), "utf8")))),
  ]),
) as Record<(typeof locales)[number], Map<string, string>>;

const keys = [...catalogs.en.keys()];
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/(?<!\b(?:one|other) |=\d+ )\{(\w+)[,}]/g)].map((match) => match[1]))].sort();

describe("the four catalogs", () => {
  test("have the same keys", () => {
    for (const locale of locales) expect([...catalogs[locale].keys()].sort(), locale).toEqual([...keys].sort());
  });

  test("have the same placeholders in every language", () => {
    const different = keys.filter((key) => {
      const wanted = placeholders(catalogs.en.get(key) ?? "").join();
      return locales.some((locale) => placeholders(catalogs[locale].get(key) ?? "").join() !== wanted);
    });
    expect(different).toEqual([]);
  });

  test("say something under every key, with typographic apostrophes and without flattery", () => {
    const banned: Record<string, RegExp> = {
      en: /\b(please|successfully|inactivate|zip|oops)\b/i,
      fi: /tulee valita|onnistuneesti|klikkaa tästä|ole hyvä/i,
      sv: /skrivskyddad|huvudanvändare|kostnadsställe|sammanfoga|vänligen|var god/i,
      nl: /gelieve|a\.u\.b\.|hoofdgebruiker|schuifbalk|klantenkaart|\bBTW\b/,
    };
    const wrong = locales.flatMap((locale) =>
      [...catalogs[locale]]
        .filter(
          ([, text]) => text.trim() === "" || text.includes("'") || text.includes("!") || banned[locale]?.test(text),
        )
        .map(([key]) => `${locale} ${key}`),
    );
    expect(wrong).toEqual([]);
  });

  test("glue no ending to a placeholder", () => {
    const glued = locales.flatMap((locale) =>
      [...catalogs[locale]]
        .filter(([, text]) => /\}(\p{L}|:\p{L}|’s)/u.test(text.replace(/\}\}/g, "} }").replace(/plural,[^}]*/g, "")))
        .map(([key]) => `${locale} ${key}`),
    );
    expect(glued).toEqual([]);
  });

  test("hold no key that nothing uses", () => {
    const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "app", "components", "lib"], {
      cwd: root,
      encoding: "utf8",
    });
    const code = files
      .split("\n")
      .filter((file) => /\.tsx?$/.test(file) && fs.existsSync(path.join(root, file)))
      .map((file) => fs.readFileSync(path.join(root, file), "utf8"))
      .join("\n");
    const prefixes = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((match) => match[1] ?? "");
    const words = new Set(code.match(/[A-Za-z][\w.]*/g));
    const unused = keys.filter((key) => {
      const parts = key.split(".");
      const written = parts.some((_, index) => words.has(parts.slice(index).join(".")));
      return !written && !prefixes.some((prefix) => key.startsWith(prefix));
    });
    expect(unused).toEqual([]);
  });

  test("have a sentence for every right", () => {
    const rights = Object.entries(areas).flatMap(([area, levels]) =>
      (levels as readonly string[])
        .slice(1)
        .map((level) => (level === "yes" ? `right.${area}` : `right.${area}.${level}`)),
    );
    expect(rights.filter((key) => !catalogs.fi.has(key))).toEqual([]);
  });
});

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" }).split(
  "\n",
);
const sources = files.filter(
  (file) =>
    /^(app|components|db|lib)\/.*\.tsx?$|^(proxy|instrumentation)\.ts$/.test(file) &&
    fs.existsSync(path.join(root, file)),
);
const textOf = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

/** Text of SQL that names a table instead of taking a scoped one: allowed in lib/access and in these files. */
const namesTables =
  /\bsql(<[^>`]*>)?`[^`]*\b(from|join|into|update)\s+(?!lateral\b|generate_series|unnest|jsonb_|\(|page\b|hits\b|inside\b|outside\b|both_parts\b)[a-z_]/i;
const mayNameTables = /^lib\/(access\/|imports\/|groups\/commands\.ts|numbering\/)/;

/** Who may import what, and what must not stand where. Each row is a sentence. */
const rules: { because: string; in: RegExp; never: RegExp; but?: RegExp }[] = [
  {
    because: "pages and components reach data through lib",
    in: /^(app|components)\//,
    never: /from "(@\/db|drizzle-orm|pg)/,
  },
  {
    because: "components know no domain: nothing from app, nothing from lib but the form state",
    in: /^components\//,
    never: /from "@\/(app|lib\/(?!form-state"))/,
  },
  {
    because: "people ask business registers through a door that knows them",
    in: /^(app|components)\//,
    never: /from "@\/lib\/(registry\/(answers|brreg|http|prh)|peppol\/directory)"/,
  },
  { because: "nothing depends on a route", in: /^(lib|db|components)\//, never: /from "@\/app/ },
  {
    because: "only lib/access opens the database",
    in: /^(lib\/(?!access\/|cli\/)|app\/|components\/)/,
    never: /from "@\/db\/client"/,
  },
  { because: "a query reads the scoped tables it is handed", in: /^lib\/[^/]+\/queries\.ts$/, never: /from "@\/db/ },
  { because: "viewers come from a session", in: /^(app|components|lib\/(?!access\/sessions))/, never: /Viewer\.of\(/ },
  { because: "server actions stand in actions.ts", in: /(?<!actions)\.tsx?$/, never: /^\s*["']use server["']/m },
  { because: "the strict content policy allows no style attributes", in: /\.tsx$/, never: /\sstyle=/ },
  { because: "no any", in: /\.tsx?$/, never: /(:\s*any\b|\bas any\b|<any>)/ },
  {
    because: "no barrel files but the schema's",
    in: /\/index\.tsx?$/,
    never: /^export \* from/m,
    but: /^db\/schema\/index\.ts$/,
  },
  {
    because: "an action is bound on the server: a bound one in a client component hangs the server without script",
    in: /\.tsx$/,
    never: /^["']use client["'][\s\S]*\.bind\(/,
  },
  { because: "addresses are made in lib/paths", in: /^app\//, never: /(href|redirect)(=|\()\s*[{(]?\s*["'`]\/(?!$)/ },
  {
    because: "business data is not cached between requests",
    in: /\.tsx?$/,
    never: /["']use cache["']|unstable_cache|force-static/,
  },
  {
    because: "SQL text names tables only where it is on the list",
    in: /^lib\/(?!cli\/)/,
    never: namesTables,
    but: mayNameTables,
  },
];

test.each(rules)("$because", (rule) => {
  const offenders = sources.filter(
    (file) => rule.in.test(file) && !rule.but?.test(file) && rule.never.test(textOf(file)),
  );
  expect(offenders).toEqual([]);
});

test("the house has only the agreed rooms and the files that tools insist on", () => {
  const rooms = new Set(["app", "components", "db", "lib", "messages", "public", "tests", ".ci"]);
  const insisted =
    /^(package(-lock)?\.json|README\.md|drizzle\.config\.ts|next\.config\.mjs|tsconfig\.json|biome\.json|postcss\.config\.mjs|proxy\.ts|instrumentation\.ts|\.gitignore|\.npmrc)$/;
  const strangers = files
    .filter(Boolean)
    .filter((file) => !(file.includes("/") ? rooms.has(file.split("/")[0] ?? "") : insisted.test(file)));
  expect(strangers).toEqual([]);
});

test("files stay short enough to read in one go", () => {
  const long = sources.filter(
    (file) => textOf(file).split("\n").length > 260 && !/^db\/(migrations|fiction)/.test(file),
  );
  expect(long).toEqual([]);
});

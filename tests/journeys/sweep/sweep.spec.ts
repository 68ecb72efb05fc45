import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { withClient } from "@/db/migrate";
import { before, pages } from "../../cells/doors";
import { type DemoPerson, expect, signIn, test } from "../fixtures";
import { openFrom } from "./panels";
import { idsOf, inParts, type Place, panels, places, unreachable, walked } from "./places";
import { themes, visitLong, visitShort } from "./visit";

// Every page, by axe and by eyes of our own. The short form (in `npm test`) sees each page once, where it is full, and
// the panels people use most; it takes turns with languages and themes. The long one (`npm run sweep`) sees every place
// and every panel that a link leads to, full, empty and refusing, in two languages and both themes.

const languages = ["fi", "sv", "nl", "en"] as const;
type Language = (typeof languages)[number];
type Served = { databaseUrl: string; address: string };

test.describe.configure({ mode: "parallel" });

test("every page has its line", () => {
  const known = [...Object.keys(places), ...unreachable];
  expect(known.sort()).toEqual([...pages.map(({ path }) => path), ...before.pages].sort());
});

if (process.env.KUMPPANI_TEST_SIZE === "long") {
  for (const route of Object.keys(places)) {
    const parts = inParts[route] ?? 1;
    for (const language of languages.slice(0, 2)) {
      for (let part = 0; part < parts; part++) seeAll(route, language, part, parts);
    }
  }
} else {
  const full = Object.entries(places).map(([route, [place]]) => ({ route, place }));
  const all = [...full, ...panels.map((at) => ({ route: at, place: { at } }))];
  for (const [index, { route, place }] of all.entries()) {
    const [language, theme] = [languages[index % 4], themes[Math.floor(index / 4) % 2]];
    if (place && language && theme) seeOnce(route, place, language, theme);
  }
}

function seeOnce(route: string, place: Place, language: Language, theme: (typeof themes)[number]): void {
  test(`${route} in ${language}, ${theme}`, async ({ page, app }) => {
    await comeIn(page, app, place.as, language);
    const address = await addressOf(page, app, place);
    expect(await visitShort(page, address, language, theme, walked.includes(route))).toEqual([]);
  });
}

function seeAll(route: string, language: Language, part: number, parts: number): void {
  test(`${route} in ${language}, ${part + 1} of ${parts}`, async ({ page, app }) => {
    test.setTimeout(300_000);
    const seen = await everywhere(page, app, places[route] ?? [], language);
    const wrong: string[] = [];
    for (const [at, { address, as }] of seen.entries()) {
      if (at % parts !== part) continue;
      await comeIn(page, app, as, language);
      const found = await visitLong(page, address, language, themes[at % 2] ?? "light");
      wrong.push(...found.map((one) => `${address}: ${one}`));
    }
    expect(wrong, `${seen.length} addresses`).toEqual([]);
  });
}

async function everywhere(page: Page, app: Served, lines: readonly Place[], language: Language) {
  const met = new Set<string>();
  const seen: { address: string; as: Place["as"] }[] = [];
  for (const place of lines) {
    await comeIn(page, app, place.as, language);
    const found = await openFrom(page.request, await addressOf(page, app, place), met);
    seen.push(...found.map((address) => ({ address, as: place.as })));
  }
  return seen;
}

async function comeIn(page: Page, app: Served, person: DemoPerson | null = "maija", language: Language): Promise<void> {
  await withClient(app.databaseUrl, (db) => db.execute(sql`update employees set locale = ${language}`));
  const { hostname: domain } = new URL(app.address);
  await page.context().clearCookies();
  await page.context().addCookies([{ name: "kumppani-locale", value: language, domain, path: "/" }]);
  if (person) await signIn(page, person);
}

/** With the ids it asks for; where a file leads to it, that is brought in first. */
async function addressOf(page: Page, app: Served, { at, upload }: Place): Promise<string> {
  const ids = await idsOf(app.databaseUrl);
  const address = at.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? "missing");
  if (!upload) return address;
  await page.goto(address);
  const table = await page.request.get("/responsibilities/export?format=csv");
  const buffer = upload === "customers" ? Buffer.from("Name;Number\nSweep;\n;17\n") : await table.body();
  await page.locator("input[name=file]").setInputFiles({ name: "sweep.csv", mimeType: "text/csv", buffer });
  await page.locator("main form .btn--go").first().click();
  await page.waitForURL(/import\/\d+/);
  return page.url().replace(/^https?:..[^/]+/, "");
}

import fs from "node:fs";
import path from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { App } from "../setup/app";
import { demoPassword } from "../setup/journeys";
import { openSession } from "../setup/session";

export { expect };

export type DemoPerson = "maija" | "aino" | "sven" | "pieter" | "nils";

/** A worker keeps its app; each file of journeys begins with a fresh demo company. `baseURL` leads there. */
export const test = base.extend<object, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function wants from its pattern.
    async ({}, use, worker) => {
      const app = new App(worker.workerIndex);
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ app }, use, info) => {
    served = app;
    await use(await app.freshFor(info.file));
  },
  // In no journey anything runs, is styled or is sent where the content security policy does not allow it. That other
  // sites frame us is tried on purpose.
  context: async ({ context }, use) => {
    const violations: string[] = [];
    context.on("console", (message) => {
      if (/^(?!Framing ).*Content Security Policy/s.test(message.text())) violations.push(message.text());
    });
    await use(context);
    expect(violations).toEqual([]);
  },
});

/** What the test at hand is served by: a worker does one test after the other. */
let served: App | null = null;

/** Lets one of the demo people in, with a session of their own. The page stays where it is. */
export async function signIn(page: Page, person: DemoPerson): Promise<void> {
  if (!served) throw new Error("Nothing is served yet.");
  const value = await openSession(served.databaseUrl, `${person}@demo.example`);
  const { hostname: domain } = new URL(served.address);
  await page.context().addCookies([{ name: "kumppani", value, domain, path: "/", httpOnly: true, sameSite: "Lax" }]);
}

/** Comes in through the door, as people do, and waits for the page after it. */
export async function signInByForm(page: Page, person: DemoPerson): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("[name=email]").fill(`${person}@demo.example`);
  await page.locator("[name=password]").fill(demoPassword);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Checks the page against WCAG 2.2 A and AA. The checker is a script: without script there is nothing to run. */
export async function expectAccessible(page: Page): Promise<void> {
  if (hasScript()) expect(await violationsOn(page)).toEqual([]);
}

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// The short text of the checker, once for each document: its own builder hands the long one over twice for each look.
const checker = fs.readFileSync(path.resolve(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
  }
}

/**
 * What axe finds against WCAG 2.2 A and AA.
 * @param only the rules to try, where not all of them
 */
export async function violationsOn(page: Page, only?: string[]): Promise<string[]> {
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: levels };
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(checker);
  return page.evaluate(
    async (options) => {
      const { violations } = await window.axe.run(options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    },
    { runOnly, resultTypes: ["violations"], iframes: false, preload: false },
  );
}

/** Whether this run has JavaScript switched on. */
export function hasScript(): boolean {
  return test.info().project.name === "script";
}

const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/**
 * Takes pictures for people to look at, light and dark, wide and narrow, into test-results/pictures. Only where somebody
 * wants them (`PICTURES=1 npm run test:journeys`): they take a tenth of the time.
 */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  const folder = path.resolve(import.meta.dirname, "../../test-results/pictures");
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [kind, size] of Object.entries(widths)) {
      await page.setViewportSize(size);
      await page.screenshot({ path: path.join(folder, `${name}-${kind}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

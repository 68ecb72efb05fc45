import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { App } from "../setup/app";
import { demoPassword } from "../setup/journeys";

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
  baseURL: async ({ app }, use, info) => use(await app.freshFor(info.file)),
});

/** Signs one of the demo people in and waits for the page after it. */
export async function signIn(page: Page, person: DemoPerson): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("[name=email]").fill(`${person}@demo.example`);
  await page.locator("[name=password]").fill(demoPassword);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Checks the page against WCAG 2.2 A and AA. The checker is a script: without script there is nothing to run. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!hasScript()) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/** Whether this run has JavaScript switched on. */
export function hasScript(): boolean {
  return test.info().project.name === "script";
}

const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** Takes pictures for people to look at, light and dark, wide and narrow, into test-results/pictures. */
export async function takePictures(page: Page, name: string): Promise<void> {
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

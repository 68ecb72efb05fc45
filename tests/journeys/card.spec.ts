import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const tabs = ["sales", "collaboration", "financials", "settings", "history"];

/** The address of the first customer in the person's list. */
async function firstCard(page: Page): Promise<string> {
  await page.goto("/customers?view=flat");
  return (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
}

async function statuses(page: Page, card: string): Promise<number[]> {
  const found: number[] = [];
  for (const tab of tabs) found.push((await page.request.get(`${card}/${tab}`)).status());
  return found;
}

test("the header is changed in place, its history told, and the earlier value brought back", async ({ page }) => {
  await signIn(page, "aino");
  const card = await firstCard(page);
  const title = page.getByRole("heading", { level: 1 });
  await page.goto(`${card}/settings`);
  const before = (await title.textContent()) ?? "";

  await page.getByRole("link", { name: "Muokkaa", exact: true }).first().click();
  await page.locator("[name=name]").fill("");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator(".summary")).toBeVisible();
  await page.locator("[name=name]").fill("Kuurakoski Oy");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page).toHaveURL(/\/settings/);
  await expect(title).toContainText("Kuurakoski Oy");

  await page.getByRole("link", { name: "Historia" }).first().click();
  await expect(page.locator(".changes").first()).toContainText("Kuurakoski Oy");
  await takePictures(page, "history");
  await page
    .getByRole("link", { name: /^Palauta aiempi arvo/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Palauta", exact: true }).click();
  await expect(title).toHaveText(before);
});

test("links lead on without loading everything anew; with a key held down they open another page", async ({ page }) => {
  await signIn(page, "aino");
  const card = await firstCard(page);
  await page.goto(card);
  const history = page.locator("nav.tabs a[href$='/history']");
  const menu = page.locator(".actions details.menu");
  const mark = () => page.evaluate(() => Object.assign(window, { isMarked: true }));
  const isMarked = () => page.evaluate(() => "isMarked" in window);
  // A link, one of a menu, and one that opens a panel.
  await mark();
  await history.click();
  await expect(page).toHaveURL(/\/history$/);
  await menu.locator("summary").click();
  await menu.locator("a[href*='panel=my-sight']").click();
  await expect(page.locator("dialog")).toBeVisible();
  await expect(page).toHaveURL(/panel=my-sight/);
  expect(await isMarked()).toBe(hasScript());

  await page.goto(card);
  const [other] = await Promise.all([
    page.context().waitForEvent("page"),
    history.click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await expect(other).toHaveURL(/\/history$/);
  expect(new URL(page.url()).pathname).toBe(card);
});

test("each tab is there for those with the right, and for nobody else", async ({ page }) => {
  await signIn(page, "pieter");
  const card = await firstCard(page);
  expect(await statuses(page, card)).toEqual([200, 200, 404, 200, 200]);
  await page.goto(card);
  await expect(page.getByRole("navigation", { name: "Klantkaart" }).getByRole("link")).toHaveCount(5);
  await expect(page.getByRole("link", { name: "Bewerken" })).toHaveCount(0);
  for (const panel of ["edit", "new-address", "new-contact", "new-activity", "new-file", "archive", "delete"]) {
    expect((await page.request.get(`${card}?panel=${panel}`)).status(), panel).toBe(404);
  }
  await expectAccessible(page);
  await page.context().clearCookies();
  await signIn(page, "nils");
  expect(await statuses(page, card)).toEqual([404, 404, 404, 404, 404]);
});

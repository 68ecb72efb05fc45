import type { Page } from "@playwright/test";
import { expect, hasScript, signIn, takePictures, test } from "./fixtures";

const figures = (page: Page) => page.getByRole("region", { name: /^(Tunnusluvut|Nyckeltal|Kerncijfers)$/ });
const figure = (page: Page, label: string) => figures(page).locator("dl > div").filter({ hasText: label });
const number = async (page: Page, label: string) =>
  (await figure(page, label).locator("dd").first().textContent())?.trim() ?? "";
const currentTab = (page: Page) => page.locator(".tabs [aria-current] b");

test("a manager follows each figure to the customers it counts", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "aino");
  await page.goto("/customers");
  await expect(figures(page).locator("dt")).toHaveCount(4);
  if (hasScript()) await takePictures(page, "key-figures");

  const prospects = await number(page, "Prospektit myyntiputkessa");
  await figure(page, "Prospektit myyntiputkessa").getByRole("link").click();
  await expect(page).toHaveURL(/tab=prospects.*pipeline=open/);
  await expect(currentTab(page)).toHaveText(prospects);
  await expect(page.locator(".chip--set")).toHaveText([/avoin myyntityö/]);

  await figure(page, "Aktiiviset asiakkaat").getByRole("link").click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(currentTab(page)).toHaveText(await number(page, "Aktiiviset asiakkaat"));

  await figure(page, "Laskutus tässä kuussa").getByRole("link").first().click();
  await expect(page.locator(".chip--set")).toHaveText([/Laskutettu: tässä kuussa/]);
  await page.goBack();
  await figure(page, "Kate tänä vuonna").getByRole("link").click();
  await expect(page.locator(".chip--set")).toHaveText([/Laskutettu: tänä vuonna, tai kustannuksia/]);
});

test("a seller sees no money in them, and who only reads has the active customers alone", { tag: "@once" }, async ({
  page,
}) => {
  await signIn(page, "sven");
  await page.goto("/customers?billed=year");
  await expect(figures(page).locator("dt")).toHaveText([/Aktiva kunder/, /Prospekt i försäljningen/]);
  await expect(page.locator(".chip--set")).toHaveCount(0);
  await expect(page.locator("select[name=billed]")).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "pieter");
  await page.goto("/customers?billed=year&pipeline=open");
  await expect(figures(page).locator("dt")).toHaveText([/Actieve klanten/]);
  await expect(page.locator(".chip--set")).toHaveCount(0);
});

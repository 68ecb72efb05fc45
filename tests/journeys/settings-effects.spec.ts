import type { Page } from "@playwright/test";
import readExcelFile from "read-excel-file/node";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const save = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true }).click();
const switched = (page: Page) => page.locator("#between").locator("xpath=ancestor::section").locator("li").first();

/** What the list shows: rows of the page, the count on the tab, rows of the file, and whether others' are among them. */
async function seenBy(page: Page) {
  await page.goto("/customers?view=flat&q=kommun");
  const tab = page.getByRole("navigation", { name: "Fase van de klanten" }).locator("[aria-current]");
  const answer = await page.request.get("/customers/export?format=xlsx&q=kommun&tab=active");
  const [customers] = await readExcelFile(await answer.body());
  return {
    rows: await page.locator("tbody tr a.name").count(),
    tab: Number(/\d+/.exec((await tab.textContent()) ?? "")?.[0]),
    file: (customers?.data.length ?? 1) - 1,
  };
}

test("rights and a switch turned by one count at the next click of another, in list, count and file", async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ baseURL, javaScriptEnabled: hasScript() });
  const pieter = await other.newPage();
  await signIn(pieter, "pieter");
  await signIn(page, "maija");

  await page.goto("/settings/permissions");
  await takePictures(page, `permissions-${test.info().project.name}`);
  await page.getByRole("link", { name: "Työntekijä (vain luku)" }).click();
  await page.locator("[name=name]").fill("Työntekijä ja vienti");
  await page.locator("[name='level.export']").selectOption("yes");
  await save(page);
  await expect(page.getByRole("columnheader", { name: "Työntekijä ja vienti" })).toBeVisible();
  expect((await pieter.request.get("/customers/export?format=xlsx")).status()).toBe(404);
  await page.goto("/settings/people?q=Schelpenduin");
  await page.getByRole("link", { name: "Pieter van der Schelpenduin" }).click();
  await page.locator("[name=profileId]").selectOption({ label: "Työntekijä ja vienti" });
  await save(page);
  await expect(page.getByRole("status")).toBeVisible();
  expect(await seenBy(pieter)).toEqual({ rows: 0, tab: 0, file: 0 });

  await page.goto("/settings/companies");
  await switched(page).getByRole("button", { name: "Ota käyttöön" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ota käyttöön" }).click();
  await expect(page.getByRole("status")).toContainText("Otettu käyttöön");
  const seen = await seenBy(pieter);
  expect(seen.rows).toBeGreaterThan(0);
  expect(seen).toEqual({ rows: seen.rows, tab: seen.rows, file: seen.rows });
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("status")).toContainText("Poistettu käytöstä");
  expect(await seenBy(pieter)).toEqual({ rows: 0, tab: 0, file: 0 });
  await other.close();
});

test("who sees a customer and why is told on the card, and how much somebody sees beside their name", async ({
  page,
}) => {
  await signIn(page, "pieter");
  await page.goto("/customers?view=flat");
  await page.locator("tbody tr a.name").first().click();
  await page.waitForURL(/\/customers\/\d+/);
  await page.locator("main summary[aria-label]").first().click();
  await page.getByRole("link", { name: "Waarom zie ik dit?" }).click();
  await expect(page.getByRole("dialog")).toContainText("Klant van het eigen bedrijf: Pohjanranta B.V.");
  await expectAccessible(page);
  const card = new URL(page.url()).pathname;
  expect((await page.goto(`${card}?panel=sight`))?.status()).toBe(404);
  await page.context().clearCookies();

  await signIn(page, "maija");
  await page.goto(card);
  await page.locator("main summary[aria-label]").first().click();
  await page.getByRole("link", { name: "Ketkä näkevät tämän asiakkaan" }).click();
  const panel = page.getByRole("dialog");
  await expect(panel.locator("li", { hasText: "Nils Ekskär" })).toContainText("Ei oikeutta asiakkaisiin");
  await expectAccessible(page);
  await takePictures(page, `sight-${test.info().project.name}`);
  await panel.getByRole("searchbox").fill("pieter");
  await panel.getByRole("button", { name: "Hae" }).click();
  await expect(panel.locator("li")).toHaveCount(1);
  await expect(panel.locator("li")).toContainText("Oman yhtiön asiakas: Pohjanranta B.V.");

  await page.goto("/settings/people?q=Schelpenduin");
  await page.getByRole("link", { name: "Pieter van der Schelpenduin" }).click();
  await page.getByRole("link", { name: "Mitä käyttäjä näkee" }).click();
  await expect(panel).toContainText(/Näkee kokonaan\s*\d+ asiakasta/);
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Katsele tänä käyttäjänä" }).click();
  const note = page.locator("main", { hasText: "Pieter van der Schelpenduin" });
  const stop = note.getByRole("button", { name: "Lopeta katselu" });
  await expect(stop).toBeVisible();
  await page.goto(card);
  await expect(stop).toBeVisible();
  await stop.click();
  await expect(page).toHaveURL(/\/settings\/people/);
  await expect(stop).toHaveCount(0);
});

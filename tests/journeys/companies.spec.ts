import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const section = (page: Page, id: string) => page.locator(`section:has(> header #${id})`);
const line = (page: Page, name: string) => section(page, "between").locator("li", { hasText: name });
const shown = "Näytä muiden yhtiöiden asiakkaat";

test("an administrator shows other companies’ customers, sees how many to whom, and takes it back", async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ baseURL, javaScriptEnabled: hasScript() });
  const pieter = await other.newPage();
  await signIn(pieter, "pieter");
  const seen = async () => {
    await pieter.goto("/customers?view=flat&tab=active");
    return pieter.content();
  };
  expect(await seen()).not.toContain("Ander bedrijf");

  await signIn(page, "maija");
  await page.goto("/settings/companies");
  await takePictures(page, `companies-${test.info().project.name}`);
  await line(page, shown).getByRole("button", { name: "Ota käyttöön" }).click();
  await expect(page).toHaveURL(/panel=switch\.showOtherCompanies\.on/);
  const question = page.getByRole("dialog");
  await expect(question).toContainText(/\d+ muiden yhtiöiden asiakkaan perustiedot tulevat näkyviin \d+ käyttäjälle/);
  await expectAccessible(page);
  await takePictures(page, `companies-question-${test.info().project.name}`);
  expect(await seen()).not.toContain("Ander bedrijf");
  await question.getByRole("button", { name: "Ota käyttöön" }).click();
  await expect(page.getByRole("status")).toContainText("Otettu käyttöön");
  await expect(line(page, shown)).toContainText("Käytössä");
  expect(await seen()).toContain("Ander bedrijf");
  await pieter.goto("/customers?view=flat&company=other");
  const row = pieter.locator("tbody tr").first();
  await expect(row).toContainText("Ander bedrijf");
  await row.locator("a.name").click();
  await expect(pieter.locator("main")).toContainText("basisgegevens");
  await expect(pieter.getByRole("heading", { name: "Adressen" })).toHaveCount(0);

  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("status")).toContainText("Poistettu käytöstä");
  await expect(line(page, shown)).toContainText("Ei käytössä");
  expect(await seen()).not.toContain("Ander bedrijf");
  await other.close();
});

test("a company is added, taken out of use and deleted; who may not, finds no such page", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/companies");
  await page.getByRole("link", { name: "Lisää yhtiö" }).click();
  await page.locator("#f-name").fill("Pohjanranta Oy");
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.locator("#f-name-error")).toHaveText("Jo käytössä");
  await page.locator("#f-name").fill("Pohjanranta AS");
  await page.locator("#f-country").selectOption("NO");
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Yhtiö lisätty.");
  const row = section(page, "companies").locator("tbody tr", { hasText: "Pohjanranta AS" });
  await expect(row).toContainText("Norja");
  const choose = async (what: string) => {
    await row.locator("summary").click();
    await row.locator(".mi", { hasText: what }).click();
  };
  await choose("Inaktivoi");
  await expect(row).toContainText("Ei käytössä");
  await choose("Poista…");
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Yhtiö poistettu.");
  await expect(row).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "aino");
  expect((await page.goto("/settings/companies"))?.status()).toBe(404);
});

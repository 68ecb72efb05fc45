import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const section = (page: Page, id: string) => page.locator(`section:has(> header #${id})`);
const cell = (page: Page, name: string) => page.locator(`[name='${name}']`);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).last().click();
const row = (page: Page, month: string) => section(page, "months").locator("tbody tr", { hasText: month });

/** The figures of a new project, as the manager who made it sees them. */
async function newProject(page: Page): Promise<string> {
  await page.goto("/responsibilities?projects=1&view=list");
  await page.goto((await page.locator("main a[href^='/projects/']").first().getAttribute("href")) ?? "");
  await page.goto(`${await page.locator("nav.crumb a").first().getAttribute("href")}/sales?panel=new-project`);
  await page.getByRole("dialog").locator("[name=name]").fill("Ennustettava");
  await page.getByRole("dialog").locator("[name=currency]").selectOption("SEK");
  await page.getByRole("dialog").getByRole("button", { name: "Luo projekti" }).click();
  await expect(page.locator("h1")).toContainText("Ennustettava");
  return new URL(page.url()).pathname;
}

test("a year is filled in, divided, copied and saved; a mistake keeps what was typed", async ({ page }) => {
  await signIn(page, "aino");
  const project = await newProject(page);
  await page.goto(`${project}/financials?year=2031`);
  await page.getByRole("link", { name: "Muokkaa ennustetta" }).click();
  await expect(section(page, "figures")).toContainText("Ennuste 2031");
  await expectAccessible(page);

  await cell(page, "spread.amount").fill("1 000");
  await cell(page, "spread.field").selectOption("billing");
  await cell(page, "spread.to").selectOption("3");
  await press(page, "Jaa");
  await expect(cell(page, "1.billing")).toHaveValue("333,34");
  await expect(cell(page, "3.billing")).toHaveValue("333,33");
  await expect(cell(page, "4.billing")).toHaveValue("");
  await cell(page, "3.labour").fill("-100,5");
  const copies = page.getByRole("button", { name: "Kopioi maaliskuu kuukaudelle huhtikuu" });
  await copies.click();
  await expect(cell(page, "4.labour")).toHaveValue("-100,5");
  if (hasScript()) await expect(copies).toBeFocused();

  await cell(page, "4.note").fill("Lomat");
  await cell(page, "5.hours").fill("paljon");
  await cell(page, "5.hours").press("Enter");
  await expect(page.locator("[id='f-5.hours-error']")).toBeVisible();
  await expect(page.locator(".summary")).toContainText("Toukokuu: Tunnit");
  await expect(cell(page, "4.note")).toHaveValue("Lomat");
  await expectAccessible(page);
  await cell(page, "5.hours").fill("7,5");
  await cell(page, "12.hours").fill("8");
  await press(page, "Tallenna");
  await expect(page.getByRole("status")).toContainText("6 kuukauden luvut tallennettu.");
  await expect(row(page, "huhtikuu")).toContainText("Lomat");
  await expect(section(page, "months").locator("tfoot")).toContainText("1 333,33");
  await expect(section(page, "months").locator("tfoot")).toContainText("€");
  await takePictures(page, `project-months-${test.info().project.name}`);

  await page.goto(`${project}/financials?year=2032&edit=forecast`);
  await page.getByRole("button", { name: "Kopioi joulukuu 2031 kuukaudelle tammikuu" }).click();
  await expect(cell(page, "1.hours")).toHaveValue("8");
  await page.goto(`${project}/financials?year=2031&edit=actual`);
  await expect(cell(page, "1.billing")).toHaveCount(0);
  await page.goto(`${project}/financials?year=tyhjä`);
  await expect(section(page, "months")).toContainText("Tammikuu", { ignoreCase: true });
});

test("two people fill in one year: what both changed is asked, the rest is merged", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "aino");
  const project = await newProject(page);
  const other = await browser.newContext({ baseURL, javaScriptEnabled: hasScript() });
  const theirs = await other.newPage();
  await signIn(theirs, "maija");
  await page.goto(`${project}/financials?year=2031&edit=forecast`);
  await theirs.goto(`${project}/financials?year=2031&edit=forecast`);
  await cell(theirs, "1.billing").fill("400");
  await cell(theirs, "2.billing").fill("400");
  await press(theirs, "Tallenna");
  await expect(theirs.getByRole("status")).toContainText("2 kuukauden luvut");
  await other.close();

  await cell(page, "1.billing").fill("500");
  await cell(page, "6.revenue").fill("60");
  await press(page, "Tallenna");
  const asked = page.locator("table.cmp");
  await expect(asked).toContainText("Tammikuu: Laskutus");
  await expect(asked).toContainText("Maija");
  await expect(asked.locator("tbody tr")).toHaveCount(1);
  await expectAccessible(page);
  await asked.locator("[value=theirs]").check();
  await press(page, "Tallenna valinnat");
  await expect(page.getByRole("status")).toContainText("1 kuukauden luvut");
  await expect(row(page, "tammikuu")).toContainText("400,00");
  await expect(row(page, "helmikuu")).toContainText("400,00");
  await expect(row(page, "kesäkuu")).toContainText("60,00");
});

test("an administrator keeps exchange rates, several at once; a currency without one is asked about", async ({
  page,
}) => {
  await signIn(page, "maija");
  await page.goto("/settings/currencies");
  await page.getByRole("link", { name: "Lisää useita" }).click();
  await cell(page, "rates").fill("2026-01-02 ISK 145\neilen ISK 146");
  await page.getByRole("dialog").getByRole("button", { name: "Lisää" }).click();
  await expect(page.locator("#f-rates-error")).toContainText("Rivi 2");
  await cell(page, "rates").fill("2026-01-02 ISK 145\n3.1.2026 ISK 146,5");
  await page.getByRole("dialog").getByRole("button", { name: "Lisää" }).click();
  await expect(page.getByRole("status")).toContainText("2 vaihtokurssia tallennettu.");
  const krona = section(page, "rates").locator("tbody", { hasText: "ISK" });
  await expect(krona.locator("tr", { hasText: "Voimassa tänään" })).toContainText("146,50");
  await expectAccessible(page);

  await krona.getByRole("link", { name: "2.1.2026", exact: true }).click();
  await page.getByRole("dialog").locator("[name=rate]").fill("0");
  await press(page, "Tallenna");
  await expect(page.locator("#f-rate-error")).toBeVisible();
  await page.getByRole("dialog").locator("[name=rate]").fill("144,125");
  await press(page, "Tallenna");
  await expect(krona).toContainText("144,125");
  await krona.locator("details summary").last().click();
  await krona.getByRole("link", { name: "Poista" }).last().click();
  await press(page, "Poista");
  await expect(krona).not.toContainText("144,125");

  await section(page, "home").getByRole("link", { name: "Muokkaa" }).click();
  await page.locator("#f-currency").selectOption("HUF");
  await press(page, "Tallenna");
  await expect(page.locator(".summary")).toContainText("HUF");
  await page.getByRole("dialog").getByRole("link", { name: "Peruuta" }).click();
  await expect(section(page, "home")).toContainText("EUR");
});

test("without the right to money a project has no figures, and settings belong to whoever has them", {
  tag: "@once",
}, async ({ page }) => {
  await signIn(page, "sven");
  await page.goto("/responsibilities?projects=1&view=list");
  expect((await page.goto("/projects/17/financials"))?.status()).toBe(404);
  expect((await page.goto("/settings/currencies"))?.status()).toBe(404);
});

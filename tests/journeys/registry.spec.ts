import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

/** Makes a customer with this business ID and stays on its card. @returns the address of the card */
async function newCustomer(
  page: Page,
  name: string,
  country: string,
  businessId = "",
  more: Record<string, string> = {},
) {
  await page.goto("/customers/new");
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=country]").selectOption(country);
  await page.locator("[name=businessId]").fill(businessId);
  for (const [field, value] of Object.entries(more)) await page.locator(`[name="${field}"]`).fill(value);
  await page.locator("form.form button.btn--go").click();
  await page.waitForURL(/\/customers\/\d+/);
  return new URL(page.url()).pathname;
}

const menu = (page: Page) => page.locator(".head .menu").last();
const panel = (page: Page) => page.getByRole("dialog");
const tick = (page: Page, field: string) => panel(page).locator(`[name=fields][value=${field}]`);
const row = (page: Page, field: string) =>
  panel(page).locator("tbody tr", { has: page.getByRole("rowheader", { name: field, exact: true }) });
const entry = "Päivitä asiakastiedot";

async function askRegister(page: Page, name = entry) {
  await menu(page).locator("summary").click();
  await menu(page).getByRole("button", { name }).click();
  await page.waitForURL(/panel=registry/);
}

const update = (page: Page) => panel(page).getByRole("button", { name: "Päivitä", exact: true }).click();

test("a Finnish customer is set beside its register; what is ticked is taken, and the history tells", async ({
  page,
}) => {
  await signIn(page, "aino");
  const street = {
    "headOffice.street": "Vanhakatu 1",
    "headOffice.postalCode": "00100",
    "headOffice.city": "Helsinki",
  };
  const card = await newCustomer(page, "Havukallion Laite Oy", "FI", "9100000-5", street);
  await askRegister(page);
  await expect(panel(page)).toContainText("Lähde: PRH / YTJ, CC BY 4.0, haettu tänään klo");
  await expect(row(page, "Sähköposti")).toContainText("Rekisteri ei anna tätä tietoa");
  await expect(tick(page, "email")).toHaveCount(0);
  for (const field of ["name", "address", "website"]) await expect(tick(page, field)).toBeChecked();
  await expect(tick(page, "companyForm")).not.toBeChecked();
  await expectAccessible(page);
  if (!hasScript()) await takePictures(page, "registry-panel");

  for (const field of ["name", "address", "website"]) await tick(page, field).uncheck();
  await update(page);
  await expect(page.locator("#f-fields")).toBeVisible();
  await expect(tick(page, "name")).not.toBeChecked();
  await expectAccessible(page);

  for (const field of ["name", "address", "companyForm"]) await tick(page, field).check();
  await update(page);
  await expect(page.getByRole("status").first()).toContainText("3 tietoa päivitettiin rekisteristä.");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Havukallion Mittalaite Oy");
  const offices = page.getByRole("region", { name: /^Osoitteet/ }).locator("li");
  await expect(offices.filter({ has: page.locator(".badge") })).toContainText("Pajakuja 4 B 12, 00510 Helsinki");
  await expect(offices.filter({ hasText: "Vanhakatu 1" })).toHaveCount(1);
  const facts = page.getByRole("region", { name: "Asiakkaan tiedot" });
  await expect(facts).toContainText("Oy");
  await expect(facts).not.toContainText("havukallionmittalaite");
  await page.goto(`${card}/history`);
  await expect(page.locator("main")).toContainText("Havukallion Laite Oy");

  await page.goto(card);
  await askRegister(page);
  await expect(row(page, "Nimi")).toContainText("Sama");
  await expect(tick(page, "website")).toBeChecked();
  await page.keyboard.press("Escape");
  if (hasScript()) await expect(panel(page)).toHaveCount(0);
});

test("a Norwegian name in capitals may be taken tidied or as registered; the address may be the postal one", async ({
  page,
}) => {
  await signIn(page, "aino");
  await newCustomer(page, "Fjordglød", "NO", "310400084");
  await askRegister(page);
  await expect(panel(page)).toContainText("Enhetsregisteret, NLOD 2.0");
  await expect(panel(page).getByLabel(/^Fjordglød Verksted AS/)).toBeChecked();
  await panel(page)
    .getByLabel(/^FJORDGLØD VERKSTED AS/)
    .check();
  for (const field of ["address", "email", "website"]) await tick(page, field).uncheck();
  await update(page);
  await expect(panel(page)).toContainText("Asiakas saattaa olla jo rekisterissä");
  await expect(tick(page, "website")).not.toBeChecked();
  await panel(page).getByRole("button", { name: "Tallenna silti" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("FJORDGLØD VERKSTED AS");
  await expect(page.getByRole("status").first()).toContainText("1 tieto päivitettiin rekisteristä.");

  await newCustomer(page, "Nordakseli", "FI", "9100137-4");
  await askRegister(page);
  await expect(row(page, "Nimi")).toContainText("Aiemmin: ");
  await panel(page).locator("[name=addressAs][value=postal]").check();
  await expectAccessible(page);
  await update(page);
  await expect(page.getByRole("region", { name: /^Osoitteet/ })).toContainText("PL 226, 33101 Tampere");
});

test("of a business in trouble nothing is ticked; its status, once taken, stands in the header", async ({ page }) => {
  await signIn(page, "aino");
  await newCustomer(page, "Konkurssiyhtiö Oy", "FI", "9100685-3");
  await askRegister(page);
  await expect(panel(page)).toContainText("Konkurssissa");
  await expect(panel(page)).toContainText("Mitään ei ole valittu valmiiksi");
  await expect(panel(page).locator("[name=fields]:checked")).toHaveCount(0);
  await expectAccessible(page);
  await tick(page, "businessStatus").check();
  await update(page);
  await expect(page.locator(".head .badge--bad")).toContainText(/^Konkurssissa .* alkaen$/);
  await expect(page.getByRole("region", { name: "Asiakkaan tiedot" })).toContainText("Konkurssissa");

  await newCustomer(page, "Lakkautettu Oy", "FI", "9100411-0");
  await askRegister(page);
  await expect(panel(page)).toContainText("Rekisterin mukaan toiminta on lakannut.");
  await expect(panel(page).locator("[name=fields]:checked")).toHaveCount(0);
});

test("whatever the register fails at has its sentence, and the customer stays as it was", async ({ page }) => {
  await signIn(page, "aino");
  await newCustomer(page, "Tuntematon Oy", "FI", "9104000-7");
  await askRegister(page);
  await expect(panel(page)).toContainText("9104000-7");
  await expectAccessible(page);
  if (hasScript()) {
    await newCustomer(page, "Hidas Oy", "FI", "9101918-7");
    await menu(page).locator("summary").click();
    await menu(page).getByRole("button", { name: entry }).click();
    await expect(menu(page).locator("[aria-busy=true]")).toHaveText("Haetaan yritysrekisteristä…");
  }
  await newCustomer(page, "Virheellinen Oy", "FI", "9101644-5");
  await askRegister(page);
  await expect(panel(page)).toContainText("Yritysrekisteri ei vastaa. Mitään ei muutettu");
  await panel(page).getByRole("button", { name: "Yritä uudelleen" }).click();
  await expect(panel(page)).toContainText("Yritysrekisteri ei vastaa. Mitään ei muutettu");
  await panel(page).getByRole("link", { name: "Sulje" }).last().click();
  await expect(panel(page)).toHaveCount(0);

  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}?panel=registry&failed=nonsense`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Virheellinen Oy");
  await expect(panel(page)).toHaveCount(0);
});

test("without a number the entry says why and leads to the field; where there is no register, there is no entry", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await newCustomer(page, "Numeroton Oy", "FI");
  await menu(page).locator("summary").click();
  await expect(menu(page)).toContainText("Lisää ensin Y-tunnus, niin tiedot voi päivittää rekisteristä.");
  await menu(page).getByRole("link", { name: "Lisää tunnus" }).click();
  await expect(page).toHaveURL(/panel=edit#f-businessId/);
  if (hasScript()) await expect(page.locator("#f-businessId")).toBeFocused();
  await page.locator("#f-kind [value=person]").check({ force: true });
  await panel(page).getByRole("button", { name: "Tallenna" }).click();
  await menu(page).locator("summary").click();
  await expect(menu(page)).not.toContainText(entry);

  await newCustomer(page, "Vijverberg", "NL");
  await menu(page).locator("summary").click();
  await expect(menu(page)).not.toContainText(entry);
  await page.goto(`${card}?panel=registry&failed=registryBusy`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Numeroton Oy");
});

test("a seller may ask, whoever only reads may not; a form that was tampered with changes nothing", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "sven");
  const card = await newCustomer(page, "Jeppo Handel", "FI", "9100822-6");
  await askRegister(page, "Uppdatera kundinformation");
  const { search } = new URL(page.url());
  await expect(tick(page, "name")).toBeChecked();
  await panel(page)
    .locator("[name=comparison]")
    .evaluate((input: HTMLInputElement) => (input.value = "999999"));
  await panel(page).getByRole("button", { name: "Uppdatera", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Jeppo Handel" })).toHaveCount(0);
  await page.goto(card + search);
  await tick(page, "name").evaluate((input: HTMLInputElement) => (input.value = "email"));
  await panel(page).getByRole("button", { name: "Uppdatera", exact: true }).click();
  await expect(page.locator("#f-fields")).toBeVisible();
  await page.goto(card);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Jeppo Handel");

  const other = await browser.newContext({ baseURL, javaScriptEnabled: hasScript() });
  const aino = await other.newPage();
  await signIn(aino, "aino");
  expect((await aino.goto(card + search))?.status()).toBe(404);
  const pieter = await (await browser.newContext({ baseURL, javaScriptEnabled: hasScript() })).newPage();
  await signIn(pieter, "pieter");
  await pieter.goto("/customers?view=flat&tab=active");
  const own = (await pieter.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await pieter.goto(own);
  await expect(menu(pieter)).not.toContainText("Klantgegevens bijwerken");
  expect((await pieter.goto(`${own}?panel=registry&failed=registryBusy`))?.status()).toBe(404);
  await pieter.context().close();
  await other.close();
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

/** The settings of a customer without a group. */
async function openSettings(page: Page): Promise<string> {
  await page.goto("/customers?country=FI&group=none&view=flat");
  const card = (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await page.goto(`${card}/settings`);
  return card;
}

const factOf = (page: Page, label: string) =>
  page.locator("dl.facts > div", { has: page.locator("dt").getByText(label, { exact: true }) });

const save = (page: Page) => page.locator("dialog").getByRole("button", { name: "Tallenna" }).click();

test("a term is inherited until it is said, is refused with all kept, and goes back to what it was", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await openSettings(page);
  const term = factOf(page, "Maksuehto");
  const inherited = (await term.textContent()) ?? "";
  expect(inherited).toContain("Organisaation oletus");
  await takePictures(page, "card-settings");

  await page.goto(`${card}/settings?panel=billing.terms`);
  await save(page);
  await expect(page.getByText("Muutokset tallennettu.")).toBeVisible();
  await expect(term).toHaveText(inherited);

  await page.goto(`${card}/settings?panel=billing.terms`);
  await page.locator("dialog [name=paymentTerm]").fill("kuusi");
  await page.locator("dialog [name=overdueInterest]").fill("11,5");
  await page.locator("dialog [name=vatCategory]").selectOption("E");
  await save(page);
  await expect(page.locator(".summary a")).toHaveCount(1);
  await page.locator("dialog [name=paymentTerm]").fill("60");
  await save(page);
  await expect(page.locator(".summary")).toContainText("Verottomuuden peruste");
  await expect(page.locator("dialog [name=vatCategory]")).toHaveValue("E");
  await page.locator("dialog [name=taxFreeReason]").fill("AVL 34 §");
  await save(page);
  await expect(term).toContainText("60 päivää");
  await expect(factOf(page, "Viivästyskorko")).toContainText("11,5 %");
  await expect(factOf(page, "ALV")).toContainText("AVL 34 §");

  await page.getByRole("button", { name: "Palauta: Maksuehto" }).click();
  await expect(term).toHaveText(inherited);
  await page.getByRole("button", { name: "Palauta: ALV" }).click();
  await expect(factOf(page, "ALV")).toContainText("Organisaation oletus");
});

test("an e-invoice address has to fit its type, and another customer can pay", async ({ page }) => {
  await signIn(page, "aino");
  const card = await openSettings(page);
  await page.goto(`${card}/settings?panel=billing.delivery`);
  await page.locator("dialog [name=einvoiceScheme]").selectOption("");
  await page.locator("dialog [name=einvoiceAddress]").fill("0212:37049448");
  await page.locator("dialog [name=invoiceEmails]").fill("laskut@maksaja.example");
  await save(page);
  await expect(page.locator(".summary")).toContainText("0216");
  await expect(page.locator("dialog [name=invoiceEmails]")).toHaveValue("laskut@maksaja.example");
  await page.locator("dialog [name=einvoiceAddress]").fill("0216:0037 0494 4842");
  await save(page);
  await expect(factOf(page, "Verkkolaskuosoite")).toContainText("003704944842");

  await page.goto(`${card}/settings?panel=billing.payer&q=asunto`);
  await expectAccessible(page);
  const payer = page.locator("dialog .tick", { hasText: "Asunto Oy" }).first();
  const name = ((await payer.locator("span").first().textContent()) ?? "").split(/\d/)[0]?.trim() ?? "";
  await payer.locator("input").check();
  await save(page);
  await expect(factOf(page, "Laskutetaan")).toContainText(name);
});

test("groupings are set in one panel, stand as chips, and a chip leads to those who share it", async ({ page }) => {
  await signIn(page, "aino");
  const card = await openSettings(page);
  const name = (await page.locator("h1").textContent()) ?? "";
  await page.goto(`${card}?panel=edit`);
  await expect(page.locator("dialog [name=types], dialog [name=groupId]")).toHaveCount(0);
  await page.goto(card);
  await page.getByRole("link", { name: "Muokkaa ryhmittelyä" }).click();
  await expect(page).toHaveURL(/settings\?panel=groupings/);
  await takePictures(page, "card-groupings");
  for (const held of await page.locator("dialog [name=types]:checked").all()) await held.uncheck();
  await page.locator("dialog [name=newTags]").fill("Matkalla, Kokeilu");
  await save(page);
  await expect(page.locator(".summary")).toContainText("Valitse vähintään yksi");
  await expect(page.locator("dialog [name=newTags]")).toHaveValue("Matkalla, Kokeilu");
  await page.locator("dialog [name=types][type=checkbox]").first().check();
  await save(page);
  await expect(factOf(page, "Tunnisteet")).toContainText("Matkalla");
  await factOf(page, "Tunnisteet").getByRole("link", { name: "Kokeilu" }).click();
  await expect(page).toHaveURL(/tag=\d+/);
  await expect(page.locator("tbody a.name")).toHaveCount(1);
  expect(name).toContain((await page.locator("tbody a.name").textContent()) ?? "-");
  await expect(page.locator(".chip--set")).toContainText("Tunnisteet: Kokeilu");
});

test("group and organisation have their terms where those may who answer for them", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/groups");
  await page.locator("tbody a.name").first().click();
  await page.getByRole("link", { name: "Laskutuksen oletukset" }).click();
  await page.locator("dialog [name=paymentTerm]").fill("21");
  await save(page);
  await expect(page.locator("dialog").getByRole("status")).toBeVisible();
  await expect(page.locator("dialog [name=paymentTerm]")).toHaveValue("21");
  await page.goto("/settings/billing");
  await page.getByRole("link", { name: /^Muokkaa/ }).click();
  await page.locator("dialog [name=priceList]").fill("Perushinnasto");
  await save(page);
  await expect(factOf(page, "Hinnasto")).toContainText("Perushinnasto");

  await page.context().clearCookies();
  await signIn(page, "pieter");
  await page.goto("/customers");
  const card = await page.locator("tbody a.name").first().getAttribute("href");
  await page.goto(`${card}/settings`);
  await expect(page.locator("main").getByRole("link", { name: /Bewerken|Kies wie/ })).toHaveCount(0);
  for (const panel of ["groupings", "billing.terms", "billing.payer"]) {
    expect((await page.request.get(`${card}/settings?panel=${panel}`)).status(), panel).toBe(404);
  }
  expect((await page.request.get("/settings/billing")).status()).toBe(404);
});

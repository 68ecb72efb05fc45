import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, test } from "./fixtures";

const fill = (page: Page, name: string, value: string) => page.locator(`[name="${name}"]`).fill(value);
const panel = (page: Page, button: string) => page.locator("dialog").getByRole("button", { name: button });
const totals = (page: Page) => page.locator("tfoot").last();

/** The Financials tab of a customer of the Oy that may be invoiced. */
async function openFinancials(page: Page): Promise<string> {
  await page.goto("/customers?country=FI&type=1&view=flat");
  const card = (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await page.goto(`${card}/financials`);
  return card;
}

test("an invoice is drafted line by line, refused with all kept, issued and credited", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "aino");
  const card = await openFinancials(page);
  await page.getByRole("link", { name: "Uusi lasku" }).click();
  await panel(page, "Luo luonnos").click();
  await expect(page).toHaveURL(/\/invoices\/\d+\?edit=draft/);

  await fill(page, "lines.0.description", "Huoltokäynti");
  await fill(page, "lines.0.quantity", "3");
  await fill(page, "lines.0.unitPrice", "72,50");
  await fill(page, "lines.2.description", "Materiaali");
  await page.getByRole("button", { name: "Lisää 5 riviä" }).click();
  await expect(page.locator('[name="lines.7.description"]')).toBeVisible();
  await expect(page.locator('[name="lines.2.description"]')).toHaveValue("Materiaali");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator(".summary a").first()).toContainText("Rivi 3, Määrä");
  await expectAccessible(page);
  await fill(page, "lines.2.quantity", "1");
  await fill(page, "lines.2.unitPrice", "19,90");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByText("Luonnos tallennettu.")).toBeVisible();
  await expect(totals(page)).toContainText("237,40");
  await expect(totals(page)).toContainText("297,94");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Vahvista lasku" }).click();
  await page.locator("dialog [name=issuedOn]").fill("2199-01-01");
  await panel(page, "Vahvista lasku").click();
  await expect(page.locator(".summary")).toContainText("Valitse tämä päivä tai aiempi");
  await page.goto(page.url());
  await panel(page, "Vahvista lasku").click();
  await expect(page.getByText("Lasku vahvistettu.")).toBeVisible();
  const number = ((await page.locator("h1").textContent()) ?? "").replace(/\D/g, "");
  await expect(page.getByRole("link", { name: "Muokkaa" })).toHaveCount(0);

  await page.getByRole("link", { name: "Hyvitä" }).click();
  await panel(page, "Hyvitä").click();
  await expect(page.locator('[name="lines.0.quantity"]')).toHaveValue("-3");
  await fill(page, "lines.0.quantity", "-4");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await page.getByRole("link", { name: "Vahvista lasku" }).click();
  await panel(page, "Vahvista lasku").click();
  await expect(page.locator(".summary")).toContainText("hyvittää jollakin ALV-kannalla enemmän");
  await page.goto(`${page.url().split("?")[0]}?edit=draft`);
  await fill(page, "lines.0.quantity", "-1");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await page.getByRole("link", { name: "Vahvista lasku" }).click();
  await panel(page, "Vahvista lasku").click();
  await expect(page.locator("h1")).toHaveText(`Hyvityslasku ${Number(number) + 1}`);
  await page.getByRole("link", { name: number, exact: true }).click();
  await expect(page.locator("h1")).toHaveText(`Lasku ${number}`);

  await page.goto(`${card}/financials`);
  await expect(page.locator("tbody a.name", { hasText: number })).toBeVisible();
});

test("a draft can be thrown away; whoever sees no money finds no invoice", async ({ page }) => {
  await signIn(page, "aino");
  await openFinancials(page);
  await page.getByRole("link", { name: "Uusi lasku" }).click();
  await panel(page, "Luo luonnos").click();
  await expect(page).toHaveURL(/edit=draft/);
  const address = page.url().split("?")[0] ?? "";
  await page.goto(`${address}?panel=issue`);
  await expect(page.locator("dialog")).toHaveCount(0);
  await page.context().clearCookies();
  for (const person of ["sven", "pieter"] as const) {
    await signIn(page, person);
    expect((await page.goto(address))?.status()).toBe(404);
    expect((await page.goto(`${address}?panel=delete`))?.status()).toBe(404);
    await page.context().clearCookies();
  }
  await signIn(page, "aino");
  await page.goto(`${address}?panel=delete`);
  await panel(page, "Poista").click();
  await expect(page.getByText("Luonnos poistettu.")).toBeVisible();
  expect((await page.goto(address))?.status()).toBe(404);
});

test("a rate of VAT is added, refused where it is in force already, ended, and deleted while no invoice has it", async ({
  page,
}) => {
  await signIn(page, "maija");
  await page.goto("/settings/vat");
  await page.getByRole("link", { name: "Lisää kanta" }).click();
  await fill(page, "rate", "25,5");
  await panel(page, "Tallenna").click();
  await expect(page.locator(".summary")).toContainText("Maalla on jo tämä kanta");
  await expect(page.locator("dialog [name=rate]")).toHaveValue("25,5");
  const rate = hasScript() ? "8" : "7";
  await fill(page, "rate", rate);
  await fill(page, "validFrom", "2030-01-01");
  await panel(page, "Tallenna").click();
  await expect(page.getByText("Kanta lisätty.")).toBeVisible();
  const ofFinland = page.locator("section", { has: page.locator("#vat-FI") });
  await ofFinland.getByRole("link", { name: `${rate} %` }).click();
  await fill(page, "validTo", "2031-12-31");
  await panel(page, "Tallenna").click();
  await expect(page.getByText("31.12.2031")).toBeVisible();
  await ofFinland.getByRole("link", { name: `${rate} %` }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Poista" }).click();
  await panel(page, "Poista").click();
  await expect(page.getByText("Kanta poistettu.")).toBeVisible();
  await expect(page.getByText("31.12.2031")).toHaveCount(0);
});

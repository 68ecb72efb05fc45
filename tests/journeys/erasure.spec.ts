import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

/** The address of the first customer in the person's list. */
async function firstCard(page: Page): Promise<string> {
  await page.goto("/customers?view=flat");
  return (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
}

/** Posts the form that is open and waits for the card behind it. */
async function save(page: Page, button: string) {
  await page.getByRole("dialog").getByRole("button", { name: button }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("a manager erases a person, clears the name from a text, and nobody is named any more", async ({ page }) => {
  await signIn(page, "aino");
  const card = await firstCard(page);
  await page.goto(`${card}?panel=new-contact`);
  await page.locator("[name=firstName]").fill("Kanariella");
  await page.locator("[name=lastName]").fill("Tipunen");
  await page.locator("[name=email]").fill("kanariella.tipunen@visertaja.example");
  await save(page, "Tallenna");
  await page.goto(`${card}?edit=header`);
  await page.locator("[name=description]").fill("Tipusen lomalla: Kanariella Tipunen ei vastaa.");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("[name=description]")).toHaveCount(0);

  await page.getByRole("link", { name: "Kanariella Tipunen" }).first().click();
  await page.getByRole("link", { name: "Poista pysyvästi" }).click();
  await expect(page).toHaveURL(/panel=erase-contact\.\d+/);
  const address = page.url();
  await takePictures(page, "erase-contact");
  await page.getByRole("checkbox", { name: /Kanariella Tipunen ei vastaa/ }).check();
  await page.locator("[name=word]").fill("Kanariella");
  await page.getByRole("dialog").getByRole("button", { name: "Poista pysyvästi" }).click();
  await expect(page.getByRole("alert")).toContainText("Tipunen");
  await expect(page.getByRole("checkbox", { name: /Kanariella Tipunen ei vastaa/ })).toBeChecked();
  await expect(page.locator("[name=word]")).toHaveValue("Kanariella");
  await expectAccessible(page);
  await page.locator("[name=word]").fill("tipunen");
  await save(page, "Poista pysyvästi");

  await expect(page.getByRole("status")).toContainText("poistettu pysyvästi");
  await expect(page.locator("main")).not.toContainText("Kanariella");
  await expect(page.locator("main")).toContainText("Tipusen lomalla: – ei vastaa.");
  await page.goto(`${card}?inactive=1`);
  await expect(page.locator("main")).toContainText("Poistettu yhteyshenkilö");
  for (const place of [`${card}/history`, "/contacts?q=Tipunen", "/customers?view=flat&q=visertaja"]) {
    await page.goto(place);
    await expect(page.locator("main")).not.toContainText(/Kanariella|visertaja\.example/);
  }
  expect((await page.request.get(address)).status()).toBe(404);
});

test("without the right there is neither the button nor the panel", async ({ page }) => {
  await signIn(page, "sven");
  const card = await firstCard(page);
  await page.goto(card);
  const contact = page.locator("a[href*='panel=contact.']").first();
  const id = (await contact.getAttribute("href"))?.match(/contact\.(\d+)/)?.[1];
  await contact.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("link", { name: "Radera permanent" })).toHaveCount(0);
  expect((await page.request.get(`${card}?panel=erase-contact.${id}`)).status()).toBe(404);
});

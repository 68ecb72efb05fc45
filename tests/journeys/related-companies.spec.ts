import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const companies = (page: Page) => page.locator("section:has(> header #companies)");
const lineOf = (page: Page, name: string) => companies(page).locator("li", { hasText: name });
const dialog = (page: Page) => page.getByRole("dialog");
const owner = "Sven Fjällhammar";
const number = "AB-9001";

/** A customer of the Oy alone: its name and the address of its card. */
async function someCustomer(page: Page): Promise<{ name: string; card: string }> {
  await page.goto("/customers?country=FI&group=none&view=flat");
  const link = page.locator("tbody a.name").first();
  return { name: (await link.textContent()) ?? "", card: (await link.getAttribute("href")) ?? "" };
}

test("a company is related with its own owner, number and terms, its people see them, and it ends after a question", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "maija");
  const { name, card } = await someCustomer(page);
  const other = await browser.newContext({ baseURL, javaScriptEnabled: hasScript() });
  const sven = await other.newPage();
  await signIn(sven, "sven");
  expect((await sven.goto(card))?.status()).toBe(404);

  await page.goto(`${card}/settings`);
  await expect(lineOf(page, "Pohjanranta Oy")).toContainText("Kotiyhtiö");
  await companies(page).getByRole("link", { name: "Liitä yhtiö" }).click();
  const add = () => dialog(page).getByRole("button", { name: "Lisää", exact: true }).click();
  await dialog(page).locator("[name=companyId]").selectOption({ label: "Pohjanranta AB" });
  await dialog(page).locator("[name=ownerId]").selectOption({ label: owner });
  await dialog(page).locator("[name=number]").fill("<b>");
  await add();
  await expect(page.locator("#f-number-error")).toBeVisible();
  await expect(dialog(page).locator("[name=ownerId] option:checked")).toHaveText(owner);
  await dialog(page).locator("[name=number]").fill(number);
  await add();
  await expect(page.getByRole("status")).toContainText("Yhtiö liitetty asiakkaaseen.");
  await expect(lineOf(page, "Pohjanranta AB")).toContainText(`${owner} · ${number}`);

  const terms = page.getByRole("navigation", { name: "Minkä yhtiön ehdot" });
  await terms.getByRole("link", { name: "Pohjanranta AB" }).click();
  await expect(page).toHaveURL(/company=\d+/);
  await page.goto(page.url().replace("?", "?panel=billing.terms&"));
  await dialog(page).locator("[name=paymentTerm]").fill("47");
  await dialog(page).getByRole("button", { name: "Tallenna" }).click();
  await expect(lineOf(page, "Pohjanranta AB")).toContainText("Omat laskutusehdot");
  await takePictures(page, `related-companies-${test.info().project.name}`);

  await sven.goto("/customers?view=flat");
  await sven.getByRole("searchbox").first().fill(number);
  await sven.getByRole("searchbox").first().press("Enter");
  await expect(sven).toHaveURL(new RegExp(`q=${number}`));
  const rows = sven.locator("tbody tr:has(a.name)");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(name);
  await expect(rows).toContainText(owner);
  await rows.locator("a.name").click();
  await expect(sven.locator("main")).toContainText(`Pohjanranta AB: ${number}`);
  await sven.goto(`${card}/settings`);
  await expect(sven.locator("dl.facts").first()).toContainText("47 dagar");
  await expect(sven.locator("nav.pick [aria-current]")).toHaveText("Pohjanranta AB");
  await expect(companies(sven).getByRole("link", { name: /Avsluta|Koppla/ })).toHaveCount(0);

  await lineOf(page, "Pohjanranta AB").getByRole("link", { name: "Lopeta liitos: Pohjanranta AB" }).click();
  await expect(dialog(page)).toContainText("Pohjanranta AB ei enää palvele tätä asiakasta.");
  const end = () => dialog(page).getByRole("button", { name: "Lopeta liitos" }).click();
  await end();
  await expect(dialog(page)).toContainText("ei enää näe asiakasta");
  await expect(dialog(page)).toContainText(owner);
  await expectAccessible(page);
  expect((await sven.goto(card))?.status()).toBe(200);
  await end();
  await expect(page.getByRole("status")).toContainText("Yhtiö ei enää palvele asiakasta.");
  await expect(lineOf(page, "Pohjanranta AB")).toHaveCount(0);
  expect((await sven.goto(card))?.status()).toBe(404);
  await sven.goto(`/customers?q=${number}`);
  await expect(rows).toHaveCount(0);
  await other.close();
});

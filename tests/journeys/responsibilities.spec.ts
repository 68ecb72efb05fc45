import type { Page } from "@playwright/test";
import { expect, signIn, takePictures, test } from "./fixtures";

const section = (page: Page) => page.locator("section:has(> header #responsibles)");
const lineOf = (page: Page, name: string) => section(page).locator("li", { hasText: name });
const dialog = (page: Page) => page.getByRole("dialog");
const press = (page: Page, name: string) => dialog(page).getByRole("button", { name, exact: true }).click();
const status = (page: Page) => page.getByRole("status").first();
const sven = "Sven Fjällhammar";

/** A customer that Aino does not own, and whose card she opens. */
async function openCard(page: Page): Promise<string> {
  await page.goto("/customers?country=SE&view=flat");
  const card = (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await page.goto(card);
  return card;
}

test("a manager gives a role on the card, ends it, takes all of it away after a question, and undoes that", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await openCard(page);
  const others = section(page).locator("li").filter({ hasNotText: "Asiakasvastaava" });
  const before = await others.count();
  await section(page).getByRole("link", { name: "Lisää vastuuhenkilö" }).click();
  await takePictures(page, `responsible-new-${test.info().project.name}`);
  await press(page, "Lisää");
  await expect(page.locator("#f-employeeId-error")).toBeVisible();
  const person = dialog(page).locator("[name=employeeId]");
  const free = person.locator("option", { hasText: "Hallavuo" }).first();
  const name = ((await free.textContent()) ?? "").replace(/ \(.*/, "");
  await person.selectOption((await free.getAttribute("value")) ?? "");
  const role = dialog(page).getByRole("group", { name: "Roolit" }).getByRole("checkbox").first();
  await role.check();
  await dialog(page).locator("[name=validFrom]").fill("2026-01-01");
  await dialog(page).locator("[name=validTo]").fill("2025-01-01");
  await dialog(page).locator("[name=note]").fill("Vain <b>arkisin</b>");
  await press(page, "Lisää");
  await expect(page.locator("#f-validTo-error")).toBeVisible();
  await expect(role).toBeChecked();
  await dialog(page).locator("[name=validTo]").fill("2099-12-31");
  await press(page, "Lisää");
  await expect(status(page)).toContainText("Muutokset tallennettu");
  await expect(lineOf(page, name)).toContainText("1.1.2026 – 31.12.2099 · Vain <b>arkisin</b>");
  await expect(others).toHaveCount(before + 1);
  await takePictures(page, `responsible-section-${test.info().project.name}`);

  await lineOf(page, name)
    .getByRole("link", { name: `Muuta: ${name}` })
    .click();
  await takePictures(page, `responsible-cell-${test.info().project.name}`);
  await dialog(page).getByRole("link", { name: "Poista vastuu" }).click();
  await expect(dialog(page)).toContainText("Samalla poistuvat roolit, päivät ja muistiinpanot");
  await press(page, "Poista vastuu");
  await expect(lineOf(page, name)).toHaveCount(0);
  await status(page).getByRole("button", { name: "Kumoa" }).click();
  await expect(status(page)).toContainText("Kumottu.");
  await expect(lineOf(page, name)).toContainText("1.1.2026 – 31.12.2099");

  await page.goto(`${card}/history`);
  await expect(page.locator("main")).toContainText("Vastuuhenkilöitä muutettu");
  await expect(page.locator("main")).toContainText(`${name} (`);
});

test("the account owner is replaced and stays responsible; in the matrix a click adds, a dated one asks first", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await openCard(page);
  const former = (await section(page).locator("li b").first().textContent()) ?? "";
  await section(page).getByRole("link", { name: "Vaihda asiakasvastaava" }).click();
  const choice = dialog(page).locator("[name=ownerId]");
  const next = choice.locator("option").nth(3);
  const name = (await next.textContent()) ?? "";
  await choice.selectOption((await next.getAttribute("value")) ?? "");
  await press(page, "Vaihda asiakasvastaava");
  await expect(status(page)).toContainText("Asiakasvastaava on vaihdettu.");
  await expect(lineOf(page, name)).toContainText("Asiakasvastaava");
  await expect(lineOf(page, former)).toContainText("Vastuuhenkilö");
  await status(page).getByRole("button", { name: "Kumoa" }).click();
  await expect(lineOf(page, former)).toContainText("Asiakasvastaava");

  const id = card.split("/").at(-1);
  await page.goto(`/responsibilities?panel=role.customer.${id}`);
  await dialog(page).locator("[name=employeeId]").selectOption({ index: 2 });
  await dialog(page).locator("[name=validFrom]").fill("2090-01-01");
  await press(page, "Lisää");
  await expect(status(page)).toContainText("Muutokset tallennettu");
  await expect(page).toHaveURL(/\/responsibilities/);
});

test("those without the right see who answers and find no way to change it", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "sven");
  await page.goto("/customers?view=flat");
  const card = (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await page.goto(card);
  await expect(section(page)).toBeVisible();
  await expect(section(page).getByRole("link", { name: /Lägg till|Byt|Ändra/ })).toHaveCount(0);
  expect((await page.goto(`${card}?panel=role.customer.${card.split("/").at(-1)}`))?.status()).toBe(404);
  await expect(page.getByText(sven).first()).toBeVisible();
});

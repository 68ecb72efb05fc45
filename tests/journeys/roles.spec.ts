import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const section = (page: Page, id: string) => page.locator(`section:has(> header #${id})`);
const row = (page: Page, name: string) =>
  section(page, "customerRoles").locator("tbody tr", { has: page.getByRole("link", { name, exact: true }) });
const save = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true }).click();

test("a new required role has a letter of its own and shows at once where it is missing", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings");
  await page.locator("main").getByRole("link", { name: "Roolit", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Roolit" })).toBeVisible();
  await takePictures(page, `settings-roles-${test.info().project.name}`);

  await page.getByRole("link", { name: "Lisää asiakasrooli" }).click();
  await page.locator("[name='names.fi']").fill("Perehdyttäjä");
  await page.locator("[name=letter]").fill("p");
  await page.getByRole("checkbox", { name: "Pakollinen" }).check();
  await save(page);
  await expect(page.locator("#f-letter-error")).toHaveText("Jo käytössä");
  await expect(page.locator("[name='names.fi']")).toHaveValue("Perehdyttäjä");
  await page.locator("[name=letter]").fill("");
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  await expect(row(page, "Perehdyttäjä").locator(".role")).toHaveText("PE");
  await expect(row(page, "Perehdyttäjä")).toContainText("Pakollinen");

  await page.goto("/responsibilities/coverage");
  await takePictures(page, `role-coverage-${test.info().project.name}`);
  const missing = page.locator("tr", { hasText: "Perehdyttäjä" }).getByRole("link").first();
  const count = await missing.textContent();
  await missing.click();
  await expect(page).toHaveURL(/role=\d+&roles=none/);
  await expect(page.locator("main")).toContainText("Asiakasrooli: ei mitään: Perehdyttäjä");
  await expect(page.getByRole("navigation", { name: "Sivut" }).first()).toContainText(`/ ${count}`);
});

test("the list is filtered by role in its sheet, and a customer is given a card of its team", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "aino");
  await page.goto("/customers?view=flat");
  await page.locator(".filters summary", { hasText: "Suodattimet" }).click();
  const several = (name: string) => page.locator(".sheet-body details.field > summary", { hasText: name });
  for (const name of ["Asiakasrooli", "Erikoisryhmät", "segmentit"]) await expect(several(name)).toBeVisible();
  for (const name of ["responsible", "team"]) await expect(page.locator(`.filters [name=${name}]`)).toBeVisible();
  await several("Asiakasrooli").click();
  await page.getByRole("checkbox", { name: "Palvelupäällikkö" }).check();
  await page.locator(".filters button[type=submit]").last().click();
  await expect(page).toHaveURL(/role=\d+/);
  await expect(page.locator("main")).toContainText("Asiakasrooli: Palvelupäällikkö");

  await page.locator("tbody a.name").first().click();
  await page.getByRole("link", { name: "Tiimikortti" }).click();
  const card = page.locator(".team-card");
  await expect(card).toHaveAttribute("lang", /fi|sv|nl|en/);
  await expect(card.locator("li").first()).toContainText("@demo.example");
  await expect(page.locator("a[href^='mailto:'][href*='subject=']")).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: "Sulje" }).last()).toBeHidden();
  await expect(card).toBeVisible();
  await page.emulateMedia({ media: null });
});

test("switched off, roles are nowhere, and all is back when they are on again", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/roles");
  await section(page, "use")
    .getByRole("button", { name: /Poista käytöstä/ })
    .click();
  await expect(page.locator("dialog")).toContainText("katoavat näkyvistä");
  await page.locator("dialog").getByRole("button", { name: "Poista käytöstä" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  for (const address of ["/settings/roles", "/responsibilities/coverage", "/customers/1?panel=team-card"]) {
    expect((await page.goto(address))?.status(), address).toBe(404);
  }
  await page.goto("/customers?role=1&roles=none");
  await expect(page.locator(".filters [name=role]")).toHaveCount(0);
  await page.goto("/settings/features");
  await page
    .locator("li", { hasText: "Mitä varten yhteyshenkilö on" })
    .getByRole("button", { name: /Ota käyttöön/ })
    .click();
  await expect(page.getByRole("status")).toBeVisible();
  await page.goto("/settings/roles");
  await expect(row(page, "Palvelupäällikkö")).toBeVisible();
});

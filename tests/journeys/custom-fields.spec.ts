import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const section = (page: Page, id: string) => page.locator(`section:has(> header #${id})`);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Adds a field of customers in the settings. */
async function addField(page: Page, kind: string, name: string) {
  await page.getByRole("link", { name: "Lisää kenttä" }).click();
  await page.locator("[name=kind]").selectOption(kind);
  await page.locator("[name='names.fi']").fill(name);
  await press(page, "Tallenna");
  await expect(section(page, "customFields")).toContainText(name);
}

test("an administrator makes fields, a manager fills them in on a card and finds customers by them", async ({
  page,
}) => {
  await signIn(page, "maija");
  await page.goto("/settings/fields");
  await addField(page, "dropdown", "Palvelutaso");
  await addField(page, "text", "Avainnumero");
  for (const option of ["Perus", "Laaja"]) {
    await page.getByRole("link", { name: "Lisää vaihtoehto" }).click();
    await page.locator("[name='names.fi']").fill(option);
    await press(page, "Tallenna");
    await expect(page.locator("main")).toContainText(option);
  }
  await page.context().clearCookies();

  await signIn(page, "aino");
  await page.goto("/customers?view=flat");
  const [name = ""] = await page.locator("td a.name").allTextContents();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.locator("h1")).toContainText(name);
  await expect(section(page, "custom")).toHaveCount(0);
  await page.getByRole("link", { name: "Muokkaa asiakkaan tietoja" }).click();
  await page.getByLabel("Palvelutaso").selectOption({ label: "Laaja" });
  await page.getByLabel("Avainnumero").fill("x".repeat(501));
  await press(page, "Tallenna");
  await expect(page.locator("form [id^='f-custom.'][id$='-error']")).toHaveText(/500/);
  await expect(page.getByLabel("Palvelutaso").locator("option:checked")).toHaveText("Laaja");
  await page.getByLabel("Avainnumero").fill("KL-017");
  await press(page, "Tallenna");
  await expect(section(page, "custom").locator("dd")).toHaveText(["Laaja", "KL-017"]);
  await takePictures(page, `custom-card-${test.info().project.name}`);

  await page.getByRole("navigation").getByRole("link", { name: "Historia" }).click();
  await expect(page.locator(".changes").first()).toContainText("Palvelutaso");
  await expect(page.locator(".changes").first()).toContainText("Laaja");

  await page.goto("/customers?view=flat");
  await page.locator("details.sheet > summary", { hasText: "Suodattimet" }).click();
  const filter = (field: string) => page.locator("details.sheet details.field", { hasText: field });
  await filter("Palvelutaso").locator("summary").click();
  await filter("Palvelutaso").getByLabel("Laaja").check();
  await filter("Avainnumero").locator("summary").click();
  await filter("Avainnumero").getByLabel("Mitä etsitään").fill("kl-017");
  await press(page, "Hae");
  await expect(page.locator("td a.name")).toHaveText([name]);
  await expect(page.locator("tbody tr")).toContainText("KL-017");
  await expect(page.locator(".chip--set")).toContainText(["Palvelutaso: Laaja", "Avainnumero: kl-017"]);
  await expectAccessible(page);
  await takePictures(page, `custom-list-${test.info().project.name}`);
  await page.locator(".chip--set", { hasText: "Avainnumero" }).click();
  await expect(page.locator(".chip--set")).toHaveCount(1);
  await expect(page.locator("td a.name")).toHaveText([name]);
  await page.locator("details.sheet > summary", { hasText: "Suodattimet" }).click();
  await filter("Palvelutaso").locator("select").selectOption({ label: "Ei täytetty" });
  await press(page, "Hae");
  await expect(page.locator(".chip--set")).toContainText("Palvelutaso: Ei täytetty");
  await expect(page.locator("tbody")).not.toContainText(name);
});

test("a field gets a start value and help, options change places, new customers begin with one", async ({ page }) => {
  const field = "Lemmikki";
  await signIn(page, "maija");
  await page.goto("/settings/fields");
  await addField(page, "dropdown", field);
  const options = page.locator("section", { has: page.getByRole("heading", { name: field }) });
  for (const option of ["Kissa", "Koira", "Hevonen"]) {
    await options.getByRole("link", { name: "Lisää vaihtoehto" }).click();
    await page.locator("[name='names.fi']").fill(option);
    await press(page, "Tallenna");
    await expect(options).toContainText(option);
  }
  const rows = options.locator("tbody th[scope=row] a.name");
  if (hasScript()) {
    await expect(options.locator(".grip").first()).toBeVisible();
    await options
      .locator("tr", { hasText: "Hevonen" })
      .locator(".grip")
      .dragTo(options.locator("tr", { hasText: "Kissa" }));
  } else {
    await page.getByRole("button", { name: "Siirrä ylös: Hevonen" }).click();
    await page.getByRole("button", { name: "Siirrä ylös: Hevonen" }).click();
  }
  await expect(rows).toHaveText(["Hevonen", "Kissa", "Koira"]);
  await section(page, "customFields").getByRole("link", { name: field, exact: true }).click();
  await page.getByLabel("Oletusarvo").selectOption({ label: "Koira" });
  await page.getByLabel("Ohjeteksti (Suomi)").fill("Kysy ensin");
  await expectAccessible(page);
  await press(page, "Tallenna");
  await expect(page.getByLabel("Oletusarvo")).toHaveCount(0);

  await page.goto("/customers/new");
  await expect(page.getByLabel(field).locator("option:checked")).toHaveText("Koira");
  await expect(page.locator("form.form")).toContainText("Kysy ensin");
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

/** The card of the first customer of the list. */
async function openCard(page: Page, at = 0): Promise<string> {
  await page.goto("/customers?view=flat&country=FI");
  await page.locator("tbody a.name").nth(at).click();
  await expect(page).toHaveURL(/\/customers\/\d+$/);
  return page.url();
}

const contacts = (page: Page) => page.locator("section:has(#contacts)");
const item = (page: Page, name: string) => contacts(page).locator("li", { hasText: name });
const save = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true }).click();

test("a contact is added, found, changed, taken out of use and brought back", async ({ page }) => {
  test.setTimeout(60_000);
  await signIn(page, "aino");
  const card = await openCard(page);
  await contacts(page).getByRole("link", { name: "Lisää yhteyshenkilö" }).click();
  await page.locator("dialog [name=email]").fill("väärin");
  await page.locator("dialog [name=keywords]").fill("messut 2026, Uutiskirje");
  await save(page);
  await expect(page.locator("#f-email-error")).toBeVisible();
  await expect(page.locator("dialog [name=keywords]")).toHaveValue("messut 2026, Uutiskirje");

  await page.locator("dialog [name=firstName]").fill("Pakka");
  await page.locator("dialog [name=lastName]").fill("Hyytövaara");
  await page.locator("dialog [name=email]").fill("pakka.hyytovaara@kokeilu.example");
  await page.locator("dialog [name=phone]").fill("040 765 4321");
  await page.getByRole("checkbox", { name: "Laskutus" }).check();
  await save(page);
  await expect(page.getByText("Yhteyshenkilö lisätty.")).toBeVisible();
  const added = item(page, "Pakka Hyytövaara");
  await expect(added.locator(".chip")).toHaveText(["Laskutus", "messut 2026", "Uutiskirje"]);
  await expect(added.getByRole("link", { name: "+358 40 7654321" })).toHaveAttribute("href", "tel:+358407654321");
  await expect(added.locator("a[href^=mailto]")).toHaveAttribute("href", "mailto:pakka.hyytovaara@kokeilu.example");
  await page.goto("/customers?q=hyytovaara");
  await expect(page.locator("tbody a.name")).toHaveCount(1);

  await page.goto(card);
  await item(page, "Pakka").getByRole("link", { name: "Pakka Hyytövaara" }).click();
  await page.locator("dialog [name=title]").fill("Hankintapäällikkö");
  await page.getByLabel("Ensisijainen yhteyshenkilö").check();
  await expect(page.locator("dialog")).toContainText("Luotu ");
  await save(page);
  await expect(contacts(page).locator("li").first()).toContainText("Hankintapäällikkö");

  await item(page, "Pakka").getByRole("link", { name: "Pakka Hyytövaara" }).click();
  await page.getByRole("button", { name: "Inaktivoi" }).click();
  await expect(page.getByText("Yhteyshenkilö on inaktivoitu.")).toBeVisible();
  await expect(item(page, "Pakka")).toHaveCount(0);
  await contacts(page).getByRole("switch").click();
  await expect(page).toHaveURL(/inactive=1/);
  await expect(item(page, "Pakka")).toContainText("Ei aktiivinen");
  await expectAccessible(page);
  if (hasScript()) await takePictures(page, "contacts");
  await item(page, "Pakka").getByRole("link", { name: "Pakka Hyytövaara" }).click();
  await page.getByRole("button", { name: "Aktivoi" }).click();
  await expect(page.getByText("Yhteyshenkilö on taas aktiivinen.")).toBeVisible();
  await expect(item(page, "Pakka")).toHaveCount(1);
});

test("two people change one contact: their fields merge, the same field is asked about", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(60_000);
  await signIn(page, "aino");
  await openCard(page, 1);
  const open = contacts(page).locator("li a.name").first();
  await open.click();
  await expect(page).toHaveURL(/panel=contact/);
  const panel = page.url();
  const context = await browser.newContext({ baseURL, locale: "fi-FI", javaScriptEnabled: hasScript() });
  const other = await context.newPage();
  await signIn(other, "maija");
  await other.goto(panel);
  await other.locator("dialog [name=title]").fill("Maijan titteli");
  await other.locator("dialog [name=description]").fill("Maijan kuvaus");
  await save(other);
  await expect(other.getByText("Muutokset tallennettu.")).toBeVisible();

  await page.locator("dialog [name=title]").fill("Ainon titteli");
  await page.locator("dialog [name=salutation]").fill("Rouva");
  await save(page);
  const table = page.locator("table.cmp");
  await expect(table).toContainText("Maijan titteli");
  await expect(table).toContainText("Ainon titteli");
  await expect(table).not.toContainText("Maijan kuvaus");
  await expectAccessible(page);
  await page.locator("table.cmp input[value=theirs]").check();
  await page.getByRole("button", { name: "Tallenna valinnat" }).click();
  await expect(page.getByText("Muutokset tallennettu.")).toBeVisible();
  await page.goto(panel);
  await expect(page.locator("dialog [name=title]")).toHaveValue("Maijan titteli");
  await expect(page.locator("dialog [name=description]")).toHaveValue("Maijan kuvaus");
  await expect(page.locator("dialog [name=salutation]")).toHaveValue("Rouva");
  await context.close();
});

test("a person known from another customer is offered and linked", async ({ page }) => {
  await signIn(page, "aino");
  await openCard(page, 2);
  const name = (await contacts(page).locator("li a.name").first().textContent()) ?? "";
  const [firstName = "", ...rest] = name.split(" ");
  await openCard(page, 3);
  await contacts(page).getByRole("link", { name: "Lisää yhteyshenkilö" }).click();
  await page.locator("dialog [name=firstName]").fill(firstName);
  await page.locator("dialog [name=lastName]").fill(rest.join(" "));
  await save(page);
  await page.locator(".summary a", { hasText: name }).first().click();
  await expect(page).toHaveURL(/person=\d+/);
  await expect(page.locator("dialog h2")).toHaveText(name);
  await save(page);
  await expect(page.getByText("Yhteyshenkilö lisätty.")).toBeVisible();
  await item(page, name).getByRole("link", { name }).click();
  await expect(page.locator("dialog")).toContainText("Yhteyshenkilönä myös");
});

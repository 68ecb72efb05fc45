import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const status = (page: Page) => page.getByRole("status").first();
const structure = (page: Page) => page.locator("section", { has: page.locator("#units") });
const save = (page: Page) => page.locator("dialog").getByRole("button", { name: "Tallenna" }).click();
const names = (page: Page) => page.locator("tbody a.name").allTextContents();

/** Two customers that stand in no structure. */
async function twoOf(page: Page) {
  await page.goto("/customers?unit=none&view=flat");
  const [at, other] = [page.locator("tbody tr").nth(0), page.locator("tbody tr").nth(1)];
  const nameOf = async (row: Locator) => (await row.locator(".name").textContent()) ?? "";
  return {
    card: (await at.locator(".name").getAttribute("href")) ?? "",
    name: await nameOf(at),
    other: await nameOf(other),
    number: (await other.locator("td.half").first().textContent()) ?? "",
  };
}

test("a customer is placed below another, and a new one below it", async ({ page }) => {
  await signIn(page, "aino");
  const { card, name, other, number } = await twoOf(page);
  await page.goto(`${card}/settings`);
  await expect(structure(page)).toContainText("Ei kuulu yritysrakenteeseen.");
  await structure(page).getByRole("link", { name: "Valitse pääyksikkö" }).click();
  await page.locator("dialog [name=q]").fill(number);
  await page.locator("dialog").getByRole("button", { name: "Hae" }).click();
  await page.locator("dialog").getByRole("radio", { name: other }).check();
  await expectAccessible(page);
  await save(page);
  await expect(status(page)).toHaveText("Yritysrakenne tallennettu.");
  await expect(structure(page).locator("li").first()).toContainText(other);
  await expect(structure(page).locator("[aria-current=true]")).toHaveText(name);
  await expect(page.locator("main")).toContainText(`Pääyksikkö ${other}`);

  await structure(page).getByRole("link", { name: "Uusi aliyksikkö" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Uusi aliyksikkö, pääyksikkönä ${name}`);
  await page.locator("[name=name]").fill(`Aliyksikkö ${test.info().project.name} Oy`);
  await page.getByRole("button", { name: "Tallenna asiakas" }).click();
  await expect(page.locator("main")).toContainText(`Pääyksikkö ${name}`);
  await page.goto(`${page.url().split("?")[0]}/settings`);
  await expect(structure(page).locator("li")).toHaveCount(3);

  // Back up: a unit cannot stand below its own sub unit.
  await structure(page).getByRole("link", { name: other, exact: true }).click();
  await structure(page).getByRole("link", { name: "Valitse pääyksikkö" }).click();
  await page.locator("dialog [name=q]").fill(name);
  await page.locator("dialog").getByRole("button", { name: "Hae" }).click();
  await page.locator("dialog").getByRole("radio", { name }).check();
  await save(page);
  await expect(page.locator("dialog .summary")).toContainText("Tämä yksikkö on jo siirrettävän yksikön alla.");

  await page.goto(`${card}/history`);
  await expect(page.locator("main")).toContainText("Yritysrakennetta muutettu");
  await expect(page.locator("main")).toContainText(other);
});

test("the list shows main units with those below them", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/customers?view=flat&unit=main&country=FI");
  const all = await names(page);
  await page.getByRole("link", { name: "Puuna", exact: true }).click();
  await expect(page.locator("main")).toContainText("Suodattimet valitsevat ylimmät yksiköt.");
  const [top, unit] = [page.locator("tbody tr").first(), page.locator("tbody tr").nth(1)];
  const main = (await top.locator(".name").textContent()) ?? "";
  await expect(unit).toContainText(`aliyksikkö, pääyksikkönä ${main}`);
  expect((await names(page)).length).toBeGreaterThan(all.length);
  await expect(page.locator("tbody")).toContainText("Alankomaat");
  const left = async (row: Locator) => (await row.locator(".name").boundingBox())?.x ?? 0;
  expect(await left(unit)).toBeGreaterThan(await left(top));
  await takePictures(page, `units-tree-${test.info().project.name}`);

  await unit.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Siirrä ryhmään" }).click();
  await expect(page.getByRole("dialog")).toContainText("Siirrä 1 asiakas");
  await page.getByRole("dialog").getByRole("link", { name: "Peruuta" }).click();
  await expect(page.getByRole("link", { name: "Puuna", exact: true })).toHaveAttribute("aria-current", "true");
  await page.getByRole("link", { name: "Numero", exact: true }).click();
  await expect(page.locator("main")).not.toContainText("Suodattimet valitsevat ylimmät yksiköt.");
});

test("an administrator chooses what the list begins with, and everybody can choose otherwise", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/units");
  await takePictures(page, `settings-units-${test.info().project.name}`);
  await page.locator("main").getByText("Pääyksiköt", { exact: true }).click();
  await page.locator("main").getByRole("button", { name: "Tallenna" }).click();
  await expect(status(page)).toContainText("Asetus tallennettu.");

  await page.goto("/customers?view=flat");
  const main = await names(page);
  expect(main.length).toBeLessThan(20);
  await expect(page.locator(".filters--set")).toContainText("Yksikkö: Pääyksiköt");
  await expectAccessible(page);
  await page
    .locator(".filters--set")
    .getByRole("link", { name: /Yksikkö: Pääyksiköt/ })
    .click();
  await expect(page.locator("tbody a.name")).toHaveCount(50);
  await page.goto("/customers?unit=sub&view=flat&columns=mainUnit");
  await expect(page.locator("thead")).toContainText("Pääyksikkö");

  await page.goto("/settings/units");
  await page.locator("main").getByText("Kaikki yksiköt", { exact: true }).click();
  await page.locator("main").getByRole("button", { name: "Tallenna" }).click();
  await expect(status(page)).toContainText("Asetus tallennettu.");
  await page.getByRole("button", { name: /Ota käyttöön.*Laskutusehdot pääyksiköltä/ }).click();
  await expect(status(page)).toContainText("käyttöön");
  await page.getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("button", { name: /Ota käyttöön.*Laskutusehdot/ })).toBeVisible();
});

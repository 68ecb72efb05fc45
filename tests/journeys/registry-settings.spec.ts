import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const line = (page: Page, name: string) => page.locator(".list > li", { has: page.getByText(name, { exact: true }) });
const press = (page: Page, name: string, what: string) => line(page, name).getByRole("button", { name: what }).click();
const finnish = "PRH, YTJ-tietopalvelu";
const turnOff = "Poista käytöstä";
const turnOn = "Ota käyttöön";

/** Whether the menu of the first Finnish customer offers to ask its register. */
async function isOffered(page: Page): Promise<boolean> {
  await page.goto("/customers?country=FI&view=flat&q=oy");
  await page.locator("tbody a.name").first().click();
  const menu = page.locator(".head .menu").last();
  await menu.locator("summary").click();
  await expect(menu.getByText("Arkistoi")).toBeVisible();
  return (await menu.getByText("Päivitä asiakastiedot").count()) > 0;
}

test("a register goes out of use after a question, cards no longer offer it, and it comes back with one click", async ({
  page,
}) => {
  await signIn(page, "maija");
  expect(await isOffered(page)).toBe(true);
  await page.goto("/settings/registry");
  await expect(line(page, finnish)).toContainText("PRH / YTJ, CC BY 4.0");
  await expect(line(page, finnish)).toContainText("127.0.0.1");
  await takePictures(page, `settings-registry-${test.info().project.name}`);

  await press(page, finnish, turnOff);
  await expect(page.getByRole("dialog")).toContainText("odottaa ratkaisua");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: turnOff }).click();
  await expect(line(page, finnish)).toContainText("Ei käytössä");
  expect(await isOffered(page)).toBe(false);

  await page.goto("/settings/registry");
  await press(page, finnish, turnOn);
  await expect(line(page, finnish).getByRole("button", { name: turnOff })).toBeVisible();
  expect(await isOffered(page)).toBe(true);
});

test("the list is narrowed to what businesses do, with columns that say so", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/customers?view=flat");
  await page.locator(".filters summary", { hasText: "Suodattimet" }).click();
  await page.locator("select[name=business]").selectOption("unknown");
  await page.locator(".filters button[type=submit]").last().click();
  await expect(page.locator(".chip--set")).toContainText("Yrityksen tila: Ei vielä tiedossa");
  await page.goto(`${page.url()}&columns=companyForm,businessStatus`);
  await expect(page.getByRole("columnheader", { name: "Yhtiömuoto" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Yrityksen tila" })).toBeVisible();
  expect(await page.locator("tbody a.name").count()).toBeGreaterThan(0);
});

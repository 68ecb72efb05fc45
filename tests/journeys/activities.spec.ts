import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

/** The card of a customer without anything planned. */
async function newCustomer(page: Page, name: string): Promise<string> {
  await page.goto("/customers/new");
  await page.locator("[name=name]").fill(name);
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page).toHaveURL(/\/customers\/\d+/);
  return new URL(page.url()).pathname;
}

async function addQuickly(page: Page, kind: string, title: string, when: { day?: string; time?: string } = {}) {
  await page.locator(".quick-add label", { hasText: kind }).click();
  await page.locator(".quick-add [name=title]").fill(title);
  if (when.day) await page.locator(".quick-add [name=on]").fill(when.day);
  if (when.time) await page.locator(".quick-add [name=time]").fill(when.time);
  await page.locator(".quick-add").getByRole("button", { name: "Lisää" }).click();
}

const row = (page: Page, title: string) => page.locator(".activities li", { hasText: title });

test("a to-do is added in one line, done with one click, and open again with another", async ({ page }) => {
  await signIn(page, "aino");
  const card = await newCustomer(page, "Tehtäväinen Oy");
  await addQuickly(page, "Tehtävä", "");
  await expect(page.locator("#quick-title-error")).toBeVisible();
  await addQuickly(page, "Tehtävä", "Soita isännöitsijälle", { day: "2026-01-02" });
  await expect(page.getByText("Aktiviteetti lisätty.")).toBeVisible();
  await expect(row(page, "Soita isännöitsijälle")).toContainText("Myöhässä");

  await page.getByRole("button", { name: "Merkitse valmiiksi: Soita isännöitsijälle" }).click();
  await expect(page.getByRole("status")).toContainText("Merkitty valmiiksi.");
  await expect(row(page, "Soita isännöitsijälle")).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByText("Avattu uudelleen.")).toBeVisible();
  await expect(row(page, "Soita isännöitsijälle")).toHaveCount(1);

  await addQuickly(page, "Muistiinpano", "Avain on vahtimestarilla");
  await expect(page).toHaveURL(/activities=past/);
  await expect(row(page, "Avain on vahtimestarilla")).toHaveCount(1);
  await page.goto(`${card}/history`);
  await expect(page.locator("main")).toContainText("Soita isännöitsijälle");
});

test("a calendar entry has its hours, those who take part and their answers", async ({ page }) => {
  await signIn(page, "aino");
  await newCustomer(page, "Kalenterinen Oy");
  await expect(page.locator(".quick-add [name=time]")).toBeHidden();
  await addQuickly(page, "Kalenterimerkintä", "Vuosipalaveri", { day: "2099-03-02", time: "09:00" });
  await expect(row(page, "Vuosipalaveri")).toContainText("9.00");
  await takePictures(page, `activities-${test.info().project.name}`);

  await page.getByRole("link", { name: "Vuosipalaveri" }).click();
  await page.locator("dialog").getByRole("link", { name: "Muokkaa", exact: true }).click();
  await page.locator("dialog [name=endTime]").fill("08:00");
  await page.locator("dialog [name=others]").fill("Vahtimestari, Lukkoseppä");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("#f-endTime-error")).toBeVisible();
  await expect(page.locator("dialog [name=others]")).toHaveValue("Vahtimestari, Lukkoseppä");
  await page.locator("dialog [name=endTime]").fill("10:30");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(row(page, "Vuosipalaveri")).toContainText("Vahtimestari, Lukkoseppä");
});

test("ticked ones are done together; who may only read does none of it", async ({ page }) => {
  await signIn(page, "aino");
  const card = await newCustomer(page, "Monitehtävä Oy");
  for (const title of ["Yksi", "Kaksi", "Kolme"]) {
    await addQuickly(page, "Tehtävä", title);
    await expect(row(page, title)).toHaveCount(1);
  }
  await page.getByRole("checkbox", { name: "Valitse: Yksi" }).check();
  await page.getByRole("checkbox", { name: "Valitse: Kaksi" }).check();
  await page.getByRole("button", { name: "Merkitse valmiiksi", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Merkitäänkö 2 aktiviteettia valmiiksi?" })).toBeVisible();
  await expectAccessible(page);
  await page.locator("dialog").getByRole("button", { name: "Merkitse valmiiksi" }).click();
  await expect(page.getByText("2 aktiviteettia muutettu.")).toBeVisible();
  await expect(page.locator(".activities li .name")).toHaveText(["Kolme"]);

  await page.context().clearCookies();
  await signIn(page, "pieter");
  expect((await page.request.get(card)).status()).toBe(404);
  await page.goto("/customers?view=flat");
  await page.locator("tbody a.name").first().click();
  await expect(page.locator("#activities")).toBeVisible();
  await expect(page.locator(".quick-add, .activities .rowtick")).toHaveCount(0);
});

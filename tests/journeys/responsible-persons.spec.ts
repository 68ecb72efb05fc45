import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const rows = (page: Page) => page.locator("table tbody tr");

test("responsible persons are found, written to and taken as a file", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/responsible-persons");
  if (hasScript()) await takePictures(page, "responsible-persons");
  await expect(rows(page)).toHaveCount(50);
  await page.locator("main [name=q]").fill("eetu");
  await page.getByRole("button", { name: "Hae", exact: true }).click();
  await expect(page).toHaveURL(/q=eetu/);
  await expect(rows(page).first()).toContainText("Eetu Koskiranta");
  await page.getByRole("switch", { name: "Projektien osanottajat" }).click();
  await expect(page).toHaveURL(/participants=on/);
  await page.getByRole("link", { name: "Henkilö ja sähköposti" }).click();
  await expect(page).toHaveURL(/sort=person/);
  await page.goto("/responsible-persons?q=eetu&panel=emails");
  await expect(page.locator("dialog textarea")).toHaveValue("eetu@demo.example");
  const file = await page.request.get("/responsible-persons/export?format=csv&q=eetu");
  expect(file.headers()["content-disposition"]).toContain(".csv");
  expect(await file.text()).toContain("Eetu Koskiranta");
});

test("one employee hands over to another, and takes it back", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/responsibilities/hand-over");
  await page.getByRole("button", { name: "Seuraava" }).click();
  await expect(page.locator("#f-fromId-error")).toBeVisible();
  await page.locator("[name=fromId]").selectOption({ label: "Eetu Koskiranta" });
  await page.locator("[name=toId]").selectOption({ label: "Aino Ruskalampi" });
  await page.getByRole("button", { name: "Seuraava" }).click();
  await expect(page.getByRole("heading", { name: "Eetu Koskiranta → Aino Ruskalampi" })).toBeVisible();
  await expectAccessible(page);
  if (hasScript()) await takePictures(page, "hand-over");
  await page.getByRole("button", { name: "Siirrä vastuut" }).click();
  await expect(page.locator(".flash--ok")).toContainText("Siirretty");
  const line = page.locator("#hand-overs").locator("xpath=ancestor::section").locator("tbody tr").first();
  await expect(line).toContainText("Siirretty");
  await expectAccessible(page);
  await line.getByRole("button", { name: /^Peru siirto/ }).click();
  await expect(page.locator(".flash--ok")).toContainText("Siirto peruttu.");
  await expect(line).toContainText("Peruttu");
});

test("nobody hands over without the rights to it", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "sven");
  expect((await page.goto("/responsibilities/hand-over"))?.status()).toBe(404);
  expect((await page.request.get("/responsible-persons/export?format=xlsx")).status()).toBe(404);
});

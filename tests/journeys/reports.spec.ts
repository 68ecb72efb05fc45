import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

test("a manager counts customers, follows a number to the list, adds columns, keeps the report and takes it along", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "aino");
  await page.goto("/reports");
  await page.getByRole("link", { name: "Asiakkaat asiakasryhmittäin" }).click();
  await expect(page).toHaveURL(/\/reports\?by=group/);
  await expect(page.getByRole("heading", { name: "Asiakkaat asiakasryhmittäin" })).toBeVisible();
  await expect(page.locator("figure.chart svg:visible")).toHaveCount(1);
  await expectAccessible(page);
  if (hasScript()) await takePictures(page, "reports");

  const line = page.locator("tbody tr").first();
  const number = await line.locator("td a").first().textContent();
  await line.locator("td a").first().click();
  await expect(page).toHaveURL(/\/customers\?/);
  await expect(page.locator(".tabs [aria-current] b")).toHaveText(number?.trim() ?? "");
  await page.goBack();

  const bar = page.locator("form.filters");
  await bar.locator("[name=by]").selectOption("owner");
  await bar.locator("[name=across]").selectOption("country");
  await bar.locator("[name=q]").fill("oy");
  await bar.getByRole("button", { name: "Näytä" }).click();
  await expect(page).toHaveURL(/by=owner&across=country/);
  await expect(page.locator("thead th").nth(1)).toHaveText("Suomi");
  await page.locator("summary", { hasText: "Sarakkeet" }).click();
  await page.getByRole("link", { name: "Liikevaihto" }).click();
  await expect(page.locator("thead")).toContainText("Liikevaihto, EUR");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Tallenna raportti" }).click();
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("#f-name-error")).toBeVisible();
  await page.locator("dialog [name=name]").fill("Vastaavat maittain");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("heading", { name: "Vastaavat maittain" })).toBeVisible();
  await expect(page.locator("thead")).toContainText("Liikevaihto, EUR");
  const href = (await page.getByRole("link", { name: "Excel" }).getAttribute("href")) ?? "";
  expect((await page.request.get(href)).headers()["content-type"]).toContain("spreadsheetml");
  const csv = await (await page.request.get(href.replace("xlsx", "csv"))).text();
  expect(csv).toContain("Yhteensä");

  await page.goto("/reports");
  await page.getByRole("link", { name: "Vastaavat maittain" }).click();
  await page.locator(".head summary").click();
  await page.getByRole("link", { name: "Poista raportti" }).click();
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(page.locator(".flash--ok")).toBeVisible();
  await expect(page.getByRole("link", { name: "Vastaavat maittain" })).toHaveCount(0);
});

test("what the list cannot show, the report lists itself; a seller takes nothing along; others have no reports", async ({
  page,
}) => {
  await signIn(page, "sven");
  await page.goto("/reports?by=createdYear&stage=all");
  const line = page.locator("tbody tr").first();
  const number = await line.locator("td a").first().textContent();
  await line.locator("td a").first().click();
  await expect(page).toHaveURL(/view=list/);
  await expect(page.locator(".pager").last()).toContainText(`/ ${number?.trim()}`);
  await expectAccessible(page);
  await page.goto("/reports?about=contacts&by=keyword&view=list");
  await expect(page.locator("tbody a.name").first()).toBeVisible();
  await expectAccessible(page);
  await expect(page.locator("main a[download]")).toHaveCount(0);
  expect((await page.request.get("/reports/export?by=type")).status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, "pieter");
  expect((await page.request.get("/reports")).status()).toBe(404);
  await expect(page.getByRole("link", { name: "Rapporten" })).toHaveCount(0);
});

import { expect, signIn, test } from "./fixtures";

test("rows and filters stand in a document once, and are there again for those who come back", async ({ page }) => {
  await signIn(page, "aino");
  const answer = await page.goto("/customers?view=flat");
  const first = page.locator("tbody a.name").first();
  const name = await first.textContent();
  const text = await answer?.text();
  expect(text?.match(/rowtick/g)).toHaveLength(50);
  expect(text?.match(/filter-country/g)).toHaveLength(2);
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(50);

  await first.click();
  await expect(page.locator("h1")).toContainText(name ?? "");
  await page.goBack();
  await expect(rows).toHaveCount(50);
  await expect(first).toHaveText(name ?? "");
  await expect(page.locator("[name=country] option[value=SE]")).toHaveCount(1);

  await page.locator(".pager a").last().click();
  await expect(page).toHaveURL(/page=2/);
  await expect(rows).toHaveCount(50);
  await expect(first).not.toHaveText(name ?? "");
});

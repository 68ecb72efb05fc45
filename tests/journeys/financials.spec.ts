import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { withClient } from "@/db/migrate";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Numbers as a program reads them. */
const read = (text: string | null) =>
  (text ?? "")
    .replace(/[\s\u00a0\u202f€%]/g, "")
    .replace("−", "-")
    .replace(",", ".");

async function findMainUnit(databaseUrl: string): Promise<number> {
  const { rows } = await withClient(databaseUrl, (db) =>
    db.execute<{ id: string }>(sql`
      select c.id from customers c join projects p on p.customer_id = c.id join invoices i on i.project_id = p.id
      where i.status = 'issued' and exists (select from customers u where u.parent_id = c.id) and c.tab = 0
      group by c.id order by count(distinct i.id) desc limit 1`),
  );
  return Number(rows[0]?.id);
}

test("a manager reads a customer’s figures, opens a month, takes the sub-units along and exports what is seen", async ({
  page,
  app,
}) => {
  test.setTimeout(120_000);
  const id = await findMainUnit(app.databaseUrl);
  await signIn(page, "aino");
  await page.goto(`/customers/${id}/financials`);
  const year = new Date().getFullYear();
  await expect(page.locator(".kpis dt", { hasText: `Laskutus ${year}` }).first()).toBeVisible();
  await expect(page.locator("figure.chart svg.desk")).toBeVisible();
  await expect(page.locator("figure.chart svg.desk .now")).toHaveCount(1);
  const months = page.getByRole("region", { name: "Kuukausittain" });
  await expect(months.locator("tbody tr")).toHaveCount(12);
  if (hasScript()) await takePictures(page, "financials");

  await page.getByRole("link", { name: "Toteuma", exact: true }).click();
  await expect(page).toHaveURL(/view=actual/);
  await page.getByRole("link", { name: String(year - 1), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`year=${year - 1}&view=actual`));
  const billed = await months.locator("tbody tr:nth-child(3) td").nth(1).textContent();
  await months.getByRole("link", { name: "Maaliskuu" }).click();
  await expect(page).toHaveURL(new RegExp(`month=${year - 1}-03`));
  const parts = page.getByRole("region", { name: "Projekteittain" });
  await expect(parts.locator(".n")).toHaveText(`Maaliskuu ${year - 1}`);
  const lines = await parts.locator("tbody tr td:nth-child(3)").allTextContents();
  const sum = lines.reduce((all, line) => all + Math.round(Number(read(line) === "–" ? 0 : read(line)) * 100), 0);
  expect(sum).toBe(billed === "–" ? 0 : Math.round(Number(read(billed)) * 100));
  await expectAccessible(page);
  await parts.getByRole("link", { name: `Koko vuosi ${year - 1}` }).click();
  await expect(parts.locator(".n")).toHaveText(String(year - 1));

  await page.getByRole("combobox", { name: "Projekti" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Näytä" }).click();
  await expect(page).toHaveURL(/project=\d+/);
  await expect(parts.locator("tbody tr")).toHaveCount(1);

  await page.getByRole("link", { name: "Aliyksikköineen" }).click();
  await expect(page).toHaveURL(/units=below/);
  await expect(page.getByRole("region", { name: "Asiakkaittain" })).toBeVisible();
  const href = (await page.getByRole("link", { name: "Excel", exact: true }).getAttribute("href")) ?? "";
  expect((await page.request.get(href)).headers()["content-type"]).toContain("spreadsheetml");
  const file = await (await page.request.get(href.replace("xlsx", "csv"))).text();
  expect(file).toContain("Yhteensä");

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("figure.chart svg.phone")).toBeVisible();
  if (hasScript()) expect(await sideways(page)).toBe(0);
});

test("reports lead to the profitability of a group; the panel of the group does so too", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/reports");
  await page.getByRole("link", { name: "Kannattavuus" }).click();
  await expect(page.getByRole("heading", { name: "Kannattavuus" })).toBeVisible();
  const all = read(await page.locator(".kpis dd").first().textContent());
  await page.getByRole("combobox", { name: "Ryhmittely" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Näytä" }).click();
  await expect(page).toHaveURL(/grouping=group\.\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Kannattavuus: ");
  expect(Number(read(await page.locator(".kpis dd").first().textContent()))).toBeLessThan(Number(all));
  await page.getByRole("link", { name: /^Kate, €/ }).click();
  await expect(page).toHaveURL(/order=margin/);
  await page.locator("#parts").locator("xpath=ancestor::section").locator("tbody a.name").first().click();
  await expect(page).toHaveURL(/\/customers\/\d+\/financials/);
  await page.goto("/groups");
  await page.locator("tbody a.name").first().click();
  await page.getByRole("link", { name: "Kannattavuus" }).click();
  await expect(page).toHaveURL(/\/reports\/financials\?grouping=group\.\d+/);
  await page.setViewportSize({ width: 390, height: 844 });
  if (hasScript()) expect(await sideways(page)).toBe(0);
});

test("without the right to money there is no tab, no page, no file and no report", { tag: "@once" }, async ({
  page,
  app,
}) => {
  const { rows } = await withClient(app.databaseUrl, (db) =>
    db.execute<{ id: string }>(sql`
      select c.id from customers c join group_sellers s on s.group_id = c.group_id
        join employees e on e.id = s.employee_id where e.email = 'sven@demo.example' and c.tab = 0 limit 1`),
  );
  const id = Number(rows[0]?.id);
  await signIn(page, "sven");
  await page.goto(`/customers/${id}`);
  await expect(page.locator("main .tabs a").first()).toBeVisible();
  await expect(page.locator(`main a[href*="financials"]`)).toHaveCount(0);
  await page.goto("/reports");
  await expect(page.locator(`main a[href*="financials"]`)).toHaveCount(0);
  for (const address of [
    `/customers/${id}/financials`,
    `/customers/${id}/financials/export?format=xlsx`,
    "/reports/financials",
    "/reports/financials/export?format=csv",
  ]) {
    expect((await page.request.get(address)).status(), address).toBe(404);
  }
});

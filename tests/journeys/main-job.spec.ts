import path from "node:path";
import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const fixture = (name: string) => path.resolve(import.meta.dirname, "../fixtures", name);

/** Uploads, keeps the guessed columns, and stops at the dry run. */
async function dryRun(page: Page, file: string) {
  await page.goto("/customers/import");
  await page.locator("input[name=file]").setInputFiles(fixture(file));
  await page.getByRole("button", { name: "Jatka" }).click();
  await expect(page).toHaveURL(/\/customers\/import\/\d+$/);
  await page.locator("button.btn--go").click();
  await expect(page).toHaveURL(/step=check/);
}

/** The key figures of the dry run: new, known, wrong. */
async function figures(page: Page): Promise<number[]> {
  const texts = await page.locator(".kpis dd").allTextContents();
  return texts.slice(0, 3).map((text) => Number(text.replace(/\D/g, "")));
}

async function expectFirstHit(page: Page, q: string, name: string) {
  await page.goto(`/customers?q=${encodeURIComponent(q)}`);
  await expect(page.locator("tbody a.name").first()).toHaveText(name);
}

test("a manager brings a real list in, groups the Scandinavian customers and takes the group to Excel", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "aino");

  await page.goto("/customers/import");
  await takePictures(page, `import-upload-${test.info().project.name}`);
  await dryRun(page, "northwind-customers.csv");
  expect(await figures(page)).toEqual([91, 0, 0]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Tuo 91 asiakasta" }).click();
  await expect(page.getByText(/91 asiakasta/).first()).toBeVisible();

  await expectFirstHit(page, "wartian", "Wartian Herkku");
  await expectFirstHit(page, "berglunds snabbkop", "Berglunds snabbköp");
  await page.locator("tbody a.name").first().click();
  await expect(page.getByText("Berguvsvägen 8, 958 22 Luleå")).toBeVisible();
  await expect(page.getByText("Christina Berglund")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("NULL");
  await expectFirstHit(page, "wilman kala", "Wilman Kala");
  await page.goto("/customers?country=FI&q=wilman");
  await expect(page.locator("tbody a.name")).toHaveCount(1);

  await page.goto("/groups?panel=new-group");
  await page.locator("[name=name]").fill("Skandinavia");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page).toHaveURL(/panel=group\.\d+/);
  const groupId = page.url().match(/group\.(\d+)/)?.[1] ?? "";
  const numbers = "BERGS, FOLKO, SANTG, SIMOB, VAFFE, WARTH, WILMK";
  await page.goto(`/groups?panel=group.${groupId}&tab=customers`);
  await takePictures(page, `group-customers-${test.info().project.name}`);
  await page.locator("details:has([name=numbers]) > summary").click();
  await page.locator("[name=numbers]").fill(numbers);
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toBeVisible();

  await page.goto(`/customers?group=${groupId}`);
  await expect(page.locator("tbody a.name")).toHaveText([
    "Berglunds snabbköp",
    "Folk och fä HB",
    "Santé Gourmet",
    "Simons bistro",
    "Vaffeljernet",
    "Wartian Herkku",
    "Wilman Kala",
  ]);
  const download = await page.request.get(`/groups/${groupId}/export?format=xlsx`);
  expect(download.headers()["content-disposition"]).toContain("Skandinavia");
  const rows = await readSheet(await download.body());
  const [heads, ...members] = rows;
  expect(members).toHaveLength(7);
  const column = (name: string) => (heads ?? []).indexOf(name);
  const wartian = members.find((row) => row.includes("Wartian Herkku")) ?? [];
  expect(wartian[column("Asiakasnumero")]).toBe("WARTH");
  expect(wartian[column("Maa")]).toBe("Suomi");
  expect(wartian).toContain("Oulu");
});

test("a dirty list gives its 8 good rows, names the 10 others, and adds nothing the second time", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "aino");
  await dryRun(page, "dirty-customers.csv");
  const [fresh, known, wrong] = await figures(page);
  expect([fresh, (known ?? 0) + (wrong ?? 0)]).toEqual([8, 10]);
  for (const line of [5, 6, 7, 10, 11, 12, 13, 14, 15, 18]) {
    await expect(page.getByRole("rowheader", { name: String(line), exact: true }).first()).toBeVisible();
  }
  await takePictures(page, `import-check-${test.info().project.name}`);
  await page.getByRole("button", { name: "Tuo 8 asiakasta" }).click();
  await expect(page.getByText(/8 asiakasta/).first()).toBeVisible();
  await expectFirstHit(page, "=HYPERLINK", '=HYPERLINK("http://evil.example")');
  await expectFirstHit(page, "rivin vaihto", "Rivin vaihto Oy");

  await dryRun(page, "dirty-customers.csv");
  expect((await figures(page))[0]).toBe(0);
  await expect(page.getByRole("button", { name: /^Tuo / })).toHaveCount(0);
});

test("ticked customers of the list move into a group; moving from another group is asked about", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/customers?view=flat&country=SE&group=none");
  const boxes = page.locator(".rowtick");
  const name = (await page.locator("tbody a.name").first().textContent()) ?? "";
  await boxes.first().check();
  await page.getByRole("button", { name: "Siirrä ryhmään" }).click();
  await expect(page.getByRole("heading", { name: "Siirrä 1 asiakas ryhmään" })).toBeVisible();
  await page.locator("dialog [name=id]").selectOption({ index: 0 });
  await page.getByRole("button", { name: "Siirrä", exact: true }).click();
  await expect(page.getByText("Asiakkaat ovat nyt ryhmässä.")).toBeVisible();
  await expect(page.locator("tbody")).toContainText(name);
});

test("nobody else can do it: no page, no button, no file", { tag: "@once" }, async ({ page }) => {
  for (const person of ["sven", "pieter", "nils"] as const) {
    await page.context().clearCookies();
    await signIn(page, person);
    for (const address of [
      "/customers/import",
      "/customers/export?format=xlsx",
      "/groups/1/export?format=xlsx",
      "/customers/import/1",
      "/customers/import/template?locale=fi",
    ]) {
      expect((await page.request.get(address)).status(), `${person} ${address}`).toBe(404);
    }
    await page.goto("/customers");
    await expect(page.getByRole("link", { name: /Excel|Tuo|Importera|Importeren/ })).toHaveCount(0);
    // A seller ticks customers to have them compared with their register, not to move them to other groups.
    const offered = page.locator(".bulk button[name=panel]");
    await expect(offered).toHaveCount(person === "sven" ? 1 : 0);
    if (person === "sven") await expect(offered).toHaveAttribute("value", "registry-check");
    else await expect(page.locator(".rowtick")).toHaveCount(0);
  }
});

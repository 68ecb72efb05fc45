import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

/** A list longer than one request takes: names of its own for either run, one of them twice. */
function list(mark: string): Buffer {
  const lines = Array.from({ length: 5_100 }, (_, at) => `${mark} ${at === 40 ? 39 : at} Oy;Vaasa`);
  return Buffer.from(`Nimi;Kaupunki\n${lines.join("\n")}\n`);
}

/** The step after a job: the page goes on by itself, with script and without. */
const patient = { timeout: 60_000 };

async function chooseFile(page: Page, mark: string): Promise<void> {
  await page.goto("/customers/import");
  await page.locator("input[name=file]").setInputFiles({ name: "suuri.csv", mimeType: "text/csv", buffer: list(mark) });
  await page.getByRole("button", { name: "Jatka" }).click();
  await expect(page).toHaveURL(/\/customers\/import\/\d+$/);
}

test("a manager brings in a list too long for one request, and finds the work again", async ({ page }) => {
  test.setTimeout(180_000);
  const mark = `Joukko ${test.info().project.name}`;
  await signIn(page, "aino");
  await page.goto("/jobs");
  await expect(page.getByRole("heading", { name: "Taustatyöt", level: 1 })).toBeVisible();

  await chooseFile(page, mark);
  await page.locator("button.btn--go").click();
  await expect(page).toHaveURL(/step=check/);
  await takePictures(page, `import-job-${test.info().project.name}`);
  await expect(page.locator(".kpis dd").first()).toHaveText(/5.099/, patient);
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Tuo 5.099 asiakasta$/ }).click();
  await expect(page.getByText(/5.099 asiakasta tuotiin/)).toBeVisible(patient);
  await page.goto(`/customers?q=${encodeURIComponent(`${mark} 5099`)}`);
  await expect(page.locator("tbody a.name").first()).toHaveText(`${mark} 5099 Oy`);

  await page.goto("/jobs");
  await expect(page.locator("tbody a.name").nth(0)).toHaveText("Asiakkaiden tuonti");
  await expect(page.locator("tbody a.name").nth(1)).toHaveText("Asiakastiedoston tarkistus");
  await expectAccessible(page);
  await takePictures(page, `jobs-${test.info().project.name}`);
  await page.locator("tbody a.name").first().click();
  await expect(page.getByText(/5.099 asiakasta tuotiin\. 1 rivi jäi tuomatta/)).toBeVisible(patient);
  await expectAccessible(page);
  await takePictures(page, `job-${test.info().project.name}`);
  await page.getByRole("link", { name: "Avaa tuonti" }).click();
  await expect(page.getByText(/5.099 asiakasta tuotiin/)).toBeVisible();
});

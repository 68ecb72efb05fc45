import readExcelFile from "read-excel-file/node";
import { expect, signInByForm, takePictures, test } from "./fixtures";

test("what people took, tried and changed stands in the security log, which only those with the right read", async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ baseURL });
  const sven = await other.newPage();
  await signInByForm(sven, "sven");
  expect((await sven.request.get("/settings/security")).status()).toBe(404);
  expect((await sven.request.get("/settings/security/export?format=csv")).status()).toBe(404);
  expect((await sven.request.get("/customers/1")).status()).toBe(404);
  await other.close();

  await signInByForm(page, "maija");
  expect((await page.request.get("/customers/export?format=xlsx&tab=active")).status()).toBe(200);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Tietoturvaloki" }).first().click();
  const line = (words: RegExp) => page.getByRole("row").filter({ hasText: words });
  await expect(line(/Maija Hallavuo latasi \d+ asiakasta \(Excel\)/)).toBeVisible();
  await expect(line(/Sven Fjällhammar kirjautui sisään salasanalla/)).toContainText("127.0.0.0/24");
  await expect(line(/Sven Fjällhammar ei päässyt: .*muutos- ja tietoturvalokia/)).toBeVisible();
  await takePictures(page, `security-log-${test.info().project.name}`);

  await page.getByLabel("Tapahtuman laji").selectOption({ label: "Evätyt pyynnöt" });
  await page.getByLabel("Kuka").selectOption({ label: "Sven Fjällhammar" });
  await page.getByRole("button", { name: "Rajaa" }).click();
  await expect(page).toHaveURL(/category=refused/);
  await expect(line(/latasi/)).toHaveCount(0);
  const refused = line(/johon oikeudet eivät ulotu/);
  await refused.getByRole("link").click();
  await expect(page).toHaveURL(/\/customers\/1$/);
  await page.goBack();
  await expect(page).toHaveURL(/category=refused/);

  const file = await page.request.get(`/settings/security/export${new URL(page.url()).search}&format=xlsx`);
  const [sheet] = await readExcelFile(await file.body());
  expect(sheet?.data.slice(1).map((cells) => cells[1])).toEqual(
    Array.from({ length: (sheet?.data.length ?? 1) - 1 }, () => "Sven Fjällhammar"),
  );

  await page.goto("/settings/security?category=removed&from=2020-01-01&to=2020-01-02");
  await expect(page.getByRole("heading", { name: "Rajaus ei löydä tapahtumia" })).toBeVisible();
});

test("a person’s lines are one click from the person", async ({ page }) => {
  await signInByForm(page, "maija");
  await page.goto("/settings/people?q=Fjällhammar");
  await page.getByRole("link", { name: "Sven Fjällhammar" }).click();
  await page.getByRole("link", { name: "Käyttäjän tietoturvaloki" }).click();
  await expect(page).toHaveURL(/\/settings\/security\?person=\d+/);
  await expect(page.getByLabel("Kuka").locator("option:checked")).toHaveText("Sven Fjällhammar");
});

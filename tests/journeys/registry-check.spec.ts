import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";
import { execute } from "./provider";

const tick = (page: Page, name: string) => page.getByRole("checkbox", { name: new RegExp(name) });
const row = (page: Page, words: string) => page.getByRole("listitem").filter({ hasText: words });

test("customers picked on the list are checked in the background, and the page says how far that is", async ({
  page,
  app,
}) => {
  // Two of the three are to be asked about anew; the register of the journeys does not know them.
  await execute(app, "delete from registry_answers where answer ->> 'record' not like '%Kaarnaniemen%'");
  await signIn(page, "maija");
  await page.goto("/customers?q=saha&view=flat");
  await tick(page, "Kaarnaniemen Saha Oy").check();
  await tick(page, "Äijövuoren Saha Oy").check();
  await tick(page, "Kasteniemen Saha Oy").check();
  await page.getByRole("button", { name: "Tarkista yritysrekistereistä" }).click();
  const panel = page.getByRole("dialog");
  await expect(panel).toContainText("3 asiakkaan tiedot haetaan taustalla");
  await expectAccessible(page);
  await takePictures(page, `registry-check-panel-${test.info().project.name}`);
  await panel.getByRole("button", { name: "Aloita tarkistus" }).click();

  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.locator("#main")).toContainText("Voit sulkea sivun, työ jatkuu.");

  // The page renews itself: by script, or by the browser.
  await expect(page.getByRole("link", { name: "Katso eroavat tiedot" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(row(page, "Uutta päätettävää")).toContainText("1");
  await expect(row(page, "Ei löytynyt rekisteristä")).toContainText("2");
  await expectAccessible(page);
  await takePictures(page, `registry-check-done-${test.info().project.name}`);
  const job = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Katso eroavat tiedot" }).click();
  await page.waitForURL(/\/registry$/);
  await expect(page.locator("#main")).toContainText("Kaarnaniemen Saha Oy");

  await page.context().clearCookies();
  await signIn(page, "sven");
  await page.goto(job);
  await expect(page.locator("#main")).not.toContainText("Katso");
  expect((await page.request.get(job)).status()).toBe(404);
});

test("a check is stopped and goes on; a register that is silent is waited for", async ({ page, app }) => {
  await execute(app, "delete from registry_answers");
  await signIn(page, "maija");
  await page.goto("/customers?panel=registry-check");
  await expect(page.getByRole("dialog")).toContainText("Tarkistuksen ulkopuolelle jäävät");
  await page.getByRole("button", { name: "Aloita tarkistus" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await takePictures(page, `registry-check-running-${test.info().project.name}`);
  await page.getByRole("button", { name: "Keskeytä" }).focus();
  const reached = await page.getByRole("progressbar").getAttribute("value");
  await expect(page.getByRole("progressbar")).not.toHaveAttribute("value", reached ?? "", { timeout: 15_000 });
  if (hasScript()) await expect(page.getByRole("button", { name: "Keskeytä" })).toBeFocused();
  await page.getByRole("button", { name: "Keskeytä" }).click();
  await expect(page.locator("#main")).toContainText("Se, mitä ehdittiin tehdä, jää voimaan.");
  await expect(row(page, "Jonossa")).toBeVisible();
  await page.getByRole("button", { name: "Jatka" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();

  const problem =
    "update jobs set problem = 'registryUnavailable', resume_at = now() + interval '2 minutes', leased_until = null, version = version + 1 where status = 'open'";
  await execute(app, problem);
  if (!hasScript()) await page.reload();
  await expect(page.locator(".flash--warn")).toContainText("Rekisteri ei vastaa. Työ jatkuu itsestään klo", {
    timeout: 15_000,
  });
  await page.getByRole("button", { name: "Keskeytä" }).click();
  await expect(page.getByRole("button", { name: "Jatka" })).toBeVisible();
});

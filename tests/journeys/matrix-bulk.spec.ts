import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const status = (page: Page) => page.getByRole("status").first();
const dialog = (page: Page) => page.locator("dialog");
const undo = (page: Page) => status(page).getByRole("button", { name: "Kumoa" }).click();

test("a team is assigned to a whole row, seen before it is done, and taken back", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/responsibilities");
  await page.locator("a[href*='bulk.row.customer.']").first().click();
  await dialog(page).getByRole("link", { name: "Määritä tiimi" }).click();
  await expect(dialog(page).locator("[name=teamId]")).toBeVisible();
  await expectAccessible(page);

  await dialog(page).getByRole("button", { name: "Esikatsele muutokset" }).click();
  await expect(dialog(page).locator(".summary")).toContainText("Tiimi");
  await dialog(page).locator("[name=teamId]").selectOption({ index: 1 });
  await dialog(page).locator("[name=validTo]").fill("2099-12-31");
  await dialog(page).getByRole("button", { name: "Esikatsele muutokset" }).click();
  await expect(dialog(page)).toContainText("Mitään ei ole vielä muutettu.");
  await expect(dialog(page).locator("tbody tr").first()).toContainText("31.12.2099");
  await expectAccessible(page);

  await dialog(page)
    .getByRole("button", { name: /^Tee \d+ muutos/ })
    .click();
  await expect(status(page)).toContainText(/\d+ vastuuta? muutettu\./);
  await undo(page);
  await expect(status(page)).toContainText("Kumottu");
});

test("somebody is given to all customers found and taken away again", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/responsibilities?q=oy&panel=bulk.shown");
  await expect(dialog(page)).toContainText("enintään 5");
  await dialog(page).locator("[name=whoId]").selectOption({ label: "Pieter van der Schelpenduin" });
  await dialog(page).getByRole("button", { name: "Esikatsele muutokset" }).click();
  await dialog(page)
    .getByRole("button", { name: /^Tee \d+ muutosta$/ })
    .click();
  await expect(status(page)).toContainText("vastuuta muutettu.");
  await undo(page);
  await expect(status(page)).toContainText("Kumottu");
});

test("the matrix goes to a file and comes back changed", async ({ page }) => {
  await signIn(page, "aino");
  const answer = await page.request.get("/responsibilities/export?format=csv");
  const [heads = "", emails = "", ...rows] = (await answer.text()).split("\r\n");
  const upload = async (lines: string[]) => {
    await page.goto("/responsibilities/import");
    const file = {
      name: "matriisi.csv",
      mimeType: "text/csv",
      buffer: Buffer.from([heads, emails, ...lines].join("\r\n")),
    };
    await page.locator("input[name=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Esikatsele muutokset" }).click();
  };
  await upload(rows);
  await expect(page.locator("main")).toContainText("Mikään ei muuttuisi.");

  const empty = rows.findIndex((row) => row.endsWith(";"));
  const changed = rows.map((row, at) => (at === empty ? `${row}x 2026-01-01–` : row));
  await upload([...changed.slice(0, empty + 1), "999999;Kukaan Oy;x"]);
  await expect(page.locator("main")).toContainText("Ei ymmärretty");
  await expect(page.locator("section", { has: page.locator("#flaws") })).toContainText("999999");
  await expectAccessible(page);
  await takePictures(page, "matrix-import");
  await page.getByRole("switch", { name: "Tyhjä solu poistaa vastuun" }).click();
  await expect(page.getByRole("switch")).toHaveAttribute("aria-checked", "true");
  await page.getByRole("button", { name: "Tee 1 muutos" }).click();
  await expect(status(page)).toContainText("1 vastuu muutettu.");
  await undo(page);
  await expect(status(page)).toContainText("Kumottu");

  await page.goto("/responsibilities/import");
  await page
    .locator("input[name=file]")
    .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("Nimi;Numero\r\nA;1\r\n") });
  await page.getByRole("button", { name: "Esikatsele muutokset" }).click();
  await expect(page.locator(".summary")).toContainText("Tämä ei ole matriisi");
});

test("whoever may not change responsibilities finds none of it", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "pieter");
  for (const address of [
    "/responsibilities/import",
    "/responsibilities/export",
    "/responsibilities?panel=bulk.shown",
  ]) {
    expect((await page.goto(address))?.status(), address).toBe(404);
  }
});

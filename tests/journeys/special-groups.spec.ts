import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const row = (page: Page, name: string) =>
  page.locator("tbody tr", { has: page.getByRole("link", { name, exact: true }) });
const save = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true }).click();

test("a manager makes a special group from pasted numbers, changes it, deletes it and brings it back", async ({
  page,
}) => {
  const name = `Kesäjuhlat ${test.info().project.name}`;
  await signIn(page, "aino");
  await page.goto("/groups");
  await page.getByRole("link", { name: /^Erikoisryhmät/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Erikoisryhmät" })).toBeVisible();
  await takePictures(page, `special-groups-${test.info().project.name}`);

  await page.getByRole("link", { name: "Lisää erikoisryhmä" }).click();
  await save(page);
  await expect(page.locator("#f-name-error")).toHaveText("Täytä tämä");
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=numbers]").fill("1001; 1002\n olematon, 1003");
  await save(page);
  await expect(page.locator(".summary")).toContainText("olematon");
  await expect(page.locator("[name=numbers]")).toHaveValue("1001; 1002\n olematon, 1003");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Tallenna silti" }).click();
  await expect(page.getByRole("status")).toContainText("3 asiakasta lisättiin erikoisryhmään.");
  await expect(row(page, name).locator(".num").first()).toHaveText("3");

  const excel = row(page, name).getByRole("link", { name: /^Excel/ });
  const file = await page.request.get((await excel.getAttribute("href")) ?? "");
  expect(file.headers()["content-disposition"]).toContain(encodeURIComponent(name));

  await row(page, name).getByRole("link", { name, exact: true }).click();
  const tabs = page.getByRole("navigation", { name: "Erikoisryhmä", exact: true });
  await tabs.getByRole("link", { name: /^Asiakkaat/ }).click();
  await expect(page.locator("[name=members]:checked")).toHaveCount(3);
  await page.locator("[name=members]:checked").first().uncheck();
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Muutokset tallennettu.");
  await expect(page.locator("[name=members]:checked")).toHaveCount(2);

  await tabs.getByRole("link", { name: "Perustiedot" }).click();
  await page.getByRole("link", { name: "Poista ryhmä" }).click();
  await expect(page.getByText("2 asiakasta ei enää ole siinä.")).toBeVisible();
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("status")).toHaveText("Erikoisryhmä on palautettu asiakkaineen.");
  await expect(row(page, name).locator(".num").first()).toHaveText("2");
});

test("all that the list finds go into a new special group with one form, and come out again", async ({ page }) => {
  const name = `Alankomaat ${test.info().project.name}`;
  await signIn(page, "aino");
  await page.goto("/customers?country=NL");
  await page.getByRole("heading", { level: 1 }).locator("xpath=../..").locator("summary").click();
  await page.getByRole("link", { name: /^Lisää kaikki \d+ erikoisryhmään$/ }).click();
  await expect(page.getByRole("heading", { name: /^Lisää \d+ asiakasta erikoisryhmään$/ })).toBeVisible();
  await expectAccessible(page);
  await page.locator("[name=name]").last().fill(name);
  await page.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(page.getByRole("status")).toContainText(/^\d+ asiakasta lisättiin erikoisryhmään\./);
  await expect(row(page, name)).not.toContainText(/^0$/);
  await page.getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("status")).toContainText(/^Kumottu \d+ asiakkaan kohdalla\./);
  await expect(row(page, name).locator(".num").first()).toHaveText("0");

  await page.goto("/customers?view=flat&country=NL");
  await page.locator("tbody [type=checkbox]").first().check();
  await page.getByRole("button", { name: "Lisää erikoisryhmään" }).click();
  await expect(page.getByRole("heading", { name: "Lisää 1 asiakas erikoisryhmään" })).toBeVisible();
  await page.locator("select[name=id]").selectOption({ label: name });
  await page.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(row(page, name).locator(".num").first()).toHaveText("1");
  if (hasScript()) await expect(page).toHaveURL(/\/special-groups/);
});

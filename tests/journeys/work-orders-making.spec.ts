import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const save = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true }).click();

test("a manager orders work for a special group from a template, and takes it back", async ({ page }) => {
  const template = `Vuosihuolto ${test.info().project.name}`;
  await signIn(page, "aino");
  await page.goto("/work-orders");
  await page.getByRole("link", { name: "Uusi työmääräys" }).first().click();
  await page.getByRole("link", { name: "Työmääräyspohjat" }).click();
  await page.getByRole("link", { name: "Lisää pohja" }).first().click();
  await page.locator("[name=name]").fill(template);
  await save(page);
  await expect(page.locator("#f-title-error")).toHaveText("Täytä tämä");
  await expect(page.locator("[name=name]")).toHaveValue(template);
  await page.locator("[name=title]").fill("Huolla hormit");
  await page.locator("[name=dueInDays]").fill("7");
  await page.getByRole("radio", { name: "Kunkin asiakkaan asiakasvastaava" }).check();
  await expectAccessible(page);
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Pohja lisätty.");

  await page.goto("/work-orders/new");
  await page.locator("[name=grouping]").selectOption({ label: "Joulutervehdys" });
  await page.getByRole("button", { name: "Seuraava" }).click();
  await expect(page.getByText(/\d+ asiakasta saa työmääräyksen\./)).toBeVisible();
  await page.locator("select[name=template]").selectOption({ label: template });
  await page.getByRole("button", { name: "Käytä" }).click();
  await expect(page.locator("[name=title]")).toHaveValue("Huolla hormit");
  await expect(page.locator("[name=dueOn]")).not.toHaveValue("");
  await expectAccessible(page);
  await takePictures(page, `work-order-new-${test.info().project.name}`);

  const make = page.getByRole("button", { name: /^Tee \d+ työmääräystä$/ });
  await make.click();
  await expect(page.locator("#f-followsMembers-error")).toHaveText("Valitse jokin vaihtoehdoista");
  await expect(page.locator("[name=title]")).toHaveValue("Huolla hormit");
  await page.getByRole("radio", { name: "Kyllä, he saavat määräyksen liittyessään" }).check();
  await make.click();
  await expect(page.getByRole("status")).toContainText(/^\d+ työmääräystä tehty\./);
  await expect(page.locator("tbody")).toContainText("Huolla hormit");
  await page.getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("status")).toContainText(/^\d+ työmääräystä peruttu\./);
  await expect(page.getByText("Huolla hormit")).toHaveCount(0);
});

test("the list and the card lead to a work order for their customers", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/customers?view=flat&country=NL");
  await page.locator("tbody [type=checkbox]").nth(0).check();
  await page.locator("tbody [type=checkbox]").nth(1).check();
  await page.getByRole("button", { name: "Tee työmääräys" }).click();
  await expect(page.getByText("2 asiakasta saa työmääräyksen.")).toBeVisible();
  await page.locator("[name=title]").fill("Kahden käynti");
  await page.getByRole("radio", { name: "Yksi henkilö" }).check();
  await page.locator("[name=assigneeId]").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Tee 2 työmääräystä" }).click();
  await expect(page.getByRole("status")).toContainText("2 työmääräystä tehty.");
});

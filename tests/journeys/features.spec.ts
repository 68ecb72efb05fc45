import type { Page } from "@playwright/test";
import { expect, signIn, takePictures, test } from "./fixtures";

const line = (page: Page, name: string) => page.locator(".list li", { has: page.getByText(name, { exact: true }) });
const turnOff = "Poista käytöstä";
const turnOn = "Ota käyttöön";
const press = (page: Page, name: string, what: string) => line(page, name).getByRole("button", { name: what }).click();

test("segments go out of use after a question, everywhere, and come back with one click", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/features");
  await takePictures(page, `settings-features-${test.info().project.name}`);
  await expect(line(page, "Useita yhtiöitä").getByRole("button")).toBeDisabled();

  await press(page, "Asiakassegmentit", turnOff);
  await expect(page.getByRole("dialog")).toContainText("segmentit katoavat näkyvistä");
  await page.getByRole("dialog").getByRole("button", { name: turnOff }).click();
  await expect(line(page, "Asiakassegmentit")).toContainText("Ei käytössä");
  await page.goto("/settings/groupings");
  await expect(page.locator("#segmentGroups")).toHaveCount(0);
  await page.goto("/customers");
  await page.locator("tbody a.name").first().click();
  await page.goto(`${page.url().split("?")[0]}/settings?panel=groupings`);
  await expect(page.getByRole("dialog").getByRole("button", { name: "Tallenna" })).toBeVisible();
  await expect(page.locator("[name=segments]")).toHaveCount(0);

  await page.goto("/settings/features");
  await press(page, "Asiakassegmentit", turnOn);
  await expect(line(page, "Asiakassegmentit").getByRole("button", { name: turnOff })).toBeVisible();
  await page.goto("/settings/groupings");
  await expect(page.locator("#segmentGroups")).toHaveCount(1);
});

test("the ids of an integration are there while it is in use, and the switch is undone where it was turned", async ({
  page,
}) => {
  await signIn(page, "maija");
  const fields = async () => {
    const found: number[] = [];
    for (const [address, field] of [
      ["/customers/new", "[name=accountingId]"],
      ["/groups?panel=new-group", "[name=integrationId]"],
      ["/customers/import", "th:text-is('Kirjanpitotunnus')"],
    ] as const) {
      await page.goto(address);
      found.push(await page.locator(field).count());
    }
    return found;
  };
  expect(await fields()).toEqual([0, 0, 0]);
  await page.goto("/settings/features");
  await press(page, "Kirjanpito", turnOn);
  await expect(page.getByRole("status")).toBeVisible();
  expect(await fields()).toEqual([1, 1, 1]);

  await page.goto("/settings/features");
  await press(page, "Ostolaskut", turnOn);
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(line(page, "Ostolaskut")).toContainText("Ei käytössä");
  await press(page, "Kirjanpito", turnOff);
  await expect(line(page, "Kirjanpito")).toContainText("Ei käytössä");
  expect(await fields()).toEqual([0, 0, 0]);
});

test("ready-made groups are shown first, then made", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/groups");
  await takePictures(page, `settings-groups-${test.info().project.name}`);
  await page.getByRole("link", { name: "Esikatsele Ryhmä jokaiselle asiakasvastaavalle" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("rowheader").first()).toContainText("Uusi");
  await dialog.getByRole("button", { name: "Luo ryhmät" }).click();
  await expect(page).toHaveURL(/\/groups/);
  await expect(page.getByRole("status")).toContainText("on nyt ryhmässä");
});

test("the first steps lead to their pages, tick themselves and can be put away; settings are found by words", async ({
  page,
}) => {
  await signIn(page, "maija");
  await page.goto("/settings");
  await takePictures(page, `settings-start-${test.info().project.name}`);
  const step = (name: string) => page.locator("section:has(#first-steps) li", { hasText: name });
  await expect(step("Asiakastyypit")).not.toContainText("Tehty");
  await step("Asiakastyypit").getByRole("link").click();
  await page.getByRole("button", { name: "Lisää tavalliset tyypit" }).click();
  await expect(page.getByRole("status")).toHaveText("2 asiakastyyppiä lisätty.");
  await expect(page.getByRole("button", { name: "Lisää tavalliset tyypit" })).toHaveCount(0);

  await page.goto("/settings/organisation");
  await page.locator("[name=organisationName]").fill("");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("#f-organisationName-error")).toBeVisible();
  await page.getByRole("link", { name: "Peruuta" }).click();
  await expect(page.locator("#f-organisationName-error")).toHaveCount(0);
  await expect(page.locator("[name=organisationName]")).not.toHaveValue("");
  await page.locator("[name=organisationName]").fill("Pohjanranta-yhtiöt");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toBeVisible();

  await page.goto("/settings");
  await expect(step("Asiakastyypit")).toContainText("Tehty");
  await page.getByRole("button", { name: "Piilota luettelo" }).click();
  await expect(page.locator("#first-steps")).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Hae asetuksista" }).fill("aikavyöhyke");
  await page.getByRole("searchbox", { name: "Hae asetuksista" }).press("Enter");
  await expect(page.locator("main .list li")).toHaveCount(1);
});

test("are the administrator’s alone", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "aino");
  for (const address of ["features", "groups", "organisation"]) {
    expect((await page.goto(`/settings/${address}`))?.status()).toBe(404);
  }
});

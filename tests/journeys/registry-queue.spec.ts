import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./fixtures";

// Who waits in the queue depends on the day that the demo company begins on: the rows themselves say it.
const rowOf = (page: Page, name: string) =>
  page.locator("tbody tr").filter({ has: page.getByRole("link", { name, exact: true }) });
const nameIn = async (row: Locator) => (await row.locator("a.name").first().textContent()) ?? "";

test("differences are accepted with a click, or one field of those that are ticked", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/");
  await page
    .getByText(/asiakkaan tiedot eroavat/)
    .getByRole("link", { name: "Päivitys rekistereistä" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Päivitys rekistereistä");
  await expectAccessible(page);
  const tab = page.locator(".tabs a[aria-current=page] b");
  const before = Number(await tab.textContent());

  const websites = page.locator("tbody tr", { hasText: "Verkkosivusto", hasNotText: "Nimi" });
  const accepted = await nameIn(websites.first());
  await rowOf(page, accepted).getByRole("button", { name: "Hyväksy" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas päivitetty.");
  await expect(rowOf(page, accepted)).toHaveCount(0);
  await expect(tab).toHaveText(String(before - 1));

  const renamed = page.locator("tbody tr", { hasText: / Group / }).first();
  const [former, other] = [await nameIn(renamed), await nameIn(websites.first())];
  const [, latter = ""] = /→\s*(.* Group (?:Oyj|Oy|Abp|Ab))/.exec((await renamed.textContent()) ?? "") ?? [];
  await renamed.getByRole("checkbox").check();
  await rowOf(page, other).getByRole("checkbox").check();
  await page.locator("[name=only]").selectOption({ label: "Vain: Nimi" });
  await page.locator(".bulk").getByRole("button", { name: "Hyväksy" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas päivitetty. Yhdelle ei ehdotettu tästä mitään.");
  await expect(rowOf(page, former)).toHaveCount(0);
  await expect(rowOf(page, other)).toHaveCount(1);

  await page.getByRole("link", { name: "Äskettäin ratkaistut" }).click();
  await expect(page.locator("tbody tr", { hasText: latter })).toContainText("Maija Hallavuo");
  await page.locator("tbody tr", { hasText: latter }).getByRole("link").click();
  await expect(page.locator("main")).toContainText(latter);
});

test("a review goes on to the next one of the list", async ({ page }) => {
  await signIn(page, "maija");
  // A page whose rows have all been decided on leads back to what is left.
  await page.goto("/registry?sort=name&field=website&page=9");
  await expect(page).toHaveURL(/\/registry\?field=website&sort=name$|\/registry\?sort=name&field=website$/);
  const rows = page.locator("tbody tr");
  const names = await rows.locator("a.name").allInnerTexts();
  await rows.first().getByRole("link", { name: "Tarkista" }).click();
  const panel = page.getByRole("dialog");
  await expect(panel.getByRole("heading", { name: names[0] })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Päivitä ja seuraava" }).click();
  await expect(panel.getByRole("heading", { name: names[1] })).toBeVisible();
  await panel.getByRole("button", { name: "Jätä ennalleen ja seuraava" }).click();
  await expect(panel.getByRole("heading", { name: names[2] })).toBeVisible();
  await panel.getByRole("link", { name: "Peruuta" }).click();
  await expect(panel).toHaveCount(0);
  await expect(rows.locator("a.name")).toHaveText(names.slice(2));
  await page.getByRole("link", { name: "Äskettäin ratkaistut" }).click();
  await expect(page.locator("tbody tr", { hasText: names[0] })).toContainText("Päivitetty");
  await expect(page.locator("tbody tr", { hasText: names[1] })).toContainText("Jätetty ennalleen");
});

test("of what has ceased the status is taken, the customer archived, or all left", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/customers");
  await page.locator("main summary[aria-label='Lisää toimintoja']").click();
  await page.getByRole("link", { name: "Päivitys rekistereistä" }).click();
  await page.getByRole("link", { name: "Lakanneet, konkurssit ja muut" }).click();
  const rows = page.locator("tbody tr");
  const bankrupt = await nameIn(rows.filter({ hasText: "Konkurssissa" }).first());
  await rowOf(page, bankrupt).getByRole("link", { name: "Arkistoi…" }).click();
  const panel = page.getByRole("dialog");
  await expect(panel.locator("textarea")).toHaveValue(/^PRH \(Suomi\): Konkurssissa .* alkaen\.$/);
  await panel.getByRole("button", { name: "Arkistoi" }).click();
  await expect(rowOf(page, bankrupt)).toHaveCount(0);
  await expect(page.getByRole("status")).toBeVisible();

  const ceased = await nameIn(rows.filter({ hasText: "Toiminta lakannut" }).first());
  await rowOf(page, ceased).getByRole("button", { name: "Päivitä tila" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas päivitetty.");
  await expect(rowOf(page, ceased)).toHaveCount(0);

  const left = rowOf(page, await nameIn(rows.first()));
  await left.locator("summary").click();
  await left.getByRole("button", { name: "Jätä ennalleen" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas jätettiin ennalleen.");
  await expect(left).toHaveCount(0);
  await page.goto(`/customers?q=${encodeURIComponent(ceased)}`);
  await page.getByRole("link", { name: ceased, exact: true }).click();
  await expect(page.locator("main")).toContainText("Toiminta lakannut");
});

test("everybody sees only what they may decide", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/registry");
  const reviews = () =>
    page.getByRole("link", { name: "Tarkista" }).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const all = await reviews();
  await page.context().clearCookies();
  await signIn(page, "sven");
  expect((await page.goto("/registry"))?.status()).toBe(200);
  const theirs = await page.locator("tbody tr").count();
  expect(theirs).toBeLessThan(all.length);
  const statuses = await Promise.all(all.map(async (address) => (await page.request.get(address ?? "")).status()));
  expect(statuses.filter((status) => status === 200)).toHaveLength(theirs);
  expect(statuses.filter((status) => status === 404)).toHaveLength(all.length - theirs);
  await page.context().clearCookies();
  await signIn(page, "pieter");
  expect((await page.goto("/registry"))?.status()).toBe(404);
});

import { expect, expectAccessible, signIn, test } from "./fixtures";

test("differences are accepted with a click, or one field of those that are ticked", async ({ page }) => {
  await signIn(page, "maija");
  await page
    .getByText(/asiakkaan tiedot eroavat/)
    .getByRole("link", { name: "Päivitys rekistereistä" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Päivitys rekistereistä");
  await expectAccessible(page);
  const tab = page.locator(".tabs a[aria-current=page] b");
  const before = Number(await tab.textContent());

  const row = (name: string) => page.locator("tbody tr", { hasText: name });
  await row("Öljymäen Isännöinti Oy").getByRole("button", { name: "Hyväksy" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas päivitetty.");
  await expect(row("Öljymäen Isännöinti")).toHaveCount(0);
  await expect(tab).toHaveText(String(before - 1));

  await row("Utuvuori-yhtiöt Oyj").getByRole("checkbox").check();
  await row("Lukkopalvelu Yli-Pihkala Oy").getByRole("checkbox").check();
  await page.locator("[name=only]").selectOption({ label: "Vain: Nimi" });
  await page.locator(".bulk").getByRole("button", { name: "Hyväksy" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas päivitetty. Yhdelle ei ehdotettu tästä mitään.");
  await expect(row("Utuvuori-yhtiöt")).toHaveCount(0);
  await expect(row("Lukkopalvelu")).toHaveCount(1);

  await page.getByRole("link", { name: "Äskettäin ratkaistut" }).click();
  await expect(row("Utuvuori-yhtiöt Group Oyj")).toContainText("Maija Hallavuo");
  await row("Utuvuori-yhtiöt Group Oyj").getByRole("link").click();
  await expect(page.locator("main")).toContainText("Utuvuori-yhtiöt Group Oyj");
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
  const row = (name: string) => page.locator("tbody tr", { hasText: name });

  await row("Routasuon seurakuntayhtymä").getByRole("link", { name: "Arkistoi…" }).click();
  const panel = page.getByRole("dialog");
  await expect(panel.locator("textarea")).toHaveValue(/^PRH \(Suomi\): Konkurssissa .* alkaen\.$/);
  await panel.getByRole("button", { name: "Arkistoi" }).click();
  await expect(row("Routasuon")).toHaveCount(0);
  await expect(page.getByRole("status")).toBeVisible();

  await row("Kasteniemen Saha Oy").getByRole("button", { name: "Päivitä tila" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas päivitetty.");
  await expect(row("Kasteniemen")).toHaveCount(0);

  const left = row("Asunto Oy Äijörannan Lyhty");
  await left.locator("summary").click();
  await left.getByRole("button", { name: "Jätä ennalleen" }).click();
  await expect(page.getByRole("status")).toHaveText("Yksi asiakas jätettiin ennalleen.");
  await expect(left).toHaveCount(0);
  await page.goto("/customers?q=Kasteniemen");
  await page.getByRole("link", { name: "Kasteniemen Saha Oy" }).click();
  await expect(page.locator("main")).toContainText("Toiminta lakannut");
});

test("everybody sees only what they may decide", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/registry");
  const all = await page.locator("tbody tr").count();
  const address = await page
    .locator("tbody tr", { hasText: "Tuulinevan" })
    .getByRole("link", { name: "Tarkista" })
    .getAttribute("href");
  await page.context().clearCookies();
  await signIn(page, "sven");
  expect((await page.goto("/registry"))?.status()).toBe(200);
  expect(await page.locator("tbody tr").count()).toBeLessThan(all);
  expect((await page.goto(address ?? ""))?.status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, "pieter");
  expect((await page.goto("/registry"))?.status()).toBe(404);
});

import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

test("a manager finds, does, finishes together and takes back; and sees who sees an order and why", async ({
  page,
}) => {
  await signIn(page, "aino");
  await page.goto("/work-orders");
  await expect(page).toHaveTitle("Työmääräykset · Kumppani");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await takePictures(page, `work-orders-${test.info().project.name}`);

  await page.goto(`/work-orders?q=${encodeURIComponent("lämmityskauden")}`);
  const rows = page.locator("tbody tr");
  const before = await rows.count();
  expect(before).toBeGreaterThan(1);
  await rows.first().locator("a.name").click();
  const panel = page.getByRole("dialog");
  await expect(panel.getByRole("heading", { name: "Lämmityskauden tarkastus" })).toBeVisible();
  await takePictures(page, `work-order-${test.info().project.name}`);
  await panel.getByText("Aloitettu").click();
  await panel.getByLabel("Muistiinpano").fill("Patterit ilmattu");
  await panel.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toHaveText("Työmääräys tallennettiin.");

  await rows.nth(0).locator("input.rowtick").check();
  await rows.nth(1).locator("input.rowtick").check();
  await page.getByRole("button", { name: "Merkitse valmiiksi" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Merkitse valmiiksi" }).click();
  await expect(page.getByRole("status")).toContainText("2 työmääräystä merkittiin valmiiksi.");
  await expect(rows).toHaveCount(before - 2);
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(rows).toHaveCount(before);

  await rows.first().locator("a.name").click();
  await page.getByRole("dialog").getByRole("link", { name: "Kuka näkee tämän ja miksi" }).click();
  await expect(page.getByRole("dialog")).toContainText("On asiakkaan roolissa tänään");
  await expect(page.getByRole("dialog")).toContainText("Laati sen");
  await expectAccessible(page);
  await takePictures(page, `work-order-sight-${test.info().project.name}`);
});

test("an administrator changes who sees an order; the card tells of it and the customer stays", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/");
  await expect(page.locator("section[aria-labelledby=work-orders]")).toContainText("Tietosuojaliite uusittava");
  await page.locator("section[aria-labelledby=work-orders] a.name").first().click();
  const panel = page.getByRole("dialog");
  const card = await panel.locator(".facts a").first().getAttribute("href");
  await panel.getByRole("link", { name: "Muokkaa" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Mitä tehdään").fill("");
  await form.getByRole("button", { name: "Tallenna" }).click();
  await expect(form.getByRole("alert")).toContainText("Mitä tehdään");
  await form.getByLabel("Mitä tehdään").fill("Tietosuojaliite");
  await form.locator("[name=visibility][value=responsibles]").check();
  await form.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toHaveText("Työmääräys tallennettiin.");
  await page.goto(`${card}/collaboration`);
  await expect(page.locator("section[aria-labelledby=work-orders]")).toContainText("Tietosuojaliite");
  await page.goto(`${card}/history`);
  await expect(page.locator("main")).toContainText("Työmääräystä muutettu");
  await expect(page.locator("main")).toContainText("Vastuuhenkilöille");
});

test("a seller does what is given to him, from his own day", async ({ page }) => {
  await signIn(page, "sven");
  await page.goto("/");
  await page.getByRole("link", { name: "Offert på snöröjning" }).click();
  const panel = page.getByRole("dialog");
  await panel.getByText("Påbörjad").click();
  await panel.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("status")).toHaveText("Arbetsordern sparades.");
  await expect(page.getByRole("link", { name: "Ny arbetsorder" })).toHaveCount(0);
});

test("somebody who may only read customers finishes an order, and may not change one", async ({ page }) => {
  await signIn(page, "pieter");
  await page.goto("/work-orders?tab=mine");
  const row = page.locator("tbody tr", { hasText: "Sleutelbeheer" });
  await row.locator("a.name").click();
  const address = page.url();
  const panel = page.getByRole("dialog");
  await panel.getByText("Gereed", { exact: true }).click();
  await panel.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.getByRole("status")).toHaveText("De werkorder is opgeslagen.");
  await expect(row).toHaveCount(0);
  const answer = await page.goto(address.replace("order.", "edit."));
  expect(answer?.status()).toBe(404);
});

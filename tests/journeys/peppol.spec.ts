import type { Page } from "@playwright/test";
import { App } from "../setup/app";
import { PeppolStub } from "../setup/peppol-stub";
import { test as base, expect, expectAccessible, signIn, takePictures } from "./fixtures";
import { execute } from "./provider";

/** An app that asks a Peppol directory of its own, which knows nobody until it is told. */
const test = base.extend<{ asked: undefined }, { directory: PeppolStub }>({
  directory: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function wants from its pattern.
    async ({}, use) => {
      const directory = await new PeppolStub().start();
      await use(directory);
      await directory.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ directory }, use, worker) => {
      const app = new App(`peppol_${worker.workerIndex}`, () => directory.environment);
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  asked: [
    async ({ app, directory, baseURL }, use) => {
      if (!baseURL) throw new Error("no app");
      directory.reset();
      await execute(app, "delete from registry_answers where register = 'peppol'");
      await use(undefined);
    },
    { auto: true },
  ],
});

/** A Finnish customer without an e-invoice address, and the one that Finnish companies make of their business ID. */
async function customerWithout(app: App): Promise<{ card: string; name: string; ovt: string }> {
  const { rows } = await execute(
    app,
    `select id, name, business_id as "businessId" from customers customer
     where country = 'FI' and kind = 'organisation' and business_id is not null and archived_at is null
       and not exists (select from billing where customer_id = customer.id and einvoice_address is not null)
     order by id limit 1`,
  );
  const { id, name, businessId } = rows[0] as { id: string; name: string; businessId: string };
  return { card: `/customers/${id}/settings`, name, ovt: `0037${businessId.replace("-", "")}` };
}

const find = (page: Page) => page.getByRole("button", { name: "Etsi verkkolaskuosoite" }).click();
const panel = (page: Page) => page.locator("dialog");
const factOf = (page: Page, label: string) =>
  page.locator("dl.facts > div", { has: page.locator("dt").getByText(label, { exact: true }) });

test("an address is found by the customer’s ID, used, and later replaced by that of a unit", async ({
  page,
  app,
  directory,
}) => {
  const { card, ovt } = await customerWithout(app);
  directory.answer(`0216:${ovt}`, "finnish.json", ["003792000007", ovt]);
  directory.answer(ovt, "finnish-units.json", ["003792000007", ovt]);
  await signIn(page, "aino");
  await page.goto(card);
  await find(page);
  await expect(panel(page).getByRole("radio")).toHaveCount(2);
  await expect(panel(page).getByRole("radio").first()).toBeChecked();
  await expect(panel(page)).toContainText("Vastaanottaa laskuja ja hyvityslaskuja (Peppol BIS Billing 3)");
  await expectAccessible(page);
  await takePictures(page, "peppol-found");
  await panel(page).getByRole("button", { name: "Käytä tätä osoitetta" }).click();
  await expect(factOf(page, "Verkkolaskuosoite")).toContainText(ovt);
  await expect(factOf(page, "Verkkolaskuosoite")).toContainText("Peppol 0216");

  const asked = directory.questions.length;
  await find(page);
  await expect(panel(page)).toContainText(`Verkkolaskuosoite on nyt ${ovt}`);
  await panel(page).getByRole("radio").check();
  await panel(page).getByRole("button", { name: "Korvaa osoite" }).click();
  await expect(factOf(page, "Verkkolaskuosoite")).toContainText(`${ovt}TRE01`);
  await page.goto(card.replace("settings", "history"));
  await expect(page.locator("main")).toContainText(/Peppol-hakemisto, haettu \d/);
  expect(directory.questions).toHaveLength(asked);
});

test("who is not in the directory may have an address all the same, and it can be filled in by hand", async ({
  page,
  app,
}) => {
  const { card } = await customerWithout(app);
  await signIn(page, "aino");
  await page.goto(card);
  await find(page);
  await expect(panel(page)).toContainText("Asiakasta ei löytynyt Peppol-hakemistosta");
  await expect(panel(page)).toContainText("TIEKEn");
  await expectAccessible(page);
  await takePictures(page, "peppol-not-found");
  await expect(panel(page).getByRole("link", { name: /TIEKEn/ })).toHaveAttribute("href", /verkkolaskuosoite\.fi/);
  await panel(page).getByRole("link", { name: "Täytä itse" }).click();
  await expect(panel(page).locator("[name=einvoiceAddress]")).toBeVisible();
});

test("similar names are there to choose from, nobody beforehand; a directory that fails is asked again", async ({
  page,
  app,
  directory,
}) => {
  const { card, name } = await customerWithout(app);
  directory.answer("*", { status: 500 });
  await signIn(page, "aino");
  await page.goto(card);
  await find(page);
  await expect(panel(page)).toContainText("Peppol-hakemisto ei vastaa");
  await expectAccessible(page);
  directory.reset();
  directory.answer(`${name} FI`, "by-name.json");
  await panel(page).getByRole("button", { name: "Hae uudelleen" }).click();
  await expect(panel(page).getByRole("radio")).toHaveCount(3);
  await expect(panel(page).getByRole("radio", { checked: true })).toHaveCount(0);
  await panel(page).getByRole("button", { name: "Käytä tätä osoitetta" }).click();
  await expect(panel(page).locator(".summary")).toContainText("Valitse osoite");
  await panel(page).getByRole("radio").nth(2).check();
  await panel(page).getByRole("button", { name: "Käytä tätä osoitetta" }).click();
  await expect(factOf(page, "Verkkolaskuosoite")).toContainText("0208:0123456789");
});

test("whoever may not ask registers has no button and no panel", { tag: "@once" }, async ({ page, app }) => {
  await signIn(page, "pieter");
  await page.goto("/customers?view=flat");
  const card = (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await page.goto(`${card}/settings`);
  await expect(page.getByRole("button", { name: "E-factuuradres zoeken" })).toHaveCount(0);
  expect((await page.goto(`${card}/settings?panel=einvoice`))?.status()).toBe(404);
  const { card: other } = await customerWithout(app);
  expect((await page.goto(`${other}?panel=einvoice`))?.status()).toBe(404);
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";
import { execute } from "./provider";

const search = (page: Page) => page.getByRole("search", { name: /yritysrekisteristä|företagsregistret/ });
const section = (page: Page) => page.getByRole("region", { name: /yritysrekisteristä|företagsregistret/ });
const hit = (page: Page, name: string) => section(page).getByRole("listitem").filter({ hasText: name });
const field = (page: Page, name: string) => page.locator(`form.form [name="${name}"]`);
const save = (page: Page) => page.locator("form.form button.btn--go").click();

async function find(page: Page, words: string, register = "prh") {
  await search(page).locator("[name=register]").selectOption(register);
  await search(page).locator("[name=find]").fill(words);
  await search(page).locator("[name=find]").press("Enter");
  await page.waitForURL((url) => url.searchParams.get("find") === words);
}

test("a business is found by its name, fills in the form, is checked and saved; the history says where it comes from", async ({
  page,
  app,
}) => {
  await execute(app, "update customers set deleted_at = now() where business_id = '9100000-5'");
  await signIn(page, "aino");
  await page.goto("/customers/new?name=Havu");
  await expect(search(page).locator("[name=register]")).toHaveValue("prh");
  await find(page, "ha");
  await expect(section(page).getByRole("status")).toHaveText("Kirjoita vähintään kolme merkkiä.");
  await find(page, "havu");
  await expect(section(page).getByRole("status")).toContainText("yhteensä 134");
  await expect(hit(page, "Havulinna Oy")).toContainText("Toiminta lakannut");
  await expectAccessible(page);
  await takePictures(page, `registry-new-hits-${test.info().project.name}`);

  await hit(page, "Havukallion Mittalaite Oy").getByRole("link").click();
  await page.waitForURL(/id=9100000-5/);
  expect(new URL(page.url()).searchParams.get("name")).toBe("Havu");
  await expect(page.locator(".flash")).toContainText("Lähde: PRH / YTJ, CC BY 4.0, haettu tänään klo");
  await expect(field(page, "name")).toHaveValue("Havukallion Mittalaite Oy");
  await expect(field(page, "vatNumber")).toHaveValue("FI91000005");
  await expect(field(page, "headOffice.street")).toHaveValue("Pajakuja 4 B 12");
  await expectAccessible(page);
  await takePictures(page, `registry-new-form-${test.info().project.name}`);

  await field(page, "name").fill("");
  await field(page, "description").fill("Löytyi rekisteristä");
  await save(page);
  await expect(page.locator(".summary")).toBeVisible();
  await expect(field(page, "description")).toHaveValue("Löytyi rekisteristä");
  await expect(field(page, "businessId")).toHaveValue("9100000-5");
  await field(page, "name").fill("Havukallio");
  await save(page);
  await page.waitForURL(/\/customers\/\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Havukallio");
  const card = new URL(page.url()).pathname;
  await page.goto(`${card}/history`);
  await expect(page.locator("#main")).toContainText("Aino Ruskalampi · PRH");

  await page.goto("/customers/new?register=prh&find=9100000-5");
  await hit(page, "Havukallion Mittalaite Oy").getByRole("link", { name: "Havukallio (" }).click();
  await page.waitForURL(new RegExp(`${card}$`));
  await page.goto("/customers/new?register=prh&id=9100000-5");
  await expect(page.locator(".flash--warn")).toContainText("On jo asiakas: Havukallio (");
});

test("whoever may not open the customer hears only that there is one", { tag: "@once" }, async ({ page, app }) => {
  await execute(
    app,
    `insert into customers (company_id, name, number, country, vat_number)
     select min(id), 'Salassa Oy', 'SAL-1', 'FI', 'FI91001374' from companies
     on conflict do nothing`,
  );
  await signIn(page, "sven");
  await page.goto("/customers/new?register=prh&find=havu");
  const known = hit(page, "Nordakseli Group Oy");
  await expect(known).toContainText("Finns redan i kundregistret. Fråga administratören.");
  await expect(known.getByRole("link")).toHaveCount(1);
  await expect(page.locator("#main")).not.toContainText("Salassa");
});

test("a bankrupt business is warned about, and each failure has its own words", { tag: "@once" }, async ({
  page,
  app,
}) => {
  await signIn(page, "aino");
  await page.goto("/customers/new?register=prh&id=9100685-3");
  await expect(page.locator(".flash--bad")).toContainText("Rekisterin mukaan: Konkurssissa 12.3.2026 alkaen.");
  await expect(field(page, "businessId")).toHaveValue("9100685-3");

  const said = {
    prh: { "9101370-3": "ei voitu lukea", "9104000-7": "ei ole yritystä" },
    brreg: { "310400777": "ei voitu lukea" },
  };
  for (const [register, businesses] of Object.entries(said)) {
    for (const [id, words] of Object.entries(businesses)) {
      await page.goto(`/customers/new?register=${register}&id=${id}`);
      await expect(page.locator(".flash--bad")).toContainText(words);
      await expect(field(page, "name")).toHaveValue("");
    }
  }
  await page.goto("/customers/new?register=prh&find=9100000-6");
  await expect(section(page).getByRole("status")).toContainText("tarkista");
  await page.goto("/customers/new?register=brreg&find=eikoskaan");
  await expect(section(page).getByRole("status")).toContainText("”eikoskaan”");

  await execute(app, "update settings set registers = '{brreg}'");
  await page.goto("/customers/new?register=prh&find=havu");
  await expect(section(page).getByRole("status")).toContainText("poistettu käytöstä");
  await expect(search(page).locator("[name=register] option")).toHaveCount(1);
  await execute(app, "update settings set registers = '{}'");
  await page.goto("/customers/new");
  await expect(search(page)).toHaveCount(0);
  await execute(app, "update settings set registers = '{prh,brreg}'");
});

test("a name with markup is a name", { tag: "@once" }, async ({ page, app }) => {
  const name = `<img src=x onerror="document.title='hit'"> & Pojat Oy`;
  const kept = { hits: [{ businessId: "9100000-5", status: "active", name, form: {}, towns: {} }], total: 153 };
  await execute(
    app,
    `insert into registry_answers (register, question, answer, expires_at)
     values ('prh', 'name:pojat', '${JSON.stringify(kept).replaceAll("'", "''")}', now() + interval '1 hour')
     on conflict do nothing`,
  );
  await signIn(page, "maija");
  await page.goto("/customers/new?register=prh&find=Pojat");
  await expect(hit(page, name)).toBeVisible();
  await expect(section(page).getByRole("status")).toContainText("Ensimmäiset 1, yhteensä 153");
  expect(await section(page).locator("img").count()).toBe(0);
});

test("the key n leads to a new customer from anywhere, and to a new group among groups", async ({ page }) => {
  test.skip(!hasScript(), "keys are what script adds");
  await signIn(page, "maija");
  for (const address of ["/", "/contacts", "/reports", "/customers", "/settings"]) {
    await page.goto(address);
    await pressed(page, /\/customers\/new$/);
  }
  await page.goto("/groups");
  await pressed(page, /panel=/);
});

/** A page that has just come may not listen yet. */
const pressed = (page: Page, there: RegExp) =>
  expect(async () => {
    await page.keyboard.press("n");
    await page.waitForURL(there, { timeout: 2_000 });
  }).toPass();

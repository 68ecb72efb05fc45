import { App } from "../setup/app";
import { expect, expectAccessible, signIn, takePictures } from "./fixtures";
import { environment, execute, test } from "./provider";

test("one button leads over the provider to the page that was wanted", async ({ page, app, context }) => {
  await page.goto("/customers?country=SE");
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await expectAccessible(page);
  await takePictures(page, "sign-in-provider");
  await page.getByRole("link", { name: "Sign in with Pohjanranta ID" }).click();
  await expect(page).toHaveURL(/\/customers\?country=SE$/);
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["kumppani"]);
  const { rows } = await execute(app, "select count(*)::int as n from sessions where method = 'oidc'");
  expect(rows).toEqual([{ n: 1 }]);
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: /^(Sign out|Kirjaudu ulos)$/ }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await signIn(page, "maija");
  await page.goto("/settings/people");
  await page
    .getByRole("row", { name: /aino@demo.example/ })
    .getByRole("link")
    .click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Poista yhteys" }).click();
  await expect(page.getByText("Yhteys on poistettu.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Poista yhteys" })).toHaveCount(0);
});

test("somebody the register does not know is told so calmly, and the password still works", async ({
  page,
  provider,
}) => {
  provider.person = { sub: "x-1", email: "stranger@demo.example", email_verified: true };
  await page.goto("/sign-in?returnTo=%2Faccount");
  await page.getByRole("link", { name: "Sign in with Pohjanranta ID" }).click();
  await expect(page.getByRole("heading", { name: /could not sign you in with Pohjanranta ID/ })).toBeVisible();
  await expect(page).toHaveTitle(/^Error/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Suomi" }).click();
  await expect(
    page.getByRole("heading", { name: /Kirjautuminen palvelulla Pohjanranta ID ei onnistunut/ }),
  ).toBeVisible();
  await page.locator("[name=email]").fill("aino@demo.example");
  await page.locator("[name=password]").fill("only-for-tests");
  await page.locator("[name=password]").press("Enter");
  await expect(page).toHaveURL(/\/account$/);
});

test("where the provider is the only way in, there is no password to type", async ({ page, provider }, info) => {
  const app = new App(`only_${info.workerIndex}`, (address) => ({ ...environment(provider, address), OIDC_ONLY: "1" }));
  const address = await app.freshFor(info.file);
  await page.goto(`${address}/sign-in?refused=refused`);
  await expect(page.locator("input[type=password]")).toHaveCount(0);
  await expect(page.getByRole("alert").first()).toContainText("could not sign you in");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in with Pohjanranta ID" }).click();
  await expect(page).toHaveURL(`${address}/`);
  await app.stop();
});

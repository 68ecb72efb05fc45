import { expect, expectAccessible, signInByForm, takePictures, test } from "./fixtures";

test("a wrong password is refused in words, the e-mail stays, the right one leads on", async ({ page }) => {
  await page.goto("/customers?country=SE");
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await takePictures(page, "sign-in");
  await page.locator("[name=email]").fill("aino@demo.example");
  await page.locator("[name=password]").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: /do not match/ })).toBeVisible();
  await expect(page.locator("[name=email]")).toHaveValue("aino@demo.example");
  await expect(page.locator("[name=password]")).toHaveValue("");
  await page.locator("[name=password]").fill("only-for-tests");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/customers\?country=SE$/);
});

test("signing out ends the session at once, for its cookie too", async ({ page, context, request }) => {
  await signInByForm(page, "maija");
  const cookie = (await context.cookies()).find(({ name }) => name === "kumppani");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const ask = () => request.get("/account", { headers: { cookie: `kumppani=${cookie?.value}` }, maxRedirects: 0 });
  expect((await ask()).status()).toBe(200);
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await ask()).status()).toBe(307);
});

test("too many wrong passwords make this address wait", async ({ page }) => {
  const waiting = page.getByRole("heading", { name: /Wait \d minutes?/ });
  // Failures are counted by fixed spans of time: where one ends meanwhile, the count begins again, once.
  for (let attempt = 0; attempt < 11 && !(await waiting.isVisible()); attempt++) {
    await page.goto("/sign-in");
    await page.locator("[name=email]").fill("pieter@demo.example");
    await page.locator("[name=password]").fill(`wrong ${attempt}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator(".summary")).toBeVisible();
  }
  await expect(waiting).toBeVisible();
});

test("four languages, kept for the person, before and after signing in", async ({ page }) => {
  await page.goto("/sign-in");
  for (const [name, words] of [
    ["Suomi", "Kirjaudu sisään"],
    ["Svenska", "Logga in"],
    ["Nederlands", "Inloggen"],
    ["English", "Sign in"],
  ] as const) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("button", { name: words, exact: true })).toBeVisible();
  }
  await signInByForm(page, "sven");
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await page.goto("/account");
  await page.getByRole("button", { name: "Nederlands" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "nl");
  await page.getByRole("button", { name: "Donker" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page);
  await page.goto("/customers?country=SE");
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: "Svenska" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await expect(page).toHaveURL(/\/customers\?country=SE$/);
});

test("somebody without rights gets the start page and nothing else", { tag: "@once" }, async ({ page }) => {
  await signInByForm(page, "nils");
  await expect(page.getByRole("heading", { name: "Du har inga behörigheter än" })).toBeVisible();
  for (const address of [
    "/customers",
    "/customers/1",
    "/customers/new",
    "/customers/import",
    "/groups",
    "/customers/export?format=xlsx",
    "/groups/1/export?format=xlsx",
  ]) {
    expect((await page.request.get(address)).status(), address).toBe(404);
  }
});

test("the icon is there where browsers look for it by themselves", { tag: "@once" }, async ({ page }) => {
  const answer = await page.request.get("/favicon.ico");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("image/svg+xml");
});

import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

test("what is not there and what is not yours look the same, in plain words, without script too", async ({ page }) => {
  await signIn(page, "pieter");
  const own = await page.request.get("/customers?view=flat");
  expect(own.status()).toBe(200);
  const texts = new Set<string>();
  // 1 is a customer of the Finnish company, which Pieter may not see; the others never were.
  for (const address of ["/customers/1", "/customers/99999999", "/customers/abc", "/nowhere", "/groups/1/export"]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByRole("heading", { name: "Niet gevonden" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Klanten" })).toBeVisible();
    texts.add((await page.locator("main").textContent()) ?? "");
  }
  expect(texts.size).toBe(1);
  expect(await page.locator("script").count()).toBe(0);
  await expectAccessible(page);
  await takePictures(page, "not-found");
});

import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

test("my day begins with what is overdue; one click does it, another brings it back", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/");
  const now = page.locator("section[aria-labelledby=now]");
  await expect(now).toContainText("Myöhässä");
  await takePictures(page, `my-day-${test.info().project.name}`);
  const rows = now.locator("li");
  const before = await rows.count();
  const title = (await rows.first().locator("a.name").textContent()) ?? "";
  await rows.first().getByRole("button").click();
  await expect(rows).toHaveCount(before - 1);
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(rows).toHaveCount(before);
  await expect(rows.first()).toContainText(title);
  await expect(page.locator("section[aria-labelledby=mine] li").first()).toBeVisible();
  await expect(page.locator("section[aria-labelledby=recent] li").first()).toBeVisible();
});

test("the calendar has a secret address, shown once, that a new one replaces and a click ends", async ({
  page,
  request,
}) => {
  await signIn(page, "aino");
  await page.goto("/account");
  await expect(page).toHaveTitle("Oma tili · Kumppani");
  await page.getByRole("button", { name: "Luo osoite" }).click();
  const address = page.getByLabel("Kalenterisi osoite");
  await expect(address).toHaveValue(/\/api\/calendar\/[\w-]{43}\.ics$/);
  await expectAccessible(page);
  await takePictures(page, `calendar-${test.info().project.name}`);
  const first = await address.inputValue();
  const answer = await request.get(first);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  expect(answer.headers()["set-cookie"]).toBeUndefined();
  expect(await answer.text()).toContain("BEGIN:VEVENT");

  await page.getByRole("button", { name: "Luo uusi osoite" }).click();
  await expect(address).not.toHaveValue(first);
  const second = await address.inputValue();
  expect((await request.get(first)).status()).toBe(404);
  expect((await request.get(second)).status()).toBe(200);
  await page.goto("/account");
  await expect(address).toHaveCount(0);
  await expect(page.getByText("Viimeksi luettu")).toBeVisible();
  await page.getByRole("button", { name: "Mitätöi" }).click();
  await expect(page.getByRole("status")).toHaveText("Kalenterin osoite ei enää toimi.");
  expect((await request.get(second)).status()).toBe(404);
});

test("somebody without rights has an empty day and an empty calendar", async ({ page, request }) => {
  await signIn(page, "nils");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Du har inga behörigheter än" })).toBeVisible();
  await expect(page.locator("main section")).toHaveCount(0);
  await page.goto("/account");
  await page.getByRole("button", { name: "Skapa adress" }).click();
  const calendar = await request.get(await page.getByLabel("Adressen till din kalender").inputValue());
  expect(calendar.status()).toBe(200);
  expect(await calendar.text()).not.toContain("BEGIN:VEVENT");
});

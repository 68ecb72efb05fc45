import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const names = (page: Page) => page.locator("tbody a.name");
const vcf = (name: string, email: string) =>
  ["BEGIN:VCARD", "VERSION:3.0", `N:${name};Kortti;;;`, `EMAIL:${email}`, "END:VCARD"].join("\r\n");

test("people come in by vCard, get a keyword together, and stand on a mailing list", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "aino");
  await page.goto("/customers?view=flat&country=FI");
  await names(page).first().click();
  await expect(page).toHaveURL(/\/customers\/\d+$/);
  await page.getByRole("link", { name: "Tuo vCard" }).click();
  const file = (text: string) => ({ name: "kortit.vcf", mimeType: "text/vcard", buffer: Buffer.from(text) });
  const bring = async (text: string) => {
    await page.locator("dialog input[name=file]").setInputFiles(file(text));
    await page.getByRole("button", { name: "Tuo", exact: true }).click();
  };
  await bring("nimi;sähköposti");
  await expect(page.locator(".summary")).toContainText("vCard");
  const nameless = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD";
  await bring([vcf("Yksinen", "yksi@kortti.example"), vcf("Kaksinen", "kaksi@kortti.example"), nameless].join("\r\n"));
  await expect(page.locator("dialog")).toContainText("2 yhteyshenkilöä lisätty.");
  await expect(page.locator("dialog")).toContainText("Kortti 3: nimi puuttuu");
  await expectAccessible(page);

  await page.goto("/contacts");
  if (hasScript()) await takePictures(page, "contact-register");
  await page.locator("main [name=q]").fill("kortti.example");
  await page.getByRole("button", { name: "Hae", exact: true }).click();
  await expect(names(page)).toHaveText(["Kortti Kaksinen", "Kortti Yksinen"]);
  for (const box of await page.locator(".rowtick").all()) await box.check();
  await page.getByRole("button", { name: "Rooli" }).click();
  await page.locator("dialog [name=id]").selectOption({ label: "Hankinta" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByText("2 yhteyshenkilöä muutettu.")).toBeVisible();
  await expect(page.locator("tbody .chip")).toHaveText(["Hankinta", "Hankinta"]);

  await page.locator("summary", { hasText: "Postituslistat" }).click();
  await page.getByRole("link", { name: "Tallenna postituslistaksi" }).click();
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("#f-name-error")).toBeVisible();
  await page.locator("dialog [name=name]").fill("Hankinnan uutiset");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("heading", { name: "Hankinnan uutiset" })).toBeVisible();
  await expect(names(page)).toHaveCount(2);
  await names(page).first().click();
  await page.getByRole("checkbox", { name: /^Ei postituksia/ }).check();
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.locator(".flash--ok")).toBeVisible();

  await page.goto("/contacts");
  await page.locator("summary", { hasText: "Postituslistat" }).click();
  await page.getByRole("link", { name: "Hankinnan uutiset" }).click();
  await expect(names(page)).toHaveText(["Kortti Yksinen"]);
  await expect(page.locator("main")).toContainText("Jätetty pois: 1 ei halua postituksia");
  await expectAccessible(page);
  if (hasScript()) await takePictures(page, "mailing-list");
  const list = page.url();
  await page.getByRole("link", { name: "Kopioi sähköpostiosoitteet" }).click();
  await expect(page.locator("dialog textarea")).toHaveValue("yksi@kortti.example");
  await expectAccessible(page);
  const id = new URL(list).searchParams.get("list");
  const cards = await page.request.get(`/contacts/export?format=vcf&list=${id}`);
  expect(cards.headers()["content-type"]).toBe("text/vcard; charset=utf-8");
  expect((await cards.text()).match(/^FN:.*$/gm)).toEqual(["FN:Kortti Yksinen"]);
});

test("a seller sees the contacts in reach and takes none of them away", async ({ page }) => {
  await signIn(page, "sven");
  await page.goto("/contacts");
  await expect(names(page).first()).toBeVisible();
  await expect(page.locator(".rowtick")).toHaveCount(0);
  await expect(page.locator("main a[download]")).toHaveCount(0);
  const card = (await names(page).first().getAttribute("href")) ?? "";
  const contact = /contact\.(\d+)/.exec(card)?.[1];
  for (const address of [
    "/contacts/export?format=xlsx",
    "/contacts/export?format=csv",
    "/contacts/export?format=vcf",
    `/contacts/${contact}/vcard`,
    "/contacts?panel=keyword&id=1",
    "/contacts?list=999999",
    "/contacts/export?list=999999",
  ]) {
    expect((await page.request.get(address)).status(), address).toBe(404);
  }
  await names(page).first().click();
  await expect(page.locator("dialog")).toBeVisible();
  await expect(page.locator("dialog a[download]")).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "nils");
  expect((await page.request.get("/contacts")).status()).toBe(404);
  await expect(page.getByRole("link", { name: "Contactpersonen" })).toHaveCount(0);
});

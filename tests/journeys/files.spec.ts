import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n`);
const paragraph = { name: "Sopimus äö.pdf", mimeType: "application/pdf", buffer: pdf("sopimus") };

/** The card of the first customer with this name. */
async function openCard(page: Page, query: string): Promise<string> {
  await page.goto(`/customers?view=flat&${query}`);
  await page.locator("tbody a.name").first().click();
  await page.waitForURL(/\/customers\/\d+$/);
  return new URL(page.url()).pathname;
}

const add = (page: Page) => page.locator("dialog").getByRole("button", { name: "Lisää", exact: true });
const section = (page: Page) => page.locator("section.sec:has(#files)");

test("files are added to the customer and its project, found on both tabs, renamed, fetched and deleted", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await openCard(page, "country=FI&group=1");
  await page.goto(`${card}?panel=new-file`);
  await takePictures(page, `files-new-${test.info().project.name}`);

  const note = { name: "Muistio.txt", mimeType: "text/plain", buffer: Buffer.from("Sovittu puhelimessa.") };
  await page.locator("dialog [name=file]").setInputFiles([paragraph, note]);
  await page.locator("dialog [name=description]").fill("Allekirjoitettu");
  await add(page).click();
  await expect(page.getByRole("status")).toContainText("2 tiedostoa lisättiin.");
  await expect(section(page).getByRole("link", { name: "Sopimus äö.pdf", exact: true })).toBeVisible();

  const href = await section(page).getByRole("link", { name: "Sopimus äö.pdf", exact: true }).getAttribute("href");
  const answer = await page.request.get(href ?? "");
  expect(await answer.body()).toEqual(paragraph.buffer);
  expect(answer.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^attachment; .*filename\*=UTF-8''Sopimus%20%C3%A4%C3%B6\.pdf$/),
    "content-security-policy": expect.stringMatching(/^(?=.*\bsandbox\b).*default-src 'none'/),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });

  await section(page).getByRole("link", { name: "Tietoja: Sopimus äö.pdf" }).click();
  await page.locator("dialog [name=name]").fill("");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("#f-name-error")).toBeVisible();
  await page.locator("dialog [name=name]").fill("Puitesopimus.pdf");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(section(page).getByRole("link", { name: "Puitesopimus.pdf", exact: true })).toBeVisible();

  await page.goto(`${card}/collaboration`);
  await expect(section(page).getByRole("link", { name: "Puitesopimus.pdf", exact: true })).toBeVisible();
  await takePictures(page, `collaboration-${test.info().project.name}`);
  await section(page).getByRole("link", { name: "Tietoja: Puitesopimus.pdf" }).click();
  await page.locator("dialog").getByRole("link", { name: "Poista" }).click();
  await page.locator("dialog").getByRole("button", { name: "Poista" }).click();
  await expect(page.locator(".flash")).toContainText("Poistettiin pysyvästi.");
  await expect(page).toHaveURL(/\/collaboration/);
  await expect(section(page).getByRole("link", { name: "Puitesopimus.pdf", exact: true })).toHaveCount(0);
  expect((await page.request.get(href ?? "")).status()).toBe(404);
});

test("a refused upload says why and keeps what was typed; so does a link", async ({ page }) => {
  await signIn(page, "aino");
  const card = await openCard(page, "country=FI");
  await page.goto(`${card}?panel=new-file`);
  const program = { name: "asennus.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") };
  await page.locator("dialog [name=file]").setInputFiles(program);
  await page.locator("dialog [name=description]").fill('Kuvaus <b>"ä"</b>');
  await add(page).click();
  await expect(page.locator("#f-file-error")).toContainText("asennus.exe");
  await expect(page.locator("dialog [name=description]")).toHaveValue('Kuvaus <b>"ä"</b>');
  await expect(page).toHaveTitle(/^Virhe/);

  await page.locator("dialog [name=file]").setInputFiles(paragraph);
  await page.locator("dialog [name=description]").fill("ä".repeat(10_000));
  await add(page).click();
  await expect(page.locator("#f-description-error")).toBeVisible();
  expect((await page.locator("dialog [name=description]").inputValue()).length).toBe(10_000);

  await page.goto(`${card}?panel=new-link`);
  await page.locator("dialog [name=name]").fill("Kohdekansio");
  await page.locator("dialog [name=url]").fill("javascript:alert(1)");
  await add(page).click();
  await expect(page.locator("#f-url-error")).toBeVisible();
  await expect(page.locator("dialog [name=name]")).toHaveValue("Kohdekansio");
  await page.locator("dialog [name=url]").fill("intra.example/kohde");
  await add(page).click();
  await expect(section(page).getByRole("link", { name: "Kohdekansio", exact: true })).toHaveAttribute(
    "href",
    "https://intra.example/kohde",
  );
});

test("with script, a file is dropped on the frame and its progress is shown", async ({ page }) => {
  test.skip(!hasScript(), "dropping needs script");
  await signIn(page, "aino");
  const card = await openCard(page, "country=SE");
  await page.goto(`${card}?panel=new-file`);
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(12_000_000).fill(65)], "suuri.txt", { type: "text/plain" }));
    return data;
  });
  const chosen = () => page.locator("dialog [name=file]").evaluate((input: HTMLInputElement) => input.files?.[0]?.name);
  await expect(async () => {
    await page.dispatchEvent(".drop", "drop", { dataTransfer: dropped });
    expect(await chosen()).toBe("suuri.txt");
  }).toPass();
  const shares: number[] = [];
  await page.exposeFunction("noted", (share: number) => shares.push(share));
  await page.evaluate(() => {
    const note = () => {
      const bar = document.querySelector("dialog progress");
      if (bar instanceof HTMLProgressElement)
        (window as unknown as { noted: (share: number) => void }).noted(bar.value);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await add(page).click();
  await expect(page.getByRole("status")).toContainText("Tiedosto lisättiin.");
  expect(shares.length).toBeGreaterThan(0);
  await expect(section(page).getByRole("link", { name: "suuri.txt", exact: true })).toBeVisible();
});

test("who only reads sees and fetches, but adds nothing; others' posts are refused", { tag: "@once" }, async ({
  page,
  request,
}) => {
  await signIn(page, "pieter");
  const card = await openCard(page, "country=NL");
  await expect(section(page).getByRole("link", { name: "Toevoegen" })).toHaveCount(0);
  expect((await page.request.get(`${card}?panel=new-file`)).status()).toBe(404);
  const id = card.split("/").at(-1) ?? "";
  const multipart = { file: { ...paragraph } };
  const origin = new URL(page.url()).origin;
  const post = (headers: Record<string, string>) =>
    page.request.post(`/api/files?customer=${id}`, { headers, multipart, maxRedirects: 0 });
  expect((await post({ origin })).status()).toBe(404);
  expect((await post({ origin: "https://evil.example" })).status()).toBe(403);
  const stranger = await request.post(`/api/files?customer=${id}`, { headers: { origin }, multipart, maxRedirects: 0 });
  expect(stranger.headers().location).toContain("/sign-in");
});

test("a customer with projects is not deleted: the card says what keeps it and offers the archive", async ({
  page,
}) => {
  await signIn(page, "maija");
  const card = await openCard(page, "country=SE&group=1");
  await page.goto(`${card}/sales`);
  await takePictures(page, `sales-${test.info().project.name}`);
  await page.goto(`${card}?panel=delete`);
  await expect(page.getByRole("heading", { name: /ei voi poistaa/ })).toBeVisible();
  await expectAccessible(page);
  await page
    .locator("dialog")
    .getByRole("link", { name: /projekti/ })
    .click();
  await expect(page).toHaveURL(/\/sales#projects$/);
});

import type { Page } from "@playwright/test";
import { type DemoPerson, expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

/** The collaboration tab of the first customer with these words in the address of the list. */
async function openTab(page: Page, query: string): Promise<string> {
  await page.goto(`/customers?view=flat&${query}`);
  await page.locator("tbody a.name").first().click();
  await page.waitForURL(/\/customers\/\d+$/);
  const tab = `${new URL(page.url()).pathname}/collaboration`;
  await page.goto(tab);
  return tab;
}

const section = (page: Page, id: string) => page.locator(`section[aria-labelledby=${id}]`);
const notes = (page: Page) => section(page, "notes");
const dialog = (page: Page) => page.locator("dialog");
const save = (page: Page) => dialog(page).getByRole("button", { name: "Tallenna" }).click();
const status = (page: Page) => page.locator(".flash");

async function become(page: Page, person: DemoPerson): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, person);
}

test("a note that mentions somebody is on their day until they put it away", async ({ page }) => {
  const name = "Pieter van der Schelpenduin";
  await signIn(page, "aino");
  const tab = await openTab(page, "country=NL");
  await notes(page).getByRole("link", { name: "Lisää muistiinpano" }).click();
  await takePictures(page, `notes-new-${test.info().project.name}`);
  await dialog(page).locator("[name=body]").fill("ä".repeat(10_001));
  await save(page);
  await expect(page.locator("#f-title-error")).toBeVisible();
  await expect(page.locator("#f-body-error")).toBeVisible();
  await dialog(page).locator("[name=title]").fill("Kevään katselmus");
  await dialog(page).locator("[name=body]").fill(`Hei @${name}, katsotko tätä <b>ja</b> kerrot?`);
  await save(page);
  await expect(status(page)).toContainText("Muistiinpano lisätty.");
  const row = notes(page).locator("li", { hasText: "Kevään katselmus" });
  await expect(row.locator("a.mention")).toHaveText(`@${name}`);
  await expect(row).toContainText("<b>ja</b>");
  await row.getByRole("button", { name: "Kiinnitä ylimmäksi" }).click();
  await expect(status(page)).toContainText("pysyy ylimpänä");
  await expect(notes(page).locator("li").first()).toContainText("Kiinnitetty");

  await notes(page).getByRole("searchbox").fill("KEVAAN");
  await notes(page).getByRole("button", { name: "Hae" }).click();
  await expect(page).toHaveURL(/notes=KEVAAN/);
  await expect(notes(page).locator("mark").first()).toHaveText("Kevään");
  await expect(notes(page).locator("li")).toHaveCount(1);
  await expectAccessible(page);
  await takePictures(page, `notes-${test.info().project.name}`);

  await become(page, "pieter");
  await page.goto("/");
  const mentions = section(page, "mentions");
  await expect(mentions).toContainText("Aino");
  await expectAccessible(page);
  await takePictures(page, `notes-day-${test.info().project.name}`);
  await mentions.getByRole("link", { name: "Kevään katselmus" }).click();
  await expect(dialog(page).locator(".mention")).toHaveText(`@${name}`);
  await page.goto("/");
  await mentions.getByRole("button", { name: /^Van Mijn dag verwijderen/ }).click();
  await expect(status(page)).toContainText("Van Mijn dag verwijderd");
  await expect(mentions).toHaveCount(0);
  await page.goto(tab);
  await expect(notes(page).locator("li", { hasText: "Kevään katselmus" })).toHaveCount(1);
  await expect(notes(page).getByRole("button", { name: /vastzetten/ })).toHaveCount(0);
  expect((await page.request.get(`${tab}?panel=new-note`)).status()).toBe(404);
});

test("somebody a mention does not reach is named before it is saved; a note is read, changed and deleted", async ({
  page,
}) => {
  await signIn(page, "aino");
  const tab = await openTab(page, "country=SE");
  await page.goto(`${tab}?panel=new-note`);
  await dialog(page).locator("[name=title]").fill("Vain meille");
  await dialog(page).locator("details summary", { hasText: "Mainitse" }).click();
  await dialog(page)
    .getByLabel(/^Pieter /)
    .check();
  await save(page);
  await expect(dialog(page)).toContainText("Maininta ei tavoita");
  await dialog(page).getByRole("button", { name: "Tallenna silti" }).click();
  await expect(status(page)).toContainText("Muistiinpano lisätty.");

  await notes(page).getByRole("link", { name: "Avaa muistiinpano: Vain meille" }).click();
  await dialog(page).getByRole("link", { name: "Muokkaa" }).click();
  await dialog(page).locator("[name=body]").fill("Lisäys");
  await save(page);
  await expect(notes(page).locator("li", { hasText: "Vain meille" })).toContainText("Lisäys");
  await notes(page).getByRole("link", { name: "Avaa muistiinpano: Vain meille" }).click();
  await dialog(page).getByRole("link", { name: "Poista" }).click();
  await dialog(page).getByRole("button", { name: "Poista" }).click();
  await expect(status(page)).toContainText("Muistiinpano poistettu.");
  await expect(notes(page)).not.toContainText("Vain meille");
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a file is added on the card of a project, stands on the customer’s too, and moves to the customer", async ({
  page,
}) => {
  await signIn(page, "aino");
  const tab = await openTab(page, "country=SE&group=1");
  await page.goto(tab.replace("collaboration", "sales"));
  const href = (await page.locator("main a[href^='/projects/']").first().getAttribute("href")) ?? "";
  const card = `${new URL(href, page.url()).pathname}/collaboration`;
  await page.goto(card);
  const files = section(page, "files");
  await files.getByRole("link", { name: "Lisää" }).click();
  await expect(dialog(page).locator("[name=projectId]")).not.toHaveValue("");
  if (hasScript()) {
    const chosen = () =>
      dialog(page)
        .locator("[name=file]")
        .evaluate((input: HTMLInputElement) => input.files?.length);
    await expect(async () => {
      await page.evaluate(
        (bytes) => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
          document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        },
        [...png],
      );
      expect(await chosen()).toBe(1);
    }).toPass();
  } else {
    await dialog(page).locator("[name=file]").setInputFiles({ name: "image.png", mimeType: "image/png", buffer: png });
  }
  await dialog(page).getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(status(page)).toContainText("Tiedosto lisättiin.");
  await expect(page).toHaveURL(new RegExp(card));
  await expect(files.getByRole("link", { name: "image.png", exact: true })).toBeVisible();
  await takePictures(page, `notes-project-${test.info().project.name}`);

  await page.goto(tab);
  await files.getByRole("link", { name: "Tietoja: image.png" }).click();
  await dialog(page).locator("[name=projectId]").selectOption("");
  await save(page);
  await expect(dialog(page)).toHaveCount(0);
  await expect(files.getByRole("link", { name: "image.png", exact: true })).toBeVisible();
  await page.goto(card);
  await expect(files.getByRole("link", { name: "image.png", exact: true })).toHaveCount(0);
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

const dialog = (page: Page) => page.getByRole("dialog");
const section = (page: Page, id: string) => page.locator(`section:has(> header #${id})`);
const field = (page: Page, name: string) => dialog(page).locator(`[name=${name}]`);

/** The card of a customer that has projects, as the list of responsibilities leads there. */
async function someProject(page: Page): Promise<{ card: string; project: string; name: string }> {
  await page.goto("/responsibilities?projects=1&view=list");
  const link = page.locator("main a[href^='/projects/']").first();
  const [project, name] = [(await link.getAttribute("href")) ?? "", (await link.textContent()) ?? ""];
  await page.goto(project);
  const card = (await page.locator("nav.crumb a").first().getAttribute("href")) ?? "";
  return { card, project, name };
}

test("a project is made on the customer’s card, changed, given away and taken back, closed, opened and deleted", async ({
  page,
}) => {
  await signIn(page, "aino");
  const { card } = await someProject(page);
  await page.goto(`${card}/sales`);
  await section(page, "projects").getByRole("link", { name: "Uusi projekti" }).click();
  await field(page, "name").fill("Katon korjaus");
  await field(page, "budget").fill("12 500,50");
  await field(page, "budgetHours").fill("monta");
  await dialog(page).getByRole("button", { name: "Luo projekti" }).click();
  await expect(page.locator("#f-budgetHours-error")).toBeVisible();
  await expect(field(page, "name")).toHaveValue("Katon korjaus");
  await expect(field(page, "budget")).toHaveValue("12 500,50");
  await field(page, "budgetHours").fill("80");
  await dialog(page).getByRole("button", { name: "Luo projekti" }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
  await expect(page.getByRole("status")).toContainText("Projekti luotu.");
  await expect(page.locator("h1")).toContainText(/Katon korjaus P-\d+/);
  await expect(section(page, "progress")).toContainText("80 h");
  await expect(section(page, "progress")).toContainText("Budjetissa");
  await expect(section(page, "progress")).toContainText("12 500,50");
  await takePictures(page, `project-card-${test.info().project.name}`);
  const [project = ""] = page.url().split("?");

  await page.getByRole("link", { name: "Muokkaa" }).first().click();
  await field(page, "name").fill("Katon uusiminen");
  await field(page, "managerId").selectOption({ label: "Eetu Koskiranta" });
  await dialog(page).getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toContainText("Projekti tallennettu.");
  await expect(page.locator("h1")).toContainText("Katon uusiminen");
  await expect(section(page, "members")).toContainText("Eetu Koskiranta");
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(section(page, "members")).toContainText("Aino Ruskalampi");

  const menu = async (name: string) => {
    await page.getByLabel("Projektin toiminnot").click();
    await page.getByRole("button", { name }).click();
  };
  await menu("Sulje projekti");
  await expect(page.getByRole("status")).toContainText("Projekti suljettu.");
  await page.goto(`${card}/sales?projects=closed`);
  const closed = section(page, "projects").locator("tbody tr", { hasText: "Katon uusiminen" });
  await closed.locator("a.name").click();
  await expect(page).toHaveURL(project);
  await menu("Avaa uudelleen");
  await expect(page.getByRole("status")).toContainText("Projekti on taas avoinna.");

  await page.goto(`${project}?panel=delete`);
  await dialog(page).getByRole("button", { name: "Poista" }).click();
  await expect(page.getByRole("status").first()).toContainText("Projekti poistettu.");
  await expect(page).toHaveURL(/\/sales/);
  expect((await page.goto(project))?.status()).toBe(404);
});

test("whoever only reads sees the work and no money; what they may not do is not there", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "maija");
  const other = await browser.newContext({ baseURL });
  const sven = await other.newPage();
  await signIn(sven, "sven");
  await sven.goto("/responsibilities?projects=1&view=list");
  const links = await sven
    .locator("main a[href^='/projects/']")
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname));
  expect(links.length).toBeGreaterThan(0);
  let foreign = "";
  for (const link of links.slice(0, 12)) {
    await sven.goto(link);
    expect((await sven.request.get(`${link}/financials`)).status()).toBe(404);
    await expect(sven.locator("nav.tabs a")).toHaveText(["Översikt", "Samarbete"]);
    await expect(section(sven, "progress")).not.toContainText("Fakturerat");
    if (!(await sven.getByRole("link", { name: "Redigera" }).count())) foreign = link;
    if (foreign) break;
  }
  expect(foreign).not.toBe("");
  for (const panel of ["edit", "delete"]) {
    expect((await sven.request.get(`${foreign}?panel=${panel}`)).status()).toBe(404);
  }
  await expect(sven.getByLabel("Åtgärder för projektet")).toHaveCount(0);
  await expectAccessible(sven);
  await other.close();

  await page.goto(foreign);
  await expect(page.locator("nav.tabs a")).toHaveText(["Yleiskatsaus", "Yhteistyö", "Talous"]);
  await page.goto(`${foreign}?panel=delete`);
  await expect(dialog(page)).toContainText("ei voi poistaa");
  await expectAccessible(page);
});

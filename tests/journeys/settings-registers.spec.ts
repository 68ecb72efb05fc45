import type { Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, takePictures, test } from "./fixtures";

const section = (page: Page, id: string) => page.locator(`section:has(> header #${id})`);
const row = (page: Page, id: string, name: string) =>
  section(page, id).locator("tbody tr", { has: page.getByRole("link", { name, exact: true }) });
const save = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true }).click();
/** Those out of use wait below, folded up. */
const unfold = (page: Page, id: string) => section(page, id).locator("details:not(.menu) > summary").click();
const names = (page: Page, id: string) => section(page, id).locator("tbody a.name");

/** Opens the menu of a row and follows or presses one of its entries. */
async function choose(page: Page, id: string, name: string, what: string) {
  await row(page, id, name).locator("summary").click();
  await row(page, id, name).locator(".mi", { hasText: what }).click();
}

test("an administrator adds a role, gives it a place, deactivates and deletes it", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/");
  await page.getByRole("link", { name: "Asetukset" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await page.locator("main").getByRole("link", { name: "Yhteyshenkilöt" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Yhteyshenkilöt" })).toBeVisible();
  await takePictures(page, `settings-contacts-${test.info().project.name}`);

  await page.getByRole("link", { name: "Lisää rooli" }).click();
  await save(page);
  await expect(page.locator("[id='f-names.fi-error']")).toHaveText("Täytä tämä");
  await page.locator("[name='names.fi']").fill("laskutus");
  await page.locator("[name='names.sv']").fill("Växel");
  await save(page);
  await expect(page.locator("[id='f-names.fi-error']")).toHaveText("Jo käytössä");
  await expect(page.locator("[name='names.sv']")).toHaveValue("Växel");
  await page.locator("[name='names.fi']").fill("Vaihde");
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  await expect(names(page, "contactRoles").last()).toHaveText("Vaihde");

  await page.getByRole("button", { name: "Siirrä ylös: Vaihde" }).click();
  await expect(page.getByRole("status")).toHaveText("Järjestys muutettu.");
  await expect(names(page, "contactRoles").nth(3)).toHaveText("Vaihde");

  await choose(page, "contactRoles", "Vaihde", "Inaktivoi");
  await unfold(page, "contactRoles");
  await expect(row(page, "contactRoles", "Vaihde")).toContainText("Inaktiivinen");
  await choose(page, "contactRoles", "Vaihde", "Poista…");
  await expect(page.getByRole("heading", { name: "Poistetaanko Vaihde?" })).toBeVisible();
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(page.getByRole("status")).toHaveText("Poistettu.");
  await expect(row(page, "contactRoles", "Vaihde")).toHaveCount(0);
});

test("a keyword goes into another, and contacts can be asked for more than a name", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/contacts");
  const [one = "", other = ""] = await names(page, "keywords").allTextContents();
  await choose(page, "keywords", one, "Yhdistä…");
  await page.locator("[name=targetId]").selectOption({ label: other });
  await page.getByRole("button", { name: "Yhdistä", exact: true }).click();
  await expect(page.locator(".summary")).toContainText("saa tilalle toisen");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Yhdistä", exact: true }).click();
  await expect(page.getByRole("status")).toContainText(/Yhdistetty\. .+ muuttui/);
  await expect(row(page, "keywords", one)).toHaveCount(0);

  await section(page, "rules").getByRole("link", { name: "Muokkaa" }).click();
  await page.getByLabel("Sähköposti").check();
  await save(page);
  await expect(section(page, "rules").locator("li")).toHaveText(["Sähköposti"]);
});

test("types of activities have one default of each kind; groupings have their segments", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/activities");
  await choose(page, "activityTypes-todo", "Puhelu", "Aseta oletukseksi");
  await expect(row(page, "activityTypes-todo", "Puhelu")).toContainText("Oletus");
  await expect(row(page, "activityTypes-todo", "Tehtävä")).not.toContainText("Oletus");

  await page.goto("/settings/groupings");
  await takePictures(page, `settings-groupings-${test.info().project.name}`);
  const group = page.locator("section[aria-labelledby^='segments-']").first();
  const before = await group.locator("tbody tr").count();
  await group.getByRole("link", { name: "Lisää segmentti" }).click();
  await page.locator("dialog [name=name]").fill("Jätti");
  await save(page);
  await expect(group.locator("tbody tr")).toHaveCount(before + 1);
  await expect(group.locator("tbody a.name").last()).toHaveText("Jätti");
});

test("customer types pass their defaults on, teams stand by company, the list takes columns", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/types");
  await takePictures(page, `settings-types-${test.info().project.name}`);
  await choose(page, "customerTypes", "Asiakas", "Aseta oletuskuluttaja-asiakkaaksi");
  await expect(page.getByRole("status")).toHaveText("Oletus on vaihdettu.");
  await expect(row(page, "customerTypes", "Asiakas")).toContainText("Oletuskuluttaja-asiakas");
  await expect(row(page, "customerTypes", "Alihankkija")).not.toContainText("Inaktivoi");
  await choose(page, "customerTypes", "Kuluttaja-asiakas", "Inaktivoi");
  await unfold(page, "customerTypes");
  await expect(row(page, "customerTypes", "Kuluttaja-asiakas")).toContainText("Inaktiivinen");

  await page.goto("/settings/teams");
  await page.getByRole("link", { name: "Lisää tiimi" }).last().click();
  await page.locator("dialog [name=name]").fill("Storingsdienst");
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Lisätty.");
  await expect(page.locator("tbody a.name").filter({ hasText: "Storingsdienst" })).toBeVisible();

  await page.goto("/customers");
  for (const column of ["Asiakastiimi", "Tunnisteet"]) {
    await page.locator("summary", { hasText: "Sarakkeet" }).click();
    await page.locator(".mi", { hasText: column }).click();
    await expect(page.getByRole("columnheader", { name: column })).toBeVisible();
  }
  await expect(page.getByRole("link", { name: "Excel", exact: true })).toHaveAttribute("href", /columns=customerTeam/);
  await expectAccessible(page);
});

test("tags get a colour and go into each other; the list finds by none of several", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/groupings");
  const [one = "", other = ""] = await names(page, "tags").allTextContents();
  await row(page, "tags", one).getByRole("link", { name: one, exact: true }).click();
  await page.getByLabel("Sininen").check();
  await save(page);
  await expect(row(page, "tags", one)).toContainText("Sininen");
  await choose(page, "tags", other, "Yhdistä…");
  await page.locator("[name=targetId]").selectOption({ label: one });
  await page.getByRole("button", { name: "Yhdistä", exact: true }).click();
  await page.getByRole("button", { name: "Yhdistä", exact: true }).click();
  await expect(row(page, "tags", other)).toHaveCount(0);

  await row(page, "tags", one).locator("td.num > a").click();
  await expect(page).toHaveURL(/\/customers\?tag=\d+$/);
  await expect(page.getByText(`Tunnisteet: ${one}`)).toBeVisible();
  await page.locator("summary", { hasText: "Suodattimet" }).click();
  await page.locator("[name=tags]").selectOption({ label: "Ei mitään näistä" });
  await page.getByRole("button", { name: "Hae", exact: true }).click();
  await expect(page.getByText(`Tunnisteet: ei mitään: ${one}`)).toBeVisible();
  await page.locator(".several > summary").click();
  await expectAccessible(page);
  await takePictures(page, `customers-types-${test.info().project.name}`);
  await page.locator("[name=type]").first().check();
  await page.getByRole("button", { name: "Hae", exact: true }).click();
  await expect(page).toHaveURL(/type=\d+/);
});

test("an administrator sees where numbers come from and which industries are offered", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/industries");
  await takePictures(page, `settings-industries-${test.info().project.name}`);
  await page.getByRole("button", { name: "Älä tarjoa Rakentaminen" }).click();
  await expect(page.getByRole("status")).toHaveText("Pääluokkaa ei enää tarjota.");
  await page.goto("/customers");
  await expect(page.locator("[name=industry] option", { hasText: "Rakentaminen" })).toHaveCount(0);

  await page.goto("/settings/numbering");
  await takePictures(page, `settings-numbering-${test.info().project.name}`);
  await expect(section(page, "ranges").locator("tbody tr").first()).toContainText(
    "Asiakkaat, joiden ryhmällä ei ole sarjaa",
  );
  await page.getByLabel("Manuaalinen luonti").check();
  await save(page);
  await expect(page.getByRole("status")).toBeVisible();
  await page.goto("/customers/new");
  const number = page.locator("[name=number]");
  const hint = await page.locator("#f-number-hint").textContent();
  const next = hint?.match(/\S+$/)?.[0] ?? "";
  await page.locator("[name=name]").fill("Numeroitu Oy");
  if (hasScript()) {
    await number.fill("=1");
    await expect(page.locator(".field:has([name=number]) .err")).toBeVisible();
    await page.getByRole("button", { name: `Käytä numeroa ${next}` }).click();
    await expect(page.getByText(`Numero ${next} on vapaa.`)).toBeVisible();
    await expectAccessible(page);
  } else {
    await number.fill(next);
  }
  await page.getByRole("button", { name: "Tallenna asiakas" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Numeroitu Oy");
});

test("nobody else has settings", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Asetukset" })).toHaveCount(0);
  for (const address of [
    "/settings",
    "/settings/contacts",
    "/settings/activities",
    "/settings/types",
    "/settings/teams",
    "/settings/industries",
    "/settings/numbering",
  ]) {
    expect((await page.request.get(address)).status(), address).toBe(404);
  }
});

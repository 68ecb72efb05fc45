import type { Page } from "@playwright/test";
import { expect, signIn, takePictures, test } from "./fixtures";

async function newCustomer(page: Page, name: string): Promise<string> {
  await page.goto("/customers/new");
  await page.locator("[name=name]").fill(name);
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page).toHaveURL(/\/customers\/\d+/);
  return new URL(page.url()).pathname;
}

const stage = (page: Page) => page.locator(".head .badge").first();

test("a sales case is made, changed, won and taken up again, and the stage of the customer follows", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await newCustomer(page, "Lumpeenkukka Oy");
  await expect(page.locator("main")).toContainText("Prospekti");

  await page.goto(`${card}/sales`);
  await page.getByRole("link", { name: "Uusi myyntityö" }).click();
  const panel = page.getByRole("dialog");
  await panel.locator("[name=expectedValue]").fill("paljon");
  await panel.getByRole("button", { name: "Tallenna" }).click();
  await expect(panel.getByRole("alert")).toContainText("Odotettu arvo");
  await expect(panel.locator("[name=expectedValue]")).toHaveValue("paljon");
  await panel.locator("[name=name]").fill("Talvihoito");
  await panel.locator("[name=expectedValue]").fill("12 000,50");
  await panel.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toContainText("Myyntityö lisätty.");
  await expect(page.locator("tfoot")).toContainText(/2\s400,10/);

  await page.getByRole("link", { name: "Talvihoito" }).click();
  await panel.getByRole("link", { name: "Muokkaa" }).click();
  await panel.locator("[name=statusId]").selectOption({ label: "Tarjous lähetetty (50 %)" });
  await panel.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("status")).toContainText("Muutokset tallennettu.");
  await expect(page.locator("tfoot")).toContainText(/6\s000,25/);

  await page.getByRole("link", { name: "Talvihoito" }).click();
  await panel.getByRole("link", { name: "Merkitse voitetuksi" }).click();
  await expect(panel.locator("[name=probability]")).toHaveValue("100");
  await expect(panel.locator("[name=expectedOn]")).not.toHaveValue("");
  await panel.getByRole("button", { name: "Merkitse voitetuksi" }).click();
  await expect(page.getByRole("status")).toContainText("Merkitty voitetuksi.");
  await expect(page.locator("main")).toContainText("Ensimmäinen voitettu myyntityö");
  await expect(stage(page)).toHaveText("Aktiivinen");
  await takePictures(page, `sales-${test.info().project.name}`);

  await page.getByRole("link", { name: "Talvihoito" }).click();
  await expect(panel.getByRole("link", { name: "Luo projekti tästä" })).toBeVisible();
  await panel.getByRole("link", { name: "Avaa uudelleen" }).click();
  await panel.getByRole("button", { name: "Avaa uudelleen" }).click();
  await expect(page.getByRole("status")).toContainText("Myyntityö on taas avoin.");
  await expect(stage(page)).toHaveText("Prospekti");

  await page.goto(`${card}?edit=header`);
  await page.locator("[name=stage][value=active]").check({ force: true });
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator(".head .tip")).toContainText("Valinnut Aino Ruskalampi");
  await page.locator(".head summary").click();
  await page.getByRole("button", { name: "Palauta vaihe automaattiseksi" }).click();
  await expect(page.getByRole("status")).toContainText("Vaihe määräytyy taas");
  await expect(stage(page)).toHaveText("Prospekti");

  await page.goto(`${card}/history`);
  for (const deed of ["Myyntityö voitettu", "Myyntityö avattu uudelleen", "Vaihe muuttui", "Vaihe palautettu"])
    await expect(page.locator("main")).toContainText(deed);
});

test("an administrator keeps the statuses and says what makes a customer active", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/settings/sales");
  await page.getByRole("link", { name: "Lisää myynnin tila" }).first().click();
  const panel = page.getByRole("dialog");
  await panel.locator("[name='names.fi']").fill("Kartoitus");
  await panel.locator("[name=probability]").fill("10");
  await panel.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("section[aria-labelledby=salesStatuses-inProgress]")).toContainText("Kartoitus");

  await page.getByRole("button", { name: "Poista käytöstä Voitettu myyntityö" }).click();
  await expect(panel).toContainText(/\d+ asiakasta, joilla ei ole laskua/);
  await panel.getByRole("button", { name: "Poista käytöstä" }).click();
  await expect(page.getByRole("status")).toContainText("Poistettu käytöstä");
  await page.getByRole("status").getByRole("button", { name: "Kumoa" }).click();
  await expect(page.getByRole("status")).toContainText("Otettu käyttöön");
});

test("a seller has no sales settings, and what is not there is not found", { tag: "@once" }, async ({ page }) => {
  await signIn(page, "sven");
  for (const address of ["/settings/sales", "/customers/1/sales?panel=sale.999999"]) {
    await page.goto(address);
    await expect(page).toHaveTitle("Hittades inte · Kumppani");
  }
});

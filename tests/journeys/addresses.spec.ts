import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, takePictures, test } from "./fixtures";

/** The card of a customer without addresses, as the list's filter finds it. */
async function openWithoutHeadOffice(page: Page): Promise<string> {
  await page.goto("/customers?headOffice=missing&country=FI&view=flat");
  const link = page.locator("tbody a.name").first();
  const card = (await link.getAttribute("href")) ?? "";
  await page.goto(card);
  return card;
}

async function addAddress(page: Page, card: string, values: Record<string, string>) {
  await page.goto(`${card}?panel=new-address`);
  for (const [name, value] of Object.entries(values)) await page.locator(`dialog [name=${name}]`).fill(value);
  await page.getByRole("button", { name: "Tallenna" }).click();
}

test("a missing head office is said, the first address becomes it, it moves, and goes with a successor", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await openWithoutHeadOffice(page);
  const section = page.getByRole("region", { name: /^Osoitteet/ });
  const office = section.locator("li", { has: page.locator(".badge") });
  await expect(section).toContainText("Pääkonttori puuttuu");

  await addAddress(page, card, { street: "Rantakuja 1", postalCode: "ABC", city: "Kotka" });
  await expect(page.locator(".summary")).toContainText("Postinumero");
  await expect(page.locator("[name=street]")).toHaveValue("Rantakuja 1");
  await page.locator("dialog [name=postalCode]").fill("48100");
  await page.locator("dialog [name=purposes][value=billing]").check();
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(office).toContainText("Rantakuja 1, 48100 Kotka");
  await expect(office).toContainText("Laskutus");

  await addAddress(page, card, { street: "Satamatie 2", postalCode: "20100", city: "Turku" });
  await expect(section.locator("li")).toHaveCount(2);
  await takePictures(page, "addresses");
  await section.getByRole("link", { name: /^Vaihda/ }).click();
  await page.locator("dialog [name=id]").first().check();
  await page.getByRole("button", { name: "Vaihda" }).click();
  await expect(office).toContainText("Satamatie 2");

  await page.getByRole("link", { name: "Satamatie 2, 20100 Turku", exact: true }).click();
  await expect(page.locator("dialog")).toContainText("Luotu");
  await takePictures(page, "address-panel");
  await page.getByRole("link", { name: "Poista" }).click();
  await page.getByRole("button", { name: "Poista" }).click();
  await expect(page.locator(".summary")).toBeVisible();
  await page.locator("dialog [name=successorId]").first().check();
  await page.getByRole("button", { name: "Poista" }).click();
  await expect(section.locator("li")).toHaveCount(1);
  await expect(office).toContainText("Rantakuja 1");
});

test("facts are kept as they were meant, and a related customer stands on both cards", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/customers?view=flat&industry=F");
  const card = (await page.locator("tbody a.name").first().getAttribute("href")) ?? "";
  await page.goto(`${card}?panel=edit`);
  await page.locator("[name=annualRevenue]").fill("paljon");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator(".summary")).toContainText("Liikevaihto");
  await page.locator("[name=annualRevenue]").fill("1.234,5");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("region", { name: "Asiakkaan tiedot" })).toContainText(/1\s234,50\s€/);

  await page.goto(`${card}?panel=new-relation`);
  await page.locator("[name=find]").fill("pohjanranta");
  await page.getByRole("button", { name: "Hae", exact: true }).click();
  await expectAccessible(page);
  await page.locator("dialog [name=relatedId]").first().check();
  await page.locator("dialog [name=kind]").selectOption("landlord");
  await page.getByRole("button", { name: "Lisää", exact: true }).last().click();
  const related = page.getByRole("region", { name: /^Liittyvät asiakkaat/ });
  await expect(related).toContainText("Vuokranantaja");
  await related.getByRole("link", { name: /^Pohjanranta/ }).click();
  await expect(related).toContainText("Vuokralainen");
  await related
    .getByRole("button", { name: /^Irrota/ })
    .first()
    .click();
  await expect(page.getByRole("status")).toContainText("eivät enää liity");
});

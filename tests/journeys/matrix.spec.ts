import { expect, expectAccessible, hasScript, signIn, test } from "./fixtures";

const empty = "button[name=cell][value^='customer:'][aria-pressed=false]";

test("a manager makes somebody responsible with one press and takes it back", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/responsibilities?view=grid&rows=10");
  const button = page.locator(empty).first();
  const id = (await button.getAttribute("value"))?.replace(/:on$/, "") ?? "";
  const row = page.locator("tr", { has: button }).first();
  const count = row.locator(".cover [data-n]");
  const before = Number(await count.textContent());

  await button.click();
  const pressed = page.locator(`button[value="${id}:off"]`);
  await expect(pressed).toHaveAttribute("aria-pressed", "true");
  await expect(pressed).toHaveAttribute("aria-label", /: Vastuuhenkilö$/);
  await expect(page.locator("tr", { has: pressed }).locator(".cover [data-n]")).toHaveText(String(before + 1));
  await expect(page.getByRole("status").filter({ hasText: "astuuhenkilö" })).toBeVisible();
  if (hasScript()) expect(new URL(page.url()).search).toBe("?view=grid&rows=10");

  await page.getByRole("button", { name: "Kumoa" }).click();
  await expect(page.locator(`button[value="${id}:on"]`)).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByText("Kumottu")).toBeVisible();
});

test("arrow keys move in the grid, the space bar presses, and plus gives a role", async ({ page }) => {
  test.skip(!hasScript(), "keys are what script adds");
  await signIn(page, "aino");
  await page.goto("/responsibilities?view=grid&rows=10");
  const id = ((await page.locator(empty).first().getAttribute("value")) ?? "").replace(/:on$/, "");
  const first = page.locator(`button[value^="${id}:"]`);
  await first.focus();
  await expect(first).toHaveAttribute("tabindex", "0");
  await page.keyboard.press("ArrowDown");
  const below = page.locator(":focus");
  await expect(page.locator("table.mx [tabindex='0']")).toHaveCount(1);
  const label = (await below.getAttribute("aria-label")) ?? "";
  await page.keyboard.press("ArrowUp");
  await expect(first).toBeFocused();
  await page.keyboard.press("Space");
  await expect(first).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("status").filter({ hasText: "Vastuuhenkilö" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(first).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Control+End");
  expect(await page.locator(":focus").getAttribute("aria-label")).not.toBe(label);
  await page.keyboard.press("Home");
  await expect(page.locator("th a.name:focus")).toHaveCount(1);
  await first.focus();
  await page.keyboard.press("+");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(/panel=role\.customer\.\d+\.\d+/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("an owner is replaced, not pressed away; filters, roles and projects are addresses", async ({ page }) => {
  await signIn(page, "aino");
  await page.goto("/responsibilities?view=grid&byRole=on&projects=on");
  await expect(page.locator("tr.pj").first()).toBeVisible();
  await expect(page.locator(".legend")).toContainText("Alkaa myöhemmin");
  await page.locator("a.cell[href*='panel=owner.customer']").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goto("/responsibilities?view=grid&responsible=none");
  for (const cover of await page.locator("tr:not(.pj) .cover [data-n]").allTextContents()) expect(cover).toBe("0");
});

test("on a phone one picks a customer and gets a list", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "aino");
  await page.goto("/responsibilities");
  await expect(page.locator("table.mx")).toBeHidden();
  await page.locator(".mx-choice input[name=q]").fill("Asunto Oy");
  await page.locator(".mx-choice button").first().click();
  await expect(page).toHaveURL(/view=list/);
  await expect(page.locator(".mx-list h2").first()).toContainText("Asunto Oy");
  await expectAccessible(page);
  await page.locator(".mx-list button[name=cell]").first().click();
  await expect(page.getByRole("button", { name: "Kumoa" })).toBeVisible();
});

test("whoever may not change anything reads the same page", async ({ page }) => {
  await signIn(page, "pieter");
  await page.goto("/responsibilities?view=grid");
  await expect(page.locator("table.mx tbody tr").first()).toBeVisible();
  await expect(page.locator("button[name=cell], a[href*='panel=']")).toHaveCount(0);
  await expectAccessible(page);
});

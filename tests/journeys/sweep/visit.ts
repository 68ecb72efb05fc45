import { expect, type Page } from "@playwright/test";
import { violationsOn } from "../fixtures";
import { walk } from "./keyboard";
import * as checks from "./page-checks";

export const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 640 };

/** Looks at one address in every way there is. @returns what is wrong */
export async function visitLong(page: Page, address: string, language: string, theme: Theme): Promise<string[]> {
  await open(page, address, theme);
  const isPanel = await page.locator("dialog[open]").isVisible();
  const wrong = [
    ...(await factsOn(page, language)),
    ...(await violationsInBoth(page, theme)),
    ...(await narrowly(page)),
    ...(await walk(page)),
    ...(isPanel ? [] : [...(await menus(page)), ...(await systemColours(page))]),
  ];
  if (await refuse(page)) {
    const refused = [...(await refusalOn(page, language)), ...(await violationsInBoth(page, theme))];
    wrong.push(...refused.map((one) => `refused: ${one}`));
  }
  return isPanel ? [...wrong, ...(await close(page, address))] : wrong;
}

/** A form is judged as it stands when it has refused: what it was before is in it. @returns what is wrong */
export async function visitShort(
  page: Page,
  address: string,
  language: string,
  theme: Theme,
  walks: boolean,
): Promise<string[]> {
  await open(page, address, theme);
  const wrong = [...(await factsOn(page, language)), ...(await narrowly(page)), ...(walks ? await walk(page) : [])];
  if (await refuse(page)) wrong.push(...(await refusalOn(page, language)));
  return [...wrong, ...(await violationsOn(page))];
}

async function open(page: Page, address: string, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.goto(address);
}

const factsOn = (page: Page, language: string) => page.evaluate(checks.facts, language);

const refusalOn = async (page: Page, language: string) => [
  ...(await page.evaluate(checks.refusal)),
  ...(await factsOn(page, language)),
];

/** Everything in one theme, colours in the other too. */
async function violationsInBoth(page: Page, theme: Theme): Promise<string[]> {
  const wrong = await violationsOn(page);
  await page.emulateMedia({ colorScheme: theme === "dark" ? "light" : "dark" });
  wrong.push(...(await violationsOn(page, ["color-contrast"])));
  await page.emulateMedia({ colorScheme: theme });
  return wrong;
}

async function narrowly(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  await page.setViewportSize(narrow);
  for (const check of [checks.sideways, checks.targets, checks.wideWords, checks.menusOutside])
    wrong.push(...(await page.evaluate(check)));
  await page.setViewportSize(wide);
  return wrong;
}

/** Escape leads out of a panel, and the focus is on the link that opens it, or on the menu that holds it. */
async function close(page: Page, address: string): Promise<string[]> {
  const panel = await page.locator("dialog[open]").elementHandle();
  await page.keyboard.press("Escape");
  const isClosed = await page
    .waitForFunction((one) => !one?.isConnected, panel, { timeout: 20_000 })
    .then(
      () => true,
      () => false,
    );
  if (!isClosed) return ["Escape does not close it"];
  const wrong = () => page.evaluate(focusAfter, address);
  await expect
    .poll(wrong, { timeout: 5_000 })
    .toEqual([])
    .catch(() => {});
  return wrong();
}

function focusAfter(address: string): string[] {
  const opener = [...document.links].find(({ pathname, search }) => pathname + search === address);
  if (!opener) return [];
  const now = document.activeElement;
  const place = opener.checkVisibility() ? opener : (opener.closest("details")?.querySelector("summary") ?? null);
  return now === place || !place?.checkVisibility() ? [] : [`the focus went to ${now?.outerHTML.slice(0, 100)}`];
}

async function menus(page: Page): Promise<string[]> {
  const menu = page.locator("main details.menu > summary, header details.menu > summary").first();
  const hasScript = (await page.locator("script").count()) > 0;
  if (!hasScript || !(await menu.isVisible())) return [];
  await menu.press("Enter");
  await page.keyboard.press("Escape");
  return menu.evaluate((summary) => {
    const isShut = !summary.parentElement?.hasAttribute("open") && document.activeElement === summary;
    return isShut ? [] : ["Escape does not close the menu"];
  });
}

async function systemColours(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: "active" });
  const wrong = await page.evaluate(checks.outlines);
  await page.emulateMedia({ forcedColors: null });
  return wrong;
}

/** Fills the first form with what is far too long and sends it. @returns whether it was refused */
async function refuse(page: Page): Promise<boolean> {
  const root = (await page.locator("dialog[open]").count()) ? "dialog[open]" : "main";
  const form = page.locator(`${root} form.form`).first();
  if (!(await form.count()) || !(await form.evaluate(overfill))) return false;
  await form.locator("button.btn--go, button.btn--bad-go").first().click({ timeout: 15_000 });
  return form
    .locator(".summary")
    .waitFor({ timeout: 5_000 })
    .then(
      () => true,
      () => false,
    );
}

/** @returns whether there is a field to fill */
function overfill(form: Element): boolean {
  const fields = [...form.querySelectorAll<HTMLInputElement>("input, textarea")].filter(
    (field) =>
      field.checkVisibility() && !field.readOnly && /^(text|textarea|email|tel|url|search|password)$/.test(field.type),
  );
  for (const field of fields) field.value = "x".repeat(20_000);
  return fields.length > 0;
}

import type { Page } from "@playwright/test";

const mostSteps = 40;

/** Walks with Tab from the first stop of the page, or of the panel that is open. @returns what is wrong */
export async function walk(page: Page): Promise<string[]> {
  const stops = await page.evaluate(begin);
  const wrong: string[] = [];
  for (let at = 0; at < Math.min(stops, mostSteps); at++) {
    if (at > 0) await step(page);
    const found = await page.evaluate(look, at);
    wrong.push(...found);
    if (found.length > 2) break;
  }
  return wrong;
}

/** A field of a date has a stop for each of its parts. */
async function step(page: Page): Promise<void> {
  const before = await page.evaluateHandle(() => document.activeElement);
  for (let part = 0; part < 8; part++) {
    await page.keyboard.press("Tab");
    const stays = await before.evaluate(
      (one) => one === document.activeElement && /date|time|month/.test((one as HTMLInputElement).type),
    );
    if (!stays) break;
  }
  await before.dispose();
}

declare global {
  interface Window {
    sweepStops?: Element[];
  }
}

/** Notes where Tab should stop, in the order of the page, and goes to the first. @returns how many there are */
function begin(): number {
  const reachable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const root = document.querySelector("dialog[open]") ?? document.body;
  const isStop = (one: Element) => {
    if (
      !one.checkVisibility({ visibilityProperty: true }) ||
      one.closest("[inert]") ||
      one.matches(":disabled, [tabindex='-1']")
    )
      return false;
    if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
    const group = [
      ...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(one.name)}"]`),
    ].filter((other) => other.form === one.form);
    return (group.find((other) => other.checked) ?? group[0]) === one;
  };
  window.sweepStops = [...root.querySelectorAll(reachable)].filter(isStop);
  (window.sweepStops[0] as HTMLElement | undefined)?.focus();
  return window.sweepStops.length;
}

/** Whether the focus is where it should be, can be seen, and has nothing over it. */
function look(at: number): string[] {
  const now = document.activeElement ?? document.body;
  const name = (one?: Element) => one?.outerHTML.slice(0, 120) ?? "nothing";
  const stops = window.sweepStops ?? [];
  if (now !== stops[at]) return [`step ${at}: ${name(now)}, not ${name(stops[at])}`, "", ""];
  const label = (now as HTMLInputElement).labels?.[0];
  const shown = now.getBoundingClientRect().width > 2 || !label ? now : label;
  const isMarked = (one: Element | null | undefined) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 && outlineColor !== "transparent";
  };
  const wrong: string[] = [];
  if (![now, label, now.nextElementSibling, now.parentElement].some(isMarked))
    wrong.push(`no focus to be seen: ${name(now)}`);
  const box =
    [...shown.getClientRects()].find(({ width, height }) => width > 0 && height > 0) ?? shown.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (right <= left || bottom <= top) return [...wrong, `out of view: ${name(now)}`];
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const belongs = hit && (shown.contains(hit) || hit.contains(shown) || label?.contains(hit));
  if (!belongs) wrong.push(`${name(hit ?? undefined)} covers ${name(now)}`);
  return wrong;
}

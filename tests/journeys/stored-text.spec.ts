import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { fillWithHostile, hostile } from "./hostile-company";
import { idsOf, places } from "./sweep/places";

// What people have typed is text wherever it is shown: it runs on no page, in no panel and in no list to choose from.
// The policy for scripts would stop most of it, so the walk goes without the policy, and only the escaping is left.

test.describe.configure({ mode: "serial" });

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";

/** Beside the first place of every page: other ways to look at the same. */
const ways = [
  "/customers?tab=all&view=tree",
  "/customers?tab=archived&q=xss",
  "/contacts?view=phones",
  "/contacts?q=xss",
  "/responsibilities?view=grid&rows=10",
  "/reports?by=owner&view=list",
  "/customers/{customer}?panel=new-relation&find=xss",
  "/customers/{customer}?panel=unit&q=xss",
  "/customers/{customer}?panel=registry",
  "/responsible-persons?panel=emails",
];
/** Nothing of the company but its name stands there. */
const bare = new Set(
  `/_not-found /responsibilities/import /settings /settings/currencies
  /settings/features /settings/groups /settings/industries /settings/organisation /settings/registry /settings/units
  /settings/vat`.split(/\s+/),
);

/** These have no room for a mark, or are shown only after a further question. */
const unmarked = new Set(
  `customers.number customers.company_form customers.website customer_companies.number files.url
  customer_external_ids.value custom_fields.integration_id groups.integration_id customers.archive_reason
  customer_relations.note invoices.tax_free_reason work_order_templates.description`.split(/\s+/),
);
/** Panels that show little of what is stored are left to the long form. */
const isFormOnly = /panel=(new|merge|delete|bulk|cell|template)\b/;

let ids: Record<string, string>;
const addressOf = (at: string) => at.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? "missing");

test.describe("without the policy", () => {
  test.use({ bypassCSP: true });

  test("stored text runs on no page and in no panel", async ({ page, app }) => {
    test.setTimeout(isLong ? 600_000 : 120_000);
    const filled = await fillWithHostile(app.databaseUrl);
    expect(filled.length).toBeGreaterThan(105);
    ids = await idsOf(app.databaseUrl);
    await signIn(page, "maija");
    const wrong = watched(page);
    const panels = new Map<string, string>();
    const met = new Set<string>();
    const pages = Object.entries(places).flatMap(([route, [place]]) =>
      place && !place.upload && place.as !== null ? [{ route, at: place.at }] : [],
    );
    for (const { route, at } of [...pages, ...ways.map((way) => ({ route: way, at: way }))]) {
      const { shown, links, columns } = await look(page, addressOf(at), wrong);
      for (const column of columns) met.add(column);
      if (shown <= 3 !== bare.has(route)) wrong.push(`${route} shows ${shown} texts`);
      for (const link of links) panels.set(link.replace(/\d+/g, "#"), link);
    }
    expect(panels.size).toBeGreaterThan(100);
    for (const address of panels.values()) {
      if (!isLong && isFormOnly.test(address)) continue;
      const { columns } = await (isLong ? look : read)(page, address, wrong);
      for (const column of columns) met.add(column);
    }
    expect(wrong).toEqual([]);
    expect(filled.filter((column) => !met.has(column) && !unmarked.has(column))).toEqual([]);
  });
});

test("stored and typed text does not run where the script of a page shows it", async ({ page }) => {
  await signIn(page, "maija");
  const wrong = watched(page);
  const check = async () => void wrong.push(...(await page.evaluate(findings, null)).wrong);
  await page.goto("/customers");
  for (const text of hostile) {
    await page.locator("main [name=q]").first().fill(text);
    await page.locator("main [name=q]").first().press("Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("q")?.slice(0, 20) === text.trim().slice(0, 20));
    await check();
  }
  await page.goto("/customers?view=flat");
  await page.locator("tbody a.name").first().click();
  await expect(page).toHaveURL(/\/customers\/\d+$/);
  await check();
  const card = new URL(page.url()).pathname;
  for (const tab of ["sales", "collaboration", "financials", "settings", "history"]) {
    await page.locator(`nav a[href="${card}/${tab}"]`).first().click();
    await expect(page).toHaveURL(new RegExp(`${tab}$`));
    await check();
  }

  await page.goto(`${card}?panel=new-relation`);
  await page.locator("dialog [name=find]").fill("<img");
  await page.locator("dialog [name=find]").press("Enter");
  await expect(page.locator("dialog [type=radio]").first()).toBeAttached();
  await check();

  const name = `'"><img src=x onerror=__xss=20>.txt`;
  await page.goto(`${card}?panel=new-file`);
  await page.locator("dialog [name=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from("x") });
  await check();
  await page.locator("dialog .btn--go").click();
  await expect(page.locator("dialog")).toHaveCount(0);
  await check();

  const cells = hostile.map((text) => text.replaceAll('"', '""'));
  const table = `"Name";"Number";"${cells.join('";"')}"\n${cells.map((cell) => `"${cell}";"${cell}"`).join("\n")}\n`;
  await page.goto("/customers/import");
  const csv = { name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(table) };
  await page.locator("input[name=file]").setInputFiles(csv);
  await page.locator("main form .btn--go").first().click();
  await expect(page).toHaveURL(/import\/\d+/);
  await check();
  await page.locator("main .btn--go").first().click();
  await expect(page).toHaveURL(/step=check/);
  await check();
  expect(wrong).toEqual([]);
});

/** @returns what is found wrong from now on: pages that ask something, or fail */
function watched(page: Page): string[] {
  const wrong: string[] = [];
  page.on("dialog", (dialog) => {
    wrong.push(`${page.url()}: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
  return wrong;
}

async function look(page: Page, address: string, wrong: string[]) {
  const answer = await page.goto(address);
  const found = await page.evaluate(findings, null);
  if (answer?.status() !== (address === "/nowhere" ? 404 : 200)) wrong.push(`${address}: ${answer?.status()}`);
  wrong.push(...found.wrong.map((one) => `${address}: ${one}`));
  return found;
}

/** As it comes from the server, without its script. */
async function read(page: Page, address: string, wrong: string[]) {
  const answer = await page.request.get(address);
  if (answer.status() !== 200) wrong.push(`${address}: ${answer.status()}`);
  const found = await page.evaluate(findings, await answer.text());
  wrong.push(...found.wrong.map((one) => `${address}: ${one}`));
  return found;
}

/**
 * In the browser: what has become more than text, how much of it there is, and the panels that the page leads to.
 * @param html what to look at instead of the page; null: the page
 */
function findings(html: string | null) {
  const root = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const ran = (window as { __xss?: unknown }).__xss;
  const isAddress = /^(href|src|srcdoc|action|formaction|xlink:href)$/i;
  const isProgram = /^\W*(javascript|data|vbscript):/i;
  // React writes this itself where a form is sent by its own script.
  const isReacts = /^javascript:throw new Error\('A React form was unexpectedly submitted/;
  const isOdd = (one: Element) =>
    /^(iframe|object|embed|base)$/i.test(one.tagName) ||
    [...one.attributes].some(
      ({ name, value }) =>
        /^on/i.test(name) || (isAddress.test(name) && isProgram.test(value) && !isReacts.test(value)),
    );
  const odd = [...root.querySelectorAll("*")].filter(isOdd).map((one) => one.outerHTML.slice(0, 200));
  const words = root.body.innerHTML.replaceAll(/<script\b.*?<\/script>/gs, "").matchAll(/§([a-z_.]+)§/g);
  return {
    columns: [...words].map(([, column = ""]) => column),
    wrong: ran === undefined ? odd : [...odd, `it ran: ${ran}`],
    // biome-ignore lint/performance/useDomNodeTextContent: only what is to be seen, not what Next writes for the script
    shown: (document.body.innerText.match(/__xss/g) ?? []).length,
    links: [...document.links]
      .map(({ pathname, search }) => pathname + search)
      .filter((link) => /[?&]panel=/.test(link)),
  };
}

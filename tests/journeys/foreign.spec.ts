import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Page, Request } from "@playwright/test";
import pg from "pg";
import { expect, signIn, test } from "./fixtures";

/** A page of somebody else's, opened by a person who is signed in here. */

const manifest = path.resolve(import.meta.dirname, "../../.next-test/server/server-reference-manifest.json");
type Reference = { exportedName: string; filename: string };
const savePreferences = Object.entries<Reference>(JSON.parse(fs.readFileSync(manifest, "utf8")).node).find(
  ([, one]) => one.exportedName === "savePreferences",
)?.[0];

/** The form that a page of ours would post. */
const form = (base: string) =>
  `<form method="post" enctype="multipart/form-data" action="${base}/account">
    <input name="$ACTION_ID_${savePreferences}" value=""><input name="theme" value="dark"></form>
  <script>document.forms[0].submit()</script>`;
/** Script that asks as our own would. */
const script = (base: string) =>
  `<script>
    const form = new FormData();
    form.set("1_theme", "dark");
    form.set("_1_theme", "dark");
    form.set("0", '["$K1"]');
    const file = new FormData();
    file.set("file", new File(["Nimi\\nFoo Oy\\n"], "a.csv"));
    const asked = { method: "POST", credentials: "include" };
    Promise.allSettled([
      fetch("${base}/account", { ...asked, mode: "no-cors", body: form }),
      fetch("${base}/account", { ...asked, headers: { "next-action": "${savePreferences}" }, body: form }),
      fetch("${base}/api/imports", { ...asked, mode: "no-cors", body: file }),
      fetch("${base}/sign-in", { ...asked, mode: "no-cors", body: form }),
    ]).then(() => { document.title = "done"; });
  </script>`;
const attempts: Record<string, (base: string) => string> = {
  "a form": form,
  "a form that hides where it comes from": (base) => `<meta name="referrer" content="no-referrer">${form(base)}`,
  "a form in a sandbox": (base) =>
    `<iframe sandbox="allow-scripts allow-forms" srcdoc="${form(base).replaceAll('"', "&quot;")}"></iframe>`,
  script,
};

/** Serves one page. @param host where it claims to be: another site, or this one under another port */
async function elsewhere(host: string, page: string) {
  const server = http.createServer((_, response) => response.setHeader("content-type", "text/html").end(page));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `http://${host}:${port}/`, close: () => server.close() };
}

test("changes nothing, however it asks", async ({ page, app, baseURL }) => {
  await signIn(page, "maija");
  const database = new pg.Client(app.databaseUrl);
  await database.connect();
  const state = async () =>
    (await database.query("select (select max(id) from events) as e, (select count(*) from imports) as i")).rows;
  const before = await state();
  for (const [name, attempt] of Object.entries(attempts)) {
    for (const host of ["127.0.0.1", "localhost"]) {
      const { address, close } = await elsewhere(host, attempt(baseURL ?? ""));
      const isPost = (request: Request) => request.url().startsWith(`${baseURL}/`) && request.method() === "POST";
      // A tab for each: the answer of one attempt would end the opening of the next.
      const tab = await page.context().newPage();
      const asked = tab.waitForRequest(isPost);
      await tab.goto(address, { waitUntil: "commit" });
      const answer = await Promise.race([(await asked).response(), tab.waitForTimeout(2_000)]);
      // In a frame the browser does not even show the refusal.
      if (answer) expect(answer.status(), `${name} at ${host}`).toBe(403);
      if (attempt === script) await expect(tab).toHaveTitle("done");
      await tab.close();
      close();
    }
  }
  expect(await state()).toEqual(before);
  await database.end();
});

test("shows nothing of ours in a frame", async ({ page, baseURL }) => {
  await signIn(page, "maija");
  const { address, close } = await elsewhere("127.0.0.1", `<iframe src="${baseURL}/customers"></iframe>`);
  await page.goto(address);
  await expect.poll(() => framed(page)).not.toContain("Kumppani");
  close();
});

const framed = async (page: Page): Promise<string> =>
  (await page
    .frames()[1]
    ?.content()
    .catch(() => "")) ?? "Kumppani is still loading";

test("whoever has signed out leaves nothing behind the back button", async ({ page }) => {
  await signIn(page, "maija");
  await page.goto("/customers");
  await expect(page.locator("table")).toBeVisible();
  await page.locator("details.me summary").click();
  await page.getByRole("button", { name: /^(Sign out|Kirjaudu ulos)$/ }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goBack();
  await expect(page.locator("[name=password]")).toBeVisible();
  await expect(page.locator("table")).toHaveCount(0);
});

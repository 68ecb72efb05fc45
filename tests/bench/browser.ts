import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium, type Response, type Page as Tab } from "@playwright/test";
import { findBrowser } from "../../lib/cli/browser.ts";
import { root } from "../../lib/cli/machine.mjs";
import { benchPassword } from "./fill.ts";
import { median } from "./page-costs.ts";
import type { Page } from "./pages.ts";
import type { App } from "./server.ts";

/** What a browser that has nothing of us yet fetches for a page, in bytes over the wire, and when rows are there (ms). */
export type Seen = { name: string; script: number; all: number; rows: number };

/** Looks at pages as `who`, each several times in a browser without anything in its cache. */
export async function look(app: App, who: string, pages: Page[], times: number): Promise<Seen[]> {
  const browser = await chromium.launch(await findBrowser());
  try {
    const signedIn = await browser.newContext({ baseURL: app.base });
    const tab = await signedIn.newPage();
    await tab.goto("/sign-in");
    await tab.locator("[name=email]").fill(`${who}@bench.example`);
    await tab.locator("[name=password]").fill(benchPassword);
    await tab.locator("[name=password]").press("Enter");
    await tab.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    const storageState = await signedIn.storageState();
    const seen: Seen[] = [];
    for (const page of pages) {
      const looks: Omit<Seen, "name">[] = [];
      for (let time = 0; time < times; time++) {
        const context = await browser.newContext({ baseURL: app.base, storageState });
        looks.push(await lookOnce(context, page.path));
        await context.close();
      }
      const middle = (name: "script" | "all" | "rows") => median(looks.map((one) => one[name]));
      seen.push({ name: page.name, script: middle("script"), all: middle("all"), rows: middle("rows") });
    }
    return seen;
  } finally {
    await browser.close();
  }
}

async function lookOnce(context: BrowserContext, place: string): Promise<Omit<Seen, "name">> {
  const tab = await context.newPage();
  const sizes = watchSizes(tab);
  await tab.addInitScript(() => {
    const wait = () => {
      const isThere = document.querySelector("main tbody tr, main li, main dl, main h1")?.getClientRects().length;
      if (isThere && document.readyState !== "loading") performance.mark("rows");
      else requestAnimationFrame(wait);
    };
    wait();
  });
  await tab.goto(place, { waitUntil: "networkidle" });
  const rows = await tab.evaluate(() => performance.getEntriesByName("rows")[0]?.startTime ?? 0);
  return { ...(await sizes()), rows };
}

/** Sizes as gzip makes them, whatever a header weighs. */
function watchSizes(tab: Tab) {
  const sizes = { script: 0, all: 0 };
  const seen: Promise<void>[] = [];
  const weigh = async (response: Response) => {
    const bytes = gzipSync(await response.body()).length;
    sizes.all += bytes;
    if (response.request().resourceType() === "script") sizes.script += bytes;
  };
  tab.on("response", (response) => response.ok() && seen.push(weigh(response)));
  return async () => {
    await Promise.all(seen);
    return sizes;
  };
}

const emptyApp = path.join(root, ".next-empty");

/**
 * What Next alone sends: bytes of script of a page with nothing on it, built here once for each version of Next.
 * @throws Error when it does not build
 */
export async function scriptOfNext(): Promise<number> {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, "node_modules/next/package.json"), "utf8"));
  const kept = path.join(emptyApp, `script-of-${version}`);
  if (fs.existsSync(kept)) return Number(fs.readFileSync(kept, "utf8"));
  fs.rmSync(emptyApp, { recursive: true, force: true });
  fs.mkdirSync(path.join(emptyApp, "app"), { recursive: true });
  const files = {
    "next.config.mjs": "export default {};",
    "package.json": "{}",
    "app/layout.jsx": "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
    "app/page.jsx": "export default function Page() { return <h1>Empty</h1>; }",
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(emptyApp, name), text);
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const { status, stderr } = spawnSync(process.execPath, [next, "build"], { cwd: emptyApp, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`the empty page does not build: ${stderr}`);
  const bytes = scriptsOf(fs.readFileSync(path.join(emptyApp, ".next/server/app/index.html"), "utf8"));
  fs.writeFileSync(kept, String(bytes));
  return bytes;
}

function scriptsOf(html: string): number {
  const sources = [...html.matchAll(/<script src="\/_next\/([^"]+)" async/g)].map(([, file = ""]) => file);
  return sources.reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(emptyApp, ".next", file))).length, 0);
}

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

/** What Playwright's `launchOptions` need. */
export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];
const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/**
 * A Chromium that really starts here: CHROME_PATH, the one from npm, the machine's own, Playwright's, and as root on
 * Debian the one from apt. The one from npm has no windows: where the others draw theirs too, it takes half the time.
 * @throws Error that names the remedies
 */
export async function findBrowser(): Promise<Browser> {
  if (process.env.CHROME_PATH) return chosen(process.env.CHROME_PATH);
  for (const candidate of [packagedBrowser, systemBrowser, playwrightBrowser, aptBrowser]) {
    const browser = await candidate();
    if (browser) return browser;
  }
  throw new Error(
    "No browser for the journeys. Any of these helps: apt-get install chromium, npx playwright install --with-deps chromium, CHROME_PATH=/path/to/chrome.",
  );
}

async function chosen(executablePath: string): Promise<Browser> {
  const browser = await startable(executablePath);
  if (!browser) throw new Error(`CHROME_PATH=${executablePath} does not start.`);
  return browser;
}

async function systemBrowser(): Promise<Browser | null> {
  for (const name of systemNames) {
    const browser = await startable(inPath(name));
    if (browser) return browser;
  }
  return null;
}

function playwrightBrowser(): Promise<Browser | null> {
  return startable(chromium.executablePath());
}

/** The package is meant for Lambda: first with the machine's libraries, then with those it brings. */
async function packagedBrowser(): Promise<Browser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folder = await unpackedBrowser().catch(() => null);
  if (!folder) return null;
  const program = path.join(folder, "chromium");
  const fonts = { FONTCONFIG_PATH: path.join(folder, "fonts") };
  const libraries = { LD_LIBRARY_PATH: path.join(folder, "al2023/lib") };
  return (await startable(program, fonts)) ?? startable(program, { ...fonts, ...libraries });
}

async function aptBrowser(): Promise<Browser | null> {
  if (process.getuid?.() !== 0 || !inPath("apt-get")) return null;
  console.log("Installing Chromium with apt-get (one or two minutes) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { stdio: "inherit", env });
  return startable(inPath("chromium"));
}

/** Starts the browser to see whether it does; asking it for its version tells nothing about missing libraries. */
async function startable(executablePath: string | undefined, env = {}): Promise<Browser | null> {
  if (!executablePath || !fs.existsSync(executablePath)) return null;
  try {
    const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env }, timeout: 20_000 });
    await browser.close();
    return { executablePath, args, env };
  } catch {
    return null;
  }
}

/** Unpacked once per user into a cache folder of their own, under a final name only when complete. */
async function unpackedBrowser(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  const folder = path.join(cache, "kumppani-chromium-153");
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(cache, { recursive: true });
  const draft = fs.mkdtempSync(`${folder}-`);
  await unpackInto(draft);
  // The shipped file names /tmp/fonts. Without a font Chromium dies on the first page.
  const fonts = path.join(draft, "fonts/fonts.conf");
  fs.writeFileSync(fonts, fs.readFileSync(fonts, "utf8").replaceAll("/tmp/fonts", path.join(folder, "fonts")));
  fs.chmodSync(path.join(draft, "chromium"), 0o755);
  fs.renameSync(draft, folder);
  return folder;
}

/** The package unpacks into the folder for temporary files and trusts what it finds there: it gets one of its own. */
async function unpackInto(folder: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  const packed = path.resolve(import.meta.dirname, "../../node_modules/@sparticuz/chromium/bin");
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    for (const name of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) {
      await inflate(path.join(packed, name));
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function inPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

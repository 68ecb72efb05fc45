import path from "node:path";
import { defineConfig } from "@playwright/test";
import { type Browser, findBrowser } from "../../lib/cli/browser.ts";

const results = path.resolve(import.meta.dirname, "../../test-results");

// Every worker reads this file again; the browser is looked for once.
process.env.KUMPPANI_TEST_BROWSER ??= JSON.stringify(await findBrowser());
const { executablePath, args, env }: Browser = JSON.parse(process.env.KUMPPANI_TEST_BROWSER);

export default defineConfig({
  testDir: ".",
  outputDir: path.join(results, "journeys"),
  globalSetup: "../setup/journeys.ts",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: path.join(results, "journeys.json") }]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
    locale: "en-GB",
    timezoneId: "Europe/Helsinki",
    // A colour on its way to another is judged as it stands.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
  },
  projects: [
    // What is only read, or refused, is the same with script: once is enough.
    { name: "script", use: { javaScriptEnabled: true }, grepInvert: /@once/ },
    {
      name: "no-script",
      use: { javaScriptEnabled: false },
      testIgnore: /\/(doors|foreign|provider-dance|start|stored-text|sweep)\.spec\.ts$/,
    },
  ],
});

import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { buildUnlessCurrent } from "./build.ts";
import { claim } from "./lock.mjs";
import { giveUp, root } from "./machine.mjs";

// `npm test`, second half: every check there is, one after the other, and a line with the sum. None stops the others.
// `npm run cells`, `npm run faults` and `npm run sweep`: one of them alone, in its long form.

/** `note`: what else the line of a step says. `failures`: the tests that failed, each with the first line of its reason. */
type Count = { passed: number; failed: number; note?: string; failures?: string[] };
type Step = { name: string; run: () => Promise<Count> };

const distFolder = ".next-test";
const results = path.join(root, "test-results");
const next = "node_modules/next/dist/bin/next";
/** Settings of a running product, which tests must not inherit. */
const productSettings =
  /^(NODE_ENV|HOST|PORT|(NEXT|DATABASE|KUMPPANI|DEMO|PUBLIC|OIDC|AUTH|TRUSTED|FILES|PRH|BRREG|PEPPOL)_)/;

const style: Step = {
  name: "Style (Biome)",
  run: () => once("node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--colors=off"),
};
const production: Step = { name: "Production build", run: build };
const cells: Step = {
  name: "Cells: who gets what (Vitest)",
  run: async () => ({ ...(await served("cells")), note: readText(path.join(results, "cells.txt")) }),
};
/** `npm test` has it among the nouns, for fewer people. */
const scopes: Step = {
  name: "Scopes as row-level security",
  run: () => tests("scopes", "tests/vitest.config.ts", ["tests/scopes.test.ts"], { KUMPPANI_TEST_SIZE: "long" }),
};
const faults: Step = { name: "Faults (Vitest)", run: () => served("faults") };

const suites: Record<string, Step[]> = {
  all: [
    style,
    { name: "Types", run: types },
    { name: "Rules and nouns (Vitest)", run: nouns },
    production,
    cells,
    faults,
    { name: "Journeys (Playwright)", run: () => journeys() },
  ],
  cells: [production, cells, scopes],
  faults: [production, faults],
  sweep: [
    production,
    { name: "Every page and panel (Playwright)", run: () => journeys("sweep.spec.ts", "stored-text.spec.ts") },
  ],
};
const wanted = process.argv[2] ?? "all";
const size = wanted === "all" ? "short" : "long";
const steps = suites[wanted] ?? giveUp(`there is no suite ${wanted}.`);

let child: ChildProcess | null = null;
let stopping = false;
let isBuilt = false;

for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, stop);
if (!(await claim("test", root, () => ({ pid: process.pid })))) giveUp("the tests are already running in this folder.");
for (const name of Object.keys(process.env)) if (productSettings.test(name)) delete process.env[name];
fs.rmSync(results, { recursive: true, force: true });
fs.mkdirSync(results);
process.exit(await runAll());

async function runAll(): Promise<number> {
  const began = performance.now();
  const lines: string[] = [];
  const reasons: string[] = [];
  const sum: Count = { passed: 0, failed: 0 };
  for (const step of steps) {
    console.log(`\n== ${step.name}`);
    const start = performance.now();
    const { passed, failed, note, failures = [] } = await step.run();
    if (stopping) return 1;
    reasons.push(...failures);
    sum.passed += passed;
    sum.failed += failed;
    lines.push(
      `${failed ? "FAILED" : "ok    "} ${step.name.padEnd(30)} ${seconds(start)}  ${passed} passed, ${failed} failed${note ? `; ${note}` : ""}`,
    );
  }
  if (reasons.length) console.log(`\n${reasons.join("\n")}`);
  console.log(`\n${lines.join("\n")}\n${sum.passed} passed, ${sum.failed} failed in${seconds(began)}`);
  return sum.failed ? 1 : 0;
}

/** The types of the routes are made first: pages use them. */
async function types(): Promise<Count> {
  if ((await node([next, "typegen"])) !== 0) return { passed: 0, failed: 1 };
  return once("node_modules/typescript/bin/tsc", "--noEmit");
}

function nouns(): Promise<Count> {
  return tests("nouns", "tests/vitest.config.ts");
}

/** Tests that need the built product: in their short form, unless nothing else is wanted. */
async function served(suite: string): Promise<Count> {
  if (!isBuilt) return { passed: 0, failed: 1 };
  const count = await tests(suite, "tests/served.config.ts", [`tests/${suite}/`], { KUMPPANI_TEST_SIZE: size });
  if (suite === "faults") console.log(tallied());
  return count;
}

/** What the faults have counted (tests/faults/tally.ts), in one line. */
function tallied(): string {
  const file = path.join(results, "faults.tally");
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  const sum = { rounds: 0, kills: 0, acknowledged: 0, lost: 0, doubled: 0 };
  const names = Object.keys(sum) as (keyof typeof sum)[];
  for (const counts of lines.map((line) => JSON.parse(line))) for (const name of names) sum[name] += counts[name] ?? 0;
  return `Changes and faults: ${names.map((name) => `${sum[name]} ${name}`).join(", ")}`;
}

async function tests(name: string, config: string, only: string[] = [], env: NodeJS.Dict<string> = {}): Promise<Count> {
  const report = path.join(results, `${name}.json`);
  const options = ["--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await node(["node_modules/vitest/vitest.mjs", "run", ...options, ...only], env);
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] }: VitestReport = readReport(report);
  const failures = testResults.flatMap(({ name: file, assertionResults, message }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (!failed.length && message) return [failure(file, "", message)];
    return failed.map(({ fullName, failureMessages: [reason = ""] }) => failure(file, fullName, reason));
  });
  return { passed: numPassedTests, failed: atLeastOne(code, numFailedTests), failures };
}

/** Of a report of Vitest, what is read here. `message`: why a file could not be run. */
type VitestReport = {
  numPassedTests?: number;
  numFailedTests?: number;
  testResults?: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

/** In one line at the end of everything, where whoever reads only that finds it. */
function failure(file: string, test: string, reason: string): string {
  return `✗ ${path.relative(root, file)} ${test}: ${reason.split("\n")[0]?.slice(0, 300)}`;
}

/** Into a folder of its own: a product that runs from this clone stays as it is. */
async function build(): Promise<Count> {
  isBuilt = await buildUnlessCurrent(distFolder, () => node([next, "build"], { NEXT_DIST_DIR: distFolder }));
  return { passed: isBuilt ? 1 : 0, failed: isBuilt ? 0 : 1 };
}

async function journeys(...only: string[]): Promise<Count> {
  if (!isBuilt) return { passed: 0, failed: 1 };
  const config = "tests/journeys/playwright.config.ts";
  const args = ["node_modules/@playwright/test/cli.js", "test", "--config", config, ...only];
  const code = await node(args, { KUMPPANI_TEST_SIZE: size });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(path.join(results, "journeys.json")).stats ?? {};
  return { passed: expected + flaky, failed: atLeastOne(code, unexpected) };
}

/** A program that says yes or no with its exit code. */
async function once(...args: string[]): Promise<Count> {
  const failed = (await node(args)) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed };
}

function node(args: string[], env: NodeJS.Dict<string> = {}): Promise<number> {
  const started = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  child = started;
  return new Promise((resolve, reject) => {
    started.on("error", reject);
    started.on("exit", (code) => resolve(code ?? 1));
  });
}

function readReport(file: string) {
  return JSON.parse(readText(file) || "{}");
}

function readText(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

/** A program may fail before its first test. */
function atLeastOne(code: number, failed: number): number {
  return code === 0 ? failed : Math.max(1, failed);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1).padStart(7)} s`;
}

/** Vitest and Playwright remove their databases when they are interrupted, not when they are killed. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  child?.kill("SIGINT");
}

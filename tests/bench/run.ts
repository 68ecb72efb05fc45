import fs from "node:fs";
import path from "node:path";
import { root } from "../../lib/cli/machine.mjs";
import { budgets } from "./budgets.ts";
import { figure, figures, ofPage } from "./figures.ts";
import { measureDuplicateCheck, measureImport, measureSaves } from "./measure-changes.ts";
import { measureFiles } from "./measure-files.ts";
import { measureBrowser, measureCrowds, measureLoad, measurePages } from "./measure-pages.ts";
import { pagesOf } from "./pages.ts";
import { checkPlans, type WholeRead } from "./plan-check.ts";
import { explainEverything } from "./plans.ts";
import { allMet, print } from "./report.ts";
import { Server } from "./server.ts";

// What `npm run bench` measures, on the build that lib/cli/bench.ts has made. --quick: a tenth of the customers and less
// patience. --strict: a missed budget is a failure. --load: a minute with twenty at a time. --only=pages,plans: these parts.

const full = {
  customers: 100_000,
  pages: { rounds: 4, requests: 20, warmUp: 15 },
  crowdSeconds: 4,
  saves: 60,
  looks: 3,
  importRows: 20_000,
};
const short = {
  customers: 10_000,
  pages: { rounds: 3, requests: 6, warmUp: 4 },
  crowdSeconds: 1,
  saves: 20,
  looks: 1,
  importRows: 5_000,
};

const has = (option: string) => process.argv.includes(option);
const effort = has("--quick") ? short : full;
const only = process.argv
  .find((option) => option.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const began = performance.now();
let server: Server | null = null;

for (const event of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(event, () => end(1));
fs.mkdirSync(path.join(root, "test-results"), { recursive: true });
try {
  server = new Server();
  await measure(server);
} catch (error) {
  console.error(error);
  await end(1);
}
await end(has("--strict") && !allMet(figures) ? 1 : 0);

async function end(code: number): Promise<never> {
  await server?.stop();
  process.exit(code);
}

async function measure(server: Server): Promise<void> {
  await part("fill", () => fill(server));
  const app = await server.serve("big");
  await part("pages", () => measurePages(server, app, effort.pages));
  await part("crowds", () => measureCrowds(server, app, effort.crowdSeconds));
  await part("files", () => measureFiles(server, app));
  await part("saves", () => measureSaves(server, app, effort.saves));
  await part("browser", () => measureBrowser(server, app, effort.looks));
  if (has("--load")) await part("load", () => measureLoad(app));
  await app.stop();
  const reads = (await part("plans", () => measurePlans(server))) ?? [];
  await part("import", () => measureBringingIn(server));
  figure("the whole run", "s", secondsSoFar());
  const report = path.join(root, "test-results/bench.json");
  fs.writeFileSync(report, JSON.stringify({ customers: effort.customers, figures, wholeReads: reads }, null, 2));
  print(figures, reads, effort.customers);
  console.log(`\nAll of it in ${path.relative(process.cwd(), report)}`);
}

/** Everything stands on the filled databases: they are made whatever is wanted. */
async function part<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  if (only && name !== "fill" && !only.includes(name)) return undefined;
  console.log(`${secondsSoFar().toFixed(0).padStart(4)} s  ${name} …`);
  if (name === "fill") return work();
  try {
    return await work();
  } catch (error) {
    // What was measured before is worth its minutes.
    console.error(error);
    figure(`${name} came to no end`, "answers", 1, budgets.failures);
    return undefined;
  }
}

function secondsSoFar(): number {
  return (performance.now() - began) / 1000;
}

async function fill(server: Server): Promise<void> {
  figure(`fill ${effort.customers} customers`, "s", await server.fill("big", effort.customers), budgets.loadSeconds);
  if (only && !only.includes("pages")) return;
  await server.fill("small", 1_000);
  await server.fill("middle", 5_000);
}

async function measurePlans(server: Server): Promise<WholeRead[]> {
  await explainEverything(server, "big");
  const app = await server.serve("big");
  const pages = await pagesOf(server, "big");
  const { statements, reads, excused, tried, slowest } = await checkPlans(server, app, pages);
  const most = { list: budgets.listStatements, card: budgets.cardStatements, matrix: budgets.matrixStatements };
  for (const { name, kind } of pages) {
    ofPage(name, "statements", "statements", statements.get(name) ?? 0, kind === "other" ? undefined : most[kind]);
  }
  const note = `${tried} plans, ${excused} excused`;
  figure("big tables read from end to end", "plans", reads.length, budgets.wholeTables, note);
  for (const { page, who, milliseconds } of slowest) figure(`slow: ${page}, as ${who}`, "ms", milliseconds);
  await measureDuplicateCheck(server, app);
  await app.stop();
  return reads;
}

async function measureBringingIn(server: Server): Promise<void> {
  await server.run("postgres", "alter database big reset all");
  const app = await server.serve("big");
  await measureImport(server, app, effort.importRows);
  await app.stop();
}

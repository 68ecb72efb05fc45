import { type ChildProcess, spawn } from "node:child_process";
import { type Cluster, databaseUrl, isRunning, startPostgres, stopPostgres } from "../../db/embedded.ts";
import { firstAdministratorToken, prepareDemo } from "../../db/first-people.ts";
import { checkDatabase, migrateDatabase } from "../../db/migrate.ts";
import { identityProvider } from "../identity-provider.ts";
import { buildUnlessCurrent } from "./build.ts";
import { dataOf, draftOf, isHalfRestored } from "./data.ts";
import { explain } from "./errors.ts";
import { claim } from "./lock.mjs";
import { dataFolder, giveUp, refuseFullDisk, root } from "./machine.mjs";
import { embeddedKeys, randomDemoPassword } from "./secrets.ts";
import { setUpWelcome, signInWelcome } from "./welcome.ts";

// `npm start`, second half: keys, database, build, server. Runs until it is told to stop, then stops them in reverse.

const host = process.env.HOST || "127.0.0.1";
const port = process.env.PORT || "3000";
const address = `http://${["0.0.0.0", "::"].includes(host) ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
const distFolder = process.env.NEXT_DIST_DIR || ".next";
const starter = process.ppid;
const next = "node_modules/next/dist/bin/next";

let cluster: Cluster | null = null;
let child: ChildProcess | null = null;
let stopping = false;

for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, stop);
process.on("exit", () => cluster && stopPostgres(cluster.folder));

try {
  identityProvider();
  await (process.env.DATABASE_URL ? serveFrom(process.env.DATABASE_URL) : serveEmbedded());
} catch (error) {
  if (stopping) process.exit(0);
  refuseFullDisk(process.env.DATABASE_URL ? root : dataFolder(), 100);
  giveUp(explain(error));
}

async function serveEmbedded(): Promise<void> {
  const folder = dataFolder();
  const lock = await claim("data", folder, () => ({ pid: starter, address, stopping: stopping || orphaned() }));
  if (!lock) giveUp("another start is already using this data folder.");
  if (isHalfRestored(folder))
    giveUp(`a restore ended early. Run it again, or remove ${draftOf(folder)} to do without.`);
  refuseFullDisk(folder, 100);
  cluster = startPostgres(dataOf(folder));
  console.log(`Postgres ${cluster.reused ? "was still running" : "started"} in ${cluster.folder}`);
  const keys = embeddedKeys(folder);
  const url = databaseUrl(cluster);
  await prepare(url, keys);
  const password = process.env.DEMO_PASSWORD || randomDemoPassword(folder);
  const demo = await prepareDemo(url, password);
  await serve(url, { ...keys, KUMPPANI_OWN_DATABASE: cluster.folder }, demo ? signInWelcome(password) : "");
}

async function serveFrom(url: string): Promise<void> {
  if (!process.env.AUTH_SECRET) giveUp("set AUTH_SECRET to a long random text, the same at every start.");
  await prepare(url, {});
  const token = await firstAdministratorToken(url);
  await serve(url, {}, token ? setUpWelcome(process.env.PUBLIC_URL || address, token) : "");
}

/** Builds before it migrates: a program that does not build must not change the data. */
async function prepare(url: string, keys: NodeJS.Dict<string>): Promise<void> {
  await checkDatabase(url);
  const built = await buildUnlessCurrent(distFolder, () => {
    console.log("Building (once after each change) …");
    return run([next, "build"], keys);
  });
  if (!built) throw new Error("the program could not be built.");
  process.send?.("built");
  await migrateDatabase(url);
}

async function serve(url: string, keys: NodeJS.Dict<string>, welcome: string): Promise<void> {
  const args = ["--import", "./lib/cli/end-with-parent.mjs", next, "start", "--port", port, "--hostname", host];
  const ended = run(args, { ...keys, DATABASE_URL: url });
  const guard = setInterval(keepPostgres, 2000);
  if (await answers()) console.log(`\nKumppani is ready: ${address}\n${welcome}\nStop it with Ctrl-C.\n`);
  const code = await ended;
  clearInterval(guard);
  if (!stopping) giveUp(`the server ended by itself (code ${code}).`);
  process.exit(0);
}

/** Runs Node to the end of what it was given. */
function run(args: string[], env: NodeJS.Dict<string>): Promise<number> {
  const started = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child = started;
  return new Promise((resolve, reject) => {
    started.on("error", reject);
    started.on("exit", (code) => {
      child = null;
      resolve(code ?? 1);
    });
  });
}

async function answers(): Promise<boolean> {
  while (child) {
    if (await fetch(`${address}/api/health/live`).catch(() => null)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Nobody else starts the embedded Postgres again when it was killed. The app waits for it and goes on. */
function keepPostgres(): void {
  if (!cluster || stopping || isRunning(cluster.folder)) return;
  console.error("kumppani: Postgres ended unexpectedly, starting it again.");
  try {
    startPostgres(cluster.folder);
  } catch (error) {
    console.error(`kumppani: ${explain(error)}`);
  }
}

function orphaned(): boolean {
  return process.ppid !== starter;
}

/** The server first, so that open requests still find the database; Postgres when we are gone. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  if (!child) process.exit(0);
  child.kill("SIGTERM");
  setTimeout(() => child?.kill("SIGKILL"), 30_000).unref();
}

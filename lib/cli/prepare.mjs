import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { claim } from "./lock.mjs";
import { giveUp, refuseFullDisk, root } from "./machine.mjs";

// This file runs on whatever Node the machine has (18 and newer), before any package is there.

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
let interrupted = false;

/**
 * Installs packages unless they are as the lockfile says.
 * @returns {Promise<{ close(): void }>} the turn: others may not install or build here until it is closed
 */
export async function preparePackages() {
  const turn = await claim("prepare", root, () => ({ pid: process.pid }));
  if (!turn) giveUp("another start is installing or building in this folder. Try again when it is done.");
  if (!packagesAreCurrent()) await installPackages();
  return turn;
}

/**
 * Runs a script of this folder on Node 24.
 * @param {string} script file name
 * @param {string[]} options what it is told
 * @param {(message: any) => void} [onMessage] gets what the script sends
 * @returns {Promise<number>} its exit code
 */
export function handOver(script, options, onMessage) {
  const args = [path.join(root, "lib/cli", script), ...options];
  return run(modernNode(), args, { stdio: ["inherit", "inherit", "inherit", "ipc"] }, onMessage);
}

/** npm does not take its script with it when it is killed. */
export function endWithNpm() {
  const parent = process.ppid;
  const check = () => process.ppid === parent || process.kill(process.pid, "SIGTERM");
  if (process.env.npm_lifecycle_event) setInterval(check, 1000).unref();
}

function packagesAreCurrent() {
  const wanted = readJson("package-lock.json").packages;
  // npm writes this second lockfile when an installation is complete.
  const present = readJson("node_modules/.package-lock.json")?.packages;
  if (!present) return false;
  return Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === "") return true;
    return present[place] ? present[place].version === version : optional || devOptional;
  });
}

async function installPackages() {
  refuseFullDisk(root, 1500);
  console.log("Installing packages (once, about a minute) …");
  if ((await npm("ci")) === 0) return;
  refuseFullDisk(root, 1500);
  console.log("npm ci did not succeed, trying npm install …");
  if ((await npm("install", "--no-save")) === 0) return;
  refuseFullDisk(root, 200);
  giveUp("the packages could not be installed. Is the npm registry within reach?");
}

async function npm(...command) {
  const flags = ["--include=dev", "--include=optional", "--ignore-scripts", "--loglevel=error"];
  const env = { ...process.env, NODE_ENV: "" };
  const script = process.env.npm_execpath;
  const code = script?.endsWith(".js")
    ? await run(nodeOutsideModules(), [script, ...command, ...flags], { env })
    : await run("npm", [...command, ...flags], { env });
  if (interrupted) process.exit(1);
  return code;
}

/** Under `npm start` the Node in PATH may be the one in node_modules, which npm is about to replace. */
function nodeOutsideModules() {
  const inside = path.join(root, "node_modules") + path.sep;
  return [process.env.npm_node_execpath, process.execPath].find((node) => node && !node.startsWith(inside)) ?? "node";
}

function modernNode() {
  const bundled = path.join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (spawnSync(bundled, ["--version"]).status === 0) return bundled;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return giveUp(`Node ${process.versions.node} is too old here. Install Node 24 from https://nodejs.org.`);
}

/** Runs a program to its end and passes our signals on to it. Resolves to its exit code; a signal counts as failure. */
function run(command, args, options, onMessage = () => {}) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
  const pass = (signal) => {
    interrupted = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  child.on("message", onMessage);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
  } catch {
    return null;
  }
}

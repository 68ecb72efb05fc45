import { spawn } from "node:child_process";
import { buildUnlessCurrent } from "./build.ts";
import { claim } from "./lock.mjs";
import { giveUp, refuseFullDisk, root } from "./machine.mjs";

// `npm run bench`, second half: the build of the tests, then tests/bench/run.ts on it.

const distFolder = ".next-test";
const next = "node_modules/next/dist/bin/next";

// The tests build into the same folder and would not leave the processor alone.
if (!(await claim("test", root, () => ({ pid: process.pid })))) giveUp("the tests are running in this folder.");
refuseFullDisk("/tmp", 5_000);
const isBuilt = await buildUnlessCurrent(distFolder, () => node([next, "build"], { NEXT_DIST_DIR: distFolder }));
if (!isBuilt) giveUp("the program could not be built.");
process.exit(await node(["tests/bench/run.ts", ...process.argv.slice(2)]));

function node(args: string[], env: NodeJS.Dict<string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, pass);
  process.on("disconnect", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

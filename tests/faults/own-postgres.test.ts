import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, databaseUrl, isRunning, startPostgres, stopPostgres } from "@/db/embedded";
import en from "@/messages/en.json";
import fi from "@/messages/fi.json";
import { freePort, type Server } from "../setup/server";
import { Ledger } from "./ledger";
import { startOwnRegister } from "./own-register";
import { isLong, pause, rounds, until } from "./size";
import { tally } from "./tally";
import { filled, textOf, type Visitor } from "./visitor";

// A Postgres of our own, to be killed, stopped and starved.

const home = fs.mkdtempSync("/tmp/kumppani-own-");
const ballast = path.join(home, "ballast");
/** A small disk. Only root may mount, and not in every container. */
const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400m,mode=711", "tmpfs", home]).status === 0;
if (!isMounted) console.log("Nobody may mount a small disk here: a full disk is not tried.");

let cluster: Cluster;
let server: Server;
let maija: Visitor;

beforeAll(async () => {
  fs.chmodSync(home, 0o711);
  ({ cluster, server, maija } = await startOwnRegister(home, "faults_own_postgres"));
});
afterAll(async () => {
  await server?.stop();
  stopPostgres(path.join(home, "postgres"), "immediate");
  if (isMounted) spawnSync("umount", ["--lazy", home]);
  fs.rmSync(home, { recursive: true });
});

/** Eight people who save one customer after the other until they are told to stop. */
function writers(ledger: Ledger) {
  const state = { isOver: false };
  const one = async () => {
    while (!state.isOver) {
      const form = await ledger.open(maija).catch(() => null);
      if (form && !state.isOver) await ledger.send(maija, form);
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, one));
  return () => {
    state.isOver = true;
    return all;
  };
}

async function hurt(ledger: Ledger, blow: () => void): Promise<void> {
  const stop = writers(ledger);
  const enough = ledger.acknowledged.size + 10;
  await until("some work", () => ledger.acknowledged.size > enough, 60);
  await pause(Math.random() * 300);
  blow();
  tally({ kills: 1 });
  cluster = startPostgres(cluster.folder);
  const milliseconds = await until("the app serves again", async () => (await maija.get("/customers")).status === 200);
  expect(milliseconds).toBeLessThan(10_000);
  await stop();
  expect(server.isRunning).toBe(true);
  await ledger.check(databaseUrl(cluster));
  await ledger.sendAgain(maija);
  await ledger.check(databaseUrl(cluster));
}

test("all processes of Postgres killed under eight writers: nothing acknowledged is lost, nothing is doubled", async () => {
  const ledger = new Ledger();
  for (const _ of rounds(1, 10)) await hurt(ledger, killPostgres);
});

test.runIf(isLong)("Postgres stopped at once, and in order, under eight writers", async () => {
  const ledger = new Ledger();
  for (const round of rounds(0, 10)) {
    await hurt(ledger, () => stopPostgres(cluster.folder, round % 2 ? "fast" : "immediate"));
  }
});

/** The server and every process it has started, so that none can write anything down. */
function killPostgres(): void {
  const server = Number.parseInt(fs.readFileSync(path.join(cluster.folder, "postmaster.pid"), "utf8"), 10);
  const children = fs.readFileSync(`/proc/${server}/task/${server}/children`, "utf8").trim().split(/\s+/);
  for (const pid of [server, ...children.map(Number)]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended with its server.
    }
  }
}

describe.runIf(isMounted)("the disk of the database", () => {
  const ledger = new Ledger();

  test("is full: whoever writes is told in words, and when there is room again all that was acknowledged is there", async () => {
    for (const _ of rounds(2, 5)) {
      const forms = await Promise.all(Array.from({ length: 40 }, () => ledger.open(maija)));
      fill();
      const before = ledger.refusals.length;
      for (const form of forms) await ledger.send(maija, form);
      const upload = await uploaded(20);
      expect([...ledger.refusals.slice(before), upload].filter((page) => !isInWords(page))).toEqual([]);
      expect([200, 503]).toContain((await maija.get("/customers")).status);
      fs.rmSync(ballast);
      await until("the database runs", () => {
        if (!isRunning(cluster.folder)) cluster = startPostgres(cluster.folder);
        return isRunning(cluster.folder);
      });
      await until("pages again", async () => (await maija.get("/customers")).status === 200);
      await ledger.check(databaseUrl(cluster));
      await ledger.sendAgain(maija);
    }
    await ledger.check(databaseUrl(cluster));
  });

  test("can only be read: a start says so in one line, and the next one finds everything as it was", async () => {
    await server.stop();
    stopPostgres(cluster.folder, "fast");
    expect(remount("ro")).toBe(0);
    const env = { ...process.env, KUMPPANI_DATA: home, DATABASE_URL: "", PORT: String(await freePort()) };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["lib/cli/start.mjs"], { env, encoding: "utf8" });
    const said = `kumppani: nothing can be written to the data folder ${home} (EROFS). Its place may be read-only.\n`;
    expect([status, stdout, stderr]).toEqual([1, "", said]);
    expect(remount("rw")).toBe(0);
    cluster = startPostgres(cluster.folder);
    await server.start();
    await ledger.check(databaseUrl(cluster));
  });
});

const remount = (way: "ro" | "rw") => spawnSync("mount", ["-o", `remount,${way}`, home]).status;

/** Postgres says that its disk is full, or ends where it cannot even write its log. */
const said = [fi.error.diskFull, fi.error.busy, fi.error.unsettled, fi.fault.busy.title, en.fault.busy.title];
const isInWords = (page: string) => said.some((words) => page.includes(words));

/** Leaves one megabyte, or nothing where Postgres takes some meanwhile. */
function fill(): void {
  const { bavail, bsize } = fs.statfsSync(home);
  try {
    fs.writeFileSync(ballast, Buffer.alloc(Math.max(bavail * bsize - 1_000_000, 0)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

/** @returns what is said about a file of so many megabytes */
async function uploaded(megabytes: number): Promise<string> {
  const { form } = await maija.formOn("/customers/1?panel=new-file", "description").catch(() => ({ form: [] }));
  const file = new File(["x".repeat(megabytes * 1_000_000)], "suuri.txt", { type: "text/plain" });
  const answer = await maija.post("/api/files?customer=1", filled(form, { file }));
  return textOf(answer.location ? (await maija.get(answer.location)).text : answer.text);
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeData } from "@/db/embedded";
import { withConnection } from "@/db/migrate";
import { openBackup } from "@/db/restore";
import { freePort } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { tally } from "./tally";

const rounds = process.env.KUMPPANI_TEST_SIZE === "long" ? 20 : 1;
const server = process.env.KUMPPANI_TEST_SERVER as string;
const home = fs.mkdtempSync("/tmp/kumppani-fault-");
const data = path.join(home, "data");
const whole = path.join(home, "whole.tar");
const empty = new URL(server);
empty.pathname = "backup_target";
let url = "";

beforeAll(async () => {
  fs.chmodSync(home, 0o711);
  url = await cloneTemplate(server, "backup_source");
  expect(await end(run("backup", [whole]))).toMatchObject({ code: 0, failed: "" });
});

afterAll(async () => {
  for (const name of ["postgres", "postgres.restoring"]) removeData(path.join(data, name));
  fs.rmSync(home, { recursive: true });
  for (const name of ["backup_source", "backup_target"]) await dropClone(server, name);
});

/** A command as npm hands it over. */
function run(script: string, args: string[], env: NodeJS.Dict<string> = {}): ChildProcess {
  return spawn(process.execPath, [`lib/cli/${script}`.replace(/(?<!mjs)$/, ".ts"), ...args], {
    env: { ...process.env, DATABASE_URL: url, KUMPPANI_DATA: data, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function end(program: ChildProcess) {
  const texts = [program.stdout, program.stderr].map(async (stream) => (await stream?.toArray())?.join("") ?? "");
  const ended = once(program, "exit");
  const [said = "", failed = ""] = await Promise.all(texts);
  const [code] = await ended;
  return { said, failed, code };
}

/** Kills a command some time after something is there. */
async function killOnce(isThere: () => unknown, within: number, program: ChildProcess): Promise<void> {
  const ended = end(program);
  while (!(await isThere()) && program.exitCode === null) await pause(5);
  await pause(Math.random() * within);
  program.kill("SIGKILL");
  tally({ rounds: 1, kills: 1 });
  await ended;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const inFolder = { DATABASE_URL: "" };

describe.each(Array.from({ length: rounds }, (_, round) => round))("round %i: kill -9", (round) => {
  test("during a backup leaves no file with its name, and the next one succeeds", async () => {
    const name = path.join(home, `killed-${round}.tar`);
    const isWriting = () => fs.readdirSync(home).some((file) => file.endsWith(".part"));
    await killOnce(isWriting, 300, run("backup", [name]));
    if (fs.existsSync(name)) await openBackup(name).then(({ file }) => file.close());
    for (const part of fs.readdirSync(home).filter((file) => file.endsWith(".part"))) {
      await expect(openBackup(path.join(home, part))).rejects.toThrow("cannot be restored");
      fs.utimesSync(path.join(home, part), 0, 0);
    }
    fs.rmSync(name, { force: true });
    expect(await end(run("backup", [name]))).toMatchObject({ code: 0, failed: "" });
    expect(fs.readdirSync(home).filter((file) => file.endsWith(".part"))).toEqual([]);
  });

  test("during a restore leaves a database empty", async () => {
    await withConnection(server, async (client) => {
      await client.query("drop database if exists backup_target with (force)");
      await client.query("create database backup_target");
    });
    const isLoading = () =>
      withConnection(server, async (client) => {
        const begun = "select from pg_stat_activity where datname = 'backup_target' and query ~ '^(alter|copy)'";
        return (await client.query(begun)).rows.length > 0;
      });
    await killOnce(isLoading, 300, run("restore", [whole], { DATABASE_URL: empty.href }));
    const state = await withConnection(empty.href, async (client) => {
      await client.query("select pg_advisory_lock(727274)");
      const { rows } = await client.query<{ employees: string | null }>("select to_regclass('employees') as employees");
      return rows[0]?.employees;
    });
    expect(state).toBeNull();
    if (rounds > 1 && round % 5 === 0) {
      expect(await end(run("restore", [whole], { DATABASE_URL: empty.href }))).toMatchObject({ code: 0, failed: "" });
    }
  });
});

describe("a data folder", () => {
  test.each(Array.from({ length: rounds }, (_, round) => round))(
    "whose restore was killed does not start, and is restored again (%i)",
    async () => {
      for (const name of ["postgres", "postgres.restoring"]) removeData(path.join(data, name));
      const isBegun = () => fs.existsSync(path.join(data, "postgres.restoring"));
      await killOnce(isBegun, 1_500, run("restore", [whole], inFolder));
      const start = run("start.mjs", [], { ...inFolder, PORT: String(await freePort()) });
      const { failed, code } = await end(start);
      expect([failed, code]).toEqual([expect.stringMatching(/^kumppani: a restore ended early\. .+\n$/), 1]);
      expect(await end(run("restore", [whole], inFolder))).toMatchObject({ code: 0, failed: "" });
      expect(fs.readdirSync(data)).toEqual(["postgres"]);
    },
  );

  test("keeps its data while they are being replaced, and aside afterwards", async () => {
    const again = path.join(home, "again.tar");
    const { failed } = await end(run("restore", [whole], inFolder));
    expect(failed).toBe(`kumppani: there is data in ${data}. With --replace it is kept aside.\n`);
    const isBegun = () => fs.existsSync(path.join(data, "postgres.restoring"));
    await killOnce(isBegun, 1_500, run("restore", [whole, "--replace"], inFolder));
    expect(await end(run("backup", [again], inFolder))).toMatchObject({ code: 0, failed: "" });
    const [{ manifest, file }, first] = [await openBackup(again), await openBackup(whole)];
    await Promise.all([file.close(), first.file.close()]);
    const rows = ({ tables }: typeof manifest) => tables.filter(({ name }) => name !== "events");
    expect(rows(manifest)).toEqual(rows(first.manifest));
    expect(await end(run("restore", [again, "--replace"], inFolder))).toMatchObject({ code: 0, failed: "" });
    expect(fs.readdirSync(data).map((name) => name.replace(/\d{8}T\d{6}$/, "…"))).toEqual([
      "postgres",
      "postgres.before-…",
    ]);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBackup } from "@/db/restore";

const home = fs.mkdtempSync("/tmp/kumppani-backup-commands-");
const whole = path.join(home, "whole.tar");
const noDatabase = { DATABASE_URL: "", KUMPPANI_DATA: path.join(home, "data") };

beforeAll(async () => {
  expect(await run("backup", ["whole.tar"])).toMatchObject({ failed: "", code: 0 });
});
afterAll(() => fs.rmSync(home, { recursive: true }));

/** The second half of a command, as npm starts it from a folder of somebody's. */
async function run(script: string, args: string[], env: NodeJS.Dict<string> = {}) {
  const program = spawn(process.execPath, [`lib/cli/${script}.ts`, ...args], {
    env: { ...process.env, NODE_OPTIONS: "", INIT_CWD: home, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(program, "exit");
  const texts = [program.stdout, program.stderr].map(async (stream) => (await stream.toArray()).join(""));
  const [said = "", failed = ""] = await Promise.all(texts);
  const [code] = await ended;
  return { said, failed, code };
}

test("a backup goes to the folder one is in, named after the organisation's day and time", async () => {
  const { said } = await run("backup", []);
  const [, name = ""] = /(kumppani-\d{4}-\d\d-\d\d-\d{6}\.tar): \d+ rows and 0 files, 0\.1 MB in /.exec(said) ?? [];
  const { manifest, file } = await openBackup(path.join(home, name));
  await file.close();
  const local = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Helsinki",
    dateStyle: "short",
    timeStyle: "medium",
  });
  expect(name).toBe(`kumppani-${local.format(new Date(manifest.madeAt)).replace(" ", "-").replaceAll(":", "")}.tar`);
});

test.each([
  ["backup", ["no/folder.tar"], {}, `there is no folder ${home}/no.`],
  ["backup", ["whole.tar"], {}, `${whole} is there already, and a backup never takes the place of another file.`],
  ["backup", [], noDatabase, `there is no data in ${home}/data yet.`],
  ["restore", [], {}, "it is: npm run restore -- FILE [--replace]"],
  ["restore", [whole], {}, "the database is not empty. Create a new one and restore into that."],
])("%s %s is refused in one line", async (script, args, env, reason) => {
  expect(await run(script, args, env)).toEqual({ said: "", failed: `kumppani: ${reason}\n`, code: 1 });
});

test("a database that is no register is said to be none, without its password", async () => {
  const address = new URL(process.env.DATABASE_URL as string);
  address.pathname = "/postgres";
  const { failed, code } = await run("backup", [], { DATABASE_URL: address.href });
  expect([failed, code]).toEqual(["kumppani: there is no register of Kumppani in this database.\n", 1]);
});

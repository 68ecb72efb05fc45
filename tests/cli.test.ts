import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/migrate";
import { claim } from "@/lib/cli/lock.mjs";

const folder = fs.mkdtempSync("/tmp/kumppani-cli-");

afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Runs the starter until it ends by itself. None of these starts gets as far as a build. */
async function start(env: NodeJS.Dict<string>) {
  const clean = {
    DATABASE_URL: undefined,
    AUTH_SECRET: undefined,
    PORT: String(await freePort()),
    KUMPPANI_DATA: folder,
  };
  const starter = spawn("node", ["lib/cli/start.mjs"], { env: { ...process.env, ...clean, ...env } });
  const [said, [code]] = await Promise.all([outputOf(starter), once(starter, "exit")]);
  return { code, said };
}

async function outputOf({ stdout, stderr }: ChildProcess): Promise<string> {
  const streams = [stdout, stderr].map(async (stream) => (stream ? (await stream.toArray()).join("") : ""));
  return (await Promise.all(streams)).join("");
}

async function freePort(): Promise<number> {
  const server = await listen();
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

async function listen(): Promise<net.Server> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

describe("a start that cannot succeed says why in one line and ends", () => {
  test("the port is taken", async () => {
    const server = await listen();
    const { port } = server.address() as net.AddressInfo;
    const said = `kumppani: port ${port} is taken. Choose another one: PORT=${port + 1} npm start\n`;
    expect(await start({ PORT: String(port) })).toEqual({ code: 1, said });
    server.close();
  });

  test("the port is no port", async () => {
    expect(await start({ PORT: "eighty" })).toEqual({ code: 1, said: "kumppani: PORT=eighty is not a port.\n" });
  });

  test("the identity provider is named by halves; the secret is not said", async () => {
    const env = { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_SECRET: "hidden", OIDC_CLIENT_ID: "" };
    const { code, said } = await start({ ...env, PUBLIC_URL: undefined });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^kumppani: sign-in with an identity provider needs .* Missing: OIDC_CLIENT_ID, PUBLIC_URL\.\n$/,
    );
    expect(said).not.toContain("hidden");
  });

  test("the data folder has an owner already", async () => {
    const owner = await claim("data", folder, () => ({ pid: 4711, address: "http://127.0.0.1:3000" }));
    const said = "kumppani: already running on this data folder: http://127.0.0.1:3000. Stop it with: kill 4711\n";
    expect(await start({})).toEqual({ code: 1, said });
    owner?.close();
  });

  test("a database without the secret for sessions", async () => {
    const said = "kumppani: set AUTH_SECRET to a long random text, the same at every start.\n";
    expect(await start({ DATABASE_URL: "postgres://somebody@localhost/nowhere" })).toEqual({ code: 1, said });
  });

  test.each([
    [
      "nobody answers",
      "postgres://app:hush@127.0.0.1:1/register",
      "(127.0.0.1:1/register) is out of reach: connect ECONNREFUSED",
    ],
    ["an unknown host", "postgres://app:hush@nowhere.invalid/register", "(nowhere.invalid/register) is out of reach"],
    ["not an address", "hush me", "(not an address) is out of reach"],
  ])("a wrong DATABASE_URL: %s", async (_, url, reason) => {
    const { code, said } = await start({ DATABASE_URL: url, AUTH_SECRET: "secret" });
    expect(code).toBe(1);
    expect(said).toContain(reason);
    expect(said).not.toContain("hush");
    expect(said.trim().split("\n")).toHaveLength(1);
  });

  test("the database is newer than the program", async () => {
    const url = process.env.DATABASE_URL as string;
    const later = "insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)";
    await withClient(url, (db) => db.execute(later));
    const said = "kumppani: the database is newer than this version of Kumppani. Update the program first.\n";
    expect(await start({ DATABASE_URL: url, AUTH_SECRET: "secret" })).toEqual({ code: 1, said });
  });

  test("the disk is full", async () => {
    const script = `import("./lib/cli/machine.mjs").then((machine) => machine.refuseFullDisk("/", 1e12))`;
    const program = spawn("node", ["-e", script]);
    const [said, [code]] = await Promise.all([outputOf(program), once(program, "exit")]);
    expect(code).toBe(1);
    expect(said).toMatch(/^kumppani: the disk is full: \d+ MB free at \/, at least 1000000000000 MB are needed\.\n$/);
  });
});

import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/migrate";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { freePort, Server } from "../setup/server";
import { isLong, pause, until } from "./size";
import { filled, Visitor } from "./visitor";

// Phones on trains, at 64 kbit a second, and people who leave a download paused: neither a connection to the database nor
// memory is theirs for long, and nobody else waits for them.

const database = "faults_slow_people";
const exported = "/customers/export?format=csv";
const perSecond = 8_000;
const mb = 1024 * 1024;
let url: string;
let server: Server;
let maija: Visitor;
let file: string;

beforeAll(async () => {
  url = await cloneTemplate(testServer(), database);
  // Several megabytes of rows: more than the network holds for somebody who does not read.
  await ask(sql`
    insert into customers (company_id, number, name, country, stage, stage_reason, website)
    select (select min(id) from companies), 'S-' || n, repeat('x', 180) || n, 'FI', 'active', 'imported',
      'https://' || repeat('y', 180) || '.example' from generate_series(1, 15000) n`);
  server = await new Server(database, await freePort(), { DATABASE_URL: url }).start();
  maija = await new Visitor(server.address).signIn("maija");
  const { form } = await maija.formOn("/customers/1?panel=new-file", "description");
  const large = new File(["z".repeat(20 * mb)], "suuri.txt", { type: "text/plain" });
  await maija.post("/api/files?customer=1", filled(form, { file: large }));
  const [added] = await ask<{ id: number }>(sql`select max(id)::int as id from files`);
  file = `/api/files/${added?.id}`;
});
afterAll(async () => {
  await server?.stop();
  await dropClone(testServer(), database);
});

const ask = <Row extends object>(question: ReturnType<typeof sql>) =>
  withClient(url, async (db) => (await db.execute(question)).rows as Row[]);

const memory = () =>
  Number(/VmRSS:\s*(\d+) kB/.exec(fs.readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) * 1024;

/** Connections of the app that are at something, or wait within it. */
async function held(pool: "web" | "long"): Promise<number> {
  const rows = await ask(sql`
    select from pg_stat_activity
    where datname = current_database() and application_name = ${`kumppani ${pool}`} and state <> 'idle'`);
  return rows.length;
}

/** Somebody with a session of their own. */
const another = () => new Visitor(server.address).signIn("maija");

/** Takes an answer in at this pace, from the moment it begins. @returns how it goes on, and what ends it */
async function reading(visitor: Visitor, path: string, bytesPerSecond: number) {
  const request = http.get(server.address + path, { headers: { cookie: visitor.headers.cookie, accept: "*/*" } });
  request.on("error", () => {});
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  const state = { status: answer.statusCode, bytes: 0, isEnded: false, isWhole: false };
  answer.on("readable", () => {}).on("error", () => {});
  answer.on("close", () => Object.assign(state, { isEnded: true, isWhole: answer.complete }));
  const pace = setInterval(() => {
    if (bytesPerSecond) state.bytes += answer.read(bytesPerSecond / 4)?.length ?? 0;
  }, 250);
  const leave = () => {
    clearInterval(pace);
    request.destroy();
  };
  return { state, leave };
}

/** Begins to send a file of a megabyte at this pace. */
async function uploading(visitor: Visitor, bytesPerSecond: number) {
  const { form } = await visitor.formOn("/customers/1?panel=new-file", "description");
  const body = new FormData();
  for (const [name, value] of filled(form, { file: new File(["h".repeat(mb)], "hidas.txt") })) body.append(name, value);
  const whole = new Response(body);
  const bytes = Buffer.from(await whole.clone().arrayBuffer());
  const headers = { ...visitor.headers, "content-type": whole.headers.get("content-type") ?? "" };
  const request = http.request(`${server.address}/api/files?customer=1`, {
    method: "POST",
    headers: { ...headers, "content-length": bytes.length },
  });
  const answered = once(request, "response");
  answered.catch(() => {});
  const state = { sent: 0, isEnded: false };
  request.on("close", () => Object.assign(state, { isEnded: true })).on("error", () => {});
  const next = (length: number) => {
    request.write(bytes.subarray(state.sent, state.sent + length));
    state.sent += length;
  };
  next(bytesPerSecond || perSecond);
  const pace = setInterval(() => bytesPerSecond && next(bytesPerSecond / 4), 250);
  const finish = async () => {
    clearInterval(pace);
    request.end(bytes.subarray(state.sent));
    const [answer] = (await answered) as [http.IncomingMessage];
    answer.resume();
    return answer.headers.location ?? "";
  };
  return { state, finish };
}

/** Pages come as if nobody was slow. */
async function expectOthersServed(): Promise<void> {
  for (const path of ["/customers", "/customers/1"]) expect((await maija.get(path)).status).toBe(200);
}

test("ten who take a file of 20 MB in slowly hold no connection, and no more than their pieces of it", async () => {
  const before = memory();
  const readers = await Promise.all(Array.from({ length: 10 }, () => reading(maija, file, perSecond)));
  await pause(1_500);
  expect(memory() - before).toBeLessThan(100 * mb);
  await until("no connection is held", async () => (await held("web")) === 0);
  await expectOthersServed();
  for (const { state } of readers) expect([state.status, state.bytes > 0, state.isEnded]).toEqual([200, true, false]);
  for (const { leave } of readers) leave();
});

test("two who take an export in slowly hold its two places and little memory; when they leave, the places are free", async () => {
  const before = memory();
  const readers = [await reading(await another(), exported, perSecond), await reading(await another(), exported, 0)];
  expect(readers.map(({ state }) => state.status)).toEqual([200, 200]);
  expect(memory() - before).toBeLessThan(100 * mb);
  await expectOthersServed();
  for (const { leave } of readers) leave();
  await until("no connection is held", async () => (await held("long")) === 0, 10);
  expect((await maija.get(exported)).status).toBe(200);
});

test("ten who send a file slowly hold no connection meanwhile, and what they send arrives", async () => {
  const before = memory();
  const senders = await Promise.all(Array.from({ length: 10 }, () => uploading(maija, perSecond)));
  await pause(1_000);
  expect(memory() - before).toBeLessThan(100 * mb);
  await until("no connection is held", async () => (await held("web")) === 0);
  await expectOthersServed();
  for (const { finish } of senders) expect(await finish()).toContain("flash=filesAdded");
});

describe.runIf(isLong)("who neither reads nor sends any more", () => {
  test("is given up within six minutes, and takes nothing along", async () => {
    const readers = [await reading(await another(), exported, 0), await reading(await another(), exported, perSecond)];
    const sender = await uploading(maija, 0);
    await until("the silent ones are given up", () => [readers[0], sender].every((one) => one?.state.isEnded), 360);
    await until("so is whoever takes longer than an export may", () => readers.every(({ state }) => state.isEnded), 60);
    expect(readers.map(({ state }) => state.isWhole)).toEqual([false, false]);
    await until("no connection is held", async () => (await held("long")) + (await held("web")) === 0, 10);
    expect((await maija.get(exported)).status).toBe(200);
    expect(
      await ask(sql`select from files where name = 'hidas.txt' and created_at > now() - interval '5 minutes'`),
    ).toEqual([]);
  });
});

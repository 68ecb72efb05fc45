import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/migrate";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { Replica } from "../setup/replica";
import { RoundRobin } from "../setup/round-robin";
import { freePort, Server } from "../setup/server";
import { Ledger } from "./ledger";
import { pause, rounds, times, until } from "./size";
import { tally } from "./tally";
import { type Answer, decoded, Visitor } from "./visitor";

// Two processes behind a proxy on one database, with a replica that answers reports and exports.

const database = "faults_replica";
const exported = "/customers/export?format=csv";
const reported = "/reports?by=owner&view=list&stage=all";
let url: string;
let replica: Replica;
let servers: Server[];
let proxy: RoundRobin;
let maija: Visitor;
/** Sells, and may take along what is his. */
let sven: Visitor;

beforeAll(async () => {
  url = await cloneTemplate(testServer(), database);
  // As every Postgres that keeps its promises; the one of the tests does not wait for its log.
  await primary(`alter database ${database} set synchronous_commit = on`);
  await primary(`update profiles set grants = grants || '{"export": "yes"}' where built_in = 'seller'`);
  replica = await Replica.of(testServer());
  const ports = await Promise.all([freePort(), freePort()]);
  const env = { DATABASE_URL: url, DATABASE_REPLICA_URL: replica.urlOf(url), TRUSTED_PROXIES: "1" };
  servers = ports.map((port, at) => new Server(`${database}_${at}`, port, env));
  for (const server of servers) await server.start();
  proxy = await new RoundRobin(ports).start();
  [maija, sven] = await Promise.all([
    new Visitor(proxy.address).signIn("maija"),
    new Visitor(proxy.address).signIn("sven"),
  ]);
});
afterAll(async () => {
  await proxy?.stop();
  await Promise.all((servers ?? []).map((server) => server.stop()));
  replica?.remove();
  await dropClone(testServer(), database);
});

const primary = <Row extends object>(statement: string) =>
  withClient(url, async (db) => (await db.execute(sql.raw(statement))).rows as Row[]);

/** Whether the read came from the replica: then its last statement is more than the question how far the replica is. */
async function isFromReplica(read: () => Promise<Answer>): Promise<boolean> {
  const [before] = await replica.ask<{ now: string }>(url, "select clock_timestamp()::text as now");
  expect((await read()).status).toBe(200);
  const asked = await replica.ask(
    url,
    `select from pg_stat_activity where application_name like 'kumppani %replica'
      and query_start > '${before?.now}' and query not like '%pg_is_in_recovery%'`,
  );
  return asked.length > 0;
}

const takeOut = () => sven.get(exported);
const report = () => sven.get(reported);
const bothAreFromReplica = async () => (await isFromReplica(takeOut)) && (await isFromReplica(report));

/** Takes a customer away from Sven that he has just seen. @returns its name */
async function takenAway(): Promise<string> {
  const texts = await Promise.all([takeOut(), report()].map(async (read) => decoded((await read).text)));
  const all = await primary<{ id: number; name: string }>("select id, name from customers where group_id is not null");
  const seen = all.find(({ name }) => texts.every((text) => text.includes(name)));
  if (!seen) throw new Error("Sven sees no customer");
  await primary(`delete from responsibilities where customer_id = ${seen.id}`);
  await primary(`update customers set group_id = null, owner_id = null where id = ${seen.id}`);
  return seen.name;
}

describe("two processes behind a proxy", () => {
  test("who signs in at one is known at the other; a form sent to both is carried out once", async () => {
    const ledger = new Ledger();
    for (const _ of rounds(3, 30)) {
      const form = await ledger.open(maija);
      await Promise.all(Array.from({ length: 3 }, () => ledger.send(maija, form)));
    }
    expect(ledger.acknowledged.size).toBe(times(3, 30));
    await ledger.check(url);
  });

  test("one is killed: nobody loses more than the request at hand, nothing saved is lost, nobody is signed out", async () => {
    for (const round of rounds(1, 10)) {
      const ledger = new Ledger();
      const state = { isOver: false };
      const clients = Array.from({ length: 4 }, async () => {
        const failed: string[] = [];
        while (!state.isOver) {
          const form = await ledger.open(maija).catch((error) => void failed.push(String(error)));
          if (form) await ledger.send(maija, form);
          if (form && !ledger.acknowledged.has(form.name)) failed.push(`not saved; refused so far: ${ledger.refusals}`);
        }
        return failed;
      });
      await until("some work", () => ledger.acknowledged.size > 4);
      await pause(Math.random() * 200);
      await servers[round % 2]?.stop("SIGKILL");
      tally({ kills: 1 });
      const enough = ledger.acknowledged.size + 8;
      await until("work goes on", () => ledger.acknowledged.size > enough);
      state.isOver = true;
      for (const failed of await Promise.all(clients)) expect(failed.slice(1)).toEqual([]);
      await ledger.sendAgain(maija);
      await ledger.check(url);
      expect((await maija.get("/customers")).status).toBe(200);
      await servers[round % 2]?.start();
    }
  });
});

describe("a replica", () => {
  const resume = () => replica.ask(url, "select pg_wal_replay_resume() where pg_is_in_recovery()");
  afterEach(resume);

  test("answers reports and exports, and nothing else", async () => {
    await until("it follows", bothAreFromReplica);
    for (const page of ["/customers", "/customers/1", "/responsible-persons"]) {
      expect(await isFromReplica(() => maija.get(page))).toBe(false);
    }
    const [line] = await primary<{ n: number }>(
      "select count(*)::int as n from events where action = 'customers.exported'",
    );
    expect(line?.n).toBeGreaterThan(0);
  });

  test("that is behind shows nothing that was taken away meanwhile, and answers again when it has caught up", async () => {
    for (const _ of rounds(1, 3)) {
      await until("it follows", bothAreFromReplica);
      await replica.ask(url, "select pg_wal_replay_pause()");
      const name = await takenAway();
      for (const read of [takeOut, report]) expect(decoded((await read()).text)).not.toContain(name);
      expect(await isFromReplica(takeOut)).toBe(false);
      expect(await isFromReplica(report)).toBe(false);
      await resume();
      await until("it has caught up", bothAreFromReplica);
      for (const read of [takeOut, report]) expect(decoded((await read()).text)).not.toContain(name);
    }
  });

  test("that goes away is not missed, and serves again when it is back", async () => {
    await until("it follows", bothAreFromReplica);
    replica.stop();
    for (const read of [takeOut, report]) expect((await read()).status).toBe(200);
    expect((await maija.get("/api/health/ready")).status).toBe(200);
    replica.start();
    await until("it is asked again", bothAreFromReplica);
  });

  test("that has become a primary of its own is asked no more", async () => {
    await until("it follows", bothAreFromReplica);
    await replica.ask(url, "select pg_promote()");
    expect(await isFromReplica(takeOut)).toBe(false);
    expect(await isFromReplica(report)).toBe(false);
  });
});

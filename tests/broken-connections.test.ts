import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { db, pools, streamOf } from "@/db/client";
import { withClient } from "@/db/migrate";
import { customers, sessions } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import type { Values } from "@/lib/access/post";
import { startSession, viewerOf } from "@/lib/access/sessions";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { type Cast, cast } from "./cast";
import { done } from "./doing";

/** Stands between this file's pool and its database from before the first connection. */
const { wire, direct } = await vi.hoisted(async () => {
  const { Wire } = await import("./setup/wire");
  const direct = process.env.DATABASE_URL as string;
  const wire = await new Wire(direct).start();
  process.env.DATABASE_URL = wire.urlOf(direct);
  return { wire, direct };
});

let w: Cast;
beforeAll(async () => {
  w = await cast();
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  Object.assign(wire, { manner: "pass", afterwards: "pass", lost: { statement: "commit", times: 0 } });
});
afterAll(async () => {
  await Promise.all(Object.values(pools).map((pool) => pool.end()));
  Reflect.deleteProperty(globalThis, "kumppaniPools");
  await wire.stop();
});

const create = (values: Values) => createCustomer(w.aino, { id: w.aino.facts.companyId, country: "FI", ...values });
const key = () => crypto.randomUUID();
/** A busy machine is no failure. */
const soon = (isSo: () => Promise<void>) => vi.waitFor(isSo, { timeout: 15_000 });
const rowsOf = (name: string) => db.$count(customers, eq(customers.name, name));
const busy = { ok: false, problems: { "": { key: "busy" } } };
const unsettled = { ok: false, problems: { "": { key: "unsettled" } } };

describe("the answer to a commit is lost", () => {
  test("under a form key the result is found, and the work is done once", async () => {
    for (let round = 0; round < 5; round++) {
      const [name, formKey] = [`Kadonnut vastaus ${key()}`, key()];
      wire.lost.times = 1;
      const outcome = await create({ name, formKey });
      expect(outcome).toMatchObject({ ok: true });
      expect(wire.lost.times).toBe(0);
      expect(await rowsOf(name)).toBe(1);
      expect(await create({ name, formKey })).toEqual(outcome);
    }
  });

  test("without one nobody says that it was saved, or that it was not", async () => {
    wire.lost.times = 1;
    expect(await create({ name: "Epävarma Oy" })).toEqual(unsettled);
    expect(await rowsOf("Epävarma Oy")).toBe(1);
  });

  test("and the database stays away: the same form finds the result when it is back", async () => {
    const form = { name: "Pitkä katko Oy", formKey: key() };
    wire.lost.times = 1;
    wire.afterwards = "refuse";
    expect(await create(form)).toEqual(unsettled);
    wire.manner = "pass";
    expect(await create(form)).toMatchObject({ ok: true });
    expect(await rowsOf(form.name)).toBe(1);
  });
});

test("a connection that ends in the middle of the work is replaced, and nothing of it stays", async () => {
  const id = await done(createCustomer, w.aino, { id: w.aino.facts.companyId, country: "FI", name: "Kesken Oy" });
  const lock = await lockOf(id);
  const saving = updateCustomer(w.aino, { id, description: "kesken", formKey: key() });
  await soon(async () => expect(await terminate("wait_event_type = 'Lock'")).toBe(1));
  await lock.release();
  expect(await saving).toMatchObject({ ok: true });
  expect((await db.select().from(customers).where(eq(customers.id, id)))[0]?.version).toBe(2);
});

test("connections that break at their first statement leave their place to others", async () => {
  wire.lost = { statement: "begin", times: 15 };
  for (let broken = 0; broken < 15; broken++) expect(await create({ name: "Rikki Oy" })).toEqual(busy);
  expect(pools.web.totalCount - pools.web.idleCount).toBe(0);
  const all = Array.from({ length: 20 }, (_, at) => create({ name: `${key()} ${at}`, confirmed: ["duplicates"] }));
  expect(await Promise.all(all)).not.toContainEqual(busy);
});

test("one connection that answers no more is enough to know: who comes after it opens a new one", async () => {
  const open = await Promise.all(Array.from({ length: 10 }, () => pools.web.connect()));
  for (const client of open) client.release();
  expect(pools.web.idleCount).toBe(10);
  wire.forget();
  const first = await pools.web.connect();
  // Nobody wants to wait here for as long as a statement may take.
  streamOf(first).setTimeout(300);
  await expect(first.query("select 1")).rejects.toThrow("no answer");
  first.release();
  const began = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => rowsOf("Kesken Oy")));
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(pools.web.totalCount - pools.web.idleCount).toBe(0);
});

test("idle and busy connections are ended by an administrator, and the process goes on", async () => {
  const waiting = db.execute(sql`select pg_sleep(10)`).catch((error) => error);
  await soon(async () => expect(await terminate("query like '%pg_sleep%'")).toBe(1));
  expect(await waiting).toBeInstanceOf(Error);
  await terminate("true");
  await soon(async () => expect(await rowsOf("Kesken Oy")).toBe(1));
});

test("whoever holds a transaction open and does nothing is ended", async () => {
  const { rows } = await db.execute<{ limit: string }>(
    sql`select current_setting('idle_in_transaction_session_timeout') as limit`,
  );
  expect(rows[0]?.limit).toBe("30s");
  const held = db.transaction(async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 100`);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await tx.execute(sql`select 1`);
  });
  await expect(held).rejects.toThrow();
  expect(pools.web.totalCount - pools.web.idleCount).toBe(0);
});

test("a row that another session holds is waited for five seconds, once", async () => {
  const id = await done(createCustomer, w.aino, { id: w.aino.facts.companyId, country: "FI", name: "Lukossa Oy" });
  const lock = await lockOf(id);
  const began = performance.now();
  const form = { id, description: "odottaa", formKey: key() };
  expect(await updateCustomer(w.aino, form)).toEqual(busy);
  expect(performance.now() - began).toBeLessThan(9_000);
  await lock.release();
  expect(await updateCustomer(w.aino, form)).toMatchObject({ ok: true });
});

test("two who lock the same rows in opposite order both get through", async () => {
  const ids = await Promise.all(
    ["Ensimmäinen", "Toinen"].map((name) =>
      done(createCustomer, w.aino, { id: w.aino.facts.companyId, country: "FI", name: `${name} umpisolmu Oy` }),
    ),
  );
  const crossing = command({
    may: "customers.edit",
    on: customers,
    log: "customer.updated",
    input: z.strictObject({ other: z.number() }),
    async run({ tx, row }, { other }) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await tx
        .update(customers)
        .set({ description: `${row.id}` })
        .where(eq(customers.id, other));
      return { id: row.id };
    },
  });
  const [one = 0, other = 0] = ids;
  const both = [crossing(w.aino, { id: one, other }), crossing(w.aino, { id: other, other: one })];
  expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
});

test("a database that can only be read lets people read on, says so to whoever saves, and takes the same form later", async () => {
  const cookie = await startSession(w.aino.employeeId, "password", { ip: null, userAgent: null });
  await db.update(sessions).set({ lastSeenAt: sql`now() - interval '1 hour'` });
  const form = { name: "Vain luettava Oy", formKey: key() };
  await onlyReads(true);
  expect((await viewerOf(cookie))?.employeeId).toBe(w.aino.employeeId);
  expect((await listCustomers(w.aino, customerFilter({}), "fi")).rows.length).toBeGreaterThan(0);
  expect(await create(form)).toEqual(busy);
  await onlyReads(false);
  expect(await create(form)).toMatchObject({ ok: true });
  expect(await rowsOf(form.name)).toBe(1);
});

/** As when another Postgres has taken over from this one, or its disk is nearly full. */
async function onlyReads(isSo: boolean): Promise<void> {
  const { pathname } = new URL(direct);
  await withClient(direct, async (client) => {
    await client.execute(sql`set default_transaction_read_only = off`);
    await client.execute(sql.raw(`alter database ${pathname.slice(1)} set default_transaction_read_only = ${isSo}`));
  });
  await soon(async () => {
    await terminate("true");
    const { rows } = await db.execute<{ is: string }>(sql`select current_setting('transaction_read_only') as is`);
    expect(rows[0]?.is).toBe(isSo ? "on" : "off");
  });
}

/** Somebody else who holds a customer's row until `release`. */
async function lockOf(id: number) {
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const other = withClient(direct, (client) =>
    client.transaction(async (tx) => {
      await tx.select().from(customers).where(eq(customers.id, id)).for("update");
      begun.resolve();
      await held.promise;
    }),
  );
  await begun.promise;
  const release = async () => {
    held.resolve();
    await other;
  };
  return { release };
}

/** Ends the connections of this file's pool that fit. @returns how many */
async function terminate(which: string): Promise<number> {
  const { rows } = await withClient(direct, (client) =>
    client.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'kumppani %' and ${sql.raw(which)}`),
  );
  return rows.length;
}

import { sql } from "drizzle-orm";
import type { Pool } from "pg";
import QueryStream from "pg-query-stream";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { pools } from "@/db/client";
import { withClient } from "@/db/migrate";
import { query } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import { type Cast, cast } from "./cast";

// What a replica does meanwhile is played here; tests/faults/replica.test.ts has a real one.

let we: Cast;
beforeAll(async () => {
  await promised("on");
  we = await cast();
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  for (const kind of ["replica", "longReplica"]) Reflect.deleteProperty(pools, kind);
});

/** Whether commits wait for their place in the log. Connections that do otherwise are ended. */
async function promised(synchronous: "on" | "off"): Promise<void> {
  const url = process.env.DATABASE_URL ?? "";
  const database = new URL(url).pathname.slice(1);
  await withClient(url, async (db) => {
    await db.execute(sql.raw(`alter database ${database} set synchronous_commit = ${synchronous}`));
    await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
  });
  await vi.waitUntil(() => pools.web.totalCount === 0);
}

const fault = (code: string) => Object.assign(new Error("canceling statement"), { code });

/** A replica that has everything, is asked once and then fails. @param rows how many it gives before */
function failing(code: string, rows = 0): Pool {
  const client = {
    query(asked: unknown) {
      if (String(asked).includes("pg_is_in_recovery"))
        return Promise.resolve({ rows: [{ isOurs: true, hasAll: true }] });
      return asked instanceof QueryStream ? given(rows, fault(code)) : Promise.reject(fault(code));
    },
    release() {},
  };
  return { connect: vi.fn(async () => client) } as unknown as Pool;
}

/** A cursor that gives so many rows and then fails. */
function given(rows: number, error: Error) {
  const left = Array.from({ length: rows }, (_, at) => [at + 1]);
  const read = async (most: number) => {
    if (left.length === 0) throw error;
    return left.splice(0, most);
  };
  return { cursor: { read } };
}

const report = query("customers.read", async ({ db }) => db.select({ n: sql<number>`42` }).from(sql`(select) one`), {
  isReport: () => true,
});
const numbers = stream("customers.read", "customers.exported", ({ db }) => ({
  query: db.select({ n: sql<number>`n` }).from(sql`generate_series(1, 2500) n`),
  row: ([n]) => Number(n),
  facts: {},
}));

async function taken(): Promise<number> {
  let count = 0;
  for await (const batch of await numbers(we.maija)) count += batch.length;
  return count;
}

test.each(["40001", "57P01", "ECONNRESET"])(
  "what a replica cannot finish, the primary answers whole: %s",
  async (code) => {
    pools.replica = failing(code);
    pools.longReplica = failing(code);
    expect(await report(we.maija)).toEqual([{ n: 42 }]);
    expect(await taken()).toBe(2500);
    expect(pools.replica.connect).toHaveBeenCalledTimes(1);
    expect(pools.longReplica.connect).toHaveBeenCalledTimes(2);
  },
);

test("a question that took too long is not asked again", async () => {
  pools.replica = failing("57014");
  await expect(report(we.maija)).rejects.toThrow();
});

test("a file of which something has left the house is broken off, not begun again", async () => {
  pools.longReplica = failing("40001", 1000);
  const batches = await numbers(we.maija);
  expect(((await batches.next()).value as number[]).length).toBe(1000);
  await expect(batches.next()).rejects.toThrow("canceling statement");
});

test("without a replica, or where commits do not wait for their place in the log, the primary is asked", async () => {
  expect(await report(we.maija)).toEqual([{ n: 42 }]);
  await promised("off");
  pools.replica = failing("22012");
  expect(await report(we.maija)).toEqual([{ n: 42 }]);
  expect(pools.replica.connect).not.toHaveBeenCalled();
});

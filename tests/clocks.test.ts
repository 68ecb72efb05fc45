import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { customers, loginFailures, sessions } from "@/db/schema/index";
import { startSession, viewerOf } from "@/lib/access/sessions";
import { setUpOf } from "@/lib/access/sign-in";
import { countFailure, waitBefore } from "@/lib/access/throttle";
import { tidyUp } from "@/lib/access/upkeep";
import { createCustomer } from "@/lib/customers/commands";
import { makeSignInLink } from "@/lib/people/commands";
import { checkWorker } from "@/lib/registry-checks/work";
import { type Cast, cast } from "./cast";
import { companies, comparisonsOf, freshStub, jobOf, prhAnswer, startCheck, work } from "./checking";
import type { RegistryStub } from "./registry/stub";

// Clocks that are wrong, or jump: of the process, which counts for nothing that is kept, and of the database.

let we: Cast;
let stub: RegistryStub;
beforeAll(async () => {
  we = await cast();
});
beforeEach(async () => {
  stub = await freshStub();
  await db.delete(loginFailures);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await stub.stop();
});

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const device = { ip: null, userAgent: null };

/** The clock of this process, which timers do not follow. */
const appIsOffBy = (milliseconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });

/** For the database so much time has passed at once: whatever moments it has kept lie so much further back. */
async function databaseJumpsBy(milliseconds: number): Promise<void> {
  await db.transaction(async (tx) => {
    // Neither the triggers of columns that follow others nor those that keep the log as it is.
    await tx.execute(sql`set local session_replication_role = replica`);
    const { rows } = await tx.execute<{ table: string; columns: string[] }>(sql`
      select c.table_name as table, array_agg(c.column_name::text) as columns
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.data_type = 'timestamp with time zone' and t.table_type = 'BASE TABLE'
        and c.is_generated = 'NEVER' group by 1`);
    for (const { table, columns } of rows) {
      const moved = columns.map((column) => `"${column}" = "${column}" - interval '${milliseconds} milliseconds'`);
      await tx.execute(sql.raw(`update "${table}" set ${moved.join(", ")}`));
    }
  });
}

let named = 0;
/** A form that makes a customer, filled in once; names without a letter in common. */
function newForm() {
  const name = String.fromCodePoint(0x4e00 + named++).repeat(6);
  return { name, form: { id: we.aino.facts.companyId, name, country: "FI", formKey: randomUUID() } };
}
const made = (name: string) => db.$count(customers, eq(customers.name, name));
const session = () => startSession(we.aino.employeeId, "password", device);
const whoIs = async (cookie: string) => (await viewerOf(cookie))?.employeeId ?? null;

async function failed(): Promise<{ ip: string; email: string }> {
  const who = { ip: "192.0.2.7", email: we.aino.facts.email };
  for (let attempt = 0; attempt < 5; attempt++) await countFailure(who.ip, who.email);
  return who;
}

/** A job about some companies that the register knows. */
async function checkOf(count: number) {
  const some = await companies(count, we.maija.facts.companyId);
  for (const { businessId } of some) stub.answer(businessId, prhAnswer(businessId));
  const ids = some.map(({ id }) => id);
  return { ids, id: await startCheck(we.maija, ids) };
}
const timesCompared = (ids: number[]) => Promise.all(ids.map(async (id) => (await comparisonsOf(id)).length));
const once = (ids: number[]) => ids.map(() => 1);

describe.each([-day, -hour, 5 * minute, hour, day])("the clock of a process is off by %i ms", (wrong) => {
  test("whoever signs in there, or at another one, stays signed in; whose time is over does not", async () => {
    const before = await session();
    appIsOffBy(wrong);
    const there = await session();
    expect([await whoIs(before), await whoIs(there)]).toEqual([we.aino.employeeId, we.aino.employeeId]);
    await tidyUp();
    vi.useRealTimers();
    expect([await whoIs(before), await whoIs(there)]).toEqual([we.aino.employeeId, we.aino.employeeId]);
    await db.update(sessions).set({ idleUntil: sql`now() - interval '1 second'` });
    appIsOffBy(wrong);
    expect([await whoIs(before), await whoIs(there)]).toEqual([null, null]);
  });

  test("the same form there and at another process is carried out once", async () => {
    const { name, form } = newForm();
    appIsOffBy(wrong);
    const first = await createCustomer(we.aino, form);
    expect(await createCustomer(we.aino, form)).toEqual(first);
    await tidyUp();
    vi.useRealTimers();
    expect(await createCustomer(we.aino, form)).toEqual(first);
    expect(await made(name)).toBe(1);
  });

  test("whoever failed too often waits as long as elsewhere, and a link holds its week", async () => {
    const { ip, email } = await failed();
    appIsOffBy(wrong);
    const minutes = await waitBefore(ip, email);
    expect([minutes >= 1, minutes <= 5]).toEqual([true, true]);
    const link = await makeSignInLink(we.maija, { id: we.aino.employeeId });
    const token = link.ok ? String((link.result as { token?: string }).token) : "";
    vi.useRealTimers();
    expect(await setUpOf(token)).toMatchObject({ purpose: "password" });
    await databaseJumpsBy(7 * day - minute);
    expect(await setUpOf(token)).not.toBeNull();
    await databaseJumpsBy(2 * minute);
    expect(await setUpOf(token)).toBeNull();
  });
});

describe("the clock of a process jumps while it works on jobs", () => {
  test.each([-day, day])("by %i ms: each job still has its turn, and all is done once", async (jump) => {
    const [one, other] = [await checkOf(4), await checkOf(2)];
    const { step } = checkWorker;
    const steps: number[] = [];
    vi.spyOn(checkWorker, "step").mockImplementation(async (scope) => {
      steps.push(scope.job.id);
      if (steps.length === 1) appIsOffBy(jump);
      return step(scope);
    });
    await work(one.id, { turn: 1 });
    await work(other.id, { turn: 1 });
    expect(steps.indexOf(other.id)).toBeLessThan(steps.lastIndexOf(one.id));
    for (const { ids } of [one, other]) expect(await timesCompared(ids)).toEqual(once(ids));
  });
});

describe("the clock of the database jumps", () => {
  test.each([-day, -hour, hour])(
    "by %i ms: sessions go on, and a form sent again is not carried out again",
    async (jump) => {
      const [cookie, { name, form }] = [await session(), newForm()];
      const first = await createCustomer(we.aino, form);
      await databaseJumpsBy(jump);
      expect(await whoIs(cookie)).toBe(we.aino.employeeId);
      expect(await createCustomer(we.aino, form)).toEqual(first);
      expect(await made(name)).toBe(1);
    },
  );

  test("by a day: who has not clicked for eight hours is signed out", async () => {
    const cookie = await session();
    await databaseJumpsBy(day);
    expect(await whoIs(cookie)).toBeNull();
  });

  test("back by a day: nobody who failed to sign in waits for a day", async () => {
    const { ip, email } = await failed();
    await databaseJumpsBy(-day);
    expect(await waitBefore(ip, email)).toBe(0);
    await failed();
    expect(await waitBefore(ip, email)).toBeLessThanOrEqual(5);
  });

  test.each([-hour, hour])(
    "by %i ms in the middle of a job: two processes do all of it, and nothing twice",
    async (jump) => {
      const { id, ids } = await checkOf(4);
      const { step } = checkWorker;
      let steps = 0;
      vi.spyOn(checkWorker, "step").mockImplementation(async (scope) => {
        const found = await step(scope);
        steps += 1;
        if (steps === 2) await databaseJumpsBy(jump);
        return found;
      });
      await Promise.all([work(id), work(id)]);
      expect(await jobOf(id)).toMatchObject({ status: "done", done: 4, total: 4 });
      expect(await timesCompared(ids)).toEqual(once(ids));
    },
  );
});

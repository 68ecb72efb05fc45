import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, jobs, registryComparisons, settings } from "@/db/schema/index";
import { scheduleWork } from "@/lib/access/jobs";
import { tidyUp } from "@/lib/access/upkeep";
import { type Cast, cast } from "./cast";
import { companies, comparisonsOf, freshStub, knownCompany, outcomesOf, startCheck, work } from "./checking";
import type { RegistryStub } from "./registry/stub";

let we: Cast;
let stub: RegistryStub;

beforeAll(async () => {
  we = await cast();
});
beforeEach(async () => {
  stub = await freshStub();
});
afterEach(() => stub.stop());

const known = () => knownCompany(stub, we.maija.facts.companyId);

describe("every month", () => {
  const monthly = () => db.select().from(jobs).where(sql`${jobs.employeeId} is null`);

  test("once it is switched on, all customers not compared lately are checked, whoever looks first", async () => {
    await scheduleWork();
    expect(await monthly()).toEqual([]);
    const fresh = await known();
    await work(await startCheck(we.maija, [fresh.id]));
    const due = await known();
    await db.update(settings).set({ registryMonthly: true });
    await Promise.all([scheduleWork(), scheduleWork(), scheduleWork()]);
    await scheduleWork();
    const [job, ...more] = await monthly();
    expect(more).toEqual([]);
    expect(job).toMatchObject({ facts: { month: we.maija.facts.today.slice(0, 7) }, status: "open" });
    const members = Object.keys(await outcomesOf(job?.id ?? 0));
    expect(members).toContain(String(due.id));
    expect(members).not.toContain(String(fresh.id));
    for (const key of ["archived", "binned", "household", "berg", "wirtanen"] as const) {
      expect(members).not.toContain(String(we.world.customers[key]));
    }
    expect(job?.total).toBe(members.length);
    expect(await work(job?.id ?? 0)).toMatchObject({ status: "done", done: members.length });
    expect(await comparisonsOf(due.id)).toMatchObject([{ queued: true }]);
    await db.update(settings).set({ registryMonthly: false });
  });
});

test("comparisons that have had their time go; each customer’s last decision stays", async () => {
  const company = await known();
  const other = await known();
  const record = sql`'{}'::jsonb`;
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const base = { customerId: company.id, register: "prh", record, fetchedAt: ago(500), status: "active" };
  const closed = { ...base, queued: true, closedAt: ago(400), closedAs: "kept" } as const;
  const rows = await db
    .insert(registryComparisons)
    .values([
      { ...base, askedBy: we.maija.employeeId, createdAt: ago(2) },
      { ...base, askedBy: we.maija.employeeId },
      closed,
      { ...closed, closedAs: "replaced" },
      { ...closed },
      { ...closed, closedAt: ago(300), closedAs: "replaced" },
      { ...closed, customerId: other.id, closedAs: "updated" },
      { ...base, queued: true, createdAt: ago(500) },
    ])
    .returning({ id: registryComparisons.id });
  await tidyUp();
  const left = await db
    .select({ id: registryComparisons.id })
    .from(registryComparisons)
    .orderBy(registryComparisons.id);
  expect(left).toEqual([1, 4, 5, 6, 7].map((at) => rows[at]));
});

test("a customer deleted for good meanwhile is no longer counted", async () => {
  const made = await companies(2, we.maija.facts.companyId);
  const id = await startCheck(
    we.maija,
    made.map((company) => company.id),
  );
  const first = eq(customers.id, made[0]?.id ?? 0);
  await db
    .update(customers)
    .set({ deletedAt: new Date(0) })
    .where(first);
  await tidyUp();
  expect(await db.$count(customers, first)).toBe(0);
  expect(await work(id)).toMatchObject({ status: "done", done: 1, total: 1 });
});

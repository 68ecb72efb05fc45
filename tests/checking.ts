import fs from "node:fs";
import path from "node:path";
import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { customers, jobs, registryCheckItems, registryComparisons } from "@/db/schema/index";
import { workOnJobs } from "@/lib/access/jobs";
import type { Viewer } from "@/lib/access/viewer";
import { startRegistryCheck } from "@/lib/registry-checks/commands";
import { done } from "./doing";
import { nextBusinessId } from "./registry/business-ids";
import { RegistryStub, type StubAnswer } from "./registry/stub";

const ordinary = fs.readFileSync(path.resolve(import.meta.dirname, "fixtures/registry/prh/ordinary.json"), "utf8");

/** For each test no jobs, an empty queue and a register of its own: what one test leaves in peace is open to the next. */
export async function freshStub(): Promise<RegistryStub> {
  await db.delete(jobs);
  await db.delete(registryComparisons);
  const stub = await new RegistryStub().start();
  Object.assign(process.env, stub.environment);
  return stub;
}

/** What PRH answers about the ordinary company, under this number and name. */
export const prhAnswer = (id: string, name = "Havukallion Mittalaite Oy"): StubAnswer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: ordinary.replaceAll("9100000-5", id).replaceAll("Havukallion Mittalaite Oy", name),
});

let made = 0;

/** Finnish companies, one number each. */
export async function companies(count: number, companyId: number, values: Partial<typeof customers.$inferInsert> = {}) {
  const rows = Array.from({ length: count }, () => {
    made += 1;
    const name = `Tarkistettava ${made} Oy`;
    const stage = "active" as const;
    return {
      name,
      number: `T-${made}`,
      companyId,
      country: "FI",
      businessId: nextBusinessId(),
      stage,
      ...values,
    };
  });
  const put = await db.insert(customers).values(rows).returning({ id: customers.id, businessId: customers.businessId });
  return put.map(({ id, businessId }) => ({ id, businessId: businessId ?? "" }));
}

/** A Finnish company that the register knows, under another name. */
export async function knownCompany(stub: RegistryStub, companyId: number, name?: string) {
  const [company] = await companies(1, companyId);
  if (!company) throw new Error("no company");
  stub.answer(company.businessId, prhAnswer(company.businessId, name));
  return company;
}

export const startCheck = (viewer: Viewer, members: readonly number[]) =>
  done(startRegistryCheck, viewer, { members: members.map(String) });

const hurried = { look: 20, pauses: false };

/** Works on jobs until the one is no longer open, or rests. */
export async function work(jobId: number, pace: Parameters<typeof workOnJobs>[1] = {}) {
  const ending = new AbortController();
  const working = workOnJobs(ending.signal, { ...hurried, ...pace });
  const isAtRest = (job: Awaited<ReturnType<typeof jobOf>>) => job.status !== "open" || job.problem !== null;
  await until(async () => isAtRest(await jobOf(jobId)));
  ending.abort();
  await working;
  return jobOf(jobId);
}

export async function until(isSo: () => Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !(await isSo()); ) {
    if (performance.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function jobOf(id: number) {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, id));
  if (!job) throw new Error("no such job");
  return job;
}

/** By customer, how the check ended for it. */
export async function outcomesOf(jobId: number) {
  const rows = await db.select().from(registryCheckItems).where(eq(registryCheckItems.jobId, jobId));
  return Object.fromEntries(rows.map(({ customerId, outcome }) => [customerId, outcome]));
}

export const comparisonsOf = (customerId: number) =>
  db
    .select()
    .from(registryComparisons)
    .where(eq(registryComparisons.customerId, customerId))
    .orderBy(asc(registryComparisons.id));

/** Its rest is over. */
export const wakeUp = (id: number) =>
  db.update(jobs).set({ resumeAt: null, leasedUntil: null, problem: null }).where(eq(jobs.id, id));

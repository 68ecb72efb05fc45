import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { and, eq, isNull, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { employees, jobs, profiles, registryCheckItems, registryComparisons } from "@/db/schema/index";
import { workOnJobs } from "@/lib/access/jobs";
import { tidyUp } from "@/lib/access/upkeep";
import { retryJob, stopJob } from "@/lib/jobs/commands";
import { getJob } from "@/lib/jobs/queries";
import { wakeRunner } from "@/lib/jobs/wake";
import { checkWorker } from "@/lib/registry-checks/work";
import { type Cast, cast, having, signedIn } from "./cast";
import {
  companies,
  comparisonsOf,
  freshStub,
  jobOf,
  outcomesOf,
  prhAnswer,
  startCheck,
  until,
  wakeUp,
  work,
} from "./checking";
import { done, lastLine } from "./doing";
import type { RegistryStub } from "./registry/stub";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let stub: RegistryStub;

beforeAll(async () => {
  we = await cast();
});
beforeEach(async () => {
  stub = await freshStub();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stub.stop();
});

const home = () => we.maija.facts.companyId;

async function checkOf(count: number) {
  const made = await companies(count, home());
  for (const { businessId } of made) stub.answer(businessId, prhAnswer(businessId));
  return {
    made,
    id: await startCheck(
      we.maija,
      made.map(({ id }) => id),
    ),
  };
}

const runnerFile = path.resolve(import.meta.dirname, "setup/job-runner.mjs");
const running: ChildProcess[] = [];

/** A further server process; what it says is kept quiet. */
function startRunner(pace: object): ChildProcess {
  const child = spawn(process.execPath, [runnerFile, JSON.stringify(pace)], { env: process.env, stdio: "ignore" });
  running.push(child);
  return child;
}
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

describe("whatever happens to the processes, nothing is lost and nothing done twice", () => {
  test("killed again and again", async () => {
    const { made, id } = await checkOf(24);
    const pace = { lease: 300, look: 20, pauses: false };
    let killed = 0;
    while ((await jobOf(id)).status === "open") {
      const [first, second] = [startRunner(pace), startRunner(pace)];
      const before = (await jobOf(id)).done;
      await until(async () => {
        const job = await jobOf(id);
        return job.status !== "open" || job.done >= before + 7;
      });
      for (const child of [first, second]) {
        if (child.exitCode !== null) continue;
        child.kill("SIGKILL");
        await once(child, "exit");
        killed += 1;
      }
    }
    expect(killed).toBeGreaterThanOrEqual(6);
    expect(await jobOf(id)).toMatchObject({ status: "done", done: 24, total: 24, problem: null });
    expect(Object.values(await outcomesOf(id))).toEqual(Array(24).fill("differs"));
    for (const customer of made) expect(await comparisonsOf(customer.id)).toHaveLength(1);
    // Each is asked about once: what a killed process had learnt is kept for a day.
    expect(stub.requests.length).toBeLessThan(24 + killed);
  }, 120_000);

  test("two at once", async () => {
    const { made, id } = await checkOf(15);
    await Promise.all([work(id, { turn: 30 }), work(id, { turn: 30 })]);
    expect(await jobOf(id)).toMatchObject({ status: "done", done: 15 });
    for (const customer of made) expect(await comparisonsOf(customer.id)).toHaveLength(1);
    expect(stub.requests).toHaveLength(15);
  });

  test("a step whose job was taken over meanwhile leaves nothing behind", async () => {
    const { made, id } = await checkOf(1);
    const { step } = checkWorker;
    let stolen = 0;
    vi.spyOn(checkWorker, "step").mockImplementation(async (scope) => {
      const found = await step(scope);
      if (stolen++ === 0)
        await db
          .update(jobs)
          .set({ version: sql`${jobs.version} + 1` })
          .where(eq(jobs.id, id));
      return found;
    });
    expect(await work(id, { lease: 100 })).toMatchObject({ status: "done", done: 1 });
    expect(await comparisonsOf(made[0]?.id ?? 0)).toHaveLength(1);
    // In vain, once more, and the end.
    expect(stolen).toBe(3);
  });

  test("a process that is told to end gives its job back at once, even while a register is silent", async () => {
    const { made, id } = await checkOf(1);
    stub.answer(made[0]?.businessId ?? "", "hang");
    const child = startRunner({ look: 20 });
    await until(async () => stub.requests.length > 0);
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(await jobOf(id)).toMatchObject({ status: "open", done: 0, leasedUntil: null });
  });
});

describe("who has a turn", () => {
  test("several jobs of a kind take turns, and only one is in hand at a time", async () => {
    const long = await checkOf(12);
    const short = await checkOf(2);
    const { step } = checkWorker;
    const order: number[] = [];
    const inHand: number[] = [];
    vi.spyOn(checkWorker, "step").mockImplementation(async (scope) => {
      order.push(scope.job.id);
      inHand.push(await db.$count(jobs, sql`${jobs.leasedUntil} > now()`));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return step(scope);
    });
    await Promise.all([work(long.id, { turn: 60 }), work(short.id, { turn: 60 })]);
    expect(new Set(inHand)).toEqual(new Set([1]));
    expect(order.lastIndexOf(short.id)).toBeLessThan(order.lastIndexOf(long.id));
  });

  test("work that has just been started is begun without waiting for the next look", async () => {
    const ending = new AbortController();
    const working = workOnJobs(ending.signal, { look: 60_000, pauses: false });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { id } = await checkOf(1);
    wakeRunner();
    await until(async () => (await jobOf(id)).status === "done", 5);
    ending.abort();
    await working;
  });
});

describe("a job that fails", () => {
  test("is tried again 1, 5, 15 and 15 minutes later, then given up, and goes on when somebody wants it", async () => {
    const { id } = await checkOf(1);
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    const failing = vi.spyOn(checkWorker, "step").mockRejectedValue(new Error("broken"));
    for (const minutes of [1, 5, 15, 15]) {
      const job = await work(id);
      expect(job).toMatchObject({ status: "open", problem: "jobFault", leasedUntil: null });
      const wait = ((job.resumeAt?.getTime() ?? 0) - Date.now()) / 60_000;
      expect(wait).toBeGreaterThan(minutes - 0.5);
      expect(wait).toBeLessThanOrEqual(minutes + 0.1);
      await wakeUp(id);
    }
    expect(await work(id)).toMatchObject({ status: "failed", problem: "jobFault", done: 0 });
    expect(quiet).toHaveBeenCalledTimes(5);

    failing.mockRestore();
    await done(retryJob, we.maija, { id });
    expect(await work(id)).toMatchObject({ status: "done", done: 1, failures: 0 });
    expect(await lastLine("jobs", id, "job.retried")).toMatchObject({ by: we.maija.employeeId });
  });

  test("by ending its process each time is given up too", async () => {
    const { id } = await checkOf(1);
    await db
      .update(jobs)
      .set({ failures: 4, leasedUntil: new Date(Date.now() - 1000) })
      .where(eq(jobs.id, id));
    expect(await work(id)).toMatchObject({ status: "failed", problem: "jobFault" });
    expect(stub.requests).toHaveLength(0);
  });
});

describe("people", () => {
  test("whoever loses the right, or leaves, ends the job before its next step", async () => {
    const eetu = await signedIn(we.world.people.eetu);
    const [profile] = await db
      .select({ id: profiles.id, grants: profiles.grants })
      .from(profiles)
      .innerJoin(employees, and(eq(employees.profileId, profiles.id), eq(employees.id, eetu.employeeId)));
    const lose = {
      right: () =>
        db
          .update(profiles)
          .set({ grants: { ...profile?.grants, registry: "no" } })
          .where(eq(profiles.id, profile?.id ?? 0)),
      door: () => db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, eetu.employeeId)),
    };
    for (const way of ["right", "door"] as const) {
      await db
        .update(profiles)
        .set({ grants: { ...profile?.grants, registry: "yes", customers: "edit" } })
        .where(eq(profiles.id, profile?.id ?? 0));
      const made = await companies(3, eetu.facts.companyId, { ownerId: eetu.employeeId });
      const able = having(eetu, { registry: "yes", customers: "edit" });
      const id = await startCheck(
        able,
        made.map((customer) => customer.id),
      );
      const { step } = checkWorker;
      vi.spyOn(checkWorker, "step").mockImplementationOnce(async (scope) => {
        await lose[way]();
        return step(scope);
      });
      expect(await work(id)).toMatchObject({ status: "stopped", problem: "jobRightsLost", done: 1 });
      vi.restoreAllMocks();
    }
    await db.update(employees).set({ deactivatedAt: null });
    await db
      .update(profiles)
      .set({ grants: profile?.grants })
      .where(eq(profiles.id, profile?.id ?? 0));
  });

  test("stop a job at its step, and let it go on", async () => {
    const { id } = await checkOf(4);
    const { step } = checkWorker;
    vi.spyOn(checkWorker, "step")
      .mockImplementationOnce(step)
      .mockImplementationOnce(async (scope) => {
        const found = await step(scope);
        await done(stopJob, we.maija, { id });
        return found;
      });
    expect(await work(id)).toMatchObject({ status: "stopped", done: 1, problem: null, leasedUntil: null });
    expect(await db.$count(registryComparisons, eq(registryComparisons.jobId, id))).toBe(1);
    expect(await stopJob(we.maija, { id })).toMatchObject({ problems: { "": { key: "jobEnded" } } });
    await done(retryJob, we.maija, { id });
    expect(await retryJob(we.maija, { id })).toMatchObject({ problems: { "": { key: "jobOpen" } } });
    expect(await work(id)).toMatchObject({ status: "done", done: 4 });
    expect(await retryJob(we.maija, { id })).toMatchObject({ problems: { "": { key: "jobNothingLeft" } } });
  });

  test("see their own jobs, administrators all, others none", async () => {
    const sven = having(we.sven, { registry: "yes", customers: "edit" });
    const made = await companies(1, sven.facts.companyId, { ownerId: sven.employeeId });
    const id = await startCheck(sven, [made[0]?.id ?? 0]);
    expect(await getJob(sven, id)).toMatchObject({ id, startedBy: sven.facts.name });
    expect(await getJob(we.maija, id)).toMatchObject({ id });
    for (const door of [stopJob, retryJob]) await expect(door(we.aino, { id })).rejects.toThrow(absent);
    await expect(getJob(we.aino, id)).rejects.toThrow(absent);
    await expect(retryJob(having(we.sven, { registry: "no" }), { id })).rejects.toThrow(absent);
    await done(stopJob, we.maija, { id });
  });
});

test("jobs that ended 13 months ago go, with what they were about", async () => {
  const { id } = await checkOf(1);
  const late = new Date(Date.now() - 400 * 86_400_000);
  await db.update(jobs).set({ status: "done", endedAt: late }).where(eq(jobs.id, id));
  await tidyUp();
  expect(await db.$count(jobs, eq(jobs.id, id))).toBe(0);
  expect(await db.$count(registryCheckItems, isNull(registryCheckItems.outcome))).toBe(0);
});

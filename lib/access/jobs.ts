import "server-only";
import { and, asc, eq, isNull, lt, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, longDb } from "@/db/client";
import { jobs } from "@/db/schema/index";
import type { ProblemKey } from "@/lib/errors";
import { workers } from "@/lib/jobs/kinds";
import type { Job, Step } from "@/lib/jobs/rules";
import { sleep, sleepUntilWoken } from "@/lib/jobs/wake";
import type { Transaction } from "./gate";
import { viewersOf } from "./sessions";
import type { Viewer } from "./viewer";

/** How the work goes on; tests hurry it. Times in milliseconds. */
export const usualPace = {
  /** A job is one process's for so long after each step; then another may take it over. */
  lease: 60_000,
  /** How often a process without work looks for some. */
  look: 5_000,
  /** After so long a job lets the next one have its turn. */
  turn: 10_000,
  /** How often to see what has come due by itself. */
  schedule: 3_600_000,
  /** Whether steps keep the pause they ask for. */
  pauses: true,
};
type Pace = typeof usualPace;

const minutesAfterFailure = [1, 5, 15, 15];

/** Works on jobs for as long as this server process lives. @returns when it has given back what it had in hand */
export function startRunner(): Promise<void> {
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => ending.abort());
  return workOnJobs(ending.signal);
}

/** Works on jobs, one at a time, until the signal comes; then gives back what it has in hand. Any number of processes may. */
export async function workOnJobs(signal: AbortSignal, changes: Partial<Pace> = {}): Promise<void> {
  const pace = { ...usualPace, ...changes };
  let scheduleAt = 0;
  while (!signal.aborted) {
    try {
      if (performance.now() >= scheduleAt) {
        scheduleAt = performance.now() + pace.schedule;
        await scheduleWork();
      }
      const job = await takeJob(pace);
      if (job) await giveTurn(job, pace, signal);
      else await sleepUntilWoken(pace.look, signal);
    } catch (error) {
      console.error("looking for jobs failed:", error);
      await sleepUntilWoken(pace.look, signal);
    }
  }
}

export async function scheduleWork(): Promise<void> {
  for (const worker of Object.values(workers)) {
    if (worker.schedule) await db.transaction(worker.schedule);
  }
}

/**
 * Takes a job that nobody has in hand: one that never had its turn, else the one whose turn is longest ago. Only one of
 * each kind is worked on at any time, so that whom it asks is asked by one.
 */
async function takeJob({ lease }: Pace): Promise<Job | null> {
  const ready = () => db.select({ id: jobs.id }).from(jobs).where(isReady()).limit(1);
  if ((await ready()).length === 0) return null;
  const job = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('jobs'))`);
    const next = tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(isReady())
      .orderBy(sql`${jobs.resumeAt} nulls first`, asc(jobs.id))
      .limit(1)
      .for("update", { skipLocked: true });
    const [taken] = await tx
      .update(jobs)
      .set({
        leasedUntil: inFuture(lease),
        version: sql`${jobs.version} + 1`,
        // A lease that was not given back: its process has died, perhaps of this very job.
        failures: sql`${jobs.failures} + (${jobs.leasedUntil} is not null)::int`,
      })
      .where(eq(jobs.id, next))
      .returning();
    return taken ?? null;
  });
  if (!job || job.failures <= minutesAfterFailure.length) return job;
  await end(job, "failed", "jobFault");
  return null;
}

function isReady(): SQL | undefined {
  const held = alias(jobs, "held");
  const sameKind = db
    .select({ one: sql`1` })
    .from(held)
    .where(and(eq(held.kind, jobs.kind), eq(held.status, "open"), sql`${held.leasedUntil} > now()`));
  return and(
    eq(jobs.status, "open"),
    or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, sql`now()`)),
    or(isNull(jobs.resumeAt), lte(jobs.resumeAt, sql`now()`)),
    notExists(sameKind),
  );
}

async function giveTurn(job: Job, pace: Pace, signal: AbortSignal): Promise<void> {
  const until = performance.now() + pace.turn;
  let held: Job | null = job;
  while (held && !signal.aborted && performance.now() < until)
    held = await unlessEnding(held, oneStep(held, pace, signal), signal);
  // The count goes up, so that a step this process is still at leaves nothing behind.
  if (held) await change(held, { leasedUntil: null, resumeAt: sql`now()`, version: sql`${jobs.version} + 1` });
}

/** A process that is told to end does not wait for what a step is asking elsewhere. */
async function unlessEnding(job: Job, step: Promise<Job | null>, signal: AbortSignal): Promise<Job | null> {
  const ending = Promise.withResolvers<Job>();
  const end = () => ending.resolve(job);
  signal.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([step, ending.promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/** @returns the job with its new lease; null where the process no longer has it in hand */
async function oneStep(job: Job, pace: Pace, signal: AbortSignal): Promise<Job | null> {
  const worker = workers[job.kind];
  try {
    const starter = job.employeeId === null ? null : await starterOf(job.employeeId);
    const may = starter === null || worker.may.every((right) => starter.can(right));
    if (!may || (job.employeeId !== null && !starter)) return await end(job, "stopped", "jobRightsLost");
    const step = await worker.step({ job, starter, db });
    if (step.kind === "finished") return await end(job, "done", null);
    if (step.kind === "failed") return await end(job, "failed", step.problem);
    if (step.kind === "rest") return await rest(job, step);
    const kept = await keepPieces(job, step, pace);
    if (kept && pace.pauses) await sleep(step.pause ?? 0, signal);
    return kept;
  } catch (error) {
    return setBack(job, error);
  }
}

async function starterOf(employeeId: number): Promise<Viewer | null> {
  const [starter] = await viewersOf([employeeId]);
  return starter ?? null;
}

/** What a step did and how far the job is by that, together; nothing where another process has taken the job over. */
function keepPieces(job: Job, step: Extract<Step, { kind: "pieces" }>, { lease }: Pace): Promise<Job | null> {
  const keep = async (tx: Transaction) => {
    const done = await step.write(tx);
    const [kept] = await tx
      .update(jobs)
      .set({
        done: sql`least(${jobs.done} + ${done}, ${jobs.total})`,
        leasedUntil: inFuture(lease),
        failures: 0,
        rests: 0,
        problem: null,
      })
      .where(eq(jobs.id, job.id))
      .returning();
    return kept ?? null;
  };
  return whileHeld(job, keep, step.long ? longDb : db);
}

function rest(job: Job, { seconds, problem, write }: Extract<Step, { kind: "rest" }>): Promise<null> {
  return whileHeld(job, async (tx) => {
    await write?.(tx);
    const resumeAt = inFuture(seconds * 1_000);
    await tx
      .update(jobs)
      .set({ leasedUntil: null, resumeAt, problem, failures: 0, rests: sql`${jobs.rests} + 1` })
      .where(eq(jobs.id, job.id));
    return null;
  });
}

/** Tried again later; after some times it is given up. */
async function setBack(job: Job, error: unknown): Promise<null> {
  console.error(`job ${job.id} (${job.kind}) failed:`, error);
  await whileHeld(job, async (tx) => workers[job.kind].setBack?.(tx, job.id));
  const minutes = minutesAfterFailure[job.failures];
  if (minutes === undefined) return end(job, "failed", "jobFault");
  const resumeAt = inFuture(minutes * 60_000);
  return change(job, { leasedUntil: null, resumeAt, problem: "jobFault", failures: job.failures + 1 });
}

/** Pieces whose rows have gone meanwhile are no longer among the total. */
async function end(job: Job, status: "done" | "stopped" | "failed", problem: ProblemKey | null): Promise<null> {
  const total = status === "done" ? sql`${jobs.done}` : jobs.total;
  return change(job, { status, problem, total: sql`${total}`, endedAt: sql`now()`, leasedUntil: null, resumeAt: null });
}

type Changes = Parameters<ReturnType<typeof db.update<typeof jobs>>["set"]>[0];

async function change(job: Job, changes: Changes): Promise<null> {
  await db.update(jobs).set(changes).where(isHeld(job));
  return null;
}

/** Nobody has stopped the job or taken it over since. */
const isHeld = (job: Job) => and(eq(jobs.id, job.id), eq(jobs.status, "open"), eq(jobs.version, job.version));

function whileHeld<T>(job: Job, work: (tx: Transaction) => Promise<T>, pool = db): Promise<T | null> {
  return pool.transaction(async (tx) => {
    const [held] = await tx.select({ id: jobs.id }).from(jobs).where(isHeld(job)).for("no key update");
    return held ? work(tx) : null;
  });
}

const inFuture = (milliseconds: number) => sql`now() + make_interval(secs => ${milliseconds / 1_000})`;

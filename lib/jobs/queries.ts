import "server-only";
import { and, desc, eq, or, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { absent } from "@/lib/outcome";
import { workers } from "./kinds";

const columnsOf = ({ jobs }: Tables) => ({
  id: jobs.id,
  kind: jobs.kind,
  facts: jobs.facts,
  status: jobs.status,
  done: jobs.done,
  total: jobs.total,
  problem: jobs.problem,
  /** Nobody is at it before `resumeAt`; `problem` says why. */
  isResting: sql<boolean>`coalesce(${jobs.problem} is not null and ${jobs.resumeAt} > now(), false)`,
  resumeAt: jobs.resumeAt,
  createdAt: jobs.createdAt,
  endedAt: jobs.endedAt,
});

/** One's own job, or as administrator anybody's, and who started it where the schedule did not. */
export const getJob = query("signed in", async ({ db, tables }, id: number) => {
  const { employees, jobs } = tables;
  const [job] = await db
    .select({
      ...columnsOf(tables),
      isScheduled: sql<boolean>`${jobs.employeeId} is null`,
      startedBy: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
    })
    .from(jobs)
    .leftJoin(employees, eq(employees.id, jobs.employeeId))
    .where(eq(jobs.id, id));
  if (!job) absent();
  return { ...job, secondsLeft: (job.total - job.done) * workers[job.kind].secondsEach };
});

export type ShownJob = Awaited<ReturnType<typeof getJob>>;

const mostShown = 5;

/** The viewer's own jobs that go on or have ended within a day, latest first. */
export const listMyJobs = query("signed in", async ({ db, tables, viewer }) => {
  const { jobs } = tables;
  const isLate = or(eq(jobs.status, "open"), sql`${jobs.endedAt} > now() - interval '1 day'`);
  return db
    .select(columnsOf(tables))
    .from(jobs)
    .where(and(eq(jobs.employeeId, viewer.employeeId), isLate))
    .orderBy(desc(jobs.id))
    .limit(mostShown);
});

import "server-only";
import { eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { workers } from "./kinds";

/** One's own job, or as administrator anybody's, and who started it where the schedule did not. */
export const getJob = query("signed in", async ({ db, tables }, id: number) => {
  const { employees, jobs } = tables;
  const [job] = await db
    .select({
      id: jobs.id,
      kind: jobs.kind,
      status: jobs.status,
      done: jobs.done,
      total: jobs.total,
      problem: jobs.problem,
      /** Nobody is at it before `resumeAt`; `problem` says why. */
      isResting: sql<boolean>`coalesce(${jobs.problem} is not null and ${jobs.resumeAt} > now(), false)`,
      resumeAt: jobs.resumeAt,
      createdAt: jobs.createdAt,
      endedAt: jobs.endedAt,
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

import "server-only";
import { desc, eq, lt, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { outOfReach } from "@/lib/access/refused";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { workers } from "./kinds";
import { mostListed } from "./rules";

const shownOf = ({ jobs, employees }: Tables, { employeeId }: Viewer) => ({
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
  /** The file it is about, where that is the viewer's own. */
  importId: sql<
    number | null
  >`case when ${jobs.employeeId} = ${employeeId} then (${jobs.facts} ->> 'importId')::int end`,
  /** Of an import that is done: customers it made and rows it left out. */
  created: sql<number | null>`(${jobs.facts} ->> 'created')::int`,
  rejected: sql<number | null>`(${jobs.facts} ->> 'rejected')::int`,
});

/** One's own job, or as administrator anybody's, and who started it where the schedule did not. */
export const getJob = query("signed in", async ({ db, tables, viewer }, id: number) => {
  const { employees, jobs } = tables;
  const [job] = await db
    .select(shownOf(tables, viewer))
    .from(jobs)
    .leftJoin(employees, eq(employees.id, jobs.employeeId))
    .where(eq(jobs.id, id));
  if (!job) return outOfReach(viewer, "jobs", id);
  return { ...job, secondsLeft: (job.total - job.done) * workers[job.kind].secondsEach };
});

export type ShownJob = Awaited<ReturnType<typeof getJob>>;

/** One's own jobs, or as administrator everybody's, the latest first. @param before only those started before this one */
export const listJobs = query("signed in", async ({ db, tables, viewer }, before: number | null) => {
  const { employees, jobs } = tables;
  return db
    .select(shownOf(tables, viewer))
    .from(jobs)
    .leftJoin(employees, eq(employees.id, jobs.employeeId))
    .where(before === null ? undefined : lt(jobs.id, before))
    .orderBy(desc(jobs.id))
    .limit(mostListed + 1);
});

export type ListedJob = Awaited<ReturnType<typeof listJobs>>[number];

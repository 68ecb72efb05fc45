import "server-only";
import { eq, sql } from "drizzle-orm";
import { jobs } from "@/db/schema/index";
import { command, demand } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { workers } from "./kinds";

const version = sql`${jobs.version} + 1`;

/** Ends one's own job, or as administrator anybody's, after the step it is at. What is done stays done. */
export const stopJob = command({
  may: "signed in",
  on: jobs,
  log: "job.stopped",
  input: noInput,
  async run({ tx, row }) {
    if (row.status !== "open") throw new Invalid({ "": { key: "jobEnded" } });
    const ended = { status: "stopped", endedAt: sql`now()`, problem: null, leasedUntil: null, resumeAt: null } as const;
    await tx
      .update(jobs)
      .set({ ...ended, version })
      .where(eq(jobs.id, row.id));
    return { id: row.id };
  },
});

/** Lets a job that has ended go on: with what it had not come to, and with what failed. */
export const retryJob = command({
  may: "signed in",
  on: jobs,
  log: "job.retried",
  input: noInput,
  async run({ viewer, tx, row }) {
    const worker = workers[row.kind];
    for (const right of worker.may) demand(viewer, right);
    if (row.status === "open") throw new Invalid({ "": { key: "jobOpen" } });
    const waiting = await worker.retry(tx, row.id);
    if (waiting === 0 && row.done === row.total) throw new Invalid({ "": { key: "jobNothingLeft" } });
    const open = { status: "open", endedAt: null, problem: null, failures: 0, rests: 0, resumeAt: null } as const;
    const done = sql`greatest(${jobs.done} - ${waiting}, 0)`;
    await tx
      .update(jobs)
      .set({ ...open, done, version })
      .where(eq(jobs.id, row.id));
    return { id: row.id };
  },
});

import type { InferSelectModel } from "drizzle-orm";
import type { jobs } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import type { Permission } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import type { ProblemKey } from "@/lib/errors";

export type Job = InferSelectModel<typeof jobs>;
export type JobKind = Job["kind"];

/** As many as one page of the list shows. */
export const mostListed = 50;

/** What a step has found out, and how it is to be kept. */
export type Step =
  | {
      kind: "pieces";
      /** Keeps the effects, at most some thousand rows unless it is `long`, and answers how many pieces are done by that. */
      write: (tx: Transaction) => Promise<number>;
      /** Thousands of rows in one piece: kept on the small pool, whose statements may take minutes. */
      long?: true;
      /** Milliseconds before the next step, out of politeness to whom it asks. */
      pause?: number;
    }
  | {
      kind: "rest";
      seconds: number;
      /** Why: the job's page tells it. */
      problem: ProblemKey;
      write?: (tx: Transaction) => Promise<void>;
    }
  /** Nothing helps: the job ends, and somebody may let it go on later. */
  | { kind: "failed"; problem: ProblemKey }
  | { kind: "finished" };

type StepScope = {
  job: Job;
  /** Whoever started it, with the rights of this moment; null = the schedule. */
  starter: Viewer | null;
  db: ReadScope["db"];
};

/** What does the work of one kind of job. */
export type Worker = {
  /** What the starter must be allowed to do, at every step anew. */
  may: readonly Permission[];
  /** How long one piece takes, roughly. */
  secondsEach: number;
  /**
   * One step. What takes long, such as asking another server, happens here, outside any transaction and in far less
   * than the lease of a minute; what it writes is kept together with the progress, or not at all. May throw: then the
   * job is tried again later, a few times.
   */
  step: (scope: StepScope) => Promise<Step>;
  /** After a fault in the step: what it was at comes last from now on, so that it does not hold up the others. */
  setBack?: (tx: Transaction, jobId: number) => Promise<void>;
  /** Lets failed pieces wait again. @returns how many */
  retry: (tx: Transaction, jobId: number) => Promise<number>;
  /** Starts what has come due by itself; many processes may ask at once. */
  schedule?: (tx: Transaction) => Promise<void>;
};

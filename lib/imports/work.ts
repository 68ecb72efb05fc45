import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { imports, jobs } from "@/db/schema/index";
import { changesBetween, record } from "@/lib/access/audit";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import type { Job, Step, Worker } from "@/lib/jobs/rules";
import { bringIn, demandOpen, obstacleTo } from "./bring-in";
import { compared, summaryOf, withSimilar } from "./check";
import { draftsOf, keepDrafts, readNext } from "./drafts";
import { groundOf, markOf } from "./ground";

/** Half a second's work or so: as much as is done again when a process dies. */
const rowsPerStep = 2_000;

type Place = { job: Job; scope: ReadScope; file: typeof imports.$inferSelect };

/** Reads a file row by row, the same for the check as for bringing in: what one has read serves the other. */
const workerOf = (
  last: (place: Place, mark: string) => Promise<Step>,
  isDone: (place: Place) => boolean,
  tidy?: (db: ReadScope["db"]) => Promise<void>,
): Worker => ({
  may: ["import", "customers.edit"],
  secondsEach: 0.0005,
  retry: rowsOfOpen,
  async step({ job, starter, db }) {
    if (!starter) return { kind: "failed", problem: "jobRightsLost" };
    const scope = { viewer: starter, db, tables: visibleTables(starter) };
    const [file] = await db
      .select()
      .from(scope.tables.imports)
      .where(eq(imports.id, Number(job.facts.importId)));
    if (!file || isDone({ job, scope, file })) {
      await tidy?.(db);
      return { kind: "finished" };
    }
    const ground = await groundOf(scope, file);
    const mark = markOf(file, ground);
    const rows = await readNext(scope, file, { ground, mark }, rowsPerStep);
    if (rows.length === 0) return last({ job, scope, file }, mark);
    return {
      kind: "pieces",
      async write(tx) {
        await keepDrafts(tx, file.id, mark, rows);
        return rows.length;
      },
    };
  },
});

/** Counts what would go in and what would not. Changes nothing in the register. */
export const importCheckWorker = workerOf(
  async ({ job, scope, file }, mark) => {
    const ground = await groundOf(scope, file);
    const check = await compared(scope, file, ground, await draftsOf(scope, file.id, mark));
    const checked = summaryOf(await withSimilar(scope, check, file));
    return {
      kind: "pieces",
      async write(tx) {
        await tx.update(imports).set({ checked }).where(eq(imports.id, file.id));
        return job.total - job.done;
      },
    };
  },
  ({ job, file }) => file.checked !== null || file.jobId !== job.id,
);

/** All customers of the file at once, or none: until then nobody sees any of them. */
export const customerImportWorker = workerOf(
  async ({ job, scope, file }) => {
    const obstacle = await obstacleTo(scope, file);
    if (obstacle) return { kind: "failed", problem: obstacle };
    return {
      kind: "pieces",
      long: true,
      async write(tx) {
        const outcome = await writeOnce(tx, scope.viewer, file.id);
        // For whoever looks at the job: the file is for its owner only.
        const facts = sql`${jobs.facts} || ${JSON.stringify(outcome)}::jsonb`;
        if (outcome) await tx.update(jobs).set({ facts }).where(eq(jobs.id, job.id));
        return job.total - job.done;
      },
    };
  },
  ({ job, file }) => file.status === "done" || file.jobId !== job.id,
  sortIn,
);

/** How many rows wait again: all, as long as the file has not come in and no other job has taken it up since. */
async function rowsOfOpen(tx: Transaction, jobId: number): Promise<number> {
  const [job] = await tx
    .select({ total: jobs.total })
    .from(jobs)
    .innerJoin(imports, and(eq(imports.jobId, jobs.id), eq(imports.status, "uploaded")))
    .where(and(eq(jobs.id, jobId), ne(jobs.status, "done")));
  if (!job) throw new Invalid({ "": { key: "jobNothingLeft" } });
  return job.total;
}

/**
 * Sorts in what the indexes of words have put aside; until then searches read it from end to end. Done after the commit,
 * so that the customers are there before it. Whoever does not own the indexes leaves it to Postgres, and so it is
 * left where this fails: the customers are in.
 */
async function sortIn(db: ReadScope["db"]): Promise<void> {
  try {
    await db
      .select({ pages: sql`gin_clean_pending_list(words.oid)` })
      .from(sql`pg_class words join pg_index on indexrelid = words.oid join pg_am kind on kind.oid = relam`)
      .where(sql`kind.amname = 'gin' and indrelid in ('customers'::regclass, 'customer_contacts'::regclass)
        and pg_has_role(relowner, 'usage')`);
  } catch (error) {
    console.error("words of an import were not sorted in:", error);
  }
}

/** The file as it is by now, locked; one that has come in meanwhile is left alone, and null the answer. */
async function writeOnce(tx: Transaction, viewer: Viewer, importId: number) {
  // A step may wait for an import in somebody's request.
  await tx.execute(sql`set local lock_timeout = '60s'`);
  // More than the words of the largest file: they are put aside for sortIn.
  await tx.execute(sql`set local gin_pending_list_limit = '512MB'`);
  const tables = visibleTables(viewer);
  const [file] = await tx.select().from(imports).where(eq(imports.id, importId)).for("no key update");
  if (!file || file.status === "done") return null;
  await demandOpen({ viewer, tx, tables }, file);
  const outcome = await bringIn({ viewer, tx, tables }, file);
  const [left] = await tx.select().from(imports).where(eq(imports.id, importId));
  await record(tx, {
    actorId: viewer.employeeId,
    action: "import.done",
    source: "import",
    subject: "imports",
    subjectId: importId,
    subjectVersion: left?.version ?? null,
    changes: changesBetween(file, left ?? {}),
  });
  return outcome;
}

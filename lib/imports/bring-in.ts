import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { imports } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { companiesOfNew } from "@/lib/customers/parts";
import { Invalid } from "@/lib/errors";
import { absent } from "@/lib/outcome";
import { compared, type ImportFile } from "./check";
import { draftsOf, forgetDrafts, keepDrafts, readNext } from "./drafts";
import { groundOf, markOf } from "./ground";
import { insertDrafts } from "./insert";

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };

/** New customers go to one's own company; to another only if one reaches all customers. */
export const mayFill = (viewer: Viewer, companyId: number): boolean =>
  companyId === viewer.facts.companyId || viewer.customerReach.all;

type Counter = Pick<ReadScope["db"], "$count">;

export const isInUse = async (db: Counter, { companies }: Tables, id: number): Promise<boolean> =>
  (await db.$count(companies, and(eq(companies.id, id), isNull(companies.disabledAt)))) > 0;

/** Why the customers of a file cannot be brought in by this viewer; null where they can. */
export async function obstacleTo(
  { viewer, db, tables }: { viewer: Viewer; db: Counter; tables: Tables },
  { status, choices }: Pick<typeof imports.$inferSelect, "status" | "choices">,
): Promise<"jobRightsLost" | "importDone" | "companyDisabled" | null> {
  const companyId = Number(choices.companyId);
  if (!viewer.can("customers.edit") || !mayFill(viewer, companyId)) return "jobRightsLost";
  if (status === "done") return "importDone";
  return (await isInUse(db, tables, companyId)) ? null : "companyDisabled";
}

/** @throws Invalid, or absent without the right */
export async function demandOpen({ viewer, tx, tables }: Scope, file: typeof imports.$inferSelect): Promise<void> {
  const obstacle = await obstacleTo({ viewer, db: tx, tables }, file);
  if (obstacle === "jobRightsLost") absent();
  if (obstacle) throw new Invalid({ "": { key: obstacle } });
}

/**
 * Makes customers of all good rows, in one transaction and one import at a time, so that two people with the same file
 * do not both bring its customers in. Rows are judged unless a job has done so under the same columns and settings, and
 * compared with the register anew: it may have changed since the check.
 */
export async function bringIn({ viewer, tx, tables }: Scope, file: ImportFile) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('customer import'))`);
  const scope = { viewer, db: tx, tables };
  const ground = await groundOf(scope, file);
  const mark = markOf(file, ground);
  const judged = await draftsOf(scope, file.id, mark);
  const added = await readNext(scope, file, { ground, mark });
  if (added.length) await keepDrafts(tx, file.id, mark, added);
  const rows = [...judged, ...added].sort((one, other) => one.line - other.line);
  const { good, known, wrong } = await compared(scope, file, ground, rows);

  const companyId = Number(file.choices.companyId);
  await insertDrafts(tx, good, {
    importId: file.id,
    employeeId: viewer.employeeId,
    companyId,
    related: await companiesOfNew(tx, tables, companyId),
    stage: file.choices.stage === "prospect" ? "prospect" : "active",
  });
  await forgetDrafts(tx, file.id);
  const [created, rejected] = [good.length, known + wrong];
  await tx
    .update(imports)
    .set({
      ...{ status: "done", created, rejected, checked: null },
      doneAt: sql`now()`,
      version: sql`${imports.version} + 1`,
    })
    .where(eq(imports.id, file.id));
  return { created, rejected };
}

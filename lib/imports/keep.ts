import "server-only";
import { and, eq, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { importDrafts, importNumbers, importRows, imports } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { absent } from "@/lib/outcome";
import type { Row } from "@/lib/spreadsheets/read";

const rowsPerStatement = 5_000;

type Kind = (typeof imports.kind.enumValues)[number];

/** One's own files of a kind: a file of another kind is not there. */
export const ownFilesOf =
  (kind: Kind) =>
  (viewer: Viewer): SQL | undefined =>
    and(eq(imports.employeeId, viewer.employeeId), eq(imports.kind, kind));

/** Keeps a file that has been read, until it is brought in or thirty days have passed. @returns its id */
export async function keepFile(
  tx: Transaction,
  file: Omit<typeof imports.$inferInsert, "id">,
  rows: readonly Row[],
): Promise<number> {
  const [saved] = await tx.insert(imports).values(file).returning({ id: imports.id });
  const importId = saved?.id ?? absent();
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await tx.execute(sql`
      insert into ${importRows} (import_id, line, cells)
      select ${importId}, line, cells
      from json_to_recordset(${JSON.stringify(rows.slice(at, at + rowsPerStatement))}::json) r(line int, cells text[])`);
  }
  // What nobody came back for is not kept: rows of a file are personal data.
  const olderThan = (days: number) =>
    tx
      .select({ id: imports.id })
      .from(imports)
      .where(lt(imports.createdAt, sql`now() - make_interval(days => ${days})`));
  await tx.delete(importRows).where(inArray(importRows.importId, olderThan(30)));
  await tx.delete(importNumbers).where(inArray(importNumbers.importId, olderThan(30)));
  await tx.delete(importDrafts).where(inArray(importDrafts.importId, olderThan(1)));
  await tx
    .update(imports)
    .set({ checked: null })
    .where(and(isNotNull(imports.checked), inArray(imports.id, olderThan(30))));
  return importId;
}

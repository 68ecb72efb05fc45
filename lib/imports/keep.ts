import "server-only";
import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { importRows, imports } from "@/db/schema/index";
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
  await tx
    .delete(importRows)
    .where(
      sql`${importRows.importId} in (${tx.select({ id: imports.id }).from(imports).where(lt(imports.createdAt, sql`now() - interval '30 days'`))})`,
    );
  return importId;
}

import "server-only";
import { and, asc, desc, eq, gt, ne, sql } from "drizzle-orm";
import { importDrafts } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { cellsOf, type ImportFile, type JudgedRow, judge } from "./check";
import type { Ground } from "./rules";

/**
 * Reads the rows after those that have drafts with this mark: drafts are made in the order of the file, and all of one
 * file have one mark.
 * @param most as many of them; all when left out
 */
export async function readNext(
  { db, tables: { importRows } }: ReadScope,
  file: ImportFile,
  { ground, mark }: { ground: Ground; mark: string },
  most = Number.MAX_SAFE_INTEGER,
): Promise<JudgedRow[]> {
  const [last] = await db
    .select({ line: importDrafts.line })
    .from(importDrafts)
    .where(withMark(file.id, mark))
    .orderBy(desc(importDrafts.line))
    .limit(1);
  const rows = await db
    .select({ line: importRows.line, cells: cellsOf(importRows) })
    .from(importRows)
    .where(and(eq(importRows.importId, file.id), gt(importRows.line, last?.line ?? 0)))
    .orderBy(asc(importRows.line))
    .limit(most);
  return judge(rows, file, ground);
}

/** Keeps what was read of the next rows; whatever was read of the file under another mark goes. */
export async function keepDrafts(tx: Transaction, importId: number, mark: string, rows: JudgedRow[]): Promise<void> {
  await tx.delete(importDrafts).where(and(eq(importDrafts.importId, importId), ne(importDrafts.madeBy, mark)));
  await tx.execute(sql`
    insert into ${importDrafts} (import_id, line, made_by, judged)
    select ${importId}, (judged ->> 'line')::int, ${mark}, judged
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) judged`);
}

const withMark = (importId: number, mark: string) =>
  and(eq(importDrafts.importId, importId), eq(importDrafts.madeBy, mark));

export function draftsOf({ db }: Pick<ReadScope, "db">, importId: number, mark: string): Promise<JudgedRow[]> {
  return db
    .select({ judged: sql<JudgedRow>`${importDrafts.judged}` })
    .from(importDrafts)
    .where(withMark(importId, mark))
    .orderBy(asc(importDrafts.line))
    .then((rows) => rows.map(({ judged }) => judged));
}

/** They hold what persons are called and where they are reached: gone as soon as nobody needs them. */
export async function forgetDrafts(tx: Transaction, importId: number): Promise<void> {
  await tx.delete(importDrafts).where(eq(importDrafts.importId, importId));
}

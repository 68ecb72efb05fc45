import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { demand, query } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { summaryOf } from "@/lib/responsibility-bulk/summary";
import { planOfFile } from "./check";

/** One's own workbook of the matrix and what it would change. Changes nothing. */
export const previewMatrix = query("responsibilities", async (scope, id: number, emptyTakes: boolean) => {
  const { db, viewer } = scope;
  const { imports, importRows } = scope.tables;
  demand(viewer, "import");
  const [file] = await db
    .select({ fileName: imports.fileName, head: imports.head, status: imports.status })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.kind, "responsibilities")));
  if (!file) return absent();
  if (file.status === "done") return { ...file, preview: null };
  const rows = await db
    .select({ line: importRows.line, cells: importRows.cells })
    .from(importRows)
    .where(eq(importRows.importId, id))
    .orderBy(asc(importRows.line));
  const plan = await planOfFile(scope, { head: file.head, rows, emptyTakes });
  return { ...file, preview: { ...summaryOf(plan), flaws: plan.flaws, flawCount: plan.flawCount } };
});

/** The e-mail addresses of everybody who works or worked here, by id: headings that tell people of one name apart. */
export const listEmails = query("customers.read", async ({ db, tables: { employees } }) => {
  const rows = await db.select({ id: employees.id, email: employees.email }).from(employees);
  return new Map(rows.map(({ id, email }) => [id, email]));
});

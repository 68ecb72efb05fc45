import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { demand, query, type ReadScope } from "@/lib/access/gate";
import { taken } from "@/lib/access/stream";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { absent } from "@/lib/outcome";
import { checkImport, withSimilar } from "./check";
import { guessMapping, importFieldsFor } from "./headings";

const sampleRows = 20;
const samplesPerColumn = 2;
const mostListed = 50;

/** A file being brought in: what it is, its columns with examples, and whether the same file came in before. */
export const getImport = query("import", async (scope, id: number) => {
  const { db, tables } = scope;
  const file = await fileOf(scope, id);
  const { importRows, imports } = tables;
  const rows = await db.$count(importRows, eq(importRows.importId, id));
  const first = await db
    .select({ cells: importRows.cells })
    .from(importRows)
    .where(eq(importRows.importId, id))
    .orderBy(asc(importRows.line))
    .limit(sampleRows);
  const [before] = await db
    .select({ doneAt: imports.doneAt })
    .from(imports)
    .where(and(eq(imports.fileHash, file.fileHash), isNotNull(imports.doneAt), ne(imports.id, id)))
    .orderBy(desc(imports.id))
    .limit(1);
  const guessed = guessMapping(file.head, await customFieldsOf(scope, { all: false }), importFieldsFor(scope.viewer));
  const columns = file.head.map((heading, at) => {
    const values = first.map(({ cells }) => (cells[at] ?? "").trim()).filter(Boolean);
    const field = file.mapping[at] ?? null;
    const samples = [...new Set(values)].slice(0, samplesPerColumn);
    return { heading, field, samples, isGuessed: field !== null && field === guessed[at] };
  });
  return { ...file, rows, columns, importedBefore: before?.doneAt ?? null };
});

export type ImportedFile = Awaited<ReturnType<typeof getImport>>;

/** The dry run: what would go in, what would not and why. Changes nothing. */
export const dryRun = query("import", async (scope, id: number) => {
  const file = await fileOf(scope, id);
  return withSimilar(scope, await checkImport(scope, file), file);
});

/** The rows that did not or would not go in, as the file has them, each with what is wrong with it. */
export const listRejected = taken("import", "import.rejectedTaken", async (scope, id: number) => {
  const { db, tables } = scope;
  const file = await fileOf(scope, id);
  const { problems } = await checkImport(scope, file);
  const byLine = Map.groupBy(problems, ({ line }) => line);
  const { importRows } = tables;
  const rows = await db
    .select({ line: importRows.line, cells: importRows.cells })
    .from(importRows)
    .where(and(eq(importRows.importId, id), isNull(importRows.customerId)))
    .orderBy(asc(importRows.line));
  const rejected = rows.flatMap((row) =>
    byLine.has(row.line) ? [{ ...row, problems: byLine.get(row.line) ?? [] }] : [],
  );
  return { result: { file, rows: rejected }, facts: { rows: rejected.length, format: "xlsx" } };
});

/** The first customers an import made, as far as they are open to the viewer. */
export const listImported = query("import", async (scope, id: number) => {
  const { db, tables } = scope;
  await fileOf(scope, id);
  const { customers, importRows } = tables;
  return db
    .select({ id: customers.id, number: customers.number, name: customers.name, city: customers.city })
    .from(importRows)
    .innerJoin(customers, eq(customers.id, importRows.customerId))
    .where(eq(importRows.importId, id))
    .orderBy(asc(importRows.line))
    .limit(mostListed);
});

/** Only one's own, and only for those who may also make customers by hand. */
async function fileOf({ db, tables: { imports }, viewer }: ReadScope, id: number) {
  demand(viewer, "customers.edit");
  const [file] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.kind, "customers")));
  return file ?? absent();
}

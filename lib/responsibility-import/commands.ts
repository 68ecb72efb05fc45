import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { importRows, imports } from "@/db/schema/index";
import { command, demand } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { yesNo } from "@/lib/fields";
import { keepFile, ownFilesOf } from "@/lib/imports/keep";
import { writePlan } from "@/lib/responsibilities/planned";
import { readMatrix } from "@/lib/responsibilities/reading";
import { lockRows } from "@/lib/responsibilities/writes";
import { text } from "@/lib/text";
import { planOfFile } from "./check";
import { mostRows } from "./rules";

const uploadInput = z.strictObject({
  fileName: text(255),
  /** SHA-256 of the bytes, in hex. */
  fileHash: z.hash("sha256"),
  head: z.array(z.string()).min(1),
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
});

/** Keeps a workbook of the matrix that has been read, for its preview. */
export const uploadMatrix = command({
  may: "responsibilities",
  subject: imports,
  log: "responsibility.uploaded",
  input: uploadInput,
  async run({ viewer, tx }, { head, rows, ...file }) {
    demand(viewer, "import");
    if (rows.length > mostRows) throw new Invalid({ file: { key: "fileTooManyRows", params: { max: mostRows } } });
    const { persons, lines } = readMatrix(head, rows);
    if (!persons.length || !lines.length) throw new Invalid({ file: { key: "fileNoMatrix" } });
    const { employeeId } = viewer;
    const of = { kind: "responsibilities" as const, employeeId, mapping: [], choices: {} };
    return { id: await keepFile(tx, { ...file, ...of, head }, rows) };
  },
});

/** Does what the preview of a file showed, as one change that can be undone; its rows are not kept after that. */
export const importMatrix = command({
  may: "responsibilities",
  on: imports,
  among: ownFilesOf("responsibilities"),
  log: "responsibility.imported",
  source: "import",
  long: true,
  input: z.strictObject({ plan: z.string().catch(""), emptyTakes: yesNo().optional() }),
  async run(scope, { plan: shown, emptyTakes = false }) {
    const { viewer, tx, tables, row } = scope;
    demand(viewer, "import");
    if (row.status === "done") throw new Invalid({ "": { key: "importDone" } });
    const rows = await tx
      .select({ line: importRows.line, cells: importRows.cells })
      .from(importRows)
      .where(eq(importRows.importId, row.id))
      .orderBy(asc(importRows.line));
    const file = { head: row.head, rows, emptyTakes };
    const plan = await planOfFile({ viewer, tables, db: tx }, file, (subject, ids) => lockRows(tx, subject, ids));
    const { changeId, count } = await writePlan(scope, "import", plan, shown);
    await tx.delete(importRows).where(eq(importRows.importId, row.id));
    await tx
      .update(imports)
      .set({
        status: "done",
        created: count,
        rejected: plan.flawCount,
        doneAt: sql`now()`,
        version: sql`${imports.version} + 1`,
      })
      .where(eq(imports.id, row.id));
    return { id: row.id, changeId: changeId ?? 0, count };
  },
});

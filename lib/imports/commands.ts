import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { importRows, imports, jobs } from "@/db/schema/index";
import { command, demand, type Transaction } from "@/lib/access/gate";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { customId, customName, wordsOf } from "@/lib/custom-fields/rules";
import { externalFields, externalFieldsFor, stages } from "@/lib/customers/fields";
import { Invalid, type Problems } from "@/lib/errors";
import { choice, noInput, reference } from "@/lib/fields";
import type { JobKind } from "@/lib/jobs/rules";
import { text } from "@/lib/text";
import { bringIn, demandOpen, isInUse, mayFill } from "./bring-in";
import { guessMapping, importFields, importFieldsFor } from "./headings";
import { keepFile, ownFilesOf } from "./keep";
import { mostRows, mostRowsAtOnce } from "./rules";

const uploadInput = z.strictObject({
  fileName: text(255),
  /** SHA-256 of the bytes, in hex. */
  fileHash: z.hash("sha256"),
  head: z.array(z.string()).min(1),
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  stage: choice(stages),
  groupId: reference(),
  companyId: reference(),
});

/** Keeps a file that has been read: its rows, its guessed columns and what is chosen for the new customers. */
export const uploadImport = command({
  may: "import",
  subject: imports,
  log: "import.uploaded",
  input: uploadInput,
  async run({ viewer, tx, tables }, { head, rows, stage, groupId, companyId, ...file }) {
    demand(viewer, "customers.edit");
    if (!rows.length) throw new Invalid({ file: { key: "fileEmpty" } });
    if (rows.length > mostRows) throw new Invalid({ file: { key: "fileTooManyRows", params: { max: mostRows } } });
    const company = companyId ?? viewer.facts.companyId;
    if (!mayFill(viewer, company) || !(await isInUse(tx, tables, company)))
      throw new Invalid({ companyId: { key: "chooseOption" } });
    if (groupId && !(await tx.$count(tables.groups, eq(tables.groups.id, groupId)))) {
      throw new Invalid({ groupId: { key: "chooseOption" } });
    }

    const mapping = guessMapping(
      head,
      await customFieldsOf({ db: tx, tables }, { all: false }),
      importFieldsFor(viewer),
    );
    const choices = { stage, companyId: String(company), ...(groupId && { groupId: String(groupId) }) };
    const importId = await keepFile(tx, { ...file, head, mapping, choices, employeeId: viewer.employeeId }, rows);
    return { id: importId };
  },
});

const isOpen = ({ status }: { status: string }) => {
  if (status === "done") throw new Invalid({ "": { key: "importDone" } });
};

/** Which field each column fills in: `column.0` is the first column, an empty value skips it. */
export const mapColumns = command({
  may: "import",
  on: imports,
  among: ownFilesOf("customers"),
  log: "import.mapped",
  input: z.record(
    z.string().regex(/^column\.\d{1,3}$/),
    z.union([
      z.enum(["", ...importFields, ...Object.keys(externalFields)]),
      z.string().refine((name) => customId(name) !== null),
    ]),
  ),
  async run({ viewer, tx, tables, row }, columns) {
    demand(viewer, "customers.edit");
    isOpen(row);
    const mapping = row.head
      .map((_, at) => columns[`column.${at}`] ?? row.mapping[at] ?? "")
      .map((field) => field || null);
    const problems: Problems = {};
    const fields = await customFieldsOf({ db: tx, tables }, { all: false });
    const open = new Set(fields.map(({ id }) => id));
    const used: readonly string[] = externalFieldsFor(viewer);
    mapping.forEach((field, at) => {
      const own = customId(field ?? "");
      const isUnused = field !== null && field in externalFields && !used.includes(field);
      if (isUnused || (own !== null && !open.has(own))) problems[`column.${at}`] = { key: "chooseOption" };
      if (field && mapping.indexOf(field) < at) problems[`column.${at}`] = { key: "columnTwice" };
    });
    if (!mapping.includes("name")) problems[""] = { key: "nameColumn" };
    const needed = fields.find(
      ({ id, isRequired, startValue }) => isRequired && startValue === null && !mapping.includes(customName(id)),
    );
    if (needed && !problems[""]) {
      const field = wordsOf(needed.names, viewer.facts.locale ?? "en");
      problems[""] = { key: "columnMissing", params: { field } };
    }
    if (Object.keys(problems).length) throw new Invalid(problems);
    const jobId = await startedJob(tx, "importCheck", row);
    await tx
      .update(imports)
      .set({ mapping, jobId, checked: null, version: sql`${imports.version} + 1` })
      .where(eq(imports.id, row.id));
    return { id: row.id };
  },
});

type File = typeof imports.$inferSelect;

/** A job about all rows of a file, in place of a check that is going on; null where one request can take them. */
async function startedJob(tx: Transaction, kind: JobKind, { id, employeeId, jobId }: File): Promise<number | null> {
  const total = await tx.$count(importRows, eq(importRows.importId, id));
  if (total <= mostRowsAtOnce) return null;
  const open = and(eq(jobs.id, jobId ?? 0), eq(jobs.status, "open"));
  const checking = and(open, eq(jobs.kind, "importCheck"));
  await tx.update(jobs).set({ status: "stopped", endedAt: sql`now()`, leasedUntil: null }).where(checking);
  if (await tx.$count(jobs, open)) throw new Invalid({ "": { key: "jobOpen" } });
  const [job] = await tx
    .insert(jobs)
    .values({ kind, employeeId, facts: { importId: id }, total })
    .returning({ id: jobs.id });
  return job?.id ?? null;
}

/** Lets a job bring a file in that is too large for one request. */
export const startImport = command({
  may: "import",
  on: imports,
  among: ownFilesOf("customers"),
  log: "import.started",
  input: noInput,
  async run({ viewer, tx, tables, row }) {
    await demandOpen({ viewer, tx, tables }, row);
    const jobId = await startedJob(tx, "customerImport", row);
    if (jobId === null) throw new Invalid({ "": { key: "jobNothingLeft" } });
    await tx
      .update(imports)
      .set({ jobId, version: sql`${imports.version} + 1` })
      .where(eq(imports.id, row.id));
    return { id: row.id };
  },
});

/** Brings a file in at once (`bringIn`). */
export const runImport = command({
  may: "import",
  on: imports,
  among: ownFilesOf("customers"),
  log: "import.done",
  source: "import",
  long: true,
  input: noInput,
  async run({ viewer, tx, tables, row }) {
    await demandOpen({ viewer, tx, tables }, row);
    return { id: row.id, ...(await bringIn({ viewer, tx, tables }, row)) };
  },
});

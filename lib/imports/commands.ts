import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { imports } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { customId, customName, wordsOf } from "@/lib/custom-fields/rules";
import { externalFields, externalFieldsFor, stages } from "@/lib/customers/fields";
import { companiesOfNew } from "@/lib/customers/parts";
import { Invalid, type Problems } from "@/lib/errors";
import { choice, reference } from "@/lib/fields";
import { absent } from "@/lib/outcome";
import { text } from "@/lib/text";
import { checkImport } from "./check";
import { guessMapping, importFields, importFieldsFor } from "./headings";
import { insertDrafts } from "./insert";
import { keepFile, ownFilesOf } from "./keep";
import { mostRows } from "./rules";

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
    if (!viewer.can("customers.edit")) absent();
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

const isInUse = async (tx: Transaction, { companies }: Tables, id: number) =>
  (await tx.$count(companies, and(eq(companies.id, id), isNull(companies.disabledAt)))) > 0;

/** New customers go to one's own company; to another only if one reaches all customers. */
const mayFill = (viewer: Viewer, companyId: number) => companyId === viewer.facts.companyId || viewer.customerReach.all;

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
    if (!viewer.can("customers.edit")) absent();
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
    await tx
      .update(imports)
      .set({ mapping, version: sql`${imports.version} + 1` })
      .where(eq(imports.id, row.id));
    return { id: row.id };
  },
});

/**
 * Makes customers of all good rows, in one transaction and one import at a time, so that two people with the same file
 * do not both bring its customers in. What is good is judged again: the register may have changed since the check.
 */
export const runImport = command({
  may: "import",
  on: imports,
  among: ownFilesOf("customers"),
  log: "import.done",
  source: "import",
  long: true,
  input: z.strictObject({}),
  async run({ viewer, tx, tables, row }) {
    const { stage } = row.choices;
    const companyId = Number(row.choices.companyId);
    if (!viewer.can("customers.edit") || !mayFill(viewer, companyId)) absent();
    isOpen(row);
    if (!(await isInUse(tx, tables, companyId))) throw new Invalid({ "": { key: "companyDisabled" } });
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('customer import'))`);
    const check = await checkImport({ viewer, db: tx, tables }, row);
    await insertDrafts(tx, check.good, {
      importId: row.id,
      employeeId: viewer.employeeId,
      companyId,
      related: await companiesOfNew(tx, tables, companyId),
      stage: stage === "prospect" ? "prospect" : "active",
    });
    const created = check.good.length;
    const rejected = check.known + check.wrong;
    await tx
      .update(imports)
      .set({ status: "done", created, rejected, doneAt: sql`now()`, version: sql`${imports.version} + 1` })
      .where(eq(imports.id, row.id));
    return { id: row.id, created, rejected };
  },
});

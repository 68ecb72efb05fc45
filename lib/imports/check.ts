import "server-only";
import { setImmediate } from "node:timers/promises";
import { asc, eq, sql } from "drizzle-orm";
import type { importRows } from "@/db/schema/index";
import type { ReadScope } from "@/lib/access/gate";
import { type CustomField, customId, customName, uniqueKey } from "@/lib/custom-fields/rules";
import type { Problem } from "@/lib/errors";
import type { Row } from "@/lib/spreadsheets/read";
import { fold } from "@/lib/text";
import { columnsOf, type Finding, type Note } from "./cells";
import { findKnown, findSimilar, findTaken } from "./duplicates";
import { groundOf } from "./ground";
import type { ImportField } from "./headings";
import { type Draft, type Ground, readRow } from "./rules";
import { findUnplaced } from "./units";

/** What the import's row in the table says. */
export type ImportFile = {
  id: number;
  status: string;
  head: string[];
  mapping: (string | null)[];
  choices: Record<string, string>;
};

export type ImportCheck = {
  /** What can go in. */
  good: Draft[];
  /** Rows refused because the register has them, and rows with something to correct. */
  known: number;
  wrong: number;
  problems: Finding<Problem>[];
  notes: Finding<Note>[];
};

/** As many of each kind as a page shows; the workbook of rows to correct has them all. */
const mostFindings = 200;

/** How many rows can go in and how many not, with the first of what is found about them. */
export const summaryOf = ({ good, known, wrong, problems, notes }: ImportCheck) => ({
  ...{ good: good.length, known, wrong },
  problems: { count: problems.length, first: problems.slice(0, mostFindings) },
  notes: { count: notes.length, first: notes.slice(0, mostFindings) },
});

export type CheckSummary = ReturnType<typeof summaryOf>;

/** A row as it was read: what it would become, or what is wrong with it. */
export type JudgedRow = { line: number } & ReturnType<typeof readRow>;

const rowsPerTurn = 500;

/** Judges each row by itself; others have their turn in between. */
export async function judge(rows: readonly Row[], file: ImportFile, ground: Ground): Promise<JudgedRow[]> {
  const columns = columnsOf(file.mapping);
  const judged: JudgedRow[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % rowsPerTurn === 0) await setImmediate();
    judged.push({ line: row.line, ...readRow(row, columns, file.head.length, ground) });
  }
  return judged;
}

/** Reads and judges every row of the file, and compares with the register and within the file. Changes nothing. */
export async function checkImport(scope: ReadScope, file: ImportFile): Promise<ImportCheck> {
  const ground = await groundOf(scope, file);
  return compared(scope, file, ground, await judge(await rowsOf(scope, file.id), file, ground));
}

/** Compares rows that have been judged with the register and with each other. */
export async function compared(
  scope: ReadScope,
  file: ImportFile,
  ground: Ground,
  rows: readonly JudgedRow[],
): Promise<ImportCheck> {
  const columns = columnsOf(file.mapping);
  const unique = ground.custom.flatMap(({ field }) => (field.isUnique ? field : []));
  const drafts = rows.flatMap(({ draft }) => draft ?? []);
  const problems = rows.flatMap((row) => row.problems);
  const notes = rows.flatMap((row) => row.notes);
  const wrong = rows.length - drafts.length;
  // A finished import can be looked at again: then its own customers do not count.
  const own = file.status === "done" ? file.id : null;
  const known = await findKnown(scope, drafts, own);
  const fresh = drafts.filter(({ line }) => !known.has(line));
  const taken = await findTaken(scope, fresh, unique, own);
  const twice = new Map([
    ...taken,
    ...findTwice(
      fresh.filter(({ line }) => !taken.has(line)),
      unique,
    ),
  ]);
  const once = fresh.filter(({ line }) => !twice.has(line));
  const unplaced = await findUnplaced(scope, once);
  const good = once.filter(({ line }) => !unplaced.has(line));

  const about = (draft: Draft, found: ImportField, what: Problem): Finding<Problem> => {
    // A business ID may have come out of the VAT number.
    const field = found === "businessId" && !columns.has(found) ? "vatNumber" : found;
    return {
      line: draft.line,
      customer: draft.name,
      column: columns.get(field) ?? null,
      value: cellOf(draft, field),
      what,
    };
  };
  for (const draft of drafts) {
    const found = known.get(draft.line) ?? twice.get(draft.line);
    if (found) problems.push(about(draft, found.field, found.problem));
    const misplaced = unplaced.get(draft.line);
    if (misplaced) problems.push(about(draft, "mainUnit", misplaced));
  }
  problems.sort((one, other) => one.line - other.line);
  return { good, known: known.size, wrong: wrong + twice.size + unplaced.size, problems, notes };
}

/** All rows of a file, in its order. */
function rowsOf({ db, tables: { importRows } }: ReadScope, importId: number): Promise<Row[]> {
  return db
    .select({ line: importRows.line, cells: cellsOf(importRows) })
    .from(importRows)
    .where(eq(importRows.importId, importId))
    .orderBy(asc(importRows.line));
}

/** Cells as JSON, which is read several times faster than an array of Postgres. */
export const cellsOf = ({ cells }: Pick<typeof importRows, "cells">) => sql<string[]>`to_json(${cells})`;

/** Adds notes about names much like one in the register that the viewer may see. */
export async function withSimilar(scope: ReadScope, check: ImportCheck, file: ImportFile): Promise<ImportCheck> {
  const column = columnsOf(file.mapping).get("name") ?? null;
  const similar = (await findSimilar(scope, check.good)).map(
    ({ draft, number, name }): Finding<Note> => ({
      ...{ line: draft.line, customer: draft.name, column, value: draft.name },
      what: { key: "similar", params: { number, name } },
    }),
  );
  return { ...check, notes: [...check.notes, ...similar].sort((one, other) => one.line - other.line) };
}

/** Rows that repeat an earlier one which goes in: the same number or identifier, else the same name and place. */
function findTwice(drafts: Draft[], unique: CustomField[]): Map<number, { field: ImportField; problem: Problem }> {
  const seen = new Map<string, number>();
  const twice = new Map<number, { field: ImportField; problem: Problem }>();
  for (const draft of drafts) {
    const keys = keysOf(draft, unique);
    const again = keys.find(({ key }) => seen.has(key));
    if (again) {
      const problem: Problem = { key: "rowTwice", params: { line: seen.get(again.key) ?? 0 } };
      twice.set(draft.line, { field: again.field, problem });
    } else {
      for (const { key } of keys) seen.set(key, draft.line);
    }
  }
  return twice;
}

function keysOf(draft: Draft, unique: CustomField[]): { field: ImportField; key: string }[] {
  const { number, country, businessId, vatNumber, name, address } = draft;
  const keys: { field: ImportField; key: string }[] = [];
  const add = (field: ImportField, ...parts: (string | null | undefined)[]) =>
    keys.push({ field, key: [field, ...parts].join("\n") });
  if (number) add("number", number);
  if (businessId) add("businessId", country, businessId);
  if (vatNumber) add("vatNumber", vatNumber);
  if (!keys.length) add("name", country, fold(name), address?.postalCode, fold(address?.city ?? ""));
  for (const field of ["accountingId", "hubspotId"] as const) if (draft[field]) add(field, draft[field]);
  for (const { id } of unique) if (id in draft.custom) add(customName(id), uniqueKey(draft.custom[id]));
  return keys;
}

function cellOf(draft: Draft, field: ImportField): string {
  const own = customId(field);
  const value = own === null ? draft[field as keyof Draft] : draft.custom[own];
  return typeof value === "string" ? value : "";
}

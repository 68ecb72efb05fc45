import "server-only";
import { setImmediate } from "node:timers/promises";
import { and, asc, eq } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { type CustomField, customId, customName, uniqueKey } from "@/lib/custom-fields/rules";
import { externalFieldsFor } from "@/lib/customers/fields";
import { mayOwnCustomers, servesAsOwner } from "@/lib/employees/rules";
import type { Problem } from "@/lib/errors";
import { fold } from "@/lib/text";
import { type Columns, columnsOf, type Finding, type Note } from "./cells";
import { wordsIn } from "./custom";
import { findKnown, findSimilar, findTaken } from "./duplicates";
import type { ImportField } from "./headings";
import { type Draft, type Ground, readRow } from "./rules";
import { findUnplaced } from "./units";

/** What the import's row in the table says. */
export type ImportFile = {
  id: number;
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

const rowsPerTurn = 500;

/** Reads and judges every row of the file, and compares with the register and within the file. Changes nothing. */
export async function checkImport(scope: ReadScope, file: ImportFile): Promise<ImportCheck> {
  const columns = columnsOf(file.mapping);
  const fields = await customFieldsOf(scope, { all: false });
  const unique = fields.filter(({ isUnique }) => isUnique);
  const { drafts, problems, notes, wrong } = await readRows(scope, file, columns, fields);
  const known = await findKnown(scope, drafts, file.id);
  const fresh = drafts.filter(({ line }) => !known.has(line));
  const taken = await findTaken(scope, fresh, unique, file.id);
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

async function readRows(scope: ReadScope, file: ImportFile, columns: Columns, fields: CustomField[]) {
  const { importRows } = scope.tables;
  const rows = await scope.db
    .select({ line: importRows.line, cells: importRows.cells })
    .from(importRows)
    .where(eq(importRows.importId, file.id))
    .orderBy(asc(importRows.line));
  const ground = await groundOf(scope, file.choices, fields);
  const drafts: Draft[] = [];
  const problems: Finding<Problem>[] = [];
  const notes: Finding<Note>[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % rowsPerTurn === 0) await setImmediate();
    const read = readRow(row, columns, file.head.length, ground);
    if (read.draft) drafts.push(read.draft);
    problems.push(...read.problems);
    notes.push(...read.notes);
  }
  return { drafts, problems, notes, wrong: rows.length - drafts.length };
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

/** What the words of the file are compared with: groups, types and people the viewer may choose. */
async function groundOf(
  { db, tables, viewer }: ReadScope,
  choices: ImportFile["choices"],
  fields: CustomField[],
): Promise<Ground> {
  const { companies, customerTypes, employees, groups, settings } = tables;
  const companyId = Number(choices.companyId);
  const [company] = await db.select({ country: companies.country }).from(companies).where(eq(companies.id, companyId));
  const [organisation] = await db
    .select({
      mode: settings.numberingMode,
      numericOnly: settings.numericOnly,
      groupRequired: settings.groupRequired,
    })
    .from(settings);
  const groupRows = await db.select({ id: groups.id, name: groups.name }).from(groups);
  const types = await db.select().from(customerTypes);
  const people = await db
    .select({ id: employees.id, email: employees.email, first: employees.firstName, last: employees.lastName })
    .from(employees)
    .where(
      viewer.can("assignOthers")
        ? and(mayOwnCustomers(employees), servesAsOwner(tables, { companies: [companyId], isNew: true }))
        : eq(employees.id, viewer.employeeId),
    );

  const { all, companies: reached } = viewer.customerReach;
  const usualType = types.find(({ defaultCustomer }) => defaultCustomer);
  const consumerType = types.find(({ defaultConsumer }) => defaultConsumer) ?? usualType;
  return {
    country: company?.country ?? "",
    // One that was deleted since the upload is no group any more.
    groupId: groupRows.find(({ id }) => String(id) === choices.groupId)?.id ?? null,
    groupRequired: organisation?.groupRequired ?? false,
    numberRequired: organisation?.mode === "manual",
    numericOnly: organisation?.numericOnly ?? false,
    // Whoever could not see the customers otherwise becomes their owner.
    ownerId: all || reached.includes(companyId) ? null : viewer.employeeId,
    groups: new Map(groupRows.map(({ id, name }) => [fold(name), id])),
    types: new Map(
      types
        .filter(({ disabledAt }) => !disabledAt)
        .flatMap(({ id, names }) => Object.values(names).map((name) => [fold(name), id] as const)),
    ),
    owners: unambiguous(
      people.flatMap(({ id, email, first, last }) => [
        [email, id],
        [`${first} ${last}`, id],
        [`${last} ${first}`, id],
        [`${last}, ${first}`, id],
      ]),
    ),
    usualTypes: (kind) => [kind === "person" ? consumerType : usualType].flatMap((type) => type?.id ?? []),
    external: externalFieldsFor(viewer),
    custom: fields.map((field) => ({ field, words: wordsIn(field) })),
  };
}

/** By folded name; a name that means two different rows means none. */
function unambiguous(entries: [name: string, id: number][]): Map<string, number> {
  const found = new Map<string, number | null>();
  for (const [name, id] of entries) {
    const key = fold(name);
    found.set(key, found.has(key) && found.get(key) !== id ? null : id);
  }
  return new Map([...found].filter((entry): entry is [string, number] => entry[1] !== null));
}

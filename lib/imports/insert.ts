import "server-only";
import { getTableColumns, getTableName, type InferSelectModel, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  addresses,
  customerContacts,
  customers,
  customerTypeLinks,
  events,
  eventValues,
  importRows,
  persons,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { takeNumbers } from "@/lib/numbering/series";
import type { Draft } from "./rules";

type Choices = { companyId: number; stage: "active" | "prospect"; importId: number; employeeId: number };

/**
 * Writes the drafts as customers with their types, head office, contact and first line in the log: one statement per
 * table. Those that bring their number go first, so that running numbers are taken late and pass over them.
 */
export async function insertDrafts(tx: Transaction, drafts: Draft[], choices: Choices): Promise<void> {
  await insertNumbered(
    tx,
    drafts.flatMap((draft) => (draft.number ? [{ draft, number: draft.number }] : [])),
    choices,
  );
  await insertNumbered(
    tx,
    await withRunningNumbers(
      tx,
      drafts.filter(({ number }) => !number),
    ),
    choices,
  );
}

type Numbered = { draft: Draft; number: string };

async function withRunningNumbers(tx: Transaction, drafts: Draft[]): Promise<Numbered[]> {
  const numbered: Numbered[] = [];
  for (const [groupId, members] of Map.groupBy(drafts, (draft) => draft.groupId)) {
    const numbers = await takeNumbers(tx, groupId, members.length);
    for (const [at, draft] of members.entries()) numbered.push({ draft, number: numbers[at] ?? "" });
  }
  return numbered;
}

async function insertNumbered(tx: Transaction, numbered: Numbered[], choices: Choices): Promise<void> {
  if (!numbered.length) return;
  const ids = await takeIds(tx, customers, numbered.length);
  const rows = numbered.map(({ draft, number }, at) => ({
    id: ids[at] ?? 0,
    draft,
    values: valuesOf(draft, number, choices),
  }));
  const author = { createdBy: choices.employeeId, updatedBy: choices.employeeId };

  // The town comes along, which spares the trigger of the addresses a second write.
  await insertAll(
    tx,
    customers,
    rows.map(({ id, draft, values }) => ({ id, ...values, city: draft.address?.city, ...author })),
  );
  await insertAll(
    tx,
    customerTypeLinks,
    rows.flatMap(({ id, draft }) => draft.types.map((typeId) => ({ customerId: id, typeId }))),
  );
  await insertAll(
    tx,
    addresses,
    rows.flatMap(({ id, draft: { address, country } }) =>
      address ? [{ customerId: id, isHeadOffice: true, country, ...address, ...author }] : [],
    ),
  );
  await insertContacts(tx, rows, author);
  await insertEvents(tx, rows, choices.employeeId);
  await tx.execute(sql`
    update ${importRows} r set customer_id = made.id
    from unnest(${sql.param(rows.map(({ draft }) => draft.line))}::int[], ${sql.param(ids)}::bigint[]) made(line, id)
    where r.import_id = ${choices.importId} and r.line = made.line`);
}

function valuesOf(draft: Draft, number: string, { companyId, stage }: Choices) {
  const { line: _, types: __, address: ___, contact: ____, ...fields } = draft;
  return { ...fields, number, companyId, stage, stageReason: "imported" };
}

type Made = { id: number; draft: Draft; values: ReturnType<typeof valuesOf> };
type Author = { createdBy: number; updatedBy: number };

async function insertContacts(tx: Transaction, rows: Made[], author: Author): Promise<void> {
  const contacts = rows.flatMap(({ id, draft }) => (draft.contact ? [{ customerId: id, ...draft.contact }] : []));
  const ids = await takeIds(tx, persons, contacts.length);
  const { createdBy } = author;
  await insertAll(
    tx,
    persons,
    contacts.map(({ firstName, lastName }, at) => ({ id: ids[at], firstName, lastName, createdBy })),
  );
  await insertAll(
    tx,
    customerContacts,
    contacts.map(({ firstName: _, lastName: __, ...contact }, at) => ({ ...contact, personId: ids[at], ...author })),
  );
}

async function insertEvents(tx: Transaction, rows: Made[], actorId: number): Promise<void> {
  const ids = await takeIds(tx, events, rows.length);
  const shared = {
    actorId,
    action: "customer.created",
    source: "import",
    subject: "customers",
    subjectVersion: 1,
  } as const;
  await insertAll(
    tx,
    events,
    rows.map((row, at) => ({ id: ids[at], ...shared, subjectId: row.id })),
  );
  await insertAll(
    tx,
    eventValues,
    rows.flatMap(({ values: { number, name } }, at) => [
      { eventId: ids[at], field: "number", after: number },
      { eventId: ids[at], field: "name", after: name },
    ]),
  );
}

/** Keys for rows that others will refer to, taken before the rows are written. */
async function takeIds(tx: Transaction, table: PgTable, count: number): Promise<number[]> {
  const taken = await tx.execute<{ id: number }>(sql`
    select nextval(pg_get_serial_sequence(${getTableName(table)}, 'id')) as id from generate_series(1, ${count}::int)`);
  return taken.rows.map(({ id }) => Number(id));
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Inserts rows of any number as one parameter, where values lists end at 65,535 (PostgreSQL's wire protocol). Columns
 * that no row names get their default.
 */
export async function insertAll<T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: Partial<InferSelectModel<T>>[],
): Promise<void> {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const names = Object.keys(getTableColumns(table)).filter((name) => used.has(name));
  if (!names.length) return;
  const renamed = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value])),
  );
  const columns = sql.raw(names.map((name) => `"${snake(name)}"`).join(", "));
  await tx.execute(sql`
    insert into ${table} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${table}, ${JSON.stringify(renamed)}::json)`);
}

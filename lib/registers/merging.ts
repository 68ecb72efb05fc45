import "server-only";
import { and, asc, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  activities,
  contactKeywordLinks,
  contactRoleLinks,
  customerSegments,
  customers,
  customerTags,
  customerTypeLinks,
  customFields,
  employeeTeams,
  mailingLists,
  projectParticipants,
  responsibilities,
  salesCases,
  segments,
  specialGroupMembers,
  workOrders,
  workOrderTemplates,
} from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import type { Values } from "@/lib/access/post";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { typeInvoicingDoubts } from "@/lib/customers/parts";
import { Invalid } from "@/lib/errors";
import type { DoubtAbout } from "@/lib/outcome";
import { mergeRoles } from "@/lib/roles/merging";
import { type Entries, entriesOf, nextPlace } from "./entries";
import type { Register } from "./rules";

export type MergedRow = Values & { id: number };

/**
 * The entry that stays: another one of the same register and place that is still offered. Both rows are locked, so that
 * nobody is given the one that goes meanwhile.
 * @throws Invalid where it is none of these
 */
export async function targetOf(tx: Transaction, { table, within }: Entries, row: MergedRow, targetId: number | null) {
  const among = within && eq(within, row[within.name]);
  const ids = [row.id, targetId ?? 0];
  const both = await tx
    .select()
    .from(table)
    .where(and(inArray(table.id, ids), among))
    .orderBy(asc(table.id))
    .for("update");
  const target = both.find(({ id, disabledAt }) => id !== row.id && disabledAt === null);
  if (!target) throw new Invalid({ targetId: { key: "chooseOption" } });
  return target as MergedRow;
}

/** What changes by a merge, as far as the viewer sees it: places that have the one, and of those the ones with both. */
export type Uses = { moved: number; both: number };

export async function usesOfBoth(
  { db, tables }: Pick<ReadScope, "db" | "tables">,
  { register }: Entries,
  row: MergedRow,
  target: MergedRow,
): Promise<Uses> {
  const [table, one, other] = sidesOf(tables, register, row, target);
  const [uses] = await db
    .select({ moved: sql`count(*)`.mapWith(Number), both: sql`count(*) filter (where ${other})`.mapWith(Number) })
    .from(table)
    .where(one);
  return uses ?? { moved: 0, both: 0 };
}

/** Where the entries are used, and the conditions that a place has the one, and the other. */
function sidesOf(tables: Tables, { usedBy, per }: Register, row: MergedRow, target: MergedRow): [PgTable, SQL, SQL] {
  if (typeof usedBy === "string") {
    const has = ({ id }: MergedRow) => hasOption(tables.customers.custom, row.fieldId, id);
    return [tables.customers as unknown as PgTable, has(row), has(target)];
  }
  const table = tables[usedBy[0]] as unknown as PgTable;
  const columns = table as unknown as Record<string, PgColumn>;
  const reference = columns[usedBy[1]] as PgColumn;
  const owner = ownerIn(usedBy);
  const place = per ? sql`${columns[per]}, ${columns.employeeId}` : owner && sql`${columns[owner]}`;
  const hasOther = place
    ? sql`(${place}) in (select ${place} from ${table} where ${reference} = ${target.id})`
    : sql`false`;
  return [table, eq(reference, row.id), hasOther];
}

const usingTables: Partial<Record<string, PgTable>> = {
  activities,
  contactKeywordLinks,
  contactRoleLinks,
  customers,
  customerSegments,
  customerTags,
  customerTypeLinks,
  employeeTeams,
  projectParticipants,
  responsibilities,
  salesCases,
  segments,
  specialGroupMembers,
};

function usingTable(name: string): PgTable {
  const table = usingTables[name];
  if (!table) throw new Error(`nothing is merged in ${name}`);
  return table;
}

/** Of a table of pairs the other half of the pair; null where a row has the entry as one of its properties. */
function ownerIn([table, property]: Exclude<Register["usedBy"], string>): string | null {
  const names = Object.keys(getTableColumns(usingTable(table)));
  return names.includes("id") ? null : (names.find((name) => name !== property) ?? null);
}

const hasOption = (custom: PgColumn, field: unknown, option: number): SQL =>
  sql`(${custom} @> ${JSON.stringify({ [String(field)]: option })}::jsonb
    or ${custom} @> ${JSON.stringify({ [String(field)]: [option] })}::jsonb)`;

type Pair = { row: MergedRow; target: MergedRow; uses: Uses };

/** What a person should know before: how much changes, and what customers could not be invoiced any more. */
export async function mergeDoubts(
  { tx, tables }: { tx: Transaction; tables: Tables },
  { name }: Entries,
  { row, target, uses }: Pair,
): Promise<DoubtAbout[]> {
  const { moved, both } = uses;
  const mark = `merge:${target.id}.${moved}.${both}`;
  const counted: DoubtAbout[] = moved ? [{ mark, key: "mergeUses", params: { n: moved, both } }] : [];
  const losesInvoicing = name === "customerTypes" && row.invoicingAllowed && !target.invoicingAllowed;
  if (name === "specialGroups") counted.push(...(await followingDoubts({ tx, tables }, row.id, target.id)));
  return losesInvoicing ? [...counted, ...(await typeInvoicingDoubts(tx, tables, row.id))] : counted;
}

/** Work orders of the one special group that go to later customers as well go to those of the other from then on. */
async function followingDoubts({ tx, tables }: { tx: Transaction; tables: Tables }, from: number, to: number) {
  const { workOrders: open } = tables;
  const n = await tx.$count(open, and(eq(open.specialGroupId, from), eq(open.followsMembers, true)));
  return n ? [{ mark: `orders:${to}.${n}`, key: "ordersFollowOther" as const, params: { n } }] : [];
}

/** Everything that had the one has the other: nothing twice, whoever may see it. */
export async function moveUses(tx: Transaction, viewer: Viewer, entries: Entries, row: MergedRow, target: MergedRow) {
  const { name, register } = entries;
  const { usedBy } = register;
  if (name === "segmentGroups") await joinSegments(tx, viewer, row, target);
  else if (name === "customerRoles") await mergeRoles(tx, viewer, "customer", row.id, target.id);
  else if (name === "projectRoles") await mergeRoles(tx, viewer, "project", row.id, target.id);
  else if (typeof usedBy === "string") await moveOption(tx, row, target.id);
  else await moveReferences(tx, usedBy, row.id, target.id);
  if (name === "teams") await moveTeam(tx, row.id, target.id);
  // After the customers: for them these orders are not new.
  if (name === "specialGroups")
    await tx.update(workOrders).set({ specialGroupId: target.id }).where(eq(workOrders.specialGroupId, row.id));
  if (name === "keywords" || name === "contactRoles") await moveMailingLists(tx, name, row.id, target.id);
}

async function moveReferences(tx: Transaction, usedBy: Exclude<Register["usedBy"], string>, from: number, to: number) {
  const table = usingTable(usedBy[0]);
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const reference = columns[usedBy[1]] as PgColumn;
  const owner = columns[ownerIn(usedBy) ?? ""];
  if (!owner) {
    await tx
      .update(table)
      .set({ [usedBy[1]]: to })
      .where(eq(reference, from));
    return;
  }
  const pair = Object.entries(columns).map(([name, column]) => [
    name,
    column === reference ? sql`${to}::bigint`.as(name) : column,
  ]);
  const held = tx.select(Object.fromEntries(pair)).from(table).where(eq(reference, from));
  await tx
    .insert(table)
    .select(held as never)
    .onConflictDoNothing();
  await tx.delete(table).where(eq(reference, from));
}

/** An option of a custom field, in the customers' values and in what new customers begin with. */
async function moveOption(tx: Transaction, { id, fieldId }: MergedRow, to: number) {
  const key = sql`${String(fieldId)}::text`;
  await tx
    .update(customers)
    .set({
      custom: sql`${customers.custom} || jsonb_build_object(${key}, ${exchanged(sql`${customers.custom} -> ${key}`, id, to)})`,
    })
    .where(hasOption(customers.custom, fieldId, id));
  await tx
    .update(customFields)
    .set({ startValue: exchanged(sql`${customFields.startValue}`, id, to) })
    .where(and(eq(customFields.id, Number(fieldId)), sql`${customFields.startValue} @> ${String(id)}::jsonb`));
}

/** A value or a list of values with the one in place of the other, each once. */
const exchanged = (value: SQL, from: number, to: number): SQL => sql`case jsonb_typeof(${value})
  when 'array' then (
    select jsonb_agg(distinct case when one = ${String(from)}::jsonb then ${String(to)}::jsonb else one end)
    from jsonb_array_elements(${value}) one)
  else ${String(to)}::jsonb end`;

/** Work orders and templates that the one team may see are for the other. */
async function moveTeam(tx: Transaction, from: number, to: number) {
  for (const table of [workOrders, workOrderTemplates])
    await tx.update(table).set({ teamId: to }).where(eq(table.teamId, from));
}

/** Mailing lists that ask for the one ask for the other. */
async function moveMailingLists(tx: Transaction, name: "keywords" | "contactRoles", from: number, to: number) {
  const word = name === "keywords" ? "keyword" : "role";
  await tx
    .update(mailingLists)
    .set({ filter: sql`${mailingLists.filter} || jsonb_build_object(${word}::text, ${String(to)}::text)` })
    .where(sql`${mailingLists.filter} ->> ${word}::text = ${String(from)}`);
}

/**
 * The segments of the one group stand in the other; two of the same name become one.
 * @throws Invalid where a customer would then have more of them than the group allows
 */
async function joinSegments(tx: Transaction, viewer: Viewer, row: MergedRow, target: MergedRow) {
  const entries = entriesOf("segments");
  const ofGroup = (id: number) =>
    tx.select().from(segments).where(eq(segments.segmentGroupId, id)).orderBy(segments.position);
  const kept = await ofGroup(target.id);
  for (const segment of await ofGroup(row.id)) {
    const twin = kept.find(({ name }) => name.toLowerCase() === segment.name.toLowerCase());
    if (twin) {
      await moveUses(tx, viewer, entries, segment, twin);
      await tx.delete(segments).where(eq(segments.id, segment.id));
      continue;
    }
    const position = await nextPlace(tx, entries.table, eq(segments.segmentGroupId, target.id));
    await tx.update(segments).set({ segmentGroupId: target.id, position }).where(eq(segments.id, segment.id));
  }
  if (!target.onlyOne) return;
  const [several] = await tx
    .select({ customerId: customerSegments.customerId })
    .from(customerSegments)
    .innerJoin(segments, eq(segments.id, customerSegments.segmentId))
    .where(eq(segments.segmentGroupId, target.id))
    .groupBy(customerSegments.customerId)
    .having(sql`count(*) > 1`)
    .limit(1);
  if (several) throw new Invalid({ targetId: { key: "onlyOneAfterMerge" } });
}

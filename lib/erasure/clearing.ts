import "server-only";
import { and, eq, getTableColumns, getTableName, inArray, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  activities,
  activityParticipants,
  addresses,
  billing,
  customerContacts,
  customerRelations,
  customers,
  customUniqueValues,
  files,
  invoiceLines,
  invoices,
  projects,
  projectTasks,
  responsibilities,
  salesCases,
} from "@/db/schema/index";
import { type Change, type Line, recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { Invalid } from "@/lib/errors";
import { patternsOf } from "./places";
import { blank, cleared, likelyPhrases, type Place, type Source, sources, type Traces } from "./rules";

type Keyed = PgTable & { id: (typeof customers)["id"] };
type Row = Record<string, unknown> & { id: number; version?: number; customerId?: number };

const tablesOf = {
  activities,
  activityParticipants,
  addresses,
  billing,
  customerContacts,
  customerRelations,
  customers,
  files,
  invoices,
  invoiceLines,
  projects,
  projectTasks,
  responsibilities,
  salesCases,
} satisfies Record<Source, PgTable>;

/** Rows whose log lines hold the text as it was. */
export type Cleared = { subject: string; ids: number[] };

/** What a change of it is called in the log. Places without history of their own are not told. */
const told: Partial<Record<Source, string>> = {
  activities: "activity.updated",
  addresses: "address.updated",
  billing: "billing.updated",
  customerContacts: "contact.updated",
  customers: "customer.updated",
  files: "file.updated",
  invoices: "invoice.updated",
  projects: "project.updated",
  salesCases: "salesCase.updated",
};

/**
 * Takes the name out of the places that were chosen, each within reach and locked.
 * @throws Invalid where one is no longer there
 */
export async function clearPlaces(
  tx: Transaction,
  tables: Tables,
  traces: Traces,
  places: Place[],
  by: number,
): Promise<Cleared[]> {
  const done: Cleared[] = [];
  for (const source of sources) {
    const ids = [...new Set(places.filter((place) => place.source === source).map(({ id }) => id))];
    if (!ids.length) continue;
    await checkReach(tx, tables, source, ids);
    await clearRows(tx, source, ids, { traces, by });
    if (source === "customers") await forgetUnique(tx, ids, traces);
    done.push({ subject: getTableName(tablesOf[source]), ids });
  }
  return done;
}

async function checkReach(tx: Transaction, tables: Tables, source: Source, ids: number[]): Promise<void> {
  const table = tables[source] as unknown as Keyed;
  const open = await tx.select({ id: table.id }).from(table).where(inArray(table.id, ids));
  if (open.length < ids.length) throw new Invalid({ mentions: { key: "chooseOption" } });
}

async function clearRows(
  tx: Transaction,
  source: Source,
  ids: number[],
  { traces, by }: { traces: Traces; by: number },
): Promise<void> {
  const table = tablesOf[source] as unknown as Keyed;
  const rows = (await tx.select().from(table).where(inArray(table.id, ids)).for("no key update")) as Row[];
  const lines: Line[] = [];
  for (const row of rows) {
    const left = cleared(source, row, traces);
    if (!Object.keys(left).length) continue;
    await tx
      .update(table)
      .set({ ...left, ...stamped(table, by) })
      .where(and(eq(table.id, row.id)));
    lines.push(lineOf(source, row, left));
  }
  const action = told[source];
  if (action) await recordEach(tx, { actorId: by, action, source: "web", subject: getTableName(table) }, lines);
}

/** Custom values that no two customers may share are kept a second time, for comparing. */
async function forgetUnique(tx: Transaction, customerIds: number[], traces: Traces): Promise<void> {
  const { customerId, value } = customUniqueValues;
  const named = sql`${value} ilike any(${sql.param(patternsOf(likelyPhrases(traces)))}::text[])`;
  await tx.delete(customUniqueValues).where(and(inArray(customerId, customerIds), named));
}

function stamped(table: Keyed, by: number) {
  const { version, updatedAt, updatedBy } = getTableColumns(table);
  return {
    ...(version && { version: sql`${version} + 1` }),
    ...(updatedAt && { updatedAt: sql`now()` }),
    ...(updatedBy && { updatedBy: by }),
  };
}

/** Only what is left is told, so that a form opened before finds a text it does not know. */
function lineOf(source: Source, { id, version, customerId }: Row, left: Record<string, unknown>): Line {
  return {
    id,
    version: version === undefined ? null : version + 1,
    customerId: source === "customers" ? id : customerId,
    changes: Object.entries(left).flatMap(([field, after]) => changesOf(field, after)),
  };
}

/** Custom values are told one by one. */
function changesOf(field: string, after: unknown): Change[] {
  if (field !== "custom") return [{ field, before: null, after }];
  const values = Object.entries(after as Record<string, unknown>).filter(([, one]) => String(one).includes(blank));
  return values.map(([id, one]) => ({ field: `custom.${id}`, before: null, after: one }));
}

import "server-only";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Tables } from "@/lib/access/rows";
import { columnsOf, likelyPhrases, type Source, sources, type Traces } from "./rules";

export type Found = { source: Source; id: number; customerId: number; parentId: number; text: string };

const mostFound = 200;

type Columns = Record<string, SQLWrapper>;

/**
 * Rows within reach whose free text may mention the person; likely ones by SQL, the caller looks closely.
 * @param contactIds the person's own contacts: those and their files go anyway
 */
export function likelyPlaces(tables: Tables, traces: Traces, contactIds: number[]): SQL {
  const patterns = sql.param(patternsOf(likelyPhrases(traces)));
  const parts = sources.map((source) => {
    const table = tables[source] as unknown as Columns & SQLWrapper;
    const columns = columnsOf(source).map((name) => textOf(name, table[name]));
    const text = sql`concat_ws(E'\n', ${sql.join(columns, sql`, `)})`;
    const own = source === "customerContacts" ? table.id : source === "files" ? table.contactId : null;
    const others = own ? sql`coalesce(not ${own} = any(${sql.param(contactIds)}::bigint[]), true)` : sql`true`;
    return sql`(select ${source}::text as source, ${table.id} as id, ${customerOf(source, tables)} as "customerId",
      ${parentOf(source, tables)} as "parentId", ${text} as text
      from ${table} where ${canBeCleared(source, tables)} and ${text} ilike any(${patterns}::text[]) and ${others} limit ${mostFound})`;
  });
  return sql`(${sql.join(parts, sql` union all `)}) found`;
}

/** An issued invoice is final, whatever it says. */
function canBeCleared(source: Source, { invoiceLines, invoices }: Tables): SQL {
  if (source === "invoices") return sql`${invoices.status} = 'draft'`;
  if (source === "invoiceLines")
    return sql`${invoiceLines.invoiceId} in (select ${invoices.id} from ${invoices} where ${invoices.status} = 'draft')`;
  return sql`true`;
}

/** Also a list of addresses is searched as text, and of custom values each on its own line. */
const textOf = (name: string, column: SQLWrapper | undefined) =>
  name === "custom"
    ? sql`(select string_agg(value, E'\n') from jsonb_each_text(${column}))`
    : sql`translate(${column}::text, '{}', '')`;

/** Somewhere in a text, taken literally. */
export const patternsOf = (phrases: readonly string[]): string[] =>
  [...new Set(phrases)].map((phrase) => `%${phrase.replace(/[\\%_]/g, "\\$&")}%`);

/** Whose card it stands on. */
function customerOf(source: Source, tables: Tables): SQL {
  const { activities, activityParticipants, projects, projectTasks } = tables;
  if (source === "customers") return sql`${tables.customers.id}`;
  if (source === "activityParticipants")
    return sql`(select ${activities.customerId} from ${activities} where ${activities.id} = ${activityParticipants.activityId})`;
  if (source === "projectTasks")
    return sql`(select ${projects.customerId} from ${projects} where ${projects.id} = ${projectTasks.projectId})`;
  if (source === "invoiceLines")
    return sql`(select ${tables.invoices.customerId} from ${tables.invoices} where ${tables.invoices.id} = ${tables.invoiceLines.invoiceId})`;
  return sql`${(tables[source] as unknown as Columns).customerId}`;
}

/** What is opened to see it, where that is not the row itself. */
function parentOf(source: Source, tables: Tables): SQL {
  if (source === "activityParticipants") return sql`${tables.activityParticipants.activityId}`;
  if (source === "invoiceLines") return sql`${tables.invoiceLines.invoiceId}`;
  return sql`${(tables[source] as unknown as Columns).id}`;
}

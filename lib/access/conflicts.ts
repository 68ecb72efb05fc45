import "server-only";
import { and, asc, eq, getTableName, gt, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { employees, events, eventValues } from "@/db/schema/index";
import { Conflict } from "@/lib/outcome";
import { canonical } from "./audit";
import type { Transaction } from "./gate";
import type { Post, Values } from "./post";

/**
 * Two people, one row. The log knows which fields have changed since the form was opened and what they were then:
 * what only the other changed stays theirs, what only this person changed is saved, what both changed is asked.
 * @param understood what the fields mean, by name, where they can be read: "1 234,5" is the "1234.50" of the log
 * @throws Conflict naming each field both changed
 */
export async function merge(
  tx: Transaction,
  table: PgTable,
  row: Values,
  post: Post,
  understood: Values,
): Promise<Values> {
  const current = typeof row.version === "number" ? row.version : null;
  const fields = without(post.fields, post.theirs);
  if (post.version === null || current === null || post.version === current) return fields;

  const since = await changesSince(tx, table, Number(row.id), post.version);
  const fresh: Values = {};
  const conflicts: { field: string; mine: unknown; theirs: unknown; by: string }[] = [];
  for (const [field, { base, theirs, by }] of since) {
    if (!(field in fields)) continue;
    const mine = fields[field];
    const meant = field in understood ? understood[field] : mine;
    if (sameValue(meant, base)) fresh[field] = theirs;
    else if (!sameValue(meant, theirs)) conflicts.push({ field, mine, theirs, by });
  }
  if (conflicts.length) throw new Conflict(conflicts, current, fresh);
  return without(fields, new Set(Object.keys(fresh)));
}

const without = (values: Values, names: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));

/** A form posts text, the log holds typed values: compare as text, empty and null alike, lists in any order. */
const asText = (value: unknown): string => {
  if (value === null || value === undefined || value === false) return "";
  if (value === true) return "on";
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).sort().join("\u0000");
  return typeof value === "object" ? canonical(value) : String(value).replace(/\r\n?/g, "\n").trim();
};

const sameValue = (one: unknown, other: unknown): boolean => asText(one) === asText(other);

async function changesSince(tx: Transaction, table: PgTable, id: number, version: number) {
  const lines = await tx
    .select({
      field: eventValues.field,
      before: eventValues.before,
      after: eventValues.after,
      by: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
    })
    .from(events)
    .innerJoin(eventValues, eq(eventValues.eventId, events.id))
    .leftJoin(employees, eq(employees.id, events.actorId))
    .where(and(eq(events.subject, getTableName(table)), eq(events.subjectId, id), gt(events.subjectVersion, version)))
    .orderBy(asc(events.id));
  const changed = new Map<string, { base: unknown; theirs: unknown; by: string }>();
  for (const { field, before, after, by } of lines) {
    changed.set(field, { base: changed.has(field) ? changed.get(field)?.base : before, theirs: after, by });
  }
  return changed;
}

import "server-only";
import { and, eq, exists, inArray, isNotNull, notExists, or, type SQL, sql } from "drizzle-orm";
import {
  contactKeywordLinks,
  contactRoleLinks,
  customerContacts,
  customers,
  events,
  eventValues,
  files,
  importDrafts,
  importRows,
  imports,
  keywords,
  mailingLists,
  registryAnswers,
  registryComparisons,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Cleared } from "./clearing";
import { patternsOf } from "./places";
import { likelyPhrases, mentions, surePhrases, type Traces } from "./rules";
import { withPast } from "./traces";

const about = (subject: string, ids: number[]): SQL | undefined =>
  ids.length ? and(eq(events.subject, subject), inArray(events.subjectId, ids)) : undefined;

/** What the log tells of the person from before: earlier names, addresses and numbers. */
export async function pastOf(tx: Transaction, personId: number, contacts: number[], now: Traces): Promise<Traces> {
  const { field, before, after } = eventValues;
  const told = await tx
    .select({ field, before, after })
    .from(events)
    .innerJoin(eventValues, eq(eventValues.eventId, events.id))
    .where(or(about("customer_contacts", contacts), about("persons", [personId])));
  return withPast(now, told);
}

/** Files about the person, with their bytes (a trigger takes them along). @returns which */
export async function forgetFiles(tx: Transaction, contacts: number[]): Promise<number[]> {
  const gone = await tx.delete(files).where(inArray(files.contactId, contacts)).returning({ id: files.id });
  return gone.map(({ id }) => id);
}

/** Roles and keywords of the person; a keyword that nobody else has says something of the person alone. */
export async function forgetKeywords(tx: Transaction, contacts: number[]): Promise<number[]> {
  await tx.delete(contactRoleLinks).where(inArray(contactRoleLinks.contactId, contacts));
  const held = await tx
    .delete(contactKeywordLinks)
    .where(inArray(contactKeywordLinks.contactId, contacts))
    .returning({ id: contactKeywordLinks.keywordId });
  if (!held.length) return [];
  const others = tx
    .select({ id: contactKeywordLinks.keywordId })
    .from(contactKeywordLinks)
    .where(eq(contactKeywordLinks.keywordId, keywords.id));
  const lists = tx
    .select({ id: mailingLists.id })
    .from(mailingLists)
    .where(sql`${mailingLists.filter} ->> 'keyword' = ${keywords.id}::text`);
  const ids = [...new Set(held.map(({ id }) => id))];
  const gone = await tx
    .delete(keywords)
    .where(and(inArray(keywords.id, ids), notExists(others), notExists(lists)))
    .returning({ id: keywords.id });
  return gone.map(({ id }) => id);
}

/** Saved lists that look for this person: without the name they would find everybody else. */
export async function forgetLists(tx: Transaction, traces: Traces): Promise<void> {
  const phrases = likelyPhrases(traces);
  const likely = await tx
    .select({ id: mailingLists.id, q: sql<string>`${mailingLists.filter} ->> 'q'` })
    .from(mailingLists)
    .where(sql`${mailingLists.filter} ->> 'q' ilike any(${sql.param(patternsOf(phrases))}::text[])`);
  const ids = likely.filter(({ q }) => mentions(q, phrases)).map(({ id }) => id);
  if (ids.length) await tx.delete(mailingLists).where(inArray(mailingLists.id, ids));
}

/** What business registers said and named the person by, as "c/o"; they can be asked again. */
export async function forgetRegisters(tx: Transaction, traces: Traces): Promise<void> {
  const phrases = surePhrases(traces);
  const patterns = sql.param(patternsOf(phrases));
  const likely = await tx
    .select({ id: registryComparisons.id, record: sql<string>`${registryComparisons.record}::text` })
    .from(registryComparisons)
    .where(sql`${registryComparisons.record}::text ilike any(${patterns}::text[])`);
  const ids = likely.filter(({ record }) => mentions(record, phrases)).map(({ id }) => id);
  if (ids.length) await tx.delete(registryComparisons).where(inArray(registryComparisons.id, ids));
  const { question, answer } = registryAnswers;
  await tx.delete(registryAnswers).where(sql`${question} || ${answer}::text ilike any(${patterns}::text[])`);
}

/**
 * Cells of imported files: the contact's columns in the rows that brought the person, and in all rows whatever says
 * their whole name, address or number.
 */
export async function forgetImports(tx: Transaction, personId: number, traces: Traces): Promise<void> {
  const patterns = sql.param(patternsOf(surePhrases(traces)));
  const [firsts, lasts] = [lower(traces.firstNames), lower(traces.lastNames)];
  const cells = sql`unnest(r.cells)`;
  const brought = tx
    .select({ id: customers.id })
    .from(customers)
    .innerJoin(customerContacts, eq(customerContacts.customerId, customers.id))
    .where(and(eq(customerContacts.personId, personId), eq(customerContacts.createdAt, customers.createdAt)));
  await tx.execute(sql`
    update ${importRows} r set cells = (
      select array_agg(case
        when (i.mapping ->> (n - 1)::int) like 'contact%' then ''
        when cell ilike any(${patterns}::text[]) then ''
        when lower(btrim(cell)) = any(${firsts}::text[] || ${lasts}::text[]) then ''
        else cell end order by n)
      from unnest(r.cells) with ordinality as c(cell, n))
    from ${imports} i
    where i.id = r.import_id and (
      r.customer_id in (${brought})
      or array_to_string(r.cells, E'\n') ilike any(${patterns}::text[])
      or (exists (select from ${cells} c(cell) where lower(btrim(cell)) = any(${firsts}::text[]))
        and exists (select from ${cells} c(cell) where lower(btrim(cell)) = any(${lasts}::text[]))))`);
  // What was read out of them is read again when somebody needs it.
  await tx.delete(importDrafts);
  await tx.update(imports).set({ checked: null }).where(isNotNull(imports.checked));
}

const lower = (names: string[]) => sql.param(names.map((name) => name.toLocaleLowerCase("fi")));

export type Forgotten = {
  personId: number;
  contacts: number[];
  files: number[];
  keywords: number[];
  cleared: Cleared[];
};

/**
 * Values before and after that hold something of the person: all of the log lines about what is gone, the contact a new
 * customer came with, whatever names the person for sure in the log of a customer that holds them, and what mailing
 * lists looked for. The lines themselves stay: who, when and to what.
 */
export async function forgetLog(tx: Transaction, gone: Forgotten, traces: Traces): Promise<void> {
  await tx.execute(sql`select set_config('kumppani.erasing', 'on', true)`);
  const lines = [
    about("customer_contacts", gone.contacts),
    about("persons", [gone.personId]),
    about("files", gone.files),
    about("keywords", gone.keywords),
  ];
  const ofLines = tx
    .select({ id: events.id })
    .from(events)
    .where(or(...lines));
  await tx.delete(eventValues).where(inArray(eventValues.eventId, ofLines));
  await forgetFirstContact(tx, gone.personId);
  const holders = tx
    .select({ id: customerContacts.customerId })
    .from(customerContacts)
    .where(eq(customerContacts.personId, gone.personId));
  await forgetWhere(tx, inArray(events.customerId, holders), surePhrases(traces));
  await forgetWhere(tx, eq(events.subject, "mailing_lists"), likelyPhrases(traces));
  for (const { subject, ids } of gone.cleared) await forgetWhere(tx, about(subject, ids), likelyPhrases(traces));
  await tx.execute(sql`select set_config('kumppani.erasing', 'off', true)`);
}

/** A customer entered together with its first contact: both of the very same moment. */
async function forgetFirstContact(tx: Transaction, personId: number): Promise<void> {
  const came = tx
    .select({ id: events.id })
    .from(events)
    .innerJoin(
      customerContacts,
      and(
        eq(customerContacts.personId, personId),
        eq(customerContacts.customerId, events.customerId),
        eq(customerContacts.createdAt, events.at),
      ),
    );
  await tx.delete(eventValues).where(and(eq(eventValues.field, "contact"), inArray(eventValues.eventId, came)));
}

async function forgetWhere(tx: Transaction, which: SQL | undefined, phrases: string[]): Promise<void> {
  const patterns = sql.param(patternsOf(phrases));
  const named = (value: typeof eventValues.before | typeof eventValues.after) =>
    sql`${value}::text ilike any(${patterns}::text[])`;
  const line = tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.id, eventValues.eventId), which));
  await tx.delete(eventValues).where(and(exists(line), or(named(eventValues.before), named(eventValues.after))));
}

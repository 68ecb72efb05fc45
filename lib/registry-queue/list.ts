import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { demand, query } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import { isAbout, keptIn, proposalsFor } from "@/lib/registry/compared";
import { matching, onTab, pageSize, type QueueFilter, type QueueTab, queueTabs } from "./filter";

const mostCounted = 10_000;

/** A page of the queue: customers within reach beside what a register said of them, compared as they are now. */
export const listQueue = query("registry", async (scope, filter: QueueFilter, locale: Locale) => {
  const { db, tables, viewer } = scope;
  demand(viewer, "customers.edit");
  const { customers, employees, registryComparisons: found } = tables;
  const order = inOrder(tables, filter, locale);
  const skip = (filter.page - 1) * pageSize;
  // Ids first: records are long and only those of the page are read.
  const page = db
    .select({ id: sql<number>`${found.id}`.as("page_id") })
    .from(found)
    .innerJoin(customers, eq(customers.id, found.customerId))
    .where(and(onTab(tables, filter.tab), matching(tables, viewer, filter)))
    .orderBy(...order)
    .limit(pageSize + 1)
    .offset(skip)
    .as("page");
  const rows = await db
    .select({
      ...keptIn(tables),
      status: found.status,
      differing: found.differing,
      closedBy: sql<string | null>`(select concat_ws(' ', ${employees.firstName}, ${employees.lastName})
        from ${employees} where ${employees.id} = ${found.closedBy})`,
      version: customers.version,
      number: customers.number,
    })
    .from(page)
    .innerJoin(found, eq(found.id, page.id))
    .innerJoin(customers, eq(customers.id, found.customerId))
    .orderBy(...order);
  const shown = rows.slice(0, pageSize).map((row) => ({
    ...row,
    isOtherId: !isAbout(row, row.record),
    proposals: proposalsFor(row),
  }));
  return { rows: shown, hasMore: rows.length > pageSize, from: skip + 1 };
});

export type QueuedCustomer = Awaited<ReturnType<typeof listQueue>>["rows"][number];

function inOrder(tables: Tables, { tab, sort, descending }: QueueFilter, locale: Locale): SQL[] {
  const { customers, registryComparisons: found } = tables;
  if (sort === "name") {
    const name = sql`${customers.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`;
    return descending ? [desc(name), desc(found.id)] : [asc(name), asc(found.id)];
  }
  // Newest first is what this order means; the arrow turns it round.
  const by = tab === "decided" ? [found.closedAt, found.id] : [found.id];
  return by.map(descending ? asc : desc);
}

/** Goes on only if all of these are or were in the queue, within reach; else absent. */
export const demandQueued = query("registry", async ({ db, tables, viewer }, ids: readonly number[]) => {
  const { registryComparisons: found } = tables;
  demand(viewer, "customers.edit");
  const rows = await db
    .select({ id: found.id })
    .from(found)
    .where(and(anyOf(found.id, ids), eq(found.queued, true)));
  if (rows.length < new Set(ids).size) absent();
});

/** How many stand on each tab, more than 10,000 as 10,001. One statement. */
export const countQueue = query("registry", async ({ db, tables, viewer }, filter: QueueFilter) => {
  demand(viewer, "customers.edit");
  const { customers, registryComparisons: found } = tables;
  const counted = (tab: QueueTab) => {
    const rows = db
      .select({ one: sql`1` })
      .from(found)
      .innerJoin(customers, eq(customers.id, found.customerId))
      .where(and(onTab(tables, tab), matching(tables, viewer, filter)))
      .limit(mostCounted + 1);
    return sql<number>`(select count(*) from (${rows}) counted)`.mapWith(Number);
  };
  const columns = Object.fromEntries(queueTabs.map((tab) => [tab, counted(tab)]));
  const [counts] = await db.select(columns).from(sql`(select 1) once`);
  return counts as Record<QueueTab, number>;
});

/** Whether customers are checked every month, and the newest check that is under way and open to the viewer. */
export const checksUnderWay = query("registry", async ({ db, tables }) => {
  const { jobs, settings } = tables;
  const [row] = await db
    .select({
      isMonthly: settings.registryMonthly,
      check: sql<{ id: number; done: number; total: number } | null>`(
        select jsonb_build_object('id', j.id, 'done', j.done, 'total', j.total) from (select * from ${jobs}) j
        where j.kind = 'registryCheck' and j.status = 'open' order by j.id desc limit 1)`,
    })
    .from(settings);
  return row ?? { isMonthly: false, check: null };
});

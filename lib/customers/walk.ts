import "server-only";
import { and, asc, desc, not, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ReadScope } from "@/lib/access/gate";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { waysApart } from "@/lib/access/reached-count";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { decodeCursor, momentSeen } from "@/lib/list-address";
import { type CustomerFilter, wanted } from "./filter";

export const pageSize = 50;

/** Customers found that are sorted sooner than a walk comes by the first fifty of them. */
const few = 1_000;

/** The ids of a page in a subselect called `page`, each row's cursor, and the order of the rows. */
export type Page = { ids: SQL; cursor: SQL; place: SQL[]; groupCount?: SQL };

export const customersOf = (tables: Tables, filter: CustomerFilter): ListedCustomers =>
  filter.tab === "deleted" ? tables.binnedCustomers : tables.listedCustomers;

/** Rows in one order: its key, the condition on them, and how many are skipped. */
type Ordered = { customers: ListedCustomers; key: SQL; order: typeof asc; rows: SQL | undefined; skip: number };

/**
 * The ids of one page, from the index alone where it can be; rows are fetched for those fifty only.
 * @param little how many customers found count as little
 */
export function walk(scope: ReadScope, filter: CustomerFilter, collation: SQL, little = few): Page {
  const { tables, viewer } = scope;
  const customers = customersOf(tables, filter);
  const key = {
    name: sql`${customers.name} ${collation}`,
    number: sql`${customers.number} collate natural_number`,
    updated: sql`${customers.updatedAt}`,
    owner: sql`null`,
  }[filter.sort];
  const byUpdate = filter.sort === "updated";
  // Newest first is what "updated" means; the arrow turns it round.
  const order = byUpdate !== filter.descending ? desc : asc;
  const rows = and(wanted(viewer, customers, filter), filter.view === "tree" ? not(customers.isInBranch) : undefined);
  const skipped = (filter.page - 1) * pageSize;
  const page = { cursor: sql`jsonb_build_array(${key}, ${customers.id})`, place: [order(key), order(customers.id)] };
  if (byUpdate && viewer.facts.showOtherCompanies && filter.tab !== "deleted") {
    const after = decodeCursor(filter.after, momentOrNone);
    return { ...page, ids: openAndHidden(scope, { customers, key, order, rows, skip: after ? 0 : skipped }, after) };
  }
  const after = decodeCursor(filter.after, byUpdate ? momentCursor : walkCursor);
  const typed = byUpdate ? sql`::timestamptz` : sql``;
  const beyond = after && isBeyond(order, sql`${key}, ${customers.id}`, sql`${after[0]}${typed}, ${after[1]}::bigint`);
  const walked = { customers, key, order, rows: and(rows, beyond ?? undefined), skip: after ? 0 : skipped };
  const ids = isFoundFirst(viewer, filter)
    ? foundOrWalked(scope, walked, little)
    : sql`select id from (${walkOf(scope, walked)}) inside`;
  return { ...page, ids };
}

const isBeyond = (order: typeof asc, place: SQL, last: SQL) =>
  sql`(${place}) ${order === desc ? sql`<` : sql`>`} (${last})`;

/** A walk as a statement; `all` = from the first row on. */
function walkOf({ db }: ReadScope, { customers, key, order, rows, skip }: Ordered, all = false) {
  return db
    .select({ id: customers.id, key: sql`${key}`.as("key") })
    .from(customers)
    .where(rows)
    .orderBy(order(key), order(customers.id))
    .limit((all ? skip : 0) + pageSize + 1)
    .offset(all ? 0 : skip);
}

const cutTo = ({ order, skip }: Ordered, parts: SQL[]): SQL =>
  sql`select id from (${sql.join(parts, sql` union all `)}) both_parts
    order by ${order(sql`key`)}, ${order(sql`id`)} limit ${pageSize + 1} offset ${skip}`;

/**
 * By update, where the day of some customers is hidden: the open ones walk their index, the hidden ones have no place but
 * their id, and Postgres puts what is nothing first where the newest are.
 */
function openAndHidden(scope: ReadScope, page: Ordered, after: z.output<typeof momentOrNone> | null): SQL {
  const { customers, order, rows } = page;
  const [moment, id] = after ?? [];
  const hiddenComeFirst = order === desc;
  const atHidden = after && moment === null;
  const passed = sql`false`;
  const openBeyond = atHidden
    ? !hiddenComeFirst && passed
    : after &&
      isBeyond(order, sql`${customers.updatedIndex}, ${customers.id}`, sql`${moment}::timestamptz, ${id}::bigint`);
  const hiddenBeyond = atHidden
    ? isBeyond(order, sql`${customers.id}`, sql`${id}::bigint`)
    : after && hiddenComeFirst && passed;
  const open = and(sql`${customers.reachIndex}`, sql`${customers.full}`, rows, openBeyond || undefined);
  const hidden = and(sql`not ${customers.full}`, rows, hiddenBeyond || undefined);
  const nothing = sql`null::timestamptz`;
  return cutTo(page, [
    sql`(${walkOf(scope, { ...page, key: sql`${customers.updatedIndex}`, rows: open }, true)})`,
    sql`(${walkOf(scope, { ...page, key: nothing, rows: hidden }, true)})`,
  ]);
}

/**
 * Whether a word is looked for among the customers of a company: there it may be rare though it is frequent elsewhere,
 * and Postgres, which does not know that, would walk to the end.
 */
export function isFoundFirst({ customerReach, facts }: Viewer, { q, tab }: CustomerFilter): boolean {
  const { all, companies } = customerReach;
  return q !== "" && tab !== "deleted" && !all && companies.length > 0 && !facts.showOtherCompanies;
}

/** What is searched for is found way by way, and sorted where it is little; else the walk soon has enough of it. */
function foundOrWalked(scope: ReadScope, page: Ordered, little: number): SQL {
  const { customers, key, rows } = page;
  const found = waysApart(scope.viewer, customers).map(
    (way) => sql`(select ${customers.id} as id, ${key} as key from ${customers} where ${and(rows, way)})`,
  );
  const isLittle = sql`(select count(*) from hits) <= ${little}`;
  return sql`with hits as materialized (
      select * from (${sql.join(found, sql` union all `)}) inside limit ${little + 1})
    ${cutTo(page, [
      sql`(select id, key from hits where ${isLittle})`,
      sql`(${walkOf(scope, { ...page, rows: and(rows, not(isLittle)) }, true)})`,
    ])}`;
}

const walkCursor = z.tuple([z.string(), z.number().int()]);
const momentCursor = z.tuple([momentSeen, z.number().int()]);
const momentOrNone = z.tuple([momentSeen.nullable(), z.number().int()]);

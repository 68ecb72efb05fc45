import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query, type ReadScope } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import { type CustomerFilter, type CustomerTab, inTab, matching } from "./filter";

export const pageSize = 50;
const mostCounted = 10_000;

export type ListedCustomer = Awaited<ReturnType<typeof listCustomers>>["rows"][number];

/**
 * One page of customers. Flat: an ordered walk of one index. Under their groups, or sorted by owner: the groups or
 * owners in order, and for each the walk of its own index (lateral), those without last. The address carries the last
 * row seen, so page 900 costs what page 1 costs; a jump without it skips ids in the index first.
 */
export const listCustomers = query("customers.read", async (scope, filter: CustomerFilter, locale: Locale) => {
  const { db, tables, viewer } = scope;
  const { groups, employees } = tables;
  const customers = customersOf(tables, filter);
  if (filter.tab === "deleted" && !viewer.can("deleteCustomer")) absent();
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const sectioned = filter.sort === "owner" || (filter.view === "grouped" && filter.sort === "name");
  const page = sectioned ? sections(scope, filter, collation) : walk(scope, filter, collation);

  const rows = await db
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      city: customers.city,
      country: customers.country,
      full: customers.full,
      typeIds: customers.typeIds,
      groupId: customers.groupId,
      groupName: groups.name,
      ownerId: customers.ownerId,
      ownerName: sql<string | null>`nullif(concat_ws(' ', ${employees.firstName}, ${employees.lastName}), '')`,
      updatedAt: customers.updatedAt,
      cursor: sql<unknown[]>`page.cursor`,
    })
    .from(sql`(${page}) page`)
    .innerJoin(customers, eq(customers.id, sql`page.id`))
    .leftJoin(groups, eq(groups.id, customers.groupId))
    .leftJoin(employees, eq(employees.id, customers.ownerId))
    .orderBy(sql`page.place`);

  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return { rows: rows.slice(0, pageSize), next: last ? encodeCursor(last.cursor) : null };
});

/** Customers per tab as the filter finds them; more than 10,000 count as 10,001. */
export const countTabs = query("customers.read", async ({ db, tables, viewer }, filter: CustomerFilter) => {
  const condition = matching(viewer, tables.listedCustomers, filter);
  const counted = (tab: CustomerTab) => {
    const found = db
      .select({ one: sql`1` })
      .from(tables.listedCustomers)
      .where(and(inTab(tables.listedCustomers, tab), condition))
      .limit(mostCounted + 1);
    return sql<number>`(select count(*) from (${found}) counted)`.mapWith(Number);
  };
  const [counts] = await db
    .select({ active: counted("active"), prospects: counted("prospects"), archived: counted("archived") })
    .from(sql`(select 1) once`);
  return counts ?? { active: 0, prospects: 0, archived: 0 };
});

/** How many customers of the tab and filter stand under each of these groups (null = no group). */
export const countGroups = query(
  "customers.read",
  async ({ db, tables, viewer }, filter: CustomerFilter, groupIds: readonly (number | null)[]) => {
    const customers = customersOf(tables, filter);
    const counted = await db
      .select({ groupId: customers.groupId, count: sql<number>`count(*)`.mapWith(Number) })
      .from(customers)
      .where(
        and(
          inTab(customers, filter.tab),
          matching(viewer, customers, filter),
          sql`(${customers.groupId} = any(${sql.param(groupIds.filter((id) => id !== null))}::bigint[])
            or (${groupIds.includes(null)} and ${customers.groupId} is null))`,
        ),
      )
      .groupBy(customers.groupId);
    return new Map(counted.map(({ groupId, count }) => [groupId, count]));
  },
);

/** Everything the filter bar offers, in one statement. */
export const listFilterOptions = query("customers.read", async ({ db, tables }, locale: Locale) => {
  const { groups, customerTypes, employees } = tables;
  const label = sql.raw(`collate "${collationOf(locale)}"`);
  const words = sql`coalesce(${customerTypes.names} ->> ${locale}, ${customerTypes.names} ->> 'en', ${customerTypes.names} ->> 'fi')`;
  const rows = await db
    .select({ kind: sql<"group" | "type" | "owner">`kind`, id: sql<number>`id`.mapWith(Number), label: sql<string>`label` })
    .from(
      sql`(
        select 'group' as kind, ${groups.id} as id, ${groups.name} as label, 0 as place from ${groups}
        union all
        select 'type', ${customerTypes.id}, ${words}, ${customerTypes.position} from ${customerTypes}
        union all
        select 'owner', ${employees.id}, concat_ws(' ', ${employees.firstName}, ${employees.lastName}), 0
        from ${employees} where ${employees.deactivatedAt} is null
      ) options`,
    )
    .orderBy(sql`kind, place, label ${label}`);
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id, label: name }) => ({ id, name }));
  return { groups: of("group"), types: of("type"), owners: of("owner") };
});

const customersOf = (tables: Tables, filter: CustomerFilter) =>
  filter.tab === "deleted" ? tables.binnedCustomers : tables.listedCustomers;

// One ordered walk -------------------------------------------------------------------------------------------------

function walk({ db, tables, viewer }: ReadScope, filter: CustomerFilter, collation: SQL): SQL {
  const customers = customersOf(tables, filter);
  const key = {
    name: sql`${customers.name} ${collation}`,
    number: sql`${customers.number} collate natural_number`,
    updated: sql`${customers.updatedAt}`,
    owner: sql`null`,
  }[filter.sort];
  const typed = filter.sort === "updated" ? sql`::timestamptz` : sql``;
  // Newest first is what "updated" means; the arrow turns it round.
  const descending = filter.sort === "updated" ? !filter.descending : filter.descending;
  const after = decodeCursor(filter.after, walkCursor);
  const beyond =
    after && sql`(${key}, ${customers.id}) ${descending ? sql`<` : sql`>`} (${after[0]}${typed}, ${after[1]}::bigint)`;
  const order = descending ? desc : asc;
  const ids = db
    .select({
      id: customers.id,
      cursor: sql`jsonb_build_array(${key}, ${customers.id})`.as("cursor"),
      place: sql`row_number() over (order by ${order(key)}, ${order(customers.id)})`.as("place"),
    })
    .from(customers)
    .where(and(inTab(customers, filter.tab), matching(viewer, customers, filter), beyond ?? undefined))
    .orderBy(order(key), order(customers.id))
    .limit(pageSize + 1)
    .offset(after ? 0 : (filter.page - 1) * pageSize);
  return sql`${ids}`;
}

// Sections: groups or owners in order, the walk of each ---------------------------------------------------------------

function sections({ tables, viewer }: ReadScope, filter: CustomerFilter, collation: SQL): SQL {
  const { groups, employees } = tables;
  const customers = customersOf(tables, filter);
  const byOwner = filter.sort === "owner";
  const parent = byOwner ? sql`${customers.ownerId}` : sql`${customers.groupId}`;
  const parents = byOwner
    ? sql`select ${employees.id} as id, concat_ws(' ', ${employees.firstName}, ${employees.lastName}) as label from ${employees}`
    : sql`select ${groups.id} as id, ${groups.name} as label from ${groups}`;
  const way = filter.descending ? sql`desc` : sql`asc`;
  const more = filter.descending ? sql`<` : sql`>`;
  const rows = and(inTab(customers, filter.tab), matching(viewer, customers, filter));
  const after = decodeCursor(filter.after, sectionCursor);
  const skip = after ? 0 : (filter.page - 1) * pageSize;
  const most = skip + pageSize + 1;
  const name = sql`${customers.name} ${collation}`;
  const [label, parentId, lastName, lastId] = after ?? [null, null, null, null];
  const inLastSection = sql`(${name}, ${customers.id}) > (${lastName}, ${lastId}::bigint)`;
  const withinParents = after
    ? parentId === null
      ? sql`false`
      : sql`(p.label ${collation}, p.id) ${more} (${label}, ${parentId}::bigint) or p.id = ${parentId}::bigint`
    : sql`true`;

  return sql`
    with inside as materialized (
      select p.label, p.id as parent, c.name, c.id
      from (${parents}) p cross join lateral (
        select ${customers.id} as id, ${customers.name} as name from ${customers}
        where ${parent} = p.id and ${rows} and ${after && parentId !== null ? sql`(p.id <> ${parentId}::bigint or ${inLastSection})` : sql`true`}
        order by ${name}, ${customers.id} limit ${most}) c
      where ${withinParents}
      order by p.label ${collation} ${way}, p.id ${way}, c.name ${collation}, c.id
      limit ${most}),
    outside as (
      select ${customers.id} as id, ${customers.name} as name from ${customers}
      where ${parent} is null and ${rows} and ${after && parentId === null ? inLastSection : sql`true`}
      order by ${name}, ${customers.id} limit greatest(0, ${most} - (select count(*) from inside))),
    both_parts as (
      select 0 as part, label, parent, name, id from inside
      union all select 1, null, null::bigint, name, id from outside)
    select id, jsonb_build_array(label, parent, name, id) as cursor,
      row_number() over (order by part, label ${collation} ${way}, parent ${way}, name ${collation}, id) as place
    from both_parts
    order by place
    limit ${pageSize + 1} offset ${skip}`;
}

// The last row seen, as the address carries it ------------------------------------------------------------------------

const walkCursor = z.tuple([z.string(), z.number().int()]);
const sectionCursor = z.tuple([z.string().nullable(), z.number().int().nullable(), z.string(), z.number().int()]);

const encodeCursor = (cursor: unknown): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

function decodeCursor<T extends z.ZodType>(text: string | null, shape: T): z.output<T> | null {
  if (!text || text.length > 2_000) return null;
  try {
    const cursor = shape.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return cursor.success ? cursor.data : null;
  } catch {
    return null;
  }
}

import "server-only";
import { eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { demand, query, type ReadScope } from "@/lib/access/gate";
import { kept } from "@/lib/access/kept";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { inGroup, ownedBy } from "@/lib/access/own-values";
import { branchesOf } from "@/lib/access/units";
import type { Locale } from "@/lib/access/viewer";
import type { ListWish, LongSums } from "@/lib/key-figures/parts";
import { decodeCursor, encodeCursor } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import { type CustomerFilter, wanted } from "./filter";
import { filterOptions, type OptionKind } from "./options";
import { columnsOfRow } from "./rows";
import { mostCounted, tabsAsked } from "./tab-counts";
import { customersOf, type Page, pageSize, walk } from "./walk";

const mostInBranches = 200;

type Row = Awaited<ReturnType<typeof listCustomers>>["rows"][number];
export type ListedCustomer = Omit<Row, "cursor" | "groupCount"> & Partial<Pick<Row, "groupCount">>;
export type ListedUnit = Awaited<ReturnType<typeof listBranches>>[number];

/**
 * One page of customers. Flat: an ordered walk of one index; as a tree the same, of those that stand below no other.
 * Under their groups, or sorted by owner: the groups or owners in order, and for each the walk of its own index
 * (lateral), those without last. The address carries the last row seen, so page 900 costs what page 1 costs; a jump
 * without it skips ids in the index first.
 */
export const listCustomers = query("customers.read", async (scope, filter: CustomerFilter, locale: Locale) => {
  const { db, tables, viewer } = scope;
  const customers = customersOf(tables, filter);
  if (filter.tab === "deleted") demand(viewer, "deleteCustomer");
  const rows = await kept(tables, ["listCustomers", filter, locale], () => {
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    const sectioned = filter.sort === "owner" || (filter.view === "grouped" && filter.sort === "name");
    const page = sectioned ? sections(scope, filter, collation) : walk(scope, filter, collation);
    return db
      .select({
        ...columnsOfRow(tables, customers, filter, locale),
        /** Customers of the tab and filter in its group, or without one; those without counted up to the limit. */
        groupCount: sql<number | null>`${page.groupCount ?? sql`null`}`.mapWith(Number),
        cursor: sql<unknown[]>`${page.cursor}`,
      })
      .from(sql`(${page.ids}) page`)
      .innerJoin(customers, eq(customers.id, sql`page.id`))
      .orderBy(...page.place);
  });
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return { rows: rows.slice(0, pageSize), next: last ? encodeCursor(last.cursor) : null };
});

/** What stands below these customers of the list as a tree, whatever the filter, in reading order: at most `mostInBranches`. */
export const listBranches = query(
  "customers.read",
  async (scope, filter: CustomerFilter, tops: number[], locale: Locale) => {
    const { db, tables, viewer } = scope;
    const customers = tables.listedCustomers;
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    return db
      .select({
        ...columnsOfRow(tables, customers, filter, locale),
        /** The one of the page that it stands below, how deep (from 1), and how many there are below that one. */
        top: sql<number>`branch.top`.mapWith(Number),
        depth: sql<number>`branch.depth`,
        total: sql<number>`branch.total`.mapWith(Number),
        main: sql<string>`branch.main`,
      })
      .from(sql`(${branchesOf(viewer, tops, mostInBranches, collation)}) branch`)
      .innerJoin(customers, eq(customers.id, sql`branch.id`))
      .orderBy(sql`branch.top, branch.place`);
  },
);

/** Sums that took long when they were last asked for; each answer says how it is now. */
let long: LongSums = { money: false, pipeline: false };

/** Customers per tab as the filter finds them, more than 10,000 as 10,001; and key figures, whatever the filter. */
export const countTabs = query(
  "customers.read",
  async (scope, filter: CustomerFilter, figures: ListWish = { names: [] }) => {
    const ask = async () => {
      const question = ["countTabs", filter, figures, long] as const;
      const [counts] = await kept(scope.tables, question, () => tabsAsked(scope, filter, figures, long));
      return counts ?? { active: 0, prospects: 0, archived: 0, figures: {}, long };
    };
    const known = long;
    let { long: now, ...counts } = await ask();
    long = now;
    if ((known.money && !now.money) || (known.pipeline && !now.pipeline)) ({ long: now, ...counts } = await ask());
    return counts;
  },
);

type Offered = Partial<Record<OptionKind, { id: number; name: string }[]>>;

/** Everything the filter bar offers, in one statement. */
export const listFilterOptions = query("customers.read", async (scope, locale: Locale, set?: CustomerFilter) => {
  const order = sql`place, label ${sql.raw(`collate "${collationOf(locale)}"`)}`;
  const offered = sql`select kind, jsonb_agg(jsonb_build_object('id', id, 'name', label) order by ${order}) as names
    from (${filterOptions(scope, locale, set)}) options group by kind`;
  // In one value: hundreds of rows cost more to read than to find.
  const [row] = await kept(scope.tables, ["listFilterOptions", locale, set ?? null], () =>
    scope.db.select({ byKind: sql<Offered | null>`jsonb_object_agg(kind, names)` }).from(sql`(${offered}) by_kind`),
  );
  const of = (kind: OptionKind) => row?.byKind?.[kind] ?? [];
  return {
    /** The other companies whose customers the viewer may open. */
    companies: of("company"),
    groups: of("group"),
    types: of("type"),
    /** Those that make a customer a supplier; none while purchase invoices are not in use. */
    supplierTypes: of("supplierType").map(({ id }) => id),
    owners: of("owner"),
    teams: of("team"),
    companyGroups: of("companyGroup"),
    specialGroups: of("special"),
    segments: of("segment"),
    tags: of("tag"),
    /** Customer roles in their order; none while roles are not in use. */
    roles: of("role"),
    /** Sections of the classification that are not offered. */
    hiddenIndustries: of("hiddenIndustry").map(({ name }) => name),
    mainUnits: of("under"),
    /** Whether the viewer sees any main and sub units at all. */
    hasUnits: of("units").length > 0,
  };
});

// Sections: groups or owners in order, the walk of each ---------------------------------------------------------------

/**
 * Parents in order, and for each the walk of its own index. Postgres keeps the order of the outer side of a lateral
 * join, so it stops at the fifty-first row; sorting afterwards would have to read every section first.
 */
function sections({ tables, viewer }: ReadScope, filter: CustomerFilter, collation: SQL): Page {
  const { groups, employees } = tables;
  const customers = customersOf(tables, filter);
  const byOwner = filter.sort === "owner";
  const within = (parent: SQL) => (byOwner ? ownedBy(viewer, customers, parent) : inGroup(customers, parent));
  const without = byOwner ? ownedBy(viewer, customers, null) : isNull(customers.groupId);
  const parents = byOwner
    ? sql`select ${employees.id} as id, concat_ws(' ', ${employees.firstName}, ${employees.lastName}) as label from ${employees}`
    : sql`select ${groups.id} as id, ${groups.name} as label from ${groups}`;
  const way = filter.descending ? sql`desc` : sql`asc`;
  const more = filter.descending ? sql`<` : sql`>`;
  const rows = wanted(viewer, customers, filter);
  const after = decodeCursor(filter.after, sectionCursor);
  const skip = after ? 0 : (filter.page - 1) * pageSize;
  const most = skip + pageSize + 1;
  const name = sql`${customers.name} ${collation}`;
  const [label, parentId, lastName, lastId] = after ?? [null, null, null, null];
  const beyond = sql`(${name}, ${customers.id}) > (${lastName}, ${lastId}::bigint)`;
  const whichParents = !after
    ? sql`true`
    : parentId !== null
      ? sql`(label ${collation}, id) ${more} (${label}, ${parentId}::bigint) or id = ${parentId}::bigint`
      : sql`false`;
  const ids = sql`
    with inside as materialized (
      select 0 as part, p.label, p.id as parent, c.name, c.id
      from (select * from (${parents}) all_parents where ${whichParents} order by label ${collation} ${way}, id ${way}) p
      cross join lateral (
        select ${customers.id} as id, ${customers.name} as name from ${customers}
        where ${within(sql`p.id`)} and ${rows} and ${after && parentId !== null ? sql`(p.id <> ${parentId}::bigint or ${beyond})` : sql`true`}
        order by ${name}, ${customers.id} limit ${most}) c
      limit ${most}),
    outside as (
      select 1 as part, null as label, null::bigint as parent, ${customers.name} as name, ${customers.id} as id from ${customers}
      where ${without} and ${rows} and ${after && parentId === null ? beyond : sql`true`}
      order by ${name}, ${customers.id} limit greatest(0, ${most} - (select count(*) from inside))),
    page as materialized (
      select * from (select * from inside union all select * from outside) both_parts
      order by part, label ${collation} ${way}, parent ${way}, name ${collation}, id
      limit ${pageSize + 1} offset ${skip})
    ${byOwner ? sql`select * from page` : counted(customers, rows)}`;
  return {
    ids,
    groupCount: byOwner ? undefined : sql`page.customers`,
    cursor: sql`jsonb_build_array(page.label, page.parent, page.name, page.id)`,
    place: [sql`page.part, page.label ${collation} ${way}, page.parent ${way}, page.name ${collation}, page.id`],
  };
}

/** The rows of `page` with how many customers their group has. */
const counted = (customers: ListedCustomers, rows: SQL | undefined): SQL => sql`,
  counted as materialized (
    select ${customers.groupId} as group_id, count(*) as customers from ${customers}
    where ${inGroup(customers, sql`any(array(select parent from page))`)} and ${rows} group by 1
    union all
    select null, count(*) from (
      select from ${customers} where (select bool_or(parent is null) from page) and ${isNull(customers.groupId)} and ${rows}
      limit ${mostCounted + 1}) without_group)
  select page.*, counted.customers from page left join counted on counted.group_id is not distinct from page.parent`;

// The last row seen, as the address carries it ------------------------------------------------------------------------

const sectionCursor = z.tuple([z.string().nullable(), z.number().int().nullable(), z.string(), z.number().int()]);

import "server-only";
import { and, eq, exists, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { billing, customers, events, eventValues, settings } from "@/db/schema/index";
import { type TermField, termFields } from "@/lib/billing/fields";
import { keptOf, reached, type SomeCustomer } from "./scopes";
import type { Viewer } from "./viewer";

const above = alias(customers, "main_unit");
const below = alias(customers, "sub_unit");

/**
 * Whether the other end of a tie is seen by whoever may open this one: within their own reach, or wherever it is while
 * the organisation shows its structure to all companies. One in the bin never is.
 */
const unitSeen = (viewer: Viewer, unit: SomeCustomer): SQL | undefined =>
  and(keptOf(unit), viewer.facts.shareStructure ? undefined : reached(viewer, unit));

const openUnit = (viewer: Viewer, unit: SomeCustomer): SQL =>
  sql`coalesce((${and(keptOf(unit), reached(viewer, unit))}), false)`;

const isAbove = (viewer: Viewer) => and(eq(above.id, customers.parentId), unitSeen(viewer, above));
/** The second condition repeats the first for the index: hashed for a whole list, only sub units are read. */
const isBelow = (viewer: Viewer) =>
  and(eq(below.parentId, customers.id), isNotNull(below.parentId), unitSeen(viewer, below));

/** The customers that may be named as units of a structure. */
export const unitsSeen = (viewer: Viewer) =>
  db.select({ id: customers.id, name: customers.name }).from(customers).where(unitSeen(viewer, customers)).as("units");

/** The main unit of a customer, as a column of `customers`: null where it is not seen. */
export const parentSeen = (viewer: Viewer): SQL<number | null> =>
  sql<number | null>`(${db.select({ id: above.id }).from(above).where(isAbove(viewer))})`.mapWith(Number) as SQL<
    number | null
  >;

/**
 * What the list knows of main and sub units, as columns of `customers`. Without `full` sight nothing.
 * @param full whether the viewer may open the customer; undefined where that goes without saying
 */
export function unitColumns(viewer: Viewer, full: SQL | undefined) {
  const name = sql`(${db.select({ name: above.name }).from(above).where(isAbove(viewer))})`;
  const number = sql`(${db.select({ number: above.number }).from(above).where(isAbove(viewer))})`;
  const shown = (value: SQL) => (full ? sql<string | null>`case when ${full} then ${value} end` : value) as SQL<string>;
  // Not `exists`, which Postgres would answer by reading every customer once.
  const hasMain = sql`(${db.select({ id: above.id }).from(above).where(isAbove(viewer))}) is not null`;
  const hasSub = exists(db.select({ one: sql`1` }).from(below).where(isBelow(viewer)));
  const hasMainInTab = sql`(${db
    .select({ id: above.id })
    .from(above)
    .where(and(eq(above.id, customers.parentId), reachedInTab(viewer, above, customers.tab)))}) is not null`;
  return {
    mainUnitName: sql<string | null>`${shown(name)}`.as("main_unit_name"),
    mainUnitNumber: sql<string | null>`${shown(number)}`.as("main_unit_number"),
    isSubUnit: sql<boolean>`(${and(full, isNotNull(customers.parentId), hasMain)})`.as("is_sub_unit"),
    isMainUnit: sql<boolean>`(${and(full, hasSub)})`.as("is_main_unit"),
    /** Whether it stands below another in the tree of its tab. */
    isInBranch: sql<boolean>`(${and(full, isNotNull(customers.parentId), hasMainInTab)})`.as("is_in_branch"),
  };
}

/** The trees of the list hold what the viewer may open, each in its own tab; so every customer stands in them once. */
const reachedInTab = (viewer: Viewer, unit: SomeCustomer, tab: PgColumn | SQL): SQL | undefined =>
  and(keptOf(unit), eq(unit.tab, tab), reached(viewer, unit));

/**
 * The units below some of the list, however deep, as rows of `branch` in the order they are read: `id`, `depth` from 1,
 * the `top` they stand below, the name of their `main` unit, and how many there are below that top (`total`).
 * @param most rows given: where there are more, every top gets its first ones
 */
export const branchesOf = (viewer: Viewer, tops: readonly number[], most: number, collation: SQL): SQL => sql`
  with recursive grown as (
    select ${above.id} as id, ${above.id} as top, ${above.name} as name, null as main, ${above.tab} as tab, 0 as depth,
      array[]::text[] as path
    from ${customers} "main_unit" where ${inArray(above.id, [...tops])} and ${reachedInTab(viewer, above, above.tab)}
    union all
    select ${below.id}, grown.top, ${below.name}, grown.name, ${below.tab}, grown.depth + 1,
      grown.path || array[${below.name}, lpad(${below.id}::text, 15, '0')]
    from grown join ${customers} "sub_unit" on ${below.parentId} = grown.id
    where ${reachedInTab(viewer, below, sql`grown.tab`)}),
  numbered as (
    select id, top, main, depth, row_number() over (partition by top order by path ${collation}) as place,
      count(*) over (partition by top) as total
    from grown where depth > 0)
  select * from numbered order by place, top limit ${most}`;

/** What the header of a card says: of which unit this is a sub unit, and how many it has itself. */
export type UnitFacts = {
  mainUnit: { id: number; name: string; number: string; isOpen: boolean } | null;
  subUnits: number;
};

/** As far as the viewer sees the ties of a customer they may open. */
export function unitFactsOf(viewer: Viewer, id: number): SQL<UnitFacts> {
  const main = db
    .select({
      facts: sql`jsonb_build_object('id', ${above.id}, 'name', ${above.name}, 'number', ${above.number},
        'isOpen', ${openUnit(viewer, above)})`,
    })
    .from(above)
    .innerJoin(customers, eq(customers.parentId, above.id))
    .where(and(eq(customers.id, id), unitSeen(viewer, above)));
  const count = db
    .select({ n: sql`count(*)` })
    .from(below)
    .where(and(eq(below.parentId, id), unitSeen(viewer, below)));
  return sql<UnitFacts>`jsonb_build_object('mainUnit', (${main}), 'subUnits', (${count}))`;
}

/** The units above one, itself included: `id`, `parent_id` and how many `steps` up. */
const upwards = (id: number, followed: SQL | undefined): SQL => sql`
  select c.id, c.parent_id, 0 as steps from ${customers} c where c.id = ${id}
  union all
  select ${above.id}, ${above.parentId}, climbed.steps + 1
  from climbed join ${customers} "main_unit" on ${above.id} = climbed.parent_id where ${followed}`;

/** The tree that a unit stands in, as rows of `tree` in the order it is read: each one before the units below it. */
export const unitTreeOf = (viewer: Viewer, id: number, collation: SQL): SQL => sql`
  with recursive climbed as (${upwards(id, unitSeen(viewer, above))}),
  grown as (
    select c.id, 0 as depth, array[]::text[] as path
    from ${customers} c where c.id = (select climbed.id from climbed order by steps desc limit 1)
    union all
    select ${below.id}, grown.depth + 1, grown.path || array[${below.name}, lpad(${below.id}::text, 15, '0')]
    from grown join ${customers} "sub_unit" on ${below.parentId} = grown.id where ${unitSeen(viewer, below)})
  select ${below.id} as id, ${below.name} as name, ${below.number} as number, ${below.archivedAt} is not null as archived,
    ${openUnit(viewer, below)} as open, grown.depth, ${below.id} in (select climbed.id from climbed) as above,
    row_number() over (order by grown.path ${collation}) as place, count(*) over () as total
  from grown join ${customers} "sub_unit" on ${below.id} = grown.id`;

/** Ids of the units below one, however deep, as far as the ties between are seen. */
export const unitsBelow = (viewer: Viewer, id: number): SQL => sql`
  with recursive grown as (
    select ${above.id} as id from ${customers} "main_unit" where ${above.id} = ${id} and ${unitSeen(viewer, above)}
    union all
    select ${below.id} from grown join ${customers} "sub_unit" on ${below.parentId} = grown.id
    where ${unitSeen(viewer, below)})
  select grown.id from grown where grown.id <> ${id}`;

const logged = (viewer: Viewer, side: "before" | "after"): SQL => sql`
  case when v.field <> 'parentId' or exists (select from ${customers} "main_unit"
    where ${above.id} = (v.${sql.raw(side)} #>> '{}')::bigint and ${unitSeen(viewer, above)}) then v.${sql.raw(side)} end`;

/** The values of the log; of main units only those seen, as though there were no others. */
export const valuesSeen = (viewer: Viewer): SQL => sql`(
  select * from (
    select v.id, v.event_id, v.field, ${logged(viewer, "before")} as before, ${logged(viewer, "after")} as after
    from ${eventValues} v) told
  where told.field <> 'parentId' or told.before is not null or told.after is not null)`;

/** Not the lines of the log that tell only of main units not seen. */
export const unitLineSeen = (viewer: Viewer): SQL => sql`(${events.action} <> 'units.updated' or exists (
  select from ${valuesSeen(viewer)} seen where seen.event_id = ${events.id}))`;

/** Every unit above one, seen or not, while terms of invoicing come from there: `id` and `steps`, the nearest is 1. */
export const unitsInheritedFrom = (id: number): SQL => sql`
  with recursive climbed as (${upwards(id, keptOf(above))})
  select climbed.id, climbed.steps from climbed, ${settings} organisation
  where climbed.steps > 0 and organisation.inherit_billing`;

/** What a main unit says of invoicing. Where the viewer does not see the unit, only that it says something. */
export type InheritedTerms = { name: string | null; terms: Partial<Record<TermField, string | number>> | null };

/** The terms of the units above a customer in reach, the nearest first; of those that have any. */
export function inheritedTermsOf(viewer: Viewer, id: number): SQL<InheritedTerms[]> {
  const fields = Object.keys(termFields) as TermField[];
  const values = fields.map((field) => sql`${field}::text, ${billing[field]}`);
  const seen = sql`coalesce((${unitSeen(viewer, above) ?? sql`true`}), false)`;
  return sql<InheritedTerms[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('name', case when ${seen} then ${above.name} end,
      'terms', case when ${seen} then jsonb_strip_nulls(jsonb_build_object(${sql.join(values, sql`, `)})) end) order by giver.steps), '[]')
    from (${unitsInheritedFrom(id)}) giver
      join ${customers} "main_unit" on ${above.id} = giver.id
      join ${billing} on ${billing.customerId} = giver.id and ${billing.companyId} is null
    where num_nonnulls(${sql.join(
      fields.map((field) => billing[field]),
      sql`, `,
    )}) > 0)`;
}

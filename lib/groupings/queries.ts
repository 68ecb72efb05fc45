import "server-only";
import { count, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import type { FullCustomer } from "@/lib/customers/queries";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import type { Grouping, GroupingKind } from "./filter";
import { groupingRows } from "./options";

const mostSuggested = 200;

type Kind = "types" | "groups" | "companyGroups" | "specialGroups" | "segments" | "tags";

/**
 * What the groupings of a customer can be, in one statement. Values no longer in use are offered where the customer
 * has them; of the tags as many as fit into a list of suggestions.
 */
export const groupingChoices = query(
  "customers.read",
  async (
    { db, tables, viewer },
    locale: Locale,
    held: Pick<FullCustomer, "types" | "companyGroupId" | "segments" | "specialGroups">,
  ) => {
    const { companyGroups, customerTypes, groups, segmentGroups, segments, specialGroups, tags } = tables;
    const ids = (rows: { id: number }[]) => sql`${sql.param(rows.map(({ id }) => id))}::bigint[]`;
    const rows = await db
      .select({
        kind: sql<Kind>`kind`,
        id: sql<number>`id`.mapWith(Number),
        name: sql<string>`name`,
        /** Of a segment its group. */
        of: sql<string>`heading`,
        onlyOne: sql<boolean>`only_one`,
      })
      .from(
        sql`(
          select 'types' as kind, ${customerTypes.id} as id, ${nameIn(customerTypes.names, locale)} as name,
            '' as heading, false as only_one, 0 as part, ${customerTypes.position} as place
          from ${customerTypes}
          where ${customerTypes.disabledAt} is null or ${customerTypes.id} = any(${ids(held.types)})
          union all
          select 'groups', ${groups.id}, ${groups.name}, '', false, 0, 0 from ${groups}
          union all
          select 'companyGroups', ${companyGroups.id}, ${companyGroups.name}, '', false, 0, 0 from ${companyGroups}
          where ${companyGroups.disabledAt} is null or ${companyGroups.id} = ${held.companyGroupId}
          union all
          select 'specialGroups', ${specialGroups.id}, ${specialGroups.name}, '', false, 0, 0 from ${specialGroups}
          where ${specialGroups.disabledAt} is null or ${specialGroups.id} = any(${ids(held.specialGroups)})
          union all
          select 'segments', ${segments.id}, ${segments.name}, ${segmentGroups.name}, ${segmentGroups.onlyOne},
            ${segmentGroups.position}, ${segments.position}
          from ${segments} join ${segmentGroups} on ${segmentGroups.id} = ${segments.segmentGroupId}
          where ${viewer.uses("segments")} and (${segments.disabledAt} is null and ${segmentGroups.disabledAt} is null
            or ${segments.id} = any(${ids(held.segments)}))
          union all
          select 'tags', id, name, '', false, 0, 0 from (
            select ${tags.id}, ${tags.name} from ${tags} where ${tags.disabledAt} is null
            order by ${tags.name} limit ${mostSuggested}) suggested
        ) choices`,
      )
      .orderBy(sql`kind, part, heading, place, name collate ${sql.raw(`"${collationOf(locale)}"`)}, id`);
    const of = (kind: Kind) => rows.filter((row) => row.kind === kind);
    return {
      types: of("types"),
      groups: of("groups"),
      companyGroups: of("companyGroups"),
      specialGroups: of("specialGroups"),
      /** By segment group. */
      segments: Map.groupBy(of("segments"), (segment) => segment.of),
      tags: of("tags"),
    };
  },
);

export type GroupingChoices = Awaited<ReturnType<typeof groupingChoices>>;

/** Everything customers can be picked by in one menu, kind by kind in the reader's order. One statement. */
export const listGroupings = query("customers.read", async (scope, locale: Locale, picked: Grouping | null) => {
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  return scope.db
    .select({
      kind: sql<GroupingKind>`kind`,
      id: sql<number>`id`.mapWith(Number),
      name: sql<string>`label`,
    })
    .from(sql`(${groupingRows(scope, picked)}) groupings`)
    .orderBy(sql`place, label ${collation}, id`);
});

/** How many customer groups and special groups there are. */
export const countGroupLists = query("customers.read", async ({ db, tables: { groups, specialGroups } }) => {
  const [found] = await db
    .select({ groups: count(), special: sql<number>`(select count(*) from ${specialGroups})`.mapWith(Number) })
    .from(groups);
  return found ?? { groups: 0, special: 0 };
});

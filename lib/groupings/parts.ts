import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { customerSegments, customerTags, customerTypeLinks, specialGroupMembers } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import type { TagColour } from "@/lib/registers/rules";

export type Named = { id: number; name: string };
export type Groupings = {
  types: Named[];
  specialGroups: Named[];
  /** `of` is the segment group. */
  segments: (Named & { of: string })[];
  tags: (Named & { colour: TagColour })[];
};

/** What a customer is sorted by, as far as the viewer may see it, in one statement. */
export async function groupingsOf(
  { db, tables }: ReadScope,
  { id, typeIds }: { id: number; typeIds: number[] },
  locale: Locale,
): Promise<Groupings> {
  const asked = ["groupingsOf", typeIds, locale] as const;
  const rows = await kept(tables, asked, () => groupingsAsked({ db, tables }, given("id"), typeIds, locale), { id });
  const named = (kind: keyof Groupings): Named[] =>
    rows.filter((row) => row.kind === kind).map((row) => ({ id: row.id, name: row.name }));
  return {
    types: named("types"),
    specialGroups: named("specialGroups"),
    segments: rows.filter(({ kind }) => kind === "segments").map(({ kind: _, ...segment }) => segment),
    tags: rows
      .filter(({ kind }) => kind === "tags")
      .map(({ id: tagId, name, of }) => ({ id: tagId, name, colour: of as TagColour })),
  };
}

type Asked = Pick<ReadScope, "db" | "tables">;

function groupingsAsked({ db, tables }: Asked, id: number, typeIds: number[], locale: Locale) {
  const { customerTypes, customerSegments: inSegments, customerTags: tagged, segmentGroups, segments, tags } = tables;
  const { specialGroupMembers: members, specialGroups } = tables;
  return db
    .select({
      kind: sql<keyof Groupings>`kind`,
      id: sql<number>`id`.mapWith(Number),
      name: sql<string>`name`,
      /** Of a segment its group, of a tag its colour. */
      of: sql<string>`heading`,
    })
    .from(
      sql`(
        select 'types' as kind, ${customerTypes.id} as id, ${nameIn(customerTypes.names, locale)} as name,
          '' as heading, 0 as part, ${customerTypes.position} as place
        from ${customerTypes} where ${customerTypes.id} = any(${sql.param(typeIds)}::bigint[])
        union all
        select 'specialGroups', ${specialGroups.id}, ${specialGroups.name}, '', 0, 0
        from ${specialGroups} join ${members} on ${members.specialGroupId} = ${specialGroups.id}
        where ${members.customerId} = ${id}
        union all
        select 'segments', ${segments.id}, ${segments.name}, ${segmentGroups.name}, ${segmentGroups.position}, ${segments.position}
        from ${segments} join ${inSegments} on ${inSegments.segmentId} = ${segments.id}
          join ${segmentGroups} on ${segmentGroups.id} = ${segments.segmentGroupId}
        where ${inSegments.customerId} = ${id}
        union all
        select 'tags', ${tags.id}, ${tags.name}, ${tags.colour}, 0, 0
        from ${tags} join ${tagged} on ${tagged.tagId} = ${tags.id} where ${tagged.customerId} = ${id}
      ) groupings`,
    )
    .orderBy(
      sql`kind, part, case when kind = 'tags' then '' else heading end, place, name collate ${sql.raw(`"${collationOf(locale)}"`)}, id`,
    );
}

/** Which rows tie a customer to the values of a grouping. */
const links = {
  types: { table: customerTypeLinks, value: customerTypeLinks.typeId, key: "typeId" },
  specialGroups: { table: specialGroupMembers, value: specialGroupMembers.specialGroupId, key: "specialGroupId" },
  segments: { table: customerSegments, value: customerSegments.segmentId, key: "segmentId" },
  tags: { table: customerTags, value: customerTags.tagId, key: "tagId" },
} as const;

export type Linked = keyof typeof links;

/** The ids a customer has, in order. */
export async function heldBy(tx: Transaction, customerId: number, grouping: Linked): Promise<number[]> {
  const { table, value } = links[grouping];
  const rows = await tx.select({ id: value }).from(table).where(eq(table.customerId, customerId)).orderBy(value);
  return rows.map(({ id }) => id);
}

/** Makes the links those of `after`; what stays is not touched. */
export async function writeLinks(
  tx: Transaction,
  { customerId, grouping, before, after }: { customerId: number; grouping: Linked; before: number[]; after: number[] },
): Promise<void> {
  const { table, value, key } = links[grouping];
  const gone = before.filter((id) => !after.includes(id));
  const added = after.filter((id) => !before.includes(id));
  if (gone.length) await tx.delete(table).where(and(eq(table.customerId, customerId), inArray(value, gone)));
  if (added.length) await tx.insert(table).values(added.map((id) => ({ customerId, [key]: id })) as never);
}

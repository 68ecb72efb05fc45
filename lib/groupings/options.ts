import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ReadScope } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import type { Grouping, GroupingKind } from "./filter";

const mostOffered = 500;

/**
 * What customers can be picked by: kind, id, label and place of each, to stand in a `from` or a `union all`. What is no
 * longer in use is there only while it is picked.
 */
export function groupingRows({ tables, viewer }: ReadScope, picked: Grouping | null): SQL {
  const { companyGroups, groups, segmentGroups, segments, specialGroups } = tables;
  const idsOf = (kind: GroupingKind) => (picked?.kind === kind && picked.id !== "none" ? [picked.id] : []);
  const offered = (register: Register, ids: number[]) => sql`select ${register.id} as id, ${register.name} as label
    from ${register} where ${register.disabledAt} is null or ${anyOf(register.id, ids)}
    order by ${anyOf(register.id, ids)} desc, ${register.name} limit ${mostOffered}`;
  return sql`select 'group' as kind, ${groups.id} as id, ${groups.name} as label, 0 as place from ${groups}
  union all
  select 'special', s.id, s.label, 0 from (${offered(specialGroups, idsOf("special"))}) s
  union all
  select 'companyGroup', c.id, c.label, 0 from (${offered(companyGroups, idsOf("companyGroup"))}) c
  union all
  select 'segment', ${segments.id}, ${segmentGroups.name} || ': ' || ${segments.name},
    ${segmentGroups.position} * 1000 + ${segments.position}
  from ${segments} join ${segmentGroups} on ${segmentGroups.id} = ${segments.segmentGroupId}
  where ${viewer.uses("segments")} and (${segments.disabledAt} is null or ${anyOf(segments.id, idsOf("segment"))})`;
}

type Register = Record<"id" | "name" | "disabledAt", PgColumn>;

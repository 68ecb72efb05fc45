import { and, eq, not, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { visibleTables } from "@/lib/access/rows";
import { hasType } from "@/lib/access/scopes";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import type { Sought } from "@/lib/list-address";

/** What customers are sorted by and found by: several of each may be asked for. */
export const soughtNames = ["type", "special", "segment", "tag"] as const;
export type SoughtName = (typeof soughtNames)[number];
export type SoughtGroupings = Record<SoughtName, Sought> & { companyGroup: number | null };

/**
 * The groupings that a filter asks for, as conditions. They find customers only where the viewer may see them: the rows
 * are cut as those of a card are, and "none of these" is said only of customers whose groupings the viewer knows.
 */
export function grouped(viewer: Viewer, customers: ListedCustomers, filter: SoughtGroupings): (SQL | undefined)[] {
  const { id, companyGroupId, full, tagIds } = customers;
  const { customerTags: tags } = visibleTables(viewer);
  const { showOtherCompanies, maskOtherCompanies } = viewer.facts;
  const isOpen = showOtherCompanies ? sql`${full}` : undefined;
  const isUnmasked = showOtherCompanies || maskOtherCompanies ? sql`${tagIds} is not null` : undefined;
  const { type, special, segment, tag, companyGroup } = filter;
  return [
    companyGroup === null ? undefined : eq(companyGroupId, companyGroup),
    having(type, (ids) => hasType(sql`${id}`, ids)),
    having(special, (ids) => ofSpecialGroups(viewer, id, ids), isOpen),
    having(viewer.uses("segments") ? segment : nothing, (ids) => ofSegments(viewer, id, ids), isOpen),
    having(
      tag,
      (ids) => sql`${id} in (select ${tags.customerId} from ${tags} where ${anyOf(tags.tagId, ids)})`,
      isUnmasked,
    ),
  ];
}

/** The customers in any of these special groups, as far as the viewer sees their groups. */
export function ofSpecialGroups(viewer: Viewer, customerId: PgColumn, ids: readonly number[]): SQL {
  const { specialGroupMembers: members } = visibleTables(viewer);
  return sql`${customerId} in (select ${members.customerId} from ${members} where ${anyOf(members.specialGroupId, ids)})`;
}

/** The customers with any of these segments, as far as the viewer sees their segments. */
export function ofSegments(viewer: Viewer, customerId: PgColumn, ids: readonly number[]): SQL {
  const { customerSegments: segments } = visibleTables(viewer);
  return sql`${customerId} in (select ${segments.customerId} from ${segments} where ${anyOf(segments.segmentId, ids)})`;
}

const nothing: Sought = { ids: [], way: "any" };

/** What is asked for several at once. @param hasAny the condition that a customer has one of these ids at least */
export function having({ ids, way }: Sought, hasAny: (ids: readonly number[]) => SQL, isKnown?: SQL): SQL | undefined {
  if (ids.length === 0) return undefined;
  if (way === "any") return hasAny(ids);
  if (way === "all") return and(...ids.map((id) => hasAny([id])));
  return and(isKnown, not(hasAny(ids)));
}

import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Viewer } from "@/lib/access/viewer";
import { ofSegments, ofSpecialGroups } from "@/lib/customers/grouped";
import { idOf, known } from "@/lib/list-address";

/** What customers can be picked by in one menu, in the order of its headings. */
export const groupingKinds = ["group", "special", "companyGroup", "segment"] as const;
export type GroupingKind = (typeof groupingKinds)[number];

/** "none" only of customer groups. */
export type Grouping = { kind: GroupingKind; id: number | "none" };

/** What an address or a form says: "group.12", "special.3", "companyGroup.4", "segment.9", "group.none"; else null. */
export function groupingOf(text: string): Grouping | null {
  if (text === "group.none") return { kind: "group", id: "none" };
  const [word = "", number = "", ...rest] = text.split(".");
  const kind = known(groupingKinds, word);
  const id = idOf(number);
  return kind && id && rest.length === 0 ? { kind, id } : null;
}

/** The same as an address says it; nothing picked is empty. */
export const groupingText = (grouping: Grouping | null): string => (grouping ? `${grouping.kind}.${grouping.id}` : "");

/** `tables.customers` and `tables.listedCustomers` both have these. */
type Grouped = Record<"id" | "groupId" | "companyGroupId" | "companies", PgColumn>;

/**
 * The customers in what is picked, as far as the viewer may see that they are.
 * @param customers `tables.customers` or `tables.listedCustomers`
 */
export function inGrouping(viewer: Viewer, customers: Grouped, grouping: Grouping | null): SQL | undefined {
  if (!grouping) return undefined;
  const { kind, id } = grouping;
  if (id === "none") return withoutGroup(viewer, customers);
  if (kind === "group") return eq(customers.groupId, id);
  if (kind === "companyGroup") return eq(customers.companyGroupId, id);
  if (kind === "segment") return viewer.uses("segments") ? ofSegments(viewer, customers.id, [id]) : undefined;
  return ofSpecialGroups(viewer, customers.id, [id]);
}

/** That there is none is said only of those whose group the viewer may know. */
function withoutGroup(viewer: Viewer, { groupId, companies }: Grouped): SQL | undefined {
  const { companyId, maskOtherCompanies } = viewer.facts;
  const known = maskOtherCompanies ? sql`${companies} && ${sql.param([companyId])}::bigint[]` : isNotNull(companies);
  return and(isNull(groupId), known);
}

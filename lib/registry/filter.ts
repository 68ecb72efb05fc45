import { type SQL, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { known, oneOf, type Params } from "@/lib/list-address";
import { businessStatuses } from "./rules";

/** What a business is asked to be doing: anything but going on, one thing of all, or what no register has said yet. */
export const businessWords = ["notActive", ...businessStatuses, "unknown"] as const;

export type BusinessFilter = { business: (typeof businessWords)[number] | null };

export const businessFilter = (params: Params): BusinessFilter => ({
  business: known(businessWords, oneOf(params, "business")) ?? null,
});

/** The column by itself has an index. What is hidden from the viewer is neither known nor unknown. */
export function businessMatching({ businessIndex, full }: ListedCustomers, { business }: BusinessFilter) {
  if (business === null) return undefined;
  return sql`(${asked(sql`${businessIndex}`, business)} and ${full})`;
}

function asked(status: SQL, business: NonNullable<BusinessFilter["business"]>): SQL {
  if (business === "unknown") return sql`${status} is null`;
  const wanted = business === "notActive" ? businessStatuses.filter((one) => one !== "active") : [business];
  return sql`${status} = any(${sql.param(wanted)}::text[])`;
}

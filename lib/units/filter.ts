import { and, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { unitsBelow } from "@/lib/access/units";
import type { Viewer } from "@/lib/access/viewer";
import { idOf, known, oneOf, type Params } from "@/lib/list-address";
import { type UnitKind, unitKinds } from "./fields";

/** What the list address may say of main and sub units. */
export type UnitFilter = {
  /** Which units, as the address says it; null = as usual. */
  unit: UnitKind | null;
  /** Which units the list begins with. */
  usualUnit: UnitKind;
  /** Units below this one, however deep. */
  under: number | null;
};

type InList = UnitFilter & { q: string; tab: string | null };

/** @param rest what else the list is asked for; a unit that is usual there is not said */
export function unitFilter(params: Params, usualUnit: UnitKind, rest: Pick<InList, "q" | "tab">): UnitFilter {
  const under = idOf(oneOf(params, "under"));
  const said = known(unitKinds, oneOf(params, "unit")) ?? null;
  const { unit } = unitQuery({ ...rest, unit: said, usualUnit, under });
  return { unit, usualUnit, under };
}

/** What is searched for, in the bin or below a unit is found wherever it stands. */
export const usualUnitOf = ({ q, tab, under, usualUnit }: InList): UnitKind =>
  q || tab === "deleted" || under !== null ? "all" : usualUnit;

export const unitsShown = (filter: InList): UnitKind => filter.unit ?? usualUnitOf(filter);

/** The filter as an address says it; what is usual is left out. */
export function unitQuery(filter: InList) {
  const { unit, under, usualUnit } = filter;
  return { unit: unit === usualUnit && unit === usualUnitOf(filter) ? null : unit, under };
}

/** What an address has to say besides, so that nothing at all is filtered. */
export const allUnits = ({ usualUnit }: UnitFilter) => (usualUnit === "all" ? {} : { unit: "all" });

/** "Main unit" has others below it, "sub unit" stands below one; one in the middle is both (decisions 7.10). */
export function unitsMatching(viewer: Viewer, customers: ListedCustomers, filter: InList): SQL | undefined {
  const { id, full, isMainUnit, isSubUnit } = customers;
  const main = sql`${isMainUnit}`;
  const sub = sql`${isSubUnit}`;
  const kinds = { all: undefined, main, sub, none: and(sql`${full}`, not(sub), not(main)) };
  const under = filter.under === null ? undefined : sql`${full} and ${id} in (${unitsBelow(viewer, filter.under)})`;
  return and(kinds[unitsShown(filter)], under);
}

/** Whether the address of a tab asks for the units below as well: `?units=below`. */
export const asksBelow = (params: Params): boolean => oneOf(params, "units") === "below";

/**
 * A condition on a column that holds ids of customers: this customer, or one of the units below it, however deep, as far
 * as the ties between are seen. The tables of the scope cut the rows of units out of reach. The ids are looked up once,
 * so that the index of the column is used: `where(branchOf(viewer, id)(projects.customerId))`, and
 * `amounts(scope, { among: branchOf(viewer, id) })`.
 */
export const branchOf =
  (viewer: Viewer, id: number) =>
  (customerId: SQLWrapper): SQL =>
    sql`${customerId} = any(array(select ${id}::bigint union all (${unitsBelow(viewer, id)})))`;

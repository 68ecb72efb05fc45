import "server-only";
import { and, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { ReadScope } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { anyOf } from "@/lib/any-of";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { references } from "@/lib/fields";
import { paramsOf } from "@/lib/list-address";
import { withQuery } from "@/lib/paths";
import { type CustomerFilter, customerFilter, filterQuery, inTab, wanted } from "./filter";

/** Which customers a form of the list means: those ticked, or with `filter` all that the list finds for its address. */
export const pickedFields = { members: references().optional(), filter: z.string().max(8_000).optional() };
export type Picked = { members?: readonly number[]; filter?: string };

/** The list with a filter, as a form carries it along: never empty. */
export const addressOfList = (filter: CustomerFilter): string =>
  withQuery("", { ...filterQuery(filter), tab: filter.tab }).slice(1);

export type PickScope = Pick<ReadScope, "viewer" | "tables"> & { db: Pick<ReadScope["db"], "select"> };

/** Of the listed customers those that the viewer may open and that are not archived. */
export const canBePicked = ({ listedCustomers: listed }: Tables): SQL | undefined =>
  and(inTab(listed, null), eq(listed.full, true));

/** The customers that are meant, whatever their state, as a condition on `tables.listedCustomers`. */
export async function meantBy(scope: PickScope, { members = [], filter }: Picked): Promise<SQL | undefined> {
  const { viewer, tables } = scope;
  const listed = tables.listedCustomers;
  if (filter === undefined) return anyOf(listed.id, members);
  const params = paramsOf(new URLSearchParams(filter));
  const fields = await customFieldsOf(scope, { all: false });
  return wanted(viewer, listed, customerFilter(params, fields, viewer.facts.listedUnits));
}

/** Those of them that can be picked. */
export const picked = async (scope: PickScope, which: Picked): Promise<SQL | undefined> =>
  and(await meantBy(scope, which), canBePicked(scope.tables));

/** Their ids. */
export async function pickedIds(scope: PickScope, which: Picked): Promise<number[]> {
  const { listedCustomers: listed } = scope.tables;
  const rows = await scope.db
    .select({ id: listed.id })
    .from(listed)
    .where(await picked(scope, which));
  return rows.map(({ id }) => id);
}

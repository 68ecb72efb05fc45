import "server-only";
import { and, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { ReadScope } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { references } from "@/lib/fields";
import { paramsOf } from "@/lib/list-address";
import { customerFilter, inTab, wanted } from "./filter";

/** Which customers a form of the list means: those ticked, or with `filter` all that the list finds for its address. */
export const pickedFields = { members: references().optional(), filter: z.string().max(8_000).optional() };
export type Picked = { members?: readonly number[]; filter?: string };

type Scope = Pick<ReadScope, "viewer" | "tables"> & { db: Pick<ReadScope["db"], "select"> };

/** Those of them that the viewer may open and that are not archived, as a condition on `tables.listedCustomers`. */
export async function picked(scope: Scope, { members = [], filter }: Picked): Promise<SQL | undefined> {
  const { viewer, tables } = scope;
  const listed = tables.listedCustomers;
  const open = and(inTab(listed, null), eq(listed.full, true));
  if (filter === undefined) return and(anyOf(listed.id, members), open);
  const fields = await customFieldsOf(scope, { all: false });
  const params = paramsOf(new URLSearchParams(filter));
  return and(wanted(viewer, listed, customerFilter(params, fields, viewer.facts.listedUnits)), open);
}

/** Their ids. */
export async function pickedIds(scope: Scope, which: Picked): Promise<number[]> {
  const { listedCustomers: listed } = scope.tables;
  const rows = await scope.db
    .select({ id: listed.id })
    .from(listed)
    .where(await picked(scope, which));
  return rows.map(({ id }) => id);
}

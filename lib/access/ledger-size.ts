import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** Sums over whole tables, and how many rows of those are added up in some 50 ms at most. */
const sums = {
  money: { tables: "{invoices,project_months}", quicklyAdded: 25_000 },
  pipeline: { tables: "{sales_cases}", quicklyAdded: 10_000 },
} as const;
export type SumName = keyof typeof sums;

/** Whether a sum takes long, by the estimate that Postgres keeps of its tables: asking costs nothing. */
export const takesLong = (name: SumName): SQL<boolean> => sql`((
  select sum(reltuples) from pg_class where oid = any(${sums[name].tables}::regclass[])) > ${sums[name].quicklyAdded})`;

import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** So many invoices and months of projects are added up in some 50 ms. */
const quicklyAdded = 25_000;

/** Whether adding up the whole ledger takes long, by the estimate that Postgres keeps of its tables: asking costs nothing. */
export const isLongLedger = (): SQL<boolean> => sql`((
  select sum(reltuples) from pg_class where oid in ('invoices'::regclass, 'project_months'::regclass)) > ${quicklyAdded})`;

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { exchange } from "@/lib/financials/amounts";

type Scope = Pick<ReadScope, "viewer" | "tables">;

/** Codes of currencies in use, in projects, invoices and sales cases the viewer sees, that have no worth in another. */
export function unrated(scope: Scope, home = scope.viewer.facts.currency): SQL {
  const { invoices, projects, salesCases } = scope.tables;
  return sql`(
    select u.currency from (
      select p.currency from (select * from ${projects}) p
      union select i.currency from (select * from ${invoices}) i
      union select s.currency from (select * from ${salesCases}) s) u
    where not exists (select from ${exchange(scope, home)} x where x.currency = u.currency)
    order by u.currency)`;
}

import "server-only";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { invoiceLines } from "@/db/schema/index";

/**
 * The lines of an invoice by how they are taxed: `category`, `rate`, `net` and `vat`. The tax of a group is its net times
 * the rate, rounded to cents half away from zero, which is how numbers of Postgres round (EN 16931, BR-CO-17).
 * @param invoiceId a value or a column
 */
export const vatGroupsOf = (invoiceId: SQLWrapper | number): SQL => sql`(
  select g.*, round(g.net * g.rate / 100, 2) as vat from (
    select ${invoiceLines}.vat_category as category, ${invoiceLines}.vat_rate as rate, sum(${invoiceLines}.net) as net
    from ${invoiceLines} where ${invoiceLines}.invoice_id = ${invoiceId}
    group by ${invoiceLines}.vat_category, ${invoiceLines}.vat_rate) g)`;

/** What they come to: one row of `net`, `vat` and `gross`. */
export const sumsOf = (invoiceId: SQLWrapper | number): SQL => sql`(
  select coalesce(sum(t.net), 0.00) as net, coalesce(sum(t.vat), 0.00) as vat, coalesce(sum(t.net + t.vat), 0.00) as gross
  from ${vatGroupsOf(invoiceId)} t)`;

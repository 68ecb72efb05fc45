import { sql } from "drizzle-orm";
import {
  char,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { companies } from "./companies.ts";
import { customerContacts } from "./contacts.ts";
import { customerCompanies, customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { groups } from "./groups.ts";

/**
 * How invoices are made: one row for the organisation, one per customer group, one per customer, and one per customer
 * and related company. An empty value comes from the wider row: company, customer, main unit, group, organisation.
 */
export const billing = pgTable(
  "billing",
  {
    id: id(),
    groupId: ref().references(() => groups.id),
    customerId: ref().references(() => customers.id, { onDelete: "cascade" }),
    /** With a customer: what is different when this company invoices it. */
    companyId: ref().references(() => companies.id),
    /** Days net. */
    paymentTerm: smallint(),
    /** Per cent a year. */
    overdueInterest: numeric({ precision: 5, scale: 2 }),
    invoiceLanguage: text({ enum: ["fi", "sv", "nl", "en"] }),
    invoiceTemplate: text({ enum: ["detailed", "summary", "byProject"] }),
    /** Per cent. */
    vatRate: numeric({ precision: 5, scale: 2 }),
    /** UNCL5305, as EN 16931 uses it: S, Z, E, AE (reverse charge), K, G, O. */
    vatCategory: text({ enum: ["S", "Z", "E", "AE", "K", "G", "O"] }),
    /** Why there is no tax, in words for the invoice. */
    taxFreeReason: text(),
    deliveryMethod: text({ enum: ["einvoice", "email", "post"] }),
    currency: char({ length: 3 }),
    priceList: text(),
    ourReference: text(),
    // Below: of a customer only.
    einvoiceScheme: text(),
    einvoiceAddress: text(),
    einvoiceOperator: text(),
    /** The first one is the one used. */
    invoiceEmails: text().array(),
    yourReference: text(),
    orderNumber: text(),
    contractReference: text(),
    billingContactId: ref().references(() => customerContacts.id, { onDelete: "set null" }),
    /** Invoices go to this customer instead. */
    billingCustomerId: ref().references(() => customers.id),
    creditLimit: numeric({ precision: 14, scale: 2 }),
    /** "warn" says so when something is sold, "stop" forbids it. */
    salesBlock: text({ enum: ["warn", "stop"] }),
    salesBlockReason: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (row) => [
    uniqueIndex("billing_organisation_unique")
      .on(sql`(1)`)
      .where(sql`${row.groupId} is null and ${row.customerId} is null`),
    uniqueIndex("billing_group_unique").on(row.groupId),
    uniqueIndex("billing_customer_unique").on(row.customerId, sql`coalesce(${row.companyId}, 0)`),
    foreignKey({
      name: "billing_related_company_fk",
      columns: [row.customerId, row.companyId],
      foreignColumns: [customerCompanies.customerId, customerCompanies.companyId],
    }).onDelete("cascade"),
    index("billing_contact").on(row.billingContactId),
    index("billing_customer_payer").on(row.billingCustomerId),
    check("billing_one_level", sql`num_nonnulls(${row.groupId}, ${row.customerId}) <= 1`),
    check("billing_company_of_customer", sql`${row.companyId} is null or ${row.customerId} is not null`),
    check("billing_payment_term_range", sql`${row.paymentTerm} between 0 and 365`),
    check("billing_interest_range", sql`${row.overdueInterest} between 0 and 100`),
    check("billing_vat_rate_range", sql`${row.vatRate} between 0 and 100`),
    check("billing_vat_category_known", sql`${row.vatCategory} in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')`),
    check("billing_delivery_known", sql`${row.deliveryMethod} in ('einvoice', 'email', 'post')`),
    check("billing_currency_code", sql`${row.currency} ~ '^[A-Z]{3}$'`),
    check("billing_credit_limit_positive", sql`${row.creditLimit} >= 0`),
    check("billing_payer_other", sql`${row.billingCustomerId} <> ${row.customerId}`),
    check("billing_block_known", sql`${row.salesBlock} in ('warn', 'stop')`),
  ],
);

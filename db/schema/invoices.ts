import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  char,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { companies } from "./companies.ts";
import { customerContacts } from "./contacts.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { projects } from "./projects.ts";

/** Rates of value added tax by country, each while it is in force, both days inclusive. */
export const vatRates = pgTable(
  "vat_rates",
  {
    id: id(),
    country: char({ length: 2 }).notNull(),
    /** Per cent. */
    rate: numeric({ precision: 5, scale: 2 }).notNull(),
    validFrom: date(),
    validTo: date(),
    version: integer().notNull().default(1),
  },
  (rate) => [
    index("vat_rates_country").on(rate.country),
    check("vat_rates_country_code", sql`${rate.country} ~ '^[A-Z]{2}$'`),
    check("vat_rates_range", sql`${rate.rate} >= 0 and ${rate.rate} <= 100`),
    check("vat_rates_period", sql`${rate.validFrom} <= ${rate.validTo}`),
  ],
);

/** The next number of a company's invoices. Taken while the row is locked, so that none is missing and none is double. */
export const invoiceSeries = pgTable(
  "invoice_series",
  {
    id: id(),
    companyId: ref()
      .notNull()
      .references(() => companies.id),
    next: bigint({ mode: "number" }).notNull(),
  },
  (series) => [
    uniqueIndex("invoice_series_company_unique").on(series.companyId),
    check("invoice_series_next_positive", sql`${series.next} > 0`),
  ],
);

/**
 * What a customer has to pay. A draft follows the register; once issued, the names and sums on it never change (a
 * trigger sees to it), and a credit note takes back what was wrong. It keeps the customer from being deleted.
 */
export const invoices = pgTable(
  "invoices",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id),
    /** The one of our companies that sends it. */
    companyId: ref()
      .notNull()
      .references(() => companies.id),
    projectId: ref().references(() => projects.id),
    contactId: ref().references(() => customerContacts.id, { onDelete: "set null" }),
    /** The issued invoice that this one takes back. */
    creditOf: ref().references((): AnyPgColumn => invoices.id),
    status: text({ enum: ["draft", "issued"] })
      .notNull()
      .default("draft"),
    /** Digits, running within the company. */
    number: text(),
    issuedOn: date(),
    dueOn: date(),
    currency: char({ length: 3 }).notNull(),
    yourReference: text(),
    ourReference: text(),
    orderNumber: text(),
    taxFreeReason: text(),
    note: text(),
    // Below: as it was when the invoice was issued.
    recipientName: text(),
    recipientNumber: text(),
    recipientBusinessId: text(),
    recipientVatNumber: text(),
    recipientStreet: text(),
    recipientPostalCode: text(),
    recipientCity: text(),
    recipientCountry: char({ length: 2 }),
    contactName: text(),
    issuerName: text(),
    issuerVatNumber: text(),
    issuerCountry: char({ length: 2 }),
    net: numeric({ precision: 14, scale: 2 }),
    vat: numeric({ precision: 14, scale: 2 }),
    gross: numeric({ precision: 14, scale: 2 }),
    issuedAt: moment(),
    issuedBy: ref().references(() => employees.id),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (invoice) => [
    uniqueIndex("invoices_number_unique").on(invoice.companyId, invoice.number),
    index("invoices_customer").on(invoice.customerId, invoice.issuedOn),
    index("invoices_project").on(invoice.projectId),
    index("invoices_contact").on(invoice.contactId),
    index("invoices_credit").on(invoice.creditOf),
    index("invoices_issued").on(invoice.issuedOn).where(sql`${invoice.status} = 'issued'`),
    check("invoices_status_known", sql`${invoice.status} in ('draft', 'issued')`),
    check("invoices_currency_code", sql`${invoice.currency} ~ '^[A-Z]{3}$'`),
    check(
      "invoices_issued_whole",
      sql`(${invoice.status} = 'issued') = (num_nulls(${invoice.number}, ${invoice.issuedOn}, ${invoice.dueOn}, ${invoice.issuedAt},
        ${invoice.recipientName}, ${invoice.issuerName}, ${invoice.net}, ${invoice.vat}, ${invoice.gross}) = 0)`,
    ),
    check("invoices_number_issued", sql`${invoice.status} = 'issued' or ${invoice.number} is null`),
    check("invoices_sum", sql`${invoice.gross} = ${invoice.net} + ${invoice.vat}`),
    check("invoices_due", sql`${invoice.dueOn} >= ${invoice.issuedOn}`),
  ],
);

/** What is charged for, at a price without VAT. A line of a credit note has a quantity below zero. */
export const invoiceLines = pgTable(
  "invoice_lines",
  {
    id: id(),
    invoiceId: ref()
      .notNull()
      .references(() => invoices.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    description: text().notNull(),
    quantity: numeric({ precision: 12, scale: 2 }).notNull(),
    unit: text(),
    unitPrice: numeric({ precision: 14, scale: 2 }).notNull(),
    net: numeric({ precision: 16, scale: 2 }).notNull().generatedAlwaysAs(sql`round(quantity * unit_price, 2)`),
    /** UNCL5305, as EN 16931 uses it: S, Z, E, AE (reverse charge), K, G, O. */
    vatCategory: text({ enum: ["S", "Z", "E", "AE", "K", "G", "O"] })
      .notNull()
      .default("S"),
    /** Per cent. */
    vatRate: numeric({ precision: 5, scale: 2 }).notNull(),
  },
  (line) => [
    index("invoice_lines_invoice").on(line.invoiceId),
    check("invoice_lines_described", sql`${line.description} <> ''`),
    check("invoice_lines_price_positive", sql`${line.unitPrice} >= 0`),
    check("invoice_lines_category_known", sql`${line.vatCategory} in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')`),
    check("invoice_lines_vat_range", sql`${line.vatRate} >= 0 and ${line.vatRate} <= 100`),
    check("invoice_lines_untaxed", sql`${line.vatCategory} = 'S' or ${line.vatRate} = 0`),
  ],
);

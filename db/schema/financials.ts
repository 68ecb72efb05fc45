import { sql } from "drizzle-orm";
import { char, check, date, integer, numeric, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { employees } from "./employees.ts";
import { projects } from "./projects.ts";

/**
 * What a project is foreseen to bring and to cost in a month, and what it did, in the project's currency and without
 * VAT. What was billed is not told here: the issued invoices say it.
 */
export const projectMonths = pgTable(
  "project_months",
  {
    id: id(),
    projectId: ref()
      .notNull()
      .references(() => projects.id),
    /** Its first day. */
    month: date().notNull(),
    kind: text({ enum: ["forecast", "actual"] }).notNull(),
    revenue: numeric({ precision: 14, scale: 2 }),
    billing: numeric({ precision: 14, scale: 2 }),
    labour: numeric({ precision: 14, scale: 2 }),
    otherCosts: numeric({ precision: 14, scale: 2 }),
    hours: numeric({ precision: 9, scale: 2 }),
    note: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (figures) => [
    uniqueIndex("project_months_once").on(figures.projectId, figures.month, figures.kind),
    check("project_months_first_day", sql`extract(day from ${figures.month}) = 1`),
    check("project_months_kind_known", sql`${figures.kind} in ('forecast', 'actual')`),
    check("project_months_billed_by_invoices", sql`${figures.kind} = 'forecast' or ${figures.billing} is null`),
    check("project_months_hours_positive", sql`${figures.hours} >= 0`),
  ],
);

/** What one euro was worth from a day on, as the European Central Bank writes it: 1 EUR = `rate` of the currency. */
export const exchangeRates = pgTable(
  "exchange_rates",
  {
    id: id(),
    currency: char({ length: 3 }).notNull(),
    validFrom: date().notNull(),
    rate: numeric({ precision: 18, scale: 6 }).notNull(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (rate) => [
    uniqueIndex("exchange_rates_once").on(rate.currency, rate.validFrom),
    check("exchange_rates_currency_code", sql`${rate.currency} ~ '^[A-Z]{3}$' and ${rate.currency} <> 'EUR'`),
    check("exchange_rates_positive", sql`${rate.rate} > 0`),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, integer, pgTable, smallint, text } from "drizzle-orm/pg-core";

/** Parts of the product that an organisation may do without. */
export type Feature = "roles" | "multiCompany" | "purchaseInvoices" | "segments";

/** Outside systems that know our customers by ids of their own. */
export type Integration = "accounting" | "hubspot";

/** What holds for the whole organisation: exactly one row. */
export const settings = pgTable(
  "settings",
  {
    id: smallint().primaryKey().default(1),
    organisationName: text().notNull().default("Kumppani"),
    timeZone: text().notNull().default("Europe/Helsinki"),
    /** "automatic" gives running numbers, "manual" asks for one. */
    numberingMode: text({ enum: ["automatic", "manual"] })
      .notNull()
      .default("automatic"),
    numberingStart: bigint({ mode: "number" }).notNull().default(1),
    /** Least number of digits; shorter numbers get zeros in front. */
    numberingPadding: smallint().notNull().default(0),
    /** New and changed customer numbers are digits only, as bookkeeping programs ask. */
    numericOnly: boolean().notNull().default(false),
    /** Everyone who reads customers sees the other companies' customers and their basic data. */
    showOtherCompanies: boolean().notNull().default(false),
    /** Owner, team, group and tags of other companies' customers are hidden. */
    maskOtherCompanies: boolean().notNull().default(false),
    /** In which sums of several currencies are given. */
    currency: char({ length: 3 }).notNull().default("EUR"),
    /** A won sales case makes a prospect an active customer, as an invoice always does. */
    wonMakesActive: boolean().notNull().default(true),
    groupRequired: boolean().notNull().default(false),
    /** New customers are related to every company, not to their home company alone. */
    relateNewCustomers: boolean().notNull().default(false),
    /** Main units and sub units are seen by all companies, whoever serves them. */
    shareStructure: boolean().notNull().default(false),
    /** The owner of a customer may work in a company that does not serve it. */
    ownersFromAnyCompany: boolean().notNull().default(true),
    /** Addresses belong to the basic data that other companies see. */
    shareAddresses: boolean().notNull().default(false),
    /** Which units the customer list begins with. */
    listedUnits: text({ enum: ["all", "main", "sub", "none"] })
      .notNull()
      .default("all"),
    /** Sub units have the terms of invoicing of their main unit where they have none of their own. */
    inheritBilling: boolean().notNull().default(false),
    /** Parts of the product in use. */
    features: text().array().$type<Feature[]>().notNull().default(sql`'{roles,segments}'`),
    /** The list of what to set up before the first customers has been put away. */
    firstStepsDone: boolean().notNull().default(false),
    /** Sections of the industry classification that are not offered. Customers that have one keep it. */
    hiddenIndustries: text().array().notNull().default(sql`'{}'`),
    /** Fields every contact must have, besides a name. */
    requiredContactFields: text().array().notNull().default(sql`'{}'`),
    /** Outside systems in use; their id fields appear only then. */
    integrations: text().array().$type<Integration[]>().notNull().default(sql`'{}'`),
    /** Business registers that may be asked. */
    registers: text().array().notNull().default(sql`'{prh,brreg}'`),
    /** Once a month all customers are compared with their registers. */
    registryMonthly: boolean().notNull().default(false),
    version: integer().notNull().default(1),
  },
  (settings) => [
    check(
      "settings_contact_fields_known",
      sql`${settings.requiredContactFields} <@ array['title', 'email', 'phone', 'mobile', 'language', 'role']`,
    ),
    check(
      "settings_industries_known",
      sql`${settings.hiddenIndustries} <@ string_to_array('ABCDEFGHIJKLMNOPQRSTUV', null)`,
    ),
    check("settings_units_known", sql`${settings.listedUnits} in ('all', 'main', 'sub', 'none')`),
    check(
      "settings_features_known",
      sql`${settings.features} <@ array['roles', 'multiCompany', 'purchaseInvoices', 'segments']`,
    ),
    check("settings_integrations_known", sql`${settings.integrations} <@ array['accounting', 'hubspot']`),
    check("settings_currency_code", sql`${settings.currency} ~ '^[A-Z]{3}$'`),
    check("settings_one_row", sql`${settings.id} = 1`),
    check("settings_numbering_start", sql`${settings.numberingStart} >= 0`),
    check("settings_numbering_padding", sql`${settings.numberingPadding} between 0 and 12`),
    check("settings_numbering_mode", sql`${settings.numberingMode} in ('automatic', 'manual')`),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, pgTable, smallint, text } from "drizzle-orm/pg-core";

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
    groupRequired: boolean().notNull().default(false),
    /** Fields every contact must have, besides a name. */
    requiredContactFields: text().array().notNull().default(sql`'{}'`),
    /** Outside systems in use; their id fields appear only then. */
    integrations: text().array().notNull().default(sql`'{}'`),
    version: integer().notNull().default(1),
  },
  (settings) => [
    check(
      "settings_contact_fields_known",
      sql`${settings.requiredContactFields} <@ array['title', 'email', 'phone', 'mobile', 'language', 'role']`,
    ),
    check("settings_one_row", sql`${settings.id} = 1`),
    check("settings_numbering_start", sql`${settings.numberingStart} >= 0`),
    check("settings_numbering_padding", sql`${settings.numberingPadding} between 0 and 12`),
    check("settings_numbering_mode", sql`${settings.numberingMode} in ('automatic', 'manual')`),
  ],
);

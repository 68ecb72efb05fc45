import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref, wordsOnce } from "./columns.ts";
import type { Names } from "./customer-types.ts";
import { customers } from "./customers.ts";

/** A field that the administrator adds to customers. Its values stand in `customers.custom` under the field's id. */
export const customFields = pgTable(
  "custom_fields",
  {
    id: id(),
    names: jsonb().$type<Names>().notNull(),
    kind: text({
      enum: ["text", "longText", "dropdown", "choice", "multiChoice", "date", "link", "number", "money", "yesNo"],
    }).notNull(),
    position: integer().notNull().default(0),
    onCard: boolean().notNull().default(true),
    onList: boolean().notNull().default(true),
    onReports: boolean().notNull().default(false),
    isRequired: boolean().notNull().default(false),
    /** No two customers have the same value. */
    isUnique: boolean().notNull().default(false),
    /** What a new customer begins with, as it is stored. */
    startValue: jsonb().$type<unknown>(),
    /** Of texts: how they are built, A a letter, 0 a digit, * either, everything else as it stands. */
    mask: text(),
    /** The field's id in an outside system. */
    integrationId: text(),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (field) => [
    uniqueIndex("custom_fields_integration_unique").on(field.integrationId),
    ...wordsOnce("custom_fields", field.names),
    check("custom_fields_named", sql`${field.names} <> '{}'::jsonb`),
    check(
      "custom_fields_kind_known",
      sql`${field.kind} in ('text', 'longText', 'dropdown', 'choice', 'multiChoice', 'date', 'link', 'number', 'money', 'yesNo')`,
    ),
    check("custom_fields_unique_text", sql`not ${field.isUnique} or ${field.kind} in ('text', 'number')`),
    check("custom_fields_mask_text", sql`${field.mask} is null or ${field.kind} = 'text'`),
  ],
);

/** What can be chosen. A disabled option stays where it was chosen and is offered no more. */
export const customOptions = pgTable(
  "custom_options",
  {
    id: id(),
    fieldId: ref()
      .notNull()
      .references(() => customFields.id, { onDelete: "cascade" }),
    names: jsonb().$type<Names>().notNull(),
    position: integer().notNull().default(0),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (option) => [
    index("custom_options_field").on(option.fieldId, option.position),
    ...wordsOnce("custom_options", option.names, option.fieldId),
    check("custom_options_named", sql`${option.names} <> '{}'::jsonb`),
  ],
);

/** Values of unique fields, folded: the key keeps two customers from having the same. */
export const customUniqueValues = pgTable(
  "custom_unique_values",
  {
    fieldId: ref()
      .notNull()
      .references(() => customFields.id, { onDelete: "cascade" }),
    value: text().notNull(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
  },
  (value) => [
    primaryKey({ name: "custom_unique_values_pkey", columns: [value.fieldId, value.value] }),
    index("custom_unique_values_customer").on(value.customerId),
  ],
);

import { isNull, sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { anyValue, id, moment, ref, wordsOnce } from "./columns.ts";
import type { Names } from "./customer-types.ts";
import { customers } from "./customers.ts";

/** A field that the administrator adds to customers. Its values stand in `customers.custom` under the field's id. */
export const customFields = pgTable(
  "custom_fields",
  {
    id: id(),
    names: jsonb().$type<Names>().notNull(),
    /** What to write there, under the field in forms. */
    help: jsonb().$type<Names>().notNull().default({}),
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
    startValue: anyValue(),
    /** Of texts: how they are built, A a letter, 0 a digit, * either, everything else as it stands. */
    mask: text(),
    /** The field's id in an outside system. */
    integrationId: text(),
    disabledAt: moment(),
    /** Gone with its values; the row stays, so that the history can be read. */
    deletedAt: moment(),
    version: integer().notNull().default(1),
  },
  (field) => [
    uniqueIndex("custom_fields_integration_unique").on(field.integrationId).where(isNull(field.deletedAt)),
    ...wordsOnce("custom_fields", field.names, undefined, field.deletedAt),
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
    deletedAt: moment(),
    version: integer().notNull().default(1),
  },
  (option) => [
    index("custom_options_field").on(option.fieldId, option.position),
    ...wordsOnce("custom_options", option.names, option.fieldId, option.deletedAt),
    check("custom_options_named", sql`${option.names} <> '{}'::jsonb`),
  ],
);

/** Compared byte by byte: quicker, and the same everywhere. */
const key = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/**
 * Derived: what customers are found by in these fields, one row for each value and in the order of the values. A filter
 * reads one field's part of the index; new customers come to the end of each part, which keeps writing cheap.
 */
export const customValues = pgTable(
  "custom_values",
  {
    fieldId: ref().notNull(),
    value: key().notNull(),
    customerId: ref().notNull(),
  },
  (value) => [primaryKey({ name: "custom_values_pkey", columns: [value.fieldId, value.customerId, value.value] })],
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

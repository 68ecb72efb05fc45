import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref, wordsOnce } from "./columns.ts";
import { customers } from "./customers.ts";

/** The words of a value in the four languages; a missing one falls back to another. */
export type Names = Partial<Record<"fi" | "sv" | "nl" | "en", string>>;

export const customerTypes = pgTable(
  "customer_types",
  {
    id: id(),
    /** "customer" and "subcontractor" come with the product and cannot be deleted. */
    builtIn: text(),
    names: jsonb().$type<Names>().notNull(),
    position: integer().notNull().default(0),
    invoicingAllowed: boolean().notNull().default(true),
    defaultCustomer: boolean().notNull().default(false),
    defaultSubcontractor: boolean().notNull().default(false),
    defaultConsumer: boolean().notNull().default(false),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (type) => [
    uniqueIndex("customer_types_built_in_unique").on(type.builtIn),
    uniqueIndex("customer_types_default_customer_unique").on(type.defaultCustomer).where(sql`${type.defaultCustomer}`),
    uniqueIndex("customer_types_default_subcontractor_unique")
      .on(type.defaultSubcontractor)
      .where(sql`${type.defaultSubcontractor}`),
    uniqueIndex("customer_types_default_consumer_unique").on(type.defaultConsumer).where(sql`${type.defaultConsumer}`),
    ...wordsOnce("customer_types", type.names),
    check("customer_types_named", sql`${type.names} <> '{}'::jsonb`),
    check(
      "customer_types_offered",
      sql`${type.disabledAt} is null or (${type.builtIn} is null and not ${type.defaultCustomer}
        and not ${type.defaultSubcontractor} and not ${type.defaultConsumer})`,
    ),
  ],
);

export const customerTypeLinks = pgTable(
  "customer_type_links",
  {
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    typeId: ref()
      .notNull()
      .references(() => customerTypes.id),
  },
  (link) => [
    primaryKey({ name: "customer_type_links_pkey", columns: [link.customerId, link.typeId] }),
    index("customer_type_links_type").on(link.typeId, link.customerId),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** A customer is in at most one group. A deleted group stays for its history and for undo. */
export const groups = pgTable(
  "groups",
  {
    id: id(),
    name: text().notNull(),
    /** First customer number of the group's own series; null = the general series. */
    numberStart: bigint({ mode: "number" }),
    ledgerAccount: text(),
    dimension: text(),
    integrationId: text(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    deletedAt: moment(),
  },
  (group) => [
    uniqueIndex("groups_name_unique").on(sql`lower(${group.name})`).where(sql`${group.deletedAt} is null`),
    uniqueIndex("groups_number_start_unique").on(group.numberStart).where(sql`${group.deletedAt} is null`),
    uniqueIndex("groups_integration_id_unique").on(group.integrationId).where(sql`${group.deletedAt} is null`),
    check("groups_name_present", sql`${group.name} <> ''`),
    check("groups_number_start_range", sql`${group.numberStart} between 0 and 999999999999`),
  ],
);

/** Employees who, with the seller right, see the group's customers. */
export const groupSellers = pgTable(
  "group_sellers",
  {
    groupId: ref()
      .notNull()
      .references(() => groups.id),
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
  },
  (seller) => [
    primaryKey({ name: "group_sellers_pkey", columns: [seller.groupId, seller.employeeId] }),
    index("group_sellers_employee").on(seller.employeeId),
  ],
);

/** Which group a customer was in, and when; the database keeps it. Both ends inclusive. */
export const groupMemberships = pgTable(
  "group_memberships",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    groupId: ref()
      .notNull()
      .references(() => groups.id),
    validFrom: date().notNull(),
    validTo: date(),
  },
  (membership) => [
    index("group_memberships_customer").on(membership.customerId),
    index("group_memberships_group").on(membership.groupId),
  ],
);

/** The next running number of a group's series, or of the general one (no group). Locked while a number is taken. */
export const numberSeries = pgTable(
  "number_series",
  {
    id: id(),
    groupId: ref().references(() => groups.id),
    next: bigint({ mode: "number" }).notNull(),
  },
  (series) => [uniqueIndex("number_series_group_unique").on(sql`coalesce(${series.groupId}, 0)`)],
);

/** Every customer number ever given: none is given twice, not even after its customer is gone. */
export const usedNumbers = pgTable("used_numbers", {
  number: text().primaryKey(),
  /** No reference on purpose: the number outlives the customer. */
  customerId: ref().notNull(),
});

import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** A customer belongs to at most one company group; it is for reports only. */
export const companyGroups = pgTable(
  "company_groups",
  { id: id(), name: text().notNull(), disabledAt: moment(), version: integer().notNull().default(1) },
  (group) => [
    uniqueIndex("company_groups_name_unique").on(sql`lower(${group.name})`),
    check("company_groups_name_present", sql`${group.name} <> ''`),
  ],
);

/** Segments stand in groups such as "Size"; a group may allow at most one of its segments per customer. */
export const segmentGroups = pgTable(
  "segment_groups",
  {
    id: id(),
    name: text().notNull(),
    onlyOne: boolean().notNull().default(false),
    position: integer().notNull().default(0),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (group) => [
    uniqueIndex("segment_groups_name_unique").on(sql`lower(${group.name})`),
    check("segment_groups_name_present", sql`${group.name} <> ''`),
  ],
);

export const segments = pgTable(
  "segments",
  {
    id: id(),
    segmentGroupId: ref()
      .notNull()
      .references(() => segmentGroups.id),
    name: text().notNull(),
    position: integer().notNull().default(0),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (segment) => [
    uniqueIndex("segments_name_unique").on(segment.segmentGroupId, sql`lower(${segment.name})`),
    check("segments_name_present", sql`${segment.name} <> ''`),
  ],
);

export const customerSegments = pgTable(
  "customer_segments",
  {
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    segmentId: ref()
      .notNull()
      .references(() => segments.id),
  },
  (link) => [
    primaryKey({ name: "customer_segments_pkey", columns: [link.customerId, link.segmentId] }),
    index("customer_segments_segment").on(link.segmentId, link.customerId),
  ],
);

/** A free label of customers. */
export const tags = pgTable(
  "tags",
  {
    id: id(),
    name: text().notNull(),
    colour: text({ enum: ["grey", "blue", "green", "yellow", "red"] })
      .notNull()
      .default("grey"),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (tag) => [
    check("tags_colour_known", sql`${tag.colour} in ('grey', 'blue', 'green', 'yellow', 'red')`),
    uniqueIndex("tags_name_unique").on(sql`lower(${tag.name})`),
    check("tags_name_present", sql`${tag.name} <> ''`),
  ],
);

export const customerTags = pgTable(
  "customer_tags",
  {
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    tagId: ref()
      .notNull()
      .references(() => tags.id),
  },
  (link) => [
    primaryKey({ name: "customer_tags_pkey", columns: [link.customerId, link.tagId] }),
    index("customer_tags_tag").on(link.tagId, link.customerId),
  ],
);

/** A chosen set of customers; a customer may be in many. */
export const specialGroups = pgTable(
  "special_groups",
  {
    id: id(),
    name: text().notNull(),
    description: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    /** Nobody can be added any more. */
    disabledAt: moment(),
    deletedAt: moment(),
    version: integer().notNull().default(1),
  },
  (group) => [
    uniqueIndex("special_groups_name_unique").on(sql`lower(${group.name})`).where(sql`${group.deletedAt} is null`),
    check("special_groups_name_present", sql`${group.name} <> ''`),
  ],
);

export const specialGroupMembers = pgTable(
  "special_group_members",
  {
    specialGroupId: ref()
      .notNull()
      .references(() => specialGroups.id),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
  },
  (member) => [
    primaryKey({ name: "special_group_members_pkey", columns: [member.specialGroupId, member.customerId] }),
    index("special_group_members_customer").on(member.customerId),
  ],
);

/** Two customers that have to do with each other: `customerId` has `relatedId` as its landlord, partner and so on. */
export const customerRelations = pgTable(
  "customer_relations",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    relatedId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    kind: text({ enum: ["partner", "landlord", "billingAgent", "propertyManager", "other"] }).notNull(),
    note: text(),
    version: integer().notNull().default(1),
  },
  (relation) => [
    uniqueIndex("customer_relations_once").on(relation.customerId, relation.relatedId, relation.kind),
    index("customer_relations_related").on(relation.relatedId),
    check("customer_relations_two", sql`${relation.customerId} <> ${relation.relatedId}`),
    check(
      "customer_relations_kind_known",
      sql`${relation.kind} in ('partner', 'landlord', 'billingAgent', 'propertyManager', 'other')`,
    ),
  ],
);

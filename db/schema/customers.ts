import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { companies } from "./companies.ts";
import { employees } from "./employees.ts";
import { companyGroups } from "./groupings.ts";
import { groups } from "./groups.ts";

const people = () => bigint({ mode: "number" }).array().notNull().default(sql`'{}'`);

/** Someone our companies serve. Columns marked "derived" are kept by triggers (db/migrations/0002_rules.sql). */
export const customers = pgTable(
  "customers",
  {
    id: id(),
    /** Home company; related ones stand in customer_companies. */
    companyId: ref()
      .notNull()
      .references(() => companies.id),
    number: text().notNull(),
    name: text().notNull(),
    kind: text({ enum: ["organisation", "person", "internal"] })
      .notNull()
      .default("organisation"),
    businessId: text(),
    vatNumber: text(),
    country: char({ length: 2 }).notNull(),
    email: text(),
    phone: text(),
    website: text(),
    language: text({ enum: ["fi", "sv", "nl", "en"] }),
    description: text(),
    /** TOL 2025, the Finnish edition of NACE Rev. 2.1: two to five digits (lib/industries). */
    industryCode: text(),
    /** The legal form, written as at home: "Oy", "Ab", "AS". */
    companyForm: text(),
    /** What the business is doing, as a business register says; empty = never taken from one. */
    businessStatus: text({ enum: ["active", "restructuring", "liquidation", "bankrupt", "ceased", "removed"] }),
    /** Since when, where the register tells. */
    businessStatusOn: date(),
    annualRevenue: numeric({ precision: 16, scale: 2 }),
    /** How many people work there. */
    staff: integer(),
    timeZone: text(),
    /** Values of the administrator's own fields, by the field's id; options by theirs. */
    custom: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The unit this one is a sub unit of. Never its own, however many steps up. */
    parentId: ref().references((): AnyPgColumn => customers.id, { onDelete: "set null" }),
    companyGroupId: ref().references((): typeof companyGroups.id => companyGroups.id),
    ownerId: ref().references(() => employees.id),
    groupId: ref().references((): typeof groups.id => groups.id),
    stage: text({ enum: ["prospect", "active"] })
      .notNull()
      .default("prospect"),
    /** Why the stage is what it is: "manual", "imported", later "invoice" and "won". */
    stageReason: text().notNull().default("manual"),
    archivedAt: moment(),
    archivedBy: ref().references(() => employees.id),
    archiveReason: text(),
    /** In the bin since; gone for good 30 days later. */
    deletedAt: moment(),
    deletedBy: ref().references(() => employees.id),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
    /** Derived: 0 active, 1 prospect, 2 archived, 3 in the bin. */
    tab: smallint()
      .notNull()
      .generatedAlwaysAs(
        sql`case when deleted_at is not null then 3 when archived_at is not null then 2 when stage = 'prospect' then 1 else 0 end`,
      ),
    /** Derived: town of the head office. */
    city: text(),
    /** Derived. */
    hasHeadOffice: boolean().notNull().default(false),
    /** Derived: names and e-mails of the contacts in use, for the search. */
    contactWords: text().notNull().default(""),
    /** Derived: the numbers that related companies give it, for the search. */
    relatedNumbers: text().notNull().default(""),
    /** Derived: owner and responsible persons without dates. */
    people: people(),
    /** Derived: responsible persons with dates; who counts today is checked row by row. */
    datedPeople: people(),
    /** Derived: home and related companies. */
    companies: people(),
    /** Derived: what the search box finds, folded. */
    search: text().notNull().default(""),
    /** Derived: the name without legal form, accents and case, for finding twins. */
    nameKey: text().notNull().generatedAlwaysAs(sql`name_key(name)`),
  },
  (customer) => [
    uniqueIndex("customers_number_unique").on(customer.number),
    check("customers_name_present", sql`${customer.name} <> '' and length(${customer.name}) <= 200`),
    check("customers_number_present", sql`${customer.number} <> '' and length(${customer.number}) <= 20`),
    check("customers_kind_known", sql`${customer.kind} in ('organisation', 'person', 'internal')`),
    check("customers_stage_known", sql`${customer.stage} in ('prospect', 'active')`),
    check("customers_country_code", sql`${customer.country} ~ '^[A-Z]{2}$'`),
    check("customers_industry_code", sql`${customer.industryCode} ~ '^[0-9]{2,5}$'`),
    check("customers_revenue_positive", sql`${customer.annualRevenue} >= 0`),
    check("customers_form_length", sql`${customer.companyForm} <> '' and length(${customer.companyForm}) <= 60`),
    check(
      "customers_status_known",
      sql`${customer.businessStatus} in ('active', 'restructuring', 'liquidation', 'bankrupt', 'ceased', 'removed')`,
    ),
    check("customers_status_day", sql`${customer.businessStatusOn} is null or ${customer.businessStatus} is not null`),
    check("customers_staff_positive", sql`${customer.staff} >= 0`),
    check("customers_parent_other", sql`${customer.parentId} <> ${customer.id}`),
    index("customers_parent").on(customer.parentId).where(sql`${customer.parentId} is not null`),
    index("customers_company_group").on(customer.companyGroupId).where(sql`${customer.companyGroupId} is not null`),
    index("customers_business_status").on(customer.businessStatus).where(sql`${customer.businessStatus} is not null`),
    index("customers_business_id").on(customer.businessId).where(sql`${customer.businessId} is not null`),
    index("customers_vat_number").on(customer.vatNumber).where(sql`${customer.vatNumber} is not null`),
    index("customers_email").on(sql`lower(${customer.email})`),
    index("customers_of_company").on(customer.companyId, customer.tab),
  ],
);

/** Companies, besides the home company, that also serve the customer, and what is different there. */
export const customerCompanies = pgTable(
  "customer_companies",
  {
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    companyId: ref()
      .notNull()
      .references(() => companies.id),
    /** Who owns the customer in this company; empty = as at home. */
    ownerId: ref().references(() => employees.id),
    /** The customer's number in this company; empty = as at home. */
    number: text(),
    version: integer().notNull().default(1),
  },
  (relation) => [
    uniqueIndex("customer_companies_id_unique").on(relation.id),
    uniqueIndex("customer_companies_number_unique").on(relation.number),
    index("customer_companies_owner").on(relation.ownerId),
    check("customer_companies_number_present", sql`${relation.number} <> '' and length(${relation.number}) <= 20`),
    primaryKey({ name: "customer_companies_pkey", columns: [relation.customerId, relation.companyId] }),
    index("customer_companies_company").on(relation.companyId),
    index("customer_companies_own")
      .on(relation.companyId, relation.ownerId)
      .where(sql`${relation.ownerId} is not null or ${relation.number} is not null`),
  ],
);

/** The ids by which outside systems know a customer: one for each system. */
export const customerExternalIds = pgTable(
  "customer_external_ids",
  {
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    integration: text({ enum: ["accounting", "hubspot"] }).notNull(),
    value: text().notNull(),
  },
  (external) => [
    primaryKey({ name: "customer_external_ids_pkey", columns: [external.customerId, external.integration] }),
    uniqueIndex("customer_external_ids_value_unique").on(external.integration, external.value),
    check("customer_external_ids_known", sql`${external.integration} in ('accounting', 'hubspot')`),
    check("customer_external_ids_present", sql`${external.value} <> '' and length(${external.value}) <= 100`),
  ],
);

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { addresses } from "./addresses.ts";
import { id, moment, ref, wordsOnce } from "./columns.ts";
import type { Names } from "./customer-types.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";

/** A human being outside our organisation; one person may be a contact of several customers. */
export const persons = pgTable(
  "persons",
  {
    id: id(),
    firstName: text(),
    lastName: text(),
    salutation: text(),
    language: text({ enum: ["fi", "sv", "nl", "en"] }),
    birthDate: date(),
    /** Wants no mailings: never on a mailing list. */
    noMailings: boolean().notNull().default(false),
    /** Erased for good since: nothing of the person is left but this row. */
    erasedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (person) => [
    check(
      "persons_named",
      sql`${person.erasedAt} is not null or coalesce(${person.firstName}, '') <> '' or coalesce(${person.lastName}, '') <> ''`,
    ),
    check(
      "persons_erased_empty",
      sql`${person.erasedAt} is null or coalesce(${person.firstName}, ${person.lastName}, ${person.salutation}, ${person.language}, ${person.birthDate}::text) is null`,
    ),
  ],
);

/** A person as the contact of one customer: title, how to reach them there, and what they are there for. */
export const customerContacts = pgTable(
  "customer_contacts",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    personId: ref()
      .notNull()
      .references(() => persons.id),
    /** Where the person works, one of the customer's addresses. */
    addressId: ref().references(() => addresses.id, { onDelete: "set null" }),
    title: text(),
    email: text(),
    /** E.164 where the number could be understood. */
    phone: text(),
    /** As it was written. */
    phoneRaw: text(),
    mobile: text(),
    mobileRaw: text(),
    description: text(),
    /** How satisfied the person is with us, 1 to 5. */
    satisfaction: smallint(),
    isPrimary: boolean().notNull().default(false),
    inactiveAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
    /** Derived: the person's name, last name first, for ordered lists; null once the person is erased. */
    sortName: text(),
    /** Derived: what the search of all contacts finds, folded. */
    search: text().notNull().default(""),
  },
  (contact) => [
    index("customer_contacts_customer").on(contact.customerId),
    index("customer_contacts_person").on(contact.personId),
    index("customer_contacts_address").on(contact.addressId),
    index("customer_contacts_email").on(sql`lower(${contact.email})`),
    index("customer_contacts_phone").on(contact.phone),
    uniqueIndex("customer_contacts_person_once").on(contact.customerId, contact.personId),
    uniqueIndex("customer_contacts_primary_unique").on(contact.customerId).where(sql`${contact.isPrimary}`),
    check("customer_contacts_satisfaction_range", sql`${contact.satisfaction} between 1 and 5`),
  ],
);

/** What contacts are there for: decision maker, billing. */
export const contactRoles = pgTable(
  "contact_roles",
  {
    id: id(),
    names: jsonb().$type<Names>().notNull(),
    position: integer().notNull().default(0),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (role) => [
    ...wordsOnce("contact_roles", role.names),
    check("contact_roles_named", sql`${role.names} <> '{}'::jsonb`),
  ],
);

/** A free word that groups contacts over all customers. */
export const keywords = pgTable(
  "keywords",
  {
    id: id(),
    name: text().notNull(),
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (keyword) => [
    uniqueIndex("keywords_name_unique").on(sql`lower(${keyword.name})`),
    check("keywords_name_present", sql`${keyword.name} <> ''`),
  ],
);

export const contactRoleLinks = pgTable(
  "contact_role_links",
  {
    contactId: ref()
      .notNull()
      .references(() => customerContacts.id, { onDelete: "cascade" }),
    roleId: ref()
      .notNull()
      .references(() => contactRoles.id),
  },
  (link) => [
    primaryKey({ name: "contact_role_links_pkey", columns: [link.contactId, link.roleId] }),
    index("contact_role_links_role").on(link.roleId, link.contactId),
  ],
);

export const contactKeywordLinks = pgTable(
  "contact_keyword_links",
  {
    contactId: ref()
      .notNull()
      .references(() => customerContacts.id, { onDelete: "cascade" }),
    keywordId: ref()
      .notNull()
      .references(() => keywords.id),
  },
  (link) => [
    primaryKey({ name: "contact_keyword_links_pkey", columns: [link.contactId, link.keywordId] }),
    index("contact_keyword_links_keyword").on(link.keywordId, link.contactId),
  ],
);

/** A saved filter of the contact register. Who is on it follows from the filter each time it is opened. */
export const mailingLists = pgTable(
  "mailing_lists",
  {
    id: id(),
    name: text().notNull(),
    /** The filter as the address of the contact register says it. */
    filter: jsonb().$type<Record<string, string>>().notNull(),
    ownerId: ref()
      .notNull()
      .references(() => employees.id),
    isShared: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
    version: integer().notNull().default(1),
  },
  (list) => [
    uniqueIndex("mailing_lists_name_unique").on(list.ownerId, sql`lower(${list.name})`),
    check("mailing_lists_name_present", sql`${list.name} <> ''`),
  ],
);

import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { companies } from "./companies.ts";

/** A bundle of rights: a level for every area, and how far it reaches. The meaning is in lib/access/permissions. */
export const profiles = pgTable(
  "profiles",
  {
    id: id(),
    /** Set for the four profiles that come with the product; their names come from the catalogs. */
    builtIn: text(),
    name: text(),
    grants: jsonb().$type<Record<string, string>>().notNull(),
    reach: text().array().notNull(),
    version: integer().notNull().default(1),
  },
  (profile) => [
    uniqueIndex("profiles_built_in_unique").on(profile.builtIn),
    uniqueIndex("profiles_name_unique").on(sql`lower(${profile.name})`),
    check("profiles_named", sql`${profile.builtIn} is not null or ${profile.name} <> ''`),
    check("profiles_reach_known", sql`${profile.reach} <@ array['all', 'company', 'groups', 'team', 'mine']`),
  ],
);

export const teams = pgTable(
  "teams",
  {
    id: id(),
    companyId: ref()
      .notNull()
      .references(() => companies.id),
    name: text().notNull(),
    /** Nobody can be added any more. */
    disabledAt: moment(),
    version: integer().notNull().default(1),
  },
  (team) => [
    uniqueIndex("teams_name_unique").on(sql`lower(${team.name})`),
    check("teams_name_present", sql`${team.name} <> ''`),
  ],
);

/** Somebody who works here and may sign in. */
export const employees = pgTable(
  "employees",
  {
    id: id(),
    companyId: ref()
      .notNull()
      .references(() => companies.id),
    profileId: ref().references(() => profiles.id),
    email: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    /** May be chosen as a seller of customer groups. */
    isSeller: boolean().notNull().default(false),
    passwordHash: text(),
    /** Who this is at the organisation's identity provider: issuer and subject. */
    oidcSubject: text(),
    locale: text({ enum: ["fi", "sv", "nl", "en"] }),
    theme: text({ enum: ["light", "dark"] }),
    /** Single keys ("/", "n") act; people who type by voice switch them off (WCAG 2.1.4). */
    shortcuts: boolean().notNull().default(true),
    deactivatedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    /** Which key figures this person wants above lists and cards; null = those that are usual. */
    keyFigures: text().array(),
    version: integer().notNull().default(1),
  },
  (employee) => [
    uniqueIndex("employees_oidc_subject_unique").on(employee.oidcSubject),
    uniqueIndex("employees_email_unique").on(sql`lower(${employee.email})`),
    check("employees_email_present", sql`${employee.email} like '%_@_%'`),
    check("employees_locale_known", sql`${employee.locale} in ('fi', 'sv', 'nl', 'en')`),
    check("employees_theme_known", sql`${employee.theme} in ('light', 'dark')`),
  ],
);

export const employeeTeams = pgTable(
  "employee_teams",
  {
    employeeId: ref()
      .notNull()
      .references(() => employees.id),
    teamId: ref()
      .notNull()
      .references(() => teams.id),
  },
  (membership) => [primaryKey({ name: "employee_teams_pkey", columns: [membership.employeeId, membership.teamId] })],
);

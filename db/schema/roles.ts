import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, check, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, wordsOnce } from "./columns.ts";
import type { Names } from "./customer-types.ts";

const columns = () => ({
  id: id(),
  names: jsonb().$type<Names>().notNull(),
  /** One or two signs that stand for the role where there is no room for its name. */
  letter: text().notNull(),
  colour: text({ enum: ["blue", "green", "ochre", "plum", "violet", "rust"] })
    .notNull()
    .default("blue"),
  /** How far somebody in this role answers (RACI); empty = not said. */
  level: text({ enum: ["accountable", "responsible", "consulted", "informed"] }),
  /** Somebody should have it everywhere; where nobody does, the coverage report says so. */
  isRequired: boolean().notNull().default(false),
  /** Stands on the team card that a customer is given. */
  isShown: boolean().notNull().default(false),
  position: integer().notNull().default(0),
  /** Nobody can be given it any more. */
  disabledAt: moment(),
  version: integer().notNull().default(1),
});

type Role = Record<"names" | "letter" | "colour" | "level", AnyPgColumn>;

/** What holds for the roles of either table. */
const rulesOf = (table: string, role: Role) => [
  ...wordsOnce(table, role.names),
  uniqueIndex(`${table}_letter_unique`).on(sql`upper(${role.letter})`),
  check(`${table}_named`, sql`${role.names} <> '{}'::jsonb`),
  check(`${table}_letter_short`, sql`length(${role.letter}) between 1 and 2`),
  check(`${table}_colour_known`, sql`${role.colour} in ('blue', 'green', 'ochre', 'plum', 'violet', 'rust')`),
  check(`${table}_level_known`, sql`${role.level} in ('accountable', 'responsible', 'consulted', 'informed')`),
];

/** In what part an employee answers for a customer: accountant, payroll clerk. */
export const customerRoles = pgTable("customer_roles", columns(), (role) => rulesOf("customer_roles", role));

/** In what part an employee takes part in a project: foreman, designer. */
export const projectRoles = pgTable("project_roles", columns(), (role) => rulesOf("project_roles", role));

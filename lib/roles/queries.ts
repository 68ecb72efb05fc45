import "server-only";
import { and, asc, eq, isNotNull, isNull, ne, not, type SQL, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { holdsOn } from "@/lib/access/scopes";
import type { Locale } from "@/lib/access/viewer";
import { customerFilter, wanted } from "@/lib/customers/filter";
import type { Params } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { afterSoon, type Subject } from "@/lib/responsibilities/rules";
import { mostGaps } from "./filter";
import type { RoleColour, RoleLevel } from "./rules";

export type Role = {
  id: number;
  /** In the reader's language. */
  name: string;
  letter: string;
  colour: RoleColour;
  level: RoleLevel | null;
  /** Somebody should have it everywhere. */
  isRequired: boolean;
  /** False = nobody can be given it any more; whoever has it keeps it. */
  isOffered: boolean;
};

/**
 * The roles of customers and of projects in their order, those out of use last: for selects (`isOffered`), legends and
 * letters. None while roles are not in use. One statement.
 */
export const rolesOf = query(
  "customers.read",
  async ({ db, tables: { customerRoles, projectRoles } }, locale: Locale): Promise<Record<Subject, Role[]>> => {
    const of = (subject: Subject, roles: typeof customerRoles | typeof projectRoles): SQL => sql`
      select ${subject}::text as subject, ${roles.id} as id, ${nameIn(roles.names, locale)} as name, ${roles.letter} as letter,
        ${roles.colour} as colour, ${roles.level} as level, ${roles.isRequired} as "isRequired",
        ${roles.disabledAt} is null as "isOffered", ${roles.position} as position from ${roles}`;
    const all = sql`(${of("customer", customerRoles)} union all ${of("project", projectRoles)}) r`;
    const rows = await db
      .select({
        subject: sql<Subject>`subject`,
        id: sql`id`.mapWith(Number),
        name: sql<string>`name`,
        letter: sql<string>`letter`,
        colour: sql<RoleColour>`colour`,
        level: sql<RoleLevel | null>`level`,
        isRequired: sql<boolean>`"isRequired"`,
        isOffered: sql<boolean>`"isOffered"`,
      })
      .from(all)
      .orderBy(sql`"isOffered" desc, position, id`);
    const ofSubject = (subject: Subject) =>
      rows.filter((row) => row.subject === subject).map(({ subject: _subject, ...role }) => role);
    return { customer: ofSubject("customer"), project: ofSubject("project") };
  },
);

/**
 * Of the customers in use whose responsible persons the viewer may see: how many there are, how many have nobody, and
 * for each role that every customer needs, how many have nobody in it today and how many have nobody left soon. Each
 * number is what the customer list finds. Two statements.
 */
export const coverage = query("customers.read", async ({ db, tables, viewer }, locale: Locale) => {
  const { customerRoles: roles, customers, listedCustomers: listed, responsibilities: ties } = tables;
  const { today } = viewer.facts;
  const count = (params: Params) => {
    const isKnown = and(sql`${listed.seenIndex}`, eq(listed.unmasked, true));
    const condition = and(wanted(viewer, listed, customerFilter(params)), isKnown);
    return sql`(${db.select({ n: sql`count(*)` }).from(listed).where(condition)})`.mapWith(Number);
  };
  const held = db
    .select({
      roleId: ties.roleId,
      isNow: sql<boolean>`bool_or(${holdsOn(today, ties)})`.as("is_now"),
      isLater: sql<boolean>`bool_or(${holdsOn(afterSoon(today), ties)})`.as("is_later"),
    })
    .from(ties)
    .innerJoin(customers, and(eq(customers.id, ties.customerId), eq(customers.tab, 0)))
    .where(isNotNull(ties.roleId))
    .groupBy(ties.roleId, ties.customerId)
    .as("held");
  const [counts] = await db
    .select({ total: count({}), nobody: count({ responsible: "none" }) })
    .from(sql`(select 1) once`);
  const rows = await db
    .select({
      id: roles.id,
      name: nameIn(roles.names, locale),
      letter: roles.letter,
      colour: roles.colour,
      held: sql`count(*) filter (where ${held.isNow})`.mapWith(Number),
      losing: sql`count(*) filter (where ${held.isNow} and not ${held.isLater})`.mapWith(Number),
    })
    .from(roles)
    .leftJoin(held, eq(held.roleId, roles.id))
    .where(and(eq(roles.isRequired, true), isNull(roles.disabledAt)))
    .groupBy(roles.id, roles.names, roles.letter, roles.colour, roles.position)
    .orderBy(asc(roles.position), asc(roles.id));
  const { total, nobody } = counts ?? { total: 0, nobody: 0 };
  return { total, nobody, roles: rows.map(({ held, ...role }) => ({ ...role, missing: total - held })) };
});

/** Projects that are not closed and have nobody today in a role that every project needs, as far as the viewer sees them. */
export const projectGaps = query("customers.read", async ({ db, tables, viewer }, locale: Locale) => {
  const { customers, projects, projectParticipants: ties, projectRoles: roles } = tables;
  const held = sql`exists (select from ${ties} where ${ties.projectId} = ${projects.id} and ${ties.roleId} = ${roles.id}
    and ${holdsOn(viewer.facts.today, ties)})`;
  const name = sql`${projects.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`;
  // Role by role: where none is required, no project is read.
  const gaps = db
    .select({
      id: projects.id,
      name: sql<string>`${projects.name}`.as("project_name"),
      customerId: sql`${customers.id}`.mapWith(Number).as("gap_customer_id"),
      customer: sql<string>`${customers.name}`.as("customer_name"),
    })
    .from(projects)
    .innerJoin(customers, and(eq(customers.id, projects.customerId), isNull(customers.archivedAt)))
    .where(and(ne(projects.status, "closed"), not(held)))
    .orderBy(name, asc(projects.id))
    .limit(mostGaps)
    .as("gaps");
  return db
    .select({
      id: gaps.id,
      name: gaps.name,
      customerId: gaps.customerId,
      customer: gaps.customer,
      role: nameIn(roles.names, locale),
      letter: roles.letter,
      colour: roles.colour,
    })
    .from(roles)
    .innerJoinLateral(gaps, sql`true`)
    .where(and(eq(roles.isRequired, true), isNull(roles.disabledAt)))
    .orderBy(asc(roles.position), sql`${gaps.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`, asc(gaps.id))
    .limit(mostGaps);
});

export type TeamMember = {
  name: string;
  email: string;
  /** What they are to the customer: null = the owner; of a project with its name. */
  parts: { role: string | null; project: string | null }[];
};

/**
 * Whom a customer may know: the owner, and today's holders of the roles that are shown to customers.
 * @param language of the names of the roles: the customer's
 */
export const teamOf = query("customers.read", async ({ db, tables, viewer }, customerId: number, language: Locale) => {
  const { listedCustomers: customers, responsibilities: ties, customerRoles: roles, employees } = tables;
  const { projects, projectParticipants: parts, projectRoles } = tables;
  const { today } = viewer.facts;
  const members = sql`
    select ${customers.ownerId} as employee_id, null as role, null as project, 0 as place
    from ${customers} where ${customers.id} = ${customerId}
    union all
    select ${ties.employeeId}, ${nameIn(roles.names, language)}, null, 1 + ${roles.position}
    from ${ties} join ${roles} on ${roles.id} = ${ties.roleId} and ${roles.isShown}
    where ${ties.customerId} = ${customerId} and ${holdsOn(today, ties)}
    union all
    select ${parts.employeeId}, ${nameIn(projectRoles.names, language)}, ${projects.name}, 1000 + ${projectRoles.position}
    from ${parts} join ${projects} on ${projects.id} = ${parts.projectId}
    join ${projectRoles} on ${projectRoles.id} = ${parts.roleId} and ${projectRoles.isShown}
    where ${projects.customerId} = ${customerId} and ${projects.status} <> 'closed' and ${holdsOn(today, parts)}`;
  const rows = await db
    .select({
      name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      email: employees.email,
      parts: sql<
        TeamMember["parts"]
      >`jsonb_agg(jsonb_build_object('role', m.role, 'project', m.project) order by m.place)`,
    })
    .from(employees)
    .innerJoin(sql`(${members}) m`, eq(employees.id, sql`m.employee_id`))
    .where(isNull(employees.deactivatedAt))
    .groupBy(employees.id, employees.firstName, employees.lastName, employees.email)
    .orderBy(sql`min(m.place)`, employees.lastName, employees.firstName, employees.id);
  return rows satisfies TeamMember[];
});

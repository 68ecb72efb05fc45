import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { nameIn } from "@/lib/locale/names";
import type { Subject } from "@/lib/responsibilities/rules";
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

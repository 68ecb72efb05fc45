import "server-only";
import { and, asc, eq, ilike, isNull, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { holdsOn } from "@/lib/access/scopes";
import { viewersOf } from "@/lib/access/sessions";
import { countSight, type Sight, sightsOf } from "@/lib/access/sight";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import { isInRank } from "@/lib/people/rules";
import type { SightFilter } from "./filter";
import { type Reason, reasonsOf, type Ties } from "./rules";

const perPage = 50;

export type PersonSight = Pick<Sight, "level" | "isMasked"> & {
  id: number;
  name: string;
  companyName: string;
  /** Whether the right to customers is there at all, and that to figures. */
  mayRead: boolean;
  seesMoney: boolean;
  reasons: Reason[];
};

/**
 * What each active employee sees of a customer and why, fifty people at a time by name. Asked of the same conditions
 * that cut their rows; what is hidden from whoever asks is not named.
 */
export const whoSees = query(
  "permissions",
  async (scope, customerId: number, { q, page }: SightFilter, locale: Locale) => {
    const ties = (await tiesOf(scope, customerId)) ?? absent();
    const { employees } = scope.tables;
    const name = sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`;
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    const found = await scope.db
      .select({ id: employees.id, total: sql<number>`count(*) over ()`.mapWith(Number) })
      .from(employees)
      .where(and(isNull(employees.deactivatedAt), ilike(name, `%${q.replace(/[\\%_]/g, "\\$&")}%`)))
      .orderBy(sql`${employees.lastName} ${collation}`, sql`${employees.firstName} ${collation}`, asc(employees.id))
      .limit(perPage + 1)
      .offset((page - 1) * perPage);
    const ids = found.slice(0, perPage).map(({ id }) => id);
    const people = new Map((await viewersOf(ids)).map((person) => [person.employeeId, person]));
    const sights = await sightsOf([...people.values()], customerId);
    const rows = ids.flatMap((id) => {
      const [person, sight] = [people.get(id), sights.get(id)];
      return person && sight ? [told(person, sight, ties)] : [];
    });
    return { rows, hasMore: found.length > perPage, from: (page - 1) * perPage + 1, total: found[0]?.total ?? 0 };
  },
);

/** The same of oneself, for whoever may open the customer. */
export const whyISee = query("customers.read", async (scope, customerId: number) => {
  const ties = (await tiesOf(scope, customerId)) ?? absent();
  const sight = (await sightsOf([scope.viewer], customerId)).get(scope.viewer.employeeId) ?? absent();
  return told(scope.viewer, sight, ties);
});

/** How much of the register a person sees, and by what; nothing of somebody who holds more than whoever asks. */
export const whatTheySee = query("people", async ({ db, tables, viewer }, id: number) => {
  const { employees, profiles } = tables;
  const [holder] = await db
    .select({ companyId: employees.companyId, grants: profiles.grants, reach: profiles.reach })
    .from(employees)
    .leftJoin(profiles, eq(profiles.id, employees.profileId))
    .where(eq(employees.id, id));
  const [person] = holder && isInRank(viewer, holder) ? await viewersOf([id]) : [];
  if (!person) return absent();
  const { name } = person.facts;
  return { name, mayRead: person.can("customers.read"), ...(await countSight(viewer, person)) };
});

const told = (person: Viewer, sight: Sight, ties: Ties): PersonSight => ({
  id: person.employeeId,
  name: person.facts.name,
  companyName: person.facts.companyName,
  level: sight.level,
  isMasked: sight.isMasked,
  mayRead: person.can("customers.read"),
  seesMoney: person.can("money.read"),
  reasons: reasonsOf(person, sight, ties),
});

/** What a customer in reach is tied to. One statement. */
async function tiesOf({ db, tables, viewer }: ReadScope, customerId: number): Promise<Ties | undefined> {
  const { customerCompanies, customerRoles, employees, groups, listedCustomers: customers, responsibilities } = tables;
  const today = sql`${responsibilities.customerId} = ${customerId} and ${holdsOn(viewer.facts.today, responsibilities)}`;
  // At home, or in a company that has an owner of its own.
  const isOwner = sql`(${employees.id} is not distinct from ${customers.homeOwner} or exists (
    select from ${customerCompanies} where ${customerCompanies.customerId} = ${customerId}
      and ${customerCompanies.ownerId} = ${employees.id}))`;
  const name = sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`;
  const team = sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', ${employees.id}, 'name', ${name}, 'isOwner', ${isOwner},
      'from', ${responsibilities.validFrom}, 'to', ${responsibilities.validTo}, 'role', (
        select ${customerRoles.names} from ${customerRoles} where ${customerRoles.id} = ${responsibilities.roleId})) order by ${isOwner} desc, ${name}), '[]')
    from ${employees} left join ${responsibilities} on ${responsibilities.employeeId} = ${employees.id} and ${today}
    where ${employees.id} = any(${customers.teamIds}))`;
  const [ties] = await db
    .select({
      homeId: sql<number>`${customers.companyId}`.mapWith(Number),
      groupName: groups.name,
      people: sql<Ties["people"]>`case when ${customers.teamIds} is not null then ${team} end`,
    })
    .from(customers)
    .leftJoin(groups, eq(groups.id, customers.groupId))
    .where(and(eq(customers.id, customerId), customers.full));
  return ties;
}

import "server-only";
import { and, asc, eq, ilike, isNotNull, isNull, or, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import type { PeopleFilter } from "./filter";
import { isTeamOffered, isWithinOwn, mayPlaceIn } from "./rules";

/** Everybody who works or worked here, as the filter finds them, with what they hold and where they are signed in. */
export const listPeople = query("people", async ({ db, tables }, filter: PeopleFilter, locale: Locale) => {
  const { companies, employees, employeeTeams, profiles, teams } = tables;
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const words = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
  return db
    .select({
      id: employees.id,
      firstName: employees.firstName,
      lastName: employees.lastName,
      email: employees.email,
      companyName: companies.name,
      profile: { id: profiles.id, builtIn: profiles.builtIn, name: profiles.name },
      isSeller: employees.isSeller,
      isInvited: sql<boolean>`coalesce(${employees.passwordHash}, ${employees.oidcSubject}) is null`,
      issuer: sql<string | null>`split_part(${employees.oidcSubject}, ' ', 1)`,
      deactivatedAt: employees.deactivatedAt,
      teams: sql<
        string[]
      >`array(select ${teams.name} from ${employeeTeams} join ${teams} on ${teams.id} = ${employeeTeams.teamId}
        where ${employeeTeams.employeeId} = ${employees.id} order by 1)`,
    })
    .from(employees)
    .innerJoin(companies, eq(companies.id, employees.companyId))
    .leftJoin(profiles, eq(profiles.id, employees.profileId))
    .where(
      and(
        filter.inactive ? isNotNull(employees.deactivatedAt) : isNull(employees.deactivatedAt),
        filter.q
          ? or(
              ilike(employees.email, words),
              sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName}) ilike ${words}`,
            )
          : undefined,
      ),
    )
    .orderBy(sql`${employees.lastName} ${collation}`, sql`${employees.firstName} ${collation}`, asc(employees.id));
});

/** One person, with their teams and how many sessions stand open. */
export const getPerson = query("people", async ({ db, tables }, id: number) => {
  const { employees, employeeTeams, profiles } = tables;
  const [person] = await db
    .select({
      id: employees.id,
      version: employees.version,
      firstName: employees.firstName,
      lastName: employees.lastName,
      email: employees.email,
      companyId: employees.companyId,
      profileId: employees.profileId,
      grants: profiles.grants,
      reach: profiles.reach,
      isSeller: employees.isSeller,
      isInvited: sql<boolean>`coalesce(${employees.passwordHash}, ${employees.oidcSubject}) is null`,
      issuer: sql<string | null>`split_part(${employees.oidcSubject}, ' ', 1)`,
      deactivatedAt: employees.deactivatedAt,
      teams: sql<number[]>`array(select ${employeeTeams.teamId} from ${employeeTeams}
        where ${employeeTeams.employeeId} = ${employees.id})`.mapWith((ids: unknown[]) => ids.map(Number)),
    })
    .from(employees)
    .leftJoin(profiles, eq(profiles.id, employees.profileId))
    .where(eq(employees.id, id));
  return person ?? absent();
});

/**
 * What the form of a person offers.
 * @param held the teams the person is in: offered even where no longer in use, or not one's own to give
 * @param companyId the company the person works for: likewise
 */
export const personChoices = query(
  "people",
  async ({ db, tables: { companies, profiles, teams }, viewer }, held: number[], companyId?: number) => {
    const [ofCompanies, ofProfiles, ofTeams] = await Promise.all([
      db
        .select({ id: companies.id, name: companies.name })
        .from(companies)
        .where(or(isNull(companies.disabledAt), eq(companies.id, companyId ?? 0)))
        .orderBy(asc(companies.name)),
      db
        .select({
          id: profiles.id,
          builtIn: profiles.builtIn,
          name: profiles.name,
          grants: profiles.grants,
          reach: profiles.reach,
        })
        .from(profiles)
        .orderBy(asc(profiles.id)),
      db
        .select({ id: teams.id, name: teams.name, companyId: teams.companyId, disabledAt: teams.disabledAt })
        .from(teams)
        .orderBy(asc(teams.name)),
    ]);
    return {
      companies: ofCompanies.filter(({ id }) => id === companyId || mayPlaceIn(viewer, id)),
      profiles: ofProfiles.filter((profile) => isWithinOwn(viewer, profile)),
      teams: ofTeams.filter((team) => held.includes(team.id) || isTeamOffered(viewer, team)),
    };
  },
);

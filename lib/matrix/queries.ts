import "server-only";
import { and, asc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { query, type ReadScope } from "@/lib/access/gate";
import { isCurrent } from "@/lib/access/scopes";
import type { Locale } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { type CustomerTab, inTab } from "@/lib/customers/filter";
import { decodeCursor, encodeCursor } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import { inMatrix, type MatrixFilter, wantedInMatrix } from "./filter";
import { type MatrixProject, type MatrixTie, mostLoad } from "./rules";

const mostCounted = 10_000;
const mostProjects = 20;

export type MatrixEmployee = Awaited<ReturnType<typeof listEmployees>>["everybody"][number];
export type MatrixRow = Awaited<ReturnType<typeof listRows>>["rows"][number];

/**
 * Everybody who may stand above a column, by team and name, with the load of those on the page that the address asks
 * for. Who left stays while they answer for somebody. One statement.
 */
export const listEmployees = query("customers.read", async (scope, filter: MatrixFilter, locale: Locale) => {
  const first = (filter.columnPage - 1) * filter.columns + 1;
  const rows = await scope.db
    .select({
      id: sql`p.id`.mapWith(Number),
      name: sql<string>`p.name`,
      isSeller: sql<boolean>`p.is_seller`,
      isActive: sql<boolean>`p.is_active`,
      teams: sql<{ id: number; name: string }[]>`p.teams`,
      /** The team that the column stands under. */
      team: sql<string | null>`p.team`,
      /** From 1 among the columns of the filter; null = not one of them. */
      place: sql<number | null>`p.place::int`,
      /** Customers they answer for today; null = not on this page. */
      load: sql<number | null>`case when p.place between ${first} and ${first + filter.columns - 1}
        then (${loadOf(scope)})::int end`,
    })
    .from(sql`(${employeesOf(scope, filter, locale)}) p`)
    .orderBy(sql`p.place, p.name, p.id`);
  return {
    everybody: rows,
    columns: rows.filter(({ load }) => load !== null),
    total: rows.filter(({ place }) => place !== null).length,
  };
});

/** Active employees and those who left but hold something today, each with its place among the columns. */
function employeesOf({ tables, viewer }: ReadScope, filter: MatrixFilter, locale: Locale): SQL {
  const { employees, employeeTeams, listedCustomers: customers, responsibilities, teams } = tables;
  const by = sql.raw(`collate "${collationOf(locale)}"`);
  const { employee, team } = filter;
  const isColumn = sql`(${employee}::bigint is null or e.id = ${employee}::bigint)
    and (${team}::bigint is null or e.teams @> jsonb_build_array(jsonb_build_object('id', ${team}::bigint)))`;
  const holds = sql`exists (select from ${customers} where ${customers.homeOwner} = ${employees.id}
      and ${customers.unmasked} and ${customers.tab} in (0, 1))
    or exists (select from ${responsibilities} where ${responsibilities.employeeId} = ${employees.id}
      and ${isCurrent("responsibilities", viewer.facts.today)})`;
  const shownTeam = sql`case when ${team}::bigint is null then e.teams -> 0 ->> 'name'
    else jsonb_path_query_first(e.teams, '$[*] ? (@.id == $id).name', jsonb_build_object('id', ${team}::bigint)) #>> '{}' end`;
  return sql`
    select e.*, ${shownTeam} as team, case when ${isColumn} then
      row_number() over (partition by ${isColumn} order by ${shownTeam} ${by} nulls last, e.last_name ${by}, e.first_name ${by}, e.id) end as place
    from (
      select ${employees.id} as id, concat_ws(' ', ${employees.firstName}, ${employees.lastName}) as name,
        ${employees.firstName} as first_name, ${employees.lastName} as last_name, ${employees.isSeller} as is_seller,
        ${employees.deactivatedAt} is null as is_active,
        coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name ${by})
          from ${employeeTeams} m join ${teams} t on t.id = m.team_id where m.employee_id = ${employees.id}), '[]') as teams
      from ${employees} where ${employees.deactivatedAt} is null or ${holds}) e`;
}

/** How many customers open to the viewer the employee `p` answers for today, as an owner or responsible. */
function loadOf({ tables, viewer }: ReadScope): SQL {
  const { customerCompanies: related, listedCustomers: customers, responsibilities } = tables;
  const open = sql`${customers.unmasked} and ${customers.tab} in (0, 1)`;
  return sql`select count(*) from (
    (select ${customers.id} as id from ${customers} where ${customers.homeOwner} = p.id and ${open} limit ${mostLoad + 1})
    union
    (select ${customers.id} from ${responsibilities} join ${customers} on ${customers.id} = ${responsibilities.customerId}
      where ${responsibilities.employeeId} = p.id and ${isCurrent("responsibilities", viewer.facts.today)} and ${open}
      limit ${mostLoad + 1})
    union
    (select ${customers.id} from ${related} join ${customers} on ${customers.id} = ${related.customerId}
      where ${related.ownerId} = p.id and ${open} limit ${mostLoad + 1})) held`;
}

/**
 * One page of customers by name, each with who answers for it among these employees, and with its projects. One
 * statement.
 * @param employeeIds the columns; null = everybody
 */
export const listRows = query(
  "customers.read",
  async (scope, filter: MatrixFilter, employeeIds: readonly number[] | null, locale: Locale) => {
    const { listedCustomers: customers, customerCompanies, companies, responsibilities } = scope.tables;
    const place = placeOf(scope, locale);
    const among: Among = (employeeId) => (employeeIds ? anyOf(employeeId, employeeIds) : sql`true`);
    const unanswered = { ...filter, customers: { ...filter.customers, responsible: "none" as const } };
    const rows = await scope.db
      .select({
        id: customers.id,
        name: customers.name,
        number: customers.number,
        ownerId: customers.homeOwner,
        /** Who owns it in a related company. */
        companyOwners: sql<{ employeeId: number; company: string }[]>`coalesce((
          select jsonb_agg(jsonb_build_object('employeeId', ${customerCompanies.ownerId}, 'company', ${companies.name}))
          from ${customerCompanies} join ${companies} on ${companies.id} = ${customerCompanies.companyId}
          where ${eq(customerCompanies.customerId, customers.id)} and ${isNotNull(customerCompanies.ownerId)}
            and ${among(customerCompanies.ownerId)}), '[]')`,
        /** How many answer for it today, owners among them. */
        count: sql<number>`(select count(distinct p)::int from unnest(${customers.teamIds}) p)`,
        ties: sql<
          MatrixTie[]
        >`${tiesOf(scope, responsibilities, eq(responsibilities.customerId, customers.id), among)}`,
        projects: sql<MatrixProject[]>`${projectsOf(scope, filter, among)}`,
        /** Of the whole filter: customers, and those that nobody answers for. */
        total: countOf(scope, filter),
        nobody: countOf(scope, unanswered),
        cursor: sql<unknown[]>`jsonb_build_array(${place}, ${customers.id})`,
      })
      .from(sql`(${pageOf(scope, filter, locale)}) page`)
      .innerJoin(customers, sql`${customers.id} = page.id`)
      .orderBy(place, asc(customers.id));
    const last = rows.length > filter.rows ? rows[filter.rows - 1] : undefined;
    return {
      rows: rows.slice(0, filter.rows),
      next: last ? encodeCursor(last.cursor) : null,
      total: rows[0]?.total ?? 0,
      nobody: rows[0]?.nobody ?? 0,
    };
  },
);

const placeOf = ({ tables }: ReadScope, locale: Locale): SQL =>
  sql`${tables.listedCustomers.name} ${sql.raw(`collate "${collationOf(locale)}"`)}`;

const rowCursor = z.tuple([z.string(), z.number().int()]);

/** The ids of one page and one more. Active customers and prospects are two walks of the same index, then merged. */
function pageOf(scope: ReadScope, filter: MatrixFilter, locale: Locale): SQL {
  const { tables, viewer } = scope;
  const { listedCustomers: customers } = tables;
  const place = placeOf(scope, locale);
  const after = decodeCursor(filter.after, rowCursor);
  const skip = after ? 0 : (filter.page - 1) * filter.rows;
  const beyond = after ? sql`(${place}, ${customers.id}) > (${after[0]}, ${after[1]}::bigint)` : undefined;
  const walk = (tab: CustomerTab) => sql`(select ${customers.id} as id, ${customers.name} as name from ${customers}
    where ${and(inTab(customers, tab), inMatrix(viewer, customers, filter), beyond)}
    order by ${place}, ${customers.id} limit ${skip + filter.rows + 1})`;
  return sql`select id from (${walk("active")} union all ${walk("prospects")}) both_tabs
    order by name ${sql.raw(`collate "${collationOf(locale)}"`)}, id limit ${filter.rows + 1} offset ${skip}`;
}

function countOf({ tables, viewer }: ReadScope, filter: MatrixFilter) {
  const { listedCustomers: customers } = tables;
  return sql<number>`(select count(*) from (select from ${customers}
    where ${wantedInMatrix(viewer, customers, filter)} limit ${mostCounted + 1}) counted)`.mapWith(Number);
}

/** Whether somebody is among the columns. */
type Among = (employeeId: PgColumn) => SQL;
type Ties = ReadScope["tables"]["responsibilities" | "projectParticipants"];

/** The ties that have not ended, as `MatrixTie`s. */
function tiesOf({ viewer }: ReadScope, ties: Ties, of: SQL, among: Among): SQL {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('employeeId', ${ties.employeeId}, 'roleId', ${ties.roleId},
      'validFrom', ${ties.validFrom}, 'validTo', ${ties.validTo}, 'hasNote', ${ties.note} is not null) order by ${ties.id})
    from ${ties} where ${of} and ${among(ties.employeeId)}
      and coalesce(${ties.validTo}, 'infinity') >= ${viewer.facts.today}::date), '[]')`;
}

function projectsOf(scope: ReadScope, { projects: isWanted, closed }: MatrixFilter, among: Among): SQL {
  const { tables, viewer } = scope;
  if (!isWanted || !viewer.can("projects.own")) return sql`'[]'::jsonb`;
  const { listedCustomers: customers, projectParticipants: participants, projects } = tables;
  const today = isCurrent("project_participants", viewer.facts.today);
  const people = sql`select count(*)::int from (select p.manager_id where p.manager_id is not null union
    select ${participants.employeeId} from ${participants} where ${participants.projectId} = p.id and ${today}) those`;
  const ties = tiesOf(scope, participants, sql`${participants.projectId} = p.id`, among);
  return sql`coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'name', p.name,
      'isClosed', p.status = 'closed', 'managerId', p.manager_id, 'count', (${people}), 'ties', ${ties}, 'total', p.total))
    from (select ${projects.id}, ${projects.number}, ${projects.name}, ${projects.status}, ${projects.managerId},
        count(*) over () as total
      from ${projects} where ${projects.customerId} = ${customers.id} and (${closed} or ${projects.status} <> 'closed')
      order by ${projects.status} = 'closed', ${projects.startsOn} desc nulls first, ${projects.id} limit ${mostProjects}) p), '[]')`;
}

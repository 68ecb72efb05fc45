import "server-only";
import { and, asc, eq, isNotNull, isNull, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { z } from "zod";
import { query, type ReadScope } from "@/lib/access/gate";
import { kept } from "@/lib/access/kept";
import { loadsOf } from "@/lib/access/loads";
import { countSeen } from "@/lib/access/reached-count";
import { isCurrent, lastsUntil } from "@/lib/access/scopes";
import type { Locale } from "@/lib/access/viewer";
import { type CustomerTab, inTab } from "@/lib/customers/filter";
import { decodeCursor, encodeCursor } from "@/lib/list-address";
import { collationOf, intlTag } from "@/lib/locale/choice";
import { asked, inMatrix, type MatrixFilter, wantedInMatrix } from "./filter";
import { columnsOf, type MatrixProject, type MatrixTie, type Team } from "./rules";

const mostCounted = 10_000;
const mostProjects = 20;

export type MatrixEmployee = Awaited<ReturnType<typeof listEmployees>>["everybody"][number];
export type MatrixColumn = Awaited<ReturnType<typeof listEmployees>>["columns"][number];
export type MatrixRow = Awaited<ReturnType<typeof listRows>>["rows"][number];

/**
 * Everybody who may stand above a column; in their places, by team and name, those the filter asks for; and of these
 * the columns of the page. Who left stays while they answer for somebody. One statement.
 */
export const listEmployees = query("customers.read", async (scope, filter: MatrixFilter, locale: Locale) => {
  const everybody = await kept(scope.tables, ["listEmployees", locale], () => employeesAsked(scope, locale));
  const placed = columnsOf(everybody, filter, new Intl.Collator(intlTag(locale)));
  const first = (filter.columnPage - 1) * filter.columns;
  return { everybody, placed, columns: placed.slice(first, first + filter.columns), total: placed.length };
});

function employeesAsked(scope: ReadScope, locale: Locale) {
  const { employees, employeeTeams, teams } = scope.tables;
  const by = sql.raw(`collate "${collationOf(locale)}"`);
  return scope.db
    .select({
      id: employees.id,
      name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      isSeller: employees.isSeller,
      isActive: sql<boolean>`${employees.deactivatedAt} is null`,
      teams: sql<
        Team[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name ${by})
        from ${employeeTeams} m join ${teams} t on t.id = m.team_id where m.employee_id = ${employees}.id), '[]')`,
    })
    .from(employees)
    .where(or(isNull(employees.deactivatedAt), holds(scope)))
    .orderBy(sql`${employees.firstName} ${by}`, sql`${employees.lastName} ${by}`, asc(employees.id));
}

/** Whether an employee answers for anybody today. */
function holds({ tables, viewer }: ReadScope): SQL {
  const { employees, listedCustomers: customers, responsibilities } = tables;
  return sql`(exists (select from ${customers} where ${customers.homeOwner} = ${employees.id}
      and ${customers.seenIndex} and ${customers.unmasked} and ${customers.tab} in (0, 1))
    or exists (select from ${responsibilities} where ${responsibilities.employeeId} = ${employees.id}
      and ${isCurrent("responsibilities", viewer.facts.today)}))`;
}

/**
 * One page of customers by name, each with who answers for it among these employees, and with its projects. One
 * statement.
 * @param employeeIds the columns; null = everybody, and then nobody's load is counted
 */
export const listRows = query(
  "customers.read",
  async (scope, filter: MatrixFilter, employeeIds: readonly number[] | null, locale: Locale) => {
    const question = ["listRows", filter, employeeIds, locale] as const;
    const rows = await kept(scope.tables, question, () => rowsAsked(scope, filter, employeeIds, locale));
    const last = rows.length > filter.rows ? rows[filter.rows - 1] : undefined;
    return {
      rows: rows.slice(0, filter.rows),
      next: last ? encodeCursor(last.cursor) : null,
      total: rows[0]?.total ?? 0,
      nobody: rows[0]?.nobody ?? 0,
      /** How many customers each of the employees answers for today; who is not there answers for none. */
      loads: new Map(rows[0]?.loads ?? []),
    };
  },
);

function rowsAsked(scope: ReadScope, filter: MatrixFilter, employeeIds: readonly number[] | null, locale: Locale) {
  const { listedCustomers: customers, customerCompanies, companies, responsibilities } = scope.tables;
  const place = placeOf(scope, locale);
  const among: Among = (employeeId) =>
    employeeIds ? sql`${employeeId} = any(${sql.param([...employeeIds])}::bigint[])` : sql`true`;
  const unanswered = { ...filter, customers: { ...filter.customers, responsible: "none" as const } };
  return scope.db
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
      ties: sql<MatrixTie[]>`${tiesOf(scope, responsibilities, eq(responsibilities.customerId, customers.id), among)}`,
      projects: sql<MatrixProject[]>`${projectsOf(scope, filter, among)}`,
      /** Of the whole filter: customers, and those that nobody answers for. */
      total: countOf(scope, filter),
      nobody: countOf(scope, unanswered),
      loads: sql<[number, number][] | null>`case when row_number() over (order by ${place}, ${customers.id}) = 1
        then ${employeeIds ? loadsOf(scope.viewer, employeeIds) : sql`null::jsonb`} end`,
      cursor: sql<unknown[]>`jsonb_build_array(${place}, ${customers.id})`,
    })
    .from(sql`(${pageOf(scope, filter, locale)}) page`)
    .innerJoin(customers, sql`${customers.id} = page.id`)
    .orderBy(place, asc(customers.id));
}

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

/** Up to the limit. Without a filter they are counted as the viewer's rights come to them, which indexes answer. */
function countOf({ tables, viewer }: ReadScope, filter: MatrixFilter) {
  const { listedCustomers: customers } = tables;
  if (!asked(viewer, customers, filter)) return countSeen(viewer, mostCounted + 1);
  return sql<number>`(select count(*) from (select from ${customers}
    where ${wantedInMatrix(viewer, customers, filter)} limit ${mostCounted + 1}) counted)`.mapWith(Number);
}

/** Whether somebody is among the columns. */
type Among = (employeeId: SQLWrapper) => SQL;
type Ties = ReadScope["tables"]["responsibilities" | "projectParticipants"];

/** The ties that have not ended, as `MatrixTie`s. */
function tiesOf({ viewer }: ReadScope, ties: Ties, of: SQL, among: Among): SQL {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('employeeId', ${ties.employeeId}, 'roleId', ${ties.roleId},
      'validFrom', ${ties.validFrom}, 'validTo', ${ties.validTo}, 'hasNote', ${ties.note} is not null) order by ${ties.id})
    from ${ties} where ${of} and ${among(ties.employeeId)}
      and ${lastsUntil(viewer.facts.today, ties.validTo)}), '[]')`;
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

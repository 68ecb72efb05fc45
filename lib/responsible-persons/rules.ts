import "server-only";
import { and, like, not, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { ownerSaid } from "@/lib/access/own-values";
import { isCurrent, lastsUntil } from "@/lib/access/scopes";
import { inGrouping } from "@/lib/groupings/filter";
import { patternsOf } from "@/lib/list-address";
import type { PersonFilter } from "./filter";

/** What makes somebody stand in the list, in the order in which the people of one customer do. */
export const kinds = ["owner", "responsible", "manager", "participant"] as const;

/** "walk" goes from customer to customer in the order of an index; "seek" begins with the few ties that are wanted. */
export type Way = "walk" | "seek";

/** The rows of the list as something to read from, with the customer as `customers` and the tie as `t`. */
export function rowsWanted(scope: ReadScope, filter: PersonFilter, way: Way): { from: SQL; where: SQL }[] {
  const customers = scope.tables.listedCustomers;
  const walk = sql`${customers} cross join lateral (${ties(scope, filter, sql`${customers.id}`)}) t`;
  const seek = sql`(${ties(scope, filter, null)}) t inner join ${customers} on ${customers.id} = t.customer_id`;
  const wanted = and(ofCustomers(scope, filter), ofTies(scope, filter));
  const [customer, employee, project] = [foundCustomer, foundEmployee, foundProject].map((found) =>
    found(scope, filter),
  );
  if (!customer || way === "walk")
    return [
      {
        from: way === "seek" ? seek : walk,
        where: all(wanted, or(customer, employee, project)),
      },
    ];
  return [
    { from: walk, where: all(wanted, customer) },
    { from: seek, where: all(wanted, employee, no(customer)) },
    ...(withProjects(scope, filter) ? [{ from: seek, where: all(wanted, project, no(customer), no(employee)) }] : []),
  ];
}

const all = (...conditions: (SQL | undefined)[]): SQL => and(...conditions) ?? sql`true`;
const no = (condition: SQL | undefined): SQL | undefined => condition && not(condition);

/**
 * How rows are found soonest: from the customers, where the filter or the viewer's reach leaves few of them and it is
 * open who answers for them. A company has too many.
 */
export const wayTo = ({ viewer }: Pick<ReadScope, "viewer">, filter: PersonFilter): Way => {
  const { q, grouping, customer, employee, team, role } = filter;
  const { all, companies } = viewer.customerReach;
  const isOpenWho = q === "" && employee === null && team === null && (role === null || typeof role === "string");
  const isAboutFew = customer !== null || grouping !== null || (!all && companies.length === 0);
  return isOpenWho && isAboutFew ? "walk" : "seek";
};

export const withProjects = ({ viewer }: ReadScope, filter: PersonFilter): boolean =>
  filter.participants && viewer.can("projects.own");

/**
 * Everybody who answers for a customer, one row for each tie.
 * @param customer the customer they belong to, or null for those of all
 */
function ties(scope: ReadScope, filter: PersonFilter, customer: SQL | null): SQL {
  const { listedCustomers: customers, projectParticipants, projects, responsibilities } = scope.tables;
  const undated = sql`null::bigint as role_id, null::date as valid_from, null::date as valid_to`;
  const of = (column: SQL) => (customer ? sql`${column} = ${customer}` : sql`true`);
  const open = filter.ended ? sql`true` : sql`${projects.status} <> 'closed'`;
  const role = (column: SQL) => (scope.viewer.uses("roles") ? column : sql`null::bigint`);
  const owned = (
    employee: SQLWrapper,
    where: SQL,
  ) => sql`select 0 as kind, ${customers.id} as id, ${customers.id} as customer_id,
    null::bigint as project_id, ${employee} as employee_id, ${undated} ${customer ? sql`` : sql`from ${customers}`} where ${where}`;
  const ofOwn = sql`${customers.ownerId} is not null and ${customers.ownerId} is distinct from ${customers.homeOwner}
    and ${ownerSaid(scope.viewer, customers)}`;
  // Sought among all, owners are taken from where their index has them; those that a company names itself are few.
  const owner = customer
    ? owned(customers.ownerId, sql`${customers.ownerId} is not null`)
    : sql`${owned(customers.homeOwner, sql`${customers.seenIndex} and ${customers.homeOwner} = ${customers.ownerId}`)}
        ${scope.viewer.facts.ownValues ? sql`union all ${owned(customers.ownerId, ofOwn)}` : sql``}`;
  const responsible = sql`select 1, ${responsibilities.id}, ${responsibilities.customerId}, null::bigint, ${responsibilities.employeeId},
    ${role(sql`${responsibilities.roleId}`)}, ${responsibilities.validFrom}, ${responsibilities.validTo}
    from ${responsibilities} where ${of(sql`${responsibilities.customerId}`)}`;
  if (!withProjects(scope, filter)) return sql`${owner} union all ${responsible}`;
  const manager = sql`select 2, ${projects.id}, ${projects.customerId}, ${projects.id}, ${projects.managerId},
    null::bigint, null::date, null::date from ${projects}
    where ${projects.managerId} is not null and ${open} and ${of(sql`${projects.customerId}`)}`;
  const participant = sql`select 3, ${projectParticipants.id}, ${projects.customerId}, ${projects.id},
    ${projectParticipants.employeeId}, ${role(sql`${projectParticipants.roleId}`)}, ${projectParticipants.validFrom},
    ${projectParticipants.validTo} from ${projects}
    inner join ${projectParticipants} on ${projectParticipants.projectId} = ${projects.id}
    where ${open} and ${of(sql`${projects.customerId}`)}`;
  return sql`${owner} union all ${responsible} union all ${manager} union all ${participant}`;
}

function ofCustomers({ tables, viewer }: ReadScope, filter: PersonFilter): SQL {
  const customers = tables.listedCustomers;
  return all(
    sql`${customers.reachIndex}`,
    sql`${customers.full}`,
    filter.archived ? sql`${customers.tab} in (0, 1, 2)` : sql`${customers.tab} in (0, 1)`,
    filter.customer === null ? undefined : sql`${customers.id} = ${filter.customer}`,
    inGrouping(viewer, customers, filter.grouping),
  );
}

function ofTies(scope: ReadScope, filter: PersonFilter): SQL {
  const { employeeTeams } = scope.tables;
  const { employee, team, date, ended } = filter;
  const { today } = scope.viewer.facts;
  return all(
    date ? isCurrent("t", date) : ended ? undefined : lastsUntil(today, sql`t.valid_to`),
    employee === null ? undefined : sql`t.employee_id = ${employee}::bigint`,
    team === null
      ? undefined
      : sql`t.employee_id = any(array(select ${employeeTeams.employeeId} from ${employeeTeams}
          where ${employeeTeams.teamId} = ${team}))`,
    ofRole(filter),
    ofSellers(scope, filter),
  );
}

function ofRole({ role }: PersonFilter): SQL | undefined {
  if (role === null) return undefined;
  if (role === "owner") return sql`t.kind = 0`;
  if (role === "manager") return sql`t.kind = 2`;
  if (role === "none") return sql`(t.kind in (1, 3) and t.role_id is null)`;
  const [kind, id] = "customer" in role ? [1, role.customer] : [3, role.project];
  return sql`(t.kind = ${kind} and t.role_id = ${id}::bigint)`;
}

function ofSellers({ tables }: ReadScope, { seller }: PersonFilter): SQL | undefined {
  const { employees, groupSellers, listedCustomers: customers } = tables;
  if (seller === null) return undefined;
  const acts = sql`t.employee_id = any(array(select ${employees.id} from ${employees} where ${employees.isSeller}))`;
  if (seller === "yes") return acts;
  if (seller === "no") return sql`not ${acts}`;
  return sql`(${acts} and exists (select from ${groupSellers}
    where ${groupSellers.groupId} = ${customers.groupId} and ${groupSellers.employeeId} = t.employee_id))`;
}

function foundCustomer({ tables }: ReadScope, { q }: PersonFilter): SQL | undefined {
  return and(...patternsOf(q).map((pattern) => like(tables.listedCustomers.search, pattern)));
}

function foundEmployee({ tables: { employees } }: ReadScope, { q }: PersonFilter): SQL | undefined {
  const named = inWords(sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName}, ${employees.email})`, q);
  return named && sql`t.employee_id = any(array(select ${employees.id} from ${employees} where ${named}))`;
}

/** Of a project that is not among the rows nothing is found. */
function foundProject(scope: ReadScope, filter: PersonFilter): SQL | undefined {
  const { projects } = scope.tables;
  const named = inWords(sql`concat_ws(' ', ${projects.name}, ${projects.number})`, filter.q);
  if (!named || !withProjects(scope, filter)) return undefined;
  return sql`coalesce(t.project_id = any(array(select ${projects.id} from ${projects} where ${named})), false)`;
}

const inWords = (words: SQL, q: string): SQL | undefined =>
  and(...patternsOf(q).map((pattern) => sql`' ' || fold(${words}) || ' ' like ${pattern}`));

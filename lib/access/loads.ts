import "server-only";
import { and, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { customerCompanies, customers, responsibilities } from "@/db/schema/index";
import { customersInReach, holdsOn, masked } from "./scopes";
import type { Viewer } from "./viewer";

/**
 * For how many customers not archived each of some employees answers today, as jsonb pairs of id and number: of those
 * whose responsible persons the viewer may see. Who answers for none of them is not there.
 */
export function loadsOf(viewer: Viewer, employeeIds: readonly number[]): SQL<[number, number][] | null> {
  const isAmong = (employeeId: SQLWrapper) => sql`${employeeId} = any(${sql.param([...employeeIds])}::bigint[])`;
  const known = and(sql`${customers.tab} in (0, 1)`, customersInReach(viewer), masked(viewer));
  const { all, companies } = viewer.customerReach;
  // Where few are in reach they are gathered once. Else those with ties are asked one by one, whose number goes by the
  // employees: a join would read all customers.
  const isGathered = !all && companies.length === 0;
  const owned = isGathered
    ? sql`select owner_id as employee_id, id from gathered where ${isAmong(sql`owner_id`)}`
    : sql`select ${customers.ownerId} as employee_id, ${customers.id} as id from ${customers}
        where ${isAmong(customers.ownerId)} and ${known}`;
  const isKnown = (id: SQLWrapper) =>
    isGathered
      ? sql`${id} in (select id from gathered)`
      : sql`(select true from ${customers} where ${customers.id} = ${id} and ${known})`;
  const gathered = sql`with gathered as materialized (
    select ${customers.id} as id, ${customers.ownerId} as owner_id from ${customers} where ${known})`;
  return sql`(${isGathered ? gathered : sql``}
    select jsonb_agg(jsonb_build_array(employee_id, load)) from (
      select employee_id, count(*) as load from (
        ${owned}
        union select ${customerCompanies.ownerId}, ${customerCompanies.customerId} from ${customerCompanies}
          where ${isAmong(customerCompanies.ownerId)} and ${isKnown(customerCompanies.customerId)}
        union select ${responsibilities.employeeId}, ${responsibilities.customerId} from ${responsibilities}
          where ${isAmong(responsibilities.employeeId)} and ${holdsOn(viewer.facts.today, responsibilities)}
            and ${isKnown(responsibilities.customerId)}) held
      group by 1) loads)`;
}

import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { isCurrent, none, type Rows } from "./scopes";

const { customers, responsibilities } = schema;

/**
 * Work orders as far as the level and the order's own choice of people go: whoever made it and whoever is to do it see it
 * always, the rest when they are among those it is meant for. With the level "own", "everyone" means whoever answers for
 * the customer today. The customer itself may be out of reach, but not in the bin.
 */
export const customerWorkOrdersOpen: Rows = (viewer) => {
  if (!viewer.can("workOrders.own")) return none;
  const { customerWorkOrders: order, workOrders } = schema;
  const ways = waysToWorkOrder({
    me: sql`${viewer.employeeId}::bigint`,
    readsAll: viewer.can("workOrders.read"),
    usesRoles: viewer.uses("roles"),
    today: viewer.facts.today,
  });
  // Way by way, so that the index of each answers it; the ids as one array, which is found before anything is sorted.
  const open = Object.values(ways).map(
    (way) =>
      sql`${db
        .select({ id: order.id })
        .from(order)
        .innerJoin(workOrders, eq(workOrders.id, order.workOrderId))
        .where(way)}`,
  );
  return and(
    sql`${order.id} = any(in_one_process(array(${sql.join(open, sql` union all `)})))`,
    sql`${order.customerId} not in (select c.id from ${customers} c where c.tab = 3)`,
  );
};

export type WayToWorkOrder = "creator" | "assignee" | "everyone" | "responsible" | "role" | "people" | "team";

/** Who asks about work orders: one person, or a column of many. */
export type Asking = {
  me: SQL;
  /** Whether "everyone" means them as well: the level "read" or more. */
  readsAll: boolean | SQL;
  /** Nobody has a role while the organisation does without them. */
  usesRoles: boolean;
  today: string;
};

/**
 * Why somebody with the right level sees a work order, each reason as a condition on it and its order. "Everyone" are
 * those with the level for it, and as little as "responsibles" asks for whoever has less.
 */
export function waysToWorkOrder({ me, readsAll, usesRoles, today }: Asking) {
  const { customerWorkOrders: order, employeeTeams, workOrderPeople, workOrders } = schema;
  const { visibility } = workOrders;
  // As `answersFor` (scopes.ts), asked from the person: owners and standing responsibles, and whoever is it today.
  const answers = sql`exists (select from (
      select c.id from ${customers} c where c.people && array[${me}]
      union all
      select r.customer_id from ${responsibilities} r where r.employee_id = ${me} and ${isCurrent("r", today)}
    ) answered where answered.id = ${order.customerId})`;
  const hasRole = sql`exists (select from ${responsibilities} r where r.customer_id = ${order.customerId}
    and r.employee_id = ${me} and r.role_id = ${workOrders.roleId} and ${isCurrent("r", today)})`;
  const isNamed = sql`exists (select from ${workOrderPeople} n
    where n.work_order_id = ${workOrders.id} and n.employee_id = ${me})`;
  const isInTeam = sql`exists (select from ${employeeTeams} t
    where t.team_id = ${workOrders.teamId} and t.employee_id = ${me})`;
  const toAll = eq(visibility, "everyone");
  const ways: Record<WayToWorkOrder, SQL | undefined> = {
    creator: sql`${workOrders.createdBy} = ${me}`,
    assignee: sql`${order.assigneeId} = ${me}`,
    everyone: typeof readsAll === "boolean" ? (readsAll ? toAll : none) : and(toAll, readsAll),
    responsible: and(
      readsAll === true ? eq(visibility, "responsibles") : inArray(visibility, ["everyone", "responsibles"]),
      answers,
    ),
    role: usesRoles ? and(eq(visibility, "role"), hasRole) : none,
    people: and(eq(visibility, "people"), isNamed),
    team: and(eq(visibility, "team"), isInTeam),
  };
  return ways;
}

/** An order is open to whoever may see it for one of its customers. */
export const ofWorkOrder =
  (column: PgColumn): Rows =>
  (viewer) => {
    const { customerWorkOrders } = schema;
    const open = db
      .select({ id: customerWorkOrders.workOrderId })
      .from(customerWorkOrders)
      .where(customerWorkOrdersOpen(viewer));
    return sql`${column} in (${open})`;
  };

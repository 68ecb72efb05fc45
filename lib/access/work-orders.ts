import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { answering, isCurrent, none, type Rows } from "./scopes";

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
  // Way by way, so that the index of each answers it.
  const open = Object.values(ways).map(
    (way) =>
      sql`${db
        .select({ id: order.id })
        .from(order)
        .innerJoin(workOrders, eq(workOrders.id, order.workOrderId))
        .where(way)}`,
  );
  return and(
    sql`${order.id} in (${sql.join(open, sql` union all `)})`,
    sql`exists (select from ${customers} c where c.id = ${order.customerId} and c.tab < 3)`,
  );
};

/** Who asks about work orders: one person, or a column of many. */
export type Asking = {
  me: SQL;
  /** Whether "everyone" means them as well: the level "read" or more. */
  readsAll: boolean | SQL;
  /** Nobody has a role while the organisation does without them. */
  usesRoles: boolean;
  today: string;
};

/** Why somebody with the right level sees a work order, each reason as a condition on it and its order. */
export function waysToWorkOrder({ me, readsAll, usesRoles, today }: Asking) {
  const { customerWorkOrders, employeeTeams, workOrderPeople, workOrders } = schema;
  const chosen = (visibility: (typeof workOrders.visibility.enumValues)[number], among?: SQL) =>
    and(eq(workOrders.visibility, visibility), among) ?? none;
  const customer = alias(customers, "ordering");
  const answers = sql`exists (select from ${customers} ordering where ordering.id = ${customerWorkOrders.customerId}
    and (${answering(sql`array[${me}]`, today, customer)}))`;
  const all = typeof readsAll === "boolean" ? (readsAll ? undefined : answers) : or(readsAll, answers);
  return {
    creator: sql`${workOrders.createdBy} = ${me}`,
    assignee: sql`${customerWorkOrders.assigneeId} = ${me}`,
    everyone: chosen("everyone", all),
    responsibles: chosen("responsibles", answers),
    role: usesRoles
      ? chosen(
          "role",
          sql`exists (select from ${responsibilities} r where r.customer_id = ${customerWorkOrders.customerId}
            and r.employee_id = ${me} and r.role_id = ${workOrders.roleId} and ${isCurrent("r", today)})`,
        )
      : none,
    people: chosen(
      "people",
      sql`exists (select from ${workOrderPeople} n where n.work_order_id = ${workOrders.id} and n.employee_id = ${me})`,
    ),
    team: chosen(
      "team",
      sql`exists (select from ${employeeTeams} t where t.team_id = ${workOrders.teamId} and t.employee_id = ${me})`,
    ),
  };
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

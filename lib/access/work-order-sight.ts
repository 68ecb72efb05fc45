import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { customerWorkOrders, employees, workOrders } from "@/db/schema/index";
import { anyOf } from "@/lib/any-of";
import type { Viewer } from "./viewer";
import { type WayToWorkOrder, waysToWorkOrder } from "./work-orders";

const seeing = alias(employees, "seeing");

/**
 * Why each of these people sees a work order: the very conditions that cut their rows, asked about this one row. Whoever
 * does not see it has no entry. One statement. The order itself is not checked against anybody's reach: that is the
 * caller's part.
 */
export async function waysOfOrder(
  people: readonly Viewer[],
  id: number,
): Promise<Map<number, readonly WayToWorkOrder[]>> {
  const able = people.filter((person) => person.can("workOrders.own"));
  const [first] = able;
  if (!first) return new Map();
  const idsOf = (some: readonly Viewer[]) => some.map(({ employeeId }) => employeeId);
  const ways = waysToWorkOrder({
    me: sql`${seeing.id}`,
    readsAll: anyOf(seeing.id, idsOf(able.filter((person) => person.can("workOrders.read")))),
    usesRoles: first.uses("roles"),
    today: first.facts.today,
  });
  const held = Object.entries(ways).map(([way, condition]) => whenTrue(way, condition));
  const rows = await db
    .select({
      id: seeing.id,
      ways: sql<WayToWorkOrder[]>`array_remove(array[${sql.join(held, sql`, `)}], null)`,
    })
    .from(customerWorkOrders)
    .innerJoin(workOrders, eq(workOrders.id, customerWorkOrders.workOrderId))
    .innerJoin(seeing, anyOf(seeing.id, idsOf(able)))
    .where(eq(customerWorkOrders.id, id));
  return new Map(rows.filter(({ ways: some }) => some.length > 0).map((row) => [row.id, row.ways]));
}

const whenTrue = (way: string, condition: SQL | undefined): SQL => sql`case when ${condition} then ${way}::text end`;

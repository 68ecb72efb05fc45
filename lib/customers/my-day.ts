import "server-only";
import { desc, inArray, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";

const most = 10;

const columns = ({ tables: { customers } }: ReadScope) => ({
  id: customers.id,
  name: customers.name,
  number: customers.number,
  city: customers.city,
  updatedAt: customers.updatedAt,
});

/** Customers the viewer owns or stands responsible for, last changed first. */
export const listMyCustomers = query("customers.read", async (scope) => {
  const { db, tables, viewer } = scope;
  const { customers } = tables;
  return db
    .select(columns(scope))
    .from(customers)
    .where(
      sql`${customers.people} && ${sql.param([viewer.employeeId])}::bigint[] and ${inArray(customers.tab, [0, 1])}`,
    )
    .orderBy(desc(customers.updatedAt), desc(customers.id))
    .limit(most);
});

/** Active customers last changed by anybody. */
export const listRecentCustomers = query("customers.read", async (scope) => {
  const { customers } = scope.tables;
  return scope.db
    .select(columns(scope))
    .from(customers)
    .where(inArray(customers.tab, [0]))
    .orderBy(desc(customers.updatedAt), desc(customers.id))
    .limit(most);
});

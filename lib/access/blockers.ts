import "server-only";
import { and, eq, exists, not, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { billing, customers, customerWorkOrders, invoices, projects, salesCases } from "@/db/schema/index";
import { counted } from "./counted";
import type { Transaction } from "./gate";
import { billingOpen, customersInReach, invoicesOpen, projectsOpen, salesCasesOpen } from "./scopes";
import type { Viewer } from "./viewer";
import { customerWorkOrdersOpen } from "./work-orders";

/** What keeps a customer from being deleted, as far as the viewer sees it; `others` says that there is more. */
export type Blockers = {
  projects: number;
  sales: number;
  workOrders: number;
  invoices: number;
  /** Customers whose invoices go to this one. */
  payers: { id: number; name: string }[];
  others: boolean;
};

export const isBlocked = ({ projects, sales, workOrders, invoices, payers, others }: Blockers): boolean =>
  projects + sales + workOrders + invoices + payers.length > 0 || others;

type Blocking = typeof projects | typeof salesCases | typeof customerWorkOrders | typeof invoices;

/** The blockers of a customer, for a statement about it. Null for those who may not delete customers. */
export function blockersOf(viewer: Viewer, id: number): SQL<Blockers | null> {
  if (!viewer.can("deleteCustomer")) return sql<null>`null`;
  const payers = db
    .select({
      all: sql`coalesce(jsonb_agg(jsonb_build_object('id', ${customers.id}, 'name', ${customers.name})), '[]')`,
    })
    .from(billing)
    .innerJoin(customers, eq(customers.id, billing.customerId))
    .where(and(eq(billing.billingCustomerId, id), customersInReach(viewer)));
  return sql<Blockers>`(
    select jsonb_build_object('projects', p.seen, 'sales', s.seen, 'workOrders', w.seen, 'invoices', i.seen, 'payers', ${payers},
      'others', p.some > p.seen or s.some > s.seen or w.some > w.seen or i.some > i.seen or b.some > b.seen)
    from ${counted(projects, eq(projects.customerId, id), projectsOpen(viewer))} p,
      ${counted(salesCases, eq(salesCases.customerId, id), salesCasesOpen(viewer))} s,
      ${counted(customerWorkOrders, eq(customerWorkOrders.customerId, id), customerWorkOrdersOpen(viewer))} w,
      ${counted(invoices, eq(invoices.customerId, id), invoicesOpen(viewer))} i,
      ${counted(billing, eq(billing.billingCustomerId, id), billingOpen(viewer))} b)`;
}

/** The same inside a command, where what others are just adding has been waited for. */
export async function blockersIn(tx: Transaction, viewer: Viewer, id: number): Promise<Blockers | null> {
  await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, id)).for("update");
  const [row] = await tx.select({ blockers: blockersOf(viewer, id) }).from(sql`(values (1)) as one`);
  return row?.blockers ?? null;
}

/** Customers that nothing keeps: what has been in the bin long enough may go. */
export const unblocked = (): SQL => {
  const found = (table: Blocking) =>
    exists(db.select({ id: table.id }).from(table).where(eq(table.customerId, customers.id)));
  const pays = exists(db.select({ id: billing.id }).from(billing).where(eq(billing.billingCustomerId, customers.id)));
  return not(or(found(projects), found(salesCases), found(customerWorkOrders), found(invoices), pays) ?? sql`false`);
};

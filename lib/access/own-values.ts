import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import * as schema from "@/db/schema/index";
import type { ListedCustomers } from "./listed-customers";
import type { Viewer } from "./viewer";

const { customerCompanies, customers } = schema;

/** What the viewer's own company says of a customer that is at home in another one. */
const own = ({ facts }: Viewer, value: SQL): SQL => sql`(
  select ${value} from ${customerCompanies} k
  where k.customer_id = ${customers.id} and k.company_id = ${facts.companyId})`;

/**
 * Who owns the customer for the viewer: in their own company where that says so, else at home. The plain column where
 * their company says nothing of any customer.
 */
export const ownerFor = (viewer: Viewer): SQL | PgColumn =>
  viewer.facts.ownValues ? sql`coalesce(${own(viewer, sql`k.owner_id`)}, ${customers.ownerId})` : customers.ownerId;

/** The number that the viewer's own company has given the customer, where it is another than at home. */
export const numberFor = (viewer: Viewer): SQL =>
  viewer.facts.ownValues ? own(viewer, sql`k.number`) : sql`null::text`;

/**
 * Owned by a person, or by nobody, as the viewer's list shows it. What indexes can answer stands before the value
 * itself: at home, or in the viewer's company.
 * @param owner an employee's id, a column of ids, or null
 */
export function ownedBy({ facts }: Viewer, customers: ListedCustomers, owner: number | SQL | null): SQL | undefined {
  const { homeOwner, id, ownerId } = customers;
  if (owner === null) return facts.ownValues ? and(isNull(homeOwner), isNull(ownerId)) : isNull(ownerId);
  if (!facts.ownValues) return eq(ownerId, owner);
  return and(
    sql`(${homeOwner} = ${owner} or ${id} = any(array(
      select k.customer_id from ${customerCompanies} k where k.company_id = ${facts.companyId} and k.owner_id = ${owner})))`,
    eq(ownerId, owner),
  );
}

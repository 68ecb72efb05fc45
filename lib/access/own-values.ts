import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import * as schema from "@/db/schema/index";
import { type BillingField, ownFields, termFields } from "@/lib/billing/fields";
import type { ListedCustomers } from "./listed-customers";
import type { Tables } from "./rows";
import { answersFor, billingOpen, masked } from "./scopes";
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
  const { homeOwner, id, ownerId, seenIndex, unmasked } = customers;
  if (owner === null && !facts.ownValues) return isNull(ownerId);
  if (owner === null) return and(sql`(${homeOwner} is null or not ${unmasked})`, isNull(ownerId));
  if (!facts.ownValues) return and(sql`${seenIndex}`, eq(homeOwner, owner), eq(ownerId, owner));
  return and(
    sql`${seenIndex}`,
    sql`(${homeOwner} = ${owner} or ${id} = any(array(
      select k.customer_id from ${customerCompanies} k where k.company_id = ${facts.companyId} and k.owner_id = ${owner})))`,
    eq(ownerId, owner),
  );
}

/** Whether the viewer's own company names an owner of its own for the customer; by its index. */
export const ownerSaid = ({ facts }: Viewer, { id }: ListedCustomers): SQL => sql`${id} = any(array(
  select k.customer_id from ${customerCompanies} k where k.company_id = ${facts.companyId} and k.owner_id is not null))`;

/**
 * In a group, as the viewer's list shows it; what indexes can answer first.
 * @param group a group's id or a column of ids
 */
export const inGroup = ({ groupId, groupIndex, seenIndex }: ListedCustomers, group: number | SQL): SQL | undefined =>
  and(sql`${seenIndex}`, eq(groupIndex, group), eq(groupId, group));

/**
 * Answered for by a person, as its owner at home or as a responsible of today, or by nobody, as the viewer's list shows
 * it; what indexes can answer first.
 */
export function answeredBy({ facts }: Viewer, customers: ListedCustomers, responsible: number | "none") {
  const { id, datedIndex, people, peopleIndex, seenIndex, teamIds, unmasked } = customers;
  if (responsible === "none") return sql`${peopleIndex} = '{}' and ${people} = '{}' and cardinality(${teamIds}) = 0`;
  const inIndex = { id, people: peopleIndex, datedPeople: datedIndex };
  return and(sql`${seenIndex}`, answersFor([responsible], facts.today, inIndex), sql`${unmasked}`);
}

/** A company that serves a customer besides its home company, and what is different there. */
export type RelatedCompany = {
  /** Of the relation. */
  id: number;
  version: number;
  companyId: number;
  name: string;
  /** Null: as at home, or hidden from the viewer. */
  ownerId: number | null;
  ownerName: string | null;
  number: string | null;
  /** Whether it has terms of invoicing of its own that the viewer may see. */
  hasTerms: boolean;
};

/** The related companies of a customer that the viewer may open, by name. None while companies are not told apart. */
export function relatedCompaniesOf(viewer: Viewer, id: number): SQL<RelatedCompany[]> {
  if (!viewer.uses("multiCompany")) return sql`'[]'::jsonb`;
  const { billing, companies, employees } = schema;
  const seen = masked(viewer) ?? sql`true`;
  const fields = [...Object.keys(termFields), ...Object.keys(ownFields)] as BillingField[];
  const terms = sql.join(
    fields.map((field) => billing[field]),
    sql`, `,
  );
  const company = sql`jsonb_build_object('id', k.id, 'version', k.version, 'companyId', c.id, 'name', c.name,
    'ownerId', case when ${seen} then k.owner_id end, 'ownerName', case when ${seen} then concat_ws(' ', e.first_name, e.last_name) end,
    'number', k.number, 'hasTerms', exists (select from ${billing}
      where ${billing.customerId} = k.customer_id and ${billing.companyId} = c.id and ${billingOpen(viewer)}
        and num_nonnulls(${terms}) > 0))`;
  return sql<RelatedCompany[]>`(
    select coalesce(jsonb_agg(${company} order by c.name, c.id), '[]')
    from ${customerCompanies} k join ${companies} c on c.id = k.company_id left join ${employees} e on e.id = k.owner_id
    where k.customer_id = ${id})`;
}

/** Of the terms of a customer those by which the viewer's own company invoices it: its own, and those of home. */
export const countsFor = ({ facts }: Viewer, billing: Tables["billing"]): SQL =>
  facts.features.includes("multiCompany")
    ? sql`(${billing.companyId} is null or ${billing.companyId} = ${facts.companyId})`
    : sql`${billing.companyId} is null`;

import "server-only";
import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { RelatedCompany } from "@/lib/access/own-values";
import { customerFilter, inTab, matching } from "@/lib/customers/filter";
import type { FullCustomer } from "@/lib/customers/queries";
import { isSupplier } from "@/lib/customers/suppliers";
import { absent } from "@/lib/outcome";
import { inCompany, type Levels } from "./rules";

type Of = Pick<FullCustomer, "id" | "groupId" | "groupName" | "isMasked"> &
  Partial<Pick<FullCustomer, "mainUnitTerms">>;

/**
 * The terms of a customer: its own, those of its main units, its group's and the organisation's; with a related company
 * also what is different there. Where its group or a main unit that gives terms is hidden from the viewer only its own
 * are known: what those say would tell of them.
 * @returns own: the row that a form changes; counted: what only a customer can have, as it counts in the company
 */
export const customerBilling = query(
  "customers.read",
  async (
    { db, tables: { billing } },
    { id, groupId, groupName, isMasked, mainUnitTerms = [] }: Of,
    company: Pick<RelatedCompany, "companyId" | "name"> | null = null,
  ) => {
    const ofCompany = company ? eq(billing.companyId, company.companyId) : undefined;
    const rows = await db
      .select()
      .from(billing)
      .where(
        or(
          and(eq(billing.customerId, id), or(isNull(billing.companyId), ofCompany)),
          groupId === null ? undefined : eq(billing.groupId, groupId),
          and(isNull(billing.customerId), isNull(billing.groupId)),
        ),
      );
    const there = rows.find(({ companyId }) => companyId !== null) ?? null;
    const home = rows.find(({ customerId, companyId }) => customerId !== null && companyId === null) ?? null;
    const group = rows.find((row) => row.groupId !== null);
    const organisation = rows.find((row) => row.customerId === null && row.groupId === null);
    const levels: Levels = {
      ...(company && there && { company: { ...there, name: company.name } }),
      ...(home && { customer: home }),
      mainUnit: mainUnitTerms.map(({ name, terms }) => ({ ...terms, name: name ?? undefined })),
      ...(group && groupName && { group: { ...group, name: groupName } }),
      ...(organisation && { organisation }),
    };
    const own = company ? there : home;
    const isHidden = isMasked || mainUnitTerms.some(({ terms }) => terms === null);
    return {
      levels: isHidden ? { company: levels.company, customer: levels.customer } : levels,
      /** Whether wider levels than the customer's own are not open to the viewer. */
      isMasked: isHidden,
      own,
      home,
      counted: company ? inCompany(there, home) : home,
      version: own?.version ?? 1,
    };
  },
);

export type CustomerBilling = Awaited<ReturnType<typeof customerBilling>>;

/**
 * What the terms of a customer name by id, and whether any of its types may be invoiced.
 * @returns payer null also where it is not open to the viewer
 */
export const billingNames = query(
  "customers.read",
  async ({ db, tables }, customerId: number, own: CustomerBilling["counted"]) => {
    const { customers, customerContacts: contacts, customerTypeLinks, customerTypes, persons } = tables;
    const [names] = await db
      .select({
        payerName: customers.name,
        payerNumber: customers.number,
        firstName: persons.firstName,
        lastName: persons.lastName,
        erasedAt: persons.erasedAt,
        inactiveAt: contacts.inactiveAt,
        isInvoiceable: sql<boolean>`exists (
          select from ${customerTypeLinks} join ${customerTypes} on ${customerTypes.id} = ${customerTypeLinks.typeId}
          where ${customerTypeLinks.customerId} = ${customerId} and ${customerTypes.invoicingAllowed})`,
      })
      .from(sql`(select 1) once`)
      .leftJoin(customers, eq(customers.id, own?.billingCustomerId ?? 0))
      .leftJoin(contacts, eq(contacts.id, own?.billingContactId ?? 0))
      .leftJoin(persons, eq(persons.id, contacts.personId));
    return names ?? absent();
  },
);

export type BillingNames = Awaited<ReturnType<typeof billingNames>>;

const mostPayers = 20;

/** Customers in use that could pay for this one, by number, name, business ID or town. */
export const payerChoices = query("customers.edit", async ({ db, tables, viewer }, customerId: number, q: string) => {
  const { listedCustomers: listed } = tables;
  const filter = customerFilter({ q });
  if (!filter.q) return [];
  return db
    .select({
      id: listed.id,
      number: listed.number,
      name: listed.name,
      city: listed.city,
      isSupplier: isSupplier(viewer, tables, listed.typeIds),
    })
    .from(listed)
    .where(and(inTab(listed, null), eq(listed.full, true), ne(listed.id, customerId), matching(viewer, listed, filter)))
    .orderBy(asc(listed.name), asc(listed.id))
    .limit(mostPayers);
});

/** What the terms in a row are of: a customer, or its relation to a company. Undefined where they are not open. */
export const ownerOfTerms = query("customers.read", async ({ db, tables }, billingId: number) => {
  const { billing, customerCompanies: related } = tables;
  const ofTerms = and(eq(related.customerId, billing.customerId), eq(related.companyId, billing.companyId));
  const [owner] = await db
    .select({ customerId: billing.customerId, relationId: related.id })
    .from(billing)
    .leftJoin(related, ofTerms)
    .where(eq(billing.id, billingId));
  return owner;
});

/** The terms that a group gives its customers, and those behind them. */
export const groupBilling = query("groups", async ({ db, tables: { billing } }, groupId: number) => {
  const rows = await db
    .select()
    .from(billing)
    .where(and(isNull(billing.customerId), or(eq(billing.groupId, groupId), isNull(billing.groupId))));
  const own = rows.find((row) => row.groupId !== null) ?? null;
  return { own, organisation: rows.find((row) => row.groupId === null), version: own?.version ?? 1 };
});

/** The terms of the organisation itself. */
export const organisationBilling = query("settings", async ({ db, tables: { billing } }) => {
  const [own = null] = await db
    .select()
    .from(billing)
    .where(and(isNull(billing.customerId), isNull(billing.groupId)));
  return { own, version: own?.version ?? 1 };
});

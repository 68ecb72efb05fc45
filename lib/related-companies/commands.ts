import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { billing, customerCompanies, customers } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { refuseArchived } from "@/lib/customers/holding";
import { checkReferences, reached } from "@/lib/customers/parts";
import { isMasked } from "@/lib/customers/rules";
import { Invalid } from "@/lib/errors";
import { numberProblem } from "@/lib/numbering/series";
import { absent, type DoubtAbout } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { peopleSeeing, sightDoubt } from "./doubts";
import { homeInput, newRelatedInput, relatedInput } from "./fields";
import { mayChangeIn, mayChooseCompanies } from "./rules";

/** One more company serves a customer; what is different there can be said at once. The posted id is the customer's. */
export const relateCompany = command({
  may: "customers.all",
  on: customers,
  subject: customerCompanies,
  log: "relatedCompany.created",
  input: newRelatedInput,
  async run({ viewer, tx, tables, row: customer, confirmed }, { companyId, ...values }) {
    if (!mayChooseCompanies(viewer)) absent();
    refuseArchived(customer);
    const company = await companyInUse(tx, tables, companyId);
    if (customer.companies.includes(company)) throw new Invalid({ companyId: { key: "taken" } });
    const different = await judged({ viewer, tx, tables }, customer, values, { companyId: company });
    const [added] = await tx
      .insert(customerCompanies)
      .values({ customerId: customer.id, companyId: company, ...different })
      .returning({ id: customerCompanies.id });
    if (!added) throw new Error("no relation");
    return { ...(await left(tx, tables, customer.id, [], confirmed)), id: added.id };
  },
});

/** Owner and number in a related company; an empty one is as in the home company again. The posted id is the relation's. */
export const updateRelatedCompany = command({
  may: "customers.edit",
  on: customerCompanies,
  log: "relatedCompany.updated",
  input: relatedInput,
  async run({ viewer, tx, tables, row, confirmed }, values) {
    if (!mayChangeIn(viewer, row.companyId)) absent();
    const customer = await lockedCustomer(tx, row.customerId);
    const different = await judged({ viewer, tx, tables }, customer, values, row);
    await tx
      .update(customerCompanies)
      .set({ ...different, version: sql`${customerCompanies.version} + 1` })
      .where(eq(customerCompanies.id, row.id));
    return { ...(await left(tx, tables, customer.id, [], confirmed)), id: row.id };
  },
});

/**
 * A company serves a customer no more, and what was different there is gone, its terms of invoicing too. Asks first where
 * somebody will not see the customer any more.
 */
export const endRelatedCompany = command({
  may: "customers.all",
  on: customerCompanies,
  log: "relatedCompany.deleted",
  input: z.strictObject({}),
  async run({ viewer, tx, tables, row, confirmed }) {
    if (!mayChooseCompanies(viewer)) absent();
    const customer = await lockedCustomer(tx, row.customerId);
    const before = await peopleSeeing(tx, row);
    await tx.delete(customerCompanies).where(eq(customerCompanies.id, row.id));
    const doubts = sightDoubt(before, await peopleSeeing(tx, row));
    return { ...(await left(tx, tables, customer.id, doubts, confirmed)), id: row.id };
  },
});

/**
 * Another company becomes the home company, and the one of before a related company. Both keep their account owner; the
 * number and the terms of invoicing of the customer stay, so those that the new home company had of its own end.
 */
export const moveHome = command({
  may: "customers.all",
  on: customers,
  log: "customer.moved",
  input: homeInput,
  async run({ viewer, tx, tables, row: customer, confirmed, change }, { companyId }) {
    if (!mayChooseCompanies(viewer)) absent();
    refuseArchived(customer);
    const home = await companyInUse(tx, tables, companyId);
    if (home === customer.companyId) throw new Invalid({ companyId: { key: "chooseOption" } });
    const ofPair = and(eq(customerCompanies.customerId, customer.id), eq(customerCompanies.companyId, home));
    const [there] = await tx.select().from(customerCompanies).where(ofPair);
    const ownTerms = and(eq(billing.customerId, customer.id), eq(billing.companyId, home));
    const ends = there && (there.number !== null || (await tx.$count(billing, ownTerms)) > 0);
    await tx.delete(customerCompanies).where(ofPair);
    await tx
      .update(customers)
      .set({
        companyId: home,
        ownerId: there?.ownerId ?? customer.ownerId,
        ...touched(customers, viewer.employeeId),
      })
      .where(eq(customers.id, customer.id));
    const ownerId = there?.ownerId && there.ownerId !== customer.ownerId ? customer.ownerId : null;
    await tx.insert(customerCompanies).values({ customerId: customer.id, companyId: customer.companyId, ownerId });
    const { companies: served } = customer;
    const without = (at: number) => served.filter((id) => id !== at);
    change("relatedCompanies", without(customer.companyId), without(home));
    const doubts: DoubtAbout[] = ends ? [{ mark: `ownValuesEnd:${home}`, key: "ownValuesEnd" }] : [];
    return reached(tx, tables, customer.id, doubts, confirmed);
  },
});

type Customer = typeof customers.$inferSelect;
type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };
type Values = { ownerId?: number | null; number?: string | null };

async function lockedCustomer(tx: Transaction, id: number): Promise<Customer> {
  const [customer] = await tx.select().from(customers).where(eq(customers.id, id)).for("no key update");
  if (!customer) return absent();
  refuseArchived(customer);
  return customer;
}

async function companyInUse(tx: Transaction, { companies }: Tables, id: number | null): Promise<number> {
  const chosen = and(eq(companies.id, id ?? 0), isNull(companies.disabledAt));
  const [company] = await tx.select({ id: companies.id }).from(companies).where(chosen);
  if (!company) throw new Invalid({ companyId: { key: "chooseOption" } });
  return company.id;
}

/**
 * What is different in a company as it is stored: a number like the one at home is none of its own.
 * @throws Invalid as for the customer itself, and where its owner is hidden from whoever would change it there
 */
async function judged(
  { viewer, tx, tables }: Scope,
  customer: Customer,
  { ownerId, number }: Values,
  before: Values & { companyId: number },
): Promise<Values> {
  if (ownerId !== undefined && isMasked(viewer, customer.companies)) throw new Invalid({ "": { key: "formChanged" } });
  const served = { companies: [before.companyId] };
  await checkReferences({ viewer, tx, tables }, { ownerId }, served, { ownerId: before.ownerId });
  if (number === undefined || number === before.number) return { ownerId };
  if (number === null || number === customer.number) return { ownerId, number: null };
  const { id, groupId } = customer;
  const problem = await numberProblem(tx, number, { groupId, customerId: id });
  if (problem) throw new Invalid({ number: problem });
  return { ownerId, number };
}

/** As `reached`, named by the customer: the result's own id is the relation's. */
async function left(...[tx, tables, customerId, doubts, confirmed]: Parameters<typeof reached>) {
  const { inReach } = await reached(tx, tables, customerId, doubts, confirmed);
  return { customerId, inReach };
}

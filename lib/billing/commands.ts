import "server-only";
import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { billing } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { billingOpen } from "@/lib/access/scopes";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid, type Problems } from "@/lib/errors";
import { absent, askFirst } from "@/lib/outcome";
import { mayChangeIn } from "@/lib/related-companies/rules";
import { touched } from "@/lib/stamps";
import { customerBillingInput, foundEinvoiceInput, termsInput, type VatCategory } from "./fields";
import { checkBillingContact, checkPayer, groupOf, mainUnitTerms } from "./links";
import { isDoubtfulReference } from "./references";
import { judgedEinvoice, vatFields, vatProblems } from "./rules";

type BeginScope = { viewer: Viewer; tx: Transaction; tables: Tables };

const ofCustomer = {
  may: "customers.edit",
  on: billing,
  begin: async ({ viewer, tx, tables }: BeginScope, id: number | null) => {
    const [customer] = await tx
      .select({ id: tables.customers.id })
      .from(tables.customers)
      .where(eq(tables.customers.id, id ?? 0));
    const customerId = customer?.id ?? absent();
    const atHome = sql`(${billing.customerId} = ${customerId} and ${billing.companyId} is null)`;
    return rowOf(tx, atHome, { customerId, createdBy: viewer.employeeId });
  },
  among: (viewer: Viewer) => and(isNotNull(billing.customerId), isNull(billing.companyId), billingOpen(viewer)),
  log: "billing.updated",
} as const;

const ofRelation = {
  may: "customers.edit",
  on: billing,
  begin: async ({ viewer, tx, tables: { customerCompanies: related } }: BeginScope, id: number | null) => {
    const [relation] = await tx
      .select()
      .from(related)
      .where(eq(related.id, id ?? 0));
    if (!relation || !mayChangeIn(viewer, relation.companyId)) return absent();
    const { customerId, companyId } = relation;
    const inCompany = sql`(${billing.customerId} = ${customerId} and ${billing.companyId} = ${companyId})`;
    return rowOf(tx, inCompany, { customerId, companyId, createdBy: viewer.employeeId });
  },
  among: (viewer: Viewer) => and(isNotNull(billing.companyId), billingOpen(viewer)),
  log: "billing.updated",
} as const;

/**
 * How a customer is invoiced; the posted id is the customer's. An empty value comes from its group or from the
 * organisation again. What the form does not send stays.
 */
export const updateCustomerBilling = command({ ...ofCustomer, input: customerBillingInput, run: saveCustomerTerms });

/**
 * What is different when a related company invoices a customer; the posted id is the relation's. An empty value comes
 * from the customer's own terms again.
 */
export const updateCompanyBilling = command({ ...ofRelation, input: customerBillingInput, run: saveCustomerTerms });

/** The e-invoice address of a customer as the Peppol directory has it, with when it said so. */
export const takeEinvoiceAddress = command({
  ...ofCustomer,
  source: "registry",
  input: foundEinvoiceInput,
  run: saveFound,
});

/** The same for the terms of a related company. */
export const takeCompanyEinvoiceAddress = command({
  ...ofRelation,
  source: "registry",
  input: foundEinvoiceInput,
  run: saveFound,
});

/** What the customers of a group get where they have no value of their own; the posted id is the group's. */
export const updateGroupBilling = command({
  may: "groups",
  on: billing,
  begin: async ({ viewer, tx, tables: { groups } }, id) => {
    const [group] = await tx
      .select({ id: groups.id })
      .from(groups)
      .where(eq(groups.id, id ?? 0));
    return rowOf(tx, eq(billing.groupId, group?.id ?? absent()), { groupId: id, createdBy: viewer.employeeId });
  },
  among: () => isNotNull(billing.groupId),
  log: "billing.updated",
  input: termsInput,
  async run({ viewer, tx, row }, input) {
    await writeTerms(tx, viewer.employeeId, row, input);
    return { id: row.id, groupId: row.groupId ?? 0 };
  },
});

/** What all customers get where neither they nor their group say otherwise. */
export const updateOrganisationBilling = command({
  may: "settings",
  on: billing,
  begin: ({ viewer, tx }) => rowOf(tx, ofOrganisation, { createdBy: viewer.employeeId }),
  among: () => ofOrganisation,
  log: "billing.updated",
  input: termsInput,
  async run({ viewer, tx, row }, input) {
    await writeTerms(tx, viewer.employeeId, row, input);
    return { id: row.id };
  },
});

const ofOrganisation = sql`(${billing.customerId} is null and ${billing.groupId} is null)`;

type Row = typeof billing.$inferSelect;
type Level = Partial<Pick<Row, "customerId" | "companyId" | "groupId" | "createdBy">>;

type Scope = BeginScope & {
  row: Row;
  confirmed: ReadonlySet<string>;
  change: (field: string, before: unknown, after: unknown) => void;
  fact: (name: string, value: string) => void;
};

async function saveFound(scope: Scope, { askedAt, customerId, ...input }: z.output<typeof foundEinvoiceInput>) {
  if (customerId !== scope.row.customerId) absent();
  scope.fact("register", "peppol");
  scope.fact("fetchedAt", askedAt);
  return saveCustomerTerms(scope, input);
}

/** Saves the terms of a customer, or what is different in a company that serves it. */
async function saveCustomerTerms(
  { viewer, tx, tables, row, confirmed, change }: Scope,
  input: z.output<typeof customerBillingInput>,
) {
  // Once told, the log knows whose terms these are also when they are gone.
  if (row.companyId !== null && row.version === 1) change("companyId", null, row.companyId);
  const [customer] = await tx
    .select()
    .from(tables.customers)
    .where(eq(tables.customers.id, row.customerId ?? 0));
  if (!customer) return absent();
  if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });

  const after = { ...row, ...input };
  const problems: Problems = {};
  if ("einvoiceScheme" in input || "einvoiceAddress" in input) {
    const einvoice = judgedEinvoice(after);
    Object.assign(after, einvoice.values);
    Object.assign(problems, einvoice.problems);
  }
  if (vatFields.some((field) => field in input)) {
    Object.assign(problems, await judgedVat(tx, after, await groupOf(tx, customer.id), customer.vatNumber));
  }
  if (after.salesBlock === null) after.salesBlockReason = null;
  else if (after.salesBlockReason === null) problems.salesBlockReason = { key: "required" };
  Object.assign(problems, await checkBillingContact(tx, tables, { before: row, after }));
  Object.assign(problems, await checkPayer(tx, tables, { before: row, after }));
  if (Object.keys(problems).length) throw new Invalid(problems);

  const { contractReference: reference } = after;
  const mistyped =
    customer.country === "FI" && reference !== row.contractReference && isDoubtfulReference(reference ?? "");
  askFirst(
    confirmed,
    mistyped
      ? [{ mark: `reference:${reference}`, key: "finnishReference", params: { reference: reference ?? "" } }]
      : [],
  );
  await write(tx, viewer.employeeId, after);
  // Back to the terms that were changed, also where those of the person's own company come first.
  const { companyId: at } = viewer.facts;
  const home = customer.companyId !== at && customer.companies.includes(at) ? customer.companyId : null;
  return { id: row.id, customerId: customer.id, companyId: row.companyId ?? home };
}

/** The id of the level's row, which is made where it is written to for the first time. */
async function rowOf(tx: Transaction, where: SQL, level: Level): Promise<number> {
  await tx.insert(billing).values(level).onConflictDoNothing();
  const [row] = await tx.select({ id: billing.id }).from(billing).where(where);
  return row?.id ?? absent();
}

async function writeTerms(tx: Transaction, by: number, row: Row, input: z.output<typeof termsInput>): Promise<void> {
  const after = { ...row, ...input };
  const problems = vatFields.some((field) => field in input) ? await judgedVat(tx, after, null) : {};
  if (Object.keys(problems).length) throw new Invalid(problems);
  await write(tx, by, after);
}

async function write(tx: Transaction, by: number, after: Row): Promise<void> {
  const { id, version: _version, createdAt: _createdAt, createdBy: _createdBy, ...values } = after;
  await tx
    .update(billing)
    .set({ ...values, ...touched(billing, by) })
    .where(eq(billing.id, id));
}

/** The VAT of a row judged by what counts once the wider levels have filled what it leaves empty. */
async function judgedVat(
  tx: Transaction,
  own: Row,
  groupId: number | null,
  vatNumber?: string | null,
): Promise<Problems> {
  const customerId = own.companyId === null ? null : own.customerId;
  const ofCustomer = sql`(${billing.customerId} = ${customerId} and ${billing.companyId} is null)`;
  const ofGroup = sql`${billing.groupId} = ${groupId}`;
  const mainUnits = own.customerId === null ? [] : await mainUnitTerms(tx, own.customerId);
  const wider = await tx
    .select()
    .from(billing)
    .where(sql`(${ofCustomer} or ${ofGroup} or ${ofOrganisation})`)
    .orderBy(billing.customerId, billing.groupId);
  const ofItself = wider.filter(({ customerId: of }) => of !== null);
  const levels = [own, ...ofItself, ...mainUnits, ...wider.slice(ofItself.length)];
  const first = <F extends keyof Row>(field: F) => levels.find((level) => level[field] !== null)?.[field] ?? null;
  const counted = {
    category: first("vatCategory") as VatCategory | null,
    rate: first("vatRate"),
    reason: first("taxFreeReason"),
  };
  const said = { category: own.vatCategory, rate: own.vatRate, reason: own.taxFreeReason };
  return vatProblems(counted, said, vatNumber);
}

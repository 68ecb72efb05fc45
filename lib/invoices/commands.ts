import "server-only";
import { and, eq } from "drizzle-orm";
import { companies, customers, invoices } from "@/db/schema/index";
import { canonical } from "@/lib/access/audit";
import { command, demand, type Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { deriveStages } from "@/lib/customers/stage";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { dayAfter } from "@/lib/moments";
import { absent } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import {
  checkDraftLinks,
  checkSender,
  type Invoice,
  linesOf,
  rateProblems,
  sendersOf,
  startOfDraft,
  writeLines,
} from "./drafting";
import { creditInput, draftInput, issueInput, newDraftInput } from "./fields";
import { giveNumber, isCreditedWhole, judged } from "./issuing";
import { holdInvoiced } from "./parties";
import { everyRate, termsOf } from "./terms";

/** A draft with what the terms of the customer say; the posted id is the customer's. */
export const createInvoice = command({
  may: "customers.edit",
  on: customers,
  subject: invoices,
  log: "invoice.created",
  input: newDraftInput,
  async run({ viewer, tx, tables, row }, { companyId, projectId = null }) {
    demand(viewer, "money.read");
    await holdInvoiced(tx, row.id);
    const senders = await sendersOf(tx, viewer, row.id);
    const sender = companyId ? senders.find(({ id }) => id === companyId) : senders[0];
    if (!sender) throw new Invalid({ companyId: { key: companyId ? "chooseOption" : "companyDisabled" } });
    const values = await startOfDraft({ viewer, tx, tables }, { customerId: row.id, companyId: sender.id, projectId });
    const [draft] = await tx.insert(invoices).values(values).returning({ id: invoices.id });
    return { id: draft?.id ?? absent() };
  },
});

/** What a draft says; what the form does not send stays. Lines come all together. */
export const updateInvoice = command({
  may: "customers.edit",
  on: invoices,
  log: "invoice.updated",
  input: draftInput,
  async run({ viewer, tx, tables, row, change }, { lines, ...values }) {
    await holdDraft(tx, viewer, row);
    if (row.creditOf !== null && (values.currency ?? row.currency) !== row.currency) {
      throw new Invalid({ currency: { key: "chooseOption" } });
    }
    await checkDraftLinks({ tx, tables }, row, values);
    if (lines) {
      const problems = rateProblems(lines, await ratesFor(tx, row));
      if (Object.keys(problems).length) throw new Invalid(problems);
      const typed = lines.filter((line) => line !== null);
      const before = await writeLines(tx, row.id, typed);
      if (canonical(before) !== canonical(typed)) change("lines", before, typed);
    }
    await tx
      .update(invoices)
      .set({ ...values, ...touched(invoices, viewer.employeeId) })
      .where(eq(invoices.id, row.id));
    return { id: row.id };
  },
});

/** Of a credit note those of its invoice, else all that its company's country has or had. */
async function ratesFor(tx: Transaction, { companyId, creditOf }: Invoice): Promise<string[]> {
  if (creditOf !== null) return (await linesOf(tx, creditOf)).map(({ vat }) => vat.replace(/^S\./, ""));
  const [company] = await tx.select({ country: companies.country }).from(companies).where(eq(companies.id, companyId));
  return everyRate(tx, company?.country ?? "");
}

async function holdDraft(tx: Transaction, viewer: Viewer, invoice: Invoice): Promise<void> {
  const { status, customerId } = invoice;
  await checkSender(tx, viewer, invoice);
  if (status === "issued") throw new Invalid({ "": { key: "invoiceFinal" } });
  // Also a customer that may no longer be invoiced keeps drafts that can be put right or thrown away.
  await holdInvoiced(tx, customerId, true);
}

/** A draft goes for good; it has never had a number. */
export const deleteInvoice = command({
  may: "customers.edit",
  on: invoices,
  log: "invoice.deleted",
  input: noInput,
  async run({ viewer, tx, row }) {
    await holdDraft(tx, viewer, row);
    await tx.delete(invoices).where(eq(invoices.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

/**
 * Makes a draft final: number, names and sums as they are now. Not ahead of its day, and not before the last invoice of
 * the company, so that numbers and days run in one order; without a due date the payment term says it.
 */
export const issueInvoice = command({
  may: "customers.edit",
  on: invoices,
  log: "invoice.issued",
  input: issueInput,
  async run({ viewer, tx, tables, row }, { issuedOn, dueOn, seen }) {
    await checkSender(tx, viewer, row);
    if (row.status === "issued") throw new Invalid({ "": { key: "invoiceFinal" } });
    if (row.version !== seen) throw new Invalid({ "": { key: "invoiceChanged" } });
    await holdInvoiced(tx, row.customerId, row.creditOf !== null);
    if (issuedOn > viewer.facts.today) throw new Invalid({ issuedOn: { key: "invoiceAhead" } });
    const due = dueOn ?? dayAfter(issuedOn, (await termsOf(tx, row.customerId, row.companyId)).paymentTerm);
    if (due < issuedOn) throw new Invalid({ dueOn: { key: "dueBeforeIssue" } });
    const snapshot = await judged(tx, tables, row, issuedOn);
    const number = await giveNumber(tx, row, { issuedOn, dueOn: due, by: viewer.employeeId, snapshot });
    await deriveStages(tx, viewer, [row.customerId]);
    return { id: row.id, number };
  },
});

/**
 * A draft that takes back all of an issued invoice; less, where its lines are changed before it is issued. The posted id
 * is the customer's.
 */
export const creditInvoice = command({
  may: "customers.edit",
  on: customers,
  subject: invoices,
  log: "invoice.credited",
  input: creditInput,
  async run({ viewer, tx, tables, row: customer }, { invoiceId }) {
    const ofCustomer = and(eq(tables.invoices.id, invoiceId ?? 0), eq(tables.invoices.customerId, customer.id));
    const [row] = await tx.select().from(tables.invoices).where(ofCustomer);
    if (!row) return absent();
    await checkSender(tx, viewer, row);
    if (row.status !== "issued" || row.creditOf !== null) throw new Invalid({ "": { key: "creditIssuedOnly" } });
    await holdInvoiced(tx, customer.id, true);
    if (await isCreditedWhole(tx, row)) throw new Invalid({ "": { key: "creditedWhole" } });
    const { companyId, projectId, contactId, currency, yourReference, ourReference, orderNumber } = row;
    const kept = { companyId, projectId, contactId, currency, yourReference, ourReference, orderNumber };
    const by = { createdBy: viewer.employeeId, updatedBy: viewer.employeeId };
    const [draft] = await tx
      .insert(invoices)
      .values({ ...kept, ...by, customerId: customer.id, taxFreeReason: row.taxFreeReason, creditOf: row.id })
      .returning({ id: invoices.id });
    if (!draft) throw new Error("no credit note");
    const lines = await linesOf(tx, row.id);
    const turnedLines = lines.map((line) => ({ ...line, quantity: turned(line.quantity) }));
    await writeLines(tx, draft.id, turnedLines);
    return { id: draft.id };
  },
});

const turned = (quantity: string): string => (quantity.startsWith("-") ? quantity.slice(1) : `-${quantity}`);

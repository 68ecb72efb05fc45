import "server-only";
import { and, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import {
  companies,
  customerContacts,
  invoiceLines,
  invoiceSeries,
  invoices,
  persons,
  vatRates,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { holdsOn } from "@/lib/access/scopes";
import { needsVatNumber } from "@/lib/billing/rules";
import { Invalid } from "@/lib/errors";
import type { Invoice } from "./drafting";
import { lockedSeries } from "./numbers";
import { type Recipient, recipientOf } from "./parties";
import { needsReason } from "./rules";
import { sumsOf, vatGroupsOf } from "./sums";
import { termsOf } from "./terms";

type Group = { category: typeof invoiceLines.$inferSelect.vatCategory; rate: string; net: string };

/** Who gets it, as the register says now; of a credit note whoever got the invoice. */
async function snapshotOf(tx: Transaction, tables: Tables, invoice: Invoice, original?: Invoice) {
  const { customerId, companyId, contactId } = invoice;
  const recipient = original ? takenOver(original) : await recipientNow(tx, tables, { customerId, companyId });
  const [contact] = await tx
    .select({ name: sql<string>`concat_ws(' ', ${persons.firstName}, ${persons.lastName})` })
    .from(customerContacts)
    .innerJoin(persons, eq(persons.id, customerContacts.personId))
    .where(eq(customerContacts.id, contactId ?? 0));
  const [company] = await tx.select().from(companies).where(eq(companies.id, companyId));
  if (!company) throw new Error(`no company ${companyId}`);
  if (company.disabledAt && !original) throw new Invalid({ "": { key: "senderDisabled" } });
  return {
    ...recipient,
    contactName: contact?.name || null,
    issuerName: company.name,
    issuerVatNumber: company.vatNumber,
    issuerCountry: company.country,
  };
}

export type Snapshot = Awaited<ReturnType<typeof snapshotOf>>;

async function recipientNow(tx: Transaction, tables: Tables, of: { customerId: number; companyId: number }) {
  const { payerId } = await termsOf(tx, of.customerId, of.companyId);
  const recipient = await recipientOf(tx, tables, payerId ?? of.customerId, of.companyId);
  if (!recipient) throw new Invalid({ "": { key: "payerHidden" } });
  return recipient;
}

const takenOver = (invoice: Invoice): Recipient => ({
  recipientName: invoice.recipientName ?? "",
  recipientNumber: invoice.recipientNumber ?? "",
  recipientBusinessId: invoice.recipientBusinessId,
  recipientVatNumber: invoice.recipientVatNumber,
  recipientStreet: invoice.recipientStreet,
  recipientPostalCode: invoice.recipientPostalCode,
  recipientCity: invoice.recipientCity,
  recipientCountry: invoice.recipientCountry ?? "",
});

/** The names an invoice will carry, once all that the law and its own lines ask for is there. */
export async function judged(tx: Transaction, tables: Tables, invoice: Invoice, issuedOn: string) {
  const original = invoice.creditOf === null ? undefined : await lockedInvoice(tx, invoice.creditOf);
  const snapshot = await snapshotOf(tx, tables, invoice, original);
  const groups = await groupsOf(tx, invoice.id);
  if (!groups.length) throw new Invalid({ "": { key: "invoiceEmpty" } });
  if (groups.some(({ category }) => needsVatNumber(category)) && !snapshot.recipientVatNumber) {
    throw new Invalid({ "": { key: "vatNumberNeeded" } });
  }
  if (groups.some(({ category }) => needsReason(category)) && !invoice.taxFreeReason) {
    throw new Invalid({ "": { key: "taxFreeReason" } });
  }
  if (original) await checkCredit(tx, invoice.id, original.id);
  else await checkRates(tx, groups, snapshot.issuerCountry, issuedOn);
  return snapshot;
}

async function lockedInvoice(tx: Transaction, id: number): Promise<Invoice> {
  const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, id)).for("no key update");
  if (!invoice) throw new Error(`no invoice ${id}`);
  return invoice;
}

async function groupsOf(tx: Transaction, invoiceId: number): Promise<Group[]> {
  const { rows } = await tx.execute<Group>(sql`select g.category, g.rate, g.net from ${vatGroupsOf(invoiceId)} g`);
  return rows;
}

async function checkRates(tx: Transaction, groups: readonly Group[], country: string, day: string) {
  const valid = await tx
    .select({ rate: vatRates.rate })
    .from(vatRates)
    .where(and(eq(vatRates.country, country), holdsOn(day, vatRates)))
    .for("share");
  const unknown = groups.find(({ category, rate }) => category === "S" && !valid.some((one) => one.rate === rate));
  if (unknown) throw new Invalid({ issuedOn: { key: "vatRateOnDay", params: { rate: Number(unknown.rate) } } });
}

/** At each rate no more is taken back, this time and before, than was invoiced at it. */
async function checkCredit(tx: Transaction, creditId: number, originalId: number): Promise<void> {
  const ofBoth = sql`select ${invoiceLines}.vat_category as category, ${invoiceLines}.vat_rate as rate,
      sum(${invoiceLines}.net) filter (where ${invoices}.id = ${originalId}) as invoiced,
      sum(${invoiceLines}.net) filter (where ${invoices}.id <> ${originalId}) as credited
    from ${invoiceLines} join ${invoices} on ${invoices}.id = ${invoiceLines}.invoice_id
    where ${invoices}.id in (${originalId}, ${creditId}) or (${invoices}.credit_of = ${originalId} and ${invoices}.status = 'issued')
    group by 1, 2`;
  const { rows } = await tx.execute(sql`select from (${ofBoth}) b
    where coalesce(b.credited, 0) * sign(coalesce(b.invoiced, 0)) > 0 or abs(coalesce(b.credited, 0)) > abs(coalesce(b.invoiced, 0))`);
  if (rows.length) throw new Invalid({ "": { key: "creditTooMuch" } });
}

/** Whether there is anything left of an issued invoice to take back. */
export async function isCreditedWhole(tx: Transaction, invoice: Invoice): Promise<boolean> {
  const ofCredits = and(eq(invoices.creditOf, invoice.id), eq(invoices.status, "issued"));
  const [credited] = await tx
    .select({ whole: sql<boolean>`coalesce(sum(${invoices.net}), 0) + ${invoice.net} = 0` })
    .from(invoices)
    .where(ofCredits);
  return credited?.whole ?? false;
}

/**
 * Writes the sums, the names and the next number of its company. The series stays locked until commit, so that none is
 * missing, none is double, and days run in the order of the numbers.
 * @throws Invalid where it comes to nothing, to more than can be kept, or a later day has been used
 */
export async function giveNumber(
  tx: Transaction,
  invoice: Invoice,
  { issuedOn, dueOn, by, snapshot }: { issuedOn: string; dueOn: string; by: number; snapshot: Snapshot },
): Promise<string> {
  const sums = await sumsFor(tx, invoice);
  const series = await lockedSeries(tx, invoice.companyId);
  const [last] = await tx
    .select({ number: invoices.number, issuedOn: invoices.issuedOn })
    .from(invoices)
    .where(and(eq(invoices.companyId, invoice.companyId), eq(invoices.status, "issued"), isNotNull(invoices.issuedOn)))
    .orderBy(desc(invoices.issuedOn), desc(invoices.issuedAt))
    .limit(1);
  if (last?.issuedOn && last.issuedOn > issuedOn) {
    throw new Invalid({ issuedOn: { key: "beforeLastInvoice", params: { number: last.number ?? "" } } });
  }
  const number = String(series.next);
  await tx
    .update(invoiceSeries)
    .set({ next: series.next + 1 })
    .where(eq(invoiceSeries.id, series.id));
  await tx
    .update(invoices)
    .set({
      ...snapshot,
      ...sums,
      status: "issued",
      number,
      issuedOn,
      dueOn,
      issuedAt: sql`now()`,
      issuedBy: by,
      updatedAt: sql`now()`,
      updatedBy: by,
      version: invoice.version + 1,
    })
    .where(and(eq(invoices.id, invoice.id), ne(invoices.status, "issued")));
  return number;
}

/** The largest sum a column can keep is below this. */
const most = "1000000000000";

async function sumsFor(tx: Transaction, { id, creditOf }: Invoice) {
  const { rows } = await tx.execute<{ net: string; vat: string; gross: string; sign: number; fits: boolean }>(
    sql`select s.net, s.vat, s.gross, sign(s.net)::int as sign, abs(s.gross) < ${most}::numeric and abs(s.net) < ${most}::numeric as fits
      from ${sumsOf(id)} s`,
  );
  const [sums] = rows;
  if (!sums || sums.sign === 0) throw new Invalid({ "": { key: "invoiceZero" } });
  if (sums.sign > 0 !== (creditOf === null)) {
    throw new Invalid({ "": { key: creditOf === null ? "invoiceNegative" : "creditPositive" } });
  }
  if (!sums.fits) throw new Invalid({ "": { key: "checkValue" } });
  return { net: sums.net, vat: sums.vat, gross: sums.gross };
}

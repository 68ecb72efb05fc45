import "server-only";
import { and, eq } from "drizzle-orm";
import { invoiceSeries, invoices } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";

type Reader = Pick<Transaction, "select">;

/** The number of a company's next invoice, without taking it. */
export async function nextNumberOf(reader: Reader, companyId: number): Promise<number> {
  const [series] = await reader.select().from(invoiceSeries).where(eq(invoiceSeries.companyId, companyId));
  return series?.next ?? 1;
}

/** Whether a company has issued an invoice: from then on its numbers run by themselves. */
export async function hasIssued(reader: Reader, companyId: number): Promise<boolean> {
  const issued = and(eq(invoices.companyId, companyId), eq(invoices.status, "issued"));
  const [one] = await reader.select({ id: invoices.id }).from(invoices).where(issued).limit(1);
  return one !== undefined;
}

/** The series of a company, locked until commit; it is made where it is asked for first. */
export async function lockedSeries(tx: Transaction, companyId: number): Promise<{ id: number; next: number }> {
  await tx.insert(invoiceSeries).values({ companyId, next: 1 }).onConflictDoNothing();
  const ofCompany = eq(invoiceSeries.companyId, companyId);
  const [series] = await tx.select().from(invoiceSeries).where(ofCompany).for("update");
  if (!series) throw new Error(`no series of company ${companyId}`);
  return series;
}

/**
 * Begins a company's numbers somewhere else.
 * @throws Invalid beside `invoiceStart` once it has issued an invoice
 * @returns the number it would have begun with
 */
export async function startNumbers(tx: Transaction, companyId: number, start: number): Promise<number> {
  const { id, next } = await lockedSeries(tx, companyId);
  if (next === start) return next;
  if (await hasIssued(tx, companyId)) throw new Invalid({ invoiceStart: { key: "invoiceStartUsed" } });
  await tx.update(invoiceSeries).set({ next: start }).where(eq(invoiceSeries.id, id));
  return next;
}

/** Forgets where a company’s numbers begin, before it is deleted; one with invoices is not. */
export async function dropNumbers(tx: Transaction, companyId: number): Promise<void> {
  await tx.delete(invoiceSeries).where(eq(invoiceSeries.companyId, companyId));
}

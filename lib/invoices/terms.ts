import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { vatRates } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { holdsOn } from "@/lib/access/scopes";
import { levelsOf } from "@/lib/billing/links";
import { effective, inCompany } from "@/lib/billing/rules";
import { checkVat, vatCode } from "./rules";

type Reader = Pick<Transaction, "select" | "selectDistinct">;

/**
 * The terms by which a company invoices a customer, as they count: its own, what it inherits from main units, group and
 * organisation. What counts does not depend on who looks.
 */
export async function termsOf(reader: Reader, customerId: number, companyId: number) {
  const levels = await levelsOf(reader, customerId, companyId);
  const own = inCompany(levels.company ?? null, levels.customer ?? null);
  const text = (field: Parameters<typeof effective>[1]) => {
    const term = effective(levels, field);
    return term ? String(term.value) : null;
  };
  return {
    /** Days net. */
    paymentTerm: Number(text("paymentTerm") ?? usualTerm),
    currency: text("currency"),
    vatCategory: text("vatCategory"),
    vatRate: text("vatRate"),
    taxFreeReason: text("taxFreeReason"),
    ourReference: text("ourReference"),
    yourReference: own?.yourReference ?? null,
    orderNumber: own?.orderNumber ?? null,
    contactId: own?.billingContactId ?? null,
    payerId: own?.billingCustomerId ?? null,
  };
}

export type InvoiceTerms = Awaited<ReturnType<typeof termsOf>>;

/** Days net where nobody says otherwise: Directive 2011/7/EU. */
const usualTerm = 30;

/** The rates of a country that are in force on a day, highest first: "25.50". */
export async function ratesOn(reader: Reader, country: string, day: string): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ rate: vatRates.rate })
    .from(vatRates)
    .where(and(eq(vatRates.country, country), holdsOn(day, vatRates)))
    .orderBy(sql`${vatRates.rate} desc`);
  return rows.map(({ rate }) => rate);
}

/** All rates that a country has, has had or is known to get. */
export async function everyRate(reader: Reader, country: string): Promise<string[]> {
  const rows = await reader.selectDistinct({ rate: vatRates.rate }).from(vatRates).where(eq(vatRates.country, country));
  return rows.map(({ rate }) => rate);
}

/** How a new line is taxed: as the terms say, else at the highest rate in force. */
export function usualVat({ vatCategory, vatRate }: InvoiceTerms, rates: readonly string[]): string {
  if (vatCategory && vatCategory !== "S") return `${vatCategory}.0.00`;
  const said = checkVat(`S.${vatRate}`);
  if (said.ok && rates.includes(said.value.rate)) return vatCode(said.value);
  const [highest] = rates.filter((rate) => Number(rate) > 0);
  return highest ? `S.${highest}` : "Z.0.00";
}

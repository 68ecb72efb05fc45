import type { Viewer } from "@/lib/access/viewer";
import { type VatCategory, vatCategories } from "@/lib/billing/fields";
import { accept, type Checked, refuse } from "@/lib/errors";
import { areCompaniesUsed, mayChangeIn } from "@/lib/related-companies/rules";

/** How a line is taxed: a category of UNCL5305 and per cent. Only the standard category has a rate above zero. */
export type Vat = { category: VatCategory; rate: string };

/** As a form posts it and the log keeps it: "S.25.50", "AE.0.00". */
export const vatCode = ({ category, rate }: Vat): string => `${category}.${rate}`;

/** BR-S-05, BR-Z-05 and their like: taxed in the standard category, and in no other. */
export function checkVat(raw: string): Checked<Vat> {
  const [, category = "", rate = ""] = /^([A-Z]{1,2})\.(\d{1,3}\.\d\d)$/.exec(raw) ?? [];
  const known = vatCategories.find((one) => one === category);
  if (!known || (known === "S") !== Number(rate) > 0 || Number(rate) > 100) return refuse("chooseOption");
  return accept({ category: known, rate });
}

/** Without tax for a reason that people write (BR-E-10); the reasons of the others follow from their category. */
export const needsReason = (category: VatCategory): boolean => category === "E";

/** A reason stands on the invoice; with S and Z there must be none (BR-S-10, BR-Z-10). */
export const hasReason = (category: VatCategory): boolean => category !== "S" && category !== "Z";

export type InvoiceState = "draft" | "issued";

/** What is done with an issued invoice's names when its time is up is for bookkeeping law: years after its own, by country. */
const yearsKept: Record<string, number> = { FI: 6, SE: 7, NL: 7, NO: 5, DK: 5, EE: 7, DE: 8 };

/**
 * The last day on which the law wants an invoice to be there, where the financial year is that of the calendar; null for
 * countries whose law is not known here.
 */
export function keptUntil(country: string, issuedOn: string): string | null {
  const years = yearsKept[country];
  return years === undefined ? null : `${Number(issuedOn.slice(0, 4)) + years}-12-31`;
}

export const mostLines = 100;

/** Making and changing invoices takes sight of money and the right to change the customer. */
export const mayInvoice = (viewer: Viewer): boolean => viewer.can("money.read") && viewer.can("customers.edit");

/** In the name of a customer's home company, and of a related one whose business it is. `homeId`: null = none any more. */
export const maySendFor = (
  viewer: Viewer,
  { companyId, homeId }: { companyId: number; homeId: number | null },
): boolean => companyId === homeId || !areCompaniesUsed(viewer) || mayChangeIn(viewer, companyId);

import type { RelatedCompany } from "@/lib/access/own-values";
import { customerBilling } from "@/lib/billing/queries";
import { idOf, oneOf } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { mayChangeIn, maySeeTermsIn } from "@/lib/related-companies/rules";
import { type Card, isEditable } from "../card";

/** The related companies whose terms are open to the viewer. */
export const companiesWithTerms = ({ viewer, customer }: Pick<Card, "viewer" | "customer">): RelatedCompany[] =>
  customer.related.filter(({ companyId }) => maySeeTermsIn(viewer, companyId));

/** The company whose terms the address asks for, else the viewer's own; null is the home company. */
function companyAsked(card: Card): RelatedCompany | null {
  const asked = idOf(oneOf(card.query, "company"));
  if (asked === card.customer.companyId) return null;
  return companiesWithTerms(card).find(({ companyId }) => companyId === asked) ?? card.customer.own;
}

/** Whether the viewer's rights are enough to change the terms that the card shows, whatever state it is in. */
export function mayChangeTerms(card: Card): boolean {
  const company = companyAsked(card);
  return company ? mayChangeIn(card.viewer, company.companyId) : card.viewer.can("customers.edit");
}

/** The terms that the card shows: of the home company, or of a related one where it invoices the customer. */
export async function termsOf(card: Card) {
  const company = companyAsked(card);
  return {
    company,
    ...(await customerBilling(card.viewer, card.customer, company)),
    level: company ? ("company" as const) : ("customer" as const),
    mayEdit: isEditable(card) && mayChangeTerms(card),
  };
}

export type Terms = Awaited<ReturnType<typeof termsOf>>;

/** Where a company's terms stand on the card. Home terms need no name, unless the viewer's own company comes first. */
export function termsAddress(card: Card, company: RelatedCompany | null, panel?: string): string {
  return paths.customerTab(card.customer.id, "settings", { panel, company: termsCompany(card, company) });
}

export const termsCompany = ({ customer }: Card, company: RelatedCompany | null): number | null =>
  company?.companyId ?? (customer.own ? customer.companyId : null);

/** Back to the terms that were saved. */
export const savedTerms = ({ customerId, companyId }: { customerId: number; companyId: number | null }): string =>
  paths.customerTab(customerId, "settings", { flash: "customerSaved", company: companyId });

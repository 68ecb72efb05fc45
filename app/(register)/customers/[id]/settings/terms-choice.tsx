import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import type { RelatedCompany } from "@/lib/access/own-values";
import type { Card } from "../card";
import { companiesWithTerms, termsAddress } from "./terms-of";

type Props = { card: Card; company: RelatedCompany | null };

/** By whose terms: the home company's or those of a related one. Not there where only home's are open to the viewer. */
export async function TermsChoice({ card, company }: Props) {
  const related = companiesWithTerms(card);
  if (related.length === 0) return null;
  const t = await getTranslations("relatedCompany");
  const link = (one: RelatedCompany | null, name: string) => (
    <PageLink
      key={name}
      href={termsAddress(card, one)}
      still
      aria-current={one?.id === company?.id ? "true" : undefined}
    >
      {name}
    </PageLink>
  );
  return (
    <nav className="pick" aria-label={t("termsOf")}>
      {link(null, card.customer.companyName)}
      {related.map((one) => link(one, one.name))}
    </nav>
  );
}

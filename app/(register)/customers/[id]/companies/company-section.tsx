import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { List, ListItem, Section } from "@/components/section";
import type { RelatedCompany } from "@/lib/access/own-values";
import { paths } from "@/lib/paths";
import { areCompaniesUsed, mayChangeIn, mayChooseCompanies } from "@/lib/related-companies/rules";
import { type Card, isEditable } from "../card";
import { termsAddress } from "../settings/terms-of";

/** The companies that serve the customer, its home first, each with what is different there. */
export async function CompanySection(card: Card) {
  const { viewer, customer } = card;
  if (!areCompaniesUsed(viewer)) return null;
  const t = await getTranslations("relatedCompany");
  return (
    <Section
      id="companies"
      title={t("title")}
      count={String(customer.related.length + 1)}
      actions={isEditable(card) && mayChooseCompanies(viewer) && <Actions id={customer.id} />}
    >
      <List>
        <ListItem
          icon="building"
          title={
            <>
              {customer.companyName} <Badge>{t("home")}</Badge>
            </>
          }
          meta={[customer.ownerName ?? "", customer.number].filter(Boolean).join(" · ")}
        />
        {customer.related.map((company) => (
          <ListItem
            key={company.id}
            icon="building"
            title={company.name}
            meta={<Differences card={card} company={company} />}
            end={isEditable(card) && <Changes card={card} company={company} />}
          />
        ))}
      </List>
    </Section>
  );
}

const panel = (id: number, name: string) => paths.customerTab(id, "settings", { panel: name });

async function Actions({ id }: { id: number }) {
  const t = await getTranslations("relatedCompany");
  return (
    <>
      <ButtonLink href={panel(id, "home-company")} tone="plain" small icon="edit" label={t("move")} />
      <ButtonLink href={panel(id, "new-company")} tone="plain" small icon="plus" label={t("add")} />
    </>
  );
}

type OneProps = { card: Card; company: RelatedCompany };

/** What is different, each said; where a hidden owner may be, nothing is said of the rest. */
async function Differences({ card, company }: OneProps) {
  const t = await getTranslations("relatedCompany");
  const { ownerName, number, hasTerms } = company;
  const different = ownerName !== null || number !== null || hasTerms;
  if (!different) return card.customer.isMasked ? null : t("asAtHome");
  return (
    <>
      {[ownerName, number].filter((value) => value !== null).join(" · ")}
      {hasTerms && (
        <span className="block">
          <a href={termsAddress(card, company)}>{t("ownTerms")}</a>
        </span>
      )}
    </>
  );
}

async function Changes({ card: { viewer, customer }, company: { id, name, companyId } }: OneProps) {
  const t = await getTranslations("relatedCompany");
  return (
    <>
      {mayChangeIn(viewer, companyId) && (
        <ButtonLink
          href={panel(customer.id, `company.${id}`)}
          tone="plain"
          small
          icon="edit"
          label={t("change", { company: name })}
        />
      )}
      {mayChooseCompanies(viewer) && (
        <ButtonLink
          href={panel(customer.id, `end-company.${id}`)}
          tone="plain"
          small
          icon="x"
          label={t("end", { company: name })}
        />
      )}
    </>
  );
}

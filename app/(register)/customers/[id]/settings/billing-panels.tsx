import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { TermField } from "@/lib/billing/fields";
import { widerThan } from "@/lib/billing/rules";
import { absent } from "@/lib/outcome";
import { TermFields, typedTerms } from "../../../billing/term-fields";
import { billingWords, termOrder } from "../../../billing/words";
import { FormPanel } from "../../../form-panel";
import { type Card, isEditable, type OpenPanel } from "../card";
import { saveBilling, saveCompanyBilling } from "./actions";
import { DeliveryFields, deliveryValues, ReferenceFields, referenceValues } from "./billing-fields";
import { PayerPanel } from "./payer-panel";
import { mayChangeTerms, type Terms, termsAddress, termsOf } from "./terms-of";

export const deliveryTerms: readonly TermField[] = ["deliveryMethod"];
export const terms = termOrder.filter((field) => !deliveryTerms.includes(field));

/** Three calm panels of what invoices are made by, and one to choose who gets them. */
export const billingPanel: OpenPanel = (name, card) => {
  const open = panels.get(name);
  if (!open) return null;
  if (!mayChangeTerms(card)) absent();
  return isEditable(card) ? open(card) : null;
};

const panels = new Map<string, (card: Card) => ReactNode>([
  ["billing.terms", (card) => <TermsPanel {...card} />],
  ["billing.delivery", (card) => <DeliveryPanel {...card} />],
  ["billing.references", (card) => <ReferencesPanel {...card} />],
  ["billing.payer", (card) => <PayerPanel {...card} />],
]);

/** The wider levels as far as the form may say what they give. */
const widerOf = ({ isMasked, level, levels }: Terms) =>
  isMasked && level === "customer" ? null : widerThan(level, levels);

async function TermsPanel(card: Card) {
  const [t, billing] = await Promise.all([getTranslations("billing"), termsOf(card)]);
  return (
    <BillingPanel card={card} billing={billing} title={t("defaults")} values={await typedTerms(terms, billing.own)}>
      <TermFields fields={terms} own={billing.own} wider={widerOf(billing)} />
    </BillingPanel>
  );
}

async function DeliveryPanel(card: Card) {
  const [t, billing] = await Promise.all([getTranslations("billing"), termsOf(card)]);
  const values = { ...(await typedTerms(deliveryTerms, billing.own)), ...deliveryValues(billing.own) };
  return (
    <BillingPanel card={card} billing={billing} title={t("delivery")} values={values}>
      <TermFields fields={deliveryTerms} own={billing.own} wider={widerOf(billing)} />
      <DeliveryFields {...billing} />
    </BillingPanel>
  );
}

async function ReferencesPanel(card: Card) {
  const [t, billing] = await Promise.all([getTranslations("billing"), termsOf(card)]);
  return (
    <BillingPanel card={card} billing={billing} title={t("references")} values={await referenceValues(billing.own)}>
      <ReferenceFields card={card} billing={billing} />
    </BillingPanel>
  );
}

type Props = { card: Card; billing: Terms; title: string; values: Record<string, string>; children: ReactNode };

async function BillingPanel({ card, billing, title, values, children }: Props) {
  const [t, { labels }] = await Promise.all([getTranslations("action"), billingWords()]);
  const { company, version } = billing;
  return (
    <FormPanel
      title={company ? `${title} · ${company.name}` : title}
      about={card.customer.name}
      close={termsAddress(card, company)}
      action={company ? saveCompanyBilling : saveBilling}
      submit={t("save")}
      labels={labels}
      hidden={{ id: String(company?.id ?? card.customer.id), version: String(version) }}
      values={values}
    >
      {children}
    </FormPanel>
  );
}

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { TermField } from "@/lib/billing/fields";
import { type CustomerBilling, customerBilling } from "@/lib/billing/queries";
import { widerThan } from "@/lib/billing/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { TermFields, typedTerms } from "../../../billing/term-fields";
import { billingWords, termOrder } from "../../../billing/words";
import { type Card, isEditable, type OpenPanel } from "../card";
import { saveBilling } from "./actions";
import { DeliveryFields, deliveryValues, ReferenceFields, referenceValues } from "./billing-fields";
import { PayerPanel } from "./payer-panel";

export const deliveryTerms: readonly TermField[] = ["deliveryMethod"];
export const terms = termOrder.filter((field) => !deliveryTerms.includes(field));

/** Three calm panels of what invoices are made by, and one to choose who gets them. */
export const billingPanel: OpenPanel = (name, card) => {
  const open = panels[name];
  if (!open) return null;
  if (!card.viewer.can("customers.edit")) absent();
  return isEditable(card) ? open(card) : null;
};

const panels: Record<string, (card: Card) => ReactNode> = {
  "billing.terms": (card) => <TermsPanel {...card} />,
  "billing.delivery": (card) => <DeliveryPanel {...card} />,
  "billing.references": (card) => <ReferencesPanel {...card} />,
  "billing.payer": (card) => <PayerPanel {...card} />,
};

/** The wider levels as far as the form may say what they give. */
const widerOf = ({ customer }: Card, { levels }: CustomerBilling) =>
  customer.isMasked ? null : widerThan("customer", levels);

async function TermsPanel(card: Card) {
  const [t, billing] = await Promise.all([getTranslations("billing"), customerBilling(card.viewer, card.customer)]);
  return (
    <BillingPanel card={card} title={t("defaults")} values={await typedTerms(terms, billing.own)}>
      <TermFields fields={terms} own={billing.own} wider={widerOf(card, billing)} />
    </BillingPanel>
  );
}

async function DeliveryPanel(card: Card) {
  const [t, billing] = await Promise.all([getTranslations("billing"), customerBilling(card.viewer, card.customer)]);
  const values = { ...(await typedTerms(deliveryTerms, billing.own)), ...deliveryValues(billing.own) };
  return (
    <BillingPanel card={card} title={t("delivery")} values={values}>
      <TermFields fields={deliveryTerms} own={billing.own} wider={widerOf(card, billing)} />
      <DeliveryFields />
    </BillingPanel>
  );
}

async function ReferencesPanel(card: Card) {
  const [t, billing] = await Promise.all([getTranslations("billing"), customerBilling(card.viewer, card.customer)]);
  return (
    <BillingPanel card={card} title={t("references")} values={await referenceValues(billing.own)}>
      <ReferenceFields {...card} />
    </BillingPanel>
  );
}

type Props = { card: Card; title: string; values: Record<string, string>; children: ReactNode };

async function BillingPanel({ card: { viewer, customer }, title, values, children }: Props) {
  const [t, { labels }, { version }] = await Promise.all([
    getTranslations("action"),
    billingWords(),
    customerBilling(viewer, customer),
  ]);
  const close = paths.customerTab(customer.id, "settings");
  return (
    <Panel title={title} close={{ href: close, label: t("close") }}>
      <Form
        action={saveBilling}
        formKey={newFormKey()}
        title={`${title} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("save")}
        labels={labels}
        hidden={{ id: String(customer.id), version: String(version) }}
        values={values}
        cancel={{ href: close, label: t("cancel") }}
      >
        {children}
      </Form>
    </Panel>
  );
}

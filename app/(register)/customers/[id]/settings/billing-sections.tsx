import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Facts, Section } from "@/components/section";
import type { TermField } from "@/lib/billing/fields";
import { billingNames, customerBilling } from "@/lib/billing/queries";
import { effective, needsVatNumber } from "@/lib/billing/rules";
import { newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { termFacts } from "../../../billing/term-facts";
import { billingWords } from "../../../billing/words";
import { type Card, isEditable } from "../card";
import { resetBilling } from "./actions";
import { deliveryFacts, referenceFacts } from "./billing-facts";
import { deliveryTerms, terms } from "./billing-panels";

/** How the customer is invoiced, each value with where it comes from. */
export async function BillingSections(card: Card) {
  const { viewer, customer } = card;
  const { id, isMasked } = customer;
  const { levels, own, version } = await customerBilling(viewer, customer);
  const [{ t, labels }, names] = await Promise.all([billingWords(), billingNames(viewer, id, own)]);
  const reset = (fields: readonly TermField[], label: string) => (
    <form action={resetBilling} className="inline">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="formKey" value={newFormKey()} />
      {fields.map((field) => (
        <input key={field} type="hidden" name={field} value="" />
      ))}
      <button type="submit" className="linkbtn" aria-label={t("billing.resetField", { field: label })}>
        {t("billing.reset")}
      </button>
    </form>
  );
  const from = { levels, level: "customer" as const, isMasked, reset: isEditable(card) ? reset : undefined };
  const currency = effective(levels, "currency")?.value;
  return (
    <>
      <Section
        id="billing"
        title={t("billing.defaults")}
        text={t("billing.appliesToNew")}
        actions={<Edit card={card} panel="billing.terms" part={t("billing.terms")} />}
      >
        <Warnings names={names} card={card} />
        <Facts items={await termFacts({ ...from, fields: terms.filter((field) => !isVatPart(field)) })} />
      </Section>
      <Section
        id="billing-delivery"
        title={t("billing.delivery")}
        actions={<Edit card={card} panel="billing.delivery" part={t("billing.delivery")} />}
      >
        <Facts items={[...(await termFacts({ ...from, fields: deliveryTerms })), ...(await deliveryFacts(own))]} />
      </Section>
      <Section
        id="billing-references"
        title={t("billing.references")}
        actions={<Edit card={card} panel="billing.references" part={t("billing.references")} />}
      >
        <Facts
          items={[
            {
              label: labels.billingCustomerId,
              value: <Payer card={card} own={own?.billingCustomerId ?? null} name={names.payerName} />,
            },
            ...(await referenceFacts(own, names, currency === undefined ? null : String(currency))),
          ]}
        />
      </Section>
    </>
  );
}

const isVatPart = (field: TermField) => field === "vatRate" || field === "taxFreeReason";

type EditProps = { card: Card; panel: string; part: string };

async function Edit({ card, panel, part }: EditProps) {
  const t = await getTranslations("billing");
  if (!isEditable(card)) return null;
  return (
    <ButtonLink
      href={paths.customerTab(card.customer.id, "settings", { panel })}
      tone="plain"
      small
      icon="edit"
      label={t("edit", { part })}
    />
  );
}

type WarningsProps = { card: Card; names: Awaited<ReturnType<typeof billingNames>> };

/** What would stop an invoice, said before one is made. */
async function Warnings({ card: { viewer, customer }, names }: WarningsProps) {
  const [t, { levels, own }] = await Promise.all([getTranslations("billing"), customerBilling(viewer, customer)]);
  const delivery = effective(levels, "deliveryMethod")?.value;
  const lines = [
    !names.isInvoiceable && t("notInvoiceable"),
    needsVatNumber(effective(levels, "vatCategory")?.value) && !customer.vatNumber && t("vatNumberMissing"),
    delivery === "einvoice" && !own?.einvoiceAddress && t("einvoiceMissing"),
    delivery === "email" && !own?.invoiceEmails?.length && !customer.email && t("emailMissing"),
  ].filter((line) => line !== false);
  if (!lines.length) return null;
  return (
    <div className="pt-3">
      {lines.map((line) => (
        <Notice key={line} kind="warn">
          {line}
        </Notice>
      ))}
    </div>
  );
}

type PayerProps = { card: Card; own: number | null; name: string | null };

/** Who gets the invoices; one who is not open to the viewer has no name. */
async function Payer({ card, own, name }: PayerProps) {
  const t = await getTranslations();
  const { id } = card.customer;
  return (
    <>
      {own === null && t("billing.payerItself")}
      {own !== null && (name === null ? t("billing.payerHidden") : <a href={paths.customer(own)}>{name}</a>)}
      {isEditable(card) && (
        <>
          {" · "}
          <a href={paths.customerTab(id, "settings", { panel: "billing.payer" })}>{t("billing.choosePayer")}</a>
        </>
      )}
    </>
  );
}

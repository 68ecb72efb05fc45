import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Facts, Section } from "@/components/section";
import type { BillingField, OwnField, TermField } from "@/lib/billing/fields";
import { billingNames } from "@/lib/billing/queries";
import { effective, isOwnThere, needsVatNumber } from "@/lib/billing/rules";
import { newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { Origin, termFacts } from "../../../billing/term-facts";
import { billingWords } from "../../../billing/words";
import type { Card } from "../card";
import { resetBilling, resetCompanyBilling } from "./actions";
import { deliveryFacts, referenceFacts } from "./billing-facts";
import { deliveryTerms, terms } from "./billing-panels";
import { FindButton, mayFindAddress } from "./einvoice/find-button";
import { TermsChoice } from "./terms-choice";
import { type Terms, termsAddress, termsOf } from "./terms-of";

/** How the customer is invoiced, each value with where it comes from. */
export async function BillingSections(card: Card) {
  const { viewer, customer } = card;
  const { id } = customer;
  const billing = await termsOf(card);
  const { company, counted, isMasked, level, levels, mayEdit, own, version } = billing;
  const [{ t, labels }, names] = await Promise.all([billingWords(), billingNames(viewer, id, counted)]);
  const reset = (fields: readonly BillingField[], label: string) => (
    <form action={(company ? resetCompanyBilling : resetBilling).bind(null, id)} className="inline">
      <input type="hidden" name="id" value={company?.id ?? id} />
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
  const origin = (field: OwnField) => {
    if (!company) return null;
    if (!isOwnThere(own, field)) return <Origin>{t("billing.fromCustomer")}</Origin>;
    return (
      <Origin own>
        {t("billing.own")}
        {mayEdit && <> · {reset([field], labels[field])}</>}
      </Origin>
    );
  };
  const from = { levels, level, isMasked, reset: mayEdit ? reset : undefined };
  const currency = effective(levels, "currency")?.value;
  const edit = (panel: string, part: string) =>
    mayEdit && <Edit href={termsAddress(card, company, panel)} part={part} />;
  return (
    <>
      <TermsChoice card={card} company={company} />
      <Section
        id="billing"
        title={t("billing.defaults")}
        text={t("billing.appliesToNew")}
        actions={edit("billing.terms", t("billing.terms"))}
      >
        <Warnings names={names} card={card} billing={billing} />
        <Facts items={await termFacts({ ...from, fields: terms.filter((field) => !isVatPart(field)) })} />
      </Section>
      <Section
        id="billing-delivery"
        title={t("billing.delivery")}
        actions={edit("billing.delivery", t("billing.delivery"))}
      >
        <Facts
          items={[...(await termFacts({ ...from, fields: deliveryTerms })), ...(await deliveryFacts(counted, origin))]}
        />
        {mayEdit && mayFindAddress(card) && <FindButton card={card} company={company} />}
      </Section>
      <Section
        id="billing-references"
        title={t("billing.references")}
        actions={edit("billing.references", t("billing.references"))}
      >
        <Facts
          items={[
            {
              label: labels.billingCustomerId,
              value: (
                <>
                  <Payer
                    own={counted?.billingCustomerId ?? null}
                    name={names.payerName}
                    choose={mayEdit ? termsAddress(card, company, "billing.payer") : null}
                  />
                  {counted?.billingCustomerId && origin("billingCustomerId")}
                </>
              ),
            },
            ...(await referenceFacts(counted, names, currency === undefined ? null : String(currency), origin)),
          ]}
        />
      </Section>
    </>
  );
}

const isVatPart = (field: TermField) => field === "vatRate" || field === "taxFreeReason";

async function Edit({ href, part }: { href: string; part: string }) {
  const t = await getTranslations("billing");
  return <ButtonLink href={href} tone="plain" small icon="edit" label={t("edit", { part })} />;
}

type WarningsProps = { card: Card; names: Awaited<ReturnType<typeof billingNames>>; billing: Terms };

/** What would stop an invoice, said before one is made. */
async function Warnings({ card: { customer }, names, billing: { levels, counted } }: WarningsProps) {
  const t = await getTranslations("billing");
  const delivery = effective(levels, "deliveryMethod")?.value;
  const lines = [
    !names.isInvoiceable && t("notInvoiceable"),
    needsVatNumber(effective(levels, "vatCategory")?.value) && !customer.vatNumber && t("vatNumberMissing"),
    delivery === "einvoice" && !counted?.einvoiceAddress && t("einvoiceMissing"),
    delivery === "email" && !counted?.invoiceEmails?.length && !customer.email && t("emailMissing"),
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

type PayerProps = { own: number | null; name: string | null; choose: string | null };

/** Who gets the invoices; one who is not open to the viewer has no name. */
async function Payer({ own, name, choose }: PayerProps) {
  const t = await getTranslations("billing");
  return (
    <>
      {own === null && t("payerItself")}
      {own !== null && (name === null ? t("payerHidden") : <a href={paths.customer(own)}>{name}</a>)}
      {choose && (
        <>
          {" · "}
          <a href={choose}>{t("choosePayer")}</a>
        </>
      )}
    </>
  );
}

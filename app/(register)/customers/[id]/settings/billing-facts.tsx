import type { BillingNames, CustomerBilling } from "@/lib/billing/queries";
import { contactName } from "@/lib/contacts/rules";
import { billingWords } from "../../../billing/words";

type Own = CustomerBilling["own"];

/** Where invoices are sent to: values that only a customer itself can have. */
export async function deliveryFacts(own: Own) {
  const { t, labels, text } = await billingWords();
  const scheme = own?.einvoiceScheme;
  const [first, ...others] = own?.invoiceEmails ?? [];
  return [
    {
      label: labels.einvoiceAddress,
      value: own?.einvoiceAddress && (
        <>
          {own.einvoiceAddress}
          {scheme && <span className="xs faint block">{text("einvoiceScheme", scheme)}</span>}
        </>
      ),
    },
    { label: labels.einvoiceOperator, value: text("einvoiceOperator", own?.einvoiceOperator) },
    {
      label: labels.invoiceEmails,
      value: first && (
        <>
          {first}
          {others.length > 0 && <span className="faint"> ({t("billing.emailUsed")})</span>}
          {others.map((email) => (
            <span key={email} className="block">
              {email}
            </span>
          ))}
        </>
      ),
    },
  ];
}

/** @param currency of the credit limit; null where none is known */
export async function referenceFacts(own: Own, names: BillingNames, currency: string | null) {
  const { t, labels, text, money } = await billingWords();
  const limit = own?.creditLimit;
  const contact = contactName(names, t("contact.deleted"));
  return [
    {
      label: labels.billingContactId,
      value:
        own?.billingContactId &&
        (names.inactiveAt && !names.erasedAt ? t("billing.contactInactive", { name: contact }) : contact),
    },
    { label: labels.yourReference, value: text("yourReference", own?.yourReference) },
    { label: labels.orderNumber, value: text("orderNumber", own?.orderNumber) },
    { label: labels.contractReference, value: text("contractReference", own?.contractReference) },
    { label: labels.creditLimit, value: limit && (currency ? money(limit, currency) : text("creditLimit", limit)) },
    {
      label: labels.salesBlock,
      value: own?.salesBlock && (
        <>
          {text("salesBlock", own.salesBlock)}
          <span className="block whitespace-pre-line">{own.salesBlockReason}</span>
        </>
      ),
    },
  ];
}

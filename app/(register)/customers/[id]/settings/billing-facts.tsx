import type { ReactNode } from "react";
import type { OwnField } from "@/lib/billing/fields";
import type { BillingNames, CustomerBilling } from "@/lib/billing/queries";
import { contactName } from "@/lib/contacts/rules";
import { type BillingWords, billingWords } from "../../../billing/words";

type Own = CustomerBilling["counted"];

/** In a related company: where a value comes from. */
export type OriginOf = (field: OwnField) => ReactNode;

/** Where invoices are sent to: values that only a customer itself can have. */
export async function deliveryFacts(own: Own, origin: OriginOf) {
  const { t, labels, text } = await billingWords();
  const scheme = own?.einvoiceScheme;
  const plain = plainFact(own, origin, { labels, text });
  const [first, ...others] = own?.invoiceEmails ?? [];
  return [
    {
      label: labels.einvoiceAddress,
      value: own?.einvoiceAddress && (
        <>
          {own.einvoiceAddress}
          {scheme && <span className="xs faint block">{text("einvoiceScheme", scheme)}</span>}
          {origin("einvoiceAddress")}
        </>
      ),
    },
    plain("einvoiceOperator"),
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
          {origin("invoiceEmails")}
        </>
      ),
    },
  ];
}

/** @param currency of the credit limit; null where none is known */
export async function referenceFacts(own: Own, names: BillingNames, currency: string | null, origin: OriginOf) {
  const { t, labels, text, money } = await billingWords();
  const plain = plainFact(own, origin, { labels, text });
  const limit = own?.creditLimit;
  const contact = contactName(names, t("contact.deleted"));
  return [
    {
      label: labels.billingContactId,
      value: own?.billingContactId && (
        <>
          {names.inactiveAt && !names.erasedAt ? t("billing.contactInactive", { name: contact }) : contact}
          {origin("billingContactId")}
        </>
      ),
    },
    plain("yourReference"),
    plain("orderNumber"),
    plain("contractReference"),
    {
      label: labels.creditLimit,
      value: limit && (
        <>
          {currency ? money(limit, currency) : text("creditLimit", limit)}
          {origin("creditLimit")}
        </>
      ),
    },
    {
      label: labels.salesBlock,
      value: own?.salesBlock && (
        <>
          {text("salesBlock", own.salesBlock)}
          <span className="block whitespace-pre-line">{own.salesBlockReason}</span>
          {origin("salesBlock")}
        </>
      ),
    },
  ];
}

/** A value that reads as text. */
const plainFact =
  (own: Own, origin: OriginOf, { labels, text }: Pick<BillingWords, "labels" | "text">) =>
  (field: OwnField) => {
    const value = text(field, own?.[field]);
    return {
      label: labels[field],
      value: value && (
        <>
          {value}
          {origin(field)}
        </>
      ),
    };
  };

import { Field, type FieldProps } from "@/components/field";
import { operators, schemes } from "@/lib/billing/einvoice";
import type { OwnField } from "@/lib/billing/fields";
import { billingNames, type CustomerBilling } from "@/lib/billing/queries";
import { effective, isOwnThere } from "@/lib/billing/rules";
import { contactChoices } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { type BillingWords, billingWords, optionsOf } from "../../../billing/words";
import type { Card } from "../card";
import type { Terms } from "./terms-of";

type Own = CustomerBilling["own"];

export function deliveryValues(own: Own): Record<string, string> {
  return {
    einvoiceScheme: own?.einvoiceScheme ?? "",
    einvoiceAddress: own?.einvoiceAddress ?? "",
    einvoiceOperator: own?.einvoiceOperator ?? "",
    invoiceEmails: own?.invoiceEmails?.join("\n") ?? "",
  };
}

/** Where invoices go. */
export async function DeliveryFields({ company, own, home }: Terms) {
  const { t, labels, choices, text } = await billingWords();
  const from = atHome({ company, own, home }, { t, text });
  const offered = schemes.map(({ code }) => ({ value: code, label: choices.einvoiceScheme[code] ?? code }));
  const options = [{ value: "", label: t("billing.schemeItself") }, ...offered];
  return (
    <>
      <Field
        name="einvoiceScheme"
        label={labels.einvoiceScheme}
        kind="select"
        options={options}
        span={3}
        from={from("einvoiceScheme")}
      />
      <Field
        name="einvoiceAddress"
        label={labels.einvoiceAddress}
        kind="text"
        span={3}
        autoComplete="off"
        from={from("einvoiceAddress")}
      />
      <Field
        name="einvoiceOperator"
        label={labels.einvoiceOperator}
        kind="text"
        span={3}
        autoComplete="off"
        from={from("einvoiceOperator")}
        suggestions={operators.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Field
        name="invoiceEmails"
        label={labels.invoiceEmails}
        kind="longText"
        rows={2}
        from={from("invoiceEmails")}
        hint={t("billing.emailsHint")}
      />
    </>
  );
}

export async function referenceValues(own: Own): Promise<Record<string, string>> {
  const { typed } = await billingWords();
  return {
    yourReference: own?.yourReference ?? "",
    orderNumber: own?.orderNumber ?? "",
    contractReference: own?.contractReference ?? "",
    billingContactId: String(own?.billingContactId ?? ""),
    creditLimit: typed(own?.creditLimit ?? null),
    salesBlock: own?.salesBlock ?? "",
    salesBlockReason: own?.salesBlockReason ?? "",
  };
}

/** References, whom invoices are sent to at the customer, and how far it gets credit. */
export async function ReferenceFields({ card: { viewer, customer }, billing }: { card: Card; billing: Terms }) {
  const { levels, own } = billing;
  const [{ t, labels, choices, text }, names, contacts] = await Promise.all([
    billingWords(),
    billingNames(viewer, customer.id, own),
    contactChoices(viewer, customer.id),
  ]);
  const options = contacts.map((contact) => ({ value: String(contact.id), label: contactName(contact, "") }));
  const held = String(own?.billingContactId ?? "");
  const gone = { value: held, label: contactName(names, t("contact.deleted")) };
  const from = atHome(billing, { t, text });
  const currency = effective(levels, "currency")?.value;
  return (
    <>
      <Field
        name="yourReference"
        label={labels.yourReference}
        kind="text"
        span={3}
        autoComplete="off"
        from={from("yourReference")}
      />
      <Field
        name="orderNumber"
        label={labels.orderNumber}
        kind="text"
        span={3}
        autoComplete="off"
        from={from("orderNumber")}
      />
      <Field
        name="contractReference"
        label={labels.contractReference}
        kind="text"
        span={3}
        autoComplete="off"
        from={from("contractReference")}
        hint={t("billing.referenceHint")}
      />
      <Field
        name="billingContactId"
        from={from("billingContactId")}
        label={labels.billingContactId}
        kind="select"
        span={3}
        options={[
          { value: "", label: t("billing.noContact") },
          ...(held && !options.some(({ value }) => value === held) ? [gone] : []),
          ...options,
        ]}
      />
      <Field
        name="creditLimit"
        from={from("creditLimit")}
        label={labels.creditLimit}
        kind="money"
        span={3}
        unit={currency === undefined ? undefined : String(currency)}
        autoComplete="off"
      />
      <Field
        name="salesBlock"
        from={from("salesBlock")}
        label={labels.salesBlock}
        kind="select"
        span={3}
        options={[{ value: "", label: t("billing.blockNone") }, ...optionsOf(choices.salesBlock)]}
      />
      <Field name="salesBlockReason" label={labels.salesBlockReason} kind="longText" rows={2} />
    </>
  );
}

type Words = Pick<BillingWords, "t" | "text">;

/** In a related company: what an empty field has from the home company, as far as words can say it. */
function atHome({ company, own, home }: Pick<Terms, "company" | "own" | "home">, { t, text }: Words) {
  return (field: OwnField): FieldProps["from"] => {
    const value = company ? text(field, home?.[field]) : "";
    if (!value) return undefined;
    if (!isOwnThere(own, field)) return { own: false, text: t("billing.fromCustomer") };
    return { own: true, text: field === "billingContactId" ? t("billing.own") : t("billing.ownOver", { value }) };
  };
}

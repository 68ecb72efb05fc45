import { Field } from "@/components/field";
import { operators, schemes } from "@/lib/billing/einvoice";
import { billingNames, type CustomerBilling, customerBilling } from "@/lib/billing/queries";
import { effective } from "@/lib/billing/rules";
import { contactChoices } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { billingWords, optionsOf } from "../../../billing/words";
import type { Card } from "../card";

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
export async function DeliveryFields() {
  const { t, labels, choices } = await billingWords();
  const offered = schemes.map(({ code }) => ({ value: code, label: choices.einvoiceScheme[code] ?? code }));
  const options = [{ value: "", label: t("billing.schemeItself") }, ...offered];
  return (
    <>
      <Field name="einvoiceScheme" label={labels.einvoiceScheme} kind="select" options={options} span={3} />
      <Field name="einvoiceAddress" label={labels.einvoiceAddress} kind="text" span={3} autoComplete="off" />
      <Field
        name="einvoiceOperator"
        label={labels.einvoiceOperator}
        kind="text"
        span={3}
        autoComplete="off"
        suggestions={operators.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Field
        name="invoiceEmails"
        label={labels.invoiceEmails}
        kind="longText"
        rows={2}
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
export async function ReferenceFields({ viewer, customer }: Card) {
  const { levels, own } = await customerBilling(viewer, customer);
  const [{ t, labels, choices }, names, contacts] = await Promise.all([
    billingWords(),
    billingNames(viewer, customer.id, own),
    contactChoices(viewer, customer.id),
  ]);
  const options = contacts.map((contact) => ({ value: String(contact.id), label: contactName(contact, "") }));
  const held = String(own?.billingContactId ?? "");
  const gone = { value: held, label: contactName(names, t("contact.deleted")) };
  const currency = effective(levels, "currency")?.value;
  return (
    <>
      <Field name="yourReference" label={labels.yourReference} kind="text" span={3} autoComplete="off" />
      <Field name="orderNumber" label={labels.orderNumber} kind="text" span={3} autoComplete="off" />
      <Field
        name="contractReference"
        label={labels.contractReference}
        kind="text"
        span={3}
        autoComplete="off"
        hint={t("billing.referenceHint")}
      />
      <Field
        name="billingContactId"
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
        label={labels.creditLimit}
        kind="money"
        span={3}
        unit={currency === undefined ? undefined : String(currency)}
        autoComplete="off"
      />
      <Field
        name="salesBlock"
        label={labels.salesBlock}
        kind="select"
        span={3}
        options={[{ value: "", label: t("billing.blockNone") }, ...optionsOf(choices.salesBlock)]}
      />
      <Field name="salesBlockReason" label={labels.salesBlockReason} kind="longText" rows={2} />
    </>
  );
}

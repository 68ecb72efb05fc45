import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { EntryRows } from "@/components/entry-rows";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { vatCategories } from "@/lib/billing/fields";
import { contactName } from "@/lib/contacts/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { type Draft, draftChoices, draftOf, type OpenInvoice } from "@/lib/invoices/queries";
import { checkVat, mostLines, type Vat, vatCode } from "@/lib/invoices/rules";
import { paths } from "@/lib/paths";
import { billingWords, optionsOf } from "../../billing/words";
import { saveDraft } from "../actions";
import { spread } from "../line-values";
import { invoiceWords, labelsOfRows } from "../words";
import type { Opened } from "./opened";

const moreLines = 5;

/** The draft in place as a form: who and what for, then its lines. */
export async function DraftForm({ viewer, invoice }: Opened) {
  const [t, { t: words, labels, lineLabels, vat, title, format }] = await Promise.all([
    getTranslations("action"),
    invoiceWords(),
  ]);
  const draft = await draftOf(viewer, invoice);
  const { id, version, customerName, lines } = invoice;
  const rows = Math.min(mostLines, Math.max(lines.length + 1, 3));
  const column = (name: keyof typeof lineLabels) => ({ name, label: lineLabels[name] });
  const lineValues = lines.map(({ description, quantity, unit, unitPrice, vatCategory, vatRate }) => ({
    description,
    quantity: format.typed(quantity),
    unit,
    unitPrice: format.typed(unitPrice),
    vat: vatCode({ category: vatCategory, rate: vatRate }),
  }));
  return (
    <Form
      action={saveDraft}
      formKey={newFormKey()}
      title={`${words("edit")} · ${title(invoice)} · ${customerName} · Kumppani`}
      texts={await formTexts()}
      submit={t("save")}
      labels={{ ...labels, ...(await labelsOfRows(mostLines)) }}
      hidden={{ id: String(id), version: String(version) }}
      values={{ ...valuesOf(invoice), ...spread(lineValues) }}
      cancel={{ href: paths.invoice(id), label: t("cancel") }}
      extra={
        <Button name="more" value={String(moreLines)} tone="plain" icon="plus">
          {words("moreLines", { count: moreLines })}
        </Button>
      }
    >
      <DraftFields viewer={viewer} invoice={invoice} />
      <div>
        <h2 className="mb-2">{labels.lines}</h2>
        <EntryRows
          name="lines"
          word={words("line")}
          rows={rows}
          most={mostLines}
          columns={[
            { ...column("description"), kind: "text" },
            { ...column("quantity"), kind: "money" },
            { ...column("unit"), kind: "text" },
            { ...column("unitPrice"), kind: "money" },
            { ...column("vat"), kind: "select", options: vatOptions(invoice, draft, vat), start: draft.usual },
          ]}
        />
        <p className="hint mt-2">{words("linesHint", { most: mostLines })}</p>
      </div>
    </Form>
  );
}

const valuesOf = ({ projectId, contactId, currency, yourReference, ...rest }: OpenInvoice) => ({
  projectId: String(projectId ?? ""),
  contactId: String(contactId ?? ""),
  currency,
  yourReference: yourReference ?? "",
  ourReference: rest.ourReference ?? "",
  orderNumber: rest.orderNumber ?? "",
  taxFreeReason: rest.taxFreeReason ?? "",
  note: rest.note ?? "",
});

/** What its lines say already, the rates in force, and the ways without tax. A credit note only has its invoice's. */
function vatOptions({ creditOf, lines }: OpenInvoice, { rates, usual }: Draft, words: (vat: Vat) => string) {
  const held = lines.map(({ vatCategory, vatRate }) => vatCode({ category: vatCategory, rate: vatRate }));
  const taxed = rates.filter((rate) => Number(rate) > 0).map((rate) => vatCode({ category: "S", rate }));
  const untaxed = vatCategories
    .filter((category) => category !== "S")
    .map((category) => vatCode({ category, rate: "0.00" }));
  const codes = creditOf === null ? [...taxed, usual, ...untaxed, ...held] : held;
  return [...new Set(codes)].flatMap((code) => {
    const checked = checkVat(code);
    return checked.ok ? [{ value: code, label: words(checked.value) }] : [];
  });
}

async function DraftFields({ viewer, invoice }: Opened) {
  const [t, { labels }, { choices }] = await Promise.all([getTranslations(), invoiceWords(), billingWords()]);
  const { projects, contacts } = await draftChoices(viewer, invoice.customerId);
  const held = String(invoice.contactId ?? "");
  const people = contacts.map((contact) => ({ value: String(contact.id), label: contactName(contact, "") }));
  const gone = { value: held, label: contactName(invoice, t("contact.deleted")) };
  const isHeld = held !== "" && !people.some(({ value }) => value === held);
  const works = projects.map(({ id, number, name }) => ({
    value: String(id),
    label: [number, name].filter(Boolean).join(" "),
  }));
  const isCredit = invoice.creditOf !== null;
  const text = { kind: "text", span: 3, autoComplete: "off" } as const;
  return (
    <>
      {works.length > 0 && !isCredit && (
        <Field
          name="projectId"
          label={labels.projectId}
          kind="select"
          span={3}
          options={[{ value: "", label: t("invoice.noProject") }, ...works]}
        />
      )}
      <Field
        name="contactId"
        label={labels.contactId}
        kind="select"
        span={3}
        options={[{ value: "", label: t("billing.noContact") }, ...(isHeld ? [gone] : []), ...people]}
      />
      {!isCredit && (
        <Field name="currency" label={labels.currency} kind="select" span={3} options={optionsOf(choices.currency)} />
      )}
      <Field name="yourReference" label={labels.yourReference} {...text} />
      <Field name="ourReference" label={labels.ourReference} {...text} />
      <Field name="orderNumber" label={labels.orderNumber} {...text} />
      <Field name="taxFreeReason" label={labels.taxFreeReason} {...text} />
      <Field name="note" label={labels.note} kind="longText" rows={2} />
    </>
  );
}

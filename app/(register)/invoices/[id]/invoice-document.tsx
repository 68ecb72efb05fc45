import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { html } from "@/components/rows";
import { Facts, Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { formatReference } from "@/lib/billing/references";
import { contactName } from "@/lib/contacts/rules";
import { draftOf } from "@/lib/invoices/queries";
import { keptUntil } from "@/lib/invoices/rules";
import { invoiceWords } from "../words";
import type { Opened } from "./opened";
import { type Party, PartyBlock } from "./party";
import { VatSummary } from "./vat-summary";

/** Who, whom, when, what for and how much: a draft as the register says now, an issued one as it was issued. */
export async function InvoiceDocument(opened: Opened) {
  const { invoice } = opened;
  const { t, labels, format } = await invoiceWords();
  const { recipient, sender, contact, due } = await namesOn(opened);
  const date = (day: string | null) => day && format.day(day);
  const facts = [
    { label: labels.issuedOn, value: date(invoice.issuedOn) },
    { label: labels.dueOn, value: date(invoice.dueOn) ?? due },
    { label: labels.contactId, value: contact },
    { label: labels.projectId, value: invoice.projectName },
    { label: labels.yourReference, value: reference(invoice.yourReference) },
    { label: labels.ourReference, value: reference(invoice.ourReference) },
    { label: labels.orderNumber, value: invoice.orderNumber },
    { label: labels.currency, value: invoice.currency },
  ];
  const kept = invoice.issuedOn && keptUntil(invoice.issuerCountry ?? "", invoice.issuedOn);
  return (
    <article className="stack stack--l">
      <div className="paper">
        <PartyBlock title={t("recipient")} party={recipient} missing={t("recipientHidden")} />
        <PartyBlock title={t("sender")} party={sender} missing="" />
        <Facts items={facts} />
      </div>
      <Lines {...opened} />
      {invoice.lines.length > 0 && <VatSummary invoice={invoice} />}
      {invoice.note && <p className="running whitespace-pre-line">{invoice.note}</p>}
      {invoice.status === "issued" && (
        <p className="faint sm">
          {t("final")} {kept && t("keptUntil", { date: format.day(kept) })}
        </p>
      )}
    </article>
  );
}

const reference = (text: string | null) => text && formatReference(text);

async function namesOn({ viewer, invoice }: Opened) {
  const [t, { t: words }] = await Promise.all([getTranslations("contact"), invoiceWords()]);
  if (invoice.status === "issued") {
    const recipient: Party = {
      name: invoice.recipientName ?? "",
      number: invoice.recipientNumber,
      businessId: invoice.recipientBusinessId,
      vatNumber: invoice.recipientVatNumber,
      street: invoice.recipientStreet,
      postalCode: invoice.recipientPostalCode,
      city: invoice.recipientCity,
      country: invoice.recipientCountry ?? "",
    };
    const sender = {
      name: invoice.issuerName ?? "",
      vatNumber: invoice.issuerVatNumber,
      country: invoice.issuerCountry ?? "",
    };
    return { recipient, sender, contact: invoice.contactName, due: null };
  }
  const { recipient: now, terms } = await draftOf(viewer, invoice);
  const recipient: Party | null = now && {
    name: now.recipientName,
    number: now.recipientNumber,
    businessId: now.recipientBusinessId,
    vatNumber: now.recipientVatNumber,
    street: now.recipientStreet,
    postalCode: now.recipientPostalCode,
    city: now.recipientCity,
    country: now.recipientCountry,
  };
  const sender = {
    name: invoice.companyName,
    vatNumber: invoice.companyVatNumber,
    country: invoice.companyCountry,
  };
  const contact = invoice.contactId === null ? null : contactName(invoice, t("deleted"));
  return { recipient, sender, contact, due: words("dueAfter", { days: terms.paymentTerm }) };
}

/** What is charged for. Written as text: there may be a hundred. */
async function Lines({ invoice }: Opened) {
  const { t, labels, lineLabels, vat, format } = await invoiceWords();
  if (!invoice.lines.length) return <EmptyLine text={t("noLines")} />;
  const rows = invoice.lines.map(
    ({ description, quantity, unit, unitPrice, net, vatCategory, vatRate }) => html`<tr>
      <th scope="row">${description}</th>
      <td class="num" data-l="${lineLabels.quantity}"><span>${[format.quantity(quantity), unit].filter(Boolean).join(" ")}</span></td>
      <td class="num" data-l="${lineLabels.unitPrice}"><span>${format.decimal(unitPrice)}</span></td>
      <td class="num" data-l="${lineLabels.vat}"><span>${vat({ category: vatCategory, rate: vatRate })}</span></td>
      <td class="num" data-l="${t("net")}"><span>${format.decimal(net)}</span></td></tr>`,
  );
  const numbers = [lineLabels.quantity, lineLabels.unitPrice, lineLabels.vat, `${t("net")}, ${invoice.currency}`];
  return (
    <Section id="lines" title={labels.lines}>
      <Table
        head={
          <>
            <th scope="col">{lineLabels.description}</th>
            {numbers.map((name) => (
              <th key={name} scope="col" className="num">
                {name}
              </th>
            ))}
          </>
        }
      >
        <Rows html={html`${rows}`} />
      </Table>
    </Section>
  );
}

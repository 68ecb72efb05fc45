import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field } from "@/components/field";
import { draftOf, nextInvoiceNumber } from "@/lib/invoices/queries";
import { dayAfter } from "@/lib/moments";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import { credit, issue, removeDraft } from "../actions";
import { invoiceWords } from "../words";
import { isCreditable, isCreditedWhole, isOpenDraft, maySend, type Opened } from "./opened";

/** What the address opens beside an invoice. Without the right it is not there; what its state forbids stays closed. */
export async function invoicePanel(name: string, opened: Opened): Promise<ReactNode> {
  const { invoice } = opened;
  const isOurs = name === "issue" || name === "delete" || name === "credit";
  if (!isOurs) return null;
  if (!maySend(opened)) absent();
  if (name === "credit") return isCreditable(opened) && !isCreditedWhole(invoice) ? <CreditPanel {...opened} /> : null;
  if (!isOpenDraft(opened)) return null;
  if (name === "delete") return <DeletePanel {...opened} />;
  const canIssue = invoice.lines.length > 0 && (invoice.isAllowed || invoice.creditOf !== null);
  return canIssue ? <IssuePanel {...opened} /> : null;
}

/** Asks for the days before an invoice becomes final. */
async function IssuePanel({ viewer, invoice }: Opened) {
  const { t, labels, format, title } = await invoiceWords();
  const { id, version, customerName, currency, sums } = invoice;
  const [{ terms }, next] = await Promise.all([draftOf(viewer, invoice), nextInvoiceNumber(viewer, id)]);
  const { today } = viewer.facts;
  return (
    <FormPanel
      title={t("issueTitle")}
      about={`${title(invoice)} · ${customerName}`}
      close={paths.invoice(id)}
      ask
      action={issue}
      submit={t("issue")}
      labels={labels}
      hidden={{ id: String(id), version: String(version), seen: String(version) }}
      values={{ issuedOn: today, dueOn: dayAfter(today, terms.paymentTerm) }}
    >
      <p>{t("issueText", { number: String(next), sum: format.money(sums.gross, currency) })}</p>
      <Field name="issuedOn" label={labels.issuedOn} kind="date" width="m" required />
      <Field name="dueOn" label={labels.dueOn} kind="date" width="m" hint={t("dueHint", { days: terms.paymentTerm })} />
    </FormPanel>
  );
}

async function CreditPanel({ invoice }: Opened) {
  const { t, title } = await invoiceWords();
  const { id, customerId } = invoice;
  return (
    <FormPanel
      title={t("creditTitle", { number: invoice.number ?? "" })}
      about={title(invoice)}
      close={paths.invoice(id)}
      ask
      action={credit}
      submit={t("credit")}
      hidden={{ id: String(customerId), invoiceId: String(id) }}
    >
      <p>{t("creditText")}</p>
    </FormPanel>
  );
}

async function DeletePanel({ invoice }: Opened) {
  const [actions, { t }] = await Promise.all([getTranslations("action"), invoiceWords()]);
  return (
    <FormPanel
      title={t("deleteTitle")}
      about={invoice.customerName}
      close={paths.invoice(invoice.id)}
      ask
      action={removeDraft}
      submit={actions("delete")}
      tone="bad"
      hidden={{ id: String(invoice.id) }}
    >
      <p>{t("deleteText")}</p>
    </FormPanel>
  );
}

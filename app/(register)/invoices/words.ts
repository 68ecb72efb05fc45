import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { formatsOf } from "@/lib/format";
import type { DraftField, LineField } from "@/lib/invoices/fields";
import type { Vat } from "@/lib/invoices/rules";
import { currentLocale, currentViewer } from "@/lib/session";
import { billingWords } from "../billing/words";

type Titled = { number: string | null; creditOf: number | null };

/** What invoices, their fields and their taxes are called, once per request. */
export const invoiceWords = cache(async () => {
  const [t, locale, viewer, billing] = await Promise.all([
    getTranslations("invoice"),
    currentLocale(),
    currentViewer(),
    billingWords(),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const labels: Record<DraftField | "lines" | "issuedOn" | "dueOn", string> = {
    projectId: t("project"),
    contactId: t("contact"),
    currency: billing.labels.currency,
    yourReference: billing.labels.yourReference,
    ourReference: billing.labels.ourReference,
    orderNumber: billing.labels.orderNumber,
    taxFreeReason: billing.labels.taxFreeReason,
    note: t("note"),
    lines: t("lines"),
    issuedOn: t("issuedOn"),
    dueOn: t("dueOn"),
  };
  const lineLabels: Record<LineField, string> = {
    description: t("description"),
    quantity: t("quantity"),
    unit: t("unit"),
    unitPrice: t("unitPrice"),
    vat: t("vat"),
  };
  const percent = (rate: string) => billing.text("vatRate", rate);
  const { vatCategory } = billing.choices;
  /** "25,5 %", or why there is no tax. */
  const vat = ({ category, rate }: Vat): string => (category === "S" ? percent(rate) : vatCategory[category]);
  const title = ({ number, creditOf }: Titled): string => {
    if (number === null) return creditOf === null ? t("draft") : t("creditDraft");
    return creditOf === null ? t("numbered", { number }) : t("creditNumbered", { number });
  };
  return { t, labels, lineLabels, vat, title, format, typedRate: billing.typedRate };
});

/** What an error summary calls the fields of a line: "Line 2, Quantity". */
export async function labelsOfRows(rows: number): Promise<Record<string, string>> {
  const { t, lineLabels } = await invoiceWords();
  const named = Array.from({ length: rows }, (_, row) =>
    Object.entries(lineLabels).map(([field, label]) => [`lines.${row}.${field}`, `${t("line")} ${row + 1}, ${label}`]),
  );
  return Object.fromEntries(named.flat());
}

/** What the history calls the fields of an invoice. */
export async function loggedInvoiceLabels(): Promise<Record<string, string>> {
  const { t, labels } = await invoiceWords();
  return {
    ...labels,
    companyId: t("sender"),
    creditOf: t("creditOf"),
    number: t("number"),
    recipientName: t("recipient"),
    contactName: t("contact"),
    net: t("net"),
    vat: t("vat"),
    gross: t("gross"),
  };
}

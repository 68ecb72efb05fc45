import { getTranslations } from "next-intl/server";
import { cache } from "react";
import type { Locale } from "@/lib/access/viewer";
import { operators, schemes } from "@/lib/billing/einvoice";
import { type BillingField, currencies, type TermField } from "@/lib/billing/fields";
import { formatReference } from "@/lib/billing/references";
import type { Source } from "@/lib/billing/rules";
import { formatsOf } from "@/lib/format";
import { intlTag, localeNames } from "@/lib/locale/choice";
import { currentLocale, currentViewer } from "@/lib/session";

/** The terms that every level has, in the order of a form. */
export const termOrder: readonly TermField[] = [
  "paymentTerm",
  "overdueInterest",
  "invoiceLanguage",
  "invoiceTemplate",
  "currency",
  "priceList",
  "vatCategory",
  "vatRate",
  "taxFreeReason",
  "deliveryMethod",
  "ourReference",
];

type OfLanguage = { percent: Intl.NumberFormat; currencyNames: Record<string, string> };
const ofLanguages = new Map<Locale, OfLanguage>();

/** How a language writes rates and currencies, made once: every page with an invoice on it needs them. */
function ofLanguage(locale: Locale): OfLanguage {
  const known = ofLanguages.get(locale);
  if (known) return known;
  const tag = intlTag(locale);
  const names = new Intl.DisplayNames(tag, { type: "currency" });
  const made = {
    percent: new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 }),
    currencyNames: Object.fromEntries(currencies.map((code) => [code, `${code}, ${names.of(code) ?? code}`])),
  };
  ofLanguages.set(locale, made);
  return made;
}

/** What the terms of invoicing are called and how their values read, once per request. */
export const billingWords = cache(async () => {
  const [t, locale, viewer] = await Promise.all([getTranslations(), currentLocale(), currentViewer()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const { percent, currencyNames } = ofLanguage(locale);
  const labels: Record<BillingField, string> = {
    paymentTerm: t("billing.paymentTerm"),
    overdueInterest: t("billing.overdueInterest"),
    invoiceLanguage: t("billing.invoiceLanguage"),
    invoiceTemplate: t("billing.invoiceTemplate"),
    vatCategory: t("billing.vatCategory"),
    vatRate: t("billing.vatRate"),
    taxFreeReason: t("billing.taxFreeReason"),
    deliveryMethod: t("billing.deliveryMethod"),
    currency: t("billing.currency"),
    priceList: t("billing.priceList"),
    ourReference: t("billing.ourReference"),
    einvoiceScheme: t("billing.einvoiceScheme"),
    einvoiceAddress: t("billing.einvoiceAddress"),
    einvoiceOperator: t("billing.einvoiceOperator"),
    invoiceEmails: t("billing.invoiceEmails"),
    yourReference: t("billing.yourReference"),
    orderNumber: t("billing.orderNumber"),
    contractReference: t("billing.contractReference"),
    billingContactId: t("billing.billingContactId"),
    billingCustomerId: t("billing.billingCustomerId"),
    creditLimit: t("billing.creditLimit"),
    salesBlock: t("billing.salesBlock"),
    salesBlockReason: t("billing.salesBlockReason"),
  };
  const choices = {
    invoiceTemplate: {
      detailed: t("billing.templateDetailed"),
      summary: t("billing.templateSummary"),
      byProject: t("billing.templateByProject"),
    },
    vatCategory: {
      S: t("billing.categoryS"),
      AE: t("billing.categoryAE"),
      K: t("billing.categoryK"),
      G: t("billing.categoryG"),
      E: t("billing.categoryE"),
      Z: t("billing.categoryZ"),
      O: t("billing.categoryO"),
    },
    deliveryMethod: {
      einvoice: t("billing.deliveryEinvoice"),
      email: t("billing.deliveryEmail"),
      post: t("billing.deliveryPost"),
    },
    salesBlock: { warn: t("billing.blockWarn"), stop: t("billing.blockStop") },
    einvoiceScheme: Object.fromEntries(schemes.map(({ code, name }) => [code, name || t("billing.schemeOther")])),
    invoiceLanguage: localeNames,
    currency: currencyNames,
  } satisfies Partial<Record<BillingField, Record<string, string>>>;

  /** A stored value as it is read; ids are for whoever knows their names. */
  function text(field: string, value: unknown): string {
    if (value === null || value === undefined || value === "") return "";
    const plain = [value].flat().join(", ");
    if (field in choices) return (choices as Record<string, Record<string, string>>)[field]?.[plain] ?? plain;
    if (field === "paymentTerm") return t("billing.days", { days: Number(plain) });
    if (field === "overdueInterest" || field === "vatRate") return percent.format(Number(plain) / 100);
    if (field === "creditLimit") return format.decimal(plain);
    if (field === "einvoiceOperator") return operatorText(plain);
    return field.endsWith("Reference") ? formatReference(plain) : plain;
  }

  /** A rate as a form shows it: no more decimals than it has. */
  const typedRate = (value: string) => (value ? format.typed(String(Number(value))) : "");
  const from = ({ level, name = "" }: Source): string => {
    if (level === "company") return name;
    if (level === "customer") return t("billing.fromCustomer");
    if (level === "mainUnit") return t("billing.fromMainUnit", { name });
    return level === "group" ? t("billing.fromGroup", { group: name }) : t("billing.fromOrganisation");
  };

  return { t, labels, choices, text, from, typed: format.typed, typedRate, money: format.money };
});

export type BillingWords = Awaited<ReturnType<typeof billingWords>>;

/** The choices of a field with the language's own order of words kept. */
export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

function operatorText(code: string): string {
  const known = operators.find((operator) => operator.code === code);
  return known ? `${known.name}, ${code}` : code;
}

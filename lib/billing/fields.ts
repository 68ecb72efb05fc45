import { z } from "zod";
import { checkEmail } from "@/lib/contact-details";
import { decimalField, wholeNumberField } from "@/lib/decimals";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Fields, inputOf, reference } from "@/lib/fields";
import { locales } from "@/lib/locale/choice";
import { checkedBy, longText, optional, text } from "@/lib/text";
import { checkOperator, schemeCodes } from "./einvoice";
import { checkReference } from "./references";

export const templates = ["detailed", "summary", "byProject"] as const;
export const deliveries = ["einvoice", "email", "post"] as const;
export const blocks = ["warn", "stop"] as const;
/** UNCL5305, as EN 16931 uses it; AE is reverse charge, at home (construction in Finland) or between countries. */
export const vatCategories = ["S", "AE", "K", "G", "E", "Z", "O"] as const;
export type VatCategory = (typeof vatCategories)[number];

/** Codes of ISO 4217. */
export const currencies = Intl.supportedValuesOf("currency") as [string, ...string[]];

const mostEmails = 10;

/** Addresses with commas or line breaks between, each once; the first is the one used. */
function checkEmails(raw: string): Checked<string[]> {
  const emails: string[] = [];
  for (const part of raw
    .slice(0, 10_000)
    .split(/[\s,;]+/)
    .filter(Boolean)) {
    const email = checkEmail(part);
    if (!email.ok) return email;
    if (!emails.includes(email.value)) emails.push(email.value);
  }
  if (!emails.length) return refuse("required");
  return emails.length <= mostEmails ? accept(emails) : refuse("tooMany", { max: mostEmails });
}

const referenceText = text(70).pipe(checkedBy(checkReference));
const rate = decimalField({ max: 100, scale: 2 });

/** Terms that come from a wider level where they are empty: customer, then group, then organisation. */
export const termFields = {
  paymentTerm: { as: "number", is: optional(wholeNumberField(365)), span: 3 },
  overdueInterest: { as: "number", is: optional(rate), span: 3 },
  invoiceLanguage: { as: "language", is: optional(choice(locales)), span: 3 },
  invoiceTemplate: { as: "choice", is: optional(choice(templates)), span: 3 },
  vatCategory: { as: "choice", is: optional(choice(vatCategories)), span: 3 },
  vatRate: { as: "number", is: optional(rate), span: 3 },
  taxFreeReason: { as: "text", is: optional(text(200)) },
  deliveryMethod: { as: "choice", is: optional(choice(deliveries)), span: 3 },
  currency: { as: "choice", is: optional(choice(currencies)), span: 3 },
  priceList: { as: "text", is: optional(text(100)), span: 3 },
  ourReference: { as: "text", is: optional(referenceText), span: 3 },
} as const satisfies Fields;

/** What only a customer itself can have. */
export const ownFields = {
  einvoiceScheme: { as: "choice", is: optional(choice(schemeCodes)), span: 3 },
  einvoiceAddress: { as: "text", is: optional(text(100)), span: 3 },
  einvoiceOperator: { as: "text", is: optional(checkedBy(checkOperator)), span: 3 },
  invoiceEmails: { as: "longText", is: emails() },
  yourReference: { as: "text", is: optional(referenceText), span: 3 },
  orderNumber: { as: "text", is: optional(text(70)), span: 3 },
  contractReference: { as: "text", is: optional(referenceText), span: 3 },
  billingContactId: { as: "reference", is: reference(), span: 3 },
  billingCustomerId: { as: "reference", is: reference() },
  creditLimit: { as: "money", is: optional(decimalField({ max: 999_999_999_999, scale: 2 })), span: 3 },
  salesBlock: { as: "choice", is: optional(choice(blocks)), span: 3 },
  salesBlockReason: { as: "longText", is: optional(longText(500)) },
} as const satisfies Fields;

/** A form posts one text, the log has a list. */
function emails() {
  return z.preprocess(
    (value) => (Array.isArray(value) ? value.filter((one) => one !== "").join("\n") : value),
    optional(checkedBy(checkEmails)),
  );
}

export type TermField = keyof typeof termFields;
export type OwnField = keyof typeof ownFields;
export type BillingField = TermField | OwnField;

export const termsInput = inputOf(termFields);
export const customerBillingInput = inputOf({ ...termFields, ...ownFields });

/** What a directory has said, and when. */
export const foundEinvoiceInput = inputOf({
  einvoiceScheme: ownFields.einvoiceScheme,
  einvoiceAddress: ownFields.einvoiceAddress,
}).extend({ askedAt: z.iso.datetime(), customerId: z.int() });

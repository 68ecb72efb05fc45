import type { Viewer } from "@/lib/access/viewer";
import { countryField, emailField, phoneField, websiteField } from "@/lib/contact-details";
import { decimalField, wholeNumberField } from "@/lib/decimals";
import { choice, type Fields, reference, references } from "@/lib/fields";
import { industryField } from "@/lib/industries/rules";
import { locales } from "@/lib/locale/choice";
import { numberText } from "@/lib/numbering/rules";
import { longText, optional, text } from "@/lib/text";
import { timeZoneField } from "@/lib/time-zones";

export const kinds = ["organisation", "person", "internal"] as const;
export const stages = ["active", "prospect"] as const;

/**
 * Everything a person can fill in on a customer. Business ID and VAT number are checked by the customer's country:
 * lib/customers/rules.
 */
export const customerFields = {
  name: { as: "text", is: text(200), required: true, autoComplete: "off" },
  number: { as: "text", is: numberText, span: 3, autoComplete: "off" },
  kind: { as: "choice", is: choice(kinds), required: true },
  country: { as: "country", is: countryField, required: true, span: 3 },
  businessId: { as: "text", is: optional(text(40)), span: 3, autoComplete: "off" },
  vatNumber: { as: "text", is: optional(text(40)), span: 3, autoComplete: "off" },
  language: { as: "language", is: optional(choice(locales)), span: 3 },
  email: { as: "email", is: optional(emailField), span: 3 },
  phone: { as: "phone", is: optional(phoneField), span: 3 },
  website: { as: "link", is: optional(websiteField), span: 3 },
  industryCode: { as: "text", is: optional(industryField), span: 3, autoComplete: "off" },
  companyForm: { as: "text", is: optional(text(60)), span: 3, autoComplete: "off" },
  timeZone: { as: "choice", is: optional(timeZoneField), span: 3 },
  /** In euros. */
  annualRevenue: { as: "money", is: optional(decimalField({ max: 10_000_000_000_000, scale: 2 })), span: 3 },
  staff: { as: "number", is: optional(wholeNumberField(10_000_000)), span: 3 },
  accountingId: { as: "text", is: optional(text(100)), span: 3, autoComplete: "off" },
  hubspotId: { as: "text", is: optional(text(100)), span: 3, autoComplete: "off" },
  types: { as: "references", is: references() },
  groupId: { as: "reference", is: reference(), span: 3 },
  ownerId: { as: "reference", is: reference(), span: 3 },
  stage: { as: "choice", is: choice(stages) },
  description: { as: "longText", is: optional(longText(4000)) },
} as const satisfies Fields;

export type CustomerField = keyof typeof customerFields;

/** The fields that are there only while an outside system is in use: its ids of our customers. */
export const externalFields = { accountingId: "accounting", hubspotId: "hubspot" } as const;
export type ExternalField = keyof typeof externalFields;

/** Those in use. */
export const externalFieldsFor = (viewer: Viewer): ExternalField[] =>
  (Object.keys(externalFields) as ExternalField[]).filter((field) => viewer.uses(externalFields[field]));

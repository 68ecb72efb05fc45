import { countryField, phoneField } from "@/lib/contact-details";
import { choices, type Fields } from "@/lib/fields";
import { optional, text } from "@/lib/text";

export const purposes = ["visiting", "postal", "billing", "delivery"] as const;

/** Where something is. The postcode is checked by the country: lib/addresses/rules. */
export const postalFields = {
  street: { as: "text", is: optional(text(200)), autoComplete: "off" },
  postalCode: { as: "text", is: optional(text(16)), span: 2, autoComplete: "off" },
  city: { as: "text", is: optional(text(100)), span: 4, autoComplete: "off" },
  region: { as: "text", is: optional(text(100)), span: 3, autoComplete: "off" },
  country: { as: "country", is: optional(countryField), span: 3 },
} as const satisfies Fields;

/** An address of a customer: what it is used for, whom post goes to, where it is, how to call there. */
export const addressFields = {
  purposes: { as: "choices", is: choices(purposes) },
  attention: { as: "text", is: optional(text(200)), autoComplete: "off" },
  ...postalFields,
  phone: { as: "phone", is: optional(phoneField), autoComplete: "off" },
} as const satisfies Fields;

export type AddressField = keyof typeof addressFields;

import { countryField } from "@/lib/contact-details";
import type { Fields } from "@/lib/fields";
import { optional, text } from "@/lib/text";

/** A postal address. The postcode is checked by the country: lib/addresses/rules. */
export const addressFields = {
  street: { as: "text", is: optional(text(200)) },
  postalCode: { as: "text", is: optional(text(16)), span: 2 },
  city: { as: "text", is: optional(text(100)), span: 4 },
  region: { as: "text", is: optional(text(100)), span: 3 },
  country: { as: "country", is: optional(countryField), span: 3 },
} as const satisfies Fields;

import { countryField } from "@/lib/contact-details";
import { decimalField } from "@/lib/decimals";
import { type Fields, inputOf } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { optional } from "@/lib/text";

/** A rate of value added tax in a country, while it is in force; both days inclusive, empty = without end. */
export const vatRateFields = {
  country: { as: "country", is: countryField, required: true, span: 3 },
  rate: { as: "number", is: decimalField({ max: 100, scale: 2 }), required: true, span: 3 },
  validFrom: { as: "date", is: optional(dayField), span: 3 },
  validTo: { as: "date", is: optional(dayField), span: 3 },
} as const satisfies Fields;

export type VatRateField = keyof typeof vatRateFields;

export const vatRateInput = inputOf(vatRateFields);
export const newVatRateInput = vatRateInput.required({ country: true, rate: true });

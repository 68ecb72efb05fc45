import { z } from "zod";
import { currencies } from "@/lib/billing/fields";
import { choice, type Fields } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { checkedBy } from "@/lib/text";
import { checkRate, checkRates, ratedCurrencies } from "./rules";

/** What one euro is worth in a currency, from a day on. */
export const rateFields = {
  currency: { as: "choice", is: choice(ratedCurrencies as [string, ...string[]]), required: true, span: 3 },
  validFrom: { as: "date", is: dayField, required: true, span: 3 },
  rate: { as: "number", is: checkedBy(checkRate), required: true, span: 3 },
} as const satisfies Fields;

export type RateField = keyof typeof rateFields;

/** Rates of several lines at once. */
export const pastedInput = z.strictObject({ rates: checkedBy(checkRates) });

/** The rate as it was when somebody chose to delete it. */
export const deletionInput = z.strictObject({ rate: checkedBy(checkRate) });

/** In which the organisation adds up money. */
export const homeInput = z.strictObject({ currency: choice(currencies) });

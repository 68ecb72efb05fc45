import { currencies } from "@/lib/billing/fields";
import { decimalField, wholeNumberField } from "@/lib/decimals";
import { choice, type Fields, inputOf, reference } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { longText, optional, text } from "@/lib/text";

/** What is being sold to a customer, for how much, and how likely it is. The value is in `currency`, without VAT. */
export const saleFields = {
  name: { as: "text", is: text(200), required: true, autoComplete: "off" },
  statusId: { as: "reference", is: reference(), span: 3 },
  /** In per cent; empty = that of the status. */
  probability: { as: "number", is: optional(wholeNumberField(100)), span: 3 },
  expectedValue: { as: "money", is: optional(decimalField({ max: 999_999_999_999, scale: 2 })), span: 3 },
  currency: { as: "choice", is: choice(currencies), span: 3 },
  expectedOn: { as: "date", is: optional(dayField), span: 3 },
  ownerId: { as: "reference", is: reference(), span: 3 },
  contactId: { as: "reference", is: reference(), span: 3 },
  projectId: { as: "reference", is: reference(), span: 3 },
  lostReason: { as: "longText", is: optional(longText(500)) },
  description: { as: "longText", is: optional(longText(4000)) },
} as const satisfies Fields;

export type SaleField = keyof typeof saleFields;

const { lostReason: _lostReason, ...newFields } = saleFields;
export const newSaleInput = inputOf(newFields).required({ name: true });
export const saleInput = inputOf(saleFields);

const { statusId, probability, expectedOn, lostReason } = saleFields;
/** What is said of a sales case when it is won, lost or taken up again. */
export const outcomeInput = inputOf({ statusId, probability, expectedOn, lostReason });

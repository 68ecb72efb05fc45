import { type Fields, inputOf, reference } from "@/lib/fields";
import { numberText } from "@/lib/numbering/rules";
import { optional } from "@/lib/text";

/** What may be different in a related company; empty = as in the home company. */
export const relatedFields = {
  ownerId: { as: "reference", is: reference(), span: 3 },
  number: { as: "text", is: optional(numberText), span: 3, autoComplete: "off" },
} as const satisfies Fields;

const companyField = { companyId: { as: "reference", is: reference(), required: true } } as const satisfies Fields;

export const relatedInput = inputOf(relatedFields);
export const newRelatedInput = inputOf({ ...companyField, ...relatedFields }).required({ companyId: true });
export const homeInput = inputOf(companyField).required({ companyId: true });

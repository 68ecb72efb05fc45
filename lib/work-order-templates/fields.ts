import { wholeNumberField } from "@/lib/decimals";
import { choice, type Fields, inputOf } from "@/lib/fields";
import { optional, text } from "@/lib/text";
import { givenFields, saidFields } from "@/lib/work-orders/fields";

/** An order to begin with. */
export const templateFields = {
  name: { as: "text", is: text(100), required: true, autoComplete: "off" },
  ...saidFields,
  ...givenFields,
  /** Days from the making of an order to its due date. */
  dueInDays: { as: "number", is: optional(wholeNumberField(3_650)), span: 3 },
} as const satisfies Fields;

export type TemplateField = keyof typeof templateFields;

export const templateInput = inputOf(templateFields);
export const newTemplateInput = templateInput.required({ name: true, title: true });
export const stateInput = inputOf({ to: { as: "choice", is: choice(["inUse", "disabled"]) } }).required();

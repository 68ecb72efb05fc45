import { currencies } from "@/lib/billing/fields";
import { decimalField } from "@/lib/decimals";
import { choice, type Fields, inputOf, reference } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { longText, optional, text } from "@/lib/text";
import { billingMethods, statuses } from "./rules";

const number = text(40);

/** What a project is made of, besides those who take part in it. */
export const projectFields = {
  name: { as: "text", is: text(200), required: true },
  /** Left empty, the next free one is taken. */
  number: { as: "text", is: optional(number), span: 3 },
  status: { as: "choice", is: choice(statuses), span: 3 },
  managerId: { as: "reference", is: reference(), span: 3 },
  contactId: { as: "reference", is: reference(), span: 3 },
  startsOn: { as: "date", is: optional(dayField), span: 3 },
  endsOn: { as: "date", is: optional(dayField), span: 3 },
  billingMethod: { as: "choice", is: choice(billingMethods), span: 3 },
  /** In the project's currency, without VAT. */
  budget: { as: "money", is: optional(decimalField({ max: 999_999_999_999, scale: 2 })), span: 3 },
  currency: { as: "choice", is: choice(currencies), span: 3 },
  budgetHours: { as: "number", is: optional(decimalField({ max: 9_999_999, scale: 2 })), span: 3 },
  description: { as: "longText", is: optional(longText(5000)) },
} as const satisfies Fields;

export type ProjectField = keyof typeof projectFields;

/** Also the won sales case that a new project comes from. */
export const newProjectInput = inputOf(projectFields).extend({ salesCaseId: reference() }).partial();

export const projectInput = inputOf({ ...projectFields, number: { ...projectFields.number, is: number } });

import { emailField, phoneField } from "@/lib/contact-details";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Fields, inputOf, reference, references, yesNo } from "@/lib/fields";
import { locales } from "@/lib/locale/choice";
import { dayField } from "@/lib/moments";
import { checkedBy, longText, optional, text } from "@/lib/text";
import { checkKeywords } from "./rules";

/** How satisfied somebody is with us, worst first. */
export const satisfactions = ["1", "2", "3", "4", "5"] as const;

const pastDay = dayField.refine((day) => day < new Date().toISOString().slice(0, 10), { params: { key: "birthDate" } });

function checkSatisfaction(raw: string): Checked<number> {
  return (satisfactions as readonly string[]).includes(raw) ? accept(Number(raw)) : refuse("chooseOption");
}

/** What a new customer's first contact is made of. */
export const firstContactFields = {
  firstName: { as: "text", is: optional(text(100)), span: 3 },
  lastName: { as: "text", is: optional(text(100)), span: 3 },
  title: { as: "text", is: optional(text(100)) },
  email: { as: "email", is: optional(emailField), span: 3 },
  phone: { as: "phone", is: optional(phoneField), span: 3 },
} as const satisfies Fields;

/** What belongs to the person, wherever the person is a contact. One of the two names is enough. */
export const personFields = {
  firstName: firstContactFields.firstName,
  lastName: firstContactFields.lastName,
  salutation: { as: "text", is: optional(text(50)), span: 3 },
  language: { as: "language", is: optional(choice(locales)), span: 3 },
  birthDate: { as: "date", is: optional(pastDay), span: 3 },
  noMailings: { as: "yesNo", is: yesNo() },
} as const satisfies Fields;

/** What belongs to the person as the contact of one customer. Phones are read by the customer's country. */
export const tieFields = {
  title: firstContactFields.title,
  email: { ...firstContactFields.email, span: 6 },
  phone: firstContactFields.phone,
  mobile: { as: "phone", is: optional(phoneField), span: 3 },
  addressId: { as: "reference", is: reference() },
  roles: { as: "references", is: references() },
  keywords: { as: "text", is: checkedBy(checkKeywords) },
  isPrimary: { as: "yesNo", is: yesNo() },
  satisfaction: { as: "choice", is: optional(checkedBy(checkSatisfaction)), span: 3 },
  description: { as: "longText", is: optional(longText(4000)) },
} as const satisfies Fields;

export const contactFields = { ...personFields, ...tieFields };
export type ContactField = keyof typeof contactFields;

export const contactInput = inputOf(contactFields);

/** `personId`: somebody who is a contact elsewhere becomes one here too. Then the person's own details stay. */
export const newContactInput = inputOf({ ...contactFields, personId: { as: "reference", is: reference() } });

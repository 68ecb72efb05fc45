import { emailField } from "@/lib/contact-details";
import { type Fields, reference, references, yesNo } from "@/lib/fields";
import { text } from "@/lib/text";

/** Somebody who works here and may sign in. What the profile opens is said in lib/access/permissions. */
export const personFields = {
  firstName: { as: "text", is: text(100), required: true, span: 3, autoComplete: "off" },
  lastName: { as: "text", is: text(100), required: true, span: 3, autoComplete: "off" },
  email: { as: "email", is: emailField, required: true, autoComplete: "off" },
  companyId: { as: "reference", is: reference(), span: 3 },
  profileId: { as: "reference", is: reference(), span: 3 },
  teams: { as: "references", is: references() },
  isSeller: { as: "yesNo", is: yesNo() },
} as const satisfies Fields;

export type PersonField = keyof typeof personFields;

import { emailField, phoneField } from "@/lib/contact-details";
import type { Fields } from "@/lib/fields";
import { optional, text } from "@/lib/text";

/** A contact person; one of the two names is enough. */
export const contactFields = {
  firstName: { as: "text", is: optional(text(100)), span: 3 },
  lastName: { as: "text", is: optional(text(100)), span: 3 },
  title: { as: "text", is: optional(text(100)) },
  email: { as: "email", is: optional(emailField), span: 3 },
  phone: { as: "phone", is: optional(phoneField), span: 3 },
} as const satisfies Fields;

import { websiteField } from "@/lib/contact-details";
import { type Fields, reference } from "@/lib/fields";
import { longText, optional, text } from "@/lib/text";

/** What a file and a link have in common. Without a project they belong to the customer itself. */
export const placeFields = {
  projectId: { as: "reference", is: reference(), span: 3 },
  contactId: { as: "reference", is: reference(), span: 3 },
  description: { as: "longText", is: optional(longText(1000)) },
  keywords: { as: "text", is: optional(text(200)) },
} as const satisfies Fields;

export const linkFields = {
  name: { as: "text", is: text(200), required: true },
  url: { as: "link", is: websiteField, required: true },
  ...placeFields,
} as const satisfies Fields;

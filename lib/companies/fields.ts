import { z } from "zod";
import { countryField } from "@/lib/contact-details";
import { choice, type Fields } from "@/lib/fields";
import { text } from "@/lib/text";

/** A legal entity of our own organisation. */
export const companyFields = {
  name: { as: "text", is: text(200), required: true, span: 4, autoComplete: "off" },
  country: { as: "country", is: countryField, required: true, span: 2 },
} as const satisfies Fields;

export type CompanyField = keyof typeof companyFields;

/** Disabled, it keeps what it has and is offered nowhere. */
export const companyStateInput = z.strictObject({ to: choice(["disabled", "inUse"]) });

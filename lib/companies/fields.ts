import { z } from "zod";
import { countryField } from "@/lib/contact-details";
import { wholeNumberField } from "@/lib/decimals";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Field, type Fields, inputOf } from "@/lib/fields";
import { checkedBy, optional, text } from "@/lib/text";

/** A legal entity of our own organisation. */
export const companyFields = {
  name: { as: "text", is: text(200), required: true, span: 4, autoComplete: "off" },
  country: { as: "country", is: countryField, required: true, span: 2 },
  vatNumber: { as: "text", is: optional(text(30)), span: 3, autoComplete: "off" },
} as const satisfies Fields;

/** The number of a company's first invoice; only until it has issued one, and for those who see money. */
export const invoiceStart = { as: "number", is: checkedBy(checkStart), span: 3 } as const satisfies Field;

function checkStart(raw: string): Checked<number> {
  const checked = wholeNumberField(999_999_999_999).safeParse(raw);
  return checked.success && checked.data > 0 ? accept(checked.data) : refuse("invoiceStart");
}

export const companyInput = inputOf({ ...companyFields, invoiceStart });

export type CompanyField = keyof typeof companyFields | "invoiceStart";

/** Disabled, it keeps what it has and is offered nowhere. */
export const companyStateInput = z.strictObject({ to: choice(["disabled", "inUse"]) });

import { z } from "zod";
import { currencies } from "@/lib/billing/fields";
import { checkDecimal, decimalField } from "@/lib/decimals";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Fields, inputOf, reference } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { checkedBy, longText, optional, text } from "@/lib/text";
import { checkVat, mostLines, vatCode } from "./rules";

/** What a draft says besides its lines. */
export const draftFields = {
  projectId: { as: "reference", is: reference(), span: 3 },
  contactId: { as: "reference", is: reference(), span: 3 },
  currency: { as: "choice", is: choice(currencies), required: true, span: 2 },
  yourReference: { as: "text", is: optional(text(70)), span: 3 },
  ourReference: { as: "text", is: optional(text(70)), span: 3 },
  orderNumber: { as: "text", is: optional(text(70)), span: 3 },
  taxFreeReason: { as: "text", is: optional(text(200)) },
  note: { as: "longText", is: optional(longText(1000)) },
} as const satisfies Fields;

export type DraftField = keyof typeof draftFields;

/** Not zero; below zero it takes something back. */
function checkQuantity(raw: string): Checked<string> {
  const [, minus = "", rest = ""] = /^\s*([-−–]?)\s*(.*)$/s.exec(raw) ?? [];
  const checked = checkDecimal(rest, { max: 999_999, scale: 2 });
  if (!checked.ok) return checked;
  if (Number(checked.value) === 0) return refuse("quantityZero");
  return accept(minus ? `-${checked.value}` : checked.value);
}

/** As it is stored: "S.25.50". */
const vatField = checkedBy((raw) => {
  const checked = checkVat(raw);
  return checked.ok ? accept(vatCode(checked.value)) : checked;
});

export const lineFields = {
  description: { as: "text", is: text(500), required: true },
  quantity: { as: "number", is: checkedBy(checkQuantity), required: true },
  unit: { as: "text", is: optional(text(20)) },
  unitPrice: { as: "money", is: decimalField({ max: 99_999_999, scale: 2 }), required: true },
  vat: { as: "choice", is: vatField, required: true },
} as const satisfies Fields;

export type LineField = keyof typeof lineFields;
export const lineFieldNames = Object.keys(lineFields) as LineField[];

const { description, quantity, unit, unitPrice, vat } = lineFields;
const line = z.strictObject({
  description: description.is,
  quantity: quantity.is,
  unit: unit.is.optional().transform((value) => value ?? null),
  unitPrice: unitPrice.is,
  vat: vat.is,
});

/** A line as it is typed, saved and logged. */
export type Line = z.output<typeof line>;

const isBlank = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).every(([name, one]) => name === "vat" || (typeof one === "string" && one.trim() === ""));

/** Rows of the form; those in which nothing is typed are null, so that the others keep their places. */
const lines = z
  .preprocess(
    (rows) => (Array.isArray(rows) ? rows.slice(0, mostLines + 1).map((row) => (isBlank(row) ? null : row)) : rows),
    z.array(line.nullable()),
  )
  .refine((rows) => rows.length <= mostLines, { params: refuse("tooMany", { max: mostLines }).problem });

export const draftInput = inputOf({ ...draftFields, lines: { as: "text", is: lines } });

/** In whose name and for which project; nothing said: the company that is at home there, no project. */
export const newDraftInput = z.strictObject({ companyId: reference(), projectId: reference() }).partial();

export const creditInput = z.strictObject({ invoiceId: reference() });

/** The days of an invoice, and the version of the draft that the person has seen. */
export const issueFields = {
  issuedOn: { as: "date", is: dayField, required: true, span: 3 },
  dueOn: { as: "date", is: optional(dayField), span: 3 },
} as const satisfies Fields;

export const issueInput = z.strictObject({
  issuedOn: issueFields.issuedOn.is,
  dueOn: issueFields.dueOn.is.optional(),
  seen: z.coerce
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

import type { Describe } from "@/lib/forms";
import type { DraftField, Line } from "@/lib/invoices/fields";
import { invoiceWords } from "./words";

const isLine = (value: unknown): value is Partial<Line> => typeof value === "object" && value !== null;

/** How a value of a draft reads to a person. */
export const describeInvoice: Describe = async (_, field, value) => {
  const { labels } = await invoiceWords();
  const text = Array.isArray(value)
    ? value
        .filter(isLine)
        .map(({ quantity, unit, description, unitPrice }) =>
          [quantity, unit, description, unitPrice].filter(Boolean).join(" "),
        )
        .join("; ")
    : String(value ?? "");
  return { label: labels[field as DraftField] ?? field, text };
};

import type { CustomField } from "@/lib/custom-fields/rules";
import { customWords } from "@/lib/custom-fields/words";
import { sectionNameOf } from "@/lib/industries/rules";
import { isMoney, type ReportColumn } from "@/lib/reports/columns";
import type { Amount } from "@/lib/reports/rows";
import { idIn } from "@/lib/reports/rules";
import type { OpenReport } from "./opened";
import { stageWord } from "./words";

export const fieldIn = (column: ReportColumn, fields: readonly CustomField[]) =>
  fields.find(({ id }) => id === idIn(column, "custom"));

export const isNumeric = (column: ReportColumn, fields: readonly CustomField[]): boolean => {
  const kind = fieldIn(column, fields)?.kind;
  return isMoney(column) || column === "staff" || kind === "number" || kind === "money";
};

/** What stands in a column of a customer's row, in the reader's words; nothing where there is nothing. */
export function cellWords(column: ReportColumn, value: unknown, { fields, locale, reader, t }: OpenReport): string {
  if (value === null || value === undefined) return "";
  const { format } = reader;
  const field = fieldIn(column, fields);
  if (field) return customWords(field, value, reader).join(", ");
  if (isMoney(column))
    return amountsOf(value)
      .map(({ amount, currency }) => format.money(amount, currency))
      .join(", ");
  if (Array.isArray(value)) return value.join(", ");
  switch (column) {
    case "stage":
      return stageWord(Number(value), t);
    case "country":
      return format.country(String(value));
    case "industry":
      return sectionNameOf(String(value), locale);
    case "staff":
      return format.number(Number(value));
    case "created":
    case "updated":
      return format.date(value as Date);
    default:
      return String(value);
  }
}

export const amountsOf = (value: unknown): Amount[] => (value as Amount[] | null) ?? [];

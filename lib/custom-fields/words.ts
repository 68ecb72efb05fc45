import type { Locale } from "@/lib/access/viewer";
import type { formatsOf } from "@/lib/format";
import { type CustomField, checkCustom, customName, type FilledField, wordsOf } from "./rules";

/** Whoever reads custom values: their language, their formats and the two words of yes and no. */
export type CustomReader = { locale: Locale; format: ReturnType<typeof formatsOf>; yes: string; no: string };

/** A stored value in words; of several choices each by itself. */
export function customWords(
  { kind, options }: Pick<FilledField, "kind" | "options">,
  value: unknown,
  reader: CustomReader,
): string[] {
  if (value === null || value === undefined) return [];
  const text = String(value);
  switch (kind) {
    case "date":
      return [reader.format.day(text)];
    case "number":
      return [reader.format.number(Number(text))];
    case "money":
      return [reader.format.money(text, "EUR")];
    case "yesNo":
      return [value === true ? reader.yes : reader.no];
    case "dropdown":
    case "choice":
    case "multiChoice": {
      const chosen = new Set([value].flat());
      return options.filter(({ id }) => chosen.has(id)).map(({ names }) => wordsOf(names, reader.locale));
    }
    default:
      return [text];
  }
}

/** A value as it was typed or as it is stored, in words; what cannot be read stays as it was typed. */
export function customText(field: CustomField, value: unknown, reader: CustomReader): string {
  const parts = [value ?? []].flat();
  const checked = checkCustom({ ...field, isRequired: false, mask: null }, parts.map(String), parts.map(Number));
  return (checked.ok ? customWords(field, checked.value, reader) : parts.map(String)).join(", ");
}

export const customLabels = (fields: readonly CustomField[], locale: Locale): Record<string, string> =>
  Object.fromEntries(fields.map(({ id, names }) => [customName(id), wordsOf(names, locale)]));

/** Stored values as a form shows them, by the fields' names. */
export function customValues(
  fields: readonly CustomField[],
  held: Record<string, unknown>,
  { format }: Pick<CustomReader, "format">,
): Record<string, string | string[]> {
  const shown = ({ id, kind }: CustomField) => {
    const value = held[id] ?? "";
    if (kind === "number" || kind === "money") return format.typed(String(value));
    return Array.isArray(value) ? value.map(String) : String(value);
  };
  return Object.fromEntries(fields.map((field) => [customName(field.id), shown(field)]));
}

import { z } from "zod";
import type { Names } from "@/db/schema/customer-types";
import type { customFields, customOptions } from "@/db/schema/index";
import { checkWebsite } from "@/lib/contact-details";
import { checkDecimal } from "@/lib/decimals";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkDay } from "@/lib/moments";
import { fold, longText, text } from "@/lib/text";

export const customKinds = [
  "text",
  "longText",
  "dropdown",
  "choice",
  "multiChoice",
  "date",
  "link",
  "number",
  "money",
  "yesNo",
] as const;
export type CustomKind = (typeof customKinds)[number];
export type CustomOption = Pick<typeof customOptions.$inferSelect, "id" | "names" | "disabledAt">;
export type CustomField = Omit<typeof customFields.$inferSelect, "startValue"> & {
  startValue: unknown;
  options: CustomOption[];
};

/** What it takes to say a value in words. */
export type FilledField = Pick<CustomField, "id" | "names" | "kind"> & {
  options: Pick<CustomOption, "id" | "names">[];
};

/** The name a custom field goes by in forms, filters, files and the log: "custom.12". */
export const customName = (id: number): CustomName => `custom.${id}`;
export type CustomName = `custom.${number}`;

/** The id in such a name; null where it is none. */
export function customId(name: string): number | null {
  const [, digits] = /^custom\.([1-9]\d{0,14})$/.exec(name) ?? [];
  return digits ? Number(digits) : null;
}

/** Whether values have an order, so that one looks for a range of them. */
export const isRange = (kind: CustomKind): boolean => ["number", "money", "date"].includes(kind);

export const hasOptions = (kind: CustomKind): boolean => ["dropdown", "choice", "multiChoice"].includes(kind);

/** More would push the customer's own columns out of sight. */
const mostOnList = 6;

/** Those that the list shows: the first of those that want to stand in it. */
export const fieldsOnList = <Field extends { onList: boolean }>(fields: readonly Field[]): Field[] =>
  fields.filter(({ onList }) => onList).slice(0, mostOnList);

/** The words in the reader's language, else in one there is. */
export const wordsOf = (names: Names, locale: keyof Names): string =>
  names[locale] ?? names.en ?? names.fi ?? names.sv ?? names.nl ?? "";

/** What a form or a file sends for custom fields, gathered under `custom` by field id; the rest as it was. */
export function gatherCustom(values: unknown): unknown {
  if (typeof values !== "object" || values === null) return values;
  const entries = Object.entries(values);
  const own = entries.flatMap(([name, value]) => {
    const id = customId(name);
    return id === null ? [] : [[String(id), value] as const];
  });
  if (own.length === 0) return values;
  return {
    ...Object.fromEntries(entries.filter(([name]) => customId(name) === null)),
    custom: Object.fromEntries(own),
  };
}

/** Raw values by field id, as `gatherCustom` leaves them; the command judges them by the definitions of the moment. */
export const customInput = z.record(z.string(), z.unknown()).optional();

const sums = { max: 999_999_999_999, scale: 2 } as const;

/**
 * One value as it is stored, or null where it is empty.
 * @param before what the customer has now: a retired option may stay, and what does not change is not judged again
 */
export function checkCustom(field: CustomField, raw: unknown, before: unknown): Checked<unknown> {
  const words = [raw].flat().filter((word) => typeof word === "string" && word.trim() !== "") as string[];
  const [word = ""] = words;
  if (words.length === 0) return field.isRequired ? refuse("required") : accept(null);
  switch (field.kind) {
    case "text":
      return masked(field, checkedText(text(500), word));
    case "longText":
      return checkedText(longText(4000), word);
    case "date":
      return checkDay(word);
    case "link":
      return checkWebsite(word);
    case "number":
    case "money":
      return signed(word);
    case "yesNo":
      return yesOrNo(word);
    case "multiChoice":
      return optionsIn(field, words, before);
    default: {
      const chosen = optionsIn(field, [word], before);
      return chosen.ok ? accept(chosen.value[0]) : chosen;
    }
  }
}

/** As a form, a start value or a logged one says it. */
function yesOrNo(word: string): Checked<boolean> {
  if (word === "yes" || word === "true") return accept(true);
  return word === "no" || word === "false" ? accept(false) : refuse("chooseOption");
}

function checkedText(type: z.ZodType<string>, raw: string): Checked<string> {
  const parsed = type.safeParse(raw);
  if (parsed.success) return accept(parsed.data);
  const issue = parsed.error.issues[0];
  const params =
    issue?.code === "custom" ? (issue.params as { key: "required"; params?: Record<string, string> }) : null;
  return params ? { ok: false, problem: params } : refuse("checkValue");
}

/** A mask is compared sign by sign, so that no administrator can write one that takes for ever. */
function masked({ mask }: CustomField, checked: Checked<string>): Checked<string> {
  if (!checked.ok || !mask) return checked;
  const signs = [...checked.value];
  const fits = (sign: string, place: number) => {
    const wanted = [...mask][place];
    if (wanted === "A") return /\p{L}/u.test(sign);
    if (wanted === "0") return /\d/.test(sign);
    return wanted === "*" ? /[\p{L}\d]/u.test(sign) : wanted === sign;
  };
  return signs.length === [...mask].length && signs.every(fits) ? checked : refuse("mask", { mask });
}

/** A value as a mask wants it: "AA-000" is like "AB-123". */
export function maskExample(mask: string): string {
  const signs = { A: [..."ABCDEFGHJK"], 0: [..."1234567890"], "*": [..."A1B2C3D4E5"] };
  const seen = { A: 0, 0: 0, "*": 0 };
  return mask.replace(/[A0*]/g, (sign) => {
    const kind = sign as keyof typeof signs;
    return signs[kind][seen[kind]++ % 10] ?? sign;
  });
}

function signed(raw: string): Checked<string> {
  const [, minus = "", rest = ""] = /^\s*([-−]?)(.*)$/s.exec(raw) ?? [];
  const checked = checkDecimal(rest, sums);
  return checked.ok ? accept(minus && Number(checked.value) > 0 ? `-${checked.value}` : checked.value) : checked;
}

function optionsIn(field: CustomField, words: string[], before: unknown): Checked<number[]> {
  const held = new Set([before].flat());
  const open = new Map(
    field.options.filter(({ id, disabledAt }) => !disabledAt || held.has(id)).map(({ id }) => [String(id), id]),
  );
  const ids = [...new Set(words)].map((word) => open.get(word));
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length ? accept(known) : refuse("chooseOption");
}

/** How a unique value is compared with others. */
export const uniqueKey = (value: unknown): string => fold(String(value));

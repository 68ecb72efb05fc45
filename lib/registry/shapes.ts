import { z } from "zod";

// Registers leave a field out, or send null or "": all three mean that they have none. What has another shape than
// promised makes the whole answer unreadable, for "has none" would be offered to people as a change.

/** One word or line, also where it comes as a number; control characters and marks of direction are no text. */
export const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((raw) => (raw ?? "").replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, " ").trim() || null);

export const yesOrNo = z.preprocess(blankToNull, z.boolean().nullish()).transform((value) => value ?? null);

/** A part that may be missing. */
export const part = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess(blankToNull, z.object(shape).nullish()).transform((value) => value ?? null);

/** A list that may be missing, without its empty places. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .preprocess(blankToNull, z.array(item.nullish()).nullish())
    .transform((items) => (items ?? []).filter((one) => one !== null && one !== undefined));

function blankToNull(value: unknown) {
  return value === "" ? null : value;
}

/** A value as our own field stores it; null where it has none, or one that the field does not take. */
export function fitting<T extends z.ZodType>(field: T, value: string | null): z.output<T> | null {
  const checked = value === null ? null : field.safeParse(value);
  return checked?.success ? checked.data : null;
}

/** The day of "2010-01-01" and of "2010-01-01 00:00:00"; null where there is none. The calendar has no year 0. */
export const dayOf = (value: string | null): string | null =>
  value?.startsWith("0000") ? null : fitting(z.iso.date(), value?.slice(0, 10) ?? null);

/** Each once, in their order. */
export const once = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value): value is T => value !== null)),
];

const mostFormerNames = 20;

/** The former names beside a name, each once, the first of them. */
export const formerNames = (names: readonly (string | null)[], name: string | null): string[] =>
  once(names)
    .filter((one) => one !== name)
    .slice(0, mostFormerNames);

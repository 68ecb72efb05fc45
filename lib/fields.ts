import { z } from "zod";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy } from "@/lib/text";

/** How a field looks and what its value means; forms, lists, files in and out all go by this. */
export type FieldKind =
  | "text"
  | "longText"
  | "email"
  | "phone"
  | "link"
  | "number"
  | "money"
  | "date"
  | "time"
  | "yesNo"
  | "country"
  | "language"
  | "choice"
  | "choices"
  | "reference"
  | "references";

/** One thing a person can fill in. Its label is a message: `<noun>.<name>`. */
export type Field = {
  as: FieldKind;
  /** What is valid, and the value as it is stored. */
  is: z.ZodType;
  required?: true;
  /** Columns of six in a form. */
  span?: 2 | 3 | 4 | 6;
  /** HTML autocomplete token. */
  autoComplete?: string;
};

export type Fields = Record<string, Field>;

type Shape<F extends Fields> = { [K in keyof F]: F[K]["is"] };

/** The strict input of a command: every field may be absent (then it stays as it is), nothing else may come. */
export function inputOf<F extends Fields>(fields: F) {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.is])) as Shape<F>;
  return z.strictObject(shape).partial();
}

/** The same fields under a prefix, for a form that fills in two things at once: "headOffice.street". */
export function prefixed<P extends string, F extends Fields>(prefix: P, fields: F) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [`${prefix}.${name}`, field])) as {
    [K in keyof F & string as `${P}.${K}`]: F[K];
  };
}

/** The input of a command that needs none but its row. */
export const noInput = z.strictObject({});

/** One of a few words. */
export const choice = <const T extends readonly [string, ...string[]]>(words: T) => z.enum(words);

/** Several of a few words, each once, in their own order. A form sends an empty twin first. */
export const choices = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.preprocess(
    (value) => [value].flat().filter((one) => one !== "" && one !== undefined && one !== null),
    z.array(z.unknown()).transform((chosen, context): T[number][] => {
      if (chosen.every((one) => words.includes(one as T[number]))) return words.filter((word) => chosen.includes(word));
      context.addIssue({ code: "custom", params: refuse("chooseOption").problem });
      return z.NEVER;
    }),
  );

/** What is ticked or not. A form posts "on", or nothing but the empty twin; the log gives the value itself. */
export const yesNo = () =>
  z.preprocess((value) => [value].flat().some((one) => one === "on" || one === "true" || one === true), z.boolean());

/** The id of a row elsewhere, or nothing. Whether it exists and is open is the command's question. */
export const reference = () =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), idOrNumber().nullable());

/** Ids of rows elsewhere, each once. A form sends an empty twin first, so that none at all can be said too. */
export const references = () =>
  z.preprocess(
    (value) =>
      (Array.isArray(value) ? value : [value]).filter((one) => one !== "" && one !== undefined && one !== null),
    z.array(z.unknown()).transform((ids, context): number[] => {
      const known = z.array(idOrNumber()).safeParse(ids);
      if (known.success) return [...new Set(known.data)];
      // Beside the field: what stands beside one of its values would be shown nowhere.
      context.addIssue({ code: "custom", params: refuse("chooseOption").problem });
      return z.NEVER;
    }),
  );

const idOrNumber = () => z.union([z.number().int().positive(), checkedBy(checkId)]);

function checkId(raw: string): Checked<number> {
  return /^[1-9]\d{0,14}$/.test(raw) ? accept(Number(raw)) : refuse("chooseOption");
}

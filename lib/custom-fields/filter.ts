import { type SQL, sql } from "drizzle-orm";
import { customValues } from "@/db/schema/index";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import type { Viewer } from "@/lib/access/viewer";
import { known, oneOf, type Params, patternsOf, searchOf } from "@/lib/list-address";
import { fold } from "@/lib/text";
import { type CustomField, type CustomKind, checkCustom, hasOptions, isRange } from "./rules";

const textWays = ["contains", "is", "empty", "filled"] as const;
const optionWays = ["any", "none", "empty", "filled"] as const;
const rangeWays = ["between", "empty", "filled"] as const;

/** How a field is compared; the first is meant where an address does not say. */
export type Way = (typeof textWays | typeof optionWays | typeof rangeWays)[number];

export function waysOf(kind: CustomKind): readonly Way[] {
  if (isRange(kind)) return rangeWays;
  return isChosen(kind) ? optionWays : textWays;
}

/** Whether a value is one of few: options, yes and no. */
export const isChosen = (kind: CustomKind): boolean => hasOptions(kind) || kind === "yesNo";

/** What is looked for in one field: a text, options by their ids, "yes" and "no", or the bounds of a range. */
export type CustomFilter = {
  id: number;
  kind: CustomKind;
  way: Way;
  words: string[];
  from: string | null;
  to: string | null;
};

/**
 * What an address says of custom fields: "f.12", "f.12.way", "f.12.from", "f.12.to"; options as "f.12=3,4", or one by
 * one as a form says them. Nonsense, and what is said of fields that are not in use, says nothing.
 */
export const customFilters = (params: Params, fields: readonly CustomField[]): CustomFilter[] =>
  fields.map((field) => filterIn(params, field)).filter(isAsked);

function filterIn(params: Params, field: CustomField): CustomFilter {
  const { id, kind } = field;
  const [usual = "contains", ...others] = waysOf(kind);
  const way = known(others, oneOf(params, `f.${id}.way`)) ?? usual;
  const nothing = { id, kind, way, words: [], from: null, to: null };
  if (way === "empty" || way === "filled") return nothing;
  if (!isRange(kind)) return { ...nothing, words: soughtIn(field, params[`f.${id}`]) };
  const bound = (name: string) => stored(field, oneOf(params, `f.${id}.${name}`));
  return { ...nothing, from: bound("from"), to: bound("to") };
}

const isAsked = ({ way, words, from, to }: CustomFilter) =>
  way === "empty" || way === "filled" || words.length > 0 || from !== null || to !== null;

function soughtIn({ kind, options }: CustomField, said: Params[string]): string[] {
  if (!isChosen(kind)) return [searchOf({ q: said })].filter(Boolean);
  const offered = kind === "yesNo" ? ["yes", "no"] : options.map(({ id }) => String(id));
  const asked = [said].flat().flatMap((text) => text?.split(",") ?? []);
  return offered.filter((one) => asked.includes(one));
}

/** A bound as a person writes it, as it is stored. */
function stored(field: CustomField, word: string): string | null {
  const checked = checkCustom({ ...field, isRequired: false }, word, null);
  return checked.ok && typeof checked.value === "string" ? checked.value : null;
}

/** The filters as an address says them; what is the default is left out. */
export const customQuery = (filters: readonly CustomFilter[]): Record<string, string | null> =>
  Object.fromEntries(
    filters.flatMap(({ id, kind, way, words, from, to }) => [
      [`f.${id}`, words.join(",") || null],
      [`f.${id}.way`, way === waysOf(kind)[0] ? null : way],
      [`f.${id}.from`, from],
      [`f.${id}.to`, to],
    ]),
  );

/** The filters as conditions, and whether the viewer may know the values at all. */
export function customMatching(viewer: Viewer, customers: ListedCustomers, filters: readonly CustomFilter[]): SQL[] {
  if (filters.length === 0) return [];
  const found = filters.flatMap((filter) => conditionsOf(customers, filter));
  return viewer.facts.showOtherCompanies ? [...found, sql`${customers.full}`] : found;
}

function conditionsOf({ id: customer }: ListedCustomers, filter: CustomFilter): SQL[] {
  const { value } = customValues;
  const ofField = sql`from ${customValues} where ${customValues.fieldId} = ${filter.id}`;
  const having = (...conditions: SQL[]) =>
    sql`${customer} in (select ${customValues.customerId} ${sql.join([ofField, ...conditions], sql` and `)})`;
  const lacking = (...conditions: SQL[]) =>
    sql`not exists (select ${sql.join([ofField, ...conditions], sql` and `)} and ${customValues.customerId} = ${customer})`;
  const amongWords = sql`${value} = any(${sql.param(filter.words.map(keyOfChoice))}::text[])`;
  switch (filter.way) {
    case "empty":
      return [lacking()];
    case "filled":
      return [having()];
    case "any":
      return [having(amongWords)];
    case "none":
      return [lacking(amongWords)];
    case "is":
      return [having(sql`${value} = ${` ${fold(filter.words[0] ?? "")}`}`)];
    case "contains":
      return patternsOf(filter.words[0] ?? "").map((pattern) => having(sql`${value} like ${pattern}`));
    default: {
      const bounds = [
        ...(filter.from === null ? [] : [sql`${value} >= ${keyOfBound(filter.kind, filter.from)}`]),
        ...(filter.to === null ? [] : [sql`${value} <= ${keyOfBound(filter.kind, filter.to)}`]),
      ];
      return [having(...bounds)];
    }
  }
}

// As custom_keys() in the database writes them ------------------------------------------------------------------------

const keyOfChoice = (word: string) => ({ yes: "true", no: "false" })[word] ?? word;

/** Numbers from −999,999,999,999.99 on in one order with leading zeros: counted in cents, which no rounding touches. */
function keyOfBound(kind: CustomKind, bound: string): string {
  if (kind === "date") return bound;
  const cents = BigInt(bound.replace(".", "")) + 100_000_000_000_000n;
  const digits = String(cents).padStart(15, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

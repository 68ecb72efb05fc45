import { type SQL, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import type { Viewer } from "@/lib/access/viewer";
import { oneOf, type Params, patternsOf, searchOf } from "@/lib/list-address";
import { type CustomField, type CustomKind, checkCustom } from "./rules";

/** What is looked for in one field: `is` an option's id, yes or no, words, or "none" for empty; else from and to. */
export type CustomFilter = {
  id: number;
  kind: CustomKind;
  is: string | null;
  from: string | null;
  to: string | null;
};

export const hasRange = (kind: CustomKind): boolean => ["number", "money", "date"].includes(kind);

/**
 * What an address says of custom fields: "f.12", "f.12.from", "f.12.to"; "f.none" names a field that is empty. Nonsense,
 * and what is said of fields that are not in use, says nothing.
 */
export function customFilters(params: Params, fields: readonly CustomField[]): CustomFilter[] {
  const one = (name: string) => oneOf(params, name);
  return fields.flatMap((field) => {
    const { id, kind } = field;
    const none = one(`f.${id}`) === "none" || one("f.none") === String(id);
    const is = none ? "none" : hasRange(kind) ? null : soughtIn(field, one(`f.${id}`));
    const bound = (name: string) => (none || !hasRange(kind) ? null : stored(field, one(`f.${id}.${name}`)));
    const filter = { id, kind, is, from: bound("from"), to: bound("to") };
    return filter.is || filter.from || filter.to ? [filter] : [];
  });
}

function soughtIn(field: CustomField, word: string): string | null {
  switch (field.kind) {
    case "text":
    case "longText":
    case "link":
      return searchOf({ q: word }) || null;
    case "yesNo":
      return word === "yes" || word === "no" ? word : null;
    default:
      return field.options.some(({ id }) => String(id) === word) ? word : null;
  }
}

/** A bound as a person writes it, as it is stored. */
function stored(field: CustomField, word: string): string | null {
  const checked = checkCustom({ ...field, isRequired: false }, word, null);
  return checked.ok && typeof checked.value === "string" ? checked.value : null;
}

/** The filters as an address says them. */
export const customQuery = (filters: readonly CustomFilter[]): Record<string, string | null> =>
  Object.fromEntries(
    filters.flatMap(({ id, is, from, to }) => [
      [`f.${id}`, is],
      [`f.${id}.from`, from],
      [`f.${id}.to`, to],
    ]),
  );

/** The filters as conditions: the values with their index first, then whether the viewer may know them. */
export function customMatching(viewer: Viewer, customers: ListedCustomers, filters: readonly CustomFilter[]): SQL[] {
  if (filters.length === 0) return [];
  const found = filters.flatMap((filter) => conditionsOf(sql`${customers.customIndex}`, filter));
  return viewer.facts.showOtherCompanies ? [...found, sql`${customers.full}`] : found;
}

function conditionsOf(custom: SQL, { id, kind, is, from, to }: CustomFilter): SQL[] {
  const key = String(id);
  const text = sql`(${custom} ->> ${key}::text)`;
  if (is === "none") return [sql`not ${custom} ? ${key}::text`];
  const holds = (value: unknown) => [sql`${custom} @> ${JSON.stringify({ [key]: value })}::jsonb`];
  switch (kind) {
    case "multiChoice":
      return holds([Number(is)]);
    case "dropdown":
    case "choice":
      return holds(Number(is));
    case "yesNo":
      return holds(is === "yes");
    case "date":
    case "number":
    case "money": {
      const comparable = kind === "date" ? sql`${text} collate "C"` : sql`${text}::numeric`;
      const bound = (value: string) => (kind === "date" ? sql`${value}::text` : sql`${value}::numeric`);
      return [
        ...(from === null ? [] : [sql`${comparable} >= ${bound(from)}`]),
        ...(to === null ? [] : [sql`${comparable} <= ${bound(to)}`]),
      ];
    }
    default:
      return patternsOf(is ?? "").map((pattern) => sql`' ' || fold(${text}) like ${pattern}`);
  }
}

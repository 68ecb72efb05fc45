import type { ContactFilter } from "@/lib/contact-register/filter";
import type { CustomField } from "@/lib/custom-fields/rules";
import { type CustomerFilter, tabs } from "@/lib/customers/filter";
import { type IndustrySection, industrySections } from "@/lib/industries/rules";
import { idOf, known, type Sought } from "@/lib/list-address";
import { locales } from "@/lib/locale/choice";
import type { ContactReport, CustomerReport } from "./filter";
import { type ContactDimension, type CustomerDimension, idIn, type Key, keyOfValue, valueIn } from "./rules";

type At = { line: Key | null; column: Key | null };

/**
 * The customers behind a number as the customer list shows them.
 * @returns null where the list cannot say it: then the report lists them itself
 */
export function customersBehind(report: CustomerReport, at: At, fields: readonly CustomField[]): CustomerFilter | null {
  const { across, by, day, filter, grouping, stage } = report;
  if (day) return null;
  const tab = known(tabs, stage) ?? null;
  const picked = grouping
    ? narrowed({ ...filter, tab }, grouping.kind, keyOfGrouping(grouping.id), fields)
    : { ...filter, tab };
  const inLine = picked && at.line ? narrowed(picked, by, at.line, fields) : picked;
  const found = inLine && across && at.column ? narrowed(inLine, across, at.column, fields) : inLine;
  return found?.tab ? found : null;
}

const keyOfGrouping = (id: number | "none"): Key => (id === "none" ? "none" : keyOfValue(id));

function narrowed(
  filter: CustomerFilter,
  by: CustomerDimension,
  key: Key,
  fields: readonly CustomField[],
): CustomerFilter | null {
  const value = valueIn(key);
  const id = idOf(value ?? "");
  const only = <K extends keyof CustomerFilter>(name: K, wanted: CustomerFilter[K] | null): CustomerFilter | null =>
    wanted !== null && (filter[name] === null || filter[name] === wanted) ? { ...filter, [name]: wanted } : null;
  const orNone = key === "none" ? "none" : id;
  const field = fields.find((one) => one.id === idIn(by, "custom"));
  if (field) return withCustom(filter, field, key);
  switch (by.split(".")[0]) {
    case "type":
    case "special":
    case "segment":
    case "tag": {
      const name = by.split(".")[0] as "type" | "special" | "segment" | "tag";
      const sought = id === null ? null : alsoSought(filter[name], id);
      return sought && { ...filter, [name]: sought };
    }
    case "group":
    case "owner":
    case "responsible":
      return only(by as "group", orNone);
    case "companyGroup":
    case "team":
    case "company":
      return only(by as "team", id);
    case "country":
      return only("country", value);
    case "industry":
      return only("industry", (known(industrySections, value ?? "") as IndustrySection | undefined) ?? null);
    case "stage":
      return only("tab", tabs[Number(value)] ?? null);
    default:
      return null;
  }
}

/** Those who have this one too; null where the list cannot ask for both. */
function alsoSought({ ids, way }: Sought, id: number): Sought | null {
  if (ids.length === 0 || (way === "any" && ids.includes(id))) return { ids: [id], way: "any" };
  if (way !== "all") return null;
  const all = [...new Set([...ids, id])];
  return all.length <= 20 ? { ids: all, way } : null;
}

/** Texts are left to the report: the list compares them without case and accents. */
function withCustom(filter: CustomerFilter, { id, kind }: CustomField, key: Key): CustomerFilter | null {
  if (key === "rest" || key === "hidden" || filter.custom.some((one) => one.id === id)) return null;
  const value = valueIn(key);
  const asked = { id, kind, way: "empty" as const, words: [], from: null, to: null };
  const add = (more: Partial<CustomerFilter["custom"][number]>) => ({
    ...filter,
    custom: [...filter.custom, { ...asked, ...more }],
  });
  if (value === null) return add({});
  switch (kind) {
    case "dropdown":
    case "choice":
    case "multiChoice":
      return add({ way: "any", words: [value] });
    case "yesNo":
      return add({ way: "any", words: [value === "true" ? "yes" : "no"] });
    case "date":
    case "number":
    case "money":
      return add({ way: "between", from: value, to: value });
    default:
      return null;
  }
}

/** The contacts behind a number as the contact register shows them; null where the report lists them itself. */
export function contactsBehind({ across, by, filter }: ContactReport, at: At): ContactFilter | null {
  const inLine = at.line ? narrowedContacts(filter, by, at.line) : filter;
  return inLine && across && at.column ? narrowedContacts(inLine, across, at.column) : inLine;
}

function narrowedContacts(filter: ContactFilter, by: ContactDimension, key: Key): ContactFilter | null {
  const value = valueIn(key);
  const id = idOf(value ?? "");
  const only = <K extends keyof ContactFilter>(name: K, wanted: ContactFilter[K] | null): ContactFilter | null =>
    wanted !== null && (filter[name] === null || filter[name] === wanted) ? { ...filter, [name]: wanted } : null;
  switch (by) {
    case "keyword":
    case "role":
    case "type":
      return only(by, id);
    case "group":
      return only("group", key === "none" ? "none" : id);
    case "country":
      return only("country", value);
    case "language":
      return only("language", known(locales, value ?? "") ?? null);
    case "mailings":
      return only("mailings", value === "yes" || value === "no" ? value : null);
    case "state":
      return value === "active" || value === "inactive" ? { ...filter, state: value } : null;
  }
}

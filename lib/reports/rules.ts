import type { Viewer } from "@/lib/access/viewer";

/** What customers are counted by. Also by the segments of one group ("segment.3") and by custom fields ("custom.12"). */
export const customerDimensions = [
  "type",
  "group",
  "special",
  "companyGroup",
  "segment",
  "tag",
  "owner",
  "responsible",
  "team",
  "country",
  "industry",
  "company",
  "stage",
  "createdYear",
  "createdMonth",
  "mainUnit",
] as const;
export type CustomerDimension = (typeof customerDimensions)[number] | `segment.${number}` | `custom.${number}`;

/** What contacts are counted by; group and type are those of their customer. */
export const contactDimensions = [
  "keyword",
  "role",
  "language",
  "country",
  "group",
  "type",
  "mailings",
  "state",
] as const;
export type ContactDimension = (typeof contactDimensions)[number];

/** Which customers are counted: those of one tab of the list, active ones and prospects, or these and archived ones. */
export const stages = ["active", "prospects", "archived", "inUse", "all"] as const;
export type ReportStage = (typeof stages)[number];

/** Sums of money, each with the currency it is in. */
export const moneyColumns = [
  "annualRevenue",
  "creditLimit",
  "openSales",
  "weightedSales",
  "billedYear",
  "billedLastYear",
  "marginYear",
] as const;
export type MoneyColumn = (typeof moneyColumns)[number];

/** Those of invoices and projects: added up in the organisation's currency. */
export const resultColumns = ["billedYear", "billedLastYear", "marginYear"] as const satisfies readonly MoneyColumn[];
export type ResultColumn = (typeof resultColumns)[number];

/** What a line or a column stands for: a value ("v.12"), none, what the viewer may not see, or all the smaller ones. */
export type Key = `v.${string}` | "none" | "hidden" | "rest";

export const keyOfValue = (value: string | number): Key => `v.${value}`;

/** @returns null for none, hidden and the rest */
export const valueIn = (key: Key): string | null => (key.startsWith("v.") ? key.slice(2) : null);

/** A key as an address says it, else null. */
export const keyOf = (text: string): Key | null =>
  text === "none" || text === "hidden" || text === "rest" || (text.startsWith("v.") && text.length <= 600)
    ? (text as Key)
    : null;

/** The segment group or the custom field that a dimension names; null where it names none. */
export function idIn(dimension: string, kind: "segment" | "custom"): number | null {
  const [word, digits = ""] = dimension.split(".");
  return word === kind && /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null;
}

/** Sums are for those who may see money, those of sales cases for those who may also see sales cases. */
export function moneyFor(viewer: Viewer): MoneyColumn[] {
  if (!viewer.can("money.read")) return [];
  const ofSales = (column: MoneyColumn) => column === "openSales" || column === "weightedSales";
  return moneyColumns.filter((column) => !ofSales(column) || viewer.can("sales.own"));
}

/** Whether a customer can stand on several lines, so that the lines add up to more than there are. */
export const isMany = (dimension: CustomerDimension | ContactDimension, kindOfField?: string): boolean =>
  kindOfField === "multiChoice" ||
  ["type", "special", "segment", "tag", "responsible", "team", "company", "keyword", "role"].includes(
    dimension.split(".")[0] ?? "",
  );

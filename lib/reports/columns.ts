import { customName } from "@/lib/custom-fields/rules";
import type { Reader } from "./filter";
import { type MoneyColumn, moneyColumns, moneyFor, type ResultColumn, resultColumns } from "./rules";

/** What the list of a report can show of a customer besides name and number. */
const plainColumns = [
  "stage",
  "types",
  "group",
  "specialGroups",
  "companyGroup",
  "segments",
  "tags",
  "owner",
  "team",
  "customerTeam",
  "company",
  "mainUnit",
  "city",
  "country",
  "industry",
  "businessId",
  "email",
  "phone",
  "staff",
  "created",
  "updated",
] as const;

export type PlainColumn = (typeof plainColumns)[number];
export type ReportColumn = PlainColumn | MoneyColumn | `custom.${number}`;

export const usualColumns: ReportColumn[] = ["types", "group", "owner"];

export const isMoney = (column: ReportColumn): column is MoneyColumn => moneyColumns.some((money) => money === column);

/** The columns asked for that add up invoices and projects. */
export const resultsIn = (columns: readonly ReportColumn[]): ResultColumn[] =>
  resultColumns.filter((result) => columns.includes(result));

/** The columns there are for this reader, in their order. */
export function reportColumns({ viewer, fields }: Reader): ReportColumn[] {
  const isUsed = (column: PlainColumn) =>
    (column !== "company" || viewer.uses("multiCompany")) && (column !== "segments" || viewer.uses("segments"));
  const own = fields.filter(({ onReports }) => onReports).map(({ id }) => customName(id));
  return [...plainColumns.filter(isUsed), ...own, ...moneyFor(viewer)];
}

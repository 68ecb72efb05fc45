import { wholeNumber } from "@/lib/access/post";
import type { Params } from "@/lib/list-address";

/** Parts of a card by which its history can be narrowed, and the tables that tell of them. */
export const parts = {
  customer: ["customers", "billing", "invoices", "responsibilities", "customer_relations", "registry_comparisons"],
  addresses: ["addresses"],
  contacts: ["customer_contacts", "persons"],
  activities: ["activities", "project_tasks"],
  sales: ["sales_cases", "projects", "project_months"],
  files: ["files"],
} as const;
export type HistoryPart = keyof typeof parts;

export type HistoryFilter = {
  part: HistoryPart | null;
  /** Lines older than this one. */
  before: number | null;
};

export function historyFilter(params: Params): HistoryFilter {
  const part = Object.keys(parts).find((name) => name === params.part) as HistoryPart | undefined;
  return { part: part ?? null, before: wholeNumber(params.before) };
}

import { filterQuery, type WorkOrderFilter } from "@/lib/work-orders/filter";

/** The filter as one text, for an action that leads back to the same list. */
export const queryOf = (filter: WorkOrderFilter): string =>
  new URLSearchParams(
    Object.entries(filterQuery(filter)).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  ).toString();

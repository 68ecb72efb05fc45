import { idOf, oneOf, type Params } from "@/lib/list-address";
import type { Target } from "@/lib/work-order-making/fields";

/** For whom an address asks: one customer, a grouping, ticked rows, or all that the list finds. */
export function targetIn(params: Params): Target {
  const members = [params.id ?? []].flat().flatMap((text) => idOf(text) ?? []);
  const filter = oneOf(params, "filter");
  return {
    ...(idOf(oneOf(params, "customer")) && { customer: idOf(oneOf(params, "customer")) }),
    ...(oneOf(params, "grouping") && { grouping: oneOf(params, "grouping").slice(0, 40) }),
    ...(members.length && { members }),
    ...(filter && { filter: filter.slice(0, 8_000) }),
  };
}

/** The same as an address says it. */
export const addressOf = ({ members, ...rest }: Target) => ({ ...rest, id: members });

/** The same as a form posts it, besides the ticked rows. */
export const hiddenOf = ({ members: _, ...rest }: Target): Record<string, string> =>
  Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value ?? "")]));

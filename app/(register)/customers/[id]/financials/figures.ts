import type { Viewer } from "@/lib/access/viewer";
import { type Asked, figureFilter, projectIn } from "@/lib/financials/filter";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { asksBelow } from "@/lib/units/filter";
import type { Place } from "../../../financials/figure-page";

type Whose = { id: number; units: { subUnits: number } };

/** What the address of a card asks for. With the units below, customers are added up and no project is picked. */
export function askedOfCard(customer: Whose, query: Params, viewer: Viewer): Asked {
  const below = customer.units.subUnits > 0 && asksBelow(query);
  const whose = { customer: customer.id, below, project: below ? null : projectIn(query) };
  return { ...figureFilter(query, viewer), whose };
}

export const placeOnCard = (customer: number): Place => ({
  address: (query) => paths.financials(customer, query),
  exportAddress: (format, query) => paths.exportFinancials(customer, format, query),
});

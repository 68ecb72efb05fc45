import { paths } from "@/lib/paths";
import { projectFilter, projectQuery } from "@/lib/projects/filter";
import { salesFilter, salesQuery } from "@/lib/sales/filter";
import type { Card } from "../card";
import { showsBelow } from "../units/units-choice";

type Shown = Pick<Card, "customer" | "query">;

/** What else the address of the tab says. */
export const keptOf = (card: Shown) => ({
  ...salesQuery(salesFilter(card.query)),
  ...projectQuery(projectFilter(card.query)),
  units: showsBelow(card) ? "below" : null,
});

/** The tab as it stands, with a panel or without. */
export const salesTab = (card: Shown, panel?: string): string =>
  paths.customerTab(card.customer.id, "sales", { ...keptOf(card), panel });

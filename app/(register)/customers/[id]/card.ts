import type { ReactNode } from "react";
import type { Permission } from "@/lib/access/permissions";
import { wholeNumber } from "@/lib/access/post";
import { outOfReach, refuse } from "@/lib/access/refused";
import type { Viewer } from "@/lib/access/viewer";
import { type BasicCustomer, type Customer, type FullCustomer, getCustomer } from "@/lib/customers/queries";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { currentLocale, currentViewer } from "@/lib/session";

/** What every part of a customer's card is given. */
export type Card = { viewer: Viewer; customer: FullCustomer; query: Params };

/**
 * Turns the address into the panel it opens, or null where the panel is another part's. A panel without the right is
 * not there (`absent`); one that the customer's state forbids stays closed.
 */
export type OpenPanel = (name: string, card: Card) => ReactNode | null;

export const tabs = ["contact", "sales", "collaboration", "financials", "settings", "history"] as const;
export type CardTab = (typeof tabs)[number];

/** One of these opens a tab. */
const rights: Partial<Record<CardTab, readonly [Permission, ...Permission[]]>> = {
  sales: ["sales.own", "projects.own"],
  collaboration: ["projects.own", "workOrders.own"],
  financials: ["money.read"],
};

/** A tab without the right is not there. */
export function maySee(viewer: Viewer, tab: CardTab): boolean {
  const needed = rights[tab];
  return !needed || needed.some((right) => viewer.can(right));
}

export type CardAddress = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

/** The card at an address: whoever asks, the customer as open to them, and what the address says besides. */
export async function cardAt(
  { params, searchParams }: CardAddress,
  tab: CardTab = "contact",
): Promise<Card | { basic: BasicCustomer }> {
  const [viewer, locale, { id }, query] = await Promise.all([currentViewer(), currentLocale(), params, searchParams]);
  if (!maySee(viewer, tab)) refuse(viewer, rights[tab]?.[0] ?? tab);
  const customer: Customer = await getCustomer(viewer, wholeNumber(id) ?? absent(), locale);
  if (customer.sight === "full") return { viewer, customer, query };
  return tab === "contact" ? { basic: customer } : outOfReach(viewer, "customers", customer.id);
}

/** A tab of the card, which only those have who may open the customer. */
export async function fullCardAt(address: CardAddress, tab: CardTab): Promise<Card> {
  const card = await cardAt(address, tab);
  return "basic" in card ? absent() : card;
}

/** May its data be changed now: with the right, and while it is not archived. */
export const isEditable = ({ viewer, customer }: Pick<Card, "viewer" | "customer">): boolean =>
  viewer.can("customers.edit") && customer.archivedAt === null;

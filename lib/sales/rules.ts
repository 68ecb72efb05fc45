import type { Viewer } from "@/lib/access/viewer";

/** What the status of a sales case comes to. */
export const saleStates = ["inProgress", "won", "lost"] as const;
export type SaleState = (typeof saleStates)[number];

/** A new sales case on a customer's card: for whoever changes customers and sells, while the customer is in use. */
export const mayAddSale = (viewer: Viewer, { archivedAt }: { archivedAt: Date | null }): boolean =>
  viewer.can("customers.edit") && viewer.can("sales.own") && archivedAt === null;

/** One's own sales cases with any right to sales, those of others with the highest; of customers that are in use. */
export const mayChangeSale = (
  viewer: Viewer,
  { ownerId }: { ownerId: number | null },
  { archivedAt }: { archivedAt: Date | null },
): boolean =>
  archivedAt === null && viewer.can("sales.own") && (ownerId === viewer.employeeId || viewer.can("sales.edit"));

/** Whether the viewer may say whose a sales case is: else those they make are theirs. */
export const mayGiveSale = (viewer: Viewer): boolean => viewer.can("sales.edit");

import { type Fields, reference } from "@/lib/fields";

/** The units that the list may show: all customers, those with others below them, those below one, or those in no tie. */
export const unitKinds = ["all", "main", "sub", "none"] as const;
export type UnitKind = (typeof unitKinds)[number];

/** Units of a tree that a card shows; the list has the rest. */
export const mostShown = 50;

/** Where a customer stands in a structure; empty = below nobody. */
export const unitFields = {
  parentId: { as: "reference", is: reference() },
} as const satisfies Fields;

import { idOf, oneOf, type Params } from "@/lib/list-address";

/** More people one customer's file does not bring. */
export const mostCards = 200;

export const skipReasons = ["noName", "known", "email", "required", "unusable"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** A card of a file that became no contact: which one, counted from 1, and why. */
export type Skipped = { card: number; reason: SkipReason };

/** What came of a file, as an address carries it: no names, only numbers. */
export const resultQuery = ({ added, skipped }: { added: number; skipped: Skipped[] }) => ({
  added,
  skipped: skipped.map(({ card, reason }) => `${card}.${skipReasons.indexOf(reason)}`).join("_") || null,
});

/** Nonsense in the address says nothing. */
export function resultFrom(params: Params): { added: number; skipped: Skipped[] } | null {
  const added = oneOf(params, "added");
  if (!/^\d{1,3}$/.test(added)) return null;
  const skipped = oneOf(params, "skipped")
    .split("_")
    .slice(0, mostCards)
    .flatMap((part) => {
      const [card = "", reason = ""] = part.split(".");
      const known = /^\d$/.test(reason) ? skipReasons[Number(reason)] : undefined;
      const number = idOf(card);
      return known && number !== null && number <= mostCards ? [{ card: number, reason: known }] : [];
    });
  return { added: Number(added), skipped };
}

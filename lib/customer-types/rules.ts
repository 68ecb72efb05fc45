import type { Locale } from "@/lib/access/viewer";
import { fold } from "@/lib/text";

/** Types that many organisations have, besides those that come with the product. */
export const typicalTypes = ["partner", "prospect"] as const;
export type TypicalType = (typeof typicalTypes)[number];

/** What something is called in the four languages; where a word is missing, another language’s is shown. */
export type Names = Partial<Record<Locale, string>>;

/** Those of the typical types that no type is called yet, in whatever language. */
export function missingTypes(typical: Record<TypicalType, Names>, there: readonly Names[]): TypicalType[] {
  const known = new Set(there.flatMap((names) => Object.values(names).map(fold)));
  return typicalTypes.filter((type) => !Object.values(typical[type]).some((name) => known.has(fold(name))));
}

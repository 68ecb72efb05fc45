import { businessIdFromVat, checkBusinessId, checkVatNumber } from "@/lib/identifiers/rules";
import { fold } from "@/lib/text";
import type { LookUp, RegistryHit, RegistryRecord, Search } from "./rules";

/** How many businesses a search shows: whoever does not find theirs among them writes more of the name. */
export const mostHits = 20;

/** The business ID, or the one in a VAT number, that somebody typed in place of a name. */
export function idIn(words: string, country: string): string | null {
  const checked = checkBusinessId(country, words);
  if (checked.ok) return checked.value;
  const vat = checkVatNumber(country, words);
  const inVat = vat.ok ? businessIdFromVat(vat.value) : null;
  const own = inVat ? checkBusinessId(country, inVat) : null;
  return own?.ok ? own.value : null;
}

/** What a search shows of a business; null of one whose name the register has removed. */
export function hitOf({ businessId, name, form, status, visiting, postal }: RegistryRecord): RegistryHit | null {
  return name === null ? null : { businessId, name, form, status, towns: (visiting ?? postal)?.towns ?? {} };
}

/** A search that was for a number: the one business, or none. */
export function searchOf(found: LookUp): Search {
  if (!found.ok) return found.problem === "registryNotFound" ? { ok: true, hits: [], total: 0 } : found;
  const hit = hitOf(found.record);
  return { ok: true, hits: hit ? [hit] : [], total: hit ? 1 : 0 };
}

/** The likeliest first: registers find former and partial names too, and businesses that have ended long ago. */
export function bestHits(hits: readonly RegistryHit[], words: string): RegistryHit[] {
  const sought = fold(words);
  const rank = ({ name, status }: RegistryHit) => {
    const isOver = status === "ceased" || status === "removed";
    const own = fold(name);
    return (isOver ? 3 : 0) + (own.startsWith(sought) ? 0 : own.includes(sought) ? 1 : 2);
  };
  return [...hits].sort((one, other) => rank(one) - rank(other)).slice(0, mostHits);
}

import { businessIdFromVat, checkBusinessId } from "@/lib/identifiers/rules";
import { brreg } from "./brreg";
import { prh } from "./prh";
import type { Register } from "./rules";

/** All business registers we know how to ask. A further country is a line here, and its file. */
export const registers: readonly Register[] = [prh, brreg];

/** The register by the name that settings, comparisons and the log know it by. */
export const registerNamed = (name: string): Register | null =>
  registers.find((register) => register.name === name) ?? null;

/** The register that knows the businesses of a country; null where there is none. */
export const registerOf = (country: string | null): Register | null =>
  registers.find(({ countries }) => country !== null && countries.includes(country)) ?? null;

type RegisterId =
  | { ok: true; register: Register; id: string }
  | { ok: false; problem: "noRegister" | "noId" | "registryInvalidId" };

type Known = { country: string | null; businessId: string | null; vatNumber: string | null };

/** Which register to ask about a customer, and under which number: the business ID, else the one in its VAT number. */
export function registerIdOf({ country, businessId, vatNumber }: Known): RegisterId {
  const register = registerOf(country);
  if (!register) return { ok: false, problem: "noRegister" };
  if (businessId) {
    const checked = checkBusinessId(country, businessId);
    return checked.ok ? { ok: true, register, id: checked.value } : { ok: false, problem: "registryInvalidId" };
  }
  const inVat = vatNumber ? businessIdFromVat(vatNumber) : null;
  const own = inVat ? checkBusinessId(country, inVat) : null;
  return own?.ok ? { ok: true, register, id: own.value } : { ok: false, problem: "noId" };
}

import { registerIdOf, registerOf } from "@/lib/registry/registers";
import type { Register } from "@/lib/registry/rules";
import { type Card, isEditable } from "../card";

/**
 * The register that may be asked about the customer of this card; null where nobody may ask, or where there is none to
 * ask: private individuals, other countries, registers that are switched off.
 */
export function registerOfCard({ viewer, customer }: Pick<Card, "viewer" | "customer">): Register | null {
  if (!viewer.can("registry") || !isEditable({ viewer, customer }) || customer.kind !== "organisation") return null;
  const register = registerOf(customer.country);
  return register && viewer.facts.registers.includes(register.name) ? register : null;
}

/** What keeps the register from being asked: the customer has no number, or one that no register can know. */
export function idProblem(customer: Card["customer"]): "noId" | "registryInvalidId" | null {
  const asked = registerIdOf(customer);
  return asked.ok || asked.problem === "noRegister" ? null : asked.problem;
}

import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { keepComparison } from "@/lib/registry/commands";
import { lookUp } from "@/lib/registry/look-up";
import { findSubject } from "@/lib/registry/queries";
import { registerIdOf } from "@/lib/registry/registers";

/**
 * Looks a customer up in its register, outside of any transaction, and keeps the answer for whoever asked.
 * @returns where that is shown, or why there is nothing to show
 */
export async function comparedNow(viewer: Viewer, customerId: number): Promise<string> {
  const { id, ...customer } = await findSubject(viewer, customerId);
  const panel = (name: string, failed?: string) => paths.customer(id, { panel: name, failed });
  const asked = registerIdOf(customer);
  if (!asked.ok) return panel("registry", "registryInvalidId");
  const found = await lookUp(viewer, asked.register, asked.id);
  if (!found.ok) return panel("registry", found.problem);
  const { record, fetchedAt } = found;
  const kept = await keepComparison(viewer, { id, register: asked.register.name, record, fetchedAt });
  return kept.ok ? panel(`registry.${kept.result.comparisonId}`) : paths.customer(id, { flash: "notDone" });
}

import type { Part, Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";

/** Parts of the product that an organisation may do without, in the order of their page. */
export const features = ["roles", "segments", "purchaseInvoices", "multiCompany"] as const satisfies readonly Part[];

/** Outside systems whose ids of our rows are kept only while they are in use. */
export const integrations = ["accounting", "hubspot"] as const satisfies readonly Part[];

/** Whether a switch takes a part of the product, or an outside system, into use. */
export const isPart = (name: string): name is Part => [...features, ...integrations].some((part) => part === name);

/**
 * A field of a part that is not in use is no field: what is sent about it is refused, like a field nobody knows.
 * @param partOf the part that each field belongs to
 * @throws Invalid
 */
export function keepToUsed(viewer: Viewer, sent: object, partOf: Record<string, Part>): void {
  const isUnknown = Object.entries(partOf).some(([field, part]) => field in sent && !viewer.uses(part));
  if (isUnknown) throw new Invalid({ "": { key: "formChanged" } });
}

import type { Viewer } from "@/lib/access/viewer";
import { createInvoice, issueInvoice, updateInvoice } from "@/lib/invoices/commands";
import { getInvoice } from "@/lib/invoices/queries";
import type { Outcome } from "@/lib/outcome";

/** What a command came to; a refusal fails the test. */
export async function done<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const answer = await outcome;
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.result;
}

export const work = { description: "Huolto", quantity: "2", unit: "h", unitPrice: "50,00", vat: "S.25.50" };

/** A draft with lines, for a customer. @returns its id */
export async function drafted(viewer: Viewer, customerId: number, lines: object[] = [work]): Promise<number> {
  const { id } = await done(createInvoice(viewer, { id: customerId }));
  await done(updateInvoice(viewer, { id, lines }));
  return id;
}

/** Issues what the viewer has just looked at; today, unless said otherwise. */
export async function issue(viewer: Viewer, id: number, values: Record<string, unknown> = {}) {
  const { version } = await getInvoice(viewer, id);
  return issueInvoice(viewer, { id, issuedOn: viewer.facts.today, seen: String(version), ...values });
}

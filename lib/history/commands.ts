import "server-only";
import { type Command, demand } from "@/lib/access/gate";
import { type Values, wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { updateAddress } from "@/lib/addresses/commands";
import { updateCompanyBilling, updateCustomerBilling } from "@/lib/billing/commands";
import { ownerOfTerms } from "@/lib/billing/queries";
import { updateContact } from "@/lib/contacts/commands";
import { updateCustomer } from "@/lib/customers/commands";
import { updateGroupings } from "@/lib/groupings/commands";
import { groupingsInput } from "@/lib/groupings/fields";
import { absent, type Outcome } from "@/lib/outcome";
import { updateRelatedCompany } from "@/lib/related-companies/commands";
import { setMainUnit } from "@/lib/units/commands";
import { unitFields } from "@/lib/units/fields";
import { findChange } from "./queries";
import { isRestorable } from "./rules";

/** The command that changes a row of the table, by the table's name: a restored value passes all its checks. */
const commands: Record<string, Command<{ id: number }>> = {
  customers: updateCustomer,
  addresses: updateAddress,
  customer_contacts: updateContact,
  customer_companies: updateRelatedCompany,
};

function commandOf(subject: string, field: string): Command<{ id: number }> | undefined {
  if (subject === "customers" && field in groupingsInput.shape) return updateGroupings;
  if (subject === "customers" && field in unitFields) return setMainUnit;
  return commands[subject];
}

/** The command for a field of a logged row, and the id it goes by. Terms go by the customer, or by its relation to a company. */
async function placeOf(viewer: Viewer, subject: string, id: number, field: string) {
  if (subject !== "billing") return { command: commandOf(subject, field), target: id };
  const { customerId, relationId } = (await ownerOfTerms(viewer, id)) ?? absent();
  return relationId === null
    ? { command: updateCustomerBilling, target: customerId }
    : { command: updateCompanyBilling, target: relationId };
}

/**
 * Gives one field the value it had before a logged change. `id` is the customer, `change` the logged value.
 * Whatever the noun's own command refuses is refused here too, said of the whole form.
 */
async function restore(viewer: Viewer, values: Values): Promise<Outcome<{ id: number }>> {
  demand(viewer, "customers.edit");
  const { id, change: valueId, ...protocol } = values;
  const customerId = wholeNumber(id) ?? absent();
  const found = (await findChange(viewer, customerId, wholeNumber(valueId) ?? absent())) ?? absent();
  const { line, change } = found;
  const subject = line.subject ?? "";
  const { command, target } = await placeOf(viewer, subject, line.subjectId ?? 0, change.field);
  if (!command || !isRestorable(subject, change.field)) absent();
  const outcome = await command(viewer, { ...protocol, id: target, [change.field]: asPosted(change.before) });
  if (outcome.ok) return { ok: true, result: { id: customerId } };
  const [problem] = Object.values(outcome.problems);
  return { ...outcome, problems: problem ? { "": problem } : {} };
}

export const restoreValue: Command<{ id: number }> = Object.assign(restore, {
  permission: "customers.edit" as const,
  log: "history.restored",
});

/** A logged value as a form would post it. */
function asPosted(value: unknown): string | string[] {
  return Array.isArray(value) ? ["", ...value.map(String)] : String(value ?? "");
}

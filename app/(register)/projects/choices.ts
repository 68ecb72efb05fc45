import { getTranslations } from "next-intl/server";
import type { FieldOption } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { contactChoices } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { customerChoices } from "@/lib/customers/queries";
import { currentLocale } from "@/lib/session";

type Held = { id: number; name: string };

/** Everybody who may manage a project; the one who does stays on offer. */
export async function managerOptions(viewer: Viewer, held?: Held | null): Promise<FieldOption[]> {
  const { owners } = await customerChoices(viewer, await currentLocale());
  return withHeld(owners, held);
}

/** The customer's contacts in use; the one who is chosen stays on offer. */
export async function contactOptions(viewer: Viewer, customerId: number, held?: Held | null): Promise<FieldOption[]> {
  const [t, contacts] = await Promise.all([getTranslations("contact"), contactChoices(viewer, customerId)]);
  const named = contacts.map(({ id, ...contact }) => ({ id, name: contactName(contact, t("deleted")) }));
  return withHeld(named, held);
}

const withHeld = (choices: readonly Held[], held?: Held | null): FieldOption[] => {
  const isMissing = held && !choices.some(({ id }) => id === held.id);
  return [...choices, ...(isMissing ? [held] : [])].map(({ id, name }) => ({ value: String(id), label: name }));
};

import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { customers } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { newContactInput } from "@/lib/contacts/fields";
import { insertPerson, insertTie, readPhones } from "@/lib/contacts/parts";
import { askedOf, missingFields } from "@/lib/contacts/rules";
import { holdCustomer } from "@/lib/customers/holding";
import { Invalid, problemsOf } from "@/lib/errors";
import { locales } from "@/lib/locale/choice";
import { fold } from "@/lib/text";
import { type ReadCard, readCards } from "./read";
import { mostCards, type Skipped, type SkipReason } from "./rules";

/**
 * The people of a .vcf file as contacts of a customer. Cards that cannot be one are passed over and told; of the
 * others each is added with its own line in the log.
 */
export const importCards = command({
  may: "customers.edit",
  on: customers,
  log: "contacts.imported",
  input: z.strictObject({ file: z.string() }),
  async run({ viewer, tx, tables, row }, { file }) {
    const { id: customerId, country } = await holdCustomer(tx, row.id, "alone");
    const cards = readCards(file);
    if (!cards) throw new Invalid({ file: { key: "noCards" } });
    if (cards.length > mostCards) throw new Invalid({ file: { key: "tooManyCards", params: { max: mostCards } } });

    const [organisation] = await tx.select({ required: tables.settings.requiredContactFields }).from(tables.settings);
    const known = await contactsHere(tx, tables, customerId);
    const skipped: Skipped[] = [];
    const lines = [];
    for (const [index, card] of cards.entries()) {
      const contact = contactOf(card, askedOf(viewer, organisation?.required ?? []));
      const reason = "reason" in contact ? contact.reason : known.has(keyOf(contact)) ? "known" : null;
      if (reason !== null || "reason" in contact) {
        skipped.push({ card: index + 1, reason: reason ?? "unusable" });
        continue;
      }
      known.add(keyOf(contact));
      const { firstName, lastName, language, ...tie } = contact;
      const personId = await insertPerson(tx, { firstName, lastName, language, createdBy: viewer.employeeId });
      const by = { createdBy: viewer.employeeId, updatedBy: viewer.employeeId };
      const made = await insertTie(tx, { customerId, personId }, { ...tie, ...readPhones(tie, country), ...by });
      const told = Object.entries({ ...contact, phone: undefined, phoneRaw: contact.phone });
      const changes = told.flatMap(([field, after]) => (after ? [{ field, before: null, after }] : []));
      lines.push({ ...made, customerId, changes });
    }
    const source = { actorId: viewer.employeeId, action: "contact.created", source: "import" } as const;
    await recordEach(tx, { ...source, subject: "customer_contacts" }, lines);
    return { id: customerId, added: lines.length, skipped };
  },
});

type Contact = Record<"firstName" | "lastName" | "title" | "email" | "phone" | "mobile", string | null> & {
  language: (typeof locales)[number] | null;
};

/** A card as the form of a contact would take it, or why not. */
function contactOf(card: ReadCard, required: readonly string[]): Contact | { reason: SkipReason } {
  const language = locales.find((one) => one === card.language) ?? null;
  const input = newContactInput.safeParse({ ...card, language: language ?? "" });
  if (!input.success) {
    const [field] = Object.keys(problemsOf(input.error));
    return { reason: field === "email" ? "email" : "unusable" };
  }
  const { firstName = null, lastName = null, title = null, email = null, phone = null, mobile = null } = input.data;
  const contact = { firstName, lastName, title, email, phone, mobile, language };
  const missing = Object.keys(missingFields(required, { ...contact, roles: [] }));
  if (missing.includes("lastName")) return { reason: "noName" };
  return missing.length ? { reason: "required" } : contact;
}

/** The same name with the same address, or with none, is the same contact. */
const keyOf = ({ firstName, lastName, email }: Pick<Contact, "firstName" | "lastName" | "email">): string =>
  `${fold([firstName, lastName].filter(Boolean).join(" "))}\n${email ?? ""}`;

async function contactsHere(tx: Transaction, { customerContacts, persons }: Tables, customerId: number) {
  const rows = await tx
    .select({ firstName: persons.firstName, lastName: persons.lastName, email: customerContacts.email })
    .from(customerContacts)
    .innerJoin(persons, eq(persons.id, customerContacts.personId))
    .where(eq(customerContacts.customerId, customerId));
  return new Set(rows.map(keyOf));
}

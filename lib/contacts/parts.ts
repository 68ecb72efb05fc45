import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { customerContacts, persons } from "@/db/schema/index";
import { changesBetween, type Line, recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { checkPhone } from "@/lib/phones";
import { touched } from "@/lib/stamps";

type Person = typeof persons.$inferInsert;
type Tie = Omit<typeof customerContacts.$inferInsert, "customerId" | "personId">;

/** The person behind a contact, locked. */
export async function livingPerson(tx: Transaction, id: number) {
  const [person] = await tx.select().from(persons).where(eq(persons.id, id)).for("no key update");
  if (!person || person.erasedAt) throw new Invalid({ "": { key: "personErased" } });
  return person;
}

export async function insertPerson(tx: Transaction, person: Person): Promise<number> {
  const [made] = await tx.insert(persons).values(person).returning({ id: persons.id });
  if (!made) throw new Error("no person");
  return made.id;
}

export async function insertTie(tx: Transaction, keys: { customerId: number; personId: number }, tie: Tie) {
  const [made] = await tx
    .insert(customerContacts)
    .values({ ...tie, ...keys })
    .returning({ id: customerContacts.id, version: customerContacts.version });
  if (!made) throw new Error("no contact");
  return made;
}

type Phones = { phone?: string | null; mobile?: string | null };

/** The numbers that were given, as written and as understood in the customer's country. */
export function readPhones({ phone, mobile }: Phones, country: string) {
  const e164 = (raw: string | null) => (raw === null ? null : checkPhone(raw, country).e164);
  return {
    ...(phone !== undefined && { phone: e164(phone), phoneRaw: phone }),
    ...(mobile !== undefined && { mobile: e164(mobile), mobileRaw: mobile }),
  };
}

const logged = { source: "web", action: "contact.updated", subject: "customer_contacts" } as const;
const changed = { id: customerContacts.id, version: customerContacts.version, customerId: customerContacts.customerId };

/**
 * Changes a person. The change is logged for every other contact that is this person too, so that forms open there see
 * it as somebody else's; the contact at hand is logged by its own command.
 * @returns what changed
 */
export async function updatePerson(
  tx: Transaction,
  person: typeof persons.$inferSelect,
  given: Partial<Person>,
  { contactId, by }: { contactId: number; by: number },
) {
  const changes = changesBetween(person, { ...person, ...given });
  if (!changes.length) return [];
  await tx
    .update(persons)
    .set({ ...given, version: sql`${persons.version} + 1` })
    .where(eq(persons.id, person.id));
  const others = await tx
    .update(customerContacts)
    .set(touched(customerContacts, by))
    .where(and(eq(customerContacts.personId, person.id), ne(customerContacts.id, contactId)))
    .returning(changed);
  await recordEach(
    tx,
    { ...logged, actorId: by },
    others.map((other): Line => ({ ...other, changes })),
  );
  return changes;
}

/** There is one primary contact at most: whoever was it is it no longer. */
export async function clearPrimary(tx: Transaction, customerId: number, by: number): Promise<void> {
  const before = await tx
    .update(customerContacts)
    .set({ isPrimary: false, ...touched(customerContacts, by) })
    .where(and(eq(customerContacts.customerId, customerId), customerContacts.isPrimary))
    .returning(changed);
  const changes = [{ field: "isPrimary", before: true, after: false }];
  await recordEach(
    tx,
    { ...logged, actorId: by },
    before.map((contact): Line => ({ ...contact, changes })),
  );
}

import "server-only";
import { eq, sql } from "drizzle-orm";
import { customerContacts, persons } from "@/db/schema/index";
import { recordEach, whoAsks } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { clearPlaces } from "./clearing";
import { erasureInput } from "./fields";
import {
  forgetFiles,
  forgetImports,
  forgetKeywords,
  forgetLists,
  forgetLog,
  forgetRegisters,
  pastOf,
} from "./forgetting";
import { isTyped, wordToType } from "./rules";
import { tracesOf } from "./traces";

/**
 * Erases a person for good, at every customer, in reach or not: what was said of them goes, also from the log, and
 * their contacts stay as places without a name (decisions 7.16). An archived customer does not keep anybody from it.
 * The log line names nobody, which is why it is about the emptied person and not about the contact.
 */
export const eraseContact = command({
  may: "eraseContact",
  on: customerContacts,
  subject: persons,
  log: "contact.erased",
  input: erasureInput,
  async run({ viewer, tx, tables, row }, { word, mentions = [] }) {
    const person = await locked(tx, row.personId);
    const expected = wordToType(person);
    if (!isTyped(word, expected)) throw new Invalid({ word: { key: "eraseWord", params: { word: expected } } });

    const ties = await tx
      .select()
      .from(customerContacts)
      .where(eq(customerContacts.personId, person.id))
      .orderBy(customerContacts.id)
      .for("update");
    const ids = ties.map(({ id }) => id);
    const traces = await pastOf(tx, person.id, ids, tracesOf(person, ties));
    const cleared = await clearPlaces(tx, tables, traces, mentions, viewer.employeeId);
    const files = await forgetFiles(tx, ids);
    const keywords = await forgetKeywords(tx, ids);
    await forgetLists(tx, traces);
    await forgetImports(tx, person.id, traces);
    await forgetRegisters(tx, traces);
    await emptyContacts(tx, viewer, person.id);
    await emptyPerson(tx, person.id);
    await forgetLog(tx, { personId: person.id, contacts: ids, files, keywords, cleared }, traces);
    await tellElsewhere(tx, viewer, person.id, row.id);
    return { id: person.id, customerId: row.customerId };
  },
});

async function locked(tx: Transaction, id: number) {
  const [person] = await tx.select().from(persons).where(eq(persons.id, id)).for("update");
  if (!person || person.erasedAt) throw new Invalid({ "": { key: "personErased" } });
  return person;
}

async function emptyContacts(tx: Transaction, viewer: Viewer, personId: number): Promise<void> {
  const nothing = { title: null, email: null, phone: null, phoneRaw: null, mobile: null, mobileRaw: null };
  await tx
    .update(customerContacts)
    .set({
      ...nothing,
      description: null,
      satisfaction: null,
      addressId: null,
      isPrimary: false,
      inactiveAt: sql`coalesce(${customerContacts.inactiveAt}, now())`,
      version: sql`${customerContacts.version} + 1`,
      updatedAt: sql`now()`,
      updatedBy: viewer.employeeId,
    })
    .where(eq(customerContacts.personId, personId));
}

async function emptyPerson(tx: Transaction, id: number): Promise<void> {
  const nothing = { firstName: null, lastName: null, salutation: null, language: null, birthDate: null };
  await tx
    .update(persons)
    .set({ ...nothing, noMailings: false, erasedAt: sql`now()`, version: sql`${persons.version} + 1` })
    .where(eq(persons.id, id));
}

/** Every card that held the person says so in its history; that of the contact at hand by the command's own line. */
async function tellElsewhere(tx: Transaction, viewer: Viewer, personId: number, contactId: number): Promise<void> {
  const ties = await tx
    .select({
      id: customerContacts.id,
      version: customerContacts.version,
      customerId: customerContacts.customerId,
    })
    .from(customerContacts)
    .where(eq(customerContacts.personId, personId));
  const others = ties.filter(({ id }) => id !== contactId).map((tie) => ({ ...tie, changes: [] }));
  await recordEach(
    tx,
    { ...whoAsks(viewer), action: "contact.erased", source: "web", subject: "customer_contacts" },
    others,
  );
}

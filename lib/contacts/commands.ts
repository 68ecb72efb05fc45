import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { customerContacts, customers } from "@/db/schema/index";
import type { Change } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { holdCustomer } from "@/lib/customers/holding";
import { Invalid } from "@/lib/errors";
import { keepToUsed } from "@/lib/features/rules";
import { noInput } from "@/lib/fields";
import { absent, askFirst } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { twinDoubts } from "./doubts";
import { contactInput, newContactInput } from "./fields";
import { checkRoles, keywordsHeld, rolesHeld, writeKeywords, writeRoles } from "./links";
import { clearPrimary, insertPerson, insertTie, livingPerson, readPhones, updatePerson } from "./parts";
import { askedOf, keywordsIn, keywordText, missingFields } from "./rules";

/**
 * A new contact of a customer: somebody new, or with `personId` somebody within reach who is a contact elsewhere.
 * Asks first where a person like this is known.
 */
export const addContact = command({
  may: "customers.edit",
  on: customers,
  subject: customerContacts,
  log: "contact.created",
  input: newContactInput,
  async run({ viewer, tx, tables, row, confirmed, change }, { personId = null, ...input }) {
    const { id: customerId, country } = await holdCustomer(tx, row.id, "alone");
    keepToUsed(viewer, input, { roles: "roles" });
    const { person, tie, roles = [], keywords = "" } = partsOf(input);
    if (personId !== null && Object.keys(person).length) throw new Invalid({ "": { key: "formChanged" } });
    const unsent = personId === null ? { ...blankTie, ...blankPerson } : blankTie;
    await check(tx, tables, viewer, { customerId, sent: { ...unsent, ...input } });
    await checkRoles(tx, tables, roles, []);
    if (personId === null) askFirst(confirmed, await twinDoubts(tx, tables, customerId, input));

    const by = viewer.employeeId;
    const id =
      personId === null
        ? await insertPerson(tx, { ...person, createdBy: by })
        : await knownPerson(tx, tables, personId);
    if (tie.isPrimary) await clearPrimary(tx, customerId, by);
    const values = { ...tie, ...readPhones(tie, country), createdBy: by, updatedBy: by };
    const made = await insertTie(tx, { customerId, personId: id }, values);
    await writeRoles(tx, made.id, [], roles);
    const words = await writeKeywords(tx, made.id, [], keywordsIn(keywords));
    for (const [field, value] of Object.entries(person)) if (value) change(field, null, value);
    if (roles.length) change("roles", [], roles);
    if (words) change("keywords", "", words);
    return { id: made.id, customerId };
  },
});

/** Changes what the form sends and nothing else: at this customer, and of the person wherever they are a contact. */
export const updateContact = command({
  may: "customers.edit",
  on: customerContacts,
  log: "contact.updated",
  input: contactInput,
  async run({ viewer, tx, tables, row, change }, input) {
    keepToUsed(viewer, input, { roles: "roles" });
    const by = viewer.employeeId;
    const { id: customerId, country } = await holdCustomer(tx, row.customerId, "alone");
    const before = await livingPerson(tx, row.personId);
    const { person, tie, roles, keywords } = partsOf(input);
    const { firstName, lastName } = { ...before, ...person };
    await check(tx, tables, viewer, { customerId, sent: { ...input, firstName, lastName }, addressId: row.addressId });

    const isPrimary = tie.isPrimary && row.inactiveAt === null;
    if (isPrimary && !row.isPrimary) await clearPrimary(tx, customerId, by);
    const told: Change[] = await updatePerson(tx, before, person, { contactId: row.id, by });
    await tx
      .update(customerContacts)
      .set({
        ...tie,
        ...(tie.isPrimary !== undefined && { isPrimary }),
        ...readPhones(tie, country),
        ...touched(customerContacts, by),
      })
      .where(eq(customerContacts.id, row.id));
    if (roles) told.push({ field: "roles", ...(await changeRoles(tx, tables, row.id, roles)) });
    if (keywords !== undefined) {
      told.push({ field: "keywords", ...(await changeKeywords(tx, row.id, keywordsIn(keywords))) });
    }
    for (const one of told) if (String(one.before) !== String(one.after)) change(one.field, one.before, one.after);
    return { id: row.id, customerId };
  },
});

/** Out of the list and of pickers; history stays. Nobody inactive is the primary contact. */
export const deactivateContact = command({
  may: "customers.edit",
  on: customerContacts,
  log: "contact.deactivated",
  input: noInput,
  async run({ viewer, tx, row }) {
    await holdCustomer(tx, row.customerId, "alone");
    const left = { inactiveAt: row.inactiveAt ?? new Date(), isPrimary: false };
    await tx
      .update(customerContacts)
      .set({ ...left, ...touched(customerContacts, viewer.employeeId) })
      .where(eq(customerContacts.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

export const reactivateContact = command({
  may: "customers.edit",
  on: customerContacts,
  log: "contact.reactivated",
  input: noInput,
  async run({ viewer, tx, row }) {
    await holdCustomer(tx, row.customerId, "alone");
    await livingPerson(tx, row.personId);
    await tx
      .update(customerContacts)
      .set({ inactiveAt: null, ...touched(customerContacts, viewer.employeeId) })
      .where(eq(customerContacts.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

type Input = z.output<typeof contactInput>;

/** What a form sends, by where it is kept. */
function partsOf({ roles, keywords, ...input }: Input) {
  const { firstName, lastName, salutation, language, birthDate, noMailings, ...tie } = input;
  const personal = Object.entries({ firstName, lastName, salutation, language, birthDate, noMailings });
  const person: Partial<Input> = Object.fromEntries(personal.filter(([, value]) => value !== undefined));
  return { person, tie, roles, keywords };
}

const blankTie = { title: null, email: null, phone: null, mobile: null, roles: [] };
const blankPerson = { firstName: null, lastName: null, language: null };

type Sent = { customerId: number; sent: Input; addressId?: number | null };

/** All that is missing is said at once. An address has to be the customer's own. */
async function check(tx: Transaction, tables: Tables, viewer: Viewer, { customerId, sent, addressId = null }: Sent) {
  const { addresses, settings } = tables;
  const [organisation] = await tx.select({ required: settings.requiredContactFields }).from(settings);
  const problems = missingFields(askedOf(viewer, organisation?.required ?? []), sent);
  if (sent.addressId && sent.addressId !== addressId) {
    const own = and(eq(addresses.id, sent.addressId), eq(addresses.customerId, customerId));
    const [found] = await tx.select({ id: addresses.id }).from(addresses).where(own);
    if (!found) problems.addressId = { key: "chooseOption" };
  }
  if (Object.keys(problems).length) throw new Invalid(problems);
}

async function knownPerson(tx: Transaction, { persons }: Tables, id: number): Promise<number> {
  const [open] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.id, id));
  if (!open) absent();
  return (await livingPerson(tx, id)).id;
}

async function changeRoles(tx: Transaction, tables: Tables, contactId: number, after: number[]) {
  const before = await rolesHeld(tx, contactId);
  await checkRoles(tx, tables, after, before);
  await writeRoles(tx, contactId, before, after);
  return { before, after: after.toSorted((one, other) => one - other) };
}

async function changeKeywords(tx: Transaction, contactId: number, words: string[]) {
  const held = await keywordsHeld(tx, contactId);
  const after = await writeKeywords(tx, contactId, held, words);
  return { before: keywordText(held.map(({ name }) => name)), after };
}

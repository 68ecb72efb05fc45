import "server-only";
import { and, eq } from "drizzle-orm";
import { contactKeywordLinks, contactRoleLinks, contactRoles, customerContacts, keywords } from "@/db/schema/index";
import { type Change, recordEach } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { none } from "@/lib/access/scopes";
import { anyOf } from "@/lib/any-of";
import { keywordsHeld, rolesHeld } from "@/lib/contacts/links";
import { keywordText } from "@/lib/contacts/rules";
import { Invalid } from "@/lib/errors";
import { touched } from "@/lib/stamps";
import { markInput } from "./fields";

/** Gives the ticked contacts a keyword, or takes it from them; a line of the log for each that changes. */
export const markWithKeyword = command({
  may: "customers.all",
  on: keywords,
  log: "contacts.keyword",
  input: markInput,
  async run({ viewer, tx, tables, row: keyword, change }, input) {
    await checkOpen(tx, tables, input.contacts);
    const keywordId = keyword.id;
    const changed =
      input.change === "add"
        ? await tx
            .insert(contactKeywordLinks)
            .values(usable(keyword, input.contacts).map((contactId) => ({ contactId, keywordId })))
            .onConflictDoNothing()
            .returning({ id: contactKeywordLinks.contactId })
        : await tx
            .delete(contactKeywordLinks)
            .where(
              and(eq(contactKeywordLinks.keywordId, keywordId), anyOf(contactKeywordLinks.contactId, input.contacts)),
            )
            .returning({ id: contactKeywordLinks.contactId });
    await logEach(tx, viewer.employeeId, changed, async (contactId) => {
      const after = (await keywordsHeld(tx, contactId)).map(({ name }) => name);
      const others = after.filter((name) => name !== keyword.name);
      const before = input.change === "add" ? others : [...others, keyword.name];
      return { field: "keywords", before: keywordText(before), after: keywordText(after) };
    });
    change(input.change, null, changed.length);
    return { id: keyword.id, changed: changed.length };
  },
});

/** The same with a role. */
export const markWithRole = command({
  may: "customers.all",
  on: contactRoles,
  among: (viewer) => (viewer.uses("roles") ? undefined : none),
  log: "contacts.role",
  input: markInput,
  async run({ viewer, tx, tables, row: role, change }, input) {
    await checkOpen(tx, tables, input.contacts);
    const roleId = role.id;
    const changed =
      input.change === "add"
        ? await tx
            .insert(contactRoleLinks)
            .values(usable(role, input.contacts).map((contactId) => ({ contactId, roleId })))
            .onConflictDoNothing()
            .returning({ id: contactRoleLinks.contactId })
        : await tx
            .delete(contactRoleLinks)
            .where(and(eq(contactRoleLinks.roleId, roleId), anyOf(contactRoleLinks.contactId, input.contacts)))
            .returning({ id: contactRoleLinks.contactId });
    await logEach(tx, viewer.employeeId, changed, async (contactId) => {
      const after = await rolesHeld(tx, contactId);
      const others = after.filter((id) => id !== roleId);
      const before = input.change === "add" ? others : [...others, roleId].sort((one, other) => one - other);
      return { field: "roles", before, after };
    });
    change(input.change, null, changed.length);
    return { id: role.id, changed: changed.length };
  },
});

/** A word out of use can be taken away, but no longer given. */
function usable(word: { disabledAt: Date | null }, contacts: number[]): number[] {
  if (word.disabledAt) throw new Invalid({ id: { key: "chooseOption" } });
  return contacts;
}

/** All within reach, and none of an archived customer, which takes no changes. */
async function checkOpen(tx: Transaction, { listedContacts }: Tables, contacts: number[]): Promise<void> {
  if (!contacts.length) throw new Invalid({ "": { key: "noContacts" } });
  const open = await tx
    .select({ id: listedContacts.id, tab: listedContacts.customerTab })
    .from(listedContacts)
    .where(anyOf(listedContacts.id, contacts));
  if (open.length < contacts.length) throw new Invalid({ "": { key: "contactsGone" } });
  if (open.some(({ tab }) => tab === 2)) throw new Invalid({ "": { key: "customerArchived" } });
}

/** Counts as a change of each contact: a version, a stamp and a line in the log of its customer. */
async function logEach(
  tx: Transaction,
  actorId: number,
  changed: { id: number }[],
  changeOf: (contactId: number) => Promise<Change>,
): Promise<void> {
  if (!changed.length) return;
  const { id, version, customerId } = customerContacts;
  const rows = await tx
    .update(customerContacts)
    .set(touched(customerContacts, actorId))
    .where(
      anyOf(
        id,
        changed.map((row) => row.id),
      ),
    )
    .returning({ id, version, customerId });
  const lines = [];
  for (const row of rows) lines.push({ ...row, changes: [await changeOf(row.id)] });
  await recordEach(tx, { actorId, action: "contact.updated", source: "web", subject: "customer_contacts" }, lines);
}

import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { contactKeywordLinks, contactRoleLinks, keywords } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { Invalid } from "@/lib/errors";
import { keywordText } from "./rules";

/**
 * Refuses roles that are not there. One no longer in use may stay.
 * @param held roles the contact has already
 */
export async function checkRoles(tx: Transaction, { contactRoles: roles }: Tables, wanted: number[], held: number[]) {
  const added = wanted.filter((id) => !held.includes(id));
  if (!added.length) return;
  const known = await tx
    .select({ id: roles.id, disabledAt: roles.disabledAt })
    .from(roles)
    .where(inArray(roles.id, added));
  const inUse = known.filter(({ disabledAt }) => disabledAt === null);
  if (inUse.length < added.length) throw new Invalid({ roles: { key: "chooseOption" } });
}

export async function rolesHeld(tx: Transaction, contactId: number): Promise<number[]> {
  const links = await tx
    .select({ id: contactRoleLinks.roleId })
    .from(contactRoleLinks)
    .where(eq(contactRoleLinks.contactId, contactId))
    .orderBy(contactRoleLinks.roleId);
  return links.map(({ id }) => id);
}

export async function writeRoles(tx: Transaction, contactId: number, before: number[], after: number[]) {
  const { gone, added } = parted(before, after);
  if (gone.length)
    await tx.delete(contactRoleLinks).where(links(contactRoleLinks, contactId, contactRoleLinks.roleId, gone));
  if (added.length) await tx.insert(contactRoleLinks).values(added.map((roleId) => ({ contactId, roleId })));
}

type Keyword = { id: number; name: string };

export async function keywordsHeld(tx: Transaction, contactId: number): Promise<Keyword[]> {
  return tx
    .select({ id: keywords.id, name: keywords.name })
    .from(contactKeywordLinks)
    .innerJoin(keywords, eq(keywords.id, contactKeywordLinks.keywordId))
    .where(eq(contactKeywordLinks.contactId, contactId));
}

/** @returns the keywords as the log writes them */
export async function writeKeywords(tx: Transaction, contactId: number, before: Keyword[], words: string[]) {
  const after = await knownKeywords(tx, words);
  const { gone, added } = parted(
    before.map(({ id }) => id),
    after.map(({ id }) => id),
  );
  const { keywordId } = contactKeywordLinks;
  if (gone.length) await tx.delete(contactKeywordLinks).where(links(contactKeywordLinks, contactId, keywordId, gone));
  if (added.length) await tx.insert(contactKeywordLinks).values(added.map((id) => ({ contactId, keywordId: id })));
  return keywordText(after.map(({ name }) => name));
}

/** The words as keywords; those nobody has used before are made. */
async function knownKeywords(tx: Transaction, words: string[]): Promise<Keyword[]> {
  if (!words.length) return [];
  await tx
    .insert(keywords)
    .values(words.map((name) => ({ name })))
    .onConflictDoNothing();
  return tx
    .select({ id: keywords.id, name: keywords.name })
    .from(keywords)
    .where(sql`lower(${keywords.name}) in (select lower(word) from unnest(${sql.param(words)}::text[]) word)`);
}

const parted = (before: number[], after: number[]) => ({
  gone: before.filter((id) => !after.includes(id)),
  added: after.filter((id) => !before.includes(id)),
});

const links = (table: { contactId: PgColumn }, contactId: number, key: PgColumn, ids: number[]) =>
  and(eq(table.contactId, contactId), inArray(key, ids));

/** Whether this is somebody active at the customer, as far as the viewer sees. */
export async function isActiveContact(
  { tx, tables }: { tx: Pick<Transaction, "select">; tables: Tables },
  customerId: number,
  contactId: number,
): Promise<boolean> {
  const { customerContacts: contacts, persons } = tables;
  const ofCustomer = and(eq(contacts.id, contactId), eq(contacts.customerId, customerId));
  const [found] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(and(ofCustomer, isNull(contacts.inactiveAt), isNull(persons.erasedAt)));
  return found !== undefined;
}

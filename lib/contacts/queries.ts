import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";

type Named = { id: number; name: string };

/** Every contact of a customer, those no longer active last; else the primary one first, then by last name. */
export const contactsOf = query("customers.read", async ({ db, tables }, customerId: number, locale: Locale) => {
  const { customerContacts: contacts, persons } = tables;
  return db
    .select({
      id: contacts.id,
      personId: contacts.personId,
      firstName: persons.firstName,
      lastName: persons.lastName,
      erasedAt: persons.erasedAt,
      title: contacts.title,
      email: contacts.email,
      phone: contacts.phone,
      phoneRaw: contacts.phoneRaw,
      mobile: contacts.mobile,
      mobileRaw: contacts.mobileRaw,
      isPrimary: contacts.isPrimary,
      inactiveAt: contacts.inactiveAt,
      roles: rolesOf(tables, locale),
      keywords: keywordsOf(tables),
    })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(eq(contacts.customerId, customerId))
    .orderBy(isNotNull(contacts.inactiveAt), desc(contacts.isPrimary), ...byName(persons, locale), asc(contacts.id));
});

export type ListedContact = Awaited<ReturnType<typeof contactsOf>>[number];

/** The active contacts of a customer, for pickers. */
export const contactChoices = query("customers.read", async ({ db, tables, viewer }, customerId: number) => {
  const { customerContacts: contacts, persons } = tables;
  return db
    .select({
      id: contacts.id,
      firstName: persons.firstName,
      lastName: persons.lastName,
      erasedAt: persons.erasedAt,
      title: contacts.title,
    })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(and(eq(contacts.customerId, customerId), isNull(contacts.inactiveAt), isNull(persons.erasedAt)))
    .orderBy(...byName(persons, viewer.facts.locale ?? "en"), asc(contacts.id));
});

function byName({ lastName, firstName }: Tables["persons"], locale: Locale) {
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  return [sql`coalesce(${lastName}, ${firstName}) ${collation}`, sql`${firstName} ${collation}`];
}

const rolesOf = ({ customerContacts, contactRoleLinks: links, contactRoles: roles }: Tables, locale: Locale) =>
  sql<Named[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${roles.id}, 'name', ${nameIn(roles.names, locale)})
      order by ${roles.position}, ${roles.id})
    from ${links} join ${roles} on ${roles.id} = ${links.roleId} where ${links.contactId} = ${customerContacts.id}), '[]')`;

const keywordsOf = ({ customerContacts, contactKeywordLinks: links, keywords }: Tables) =>
  sql<Named[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${keywords.id}, 'name', ${keywords.name}) order by ${keywords.name})
    from ${links} join ${keywords} on ${keywords.id} = ${links.keywordId}
    where ${links.contactId} = ${customerContacts.id}), '[]')`;

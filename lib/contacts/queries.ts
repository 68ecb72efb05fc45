import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import type { Tables } from "@/lib/access/rows";
import { none } from "@/lib/access/scopes";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { absent } from "@/lib/outcome";
import { askedOf } from "./rules";

type Named = { id: number; name: string };

/** Every contact of a customer, those no longer active last; else the primary one first, then by last name. */
export const contactsOf = query("customers.read", async ({ db, tables }, id: number, locale: Locale) =>
  kept(tables, ["contactsOf", locale], () => contactsAsked({ db, tables }, given("id"), locale), { id }),
);

function contactsAsked({ db, tables }: Pick<ReadScope, "db" | "tables">, customerId: number, locale: Locale) {
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
      keywords: keywordsOf(tables, locale),
    })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(eq(contacts.customerId, customerId))
    .orderBy(isNotNull(contacts.inactiveAt), desc(contacts.isPrimary), ...byName(persons, locale), asc(contacts.id));
}

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

/**
 * A contact of a customer with everything its panel says, and the other customers in reach whose contact the person is.
 * An erased one has nothing left to say.
 */
export const getContact = query(
  "customers.read",
  async ({ db, tables }, customerId: number, id: number, locale: Locale) => {
    const { customerContacts: contacts, persons } = tables;
    const [contact] = await db
      .select({
        id: contacts.id,
        version: contacts.version,
        title: contacts.title,
        email: contacts.email,
        phone: contacts.phone,
        phoneRaw: contacts.phoneRaw,
        mobile: contacts.mobile,
        mobileRaw: contacts.mobileRaw,
        addressId: contacts.addressId,
        isPrimary: contacts.isPrimary,
        satisfaction: contacts.satisfaction,
        description: contacts.description,
        inactiveAt: contacts.inactiveAt,
        createdAt: contacts.createdAt,
        updatedAt: contacts.updatedAt,
        firstName: persons.firstName,
        lastName: persons.lastName,
        salutation: persons.salutation,
        language: persons.language,
        birthDate: persons.birthDate,
        noMailings: persons.noMailings,
        roles: rolesOf(tables, locale),
        keywords: keywordsOf(tables, locale),
        createdByName: employeeName(tables, contacts.createdBy),
        updatedByName: employeeName(tables, contacts.updatedBy),
        elsewhere: tiesOf(tables, persons.id, customerId),
      })
      .from(contacts)
      .innerJoin(persons, eq(persons.id, contacts.personId))
      .where(and(eq(contacts.id, id), eq(contacts.customerId, customerId), isNull(persons.erasedAt)));
    return contact ?? absent();
  },
);

export type Contact = Awaited<ReturnType<typeof getContact>>;

/** Somebody in reach who may become a contact of this customer too: is one elsewhere, and not here; else null. */
export const getKnownPerson = query("customers.edit", async ({ db, tables }, customerId: number, id: number) => {
  const { customerContacts: contacts, customers, persons } = tables;
  const ties = await db
    .select({
      id: contacts.id,
      customerId: customers.id,
      customerName: customers.name,
      firstName: persons.firstName,
      lastName: persons.lastName,
      title: contacts.title,
      email: contacts.email,
      phone: contacts.phoneRaw,
      mobile: contacts.mobileRaw,
    })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(and(eq(persons.id, id), isNull(persons.erasedAt)))
    .orderBy(desc(contacts.updatedAt), contacts.id);
  const [latest] = ties;
  const isHere = ties.some((tie) => tie.customerId === customerId);
  return latest && !isHere ? { ...latest, id, elsewhere: ties } : null;
});

export type KnownPerson = NonNullable<Awaited<ReturnType<typeof getKnownPerson>>>;

/** What the form of a contact offers: roles in use or held already, keywords in use, and what must be filled in. */
export const contactFormChoices = query("customers.edit", async (scope, locale: Locale, held: number[]) => {
  const { db, tables, viewer } = scope;
  const { contactRoles: roles, keywords, settings } = tables;
  const usedRoles = viewer.uses("roles") ? undefined : none;
  const [offered, words, [organisation]] = await Promise.all([
    db
      .select({ id: roles.id, name: nameIn(roles.names, locale) })
      .from(roles)
      .where(and(usedRoles, or(isNull(roles.disabledAt), sql`${roles.id} = any(${sql.param(held)}::bigint[])`)))
      .orderBy(asc(roles.position), asc(roles.id)),
    db
      .select({ name: keywords.name })
      .from(keywords)
      .where(isNull(keywords.disabledAt))
      .orderBy(asc(keywords.name))
      .limit(mostSuggested),
    db.select({ required: settings.requiredContactFields }).from(settings),
  ]);
  return {
    roles: offered,
    keywords: words.map(({ name }) => name),
    required: askedOf(viewer, organisation?.required ?? []),
  };
});

export type ContactFormChoices = Awaited<ReturnType<typeof contactFormChoices>>;

const mostSuggested = 200;

function byName({ lastName, firstName }: Tables["persons"], locale: Locale) {
  return [sql`coalesce(${lastName}, ${firstName}) ${collate(locale)}`, sql`${firstName} ${collate(locale)}`];
}

const collate = (locale: Locale) => sql.raw(`collate "${collationOf(locale)}"`);

const rolesOf = ({ customerContacts, contactRoleLinks: links, contactRoles: roles }: Tables, locale: Locale) =>
  sql<Named[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${roles.id}, 'name', ${nameIn(roles.names, locale)})
      order by ${roles.position}, ${roles.id})
    from ${links} join ${roles} on ${roles.id} = ${links.roleId} where ${links.contactId} = ${customerContacts.id}), '[]')`;

const keywordsOf = ({ customerContacts, contactKeywordLinks: links, keywords }: Tables, locale: Locale) =>
  sql<Named[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${keywords.id}, 'name', ${keywords.name})
      order by ${keywords.name} ${collate(locale)})
    from ${links} join ${keywords} on ${keywords.id} = ${links.keywordId}
    where ${links.contactId} = ${customerContacts.id}), '[]')`;

type Elsewhere = { id: number; customerId: number; customerName: string };

/** Where else, within reach, the person is an active contact. */
const tiesOf = ({ customerContacts: contacts, customers }: Tables, personId: PgColumn, except: number) =>
  sql<Elsewhere[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${contacts.id}, 'customerId', ${customers.id},
      'customerName', ${customers.name}) order by ${customers.name}, ${contacts.id})
    from ${contacts} join ${customers} on ${customers.id} = ${contacts.customerId}
    where ${contacts.personId} = ${personId} and ${contacts.customerId} <> ${except}
      and ${contacts.inactiveAt} is null), '[]')`;

const employeeName = ({ employees }: Tables, id: PgColumn) => sql<string | null>`(
  select concat_ws(' ', ${employees.firstName}, ${employees.lastName}) from ${employees} where ${employees.id} = ${id})`;

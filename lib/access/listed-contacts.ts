import "server-only";
import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { contactKeywordLinks, contactRoleLinks, customerContacts, customers, persons } from "@/db/schema/index";
import { customersInReach, masked, shownIf } from "./scopes";
import type { Viewer } from "./viewer";

export type ListedContacts = ReturnType<typeof contactsListable<"listed_contacts">>;

/**
 * The contacts of all customers in reach, each with its person and its customer. Erased people are not among them.
 * @param name what the statement calls them: another where it compares them with each other
 */
export function contactsListable<Name extends string>(viewer: Viewer, name: Name) {
  const { id, customerId, personId, search, ...contact } = customerContacts;
  return (
    db
      .select({
        id,
        customerId,
        personId,
        search,
        title: contact.title,
        email: contact.email,
        phone: contact.phone,
        phoneRaw: contact.phoneRaw,
        mobile: contact.mobile,
        mobileRaw: contact.mobileRaw,
        addressId: contact.addressId,
        inactiveAt: contact.inactiveAt,
        createdAt: contact.createdAt,
        updatedAt: contact.updatedAt,
        roleIds: linked(
          sql`select l.role_id from ${contactRoleLinks} l where l.contact_id = ${id} and ${viewer.uses("roles")} order by 1`,
          "role_ids",
        ),
        keywordIds: linked(
          sql`select l.keyword_id from ${contactKeywordLinks} l where l.contact_id = ${id} order by 1`,
          "keyword_ids",
        ),
        firstName: persons.firstName,
        lastName: persons.lastName,
        sortName: contact.sortName,
        language: persons.language,
        noMailings: persons.noMailings,
        customerName: customers.name,
        customerNumber: customers.number,
        customerTab: customers.tab,
        country: customers.country,
        groupId: shownIf(masked(viewer), customers.groupId),
        /** Whether the customer's group is open. */
        unmasked: sql<boolean>`${masked(viewer) ?? sql`true`}`.as("unmasked"),
      })
      .from(customerContacts)
      // Left, though there always is one: then a page that asks nothing of the person does not fetch it.
      .leftJoin(persons, eq(persons.id, personId))
      .innerJoin(customers, eq(customers.id, customerId))
      .where(and(isNotNull(contact.sortName), customersInReach(viewer)))
      .as(name)
  );
}

const linked = (ids: SQL, name: string) =>
  sql<number[]>`array(${ids})`.mapWith((value: unknown) => (value as unknown[]).map(Number)).as(name);

/** Whether a listed contact has the role. */
export const hasRole = (contactId: unknown, roleId: number): SQL =>
  sql`exists (select from ${contactRoleLinks} l where l.contact_id = ${contactId} and l.role_id = ${roleId}::bigint)`;

/** Whether a listed contact has the keyword. */
export const hasKeyword = (contactId: unknown, keywordId: number): SQL =>
  sql`exists (select from ${contactKeywordLinks} l where l.contact_id = ${contactId} and l.keyword_id = ${keywordId}::bigint)`;

import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { employeeName } from "@/lib/employees/rules";
import { nameIn } from "@/lib/locale/names";

/** The sales cases of a customer that the viewer sees: open ones first, by the date the order is expected. */
export const salesCasesOf = query("sales.own", async ({ db, tables }, customerId: number, locale: Locale) => {
  const { customerContacts, persons, salesCases, salesStatuses } = tables;
  const isClosed = sql`${salesStatuses.state} <> 'inProgress'`;
  return db
    .select({
      id: salesCases.id,
      name: salesCases.name,
      status: nameIn(salesStatuses.names, locale),
      state: salesStatuses.state,
      probability: salesCases.probability,
      expectedValue: salesCases.expectedValue,
      currency: salesCases.currency,
      expectedOn: salesCases.expectedOn,
      owner: employeeName(tables, salesCases.ownerId),
      // The id first: drizzle takes what begins with null for nothing at all, and an erased person has no first name.
      contact: { id: persons.id, firstName: persons.firstName, lastName: persons.lastName, erasedAt: persons.erasedAt },
    })
    .from(salesCases)
    .innerJoin(salesStatuses, eq(salesStatuses.id, salesCases.statusId))
    .leftJoin(customerContacts, eq(customerContacts.id, salesCases.contactId))
    .leftJoin(persons, eq(persons.id, customerContacts.personId))
    .where(eq(salesCases.customerId, customerId))
    .orderBy(isClosed, sql`${salesCases.expectedOn} nulls last`, desc(salesCases.closedAt), asc(salesCases.id));
});

export type ListedSale = Awaited<ReturnType<typeof salesCasesOf>>[number];

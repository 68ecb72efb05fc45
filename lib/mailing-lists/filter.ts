import { isNull, min, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { type ContactFilter, savedFilter, wanted } from "@/lib/contact-register/filter";

/** Why somebody whom a list's filter finds is not on the list. */
export const reasons = ["noMailings", "noEmail", "inactive", "sameAddress"] as const;
export type Reason = (typeof reasons)[number];

/**
 * Everybody whom the filter finds, each with the reason to be left out or null: those who want no mailings (also under
 * another entry with the same address), and those without an e-mail or no longer active.
 */
export function judgedBy({ db, tables }: Pick<ReadScope, "db" | "tables">, filter: ContactFilter) {
  const { listedContacts: contacts } = tables;
  const { id, email, inactiveAt, noMailings } = contacts;
  const address = sql<string>`lower(${email})`;
  const refusing = db.select({ address }).from(contacts).where(sql`${noMailings} and ${email} is not null`);
  const reason = sql<Reason | null>`case when ${inactiveAt} is not null then 'inactive' when ${noMailings} then 'noMailings'
    when ${email} is null then 'noEmail' when ${address} in (${refusing}) then 'noMailings' end`;
  return db
    .select({ id, address: address.as("address"), reason: reason.as("reason") })
    .from(contacts)
    .where(wanted(contacts, filter))
    .as("judged");
}

/** The ids of those on the list, a sub-select: every address once, as its oldest contact. */
function membersOf(scope: Pick<ReadScope, "db" | "tables">, filter: ContactFilter) {
  const judged = judgedBy(scope, filter);
  return scope.db
    .select({ id: min(judged.id) })
    .from(judged)
    .where(isNull(judged.reason))
    .groupBy(judged.address);
}

/** Whom a page or a file shows: the members of the list that is open, else everybody the filter finds. */
export function chosen(scope: Pick<ReadScope, "db" | "tables">, filter: ContactFilter): SQL | undefined {
  const { listedContacts: contacts } = scope.tables;
  return filter.list === null ? wanted(contacts, filter) : sql`${contacts.id} in (${membersOf(scope, filter)})`;
}

/** What the log says of a file that went out. No personal data: not what was searched for. */
export const factsOf = (filter: ContactFilter) => ({
  filters: Object.keys(savedFilter(filter)).length,
  list: filter.list,
});

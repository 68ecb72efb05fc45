import { and, eq, isNull, lt, notExists, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { ListedContacts } from "@/lib/access/listed-contacts";
import { type ContactFilter, savedFilter, wanted } from "@/lib/contact-register/filter";

/** Why somebody whom a list's filter finds is not on the list. */
export const reasons = ["noMailings", "noEmail", "inactive", "sameAddress"] as const;
export type Reason = (typeof reasons)[number];

type Scope = Pick<ReadScope, "db" | "tables">;

/**
 * Why a listed contact is left out, or null: wants no mailings (also under another entry with the same address), has no
 * e-mail, or is no longer active.
 */
function reasonOf({ db, tables: { listedContacts: contacts, listedTwins: twins } }: Scope): SQL<Reason | null> {
  const { email, inactiveAt, noMailings } = contacts;
  const refusing = db
    .select({ address: addressOf(twins) })
    .from(twins)
    .where(sql`${twins.noMailings} and ${twins.email} is not null`);
  return sql`case when ${inactiveAt} is not null then 'inactive' when ${noMailings} then 'noMailings'
    when ${email} is null then 'noEmail' when ${addressOf(contacts)} in (${refusing}) then 'noMailings' end`;
}

const addressOf = ({ email }: Pick<ListedContacts, "email">): SQL => sql`lower(${email})`;

/** Everybody whom the filter finds, each with the address and the reason to be left out or null. */
export function judgedBy(scope: Scope, filter: ContactFilter) {
  const { listedContacts: contacts } = scope.tables;
  return scope.db
    .select({ address: sql`${addressOf(contacts)}`.as("address"), reason: reasonOf(scope).as("reason") })
    .from(contacts)
    .where(wanted(contacts, filter))
    .as("judged");
}

/** Those on the list: whom nothing leaves out, every address once, as its oldest contact. */
function onList(scope: Scope, filter: ContactFilter): SQL | undefined {
  const { listedContacts: contacts, listedTwins: twins } = scope.tables;
  const older = scope.db
    .select({ one: sql`1` })
    .from(twins)
    .where(
      and(
        eq(addressOf(twins), addressOf(contacts)),
        lt(twins.id, contacts.id),
        isNull(twins.inactiveAt),
        wanted(twins, filter),
      ),
    );
  return and(wanted(contacts, filter), sql`${reasonOf(scope)} is null`, notExists(older));
}

/** Whom a page or a file shows: the members of the list that is open, else everybody the filter finds. */
export const chosen = (scope: Scope, filter: ContactFilter): SQL | undefined =>
  filter.list === null ? wanted(scope.tables.listedContacts, filter) : onList(scope, filter);

/** What the log says of a file that went out. No personal data: not what was searched for. */
export const factsOf = (filter: ContactFilter) => ({
  filters: Object.keys(savedFilter(filter)).length,
  list: filter.list,
});

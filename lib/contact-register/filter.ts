import { and, eq, isNotNull, isNull, like, type SQL, sql } from "drizzle-orm";
import { hasKeyword, hasRole, type ListedContacts } from "@/lib/access/listed-contacts";
import { hasType } from "@/lib/access/scopes";
import type { Locale } from "@/lib/access/viewer";
import { countryCodes } from "@/lib/countries";
import { idOf, known, oneOf, type Params, patternsOf, searchOf } from "@/lib/list-address";
import { locales } from "@/lib/locale/choice";

export const states = ["active", "inactive", "all"] as const;
export const sorts = ["name", "customer", "updated"] as const;

export type ContactState = (typeof states)[number];
export type ContactSort = (typeof sorts)[number];

/** What the address of the contact register may say. Nonsense becomes the default, never an error. */
export type ContactFilter = {
  q: string;
  state: ContactState;
  role: number | null;
  keyword: number | null;
  /** Customer group. */
  group: number | "none" | null;
  /** Country of the customer. */
  country: string | null;
  /** Language of the person. */
  language: Locale | null;
  /** Type of the customer. */
  type: number | null;
  /** Whether the person takes mailings. */
  mailings: "yes" | "no" | null;
  /** Contacts of archived customers as well. */
  archived: boolean;
  sort: ContactSort;
  descending: boolean;
  /** From 1. With `after` it only says where one is; alone it is a jump. */
  page: number;
  after: string | null;
  /** The mailing list that is open; its filter goes before everything said here. */
  list: number | null;
};

export function contactFilter(params: Params): ContactFilter {
  const list = idOf(oneOf(params, "list"));
  const place = (name: string) => oneOf(params, name);
  const wanted = list === null ? params : {};
  const one = (name: string) => oneOf(wanted, name);
  return {
    q: searchOf(wanted),
    state: known(states, one("state")) ?? "active",
    role: idOf(one("role")),
    keyword: idOf(one("keyword")),
    group: one("group") === "none" ? "none" : idOf(one("group")),
    country: countryCodes.includes(one("country")) ? one("country") : null,
    language: known(locales, one("language")) ?? null,
    type: idOf(one("type")),
    mailings: known(["yes", "no"] as const, one("mailings")) ?? null,
    archived: one("archived") === "yes",
    sort: known(sorts, place("sort")) ?? "name",
    descending: place("direction") === "desc",
    page: Math.min(idOf(place("page")) ?? 1, 1_000_000),
    after: place("after") || null,
    list,
  };
}

/** Who is wanted, as an address says it, without how they are sorted; what is the default is left out. */
export function wantedQuery({ q, state, archived, ...filter }: ContactFilter) {
  const { role, keyword, group, country, language, type, mailings } = filter;
  return {
    q,
    state: state === "active" ? null : state,
    role,
    keyword,
    group,
    country,
    language,
    type,
    mailings,
    archived: archived ? "yes" : null,
  };
}

/** The whole filter as an address says it. Of a mailing list only its id stands there. */
export function filterQuery(filter: ContactFilter) {
  const { sort, descending, list } = filter;
  const order = { sort: sort === "name" ? null : sort, direction: descending ? "desc" : null };
  return list === null ? { ...wantedQuery(filter), ...order } : { list, ...order };
}

/** What a mailing list keeps of a filter: the words of its address. */
export const savedFilter = (filter: ContactFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wantedQuery(filter)).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  );

export function isFiltered(filter: ContactFilter): boolean {
  const { state: _state, ...narrowing } = wantedQuery({ ...filter, archived: false });
  return Object.values(narrowing).some(Boolean);
}

/** Active, prospects and, where they are wanted, archived customers. */
export const customerTabs = (filter: ContactFilter): number[] => (filter.archived ? [0, 1, 2] : [0, 1]);

/** Everything the filter says, as a condition on `tables.listedContacts`. */
export const wanted = (contacts: ListedContacts, filter: ContactFilter): SQL | undefined =>
  and(
    inState(contacts, filter.state),
    matching(contacts, filter),
    sql`${contacts.customerTab} = any(${sql.param(customerTabs(filter))}::smallint[])`,
  );

export function inState({ inactiveAt }: ListedContacts, state: ContactState): SQL | undefined {
  if (state === "all") return undefined;
  return state === "active" ? isNull(inactiveAt) : isNotNull(inactiveAt);
}

/** The filter without the state of the contact and of its customer. */
export function matching(contacts: ListedContacts, filter: ContactFilter): SQL | undefined {
  const { role, keyword, group, country, language, type, mailings } = filter;
  return and(
    ...patternsOf(dialled(filter.q)).map((pattern) => like(contacts.search, pattern)),
    role === null ? undefined : hasRole(contacts.id, role),
    keyword === null ? undefined : hasKeyword(contacts.id, keyword),
    group === "none"
      ? and(isNull(contacts.groupId), sql`${contacts.unmasked}`)
      : group === null
        ? undefined
        : eq(contacts.groupId, group),
    country === null ? undefined : eq(contacts.country, country),
    language === null ? undefined : eq(contacts.language, language),
    type === null ? undefined : hasType(contacts.customerId, [type]),
    mailings === null ? undefined : eq(contacts.noMailings, mailings === "no"),
  );
}

/** A phone number as every way of writing it has it inside: digits alone, without the zeros that lead abroad or out of town. */
const dialled = (q: string): string => (/^[+\d][\d\s()/.-]{4,}$/.test(q) ? q.replace(/\D/g, "").replace(/^0+/, "") : q);

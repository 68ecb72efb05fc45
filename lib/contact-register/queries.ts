import "server-only";
import { and, asc, count, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query, type ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { decodeCursor, encodeCursor, momentSeen } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { chosen } from "@/lib/mailing-lists/filter";
import { type ContactFilter, customerTabs, inState, matching, wanted } from "./filter";

const pageSize = 50;
const mostCounted = 10_000;
/** Hits that are sorted sooner than a walk finds the first page of them. */
const few = 1_000;

export type RegisterRow = Awaited<ReturnType<typeof listContacts>>["rows"][number];

/**
 * One page of contacts: an ordered walk of one index. The address carries the last row seen, so page 900 costs what
 * page 1 costs; a jump without it skips ids first. Of a mailing list only its members are shown.
 */
export const listContacts = query("customers.read", async (scope, filter: ContactFilter, locale: Locale) => {
  const { db, tables } = scope;
  const { listedContacts: contacts } = tables;
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const order = orderOf(scope, filter, collation);
  const rows = await db
    .select({
      id: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      title: contacts.title,
      email: contacts.email,
      phone: contacts.phone,
      phoneRaw: contacts.phoneRaw,
      mobile: contacts.mobile,
      mobileRaw: contacts.mobileRaw,
      language: contacts.language,
      inactiveAt: contacts.inactiveAt,
      updatedAt: contacts.updatedAt,
      roleIds: contacts.roleIds,
      keywordIds: contacts.keywordIds,
      customerId: contacts.customerId,
      customerName: contacts.customerName,
      customerTab: contacts.customerTab,
      cursor: sql<unknown[]>`jsonb_build_array(${sql.join(order.keys, sql`, `)})`,
    })
    .from(sql`(${pageOf(scope, filter, order)}) page`)
    .innerJoin(contacts, eq(contacts.id, sql`page.id`))
    .orderBy(...order.by);

  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    rows: rows.slice(0, pageSize),
    from: (filter.page - 1) * pageSize + 1,
    next: last ? encodeCursor(last.cursor) : null,
  };
});

/** Contacts as the filter finds them; more than 10,000 count as 10,001. */
export const countContacts = query("customers.read", async ({ db, tables }, filter: ContactFilter) => {
  const { listedContacts: contacts } = tables;
  const found = db
    .select({ one: sql`1` })
    .from(contacts)
    .where(wanted(contacts, filter))
    .limit(mostCounted + 1)
    .as("found");
  const [counted] = await db.select({ total: count() }).from(found);
  return counted?.total ?? 0;
});

/** Everything the page offers to choose from, in one statement: filters, and the mailing lists open to the viewer. */
export const listRegisterOptions = query("customers.read", async ({ db, tables, viewer }, locale: Locale) => {
  const { contactRoles: roles, customerTypes: types, groups, keywords, mailingLists } = tables;
  const label = sql.raw(`collate "${collationOf(locale)}"`);
  const rows = await db
    .select({
      kind: sql<"role" | "keyword" | "group" | "type" | "list">`kind`,
      id: sql<number>`id`.mapWith(Number),
      name: sql<string>`label`,
      used: sql<boolean>`used`,
    })
    .from(
      sql`(
        select 'role' as kind, ${roles.id} as id, ${nameIn(roles.names, locale)} as label, ${roles.disabledAt} is null as used,
          ${roles.position} as place from ${roles}
        union all select 'keyword', ${keywords.id}, ${keywords.name}, ${keywords.disabledAt} is null, 0 from ${keywords}
        union all select 'group', ${groups.id}, ${groups.name}, true, 0 from ${groups}
        union all select 'type', ${types.id}, ${nameIn(types.names, locale)}, true, ${types.position} from ${types}
        union all select 'list', ${mailingLists.id}, ${mailingLists.name}, true, 0 from ${mailingLists}
      ) options`,
    )
    .orderBy(sql`kind, place, label ${label}`);
  const of = (wish: string) => rows.filter(({ kind }) => kind === wish);
  const usesRoles = viewer.uses("roles");
  const customers = { groups: of("group"), types: of("type") };
  return { usesRoles, roles: of("role"), keywords: of("keyword"), ...customers, lists: of("list") };
});

export type RegisterOptions = Awaited<ReturnType<typeof listRegisterOptions>>;

type Order = { keys: SQL[]; by: SQL[]; beyond: SQL | undefined };

/** What the rows are sorted by, and which of them come after the last one seen. */
function orderOf({ tables }: ReadScope, filter: ContactFilter, collation: SQL): Order {
  const { id, customerId, customerName, sortName, updatedAt } = tables.listedContacts;
  const keys = {
    name: [sql`${sortName} ${collation}`, sql`${id}`],
    customer: [sql`${customerName} ${collation}`, sql`${customerId}`, sql`${sortName} ${collation}`, sql`${id}`],
    updated: [sql`${updatedAt}`, sql`${id}`],
  }[filter.sort];
  // Newest first is what "updated" means; the arrow turns it round.
  const down = (filter.sort === "updated") !== filter.descending;
  const by = keys.map((key) => (down ? desc(key) : asc(key)));
  return { keys, by, beyond: beyondLast(filter, keys, down) };
}

const cursors = {
  name: z.tuple([z.string(), z.number().int()]),
  customer: z.tuple([z.string(), z.number().int(), z.string(), z.number().int()]),
  updated: z.tuple([momentSeen, z.number().int()]),
};

/** The first key alone again, since an index of one table cannot serve a comparison that spans two. */
function beyondLast({ sort, after }: ContactFilter, keys: SQL[], down: boolean): SQL | undefined {
  const last = decodeCursor(after, cursors[sort]);
  if (!last) return undefined;
  const values = last.map((value) =>
    typeof value === "number" ? sql`${value}::bigint` : sort === "updated" ? sql`${value}::timestamptz` : sql`${value}`,
  );
  const more = sql.raw(down ? "<" : ">");
  const all = (parts: SQL[]) => sql.join(parts, sql`, `);
  return sql`${keys[0]} ${more}= ${values[0]} and (${all(keys)}) ${more} (${all(values)})`;
}

/** The ids of one page. By customer: the walk of each stage's index, merged. */
function pageOf({ db, tables }: ReadScope, filter: ContactFilter, { by, beyond }: Order): SQL {
  const { listedContacts: contacts } = tables;
  const skip = beyond ? 0 : (filter.page - 1) * pageSize;
  const most = skip + pageSize + 1;
  if (filter.sort !== "customer" || filter.list !== null) {
    const found = and(chosen({ db, tables }, filter), beyond);
    const ids = db
      .select({ id: contacts.id })
      .from(contacts)
      .where(found)
      .orderBy(...by);
    const walked = sql`${ids.limit(pageSize + 1).offset(skip)}`;
    return filter.q && filter.list === null ? soughtOrWalked({ db, tables }, found, by, { skip, most }) : walked;
  }
  const { id, customerId, customerName, sortName } = contacts;
  const stages = customerTabs(filter).map((tab) => {
    const found = and(
      eq(contacts.customerTab, tab),
      inState(contacts, filter.state),
      matching(contacts, filter),
      beyond,
    );
    return sql`(${db
      .select({ id, customerId, customerName, sortName })
      .from(contacts)
      .where(found)
      .orderBy(...by)
      .limit(most)})`;
  });
  return sql`select id from (${sql.join(stages, sql` union all `)}) listed_contacts
    order by ${sql.join(by, sql`, `)} limit ${pageSize + 1} offset ${skip}`;
}

type Searched = Pick<ReadScope, "db" | "tables">;
type Cut = { skip: number; most: number };

/** Of a search: where there are few hits they are sorted; many come up soon on the walk of the index. */
function soughtOrWalked({ db, tables }: Searched, found: SQL | undefined, by: SQL[], { skip, most }: Cut): SQL {
  const { listedContacts: contacts } = tables;
  const { id, sortName, updatedAt } = contacts;
  const hits = db
    .select({ id, sortName, updatedAt })
    .from(contacts)
    .where(found)
    .limit(few + 1);
  const walked = db
    .select({ id, sortName, updatedAt })
    .from(contacts)
    .where(and(sql`(select count(*) from hits) > ${few}`, found))
    .orderBy(...by)
    .limit(most);
  return sql`with hits as materialized (${hits})
    select id from (
      select * from hits where (select count(*) from hits) <= ${few} union all (${walked})) listed_contacts
    order by ${sql.join(by, sql`, `)} limit ${pageSize + 1} offset ${skip}`;
}

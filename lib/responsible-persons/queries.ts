import "server-only";
import { count, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { type GroupingKind, groupingKinds } from "@/lib/groupings/filter";
import { groupingRows } from "@/lib/groupings/options";
import { encodeCursor } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import type { RoleColour } from "@/lib/roles/rules";
import type { PersonFilter } from "./filter";
import { rowsInOrder, rowsShown } from "./rows";
import { rowsWanted, wayTo } from "./rules";

const pageSize = 50;
const mostCounted = 10_000;
/** Rows that are sorted sooner than a walk finds the first page of them. */
const few = 1_000;

export type PersonRow = Awaited<ReturnType<typeof listPersons>>["rows"][number];

/** Whether rows are many wherever one looks: then a walk has soon counted enough of them. */
const asksLittle = ({ date, seller, ...filter }: PersonFilter): boolean =>
  !asksWho(filter as PersonFilter) && date === null && seller === null;

/** Rows as the filter finds them; more than 10,000 count as 10,001. */
export const countPersons = query("customers.read", async (scope, filter: PersonFilter) => {
  const most = mostCounted + 1;
  const way = asksLittle(filter) ? "walk" : wayTo(scope, filter);
  const parts = rowsWanted(scope, filter, way).map(
    ({ from, where }) => sql`(select 1 from ${from} where ${where} limit ${most})`,
  );
  const [counted] = await scope.db
    .select({ total: count() })
    .from(sql`(select * from (${sql.join(parts, sql` union all `)}) inside limit ${most}) page`);
  return counted?.total ?? 0;
});

/** Whether the filter asks for people, so that their rows are found without going through the customers. */
const asksWho = ({ q, employee, team, role }: PersonFilter): boolean =>
  q !== "" || employee !== null || team !== null || role !== null;

/**
 * One page of everybody who answers for a customer: a row for each tie. The address carries the last row seen.
 * @param total how many rows there are: few are sought and sorted, many walked in the order of an index
 */
export const listPersons = query(
  "customers.read",
  async (scope, filter: PersonFilter, total: number, locale: Locale) => {
    const way = total > (asksWho(filter) ? mostCounted : few) ? "walk" : "seek";
    const most = { rows: pageSize + 1, skip: (filter.page - 1) * pageSize };
    const rows = await rowsShown(scope, rowsInOrder(scope, filter, { way, locale, most }), locale);
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
    return {
      rows: rows.slice(0, pageSize),
      from: (filter.page - 1) * pageSize + 1,
      next: last ? encodeCursor(last.cursor) : null,
    };
  },
);

/** The addresses of everybody the filter finds, each once, by name; people who have left have no use for letters. */
export const listAddresses = query(
  "customers.read",
  async (scope, filter: PersonFilter, most: number, locale: Locale) => {
    const { employees } = scope.tables;
    const parts = rowsWanted(scope, filter, wayTo(scope, filter)).map(
      ({ from, where }) => sql`select t.employee_id from ${from} where ${where}`,
    );
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    const found = await scope.db
      .select({ email: employees.email })
      .from(employees)
      .where(sql`${employees.deactivatedAt} is null and ${employees.id} in (${sql.join(parts, sql` union `)})`)
      .orderBy(sql`${employees.firstName} ${collation}, ${employees.lastName} ${collation}, ${employees.id}`)
      .limit(most);
    return found.map(({ email }) => email);
  },
);

type OptionKind = GroupingKind | "team" | "employee" | "customerRole" | "projectRole" | "customer";

/** Everything the filters offer, in one statement; and how roles look. */
export const listPersonOptions = query("customers.read", async (scope, filter: PersonFilter, locale: Locale) => {
  const { customerRoles, employees, listedCustomers: customers, projectRoles, teams } = scope.tables;
  const label = sql.raw(`collate "${collationOf(locale)}"`);
  const ofRoles = (kind: string, roles: typeof customerRoles | typeof projectRoles) => sql`
    select ${kind}, ${roles.id}, ${nameIn(roles.names, locale)}, ${roles.position}, ${roles.letter}, ${roles.colour} from ${roles}`;
  const rows = await scope.db
    .select({
      kind: sql<OptionKind>`kind`,
      id: sql<number>`id`.mapWith(Number),
      name: sql<string>`label`,
      letter: sql<string>`letter`,
      colour: sql<RoleColour>`colour`,
    })
    .from(
      sql`(
        select kind, id, label, place, null as letter, null as colour from (${groupingRows(scope, filter.grouping)}) groupings
        union all select 'team', ${teams.id}, ${teams.name}, 0, null, null from ${teams}
        union all select 'employee', ${employees.id}, concat_ws(' ', ${employees.firstName}, ${employees.lastName}), 0, null, null
          from ${employees} where ${employees.deactivatedAt} is null or ${employees.id} = ${filter.employee}
        union all ${ofRoles("customerRole", customerRoles)}
        union all ${ofRoles("projectRole", projectRoles)}
        union all select 'customer', ${customers.id}, ${customers.name}, 0, null, null from ${customers}
          where ${customers.id} = ${filter.customer} and ${customers.full}
      ) options`,
    )
    .orderBy(sql`kind, place, label ${label}`);
  const of = (...kinds: OptionKind[]) => rows.filter(({ kind }) => kinds.includes(kind));
  return {
    groupings: of(...groupingKinds),
    teams: of("team"),
    employees: of("employee"),
    roles: of("customerRole"),
    projectRoles: of("projectRole"),
    customer: of("customer")[0] ?? null,
  };
});

export type PersonOptions = Awaited<ReturnType<typeof listPersonOptions>>;

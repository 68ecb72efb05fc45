import "server-only";
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { z } from "zod";
import type { ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { daySeen, decodeCursor } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import type { PersonFilter, PersonSort } from "./filter";
import { kinds, rowsWanted, type Way, wayTo, withProjects } from "./rules";

/** What a row shows, beside its subselect `page`; an export gets the cells in this order. */
export function cellsOf({ tables }: ReadScope) {
  const { employees, groups, listedCustomers: customers, projects } = tables;
  return {
    kind: sql`page.kind`.mapWith((kind): (typeof kinds)[number] => kinds[Number(kind)] ?? "responsible"),
    id: sql<number>`page.id`.mapWith(Number),
    customerId: customers.id,
    customer: customers.name,
    number: customers.number,
    tab: customers.tab,
    group: groups.name,
    employeeId: employees.id,
    person: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
    email: employees.email,
    left: sql<boolean>`${employees.deactivatedAt} is not null`,
    isSeller: employees.isSeller,
    sells: sql<string[]>`coalesce(sold.names, '{}')`,
    sellsHere: sql<boolean>`coalesce(${employees.isSeller} and ${customers.groupId} = any(sold.ids), false)`,
    projectId: projects.id,
    project: projects.name,
    roleId: sql<number | null>`page.role_id`.mapWith(Number),
    validFrom: sql<string | null>`page.valid_from::text`,
    validTo: sql<string | null>`page.valid_to::text`,
  };
}

/** The rows of an ordered subselect with everything they show. Cells come in the order of `cellsOf`, the cursor last. */
export function rowsShown(scope: ReadScope, { page, order }: Ordered, locale: Locale) {
  const { employees, groups, groupSellers, listedCustomers: customers, projects } = scope.tables;
  const label = sql`${groups.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`;
  const sold = sql`(
    select ${groupSellers.employeeId} as seller_id, array_agg(${groups.id}) as ids, array_agg(${groups.name} order by ${label}) as names
    from ${groupSellers} inner join ${groups} on ${groups.id} = ${groupSellers.groupId} group by 1) sold`;
  return scope.db
    .select({ ...cellsOf(scope), cursor: sql<unknown[]>`page.cursor` })
    .from(sql`(${page}) page`)
    .innerJoin(customers, eq(customers.id, sql`page.customer_id`))
    .innerJoin(employees, eq(employees.id, sql`page.employee_id`))
    .leftJoin(projects, eq(projects.id, sql`page.project_id`))
    .leftJoin(groups, eq(groups.id, customers.groupId))
    .leftJoin(sold, eq(sql`sold.seller_id`, employees.id))
    .orderBy(order);
}

type Ordered = { page: SQL; order: SQL };
type Key = { value: SQL; type: "text" | "bigint" | "date" };

/** What rows are sorted by; the last keys make the order one of its own for every row. */
function keysOf({ tables }: ReadScope, sort: PersonSort, locale: Locale): Key[] {
  const { customerRoles, groups, listedCustomers: customers, projectRoles } = tables;
  const text = (value: SQL): Key => ({
    value: sql`${value} collate ${sql.raw(`"${collationOf(locale)}"`)}`,
    type: "text",
  });
  const number = (value: SQL): Key => ({ value: sql`(${value})::bigint`, type: "bigint" });
  const customer = [text(sql`${customers.name}`), number(sql`${customers.id}`)];
  const person = [text(personName(tables)), number(sql`t.employee_id`)];
  const tie = [number(sql`t.kind`), ...person, number(sql`t.id`)];
  const place = sql`case when t.kind = 0 then 0 when t.role_id is null then ${withoutRole} + t.kind
    when t.kind = 1 then ${placeOf(1, customerRoles)} else ${placeOf(3, projectRoles)} end`;
  return {
    customer: [...customer, ...tie],
    person: [...person, ...customer, number(sql`t.kind`), number(sql`t.id`)],
    group: [number(sql`(${groups.id} is null)::int`), text(sql`coalesce(${groups.name}, '')`), ...customer, ...tie],
    role: [number(place), number(sql`coalesce(t.role_id, 0)`), ...customer, ...tie],
    period: [{ value: sql`coalesce(t.valid_to, 'infinity')`, type: "date" as const }, ...customer, ...tie],
  }[sort];
}

const withoutRole = 10_000_000;
const placeOf = (kind: number, { position }: { position: SQLWrapper }): SQL =>
  sql`(${kind}::bigint * 1000000 + ${position})`;

type Tables = ReadScope["tables"];
const personName = ({ employees }: Tables) => sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`;

/** What the keys of a sort need beside the rows. */
function joined({ tables }: ReadScope, sort: PersonSort): SQL {
  const { customerRoles, employees, groups, listedCustomers: customers, projectRoles } = tables;
  const person = sql`inner join ${employees} on ${employees.id} = t.employee_id`;
  if (sort === "group") return sql`${person} left join ${groups} on ${groups.id} = ${customers.groupId}`;
  if (sort !== "role") return person;
  return sql`${person} left join ${customerRoles} on ${customerRoles.id} = t.role_id and t.kind = 1
    left join ${projectRoles} on ${projectRoles.id} = t.role_id and t.kind = 3`;
}

type Wish = { way: Way; locale: Locale; most?: { rows: number; skip: number } };

/** The rows in their order, each with its keys k0, k1 … and its cursor; without `most` all of them. */
export function rowsInOrder(scope: ReadScope, filter: PersonFilter, { way, locale, most }: Wish): Ordered {
  const keys = keysOf(scope, filter.sort, locale);
  const last = most ? lastOf(filter, keys) : null;
  const skip = last ? 0 : (most?.skip ?? 0);
  const limit = (rows: number, offset: number) => (most ? sql`limit ${rows} offset ${offset}` : sql``);
  const direction = sql.raw(filter.descending ? "desc" : "asc");
  const named = keys.map((_, at) => sql.raw(`k${at}`));
  const order = listed(named.map((name) => sql`${name} ${direction}`));
  const columns = listed(keys.map(({ value }, at) => sql`${value} as ${named[at]}`));
  const beyond = last && beyondLast(filter, keys, last);

  const parts = partsOf(scope, filter, { way, locale }).flatMap(({ rows, fixed = 0, parents, ...part }) =>
    rowsWanted(scope, filter, rows).map(({ from, where }) => {
      const sorted = listed(keys.slice(fixed).map(({ value }) => sql`${value} ${direction}`));
      const found = sql`select t.*, ${columns} from ${from} ${joined(scope, filter.sort)}
        where ${and(where, part.where, beyond ?? undefined)}
        ${most ? sql`order by ${sorted} limit ${most.rows + skip}` : sql``}`;
      if (!parents) return sql`(${found})`;
      const first = parents.keys;
      const rest = last
        ? sql`(${listed(first)}) ${moreIn(filter)}= (${listed(last.slice(0, first.length))})`
        : sql`true`;
      return sql`(select inside.* from (${parents.rows} where ${rest} order by ${first.at(-1)} ${direction}, parent ${direction}) parents
        cross join lateral (${found}) inside ${limit(most ? most.rows + skip : 0, 0)})`;
    }),
  );
  return {
    page: sql`select *, jsonb_build_array(${listed(named)}) as cursor from (${sql.join(parts, sql` union all `)}) inside
      order by ${order} ${limit(most?.rows ?? 0, skip)}`,
    order,
  };
}

const listed = (list: SQL[]): SQL => sql.join(list, sql`, `);

/** Some of the rows, found so that Postgres can stop at the last one of the page. */
type Part = {
  rows: Way;
  where?: SQL;
  /** How many of the first keys are the same in all of them, or in all of one parent. */
  fixed?: number;
  /** Gone through in their order, by the first keys of the sort; the rows are those of `parent`. */
  parents?: { rows: SQL; keys: SQL[] };
};

function partsOf(scope: ReadScope, filter: PersonFilter, { way, locale }: Wish): Part[] {
  if (way === "seek") return [{ rows: wayTo(scope, filter) }];
  const { tables } = scope;
  const { customerRoles, employees, groups, listedCustomers: customers, projectRoles } = tables;
  const tabs = filter.archived ? [0, 1, 2] : [0, 1];
  /** By customer each stage has an index to walk. */
  const walked = (part: Omit<Part, "rows">): Part[] =>
    tabs.map((tab) => ({ ...part, rows: "walk", where: and(part.where, eq(customers.tab, tab)) }));
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const ofRole = (kind: number, roles: typeof customerRoles | typeof projectRoles): Part => ({
    rows: "seek",
    where: sql`t.kind = ${kind} and t.role_id = parents.parent`,
    fixed: 2,
    parents: { rows: sql`select ${roles.id} as parent from ${roles}`, keys: [placeOf(kind, roles)] },
  });
  switch (filter.sort) {
    case "customer":
      return walked({});
    case "person": {
      const rows = sql`select ${employees.id} as parent from ${employees}`;
      const keys = [sql`${personName(tables)} ${collation}`];
      return [{ rows: "seek", where: sql`t.employee_id = parents.parent`, fixed: 2, parents: { rows, keys } }];
    }
    case "group": {
      const rows = sql`select ${groups.id} as parent from ${groups}`;
      const parents = { rows, keys: [sql`0::bigint`, sql`${groups.name} ${collation}`] };
      return [
        ...walked({ where: sql`${customers.groupId} = parents.parent`, fixed: 2, parents }),
        ...walked({ where: sql`${customers.groupId} is null`, fixed: 2 }),
      ];
    }
    case "role":
      return [
        ...walked({ where: sql`t.kind = 0`, fixed: 2 }),
        ofRole(1, customerRoles),
        ...(withProjects(scope, filter) ? [ofRole(3, projectRoles)] : []),
        ...(withProjects(scope, filter) ? [1, 2, 3] : [1]).flatMap((kind) =>
          walked({ where: sql`t.kind = ${kind} and t.role_id is null`, fixed: 2 }),
        ),
      ];
    case "period":
      return [
        { rows: "seek", where: sql`t.valid_to is not null` },
        ...walked({ where: sql`t.valid_to is null`, fixed: 1 }),
      ];
  }
}

const moreIn = ({ descending }: PersonFilter): SQL => sql.raw(descending ? "<" : ">");

/** The keys of the last row seen, or null where the address has none that fit. */
function lastOf({ after }: PersonFilter, keys: Key[]): SQL[] | null {
  const last = decodeCursor(after, z.array(z.unknown()).length(keys.length));
  if (!last || !keys.every(({ type }, at) => fitting[type].safeParse(last[at]).success)) return null;
  return keys.map(({ type }, at) => sql`${last[at]}::${sql.raw(type)}`);
}

const fitting = {
  text: z.string(),
  bigint: z.number().int(),
  date: z.union([daySeen, z.literal("infinity")]),
};

/** The first key alone again, since an index of one table cannot serve a comparison that spans several. */
function beyondLast(filter: PersonFilter, keys: Key[], last: SQL[]): SQL {
  const values = keys.map(({ value }) => value);
  const more = moreIn(filter);
  return sql`${values[0]} ${more}= ${last[0]} and (${listed(values)}) ${more} (${listed(last)})`;
}

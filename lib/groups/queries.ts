import "server-only";
import { and, asc, count, desc, eq, isNotNull, isNull, like, ne, or, type SQL, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { customerFilter, inTab, matching } from "@/lib/customers/filter";
import { inGrouping } from "@/lib/groupings/filter";
import { collationOf } from "@/lib/locale/choice";
import { nextNumbers } from "@/lib/numbering/next-numbers";
import { absent } from "@/lib/outcome";
import { fold } from "@/lib/text";
import type { GroupFilter } from "./filter";
import { regroupable } from "./moves";
import { preview, type Wish } from "./templates";

const pageSize = 50;
const mostCounted = 10_000;

export type ListedGroup = Awaited<ReturnType<typeof listGroups>>["rows"][number];

/** One page of groups by name, with what each has: customers open to the viewer, sellers, its next number. */
export const listGroups = query("customers.read", async ({ db, tables }, { q, page }: GroupFilter, locale: Locale) => {
  const { customers, employees, groups, groupSellers } = tables;
  const found = await db
    .select({
      id: groups.id,
      name: groups.name,
      numberStart: groups.numberStart,
      ledgerAccount: groups.ledgerAccount,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(groups)
    .where(like(sql`fold(${groups.name})`, `%${fold(q).replace(/[\\%_]/g, "\\$&")}%`))
    .orderBy(by(groups.name, locale), asc(groups.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);

  const ids = found.map(({ id }) => id);
  const [members, sellers, next] = await Promise.all([
    db
      .select({ groupId: customers.groupId, count: count() })
      .from(customers)
      .where(and(anyOf(customers.groupId, ids), inUse(customers)))
      .groupBy(customers.groupId),
    db
      .select({ groupId: groupSellers.groupId, name: nameOf(employees) })
      .from(groupSellers)
      .innerJoin(employees, eq(employees.id, groupSellers.employeeId))
      .where(and(anyOf(groupSellers.groupId, ids), eq(employees.isSeller, true), isNull(employees.deactivatedAt)))
      .orderBy(by(employees.firstName, locale), by(employees.lastName, locale)),
    nextNumbers(db, ids),
  ]);
  const rows = found.map(({ total: _, ...group }) => ({
    ...group,
    customers: members.find(({ groupId }) => groupId === group.id)?.count ?? 0,
    sellers: sellers.filter(({ groupId }) => groupId === group.id).map(({ name }) => name),
    nextNumber: next.get(group.id)?.number ?? null,
  }));
  return {
    rows,
    total: found[0]?.total ?? 0,
    from: (page - 1) * pageSize + 1,
    hasMore: page * pageSize < (found[0]?.total ?? 0),
  };
});

/** How the groups are used, and how many customers have none. */
export const groupsInUse = query("settings", async ({ db, tables, viewer }) => {
  const { billing, customers, groups, groupSellers } = tables;
  const sellers = sql`${groups.id} in (select ${groupSellers.groupId} from ${groupSellers})`;
  const terms = sql`${groups.id} in (select ${billing.groupId} from ${billing})`;
  const [found] = await db
    .select({
      all: count(),
      numbered: count(groups.numberStart),
      sold: sql<number>`count(*) filter (where ${sellers})`.mapWith(Number),
      withTerms: sql<number>`count(*) filter (where ${terms})`.mapWith(Number),
    })
    .from(groups);
  const ungrouped = await db.$count(customers, and(isNull(customers.groupId), regroupable(viewer, customers)));
  return { ...(found ?? { all: 0, numbered: 0, sold: 0, withTerms: 0 }), ungrouped };
});

/** The groups a template would make or fill, and how many customers each would get. */
export const previewTemplate = query("groups", async (scope, wish: Wish) => preview(scope, wish));

/** The group's name, for a page or file about it. */
export const findGroup = query("customers.read", async ({ db, tables: { groups } }, id: number) => {
  const [group] = await db.select({ id: groups.id, name: groups.name }).from(groups).where(eq(groups.id, id));
  return group ?? absent();
});

/** Everything the dialog of a group says about it, besides the rows of its tabs. */
export const getGroup = query("groups", async ({ db, tables }, id: number) => {
  const { customers, groups, groupSellers } = tables;
  const [group] = await db
    .select({
      id: groups.id,
      version: groups.version,
      name: groups.name,
      numberStart: groups.numberStart,
      ledgerAccount: groups.ledgerAccount,
      dimension: groups.dimension,
      integrationId: groups.integrationId,
      sellers: sql<number>`(select count(*) from ${groupSellers} where ${groupSellers.groupId} = groups.id)`.mapWith(
        Number,
      ),
      customers: sql<number>`(select count(*) from ${customers}
        where ${customers.groupId} = groups.id and ${inUse(customers)})`.mapWith(Number),
    })
    .from(groups)
    .where(eq(groups.id, id));
  if (!group) absent();
  return { ...group, next: (await nextNumbers(db, [id])).get(id) ?? null };
});

export type Group = Awaited<ReturnType<typeof getGroup>>;

/** Who may be a seller of the group, and who is one without being able to be any more. */
export const listSellerChoices = query("groups", async ({ db, tables }, groupId: number, locale: Locale) => {
  const { companies, employees, employeeTeams, groupSellers, teams } = tables;
  return db
    .select({
      id: employees.id,
      name: nameOf(employees),
      company: companies.name,
      teams: sql<string | null>`(select string_agg(${teams.name}, ', ' order by ${teams.name}) from ${employeeTeams}
        join ${teams} on ${teams.id} = ${employeeTeams.teamId} where ${employeeTeams.employeeId} = ${employees.id})`,
      chosen: sql<boolean>`${groupSellers.employeeId} is not null`,
      isSeller: employees.isSeller,
      left: sql<boolean>`${employees.deactivatedAt} is not null`,
    })
    .from(employees)
    .innerJoin(companies, eq(companies.id, employees.companyId))
    .leftJoin(groupSellers, and(eq(groupSellers.employeeId, employees.id), eq(groupSellers.groupId, groupId)))
    .where(or(isNotNull(groupSellers.employeeId), and(eq(employees.isSeller, true), isNull(employees.deactivatedAt))))
    .orderBy(desc(isNotNull(groupSellers.employeeId)), by(employees.firstName, locale), by(employees.lastName, locale));
});

export type SellerChoice = Awaited<ReturnType<typeof listSellerChoices>>[number];

export const namesOfSellers = query("groups", async ({ db, tables: { employees } }, ids: number[], locale: Locale) => {
  const people = await db
    .select({ name: nameOf(employees) })
    .from(employees)
    .where(anyOf(employees.id, ids))
    .orderBy(by(employees.firstName, locale), by(employees.lastName, locale));
  return people.map(({ name }) => name);
});

type MembersPage = { kind?: "group" | "special"; id: number; q: string; page: number };

/** Customers of a group or special group, or with a search all that match it, the group's first; one page. */
export const listMembers = query(
  "groups",
  async ({ db, tables, viewer }, { kind = "group", id, q, page }: MembersPage, locale: Locale) => {
    const { customers, groups, listedCustomers: listed } = tables;
    const open = db.select({ id: customers.id }).from(customers).where(regroupable(viewer, customers));
    const isMember = sql`coalesce(${inGrouping(viewer, listed, { kind, id })}, false)`;
    const found = and(
      inTab(listed, null),
      eq(listed.full, true),
      kind === "group" && viewer.facts.maskOtherCompanies ? sql`${listed.id} in ${open}` : undefined,
      q ? matching(viewer, listed, customerFilter({ q })) : inGrouping(viewer, listed, { kind, id }),
    );
    const counted = db
      .select({ one: sql`1` })
      .from(listed)
      .where(found)
      .limit(mostCounted + 1)
      .as("counted");
    const [rows, [all]] = await Promise.all([
      db
        .select({
          id: listed.id,
          number: listed.number,
          name: listed.name,
          groupId: listed.groupId,
          group: groups.name,
          isMember: sql<boolean>`${isMember}`,
        })
        .from(listed)
        .leftJoin(groups, eq(groups.id, listed.groupId))
        .where(found)
        .orderBy(desc(isMember), by(listed.name, locale), asc(listed.id))
        .limit(pageSize)
        .offset((page - 1) * pageSize),
      db.select({ total: count() }).from(counted),
    ]);
    const total = all?.total ?? 0;
    return { rows, total, from: (page - 1) * pageSize + 1, hasMore: page * pageSize < total };
  },
);

/** What deleting a group would do, archived customers included, and where its customers could go instead. */
export const getDeletion = query("groups", async ({ db, tables }, id: number, locale: Locale) => {
  const { customers, groups, settings, workOrders } = tables;
  const following = db
    .select({ n: count() })
    .from(workOrders)
    .where(and(eq(workOrders.groupId, id), eq(workOrders.followsMembers, true)));
  const [group] = await db
    .select({
      id: groups.id,
      name: groups.name,
      /** Work orders that customers who join get as well. */
      following: sql<number>`(${following})`.mapWith(Number),
      groupRequired: settings.groupRequired,
      customers: sql<number>`(select count(*) from ${customers} where ${customers.groupId} = ${groups.id})`.mapWith(
        Number,
      ),
      archived: sql<number>`(select count(${customers.archivedAt}) from ${customers}
        where ${customers.groupId} = ${groups.id})`.mapWith(Number),
    })
    .from(groups)
    .innerJoin(settings, eq(settings.id, 1))
    .where(eq(groups.id, id));
  if (!group) absent();
  const { groupRequired, ...facts } = group;
  const needsTarget = groupRequired && group.customers > 0;
  if (!needsTarget) return { ...facts, needsTarget, targets: [] };
  const targets = await db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(ne(groups.id, id))
    .orderBy(by(groups.name, locale));
  return { ...facts, needsTarget, targets };
});

/** Active and prospects: what lists, files and choices show. */
const inUse = (customers: { tab: unknown }): SQL => sql`${customers.tab} in (0, 1)`;

const by = (column: unknown, locale: Locale): SQL => sql`${column} collate ${sql.raw(`"${collationOf(locale)}"`)}`;

const nameOf = (person: { firstName: unknown; lastName: unknown }) =>
  sql<string>`concat_ws(' ', ${person.firstName}, ${person.lastName})`;

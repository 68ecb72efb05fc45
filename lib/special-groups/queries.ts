import "server-only";
import { and, asc, count, eq, like, type SQL, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { inTab } from "@/lib/customers/filter";
import { type Picked, picked } from "@/lib/customers/picked";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import { fold } from "@/lib/text";

const pageSize = 50;

export type ListedSpecialGroup = Awaited<ReturnType<typeof listSpecialGroups>>["rows"][number];

/** One page of special groups by name, with how many customers open to the viewer are in each. */
export const listSpecialGroups = query(
  "customers.read",
  async ({ db, tables }, { q, page }: { q: string; page: number }, locale: Locale) => {
    const { listedCustomers: listed, specialGroups, specialGroupMembers: members } = tables;
    const found = await db
      .select({
        id: specialGroups.id,
        name: specialGroups.name,
        description: specialGroups.description,
        disabledAt: specialGroups.disabledAt,
        total: sql<number>`count(*) over ()`.mapWith(Number),
      })
      .from(specialGroups)
      .where(like(sql`fold(${specialGroups.name})`, `%${fold(q).replace(/[\\%_]/g, "\\$&")}%`))
      .orderBy(sql`${specialGroups.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`, asc(specialGroups.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const counts = await db
      .select({ id: members.specialGroupId, customers: count() })
      .from(members)
      .innerJoin(listed, eq(listed.id, members.customerId))
      .where(
        and(
          anyOf(
            members.specialGroupId,
            found.map(({ id }) => id),
          ),
          inTab(listed, null),
        ),
      )
      .groupBy(members.specialGroupId);
    const rows = found.map(({ total: _, ...group }) => ({
      ...group,
      customers: counts.find(({ id }) => id === group.id)?.customers ?? 0,
    }));
    const total = found[0]?.total ?? 0;
    return { rows, total, from: (page - 1) * pageSize + 1, hasMore: page * pageSize < total };
  },
);

/** The group's name, for a page or file about it. */
export const findSpecialGroup = query("customers.read", async ({ db, tables: { specialGroups } }, id: number) => {
  const { name } = specialGroups;
  const [group] = await db.select({ id: specialGroups.id, name }).from(specialGroups).where(eq(specialGroups.id, id));
  return group ?? absent();
});

/** Everything the dialog of a special group says about it, besides the rows of its tabs. */
export const getSpecialGroup = query("groups", async ({ db, tables }, id: number) => {
  const { listedCustomers: listed, specialGroups, specialGroupMembers: members, workOrders } = tables;
  const inGroup = db
    .select({ n: count() })
    .from(members)
    .innerJoin(listed, eq(listed.id, members.customerId))
    .where(and(eq(members.specialGroupId, id), inTab(listed, null)));
  const following = db
    .select({ n: count() })
    .from(workOrders)
    .where(and(eq(workOrders.specialGroupId, id), eq(workOrders.followsMembers, true)));
  const [group] = await db
    .select({
      id: specialGroups.id,
      version: specialGroups.version,
      name: specialGroups.name,
      description: specialGroups.description,
      disabledAt: specialGroups.disabledAt,
      customers: counted(sql`(${inGroup})`),
      /** Work orders that customers who join get as well. */
      following: counted(sql`(${following})`),
    })
    .from(specialGroups)
    .where(eq(specialGroups.id, id));
  return group ?? absent();
});

export type SpecialGroup = Awaited<ReturnType<typeof getSpecialGroup>>;

/** How many customers a form of the list would add, and the groups they could be added to. */
export const specialGroupChoices = query("groups", async (scope, which: Picked, locale: Locale) => {
  const { db, tables } = scope;
  const { specialGroups } = tables;
  const [customers, groups] = await Promise.all([
    db.$count(tables.listedCustomers, await picked(scope, which)),
    db
      .select({ id: specialGroups.id, name: specialGroups.name })
      .from(specialGroups)
      .where(sql`${specialGroups.disabledAt} is null`)
      .orderBy(sql`${specialGroups.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`),
  ]);
  return { customers, groups };
});

const counted = (expression: SQL) => sql<number>`${expression}`.mapWith(Number);

import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { groups } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { employeeName } from "@/lib/employees/rules";
import { choice } from "@/lib/fields";
import { text } from "@/lib/text";
import { moveCustomers, regroupable } from "./moves";

/** What customers without a group can be put into groups by, to begin with. */
export const templates = ["owner", "size"] as const;
export type Template = (typeof templates)[number];

/** The least staff of each size, as the EU parts micro, small, medium and large (recommendation 2003/361/EC). */
const sizes = [0, 10, 50, 250] as const;

/** `sizeNames` are what the groups of the four sizes are called, the smallest first. */
export const templateInput = z.strictObject({
  template: choice(templates),
  sizeNames: z.tuple([text(100), text(100), text(100), text(100)]),
});

export type Wish = z.output<typeof templateInput>;
type Scope = Pick<ReadScope, "viewer" | "tables"> & { db: Pick<ReadScope["db"], "select"> };
type WriteScope = Pick<ReadScope, "viewer" | "tables"> & { tx: Transaction };

/** The customers that have no group yet and say what the template goes by, each with the name of the group to be. */
function sorted({ db, tables, viewer }: Scope, { template, sizeNames }: Wish) {
  const { customers } = tables;
  const name = {
    owner: employeeName(tables, customers.ownerId),
    size: sql`(${sql.param([...sizeNames])}::text[])[width_bucket(${customers.staff}, ${sql.param([...sizes])}::int[])]`,
  }[template];
  return db
    .select({ id: customers.id, name: sql<string | null>`left(${name}, 100)`.as("group_name") })
    .from(customers)
    .where(and(isNull(customers.groupId), regroupable(viewer, customers)))
    .as("sorted");
}

/** The groups the template would make or fill, with how many customers each gets; in the order of their names. */
export async function preview(scope: Scope, wish: Wish) {
  const { groups: known } = scope.tables;
  const found = sorted(scope, wish);
  return scope.db
    .select({
      name: sql<string>`min(${found.name})`,
      customers: count(),
      isNew: sql<boolean>`not exists (select from ${known} where lower(${known.name}) = lower(min(${found.name})))`,
    })
    .from(found)
    .where(sql`${found.name} <> ''`)
    .groupBy(sql`lower(${found.name})`)
    .orderBy(sql`min(${found.name})`);
}

/** Makes the groups that are missing and puts the customers in. Their numbers stay. */
export async function fill({ viewer, tables, tx }: WriteScope, wish: Wish): Promise<{ ids: number[]; moved: number }> {
  const found = sorted({ viewer, tables, db: tx }, wish);
  const wanted = await tx
    .select({
      name: sql<string>`min(${found.name})`,
      ids: sql<number[]>`array_agg(${found.id})`.mapWith((ids: unknown[]) => ids.map(Number)),
    })
    .from(found)
    .where(sql`${found.name} <> ''`)
    .groupBy(sql`lower(${found.name})`)
    .orderBy(sql`min(${found.name})`);
  const ids: number[] = [];
  let moved = 0;
  for (const { name, ids: members } of wanted) {
    const groupId = (await groupNamed(tx, name)) ?? (await makeGroup(tx, viewer.employeeId, name));
    moved += await moveCustomers(tx, viewer.employeeId, { ids: members, groupId });
    ids.push(groupId);
  }
  return { ids, moved };
}

async function groupNamed(tx: Transaction, name: string): Promise<number | undefined> {
  const [group] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(isNull(groups.deletedAt), eq(sql`lower(${groups.name})`, sql`lower(${name})`)));
  return group?.id;
}

async function makeGroup(tx: Transaction, by: number, name: string): Promise<number> {
  const [group] = await tx
    .insert(groups)
    .values({ name, createdBy: by, updatedBy: by })
    .returning({ id: groups.id, version: groups.version });
  if (!group) throw new Error("no group");
  const line = { ...group, changes: [{ field: "name", before: null, after: name }] };
  await recordEach(tx, { actorId: by, action: "group.created", source: "web", subject: "groups" }, [line]);
  return group.id;
}

import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { customers, groupSellers, groups, numberSeries, settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import { Invalid } from "@/lib/errors";
import { keepToUsed } from "@/lib/features/rules";
import { noInput } from "@/lib/fields";
import { askFirst } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { customersByNumber, customersLost, mixedNumbers, movesFromOthers } from "./doubts";
import { deletionInput, groupInput, membersInput, sellersInput } from "./fields";
import { moveCustomers, movedByDeletion, regroupable, targetGroup } from "./moves";
import { fill, templateInput } from "./templates";

export const createGroup = command({
  may: "groups",
  subject: groups,
  log: "group.created",
  input: groupInput.required({ name: true }),
  async run({ viewer, tx, confirmed }, input) {
    keepToUsed(viewer, input, { integrationId: "accounting" });
    askFirst(confirmed, await mixedNumbers(tx, null, input.numberStart));
    const author = { createdBy: viewer.employeeId, updatedBy: viewer.employeeId };
    const [group] = await tx
      .insert(groups)
      .values({ ...input, ...author })
      .returning({ id: groups.id });
    if (!group) throw new Error("no group");
    return group;
  },
});

/** Puts customers without a group into groups by their owner or size; the groups that are missing are made. */
export const makeGroups = command({
  may: "groups",
  log: "groups.made",
  long: true,
  input: templateInput,
  async run({ viewer, tx, tables, change }, wish) {
    const { ids, moved } = await fill({ viewer, tx, tables }, wish);
    const [id] = ids;
    if (id === undefined) throw new Invalid({ "": { key: "nothingToGroup" } });
    change("template", null, wish.template);
    change("groups", null, ids);
    change("joined", null, moved);
    return { id, made: ids.length, moved };
  },
});

/** A new number start counts from the next customer on; numbers already given stay. */
export const updateGroup = command({
  may: "groups",
  on: groups,
  log: "group.updated",
  input: groupInput,
  async run({ viewer, tx, row: group, confirmed }, input) {
    keepToUsed(viewer, input, { integrationId: "accounting" });
    const { numberStart } = input;
    const newStart = numberStart !== undefined && numberStart !== group.numberStart;
    if (newStart) {
      askFirst(confirmed, await mixedNumbers(tx, group.id, numberStart));
      await tx
        .update(numberSeries)
        .set({ next: numberStart ?? 0 })
        .where(eq(numberSeries.groupId, group.id));
    }
    await tx
      .update(groups)
      .set({ ...input, ...touched(groups, viewer.employeeId) })
      .where(eq(groups.id, group.id));
    return { id: group.id };
  },
});

/** Sellers are employees who act as sellers. One who no longer does may stay, but not join. */
export const updateSellers = command({
  may: "groups",
  on: groups,
  log: "group.sellersChanged",
  input: sellersInput,
  async run({ viewer, tx, tables: { employees }, row: group, confirmed, change }, { sellers }) {
    if (!sellers) return { id: group.id };
    const rows = await tx.select().from(groupSellers).where(eq(groupSellers.groupId, group.id));
    const before = rows.map(({ employeeId }) => employeeId).sort((one, other) => one - other);
    const added = sellers.filter((id) => !before.includes(id));
    const removed = before.filter((id) => !sellers.includes(id));
    const eligible = await tx
      .select({ id: employees.id })
      .from(employees)
      .where(and(anyOf(employees.id, added), eq(employees.isSeller, true), isNull(employees.deactivatedAt)));
    if (eligible.length < added.length) throw new Invalid({ sellers: { key: "notSeller" } });

    const { all, groups: sold } = viewer.customerReach;
    const isOwnReach = !all && viewer.facts.reach.includes("groups");
    if (isOwnReach && added.includes(viewer.employeeId)) throw new Invalid({ sellers: { key: "ownRights" } });
    const leaves = !all && sold.includes(group.id) && removed.includes(viewer.employeeId);
    askFirst(confirmed, leaves ? [{ mark: `seller:${group.id}`, key: "ownSeller" }] : []);

    const members = added.map((employeeId) => ({ groupId: group.id, employeeId }));
    if (members.length) await tx.insert(groupSellers).values(members);
    await tx
      .delete(groupSellers)
      .where(and(eq(groupSellers.groupId, group.id), anyOf(groupSellers.employeeId, removed)));
    await tx.update(groups).set(touched(groups, viewer.employeeId)).where(eq(groups.id, group.id));
    change(
      "sellers",
      before,
      sellers.toSorted((one, other) => one - other),
    );
    return { id: group.id };
  },
});

/** Adds and takes away customers within reach; those out of reach stay where they are. */
export const updateMembers = command({
  may: "groups",
  on: groups,
  log: "group.customersChanged",
  long: true,
  input: membersInput,
  async run({ viewer, tx, tables, row: group, confirmed, change }, { shown = [], members = [], numbers }) {
    const pasted = await customersByNumber(tx, tables, numbers ?? "", regroupable(viewer, tables.customers));
    const added = [...new Set([...members.filter((id) => !shown.includes(id)), ...pasted.ids])];
    const removed = shown.filter((id) => !members.includes(id) && !added.includes(id));
    const open = await tx
      .select({ id: tables.customers.id, name: tables.customers.name, groupId: tables.customers.groupId })
      .from(tables.customers)
      .where(and(anyOf(tables.customers.id, [...added, ...removed]), regroupable(viewer, tables.customers)));
    const found = new Map(open.map((customer) => [customer.id, customer]));
    if (added.some((id) => !found.has(id))) throw new Invalid({ members: { key: "customersGone" } });

    const joining = added.filter((id) => found.get(id)?.groupId !== group.id);
    const leaving = removed.filter((id) => found.get(id)?.groupId === group.id);
    const [rule] = await tx.select({ groupRequired: settings.groupRequired }).from(settings);
    if (leaving.length && rule?.groupRequired) throw new Invalid({ members: { key: "groupRequired" } });

    const movesAway = await movesFromOthers(
      tx,
      open.filter(({ id }) => joining.includes(id)),
    );
    await moveCustomers(tx, viewer.employeeId, { ids: joining, groupId: group.id });
    await moveCustomers(tx, viewer.employeeId, { ids: leaving, groupId: null });
    askFirst(confirmed, [
      ...pasted.doubts,
      ...movesAway,
      ...(await customersLost(tx, tables, [...joining, ...leaving])),
    ]);
    if (joining.length) change("joined", null, joining.length);
    if (leaving.length) change("left", null, leaving.length);
    return { id: group.id };
  },
});

/**
 * The group goes, its customers stay, numbers and all: without a group, or in the group named as target where every
 * customer has to be in one. Refused while it has customers the deleter may not open.
 */
export const deleteGroup = command({
  may: "groups",
  on: groups,
  log: "group.deleted",
  long: true,
  input: deletionInput,
  async run({ viewer, tx, tables, row: group, confirmed }, { targetId = null }) {
    const inGroup = await tx
      .select({ id: customers.id, deletedAt: customers.deletedAt })
      .from(customers)
      .where(eq(customers.groupId, group.id));
    const present = inGroup.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id);
    const open = await tx.$count(tables.customers, eq(tables.customers.groupId, group.id));
    if (open < present.length) throw new Invalid({ "": { key: "groupNotOpen" } });

    const [rule] = await tx.select({ groupRequired: settings.groupRequired }).from(settings);
    const target = rule?.groupRequired && present.length ? await targetGroup(tx, tables, targetId, group.id) : null;
    await moveCustomers(tx, viewer.employeeId, { ids: inGroup.map(({ id }) => id), groupId: target });
    askFirst(confirmed, await customersLost(tx, tables, present));
    await tx
      .update(groups)
      .set({ deletedAt: sql`now()`, ...touched(groups, viewer.employeeId) })
      .where(eq(groups.id, group.id));
    return { id: group.id, moved: present.length };
  },
});

/** Takes a deletion back: the group, and those of its customers that are still where the deletion put them. */
export const restoreGroup = command({
  may: "groups",
  on: groups,
  among: () => isNotNull(groups.deletedAt),
  log: "group.restored",
  long: true,
  input: noInput,
  async run({ viewer, tx, row: group }) {
    await tx
      .update(groups)
      .set({ deletedAt: null, ...touched(groups, viewer.employeeId) })
      .where(eq(groups.id, group.id));
    const ids = await movedByDeletion(tx, group.id);
    return { id: group.id, moved: await moveCustomers(tx, viewer.employeeId, { ids, groupId: group.id }) };
  },
});

import "server-only";
import { eq, isNotNull, sql } from "drizzle-orm";
import { specialGroups } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { askFirst } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { newSpecialGroupInput, specialGroupInput, specialMembersInput } from "./fields";
import { changeMembers, lastChangeUndone, wantedMembers } from "./members";

export const createSpecialGroup = command({
  may: "groups",
  subject: specialGroups,
  log: "specialGroup.created",
  long: true,
  input: newSpecialGroupInput,
  async run({ viewer, tx, tables, confirmed, change }, { members, numbers, filter, ...input }) {
    const { joining, doubts } = await wantedMembers({ viewer, tx, tables }, { members, numbers, filter });
    askFirst(confirmed, doubts);
    const [group] = await tx
      .insert(specialGroups)
      .values({ ...input, createdBy: viewer.employeeId, updatedBy: viewer.employeeId })
      .returning({ id: specialGroups.id });
    if (!group) throw new Error("no special group");
    const { joined } = await changeMembers({ viewer, tx }, group.id, { joining, leaving: [] });
    if (joined) change("joined", null, joined);
    return { id: group.id, joined };
  },
});

export const updateSpecialGroup = command({
  may: "groups",
  on: specialGroups,
  log: "specialGroup.updated",
  input: specialGroupInput,
  async run({ viewer, tx, row: group }, input) {
    await tx
      .update(specialGroups)
      .set({ ...input, ...touched(specialGroups, viewer.employeeId) })
      .where(eq(specialGroups.id, group.id));
    return { id: group.id };
  },
});

/** Adds and takes away customers within reach; those out of reach stay where they are. */
export const updateSpecialMembers = command({
  may: "groups",
  on: specialGroups,
  log: "specialGroup.membersChanged",
  long: true,
  input: specialMembersInput,
  async run({ viewer, tx, tables, row: group, confirmed, change }, input) {
    const { joining, leaving, doubts } = await wantedMembers({ viewer, tx, tables }, input);
    if (group.disabledAt && joining.length) throw new Invalid({ "": { key: "specialGroupDisabled" } });
    askFirst(confirmed, doubts);
    const { joined, left } = await changeMembers({ viewer, tx }, group.id, { joining, leaving });
    if (joined) change("joined", null, joined);
    if (left) change("left", null, left);
    return { id: group.id, joined, left };
  },
});

/** Takes back what this person last did to the group's customers, as far as nobody has done otherwise since. */
export const undoSpecialMembers = command({
  may: "groups",
  on: specialGroups,
  log: "specialGroup.membersUndone",
  long: true,
  input: noInput,
  async run({ viewer, tx, tables, row: group }) {
    const { joined, left } = await changeMembers(
      { viewer, tx },
      group.id,
      await lastChangeUndone({ viewer, tx, tables }, group.id),
    );
    return { id: group.id, changed: joined + left };
  },
});

/** The group goes out of sight everywhere; who was in it is kept for the day it comes back. */
export const deleteSpecialGroup = command({
  may: "groups",
  on: specialGroups,
  log: "specialGroup.deleted",
  input: noInput,
  async run({ viewer, tx, row: group }) {
    await tx
      .update(specialGroups)
      .set({ deletedAt: sql`now()`, ...touched(specialGroups, viewer.employeeId) })
      .where(eq(specialGroups.id, group.id));
    return { id: group.id };
  },
});

export const restoreSpecialGroup = command({
  may: "groups",
  on: specialGroups,
  among: () => isNotNull(specialGroups.deletedAt),
  log: "specialGroup.restored",
  input: noInput,
  async run({ viewer, tx, row: group }) {
    await tx
      .update(specialGroups)
      .set({ deletedAt: null, ...touched(specialGroups, viewer.employeeId) })
      .where(eq(specialGroups.id, group.id));
    return { id: group.id };
  },
});

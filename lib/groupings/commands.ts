import "server-only";
import { eq, sql } from "drizzle-orm";
import { customers, tags } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { checkReferences, invoicingDoubts, reached, typesToHave } from "@/lib/customers/parts";
import { isMasked } from "@/lib/customers/rules";
import { Invalid } from "@/lib/errors";
import { keepToUsed } from "@/lib/features/rules";
import type { DoubtAbout } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { type GroupingsInput, groupingsInput } from "./fields";
import { heldBy, type Linked, writeLinks } from "./parts";

/**
 * What a customer is sorted by: only what the form sends changes, and its number never. A value no longer in use may
 * stay where it is held. Group and tags of another company's customer are refused while they are hidden.
 */
export const updateGroupings = command({
  may: "customers.edit",
  on: customers,
  log: "groupings.updated",
  input: groupingsInput,
  async run({ viewer, tx, tables, row, confirmed, change }, input) {
    if (row.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    keepToUsed(viewer, input, { segments: "segments" });
    const hidden = ["groupId", "tags", "shownTags", "newTags"] as const;
    if (isMasked(viewer, row.companies) && hidden.some((field) => field in input)) {
      throw new Invalid({ "": { key: "formChanged" } });
    }
    const { groupId, companyGroupId } = input;
    await checkReferences({ viewer, tx, tables }, { groupId }, row);
    await checkCompanyGroup(tx, tables, companyGroupId, row.companyGroupId);
    const single = {
      ...(groupId !== undefined && { groupId }),
      ...(companyGroupId !== undefined && { companyGroupId }),
    };

    const doubts: DoubtAbout[] = [];
    for (const grouping of ["types", "specialGroups", "segments", "tags"] as const) {
      const before = await heldBy(tx, row.id, grouping);
      const after = await wanted[grouping]({ tx, tables, kind: row.kind, before }, input);
      if (after === undefined || after.join() === before.join()) continue;
      if (grouping === "types") doubts.push(...(await invoicingDoubts(tx, tables, row.id, before, after)));
      await writeLinks(tx, { customerId: row.id, grouping, before, after });
      change(grouping, before, after);
    }
    await tx
      .update(customers)
      .set({ ...single, ...touched(customers, viewer.employeeId) })
      .where(eq(customers.id, row.id));
    return reached(tx, tables, row.id, doubts, confirmed);
  },
});

type Scope = { tx: Transaction; tables: Tables; kind: typeof customers.$inferSelect.kind; before: number[] };
type Wanted = (scope: Scope, input: GroupingsInput) => Promise<number[] | undefined>;

/** The ids a customer is to have of each, in order; undefined where the form says nothing about them. */
const wanted: Record<Linked, Wanted> = {
  async types({ tx, tables, kind, before }, { types }) {
    if (types?.length === 0) throw new Invalid({ types: { key: "chooseOne" } });
    return types && inOrder(await typesToHave(tx, tables, kind, types, before));
  },

  /** Membership of a deleted group stays with it, should the group come back. */
  async specialGroups({ tx, tables: { specialGroups: table }, before }, { specialGroups }) {
    if (!specialGroups) return undefined;
    const known = await tx.select({ id: table.id, disabledAt: table.disabledAt }).from(table);
    const may = known.filter(({ id, disabledAt }) => disabledAt === null || before.includes(id)).map(({ id }) => id);
    if (specialGroups.some((id) => !may.includes(id))) throw new Invalid({ specialGroups: { key: "chooseOption" } });
    return inOrder([...specialGroups, ...before.filter((id) => !may.includes(id))]);
  },

  async segments({ tx, tables, before }, { segments: chosen }) {
    if (!chosen) return undefined;
    const { segmentGroups, segments } = tables;
    const known = await tx
      .select({
        id: segments.id,
        group: segmentGroups.name,
        onlyOne: segmentGroups.onlyOne,
        isOff: sql<boolean>`${segments.disabledAt} is not null or ${segmentGroups.disabledAt} is not null`,
      })
      .from(segments)
      .innerJoin(segmentGroups, eq(segmentGroups.id, segments.segmentGroupId));
    const found = known.filter(({ id, isOff }) => chosen.includes(id) && (!isOff || before.includes(id)));
    if (found.length < chosen.length) throw new Invalid({ segments: { key: "chooseOption" } });
    const single = found.filter(({ onlyOne }) => onlyOne).map(({ group }) => group);
    const twice = single.find((group, index) => single.indexOf(group) < index);
    if (twice) throw new Invalid({ segments: { key: "onlyOne", params: { group: twice } } });
    return inOrder(chosen);
  },

  async tags({ tx, tables, before }, { tags: ticked, shownTags, newTags }) {
    if (!ticked && !newTags) return undefined;
    const kept = ticked ? before.filter((id) => ticked.includes(id) || shownTags?.includes(id) === false) : before;
    const added = (ticked ?? []).filter((id) => !before.includes(id));
    const known = await tx.select({ id: tables.tags.id, disabledAt: tables.tags.disabledAt }).from(tables.tags);
    const isOpen = (id: number) => known.some((tag) => tag.id === id && tag.disabledAt === null);
    if (!added.every(isOpen)) throw new Invalid({ tags: { key: "chooseOption" } });
    return inOrder([...kept, ...added, ...(await tagsNamed(tx, newTags ?? [], before))]);
  },
};

const inOrder = (ids: number[]) => [...new Set(ids)].sort((one, other) => one - other);

/** Ids of tags by name, whatever the case; those that are not there yet are made. */
async function tagsNamed(tx: Transaction, names: string[], held: number[]): Promise<number[]> {
  if (!names.length) return [];
  await tx
    .insert(tags)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing();
  const found = await tx
    .select()
    .from(tags)
    .where(sql`lower(${tags.name}) in (select lower(name) from unnest(${sql.param(names)}::text[]) name)`);
  const off = found.find(({ id, disabledAt }) => disabledAt !== null && !held.includes(id));
  if (off) throw new Invalid({ newTags: { key: "tagDisabled", params: { tag: off.name } } });
  return found.map(({ id }) => id);
}

async function checkCompanyGroup(
  tx: Transaction,
  { companyGroups }: Tables,
  given: number | null | undefined,
  before: number | null,
): Promise<void> {
  if (!given || given === before) return;
  const [group] = await tx.select().from(companyGroups).where(eq(companyGroups.id, given));
  if (!group || group.disabledAt) throw new Invalid({ companyGroupId: { key: "chooseOption" } });
}

import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { responsibilityChangeLines, responsibilityChanges } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { isMasked } from "@/lib/customers/rules";
import { isSame, type Subject, subjects, type Tie } from "./rules";
import { type Done, lockRows, ownersOf, tiesOf, type Wanted, type WantedOwner, writeTies } from "./writes";

/** What an undo did, and how much of the change it left alone because it was changed again since. */
type Undone = Done & { skipped: number };

/**
 * Puts back what a change did, where nobody has changed it again since and the viewer may change it: of others only with
 * the right to assign them. The undo is a change too: it can be undone. One that was undone already leaves nothing to do.
 */
export async function undoTies(tx: Transaction, viewer: Viewer, changeId: number): Promise<Undone> {
  const { lines: placed, isUndone } = await changeOf(tx, changeId);
  const back: Wanted[] = [];
  const owners: WantedOwner[] = [];
  for (const subject of subjects) {
    const some = placed.filter((line) => line.subject === subject && mayUndo(viewer, line.employeeId));
    const ids = some.map(({ subjectId }) => subjectId);
    await lockRows(tx, subject, ids);
    const open = isUndone ? new Set<number>() : await openTo(tx, viewer, subject, ids);
    const [held, owned] = [await tiesOf(tx, subject, some), await ownersOf(tx, subject, ids)];
    for (const { subjectId, employeeId, before, after } of some.filter((line) => open.has(line.subjectId))) {
      const ties = held.get(`${subjectId}.${employeeId}`) ?? [];
      if (employeeId === null) {
        if (owned.get(subjectId) === after) owners.push({ subject, subjectId, employeeId: before as number | null });
      } else if (isSame(ties, after as Tie[])) {
        back.push({ subject, subjectId, employeeId, ties: before as Tie[] });
      }
    }
  }
  const done = await writeTies(tx, viewer, "undo", back, owners);
  const undone = { undoneAt: sql`now()`, undoneBy: viewer.employeeId };
  if (done.count) await tx.update(responsibilityChanges).set(undone).where(eq(responsibilityChanges.id, changeId));
  return { ...done, skipped: placed.length - done.count };
}

const mayUndo = (viewer: Viewer, employeeId: number | null): boolean =>
  viewer.can("assignOthers") || viewer.employeeId === employeeId;

/** What a change did; it waits for whoever undoes the same change just now. */
async function changeOf(tx: Transaction, changeId: number) {
  const { id, undoneAt } = responsibilityChanges;
  const [change] = await tx.select({ undoneAt }).from(responsibilityChanges).where(eq(id, changeId)).for("update");
  const kept = await tx
    .select()
    .from(responsibilityChangeLines)
    .where(eq(responsibilityChangeLines.changeId, changeId));
  const lines = kept.map(({ customerId, projectId, ...line }) => ({
    ...line,
    ...(customerId === null
      ? { subject: "project" as const, subjectId: projectId ?? 0 }
      : { subject: "customer" as const, subjectId: customerId }),
  }));
  return { lines, isUndone: change?.undoneAt !== null };
}

/** Those rows whose responsibles the viewer may change: seen unmasked, of customers in use, projects that go on. */
async function openTo(tx: Transaction, viewer: Viewer, subject: Subject, ids: number[]): Promise<Set<number>> {
  const { customers: seen, projects: seenProjects } = visibleTables(viewer);
  const fields = { companies: seen.companies, archivedAt: seen.archivedAt };
  const found =
    subject === "customer"
      ? await tx
          .select({ id: seen.id, ...fields })
          .from(seen)
          .where(anyOf(seen.id, ids))
      : await tx
          .select({ id: seenProjects.id, ...fields })
          .from(seenProjects)
          .innerJoin(seen, eq(seen.id, seenProjects.customerId))
          .where(and(anyOf(seenProjects.id, ids), ne(seenProjects.status, "closed")));
  const changeable = found.filter((row) => row.archivedAt === null && !isMasked(viewer, row.companies));
  return new Set(changeable.map(({ id }) => id));
}

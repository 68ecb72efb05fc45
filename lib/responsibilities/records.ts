import "server-only";
import { sql } from "drizzle-orm";
import { projects, responsibilityChangeLines, responsibilityChanges } from "@/db/schema/index";
import { canonical, recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { type Pair, type Row, subjects, type Tie } from "./rules";

/** Whoever makes a change; on the day of a hand-over nobody need be signed in. */
export type Author = Pick<Viewer, "employeeId">;

export type ChangeKind = (typeof responsibilityChanges.kind.enumValues)[number];

/** What a change did to one employee in one row of the matrix, and to its owner or manager. */
export type Line = Pair & { before: Tie[]; after: Tie[] };
export type OwnerLine = Row & Record<"before" | "employeeId", number | null>;

const logged = { customer: "customers", project: "projects" } as const;

/** A line of the log for each customer or project: who answered for it before and who does now, among those changed. */
export async function logTies(tx: Transaction, viewer: Author, lines: readonly Line[]): Promise<void> {
  for (const subject of subjects) {
    const bySubject = Map.groupBy(
      lines.filter((line) => line.subject === subject),
      ({ subjectId }) => subjectId,
    );
    const customerOf = subject === "project" ? await customersOfProjects(tx, [...bySubject.keys()]) : null;
    const state = (some: readonly Line[], when: "before" | "after") =>
      some.flatMap((line) => line[when].map(({ note: _note, ...tie }) => ({ employeeId: line.employeeId, ...tie })));
    const told = [...bySubject].map(([id, some]) => {
      const [before, after] = [state(some, "before"), state(some, "after")];
      // Of a note the log says that it was changed, not what it was: it is free text.
      const changes = canonical(before) === canonical(after) ? [] : [{ field: "responsibles", before, after }];
      return { id, version: null, customerId: customerOf ? customerOf.get(id) : id, changes };
    });
    const source = { actorId: viewer.employeeId, action: "responsibility.changed", source: "web" } as const;
    await recordEach(tx, { ...source, subject: logged[subject] }, told);
  }
}

async function customersOfProjects(tx: Transaction, ids: number[]): Promise<Map<number, number>> {
  const rows = await tx
    .select({ id: projects.id, customerId: projects.customerId })
    .from(projects)
    .where(anyOf(projects.id, ids));
  return new Map(rows.map(({ id, customerId }) => [id, customerId]));
}

/** The change as it is kept for its undo. */
export async function keepChange(
  tx: Transaction,
  viewer: Author,
  kind: ChangeKind,
  lines: readonly Line[],
  owners: readonly OwnerLine[],
): Promise<number> {
  const [change] = await tx
    .insert(responsibilityChanges)
    .values({ kind, madeBy: viewer.employeeId })
    .returning({ id: responsibilityChanges.id });
  if (!change) throw new Error("no change");
  const kept = [...lines, ...owners.map((line) => ({ ...line, after: line.employeeId, employeeId: null }))];
  const ties = responsibilityChangeLines;
  await tx.execute(sql`
    insert into ${ties} (change_id, customer_id, project_id, employee_id, before, after)
    select ${change.id}::bigint, case when subject = 'customer' then "subjectId" end,
      case when subject = 'project' then "subjectId" end, "employeeId", coalesce(before, 'null'), coalesce(after, 'null')
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
      as r (subject text, "subjectId" bigint, "employeeId" bigint, before jsonb, after jsonb)`);
  return change.id;
}

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers, projectParticipants, projects, responsibilities } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import { touched } from "@/lib/stamps";
import { type Author, type ChangeKind, keepChange, type Line, logTies, type OwnerLine } from "./records";
import { isSame, type Pair, type Row, type Subject, subjects, type Tie, without } from "./rules";

/** What an employee is to answer for from now on: these ties and no others. */
export type Wanted = Pair & { ties: readonly Tie[] };
/** Who is to own a customer, or manage a project. `isTold`: whoever asks for it has a line of the log that says so. */
export type WantedOwner = Row & { employeeId: number | null; isTold?: true };

/** What was done: undone by its id; null where all was so already. `count` counts employees in rows of the matrix. */
export type Done = { changeId: number | null; count: number };

const tableOf = {
  customer: { table: customers, ties: responsibilities, column: sql`customer_id`, subject: "customers" },
  project: { table: projects, ties: projectParticipants, column: sql`project_id`, subject: "projects" },
} as const;

/**
 * Writes who answers for whom, however many pairs at once, as one change that can be undone. Rows that stay as they are
 * are not touched. The caller has looked customers, projects, employees and roles up within the viewer's reach.
 */
export async function writeTies(
  tx: Transaction,
  viewer: Author,
  kind: ChangeKind,
  wanted: readonly Wanted[],
  owners: readonly WantedOwner[] = [],
): Promise<Done> {
  const lines: Line[] = [];
  const ownerLines: OwnerLine[] = [];
  for (const subject of subjects) {
    const of = <T extends Row>(all: readonly T[]) => all.filter((one) => one.subject === subject);
    const [ties, places] = [of(wanted), of(owners)];
    await lockRows(
      tx,
      subject,
      [...ties, ...places].map(({ subjectId }) => subjectId),
    );
    if (ties.length) lines.push(...(await changeTies(tx, viewer, subject, ties)));
    if (places.length) ownerLines.push(...(await changeOwners(tx, viewer, subject, places)));
  }
  const count = lines.length + ownerLines.length;
  if (count === 0) return { changeId: null, count };
  await logTies(tx, viewer, lines);
  return { changeId: await keepChange(tx, viewer, kind, lines, ownerLines), count };
}

/** Locks rows of the matrix, in one order for everybody, so that two changes wait for each other and never cross. */
export async function lockRows(tx: Transaction, subject: Subject, ids: readonly number[]): Promise<void> {
  if (!ids.length) return;
  const { table } = tableOf[subject];
  const some = [...new Set(ids)];
  await tx.select({ id: table.id }).from(table).where(anyOf(table.id, some)).orderBy(table.id).for("no key update");
}

type Place = { subjectId: number; employeeId: number | null };

/** Pairs as rows of a statement: subject, employee. */
const given = (pairs: readonly Place[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as g ("subjectId" bigint, "employeeId" bigint)`;

/** The ties that pairs have, past and future ones too. */
export async function tiesOf(tx: Transaction, subject: Subject, pairs: readonly Place[]): Promise<Map<string, Tie[]>> {
  const { ties, column } = tableOf[subject];
  const { rows } = await tx.execute<{ subjectId: string; employeeId: string; ties: Tie[] }>(sql`
    select t.${column} as "subjectId", t.employee_id as "employeeId", jsonb_agg(jsonb_build_object('roleId', t.role_id,
      'validFrom', t.valid_from, 'validTo', t.valid_to, 'note', t.note) order by t.id) as ties
    from ${ties} t join ${given(pairs)} on g."subjectId" = t.${column} and g."employeeId" = t.employee_id group by 1, 2`);
  return new Map(rows.map((row) => [`${row.subjectId}.${row.employeeId}`, row.ties]));
}

async function changeTies(
  tx: Transaction,
  viewer: Author,
  subject: Subject,
  wanted: readonly Wanted[],
): Promise<Line[]> {
  const held = await tiesOf(tx, subject, wanted);
  const lines = wanted
    .map(({ ties, ...pair }) => ({
      ...pair,
      before: held.get(`${pair.subjectId}.${pair.employeeId}`) ?? [],
      after: ties.map(tieOnly),
    }))
    .filter(({ before, after }) => !isSame(before, after));
  const { ties, column } = tableOf[subject];
  const gone = lines.flatMap(({ before, after, ...pair }) =>
    without(before, after).map((tie) => ({ ...pair, ...tie })),
  );
  const come = lines.flatMap(({ before, after, ...pair }) =>
    without(after, before).map((tie) => ({ ...pair, ...tie })),
  );
  if (gone.length)
    await tx.execute(sql`delete from ${ties} t using ${rowsOf(gone)}
      where t.${column} = g."subjectId" and t.employee_id = g."employeeId" and (
        t.role_id, t.valid_from, t.valid_to, t.note) is not distinct from (g."roleId", g."validFrom", g."validTo", g.note)`);
  if (come.length)
    await tx.execute(sql`insert into ${ties} (${column}, employee_id, role_id, valid_from, valid_to, note, created_by)
      select g."subjectId", g."employeeId", g."roleId", g."validFrom", g."validTo", g.note, ${viewer.employeeId}::bigint
      from ${rowsOf(come)}`);
  return lines;
}

/** A tie without whatever else its row holds: before and after are compared whole. */
const tieOnly = ({ roleId, validFrom, validTo, note }: Tie): Tie => ({ roleId, validFrom, validTo, note });

const rowsOf = (ties: readonly (Pair & Tie)[]): SQL => sql`jsonb_to_recordset(${JSON.stringify(ties)}::jsonb) as g
  ("subjectId" bigint, "employeeId" bigint, "roleId" bigint, "validFrom" date, "validTo" date, note text)`;

async function changeOwners(
  tx: Transaction,
  viewer: Author,
  subject: Subject,
  wanted: readonly WantedOwner[],
): Promise<OwnerLine[]> {
  const before = await ownersOf(
    tx,
    subject,
    wanted.map(({ subjectId }) => subjectId),
  );
  const lines = wanted
    .map((one) => ({ ...one, before: before.get(one.subjectId) ?? null }))
    .filter(({ before, employeeId }) => before !== employeeId);
  const toldElsewhere = new Set(lines.filter(({ isTold }) => isTold).map(({ subjectId }) => subjectId));
  for (const employeeId of new Set(lines.map((line) => line.employeeId))) {
    const ids = lines.filter((line) => line.employeeId === employeeId).map(({ subjectId }) => subjectId);
    const saved = await setOwner(tx, viewer, subject, ids, employeeId);
    const field = subject === "customer" ? "ownerId" : "managerId";
    const untold = saved.filter(({ id }) => !toldElsewhere.has(id));
    const told = untold.map(({ id, version, customerId }) => ({
      id,
      version,
      customerId,
      changes: [{ field, before: before.get(id) ?? null, after: employeeId }],
    }));
    await recordEach(
      tx,
      { actorId: viewer.employeeId, action: `${subject}.updated`, source: "web", subject: tableOf[subject].subject },
      told,
    );
  }
  return lines;
}

/** Who owns customers, or manages projects. */
export async function ownersOf(tx: Transaction, subject: Subject, ids: number[]): Promise<Map<number, number | null>> {
  const { table } = tableOf[subject];
  const owner = subject === "customer" ? customers.ownerId : projects.managerId;
  const held = await tx.select({ id: table.id, owner }).from(table).where(anyOf(table.id, ids));
  return new Map(held.map((row) => [row.id, row.owner]));
}

function setOwner(tx: Transaction, viewer: Author, subject: Subject, ids: number[], employeeId: number | null) {
  if (subject === "customer") {
    return tx
      .update(customers)
      .set({ ownerId: employeeId, ...touched(customers, viewer.employeeId) })
      .where(anyOf(customers.id, ids))
      .returning({ id: customers.id, version: customers.version, customerId: customers.id });
  }
  return tx
    .update(projects)
    .set({ managerId: employeeId, ...touched(projects, viewer.employeeId) })
    .where(anyOf(projects.id, ids))
    .returning({ id: projects.id, version: projects.version, customerId: projects.customerId });
}

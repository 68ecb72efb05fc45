import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { employees, projectMonths, projects } from "@/db/schema/index";
import { changesBetween, type Line, recordEach } from "@/lib/access/audit";
import { type Command, command, type Transaction } from "@/lib/access/gate";
import { type FigureKind, monthsOf } from "@/lib/financials/rules";
import { absent, Conflict } from "@/lib/outcome";
import { projectInReach } from "@/lib/projects/parts";
import { mayChangeProject } from "@/lib/projects/rules";
import { touched } from "@/lib/stamps";
import { cellName, fieldsOf, figuresInput, monthNumbers } from "./fields";
import { type Cells, judge } from "./rules";

type Row = typeof projectMonths.$inferSelect;
type Year = { projectId: number; kind: FigureKind; year: number };
type Asked = Year & { customerId: number; by: number };

const save = command({
  may: "money.read",
  log: "figures.saved",
  input: figuresInput,
  async run({ viewer, tx, tables }, { projectId, kind, year, cells, seen }) {
    const project = await projectInReach({ viewer, tx, tables }, projectId ?? absent());
    if (!mayChangeProject(viewer, project)) absent();
    // One after the other, so that two people do not both begin the same month.
    const held = tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project.id));
    if (!(await held.for("no key update")).length) absent();
    const asked = { projectId: project.id, kind, year, customerId: project.customerId, by: viewer.employeeId };
    const rows = await rowsOf(tx, asked);
    const now = cellsOf(rows, kind);
    const { changed, disputed, fresh } = judge(cells, seen, now);
    if (disputed.length) throw disputeOf(disputed, { cells, fresh, now }, rows);
    const lines = [];
    for (const month of monthNumbers) {
      const line = await write(tx, asked, month, rows.get(month), changed);
      if (line) lines.push({ ...line, customerId: project.customerId });
    }
    const told = { actorId: viewer.employeeId, action: `figures.${kind}`, source: "web" } as const;
    await recordEach(tx, { ...told, subject: "project_months" }, lines);
    return { id: project.id, year, n: lines.length };
  },
});

type Held = Row & { by: string };

async function rowsOf(tx: Transaction, { projectId, kind, year }: Year): Promise<Map<number, Held>> {
  const [first, last] = [monthsOf(year)[0], monthsOf(year)[11]];
  const found = await tx
    .select({ row: projectMonths, by: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})` })
    .from(projectMonths)
    .leftJoin(employees, eq(employees.id, projectMonths.updatedBy))
    .where(
      and(
        eq(projectMonths.projectId, projectId),
        eq(projectMonths.kind, kind),
        sql`${projectMonths.month} between ${first} and ${last}`,
      ),
    );
  return new Map(found.map(({ row, by }) => [Number(row.month.slice(5, 7)), { ...row, by }]));
}

const cellsOf = (rows: ReadonlyMap<number, Row>, kind: FigureKind): Cells =>
  Object.fromEntries(
    [...rows].flatMap(([month, row]) => fieldsOf(kind).map((field) => [cellName(month, field), row[field]])),
  );

/** The form goes on from what is stored now: whatever is chosen then is meant. */
function disputeOf(
  disputed: readonly string[],
  { cells, fresh, now }: { cells: Cells; fresh: Cells; now: Cells },
  rows: ReadonlyMap<number, Held>,
): Conflict {
  const conflicts = disputed.map((field) => ({
    field,
    mine: cells[field],
    theirs: now[field] ?? null,
    by: rows.get(Number.parseInt(field, 10))?.by ?? "",
  }));
  return new Conflict(conflicts, 1, { ...fresh, seen: JSON.stringify(now) });
}

/** Writes what changed of one month; a month in which nothing is left goes. */
async function write(
  tx: Transaction,
  { projectId, kind, year, by }: Asked,
  month: number,
  row: Held | undefined,
  changed: Cells,
): Promise<Line | null> {
  const fields = fieldsOf(kind);
  const values = Object.fromEntries(
    fields.flatMap((field) => {
      const name = cellName(month, field);
      return name in changed ? [[field, changed[name] ?? null]] : [];
    }),
  );
  if (!Object.keys(values).length) return null;
  const { by: _, ...before } = row ?? { by: "" };
  const left = { ...before, ...values } as Partial<Row>;
  if (row && fields.every((field) => (left[field] ?? null) === null)) {
    await tx.delete(projectMonths).where(eq(projectMonths.id, row.id));
    return { id: row.id, version: row.version + 1, changes: changesBetween(before, {}) };
  }
  const first = monthsOf(year)[month - 1] ?? absent();
  const [saved] = row
    ? await tx
        .update(projectMonths)
        .set({ ...values, ...touched(projectMonths, by) })
        .where(eq(projectMonths.id, row.id))
        .returning()
    : await tx
        .insert(projectMonths)
        .values({ projectId, kind, month: first, ...values, createdBy: by, updatedBy: by })
        .returning();
  if (!saved) throw new Error("no month");
  return { id: saved.id, version: saved.version, changes: changesBetween(before, saved) };
}

const theirs = (name: string, values: Record<string, unknown>) => values[`keep.${name}`] === "theirs";

/**
 * Saves the figures of one kind of a year: only cells that were changed, each month by itself. Cells that others changed
 * since the form was opened stay theirs; where both did, one is asked.
 */
export const saveFigures: typeof save = Object.assign(
  (...[viewer, values]: Parameters<typeof save>) =>
    save(viewer, Object.fromEntries(Object.entries(values).filter(([name]) => !theirs(name, values)))),
  { permission: save.permission, log: save.log } satisfies Pick<Command<{ id: number }>, "permission" | "log">,
);
